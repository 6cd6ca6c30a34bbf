"""Everything that may stand in a template, ready to be pasted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.books import book, case
from tests.command import AID, SMALL
from tests.docx_text import document, lines
from unionreport.app import examine
from unionreport.config import Config, builtin
from unionreport.contents import contents, every_name
from unionreport.document.filters import FILTERS
from unionreport.document.report import Stamp, fill
from unionreport.document.template import lint
from unionreport.errors import RequestError, TemplateError
from unionreport.output.vocabulary import as_json, console
from unionreport.resources import folder
from unionreport.texts import texts
from unionreport.vocabulary import vocabulary
from unionreport.wordtemplate import FieldKind, TemplateField, Vocabulary

NARRATIVE = "章节 | 顺序 | 文字\n建功立业 | 1 | 甲。\n建功立业 | 2 | 乙。"


def by_name(known: Vocabulary) -> dict[str, TemplateField]:
    """The fields by their names."""
    return {each.name: each for each in known.fields}


def test_every_name_of_the_context_is_listed() -> None:
    """Figures, comparisons, tables, charts, particulars, years, numbers: nothing that a template can name is left out."""
    known = by_name(vocabulary(builtin()))
    assert set(builtin().figures) <= set(known)
    assert {f"growth.{name}" for name in builtin().figures} <= set(known)
    assert {known[name].kind for name in ("tables.aid", "charts.aid_amounts", "accepted", "section", "year")} == {
        FieldKind.TABLE,
        FieldKind.CHART,
        FieldKind.LIST,
        FieldKind.NUMBERING,
        FieldKind.YEAR,
    }
    assert {name.partition(".")[0] for name in known} == set(every_name(builtin()).context) - {"narrative"}
    assert [each.name for each in known.values() if each.value is not None] == ["section", "item", "clause"]


def test_every_tag_can_be_pasted() -> None:
    """Each tag of a figure, a particular or a number is one that lint lets pass, as is each filter."""
    known = vocabulary(builtin())
    tags = [f"{{% if {each.name} %}}{each.tag}{{% endif %}}" for each in known.fields if each.tag.startswith("{{")]
    tags += [each.tag for each in known.filters if each.tag.startswith("{{") and "row." not in each.tag]
    inside = [each for each in tags if "tables." not in each and "charts." not in each]
    assert lint(document(*inside), every_name(builtin()).context) == []


def test_values_are_those_of_the_workbook(tmp_path: Path) -> None:
    """With a workbook each name has what it prints, or the number of its rows; what is absent has nothing."""
    sheets = {**SMALL, "报告文字": NARRATIVE}
    judged = case(book(tmp_path, sheets))
    known = by_name(vocabulary(builtin(), judged))
    assert {name: known[name].value for name in ("aid.total.amount", "finance.income", "profile.name", "year")} == {
        "aid.total.amount": "0.05万元",
        "finance.income": None,
        "profile.name": "锦绣社区工会",
        "year": "2023",
    }
    assert [known[name].value for name in ("tables.aid", "tables.visits", "建功立业", "accepted")] == [
        "1",
        None,
        "2",
        None,
    ]
    assert known["aid.total.amount"].group == "帮扶发放"
    assert known["profile.name"].title == "单位名称"
    shown = lines(fill(document(known["aid.total.amount"].tag), contents(judged).context, Stamp()).data)
    assert shown == ["0.05万元"]


def test_a_table_names_the_columns_of_its_rows(tmp_path: Path) -> None:
    """As declared without a workbook; with one, those that its ledger has something for."""
    declared = by_name(vocabulary(builtin()))["tables.aid_notice"].columns
    assert declared == ("seq", "person", "unit", "item", "amount")
    judged = case(book(tmp_path, SMALL))
    assert by_name(vocabulary(builtin(), judged))["tables.aid_notice"].columns == ("seq", "person", "item", "amount")


def test_a_template_tells_what_it_uses(tmp_path: Path) -> None:
    """Asked about a template, each name says whether that one uses it; its chapters are listed in its order."""
    path = tmp_path / "ours.docx"
    path.write_bytes(
        document(
            "{{ aid.total.amount }}{% if talks.total %}{% endif %}",
            '{% for text in narrative["乙章"] %}{{ text }}{% endfor %}',
            '{% for text in narrative["甲章"] %}{{ text }}{% endfor %}',
            "{% for row in tables.aid.rows %}{{ row.item }}{% endfor %}",
        )
    )
    known = vocabulary(builtin(), templates=[path], marked=True)
    assert {each.name for each in known.fields if each.used} == {
        "aid.total.amount",
        "talks.total",
        "tables.aid",
        "甲章",
        "乙章",
    }
    assert [each.name for each in known.fields if each.kind is FieldKind.CHAPTER] == ["乙章", "甲章"]
    assert {each.used for each in vocabulary(builtin(), templates=[path]).fields} == {None}


def test_a_broken_template_matters_only_where_it_is_asked_for(tmp_path: Path) -> None:
    """For the chapters of all templates at hand it is passed over; by its name it is refused."""
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK")
    assert vocabulary(builtin(), templates=[path]).fields
    with pytest.raises(TemplateError) as caught:
        vocabulary(builtin(), templates=[path], marked=True)
    assert caught.value.template == "x.docx"


def test_a_workbook_without_a_year_is_refused(tmp_path: Path) -> None:
    """As in building a report."""
    judged = case(book(tmp_path, {"帮扶发放": AID.replace("2023-02-01", "无")}, "台账.xlsx"))
    with pytest.raises(RequestError, match="year-needed"):
        vocabulary(builtin(), judged)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_filter_and_word_has_its_explanation(language: str) -> None:
    """Filters, numbers and years are explained in both languages, and each filter of figures shows what it prints."""
    words = texts(language)
    known = vocabulary(builtin())
    assert [name for name in FILTERS if not words.has(f"filters.{name}")] == []
    assert [each.name for each in known.filters] == list(FILTERS)
    assert {each.name: each.shown for each in known.filters}["wan"] == "70.2万元"
    assert {each.name: each.shown for each in known.filters}["cn"] == "六个"
    assert words.say("fields.filters") in console(known, words)


def test_on_a_terminal_comparisons_take_one_line_until_they_have_a_value() -> None:
    """Eight kinds of a hundred figures would bury the rest; as JSON every one is there."""
    words = texts("zh")
    known = vocabulary(builtin())
    assert console(known, words).count("{{ growth.") == 2  # one of its group, one as an example of a filter
    assert as_json(known, words).count('"growth.') > 90
    samples = folder("sample_data")
    years = examine(samples / "2023.xlsx", Config(builtin()), [samples / "2022.xlsx"])
    compared = vocabulary(builtin(), years, marked=True)
    told = console(compared, words)
    assert told.count("{{ growth.") > 50
    assert "同比；算不出百分比的印增减：在任一指标名前面加上 growth.，" in told
    assert "{{ tables.aid }}" in told
    assert json.loads(as_json(compared, words))["workbook"] == "2023.xlsx"
