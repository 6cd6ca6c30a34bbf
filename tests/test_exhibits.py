"""Tables and charts where they are used: in templates, in `trace` and `figures`, in drafts with errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.books import NAME, book, case
from tests.command import Run
from tests.test_reporting import PROFILE, body, template
from unionreport import app
from unionreport.config import load
from unionreport.contents import contents
from unionreport.document.controls import read_controls
from unionreport.document.place import FILE
from unionreport.errors import RequestError, TemplateError
from unionreport.exhibits import cells, in_doubt
from unionreport.figure import Figure
from unionreport.house import House, Shares
from unionreport.printed import Printing, proofread
from unionreport.reporting import Request, build
from unionreport.tables import Charts, Tables
from unionreport.texts import LANGUAGES, texts

AID = "日期 | 项目 | 姓名 | 金额\n2023-02-01 | 困难补助 | 张一三 | 500\n2023-02-02 | 其他 | 李四 | 1000\n2023-02-03 | 其他 | 王五 | 0.5"
BOOK = {"基本情况": PROFILE, "帮扶发放": AID}


def test_a_template_goes_through_the_rows_of_a_table(tmp_path: Path) -> None:
    """Rows, totals, columns, notes and titles can be printed wherever a template wants them, with their controls."""
    own = template(
        tmp_path,
        "{% for row in tables.aid.rows %}{{ row.item }}{{ row.amount }}；{% endfor %}",
        "{{ tables.aid.title }}{{ tables.aid.totals.amount | yuan }}",
        "{% for each in tables.aid.columns %}{{ each.title }}，{% endfor %}",
        "{% for note in tables.aid.notes %}{{ note }}{% endfor %}无",
        "{{ charts.aid_amounts.title }}",
        "{% if tables.visits %}有走访{% endif %}{% if charts.income_shares %}有图{% endif %}没有",
    )
    written = build(book(tmp_path, BOOK), Request(template=own), None).written
    assert body(written) == [
        "困难补助500.00；其他1000.50；",
        "帮扶资金发放情况1500.50元",
        "项目，户数（户），人数（人），金额（元），金额占比（%），",
        "无",
        "各项帮扶资金",
        "没有",
    ]
    assert written is not None
    assert [(each.figure, each.style) for each in read_controls(written.read_bytes())] == [
        ("tables.aid.困难补助.amount", "bare"),
        ("tables.aid.其他.amount", "bare"),
        ("aid.total.amount", "yuan"),
    ]


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ("{{ tables.aidd.title }}", "template-name-unknown-near", "aid"),
        ("{{ charts.aid_amount }}", "template-name-unknown-near", "aid_amounts"),
        ("{{ tables.aid.totals.amuont }}", "template-name-unknown-near", "amount"),
        ("{% for row in tables.aid.rows %}{{ row.itme }}{% endfor %}", "template-name-unknown-near", "item"),
        ("{{ tables.aid.total }}", "template-table-attribute", None),
        ("{{ charts.aid_amounts.series }}", "template-table-attribute", None),
    ],
)
def test_wrong_names_in_a_template_are_refused_with_the_nearest(
    text: str, key: str, near: str | None, tmp_path: Path
) -> None:
    """Names of tables, of charts and of columns are checked as those of figures are."""
    with pytest.raises(TemplateError) as caught:
        build(book(tmp_path, BOOK), Request(template=template(tmp_path, text)), None)
    assert (caught.value.key, caught.value.params.get("near")) == (key, near)
    for language in LANGUAGES:
        assert texts(language).error(caught.value)


def test_a_report_without_tables_does_not_pay_for_them(tmp_path: Path) -> None:
    """The context has every table and chart, and none of them is made before it is asked for."""
    context = contents(case(book(tmp_path, BOOK))).context
    tables, charts = context["tables"], context["charts"]
    assert isinstance(tables, Tables)
    assert isinstance(charts, Charts)
    assert tables._made == {}
    assert charts["aid_amounts"]
    assert list(tables._made) == ["aid"]


def test_the_house_style_settles_shares(tmp_path: Path) -> None:
    """``shares`` under ``[numbers]`` in unionreport.toml reaches the tables."""
    path = tmp_path / "unionreport.toml"
    path.write_text('[numbers]\nshares = "largest-remainder"\n', encoding="utf-8")
    tables = contents(case(book(tmp_path, BOOK), load(path))).context["tables"]
    assert isinstance(tables, Tables)
    assert tables.source.shares is Shares.LARGEST_REMAINDER


def test_trace_finds_the_cells_of_tables(tmp_path: Path, run: Run) -> None:
    """A cell is traced by its id to the rows behind it, with its formula."""
    book(tmp_path, BOOK)
    done = run("trace", "tables.aid.其他.amount", NAME, "--format", "json")
    figure = json.loads(done.out)["figure"]
    assert (done.code, figure["value"], figure["shown"], figure["cells"]) == (
        0,
        "1000.50",
        "1000.50",
        ["帮扶发放!D3:D4"],
    )
    assert figure["formula"] == texts("zh").say("formula.table_sum")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("tables.aid.其他.amuont", "tables.aid.其他.amount"),
        ("tables.aids.其他.amount", "tables.aid.其他.amount"),
        ("tables.qqqq.x", ""),
    ],
)
def test_trace_names_the_nearest_cell(name: str, near: str, tmp_path: Path) -> None:
    """A cell that is not there is refused like a figure that is not declared."""
    with pytest.raises(RequestError) as caught:
        app.trace(case(book(tmp_path, BOOK)), name)
    assert caught.value.params["near"] == near


def test_figures_lists_the_cells_of_tables_only_when_asked(tmp_path: Path, run: Run) -> None:
    """``--all`` adds the cells; without it the figures are the declared ones, as scripts know them."""
    examined = case(book(tmp_path, BOOK))
    plain = json.loads(run("figures", NAME, "--format", "json").out)["figures"]
    every = json.loads(run("figures", NAME, "--format", "json", "--all").out)["figures"]
    assert [each["id"] for each in plain] == list(examined.figures)
    assert {each["id"] for each in every} - {each["id"] for each in plain} == set(cells(examined))
    assert "tables.aid.其他.share" in cells(examined)


def test_cells_with_errors_behind_them_are_in_doubt(tmp_path: Path) -> None:
    """An amount that cannot be read leaves amounts and their shares in doubt, and not the counts of people."""
    examined = case(book(tmp_path, {**BOOK, "帮扶发放": AID.replace("1000", "约一千")}))
    doubtful = in_doubt(examined)
    assert {"tables.aid.其他.amount", "tables.aid.其他.share", "tables.aid.totals.share"} <= doubtful
    assert {each.rpartition(".")[2] for each in doubtful} == {"amount", "share"}
    assert any(each.startswith("tables.aid_notice.#") for each in doubtful)


def test_nothing_is_in_doubt_without_errors(tmp_path: Path) -> None:
    """A clean workbook leaves every cell sure."""
    assert in_doubt(case(book(tmp_path, BOOK))) == frozenset()


def test_errors_elsewhere_leave_a_table_alone(tmp_path: Path) -> None:
    """An unreadable number of hazards leaves the aid tables alone; a ratio falls with what it is made of."""
    sheets = {
        **BOOK,
        "劳动保护检查": "日期 | 场所 | 级别 | 隐患数 | 已整改数\n2023-01-01 | 食堂 | 一般 | 很多 | 1\n2023-01-02 | 楼道 | 一般 | 2 | 1",
    }
    doubtful = in_doubt(case(book(tmp_path, sheets)))
    assert {each.rpartition(".")[2] for each in doubtful} == {"hazards", "rate"}
    assert all(each.startswith("tables.inspections.") for each in doubtful)


def test_a_small_group_in_a_table_is_told_of_as_in_a_sentence(tmp_path: Path) -> None:
    """A cell that counts one person in need is looked at like a printed figure of one."""
    examined = case(book(tmp_path, BOOK))
    cell = cells(examined)["tables.aid.困难补助.persons"]
    assert isinstance(cell, Figure)
    found = proofread([Printing(cell, FILE)], examined.figures, examined.catalog, House())
    assert [(each.name, "困难补助人数" in each.params["text"]) for each in found] == [("group-small", True)]
