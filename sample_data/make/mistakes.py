"""The mistakes of 2023-mistakes.xlsx: one of each kind, where it stands and what is put there."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from openpyxl.utils import column_index_from_string

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the rule it breaks and the cell (or range; empty: the whole sheet) that breaks it.

    ``puts`` are the cells written, by address; ``drops`` is the letter of a column taken out, ``removes``
    a sheet taken out, ``renames`` the sheet that gets the name ``sheet``. ``also`` are the other cells of
    the same cause. A sheet that the clean workbook does not have is added; no sheet means the whole file.
    """

    kind: str
    sheet: str
    cell: str = ""
    puts: Mapping[str, Value] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    drops: str = ""
    removes: str = ""
    renames: str = ""


# Rules about the workbook as a whole (no ledger at all, no year, two years) leave no room for another mistake
# and are not here, nor are those that need formulas, merges, hidden rows, another year or a configuration.
MISTAKES = (
    Mistake("sheet-unknown", "临时", puts={"A1": "下周要办的事", "A2": "给活动室换门锁", "A3": "领春联纸"}),
    Mistake(
        "sheet-twice",
        "活动记录",
        puts={
            "A1": "日期", "B1": "名称", "C1": "类别", "D1": "参加人次", "E1": "费用",
            "A2": date(2023, 3, 12), "B2": "植树节义务植树", "C2": "志愿", "D2": 36, "E2": 640,
            "A3": date(2023, 7, 7), "B3": "职工象棋赛", "C3": "体育", "D3": 22, "E3": 480,
        },
    ),
    Mistake("column-missing", "谈心谈话", "A1:C1", drops="C"),
    Mistake(
        "column-ambiguous",
        "职工疗休养",
        "E1",
        puts={"E1": "部门", "G1": "所在单位", "G2": "锦绣社区", "G3": "锦绣社区"},
        also=("G1",),
    ),
    Mistake("column-unknown", "文体活动", "F1", puts={"F1": "天气", "F2": "晴", "F3": "多云"}),
    Mistake("item-unknown", "基本情况", "A20", puts={"A20": "停车位数", "B20": 260, "C20": "个"}),
    Mistake("item-twice", "基本情况", "A21", puts={"A21": "会员人数", "B21": 152, "C21": "人"}, also=("A8",)),
    Mistake("unit-differs", "基本情况", "C19", puts={"C19": "公顷"}),
    Mistake("figures-disordered", "基本情况", "B18", puts={"B18": 8}, also=("B17",)),
    Mistake("ledgers-absent", "", removes="报告文字"),
    Mistake("cell-missing", "职工代表提案", "C7", puts={"C7": None}),
    Mistake("date-unreadable", "职工培训", "A6", puts={"A6": "2023-02-30"}),
    Mistake("date-outside-year", "文体活动", "A4", puts={"A4": date(2022, 12, 30)}),
    Mistake("header-missing", "考核检查", puts={"A1": None, "B1": None, "C1": None, "D1": None}),
    Mistake("amount-not-number", "走访慰问", "E8", puts={"E8": "约3000元"}),
    Mistake("amount-negative", "走访慰问", "E12", puts={"E12": -200}),
    Mistake("amount-below-fen", "会员名册", "F9", puts={"F9": 100.005}),
    Mistake("count-not-number", "来访接待", "C4", puts={"C4": "十几人"}),
    Mistake("count-out-of-range", "走访慰问", "D20", puts={"D20": 0}),
    Mistake("number-not-number", "民主评议", "H5", puts={"H5": "优"}),
    # The sum follows the wrong mark, so that it is the mark alone that is wrong.
    Mistake("number-out-of-range", "民主评议", "D8", puts={"D8": 120, "I8": 194.5}),
    Mistake("yesno-unreadable", "合理化建议", "G12", puts={"G12": "待定"}),
    Mistake("value-not-allowed", "帮扶发放", "C230", puts={"C230": "金秋住学"}),
    Mistake("value-unfamiliar", "职工培训", "C9", puts={"C9": "安全训练"}),
    Mistake(
        "duplicate-row",
        "厂务公开",
        "A16:D16",
        puts={"A16": date(2023, 11, 10), "B16": "公益岗位续聘名单", "C16": "公益岗招聘", "D16": "不定期"},
        also=("A14:D14",),
    ),
    Mistake("sheet-by-header", "安全隐患登记", renames="劳动保护检查"),
    Mistake("order-reversed", "安全隐患登记", "D10", puts={"D10": 1}, also=("E10",)),
    Mistake("parts-exceed-whole", "满意度调查", "D4", puts={"D4": 101}, also=("E4", "F4", "G4")),
    Mistake("parts-differ", "民主评议", "I11", puts={"I11": 93.5}, also=("D11", "E11", "F11", "G11", "H11")),
    Mistake("total-differs", "帮扶发放", "J369", puts={"J369": 531800}),
    # A second instalment for a pupil, booked under a household number that nobody has.
    Mistake("person-in-two-households", "帮扶发放", "F247", puts={"F247": "B0104"}, also=("F194",)),
    # One person paid in both halves of the year, both times without the identity number.
    Mistake("same-name", "帮扶发放", "D120", puts={"E120": None, "E286": None}, also=("D286", "E120", "E286")),
    Mistake("cell-error", "厂务公开", "A6", puts={"A6": "#REF!"}),
    Mistake("people-from-name", "走访慰问", "C31", puts={"C31": "岑诗涵等3人", "D31": None}, also=("D31",)),
    Mistake("people-differ", "走访慰问", "D27", puts={"C27": "赵景行等3人"}, also=("C27",)),
    Mistake("value-normalised", "来访接待", "D6", puts={"D6": "电话"}),
    Mistake("id-check-digit", "会员名册", "C12", puts={"C12": "990101197003120012"}),
    Mistake("id-length", "会员名册", "C15", puts={"C15": "99010119700312"}),
    Mistake("id-birth", "会员名册", "C18", puts={"C18": "990101197013120016"}),
    Mistake("id-old", "会员名册", "C21", puts={"C21": "990101700312001"}),
    Mistake("id-destroyed", "帮扶发放", "E200", puts={"E200": 990101200104169e3}),
    Mistake("sex-differs", "会员名册", "B27", puts={"B27": "男"}, also=("C27",)),
    Mistake("number-twice", "职工代表提案", "A12", puts={"A12": "TA2023-09"}, also=("A11",)),
    Mistake("proposal-unfiled", "职工代表提案", "G16", puts={"I16": "已解决"}, also=("I16",)),
    Mistake("proposal-unanswered", "职工代表提案", "I24", puts={"I24": None}),
    Mistake("savings-missing", "合理化建议", "H36", puts={"H36": None}),
    Mistake("savings-not-counted", "合理化建议", "H20", puts={"H20": 3000}),
    # A payment of another person's, booked again under the next one's name.
    Mistake(
        "paid-twice",
        "帮扶发放",
        "J131",
        puts={"D131": "钱德明", "E131": "990101196612286053", "F131": "D0041", "G131": "钱德明"},
        also=("J130",),
    ),
    Mistake(
        "paid-in-two-ledgers",
        "走访慰问",
        "A14:H14",
        puts={"A14": date(2023, 1, 16), "C14": "岑文静", "E14": 800, "F14": None},
        also=("A21:N21",),
    ),
    Mistake("visit-missing", "帮扶发放", "N60", puts={"N60": "住院时已看望"}),
    Mistake("id-two-names", "帮扶发放", "D61", puts={"D61": "章春声"}),
    Mistake("household-two-heads", "帮扶发放", "G90", puts={"G90": "王雅芹"}),
    Mistake("figures-differ", "基本情况", "B9", puts={"B9": 70}),
    Mistake("subject-unknown", "经费收支", "A9", puts={"A9": "409"}),
    Mistake("over-budget", "经费收支", "D12", puts={"D12": 40000}, also=("C12",)),
    Mistake("subject-code-differs", "经费收支", "A14", puts={"A14": "506"}, also=("B14",)),
    Mistake(
        "subject-twice", "经费收支", "A16:D16", puts={"A16": "508", "B16": "其他支出", "D16": 50}, also=("A15:D15",)
    ),
)  # fmt: skip


