"""Charts drawn from tables, tables of declared figures, and several years side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tabled import block, printed, tables
from tests.test_tables import extended
from unionreport.config import builtin
from unionreport.exhibit import ChartKind
from unionreport.house import Shares
from unionreport.tables import Charts

YEAR = "基本情况"
PAST = {
    year: {
        "基本情况": f"项目 | 数值\n年度 | {year}",
        "帮扶发放": f"日期 | 项目 | 姓名 | 金额\n{year}-01-01 | 其他 | 王 | {amount}",
    }
    for year, amount in ((2018, 100), (2019, 110), (2020, 120), (2021, 130), (2022, 140))
}
NOW = {"帮扶发放": "日期 | 项目 | 姓名 | 金额\n2023-01-01 | 其他 | 王 | 20000\n2023-01-02 | 其他 | 李 | 5000"}


def test_the_last_five_years_stand_side_by_side() -> None:
    """A column a year, this one last, at most five; each figure in its own unit, a year without it an empty cell."""
    earlier = {**PAST, 2021: {YEAR: "项目 | 数值\n年度 | 2021"}}
    table = tables(NOW, earlier=earlier)["years"]
    assert printed(table) == block(
        """
        指标 | 单位 | 2019年 | 2020年 | 2021年 | 2022年 | 2023年
        帮扶 | 人次 | 1 | 1 | — | 1 | 2
        帮扶资金 | 万元 | 0.01 | 0.01 | — | 0.01 | 2.50
        """
    )
    cells = [table.rows[1][name] for name in ("y2022", "y2023")]
    assert [getattr(each, "id", None) for each in cells] == ["y2022.aid.total.amount", "aid.total.amount"]
    assert [each.numeric for each in table.columns[1:4]] == [False, True, True]


def test_one_year_alone_is_no_series() -> None:
    """Without earlier years the table and its chart are empty, so that a template leaves them out."""
    made = tables(NOW)
    assert (bool(made["years"]), bool(Charts(made)["years"])) == (False, False)


def test_a_line_goes_through_the_years() -> None:
    """The years are the categories; a figure that has no value in any year is no series."""
    chart = Charts(tables(NOW, earlier=PAST))["years"]
    assert (chart.id, chart.kind, chart.categories[0], chart.categories[-1]) == (
        "charts.years",
        ChartKind.LINE,
        "2019年",
        "2023年",
    )
    assert [each.name for each in chart.series] == ["帮扶资金"]
    assert [str(each) for each in chart.series[0].figures] == ["0.01", "0.01", "0.01", "0.01", "2.50"]


def test_a_chart_shows_the_very_figures_of_its_table() -> None:
    """The categories are the names of the rows, the figures those in the cells."""
    made = tables({**NOW, "经费收支": "科目 | 收支 | 金额\n甲 | 支出 | 2\n乙 | 支出 | 0\n丙 | 支出 | 1"})
    bars = Charts(made)["aid_amounts"]
    assert (bars.title, bars.categories, bars.series[0].name) == ("各项帮扶资金", ("其他",), "金额")
    assert bars.series[0].figures == (made["aid"].rows[0]["amount"],)
    assert bool(bars)


def test_a_pie_has_no_slice_of_nothing() -> None:
    """Subjects without an amount are left out of the pie, though not out of the table."""
    made = tables({"经费收支": "科目 | 收支 | 金额\n甲 | 支出 | 2\n乙 | 支出 | 0\n丙 | 支出 | 1"})
    assert Charts(made)["expense_shares"].categories == ("甲", "丙")
    assert len(made["finance_expense"].rows) == 3


@pytest.mark.parametrize("rows", ["甲 | 支出 | 2\n乙 | 支出 | -1", "甲 | 收入 | 2"])
def test_a_pie_of_negative_parts_or_of_nothing_is_not_drawn(rows: str) -> None:
    """A slice below zero cannot be drawn, and no rows are no pie: the chart is false."""
    chart = Charts(tables({"经费收支": f"科目 | 收支 | 金额\n{rows}"}))["expense_shares"]
    assert (bool(chart), chart.categories) == (False, ())


def test_a_pie_prints_the_shares_of_its_table() -> None:
    """The slices are the very cells of the share column, by whichever policy."""
    made = tables(
        {"经费收支": "科目 | 收支 | 金额\n甲 | 支出 | 1\n乙 | 支出 | 1\n丙 | 支出 | 1"}, shares=Shares.LARGEST_REMAINDER
    )
    figures = Charts(made)["expense_shares"].series[0].figures
    assert [str(each) for each in figures] == ["33.34", "33.33", "33.33"]
    assert figures == tuple(row["share"] for row in made["finance_expense"].rows)


def test_a_pie_of_amounts_has_no_slice_below_zero(tmp_path: Path) -> None:
    """A union's own pie of amounts is not drawn where one of them is negative."""
    catalog = extended(
        tmp_path,
        """
        [tables.own]
        title = "支出"
        kind = "group"
        ledger = "finance"
        by = "subject"
        columns = [
          { name = "subject", title = "科目", label = true },
          { name = "amount", title = "金额", sum = "amount", unit = "元" },
        ]
        [[tables.own.charts]]
        name = "own"
        title = "支出"
        type = "pie"
        category = "subject"
        values = "amount"
        """,
    )
    sheet = "科目 | 收支 | 金额\n甲 | 支出 | 2\n乙 | 支出 | {}"
    assert not Charts(tables({"经费收支": sheet.format(-1)}, catalog))["own"]
    assert Charts(tables({"经费收支": sheet.format(1)}, catalog))["own"]


