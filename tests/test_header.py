"""Finding the header row and the columns by meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.books import cells
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
