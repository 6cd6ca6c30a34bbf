"""Finding the header row and the columns by meaning."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.books import cells
from tests.sheets import area
from unionreport.config import builtin
from unionreport.header import Header, find, fits, plain, plain_title, unit_in
from unionreport.schema import Field

AID = builtin().ledgers["disbursements"]
MEMBERS = builtin().ledgers["members"]


def header(table: str) -> Header:
    """The header of 帮扶发放 found in a text table."""
    found = find(cells(table), AID)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("金额", "金额"),
        (" 金 额 ", "金额"),
        ("金额\n（元）", "金额"),
        ("*金额(万元)", "金额"),
        ("★金额：", "金额"),
        ("金额【必填】", "金额"),
        ("ＮＯ．", "NO."),
        ("“4050”补贴", "4050补贴"),
        ("（金额）", "(金额)"),
        ("", ""),
        (None, ""),
        (500.0, ""),
    ],
)
def test_a_header_is_plain(text: object, expected: str) -> None:
    """Brackets, blanks, asterisks, colons, quotes and full-width signs do not hide a header."""
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2023年帮扶发放", "帮扶发放"),
        ("2023 帮扶发放", "帮扶发放"),
        ("2023年度 帮扶发放（一）", "帮扶发放"),
        ("1月", "1月"),
    ],
)
def test_a_title_is_plain_and_without_its_year(title: str, expected: str) -> None:
    """A leading year is no part of a sheet's title."""
    assert plain_title(title) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("金额(元)", "元"),
        ("金额（万元）", "万元"),
        ("金额[万]", "万元"),
        ("金额\n(人民币元)", "元"),
        ("单位：万元", "万元"),
        ("编制单位：锦绣社区工会          单位:元", "元"),
        ("金额单位：人民币万元", "万元"),
        ("参加人次(人次)", "人次"),
        ("金额", ""),
        ("金额（含元旦）", ""),
        ("单位：元宝社区", ""),
        (None, ""),
        (3.5, ""),
    ],
)
def test_a_unit_is_read_from_brackets_and_lines(text: object, unit: str) -> None:
    """The unit stands in brackets or after 单位, as the whole of it."""
    assert unit_in(text) == unit


def test_columns_are_found_by_meaning() -> None:
    """Whatever the order, each column is found by title, alias or adorned header."""
    found = header("发放金额（元） | *姓 名 | 帮扶\\n项目 | 发放时间：")
    assert found.columns == {"amount": 1, "person": 2, "item": 3, "date": 4}
    assert found.units == {"amount": "元"}
    assert found.unknown == {}


def test_lines_above_the_header_are_passed_over() -> None:
    """Titles, blank rows and unit lines may stand above; the row that names most fields is the header."""
    found = header(
        "2023年帮扶发放台账\n\n单位：元 | | 日期：2023-12-31\n日期 | 项目 | 姓名 | 金额\n2023-01-01 | 其他 | 王 | 5"
    )
    assert (found.row, found.score) == (4, 4)


def test_the_first_of_equal_header_rows_counts() -> None:
    """A header repeated on each printed page is found at its first place."""
    assert header("日期 | 项目 | 姓名 | 金额\n2023-01-01 | 其他 | 王 | 5\n日期 | 项目 | 姓名 | 金额").row == 1


def test_one_matching_cell_is_no_header() -> None:
    """A single familiar word is not enough where the ledger needs more columns, but is where it needs one."""
    assert find(cells("姓名 | 甲 | 乙"), AID) is None
    assert find(cells("姓名 | 甲 | 乙"), MEMBERS) is not None


def test_a_header_below_thirty_rows_is_none() -> None:
    """The search ends after thirty rows."""
    line = "日期 | 项目 | 姓名 | 金额"
    assert find(cells("甲\n" * 29 + line), AID) is not None
    assert find(cells("甲\n" * 30 + line), AID) is None


def test_titles_go_before_aliases() -> None:
    """Where the canonical title stands, an alias beside it is a column of its own."""
    found = header("日期 | 项目 | 姓名 | 金额 | 实发金额")
    assert found.columns["amount"] == 4
    assert found.unknown == {5: "实发金额"}


