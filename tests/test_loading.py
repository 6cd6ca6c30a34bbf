"""Rows of a sheet as a ledger."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.books import loaded
from unionreport.cells import Unread
from unionreport.ledger import row_numbers

AID = "日期 | 项目 | 姓名 | 人数 | 金额\n"
ROW = "2023-01-01 | 其他 | 王一三 | 1 | 5"


def test_rows_stand_under_their_excel_numbers() -> None:
    """Titles above, blank rows, repeated headers and signature lines are no rows; the others keep their number."""
    table = f"帮扶发放台账\n\n{AID}{ROW}\n\n{AID}{ROW}\n合计 | | | 2 | 10\n备注：现金发放\n填表人：李四海 | | 审核人：赵五福"
    ledger = loaded("disbursements", table)
    assert (ledger.header.row, row_numbers(ledger.rows), row_numbers(ledger.totals)) == (3, [4, 7], [8])
    assert sorted(ledger.raw) == [4, 7, 8]


@pytest.mark.parametrize(
    "footer", ["制表：李四海", "制表人: 李四海", "审核：", "经办人：李", "说明：据实填写", "注：略", " 填报人 ：李"]
)
def test_signature_lines_are_no_rows(footer: str) -> None:
    """A row that starts with who filled in the form, or with a remark, is passed over."""
    assert row_numbers(loaded("disbursements", f"{AID}{ROW}\n{footer}").rows) == [2]


@pytest.mark.parametrize("label", ["合计", "小 计", "总计：", "累计", "本页合计", "合计（元）"])
def test_total_rows_are_set_aside(label: str) -> None:
    """A row labelled as a total is kept for checking and is no data row."""
    ledger = loaded("disbursements", f"{AID}{ROW}\n1 | {label} | | 1 | 5")
    assert (row_numbers(ledger.rows), row_numbers(ledger.totals)) == ([2], [3])
    assert ledger.totals.value(3, "amount") == 500


def test_a_label_further_right_is_data() -> None:
    """Only the first two filled cells can label a total row."""
    assert row_numbers(loaded("disbursements", f"{AID}2023-01-01 | 其他 | 合计 | 1 | 5").rows) == [2]


def test_columns_have_their_types() -> None:
    """Money and counts are whole numbers with blanks missing, dates are dates, answers are booleans."""
    ledger = loaded(
        "suggestions",
        "日期 | 建议人 | 建议名称 | 是否采纳 | 节约金额\n2023-01-01 | 王 | 灯 | 是 | 1.5\n | 王 | 漆 | | ",
    )
    assert ledger.frame().dtypes.astype(str).to_dict() == {
        "date": "datetime64[s]",
        "person": "object",
        "name": "object",
        "adopted": "boolean",
        "savings": "Int64",
    }
    assert list(ledger.rows["savings"]) == [150, None]
    assert list(ledger.rows["adopted"]) == [True, False]


@pytest.mark.parametrize(
    ("table", "fen"),
    [
        ("日期 | 项目 | 姓名 | 金额\n2023-01-01 | 其他 | 王 | 1.2", 120),
        ("日期 | 项目 | 姓名 | 金额(万元)\n2023-01-01 | 其他 | 王 | 1.2", 1_200_000),
        ("单位：万元\n日期 | 项目 | 姓名 | 金额\n2023-01-01 | 其他 | 王 | 1.2", 1_200_000),
        ("帮扶发放（万元）\n日期 | 项目 | 姓名 | 金额\n2023-01-01 | 其他 | 王 | 1.2", 1_200_000),
        ("单位：万元\n日期 | 项目 | 姓名 | 金额（元）\n2023-01-01 | 其他 | 王 | 1.2", 120),
        ("单位：万元\n日期 | 项目 | 姓名 | 金额\n2023-01-01 | 其他 | 王 | 1.2元", 120),
        ("单位：人\n日期 | 项目 | 姓名 | 金额\n2023-01-01 | 其他 | 王 | 1.2", 120),
        ("单位：万元\n日期 | 项目 | 姓名 | 人数(人) | 金额\n2023-01-01 | 其他 | 王 | 3 | 1.2", 1_200_000),
    ],
)
def test_the_unit_of_amounts_is_settled(table: str, fen: int) -> None:
    """The cell's own unit wins, then the header's, then that of a line above, else 元."""
    ledger = loaded("disbursements", table)
    assert list(ledger.rows["amount"]) == [fen]
    assert list(ledger.rows["people"]) == [3 if "3 |" in table else 1]


def test_defaults_stand_for_blanks_and_absent_columns() -> None:
    """人数 is one where it is blank and where the sheet has no such column; what is unread stays missing."""
    assert list(loaded("visits", "日期 | 类型 | 对象\n2023-01-01 | 住院 | 王").rows["people"]) == [1]
    ledger = loaded("visits", "日期 | 类型 | 对象 | 人数\n2023-01-01 | 住院 | 王 | \n2023-01-01 | 住院 | 李 | 几")
    assert list(ledger.rows["people"]) == [1, None]
    assert ledger.unread == {(3, "people"): Unread("count-not-number", "几")}
    assert list(loaded("receptions", "日期 | 来访人\n2023-01-01 | 王").rows["form"]) == ["来访"]


def test_a_sum_stands_for_a_blank_total() -> None:
    """总分 is the sum of its parts where it is blank or absent, and missing where a part is."""
    header = "姓名 | 级别 | 德 | 能 | 勤 | 绩 | 廉"
    ledger = loaded(
        "appraisals",
        f"{header}\n王 | 处级 | 1 | 2 | 3 | 4 | 5.5\n李 | 处级 | 1 | 2 | 3 | 4 | \n赵 | 处级 | 优 | 2 | 3 | 4 | 5",
    )
    assert list(ledger.rows["total"]) == [Decimal("15.5"), None, None]
    stated = loaded(
        "appraisals", f"{header} | 总分\n王 | 处级 | 1 | 2 | 3 | 4 | 5 | \n李 | 处级 | 1 | 2 | 3 | 4 | 5 | 99"
    )
    assert list(stated.rows["total"]) == [15, 99]


def test_a_sum_needs_all_its_columns() -> None:
    """Where the column of a part is absent, the sum would be too small: there is none."""
    ledger = loaded("appraisals", "姓名 | 级别 | 德\n王 | 处级 | 18")
    assert list(ledger.rows["total"]) == [None]
    assert not ledger.provides("total")
    assert loaded("satisfaction", "日期 | 满意 | 基本满意 | 不满意\n2023-01-01 | 1 | 2 | 3").provides("returned")


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("科目 | 金额\n会费收入 | 5", "收入"),
        ("科目 | 金额\n上年结转 | 5", "结余"),
        ("科目编码 | 科目 | 金额\n'502 | 维权支出 | 5", "支出"),
        ("科目编码 | 科目 | 金额\n'401 | 自己起的名字 | 5", "收入"),
        ("科目编码 | 科目 | 金额\n401 | 上年结余 | 5", "结余"),
        ("科目编码 | 科目 | 金额\n | 会费收入 | 5", "收入"),
        ("科目 | 收支 | 金额\n会费收入 | 支出 | 5", "支出"),
        ("科目 | 收支 | 金额\n会费收入 | | 5", "收入"),
        ("科目编码 | 科目 | 金额\n901 | | 5", None),
        ("科目编码 | 金额\n501 | 5", "支出"),
        ("科目编码 | 金额\n901 | 5", None),
    ],
)
def test_income_and_expense_follow_from_code_and_subject(table: str, kind: str | None) -> None:
    """收支 is what stands there, else 结余 by subject, else by the code's first digit, else by subject."""
    assert list(loaded("finance", table).rows["kind"]) == [kind]


