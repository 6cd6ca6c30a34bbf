"""Figures from ledgers: which rows count, which cells are named, which verbs there are."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.books import addresses, all_loaded, book, book_of_rows, cells, figures, figures_of
from tests.test_compute_ledgers import LEDGERS
from unionreport.compute import compute, leading_field
from unionreport.config import builtin, load


def test_every_row_counts_in_an_unknown_year() -> None:
    """Where there is no year, no row is left out for its date."""
    ledgers, _ = all_loaded({"合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳\n没写 | 王 | 灯 | 是"}, "台账.xlsx")
    assert ledgers.year is None
    assert compute(ledgers, builtin())["suggestions.submitted"].value == 1


def test_a_row_without_its_required_date_does_not_count(tmp_path: Path) -> None:
    """A missing or unreadable date leaves a row out where dates are required."""
    sheets = {"谈心谈话": "日期 | 类型 | 对象\n | 入党 | 王\n改天 | 入党 | 李\n2023-01-01 | 入党 | 赵"}
    assert figures(book(tmp_path, sheets))["talks.total"] == 1


def test_unread_amounts_are_not_guessed(tmp_path: Path) -> None:
    """A cell that could not be read adds nothing."""
    sheets = {"帮扶发放": "日期 | 项目 | 姓名 | 金额\n2023-01-01 | 其他 | 王 | 约五百\n2023-01-01 | 其他 | 李 | 500"}
    got = figures_of(book(tmp_path, sheets))["aid.total.amount"]
    assert (got.value, addresses(got)) == (50_000, ["帮扶发放!D3"])


def test_thousands_of_small_amounts_add_up_exactly(tmp_path: Path) -> None:
    """Ten thousand times 0.1 元 is 1000 元."""
    rows: list[list[object]] = [["日期", "项目", "姓名", "金额"]]
    rows += [["2023-01-01", "其他", f"王{number}", 0.1] for number in range(10_000)]
    got = figures(book_of_rows(tmp_path, {"帮扶发放": rows}))
    assert (got["aid.total.amount"], got["aid.total.persons"]) == (100_000, 10_000)


MARKS = "姓名 | 职务 | 级别 | 德 | 能 | 勤 | 绩 | 廉"
LINEAGE = {
    "帮扶发放": "日期 | 项目 | 姓名 | 身份证号 | 金额\n2023-01-01 | 其他 | 王 | 'A1 | 5\n2022-01-01 | 其他 | 王 | 'A1 | 5\n"
    "2023-01-01 | 其他 | 李 | 'A2 | 5\n2023-01-01 | 其他 | 李 | 'A2 | 5\n合计 | | | | 20",
    "民主评议": f"{MARKS}\n王 | | 处级 | 19 | 18 | 18 | 18 | 18",
    "经费收支": "科目 | 金额\n上年结余 | 10\n会费收入 | 5\n维权支出 | 12",
    "走访慰问": "日期 | 类型 | 对象\n2023-01-01 | 住院 | 王",
}


@pytest.mark.parametrize(
    ("name", "cells_behind", "inputs"),
    [
        ("aid.total.amount", ["帮扶发放!E2", "帮扶发放!E4:E5"], ()),
        ("aid.total.persons", ["帮扶发放!D2", "帮扶发放!D4:D5"], ()),
        ("aid.widows.amount", [], ()),
        ("aid.total.person_times", ["帮扶发放!A2", "帮扶发放!A4:A5"], ()),
        ("visits.total", ["走访慰问!A2"], ()),
        ("appraisals.points", ["民主评议!A2"], ()),
        ("appraisals.forms", ["民主评议!A2"], ()),
        ("appraisals.excellent", ["民主评议!A2"], ("appraisals.ninety",)),
        ("finance.opening", ["经费收支!B2"], ()),
        ("finance.balance", ["经费收支!B3", "经费收支!B4"], ("finance.income", "finance.expense")),
        ("finance.closing", ["经费收支!B2", "经费收支!B3", "经费收支!B4"], ("finance.opening", "finance.balance")),
        ("satisfaction.rate", [], ("satisfaction.satisfied", "satisfaction.returned")),
        ("inspections.rectified_rate", [], ("inspections.rectified", "inspections.hazards")),
    ],
)
def test_a_figure_names_the_cells_it_came_from(
    name: str, cells_behind: list[str], inputs: tuple[str, ...], tmp_path: Path
) -> None:
    """The lineage has the counted cells, joined to ranges, and the figures taken in; rows left out are not in it."""
    figure = figures_of(book(tmp_path, LINEAGE))[name]
    assert (addresses(figure), figure.lineage.inputs) == (cells_behind, inputs)


def test_a_figure_keeps_what_the_catalog_says(tmp_path: Path) -> None:
    """Title, unit and style are the catalog's, and the printed form follows."""
    figure = figures_of(
        book(
            tmp_path,
            {"合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳 | 节约金额(万元)\n2023-01-01 | 王 | 灯 | 是 | 70.2"},
        )
    )["suggestions.savings"]
    assert (figure.title, figure.unit, figure.style, figure.shown) == ("采纳建议节约资金", "元", "wan", "70.2万元")