def test_a_pie_without_its_column_is_empty() -> None:
    """Without the ledger there is nothing to draw."""
    charts = Charts(tables(NOW))
    assert (charts["income_shares"].series, len(charts)) == ((), len(list(charts)))
    with pytest.raises(KeyError):
        charts["income"]


def test_every_chart_of_the_catalog_has_a_name_of_its_own() -> None:
    """The charts that come with the product, by the tables that they are drawn from."""
    drawn = {each.name: name for name, table in builtin().tables.items() for each in table.charts}
    assert drawn == {
        "aid_amounts": "aid",
        "income_shares": "finance_income",
        "expense_shares": "finance_expense",
        "proposals_result": "proposals_result",
        "years": "years",
    }


def test_a_statement_leaves_out_what_is_unknown() -> None:
    """A figure whose ledger says nothing has no row; the others keep their own ids."""
    table = tables({"经费收支": "科目 | 收支 | 金额\n甲 | 支出 | 2"})["finance"]
    assert printed(table) == "项目 | 金额（元）\n本年收入 | 0.00\n本年支出 | 2.00\n本年结余 | -2.00"
    assert [getattr(row["amount"], "id", None) for row in table.rows] == [
        "finance.income",
        "finance.expense",
        "finance.balance",
    ]
    assert not tables(NOW)["finance"]


def test_a_statement_may_have_several_columns_and_units(tmp_path: Path) -> None:
    """Each row names a figure for each column; the unit stands in a column of its own, or with the number."""
    catalog = extended(
        tmp_path,
        """
        [tables.own]
        title = "概况"
        kind = "figures"
        columns = [
          { name = "no", title = "序号", seq = true },
          { name = "item", title = "项目", label = true },
          { name = "unit", title = "单位", measure = true },
          { name = "a", title = "人次", figure = true },
          { name = "b", title = "资金", figure = true, unit = "元", show = "wan" },
        ]
        rows = [
          { title = "帮扶", figures = { a = "aid.total.person_times", b = "aid.total.amount" } },
          { title = "走访", figures = { a = "visits.total", b = "visits.amount" } },
          { title = "救助", figure = "aid.other.persons" },
        ]
        [[tables.own.charts]]
        name = "own"
        title = "资金"
        type = "bar"
        category = "item"
        values = "b"
        """,
    )
    made = tables(NOW, catalog)
    assert printed(made["own"]) == block(
        """
        序号 | 项目 | 单位 | 人次 | 资金
        1 | 帮扶 | 人次 | 2 | 2.5万元
        2 | 救助 | 人 | 2 | —
        """
    )
    chart = Charts(made)["own"]
    assert [each and str(each) for each in chart.series[0].figures] == ["2.5万元", None]