def test_a_subject_nobody_knows_is_unread() -> None:
    """Where neither code nor subject tells income from expense, that is a value not allowed."""
    ledger = loaded("finance", "科目编码 | 科目 | 金额\n901 | 杂项 | 5")
    assert ledger.unread == {(2, "kind"): Unread("value-not-allowed", "杂项")}


def test_parts_of_a_subject_are_known_by_their_code() -> None:
    """50204 is a part of 502, 5021 too; 503 is not, and 402 has no part here."""
    rows = "\n".join(f"'{code} | 某支出 | 5" for code in ("502", "50204", "5021", "503", "40201"))
    assert loaded("finance", f"科目编码 | 科目 | 金额\n{rows}").parts == {3, 4}
    assert loaded("finance", "科目 | 金额\n会费收入 | 5").parts == frozenset()


def test_short_rows_have_blank_ends() -> None:
    """A row with fewer cells than the header has missing values there."""
    from unionreport.config import builtin
    from unionreport.header import find
    from unionreport.loading import load
    from unionreport.sheets import SheetCells

    schema = builtin().ledgers["talks"]
    rows: list[list[object]] = [["日期", "类型", "对象", "谈话人"], ["2023-03-01", "入党"]]
    header = find(rows, schema)
    assert header is not None
    ledger = load(SheetCells("谈心谈话", rows), schema, header, "2023.xlsx", 2023)
    assert list(ledger.rows["person"]) == [None]
    assert (ledger.text(2, "person"), ledger.text(2, "kind"), ledger.text(9, "kind")) == ("", "入党", "")


def test_a_ledger_knows_the_places_of_its_cells() -> None:
    """Rows and fields become addresses; a field without a column stands at the first one."""
    ledger = loaded("disbursements", f"{AID}{ROW}\n{ROW}\n\n{ROW}")
    assert ledger.place(3, "amount").address == "帮扶发放!E3"
    assert ledger.place(3, "goods").address == "帮扶发放!A3"
    assert ledger.row_place(3).address == "帮扶发放!A3:E3"
    assert [each.address for each in ledger.ranges([5, 2, 3], "amount")] == ["帮扶发放!E2:E3", "帮扶发放!E5"]
    assert ledger.text(3, "goods") == ""
    assert (ledger.has("people"), ledger.has("goods"), ledger.provides("goods")) == (True, False, False)
    assert list(ledger.values("amount")) == [(2, 500), (3, 500), (5, 500)]