OWN = """
[figures.own.large]
title = "大额建议"
count = "suggestions"
where = { savings = { minimum = 1000 } }
unit = "条"

[figures.own.most]
title = "最大节约"
max = "suggestions.savings"
unit = "元"

[figures.own.least]
title = "最小节约"
min = "suggestions.savings"
unit = "元"

[figures.own.most_adopted]
title = "采纳的最大节约"
max = "suggestions.savings"
where = { adopted = true, category = "安全" }
unit = "元"

[figures.own.rejected]
title = "未采纳"
count = "suggestions"
where = { adopted = false }
unit = "条"

[figures.own.known]
title = "已知数值之和"
sum = "profile.value"
unit = "人"

[figures.own.big]
title = "百以上的数值"
count = "profile"
where = { value = { minimum = 100 } }
unit = "项"

[figures.own.first]
title = "第一个数值"
first = "profile.value"
unit = "人"

[figures.own.forms]
title = "来访形式"
distinct = "receptions.form"
unit = "种"

[ledgers.receptions]
entities = { form = [["form"]] }
"""


def test_own_figures_use_the_same_verbs(tmp_path: Path) -> None:
    """A union's own figures: limits in 元, largest and smallest with their cells, and no text where numbers are added."""
    config = tmp_path / "unionreport.toml"
    config.write_text(OWN, "utf-8")
    sheets = {
        "合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳 | 节约金额 | 类别\n2023-01-01 | 王 | 灯 | 是 | 999.99 |\n2023-01-02 | 李 | 水 | 否 | 1000 |\n"
        "2023-01-03 | 赵 | 电 | 否 | | \n2023-01-04 | 钱 | 气 | 否 | 1000 |",
        "基本情况": "项目 | 数值\n单位名称 | 某工会\n会员人数 | 500\n报告日期 | 2024-01-15\n面积 | 1.5",
        "来访接待": "日期 | 反映事项\n2023-01-01 | 供暖",
    }
    got = figures_of(book(tmp_path, sheets), load(config))
    assert {name: got[f"own.{name}"].value for name in ("large", "most", "least", "most_adopted", "rejected")} == {
        "large": 2,
        "most": 100_000,
        "least": 99_999,
        "most_adopted": None,
        "rejected": 3,
    }
    assert addresses(got["own.most"]) == ["合理化建议!E3", "合理化建议!E5"]
    assert (got["own.known"].value, got["own.big"].value, got["own.first"].value) == (Fraction(1003, 2), 1, 500)
    assert addresses(got["own.first"]) == ["基本情况!B3"]
    assert (got["own.forms"].value, addresses(got["own.forms"])) == (1, ["来访接待!A2"])


def shuffled(table: str, kind: str, data: st.DataObject) -> list[list[object]]:
    """The table with its columns in another order, under other headers, with lines above."""
    rows = cells(table)
    width = len(rows[0])
    order = data.draw(st.permutations(range(width)))
    fields = {field.title: field for field in builtin().ledgers[kind].fields.values()}
    adorned = data.draw(
        st.lists(st.sampled_from(["{}", "*{}", "{}\n", " {} ", "{}【必填】"]), min_size=width, max_size=width)
    )
    names = [
        form.format(data.draw(st.sampled_from(fields[str(title)].headers)))
        for form, title in zip(adorned, rows[0], strict=True)
    ]
    above: list[list[object]] = data.draw(
        st.sampled_from([[], [["某工会台账"]], [["2023年台账"], [], ["单位：元", None, "制表日期：12月"]]])
    )
    body: list[list[object]] = [[*names], *([*row, *[None] * (width - len(row))] for row in rows[1:])]
    return [*above, *([row[at] for at in order] for row in body)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    name=st.sampled_from(["aid, the other items", "visits", "proposals", "awards", "suggestions", "leave, by 姓名"]),
)
def test_order_and_names_of_columns_do_not_matter(data: st.DataObject, name: str, tmp_path: Path) -> None:
    """Columns shuffled, aliased and adorned, under title lines, give the same figures."""
    sheets, expected = LEDGERS[name]
    ((title, table),) = sheets.items()
    table = table.split("\n合计")[0]
    kind = next(ledger.id for ledger in builtin().ledgers.values() if ledger.title == title)
    got = figures(book_of_rows(tmp_path, {title: shuffled(table, kind, data)}))
    assert {each: got[each] for each in expected} == expected


def test_a_header_without_a_clear_column_points_to_its_first_field() -> None:
    """Where every column fits two fields there is none to name; the first field stands for it, nothing is raised."""
    ledger = all_loaded({"谈心谈话": "日期 | 类型 | 对象\n2023-01-01 | 入党 | 王"})[0].of("talks")[0]
    bare = replace(ledger, header=replace(ledger.header, columns={}))
    assert (leading_field(ledger), leading_field(bare)) == ("date", "seq")