def make_mistakes(book: Workbook) -> None:
    """Puts every mistake into the workbook, which is clean until then."""
    for mistake in MISTAKES:
        if mistake.removes:
            book.remove(book[mistake.removes])
            continue
        if mistake.renames:
            book[mistake.renames].title = mistake.sheet
        if mistake.sheet not in book.sheetnames:
            book.create_sheet(mistake.sheet)
        sheet = book[mistake.sheet]
        if mistake.drops:
            sheet.delete_cols(column_index_from_string(mistake.drops))
        for address, value in mistake.puts.items():
            _put(sheet, address, value)


def _put(sheet: Worksheet, address: str, value: Value) -> None:
    """Writes a cell; one beyond the table takes the looks of the one beside it: to the left, or above."""
    width, height = sheet.max_column, sheet.max_row
    cell = sheet[address]
    if cell.column > width > 1:
        _dress(cell, sheet.cell(cell.row, width))
    elif cell.row > height > 1 or not cell.has_style:
        _dress(cell, sheet.cell(max(cell.row - 1, 1), cell.column))
    cell.value = value


def _dress(cell: Cell | MergedCell, like: Cell | MergedCell) -> None:
    for look in ("font", "border", "fill", "alignment", "number_format"):
        setattr(cell, look, copy(getattr(like, look)))
