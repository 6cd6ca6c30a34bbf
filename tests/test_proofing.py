"""A template read like a proof: every problem at once, with its place, its severity and its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import book, case
from tests.command import AID, SMALL
from tests.docx_text import Block, document, elements, paragraph, xml_document
from unionreport.config import Config, builtin
from unionreport.errors import RequestError, TemplateError
from unionreport.proofing import proof
from unionreport.texts import texts
from unionreport.wordtemplate import Proof

CONFIG = Config(builtin())
BOXED = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def saved(folder: Path, *blocks: Block) -> Path:
    """A template of these blocks."""
    path = folder / "ours.docx"
    path.write_bytes(document(*blocks))
    return path


def found(done: Proof) -> list[str]:
    """The problems as ``place severity rule``."""
    return [f"{each.place or 'whole'} {each.severity} {each.rule}" for each in done.problems]


def proofread(folder: Path, *blocks: Block, sheets: dict[str, str] | None = None) -> list[str]:
    """Everything said of a template of these blocks, but for the number of figures that it does not use."""
    judged = case(book(folder, sheets)) if sheets else None
    return [each for each in found(proof(saved(folder, *blocks), CONFIG, judged)) if each != "whole note unused"]


def test_every_kind_of_problem_is_named_at_once_in_document_order(tmp_path: Path) -> None:
    """Slips, names, filters, blocks, groups and guards of one template, each in its paragraph or cell."""
    assert proofread(
        tmp_path,
        "人数｛｛ profile.members ｝｝",
        "{{ aid.total.amont }}{{ aid.total.amount | wna }}",
        "{{ aid.total }}",
        "{% if aid %}",
        "{{ “a” }}",
        [["甲", "{ b }}"], ["{{ finance.income | upper }}", "{{ profile.women | upper }}"]],
        "{% if aid.total.amount %}{{ aid.total.amount | plain }}{% endif %}",
    ) == [
        "body-paragraph paragraph=1 error brace-fullwidth",
        "body-paragraph paragraph=2 error name-unknown-near",
        "body-paragraph paragraph=2 error filter-unknown-near",
        "body-paragraph paragraph=3 error group-printed",
        "body-paragraph paragraph=4 error block-unclosed",
        "body-paragraph paragraph=5 error quotes-curly",
        "body-cell paragraph=1 table=1 row=1 cell=2 error brace-single",
        "body-cell paragraph=1 table=1 row=2 cell=2 error style-unfit",
    ]


def test_names_are_checked_without_a_workbook(tmp_path: Path) -> None:
    """Figures, comparisons, tables, charts, particulars, chapters, years and numbers are known, and nothing else."""
    assert (
        proofread(
            tmp_path,
            "{{ section }}{{ year }}{{ next_year }}{{ profile.name }}",
            '{% for text in narrative["任何一章"] %}',
            "{{ text }}",
            "{% endfor %}",
            "{% if growth.aid.total.amount %}，{{ growth.aid.total.amount }}。{% endif %}",
            "{% if tables.aid %}",
            "{{ tables.aid }}",
            "{% endif %}",
            "{% if charts.aid_amounts %}",
            "{{ charts.aid_amounts }}",
            "{% endif %}",
        )
        == []
    )
    assert proofread(tmp_path, "{{ tables.aidd }}", "{{ growth.aid.totl }}") == [
        "body-paragraph paragraph=1 error name-unknown-near",
        "body-paragraph paragraph=2 error name-unknown-near",
    ]


@pytest.mark.parametrize(
    ("blocks", "warned"),
    [
        (["共{{ aid.total.amount }}。"], ["body-paragraph paragraph=1 warning unguarded"]),
        (["{% if aid.total.amount %}共{{ aid.total.amount }}。{% endif %}"], []),
        (["{% if aid %}共{{ aid.total.amount }}。{% endif %}"], []),
        (["{% if finance %}共{{ finance.opening }}。{% endif %}"], ["body-paragraph paragraph=1 warning unguarded"]),
        (["{% if finance.closing %}共{{ finance.opening }}。{% endif %}"], []),
        (["{{ growth.aid.total.amount }}"], ["body-paragraph paragraph=1 warning unguarded"]),
        (["{{ tables.aid }}"], ["body-paragraph paragraph=1 warning unguarded"]),
        (["{{ charts.aid_amounts }}"], ["body-paragraph paragraph=1 warning unguarded"]),
        (["{{ tables.aid.title }}{{ aid.total.amount.title }}"], []),
        (["{% for row in tables.aid.rows %}{{ row.item }}{% endfor %}"], []),
    ],
)
def test_what_may_be_absent_wants_a_condition(tmp_path: Path, blocks: list[str], warned: list[str]) -> None:
    """A figure, a comparison, a table or a chart that nothing guards is a warning; what its ledger gives is guarded."""
    assert proofread(tmp_path, *blocks) == warned


def test_a_group_that_is_printed_is_told_with_a_figure_of_it(tmp_path: Path) -> None:
    """The remedy names one that could be meant."""
    (problem,) = proof(saved(tmp_path, "{{ aid.students }}"), CONFIG).problems
    assert texts("zh").told(problem.key, problem.params) == (
        "“aid.students”是一组指标，不能直接印出，请写出其中一个，例如 aid.students.households"
    )
    assert problem.about == "aid.students"
    (problem,) = proof(saved(tmp_path, "{{ aid }}"), CONFIG).problems
    assert problem.params["example"] == "aid.lowincome.households"


def test_filters_that_never_fit_are_errors(tmp_path: Path) -> None:
    """A style no value of the unit can take, an argument of a wrong kind; one that fits some values is none."""
    assert proofread(
        tmp_path, "{% if profile.women %}{{ profile.women | upper }}{{ profile.women | cn }}{% endif %}"
    ) == ["body-paragraph paragraph=1 error style-unfit"]
    assert proofread(tmp_path, '{% if finance.income %}{{ finance.income | wan("x") }}{% endif %}') == [
        "body-paragraph paragraph=1 error filter-argument"
    ]
    assert proofread(tmp_path, "{% if finance.income %}{{ finance.income | cn(1) }}{% endif %}") == [
        "body-paragraph paragraph=1 error code-failed"
    ]
    assert proofread(tmp_path, "{% if aid %}{{ aid.total.amount | length }}{% endif %}") == [
        "body-paragraph paragraph=1 error filter-list"
    ]
    assert proofread(tmp_path, "{% if satisfaction.rate %}{{ satisfaction.rate | floor | plain }}{% endif %}") == []


def test_unused_figures_are_counted_or_named(tmp_path: Path) -> None:
    """Without a workbook their number is told; with one those that have a value, a whole group as one."""
    guarded = "{% if aid.total.amount %}{{ aid.total.amount }}{% endif %}"
    path = saved(tmp_path, guarded)
    (count,) = proof(path, CONFIG).problems
    assert (count.key, count.params) == ("lint.unused_count", {"count": len(builtin().figures) - 1})
    (named,) = proof(path, CONFIG, case(book(tmp_path, {**SMALL, "谈心谈话": "日期 | 类型 | 对象 | 谈话人"}))).problems
    told = str(named.params["figures"]).split("、")
    assert "talks.*" in told
    assert "aid.total.persons" in told
    assert "aid.total.amount" not in told
    assert not any(each.startswith("finance") for each in told)
    assert proof(saved(tmp_path, "{{ x"), CONFIG).problems[-1].severity == "error"


def test_a_template_that_uses_everything_has_nothing_unused(tmp_path: Path) -> None:
    """There is no note where there is nothing to tell."""
    every = "".join(f"{{% if {name} %}}{{{{ {name} }}}}{{% endif %}}" for name in builtin().figures)
    path = saved(tmp_path, every)
    assert found(proof(path, CONFIG)) == []
    assert found(proof(path, CONFIG, case(book(tmp_path, SMALL)))) == []


def test_with_a_workbook_the_template_is_filled_as_well(tmp_path: Path) -> None:
    """What fails with these values is an error, told once; with other values it is a warning at most."""
    text = "好"
    assert proofread(tmp_path, text, "共{{ finance.income }}。", sheets=SMALL) == [
        "body-paragraph paragraph=2 error figure-absent"
    ]
    assert proofread(tmp_path, text, "{{ (accepted | first).reason }}", sheets=SMALL) == [
        "body-paragraph paragraph=2 error list-empty"
    ]
    assert proofread(tmp_path, text, "共{{ aid.total.amount }}。", sheets=SMALL) == [
        "body-paragraph paragraph=2 warning unguarded"
    ]


def test_a_workbook_without_a_year_is_refused(tmp_path: Path) -> None:
    """As in building a report."""
    judged = case(book(tmp_path, {"帮扶发放": AID.replace("2023-02-01", "无")}, "台账.xlsx"))
    with pytest.raises(RequestError, match="year-needed"):
        proof(saved(tmp_path, "甲"), CONFIG, judged)


def test_breaches_in_the_fixed_words_are_notes(tmp_path: Path) -> None:
    """Doubled and half-width punctuation in the author's own words is told."""
    assert proofread(tmp_path, "工会工作，，有序开展。") == ["body-paragraph paragraph=1 note punctuation-doubled"]


