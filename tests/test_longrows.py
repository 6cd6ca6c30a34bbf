"""A long sheet says what a short one of the same rows says: rows, values, findings, figures, their cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.books import line
from tests.lengths import at_length
from tests.sheets import area, figures, workbook
from unionreport import rules
from unionreport.compute import compute
from unionreport.config import builtin
from unionreport.evidence import judge
from unionreport.ledgers import load_all
from unionreport.sheets import SheetCells

HEAD: list[object] = ["日期", "项目", "姓名", "身份证号", "部门", "人数", "金额", "备注"]
BLANK: list[object] = [""] * len(HEAD)
NAMES = ("王一三", "李 四", "张三(已故)", "张一三等5人", "", "赵五")
IDS = ("110101199003077432", "110101199003070000", "", "12345", 110101199003077432.0)
AMOUNTS = (5.0, 0.1 + 0.2, "3万", "5", "五百", "", -1.0, "#REF!", 1e9, "x", 0.015)
DAYS = ("2023-01-05", "2023年3月", 44986.0, "20230101", "", "2022.5.1", 2023.1)
ROW = st.tuples(
    st.sampled_from(DAYS), st.sampled_from(("其他", "困难补助", "助学金", "xyz", "")), st.sampled_from(NAMES),
    st.sampled_from(IDS), st.sampled_from(("后勤", "", "财务 部")), st.sampled_from((1.0, "两人", "", 3.0)),
    st.sampled_from(AMOUNTS), st.sampled_from(("", "说明：略", "入户走访", " ")),
).map(list)  # fmt: skip
ODD = st.sampled_from(
    (
        HEAD, BLANK, [], ["合计", "", "", "", "", "", 5.0], ["1月小计", "", "", "", "", 1.0, 5.0], ["填表人：李四海"],
        ["备注：现金发放"], ["由本人签收"], ["示例", "其他", "张三", "", "", 1.0, 5.0], ["", "", "赵六"], ["1", "2", "3", "4"],
        ["", "", "", "", "", "", 7.0], ["以下空白"], ["总 计", "", "", "", "", 2.0, 10.0], ["${date}"], ["  "],
    )
)  # fmt: skip


def told(sheet: SheetCells) -> tuple[Any, ...]:
    """All that is said of a sheet."""
    ledgers, findings = load_all(workbook([sheet]), builtin())
    found = compute(ledgers, builtin())
    findings += rules.run(ledgers, found, builtin())
    judged = [(line(each.finding), each.finding.params, each.value) for each in judge(ledgers, findings, builtin())]
    values = {name: (each.value, list(each.lineage.cells)) for name, each in found.items()}
    read = [
        (list(each.raw), [list(each.raw[row]) for row in each.raw], each.rows.chosen(), each.totals.chosen(),
         {name: list(each.rows[name]) for name in each.rows}, dict(each.unread), dict(each.mended), each.covered)
        for each in ledgers
    ]  # fmt: skip
    return judged, values, read


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_long_sheet_says_what_a_short_one_does(data: st.DataObject) -> None:
    """Messy rows, totals, notes, merges, errors, formulas and hidden rows are read alike both ways."""
    rows: list[Any] = [HEAD, *data.draw(st.lists(ROW | ODD, min_size=2, max_size=12))]
    merges = data.draw(
        st.lists(st.sampled_from(("A2:A4", "G3:G5", "B2:B3", "A3:C3", "F2:F3")), max_size=2, unique=True)
    )
    column = data.draw(st.sampled_from((1, 3, 7)))
    at = (data.draw(st.integers(2, len(rows))), column)
    sheet = SheetCells("帮扶发放", [list(row) for row in rows], tuple(map(area, merges)), hidden_rows=frozenset({3}))
    if column <= len(rows[at[0] - 1]):
        cells = [list(row) for row in rows]
        cells[at[0] - 1][column - 1] = ""
        flaws = data.draw(
            st.sampled_from(({"errors": {at: "#N/A"}}, {"formulas": {at: "=B2"}, "uncalculated": frozenset({at})}, {}))
        )
        sheet = replace(sheet, rows=cells if flaws else sheet.rows, **flaws)  # type: ignore[arg-type]
    short = told(sheet)
    with at_length():
        assert told(sheet) == short


def test_tables_side_by_side_and_dates_in_parts_are_read_alike() -> None:
    """Two tables on one sheet, and year, month and day in columns of their own."""
    talks: list[list[object]] = [
        ["年", "月", "日", "类型", "对象"], [2023.0, 3.0, 5.0, "入党", "王"], ["", "4月", "", "入党", "李"], ["", "", 6.0, "入党", "赵"],
    ]  # fmt: skip
    beside: list[list[object]] = [["日期", "姓名", "金额"] * 2, *([["2023-01-01", "王一", 5.0, "2023-01-02", "李二", 6.0]] * 3), ["合计", "", 15.0, "合计", "", 18.0]]  # fmt: skip
    for sheet in (SheetCells("谈心谈话", talks, (area("A2:A4"),)), SheetCells("帮扶发放", beside)):
        short = told(sheet)
        with at_length():
            assert told(sheet) == short


def test_places_of_a_long_sheet_are_joined_to_ranges() -> None:
    """The cells behind a figure are the same ranges, whichever way the sheet was read."""
    rows: list[list[object]] = [HEAD, *([["2023-01-05", "其他", f"王{at}", "", "", 1.0, 5.0] for at in range(4)])]
    rows[3][1] = "困难补助"
    sheet = SheetCells("帮扶发放", rows)
    short = {name: list(each.lineage.cells) for name, each in figures([sheet]).items()}
    with at_length():
        assert {name: list(each.lineage.cells) for name, each in figures([sheet]).items()} == short
