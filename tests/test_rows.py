"""Which rows below a header are data, and what is filled down."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets import figures, found, position, sheet
from unionreport.config import builtin
from unionreport.header import find
from unionreport.ledger import Ledger, row_numbers
from unionreport.loading import load
from unionreport.sheets import Area, Position, SheetCells

AID = "日期 | 项目 | 姓名 | 部门 | 人数 | 金额\n"
ROW = "2023-01-01 | 其他 | 王一三 | 后勤 | 1 | 5\n"


def ledger(cells: SheetCells, kind: str = "disbursements", year: int | None = 2023) -> Ledger:
    """One table read, without a file."""
    schema = builtin().ledgers[kind]
    header = find(cells.rows, schema, cells.merges)
    assert header is not None
    return load(cells, schema, header, "2023.xlsx", year)


def rows(table: str, *merges: str, **evidence: object) -> tuple[list[int], list[int]]:
    """The Excel numbers of the data rows and of the total rows of 帮扶发放."""
    found = ledger(sheet("帮扶发放", AID + table, *merges, **evidence))
    return row_numbers(found.rows), row_numbers(found.totals)


@pytest.mark.parametrize(
    "line",
    [
        "填表人：李四海 | | | 审核人：赵五福",
        "单位负责人（签章）： | | | 日期：",
        "工会主席： | | | ",
        "财务审核： | | | ",
        "填表日期：2023-12-31",
        "联系电话：",
        "主管领导： | | 经手人： |",
        " | | 领款人： | 李四海",
        "注 | 现金发放",
        "以下空白",
        "附注：略",
        "备注1：略",
        "示例 | 其他 | 张三 | 后勤 | 1 | 5",
        "${date} | ${item} | ${name}",
        "以上资金均已按名单发放到本人，无代领。",
        " | | | | | | 2023年12月31日",
        " | 2023年12月31日",
    ],
)
def test_what_is_written_around_a_table_is_no_row(line: str) -> None:
    """Signatures, notes, examples, blanks of forms and a date that signs the sheet are left alone."""
    assert rows(ROW + line) == ([2], [])


@pytest.mark.parametrize(
    "line",
    [
        "2023-02-01",
        "李四海",
        " | | 李四海",
        "2023-02-01 | 其他 | 李四海 | 后勤 | 1 | 5",
        "负责人员 | 其他",
        "3 | 2 | 1",
    ],
)
def test_a_row_that_was_begun_is_a_row(line: str) -> None:
    """A record with little in it is kept, so that what is missing is told."""
    assert rows(ROW + line) == ([2, 3], [])


def test_an_item_is_no_signature() -> None:
    """报告人： in a ledger of items is one of them, 填表人： is none."""
    found = ledger(sheet("基本情况", "项目 | 数值\n报告人： | 张一三\n填表人：李四海 |"), "profile")
    assert row_numbers(found.rows) == [2]


def test_a_note_may_go_on() -> None:
    """Lines of text below a note belong to it, up to the next record."""
    assert rows(ROW + "注：1.现金发放\n2.银行代发\n" + ROW) == ([2, 5], [])


def test_a_line_across_the_table_is_no_row() -> None:
    """A heading merged over the columns is no record, a narrower merge may be."""
    assert rows("一、元旦慰问\n" + ROW, "A2:F2") == ([3], [])
    assert rows("一、元旦慰问\n" + ROW, "A2:B2") == ([2, 3], [])
    assert rows("合计 | | | | | 0\n" + ROW, "A2:E2") == ([3], [2])


@pytest.mark.parametrize("line", ["1 | 2 | 3 | 4 | 5 | 6", "甲 | 乙 | 丙 | 1 | 2 | 3", "甲 | 乙 | 丙 | 丁 | 1 | 2"])
def test_numbered_columns_are_no_row(line: str) -> None:
    """The row right below a header that numbers its columns, as printed forms do."""
    assert rows(f"{line}\n{ROW}") == ([3], [])


@pytest.mark.parametrize(
    "label", ["1月小计：", "后勤部 小计", "以上合计", "总合计（元）", "共计", "合计人数：1人", "合计（大写）：伍元整"]
)
def test_labels_may_say_what_they_add(label: str) -> None:
    """小计, 合计 and 总计 at the end of a text label a total, where nothing else makes a record of the row."""
    assert rows(f"{ROW}{label} | | | | 1 | 5") == ([2], [3])
    assert rows(f"{ROW} | | {label} | | 1 | 5") == ([2], [3])


@pytest.mark.parametrize(
    "line",
    ["2023-02-01 | 其他 | 张小计 | 后勤 | 1 | 5", "一年以来本单位全体职工各项补助资金的发放情况总的合计 | | | | 1 | 5"],
)
def test_a_record_is_no_total(line: str) -> None:
    """A person or a long text whose end looks like a label is read as any other."""
    assert rows(ROW + line) == ([2, 3], [])


def test_a_repeated_header_of_two_rows_is_no_row() -> None:
    """The header of each printed page is passed over, all of it."""
    head = "日期 | 项目 | 姓名 | 发放 |\n | | | 人数 | 金额\n"
    row = "2023-01-01 | 其他 | 王一三 | 1 | 5\n"
    found = ledger(sheet("帮扶发放", head + row + head + row, "D1:E1", "D4:E4"))
    assert row_numbers(found.rows) == [3, 6]
    assert list(found.rows["amount"]) == [500, 500]


def test_merged_names_stand_in_every_row() -> None:
    """Who, where and when are filled down, also into the cells as they are shown; amounts and counts are not."""
    table = "2023-01-01 | 其他 | 王一三 | 后勤 | 2 | 500\n | | 李四海 | | |\n | | 赵五福 | | |\n合计 | | | | 2 | 500"
    merges = ("A2:A4", "B2:B4", "D2:D4", "E2:E4", "F2:F4", "C9:C10")
    found = ledger(sheet("帮扶发放", AID + table, *merges))
    assert [day.day for day in found.rows["date"]] == [1, 1, 1]
    assert list(found.rows["unit"]) == ["后勤"] * 3
    assert found.rows["amount"].sum() == 50000
    assert found.rows["people"].sum() == 2
    assert found.text(4, "item") == "其他"
    assert [name for name, _ in found.pooled] == ["people", "amount"]
    assert found.covered == {(3, "people"), (4, "people"), (3, "amount"), (4, "amount")}


def test_a_merge_over_blank_rows_makes_no_rows() -> None:
    """Only rows with something of their own are records; a merge that begins above them is blank."""
    found = ledger(sheet("帮扶发放", AID + ROW + "\n" + ROW, "C2:C3", "F2:F3"))
    assert (row_numbers(found.rows), found.pooled) == ([2, 4], ())


def test_parts_of_a_date_are_joined() -> None:
    """Year, month and day of their own columns make one date; a month alone is its first day, and told."""
    table = "年 | 月 | 日 | 类型 | 对象\n2023 | 3 | 5 | 入党 | 王\n2023年 | 4月 | | 入党 | 李\n | | 6 | 入党 | 赵"
    found = ledger(sheet("谈心谈话", table, "A2:A4"), "talks")
    assert [day.isoformat() for _, day in found.values("date")] == ["2023-03-05", "2023-04-01"]
    assert found.text(2, "date") == "2023年3月5日"
    assert set(found.mended) == {(3, "date")}
    alone = ledger(sheet("谈心谈话", "月份 | 类型 | 对象\n3 | 入党 | 王"), "talks")
    assert [day.isoformat() for _, day in alone.values("date")] == ["2023-03-01"]


def test_tables_side_by_side_are_read_apart() -> None:
    """Each takes the rows of its own columns under their Excel numbers, and figures count them all."""
    table = (
        "日期 | 类型 | 对象 | 日期 | 类型 | 对象\n2023-01-01 | 入党 | 王 | 2023-01-02 | 入党 | 李\n"
        "2023-01-03 | 入党 | 赵\n填表人：王 | | | 审核人：李"
    )
    cells = sheet("谈心谈话", table)
    assert figures([cells])["talks.total"].value == 3
    assert [place.address for place in figures([cells])["talks.total"].lineage.cells] == [
        "谈心谈话!A2:A3",
        "谈心谈话!D2",
    ]


def test_errors_and_formulas_show_what_stands_there() -> None:
    """An error's sign and a formula without a result stand in the cells as they are shown, even past their end."""
    found = ledger(
        sheet(
            "帮扶发放",
            AID + "2023-01-01 | 其他 | 王一三 | 后勤 | 1\n",
            errors={position("F3"): "#N/A"},
            formulas={position("F2"): "A1*2"},
            uncalculated=frozenset({position("F2")}),
        )
    )
    assert (found.text(2, "amount"), found.text(3, "amount")) == ("=A1*2", "#N/A")
    assert {key: each.rule for key, each in found.unread.items()} == {
        (2, "amount"): "formula-uncalculated",
        (3, "amount"): "cell-error",
    }