def test_two_aliases_are_ambiguous() -> None:
    """Where two columns fit one field equally, neither is taken, yet the field is not called unknown."""
    found = header("日期 | 项目 | 姓名 | 发放金额 | 实发金额")
    assert "amount" not in found.columns
    assert found.ambiguous == {"amount": (4, 5)}
    assert (found.unknown, found.score) == ({}, 4)


def test_a_header_fits_with_all_required_columns() -> None:
    """Optional columns do not matter, a missing required one does."""
    assert fits(header("日期 | 项目 | 姓名 | 金额"), AID)
    assert not fits(header("日期 | 项目 | 姓名 | 备注"), AID)


@given(st.permutations(list(AID.fields.values())), st.data())
def test_shuffled_and_aliased_columns_are_all_found(fields: list[Field], data: st.DataObject) -> None:
    """Every field is found in every order, under any of its headers, adorned in any way."""
    names = [data.draw(st.sampled_from(field.headers)) for field in fields]
    adorned = [
        data.draw(st.sampled_from(["{}", "*{}", " {} ", "{}（元）", "{}\n", "{}："])).format(each) for each in names
    ]
    found = find([["某工会台账"], adorned], AID)
    assert found is not None
    assert found.row == 2
    assert found.columns == {field.name: at for at, field in enumerate(fields, 1)}


def of(kind: str, table: str, *merges: str, **choice: str) -> Header:
    """The header of a ledger in a text table with merged cells, with the headers that a union chose."""
    ledger = replace(builtin().ledgers[kind], columns=choice)
    found = find([["" if each is None else each for each in row] for row in cells(table)], ledger, [*map(area, merges)])
    assert found is not None
    return found


GROUPS = "序号 | 对象 | 慰问 | | 备注\n | | 日期 | 金额 | \n1 | 王一三 | 2023-01-01 | 500 |"


@pytest.mark.parametrize("merges", [(), ("C1:D1",), ("A1:A2", "B1:B2", "C1:D1", "E1:E2")])
def test_groups_are_joined_to_their_columns(merges: tuple[str, ...]) -> None:
    """慰问 over 日期 and 金额 makes 慰问日期 and 慰问金额, whether it is merged or only stands over the first."""
    found = of("visits", GROUPS, *merges)
    assert found.columns == {"seq": 1, "person": 2, "date": 3, "amount": 4, "remark": 5}
    assert (found.top, found.row, found.depth) == (1, 2, 2)
    assert found.titles[4] == "慰问金额"


def test_three_rows_may_be_one_header() -> None:
    """Groups of groups are joined as well."""
    table = "某工会台账 | | | |\n姓名 | 类别 | 慰问 | |\n | | 日期 | 慰问 | \n | | | 金额 | 备注"
    found = of("visits", table, "A1:E1", "A2:A4", "B2:B4", "C2:E2", "C3:C4", "D3:E3")
    assert found.columns == {"person": 1, "kind": 2, "date": 3, "amount": 4, "remark": 5}
    assert (found.top, found.row) == (2, 4)


def test_a_title_over_the_header_is_no_group() -> None:
    """A line merged over the whole table belongs to no column."""
    found = of("visits", "走访慰问 | | |\n日期 | 类型 | 对象 | 慰问金\n2023-01-01 | 住院 | 王 | 5", "A1:D1")
    assert (found.top, found.row) == (2, 2)


def test_a_group_with_two_columns_is_asked_about() -> None:
    """金额 over 现金 and 实物 may be either; neither is taken for the whole."""
    table = "日期 | 类型 | 对象 | 慰问金 |\n | | | 现金 | 物资"
    found = of("visits", table, "D1:E1")
    assert found.ambiguous == {"amount": (4, 5)}
    assert "amount" in of("visits", table.replace("物资", "慰问品价值"), "D1:E1").columns


def test_data_below_a_header_is_no_second_row_of_it() -> None:
    """A row with a number or a date in it belongs to the data, whatever else it names."""
    assert of("visits", "日期 | 类型 | 对象\n2023-01-01 | 备注 | 人数").row == 1