def test_a_text_box_is_told_once(tmp_path: Path) -> None:
    """Word keeps a box twice, for itself and for older programs; its mistake is one."""
    path = tmp_path / "box.docx"
    path.write_bytes(xml_document(paragraph("甲", BOXED.format(paragraph("{{ a b }}")))))
    assert found(proof(path, CONFIG)) == ["box-paragraph paragraph=1 number=1 error syntax"]


def test_what_is_no_template_is_refused_by_name(tmp_path: Path) -> None:
    """The file is named, and what it is."""
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK")
    with pytest.raises(TemplateError) as caught:
        proof(path, CONFIG)
    assert texts("zh").error(caught.value).startswith("x.docx 模板文件：模板文件已损坏")
    with pytest.raises(RequestError, match="template-unopened"):
        proof(tmp_path / "none.docx", CONFIG)


def test_tags_out_of_reach_come_last(tmp_path: Path) -> None:
    """Every tag in the properties and comments is told, behind those of the text."""
    from tests.docx_text import edit

    def change(root: object) -> None:
        root.append(elements("<w:keywords>{{ n }} {% if a %}</w:keywords>")[0])  # type: ignore[attr-defined]

    path = tmp_path / "x.docx"
    path.write_bytes(edit(document("{{ nope }}"), change, "docProps/core.xml"))
    done = proof(path, CONFIG)
    assert found(done) == [
        "body-paragraph paragraph=1 error name-unknown",
        "properties error tag-unreachable",
        "properties error tag-unreachable",
    ]
    assert [each.about for each in done.problems] == ["nope", "{{ n }}", "{% if a %}"]
    assert done.errors == 3