@pytest.mark.parametrize(
    ("title", "year", "expected"),
    [
        ("2022年帮扶发放", None, 2022),
        ("2022年帮扶发放", 2023, 2023),
        ("2022年帮扶发放（2021年结转）", None, None),
        ("帮扶发放", None, None),
    ],
)
def test_the_year_of_a_day_is_that_of_the_report_or_of_the_title(
    title: str, year: int | None, expected: int | None
) -> None:
    """A known year goes before the title's, which is taken where it is the only one."""
    found = ledger(sheet("帮扶发放", f"{title}\n{AID}3月5日 | 其他 | 王一三 | 后勤 | 1 | 5"), year=year)
    assert [day.year for _, day in found.values("date")] == ([expected] if expected else [])


TEXTS = "日期 项目 姓名 金额 人数 年 月 日 慰问 小计 合计 1月小计 注： （元） 单位：万元 王一三等5人 3月—5月 0.4万元 #REF! 其他"
WORDS = st.sampled_from(["", *TEXTS.split(), 5.0, 2023.1, True, date(2023, 3, 5), None])
BLOCKS = st.builds(
    lambda top, left, height, width: Area(top, left, top + height, left + width),
    st.integers(1, 9), st.integers(1, 9), st.integers(0, 4), st.integers(0, 4),
)  # fmt: skip
SPOTS = st.tuples(st.integers(1, 12), st.integers(1, 12))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(WORDS, max_size=9), min_size=1, max_size=9),
    st.lists(BLOCKS, max_size=5),
    st.dictionaries(SPOTS, st.just("#N/A"), max_size=3),
    st.frozensets(SPOTS, max_size=3),
    st.sampled_from(["帮扶发放", "Sheet1", "职工疗休养", "基本情况"]),
)
def test_no_layout_is_too_strange(
    rows: list[list[object]],
    merges: list[Area],
    errors: dict[Position, str],
    uncalculated: frozenset[Position],
    name: str,
) -> None:
    """Whatever is merged, wrong or hidden wherever, there are findings and figures and nothing is raised."""
    head: list[object] = ["日期", "项目", "姓名", "人数", "金额"] * 2
    evidence = SheetCells(
        name,
        [head[: len(rows[0])], *rows],
        tuple(merges),
        errors=errors,
        uncalculated=uncalculated,
        hidden_rows=frozenset({3}),
    )
    assert all("!" in each or " " in each for each in found([evidence]))
