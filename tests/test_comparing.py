"""Earlier years at the command line and in reports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.books import LAST, book
from tests.command import Result, Run, run
from tests.test_reporting import body, template
from unionreport import config
from unionreport.document.controls import read_controls
from unionreport.document.manifest import read_manifest
from unionreport.errors import TemplateError
from unionreport.figure import Comparison
from unionreport.output import figures as output
from unionreport.output.wording import formula_of
from unionreport.reporting import Request, build
from unionreport.texts import LANGUAGES, texts

__all__ = ["run"]

AID = "日期 | 项目 | 姓名 | 金额\n"
SUGGESTIONS = "日期 | 建议人 | 建议名称 | 是否采纳\n"
TALKS = "日期 | 类型 | 对象\n"
LAST_YEAR = {
    "帮扶发放": AID + "2022-02-01 | 困难补助 | 张一三 | 400.00\n2022-02-01 | 金秋助学 | 李一三 | 300.00",
    "合理化建议": SUGGESTIONS + "2022-01-01 | 王一三 | 节水 | 是\n2022-01-01 | 王一三 | 节电 | 是",
    "谈心谈话": TALKS.strip(),
}
THIS_YEAR = {
    "帮扶发放": AID + "2023-02-01 | 困难补助 | 张一三 | 500.00\n2023-02-01 | 金秋助学 | 李一三 | 300.00",
    "合理化建议": SUGGESTIONS + "2023-01-01 | 王一三 | 节水 | 是\n2023-01-01 | 王一三 | 节电 | 否",
    "谈心谈话": TALKS + "2023-01-01 | 入党 | 王一三",
    "文体活动": "日期 | 名称\n2023-01-01 | 甲",
}


@pytest.fixture
def years(tmp_path: Path) -> tuple[Path, Path]:
    """This year's workbook and last year's."""
    return book(tmp_path, THIS_YEAR), book(tmp_path, LAST_YEAR, LAST)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("{{ growth.aid.hardship.amount }}", "同比增长25%"),
        ("{{ growth.aid.hardship.amount | yoy(2) }}", "同比增长25.00%"),
        ("{{ growth.aid.hardship.amount | pct }}", "25%"),
        ("{{ growth.aid.students.amount }}", "与上年持平"),
        ("{{ growth.talks.total }}", "比上年增加1人次"),
        ("{{ growth.talks.total | yoy(2) }}", "比上年增加1人次"),
        ("{{ growth.suggestions.adoption_rate }}", "比上年下降50个百分点"),
        ("{{ change.suggestions.adoption_rate | change(1) }}", "比上年下降50.0个百分点"),
        ("{{ change.aid.hardship.amount }}", "比上年增加100元"),
        ("{{ change.aid.hardship.amount | plain }}", "100元"),
        ("{{ previous.aid.hardship.amount | yuan }}", "400元"),
        ("{{ cumulative.aid.hardship.amount | yuan }}", "900元"),
        ("甲{% if growth.aid.students.amount %}，{{ growth.aid.students.amount }}{% endif %}。", "甲，与上年持平。"),
        ("甲{% if growth.activities.count %}，{{ growth.activities.count }}{% endif %}。", "甲。"),
        ("甲{% if highest.talks.total %}，近{{ highest.talks.total | cn }}来最高{% endif %}。", "甲。"),
        ("{% if growth.aid.hardship.amount > 0.2 %}大幅{% else %}小幅{% endif %}", "大幅"),
        ("{% if growth %}有{% endif %}{% if not highest %}无{% endif %}", "有无"),
    ],
)
def test_a_template_says_how_it_was_last_year(
    years: tuple[Path, Path], tmp_path: Path, written: str, text: str
) -> None:
    """One name says it in the right words; it is true wherever there is a comparison, and only there."""
    built = build(years[0], Request(template=template(tmp_path, written), previous=years[1:]), None)
    assert body(built.written) == [text]


@pytest.mark.parametrize("kind", Comparison)
def test_without_earlier_years_a_template_that_compares_is_right(
    years: tuple[Path, Path], tmp_path: Path, kind: str
) -> None:
    """The clause is left out; printed without a test, the error says how to put one around it."""
    name = f"{kind}.aid.hardship.amount"
    guarded = template(tmp_path, f"甲{{% if {name} %}}，{{{{ {name} }}}}{{% endif %}}。")
    assert body(build(years[0], Request(template=guarded), None).written) == ["甲。"]
    bare = template(tmp_path, f"{{{{ {name} }}}}")
    with pytest.raises(TemplateError, match="figure-absent") as error:
        build(years[0], Request(template=bare, force=True), None)
    assert error.value.params["figure"] == name


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("{{ aid.hardship.amount | change }}", "template-filter-change"),
        ("{{ 5 | change }}", "template-filter-change"),
        ("{{ growth.aid.hardship.amount | change }}", "template-style-unfit"),
        ("{{ growth.aid.hardship.amonut }}", "template-name-unknown-near"),
        ("{{ growht.aid.hardship.amount }}", "template-name-unknown-near"),
        ("{{ growth.profile.name }}", "template-name-unknown"),
        ("{{ change.aid.hardship.amount - 1 }}", "template-figure-arithmetic"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    years: tuple[Path, Path], tmp_path: Path, written: str, reason: str
) -> None:
    """A figure of one year is no change, names are checked, and nothing is calculated in a template."""
    with pytest.raises(TemplateError, match=reason):
        build(years[0], Request(template=template(tmp_path, written), previous=years[1:]), None)


def test_a_comparison_keeps_its_identity_in_the_report(years: tuple[Path, Path], tmp_path: Path) -> None:
    """Its control says which comparison it is, its manifest has the cells of both years."""
    own = template(tmp_path, "{{ growth.aid.hardship.amount }}，{{ growth.talks.total }}")
    built = build(years[0], Request(template=own, previous=years[1:]), None)
    assert built.written is not None
    data = built.written.read_bytes()
    controls = [(each.figure, each.style, each.text) for each in read_controls(data)]
    assert controls == [
        ("growth.aid.hardship.amount", "yoy", "同比增长25%"),
        ("change.talks.total", "change", "比上年增加1人次"),
    ]
    manifest = read_manifest(data)
    assert manifest is not None
    assert manifest.entries[0].value == "1/4"
    assert manifest.entries[0].cells == ("帮扶发放!D2", "[2022.xlsx]帮扶发放!D2")


def test_a_draft_marks_what_compares_with_a_doubtful_figure(tmp_path: Path) -> None:
    """A growth of a figure in doubt is red like the figure itself."""
    wrong = {**THIS_YEAR, "帮扶发放": THIS_YEAR["帮扶发放"] + "\n2023-03-01 | 困难补助 | 李一三 | 约三百"}
    own = template(tmp_path, "{{ growth.aid.hardship.amount }}", "{{ previous.aid.hardship.amount }}")
    request = Request(template=own, draft=True, previous=(book(tmp_path, LAST_YEAR, LAST),))
    built = build(book(tmp_path, wrong), request, None)
    assert built.written is not None
    from docx import Document

    red = ["FF0000" in paragraph._element.xml for paragraph in Document(str(built.written)).paragraphs]
    assert red == [True, False]


def test_figures_lists_comparisons_after_the_figures(run: Run, years: tuple[Path, Path]) -> None:
    """Those that have a value, with formula and the cells of both years; without earlier years there are none."""
    this, last = map(str, years)
    data = json.loads(run("figures", this, "--previous", last, "--format", "json").out)["figures"]
    plain = json.loads(run("figures", this, "--format", "json").out)["figures"]
    assert data[: len(plain)] == plain
    compared = {each["id"]: each for each in data[len(plain) :]}
    assert compared["growth.aid.hardship.amount"] == {
        "id": "growth.aid.hardship.amount",
        "title": "困难补助金额同比增长率",
        "value": "0.25",
        "unit": "%",
        "shown": "同比增长25%",
        "formula": "同比增长率＝（本年－上年）÷上年",
        "cells": ["[2023.xlsx]帮扶发放!D2", "[2022.xlsx]帮扶发放!D2"],
    }
    assert compared["change.suggestions.adoption_rate"]["value"] == "-50"
    assert compared["previous.talks.total"]["value"] == 0
    assert "growth.talks.total" not in compared
    assert "growth.activities.count" not in compared
    assert all(each["value"] is not None for each in compared.values())
    rows = list(csv.DictReader(io.StringIO(run("figures", this, "--previous", last, "--format", "csv").out)))
    assert [row["id"] for row in rows] == [each["id"] for each in data]
    assert "与上年持平" in run("figures", this, "--previous", last).out


def test_figures_as_a_workbook(run: Run, years: tuple[Path, Path], tmp_path: Path) -> None:
    """--format xlsx writes the file of -o, comparisons included, and prints nothing."""
    this, last = map(str, years)
    assert run("figures", this, "--previous", last, "--format", "xlsx", "-o", "指标.xlsx") == Result(0, "", "")
    (sheet,) = openpyxl.load_workbook(tmp_path / "指标.xlsx").worksheets
    found = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert found["growth.aid.hardship.amount"][2:5] == (0.25, "%", "同比增长25%")
    assert found["aid.hardship.amount"][2] == 500
    assert run("figures", this, "--format", "xlsx") == Result(
        2, "", "--format xlsx 写成工作簿，请用 -o 给出文件名，例如 -o figures.xlsx\n"
    )
    assert run("figures", this, "--format", "xlsx", "-o", this).code == 2
    assert run("figures", this, "--format", "json", "-o", "指标.json") == Result(0, "", "")
    assert json.loads((tmp_path / "指标.json").read_text(encoding="utf-8"))["year"] == 2023


def test_trace_shows_the_rows_of_both_years(run: Run, years: tuple[Path, Path]) -> None:
    """The formula, the two figures, and the rows of each under the name of its file."""
    this, last = map(str, years)
    out = run("trace", "growth.aid.hardship.amount", this, "--previous", last).out
    assert "算法    同比增长率＝（本年－上年）÷上年" in out
    assert "由指标  aid.hardship.amount、previous.aid.hardship.amount" in out
    sheets = json.loads(run("trace", "growth.aid.hardship.amount", this, "--previous", last, "--format", "json").out)
    assert [(each["sheet"], each["rows"][0]["金额"]) for each in sheets["sheets"]] == [
        ("帮扶发放", "500"),
        ("[2022.xlsx]帮扶发放", "400"),
    ]


def test_trace_says_why_there_is_nothing_to_compare(run: Run, years: tuple[Path, Path]) -> None:
    """A comparison without value is explained, one without earlier years asks for them."""
    this, last = map(str, years)
    assert "没有可比的数" in run("trace", "growth.talks.total", this, "--previous", last).out
    assert run("trace", "growth.talks.total", this) == Result(
        2, "", "growth.talks.total 要与往年比较；请用 --previous 给出往年的台账\n"
    )


@pytest.mark.parametrize("command", ["figures", "build"])
def test_earlier_cells_that_cannot_be_read_are_told(run: Run, tmp_path: Path, command: str) -> None:
    """What is not compared for want of a cell is named on standard error, and the rest is compared."""
    wrong = {**LAST_YEAR, "帮扶发放": LAST_YEAR["帮扶发放"] + "\n2022-03-01 | 困难补助 | 李一三 | 约三百"}
    last = str(book(tmp_path, wrong, LAST))
    result = run(command, str(book(tmp_path, THIS_YEAR)), "--previous", last)
    assert result.code == 0
    told = next(line for line in result.err.splitlines() if "2022" in line)
    assert "读不出" in told
    assert "aid.hardship.amount" in told
    assert "aid.hardship.persons" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_comparison_has_title_and_formula(language: str) -> None:
    """Each kind, and a past figure, is named and explained in both languages."""
    words = texts(language)
    for kind in (*Comparison, "past"):
        assert words.say(f"comparisons.{kind}", title="甲", year=2022)
        assert words.say(f"formula.{kind}")


def test_the_formula_of_the_catalog_is_that_of_its_figures(years: tuple[Path, Path]) -> None:
    """A figure without a formula of its own has the catalog's."""
    from unionreport.app import examine

    case = examine(years[0], config.Config(config.builtin()))
    figure = case.figures["aid.total.amount"]
    assert formula_of(figure, case.catalog, texts("zh")) == "帮扶发放.金额之和"
    assert output.addresses(figure) == ["帮扶发放!D2:D3"]


@pytest.mark.parametrize("name", [*(f"{kind}.own" for kind in Comparison), "y2022.own"])
def test_the_names_of_comparisons_are_reserved(tmp_path: Path, name: str) -> None:
    """A union's own figure cannot take a name that templates and traces use."""
    from unionreport.errors import CatalogError

    path = tmp_path / "unionreport.toml"
    path.write_text(f'[figures.{name}]\ntitle = "甲"\ncount = "talks"\nunit = "次"\n', encoding="utf-8")
    with pytest.raises(CatalogError, match="name-taken"):
        config.load(path)