def test_units_below_the_header_belong_to_it() -> None:
    """A row of nothing but units is the header's, and settles them."""
    found = of("visits", "日期 | 类型 | 对象 | 慰问金 | 人数\n | | | （万元） | （人）\n2023-01-01 | 住院 | 王 | 5 | 1")
    assert (found.row, found.depth, found.units) == (2, 2, {"amount": "万元", "people": "人"})
    assert of("visits", "日期 | 类型 | 对象 | 慰问金/万元 | 人数/人").units == {"amount": "万元", "people": "人"}


@pytest.mark.parametrize(
    ("text", "unit"),
    [("单位：千元", "千元"), ("(百元)", "百元"), ("（亿元）", "亿元"), ("金额/万元", "万元"), ("(千)", "千元")],
)
def test_other_units_are_known(text: str, unit: str) -> None:
    """Thousands and hundreds are not taken for 元."""
    assert unit_in(text) == unit


def test_tables_side_by_side_are_separate() -> None:
    """The same headers repeated to the right are further tables, each with its own columns."""
    found = of("talks", "序号 | 日期 | 类型 | 对象 | 序号 | 日期 | 类型 | 对象 | | 序号 | 日期 | 类型 | 对象")
    assert found.columns == {"seq": 1, "date": 2, "kind": 3, "person": 4}
    assert [each.columns["date"] for each in found.beside] == [6, 11]
    assert [(each.left, each.right) for each in (found, *found.beside)] == [(1, 4), (5, 9), (10, 16384)]
    below = of("talks", "日期 | 类型 | 对象 | 日期 | 类型 | 对象\n | | （人） | | | （人）")
    assert [each.row for each in (below, *below.beside)] == [2, 2]


def test_what_only_looks_like_two_tables_is_asked_about() -> None:
    """Columns that repeat without the others are ambiguous; of repeated tables each is so in itself."""
    assert of("talks", "日期 | 类型 | 对象 | 日期 | 谈话人").ambiguous == {"date": (1, 4)}
    found = of("talks", "日期 | 类型 | 姓名 | 谈话对象 | 日期 | 类型 | 姓名 | 谈话对象")
    assert [each.ambiguous for each in (found, *found.beside)] == [{"person": (3, 4)}, {"person": (7, 8)}]


def test_year_month_and_day_may_stand_apart() -> None:
    """Without a date column, those of year, month and day stand for it."""
    found = of("talks", "年份 | 月份 | 类型 | 对象")
    assert (found.columns["date"], found.date_parts) == (2, (1, 2, 0))
    found = of("talks", "日期 | | | 类型 | 对象\n年 | 月 | 日 | |", "A1:C1", "D1:D2", "E1:E2")
    assert (found.columns["date"], found.date_parts, found.unknown) == (2, (1, 2, 3), {})
    assert of("talks", "月份 | 日期 | 类型 | 对象").date_parts is None
    assert of("talks", "月份 | 月 | 类型 | 对象").date_parts is None
    assert of("members", "月份 | 姓名").date_parts is None


def test_the_union_may_choose_a_column() -> None:
    """A header chosen in the configuration goes before title and alias; where it is absent, nothing changes."""
    table = "日期 | 项目 | 姓名 | 金额 | 实发金额 | 补助金额"
    found = of("disbursements", table, amount="实发金额(元)")
    assert found.columns["amount"] == 5
    assert found.unknown == {4: "金额", 6: "补助金额"}
    assert of("disbursements", table, amount="应发").columns["amount"] == 4
    grouped = "日期 | 项目 | 姓名 | 慰问 | | 补助 |\n | | | 金额 | 备注 | 金额 | 备注"
    merges = ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1")
    assert of("disbursements", grouped, *merges).ambiguous == {"amount": (4, 6), "remark": (5, 7)}
    assert of("disbursements", grouped, *merges, amount="补助金额", remark="慰问备注").columns["amount"] == 6


def test_nothing_but_ambiguous_cells_is_no_header() -> None:
    """Where no column at all is settled, there is nothing to read."""
    assert find(cells("日期 | 日期 | 1"), builtin().ledgers["leave"]) is None
