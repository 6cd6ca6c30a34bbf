"""Family A: what two ledgers say of the same, and what is paid twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, book, case, found

AID = "日期 | 项目 | 姓名 | 身份证号 | 金额 | 资金来源 | 备注\n"
VISITS = "日期 | 类型 | 对象 | 人数 | 慰问金 | 慰问品折价\n"
ACCOUNTS = "科目编码 | 科目 | 预算 | 金额\n"
ROSTER = "姓名 | 性别 | 身份证号 | 会费\n"
PROFILE = "项目 | 数值\n会员人数 | "

CASES = [
    RuleCase(
        "paid-twice",
        "帮扶发放!E3",
        {"帮扶发放": AID + "2023-02-01 | 困难补助 | 王一三 | '990101199001011230 | 500 | | 春节\n2023-02-01 | 困难补助 | 王一三 | '990101199001011230 | 600 | | 补发"},
        {"帮扶发放": AID + "2023-02-01 | 困难补助 | 王一三 | '990101199001011230 | 500 | | \n2023-02-01 | 医疗救助 | 王一三 | '990101199001011230 | 600 | | \n"
         "2023-02-01 | 困难补助 | 王一三 | '990101199001010019 | 500 | | \n2023-02-02 | 困难补助 | 王一三 | '990101199001011230 | 500 | | "},
    ),
    RuleCase(
        "paid-in-two-ledgers",
        "走访慰问!A2:F2",
        {"帮扶发放": AID + "2023-02-01 | 节日慰问 | 王一三 | '990101199001011230 | 500 | | ",
         "走访慰问": VISITS + "2023-02-01 | 节日 | 王一三 | 1 | 400 | 100"},
        {"帮扶发放": AID + "2023-02-01 | 节日慰问 | 王一三 | '990101199001011230 | 500 | | \n2023-02-01 | 节日慰问 | 李四海 | '990101199001010019 | 0 | | ",
         "走访慰问": VISITS + "2023-02-01 | 节日 | 王一三 | 1 | 400 | \n2023-02-02 | 节日 | 王一三 | 1 | 500 | \n"
         "2023-02-01 | 节日 | 李四海 | 1 | 0 | "},
    ),
    RuleCase(
        "aid-above-expense",
        "经费收支!D2",
        {"帮扶发放": AID + "2023-02-01 | 困难补助 | 王一三 | '990101199001011230 | 500 | 本级工会经费 | \n"
         "2023-03-01 | 困难补助 | 李四海 | '990101199001010019 | 600 | 上级工会补助 | ",
         "经费收支": ACCOUNTS + "502 | 维权支出 | | 1000\n401 | 会费收入 | | 5000"},
        {"帮扶发放": AID + "2023-02-01 | 困难补助 | 王一三 | '990101199001011230 | 500 | 本级工会经费 | \n"
         "2023-03-01 | 困难补助 | 李四海 | '990101199001010019 | 600 | 财政拨款 | \n2022-03-01 | 困难补助 | 李四海 | '990101199001010019 | 700 | 工会 | ",
         "经费收支": ACCOUNTS + "| 维权支出 | | 500\n401 | 会费收入 | | 5000"},
        hidden=("ledgers-absent", "date-outside-year"),
    ),
    RuleCase(
        "visit-missing",
        "帮扶发放!G2",
        {"帮扶发放": AID + "2023-02-01 | 医疗救助 | 王一三 | '990101199001011230 | 500 | | 住院探望",
         "走访慰问": VISITS + "2023-02-01 | 住院 | 李四海 | 1 | 400 | "},
        {"帮扶发放": AID + "2023-02-01 | 医疗救助 | 王一三 | '990101199001011230 | 500 | | 住院探望\n2023-02-02 | 医疗救助 | 李四海 | '990101199001010019 | 500 | | 大病",
         "走访慰问": VISITS + "2023-02-01 | 住院 | 陈二宝、王一三 | 2 | 800 | "},
    ),
    RuleCase(
        "figures-differ",
        "基本情况!B2",
        {"基本情况": PROFILE + "3", "会员名册": ROSTER + "王一三 | 男 | '990101199001011230 | 60\n李四海 | 男 | '990101199001010019 | 60"},
        {"基本情况": PROFILE + "2", "会员名册": ROSTER + "王一三 | 男 | '990101199001011230 | 60\n李四海 | 男 | '990101199001010019 | 60"},
    ),
    RuleCase(
        "figures-differ",
        "经费收支!D2",
        {"会员名册": ROSTER + "王一三 | 男 | '990101199001011230 | 60", "经费收支": ACCOUNTS + "401 | 会费收入 | | 70"},
        {"会员名册": ROSTER + "王一三 | 男 | '990101199001011230 | 60", "经费收支": ACCOUNTS + "401 | 会费收入 | | 60"},
    ),
    RuleCase(
        "id-two-names",
        "帮扶发放!C2",
        {"会员名册": ROSTER + "王一三 | 男 | '990101199001011230 | ", "帮扶发放": AID + "2023-02-01 | 其他 | 王二三 | '990101199001011230 | 500 | | "},
        {"会员名册": ROSTER + "王一三 | 男 | '990101199001011230 | ", "帮扶发放": AID + "2023-02-01 | 其他 | 王  一三 | '990101 19900101 1230 | 500 | | "},
    ),
]  # fmt: skip


@pytest.mark.parametrize("example", CASES, ids=str)
def test_two_ledgers_break_their_rule_alone(example: RuleCase, tmp_path: Path) -> None:
    """What two ledgers say differently of the same is found once; what only looks alike is not."""
    assert example.found(tmp_path, example.wrong) == [f"{example.at} {example.rule}"]
    assert example.found(tmp_path, example.right) == []


def only(folder: Path, sheets: dict[str, str]) -> dict[str, str]:
    """The values of the one finding of a workbook, absent ledgers aside."""
    judged = case(book(folder, sheets)).checked.judged
    (finding,) = [each.finding for each in judged if each.rule.name != "ledgers-absent"]
    return dict(finding.params)


def test_a_payment_twice_names_both_amounts(tmp_path: Path) -> None:
    """The texts get the person, the day, the item and both amounts."""
    rows = "2023-02-01 | 困难补助 | 王一三 | '990101199001011230 | 500 | | \n2023-02-01 | 困难补助 | 王一三 | '990101199001011230 | 600 | | "
    assert only(tmp_path, {"帮扶发放": AID + rows}) == {
        "name": "王一三",
        "date": "2023-02-01",
        "item": "困难补助",
        "amount": "600",
        "other": "500",
    }


def test_a_repeated_row_is_no_second_payment(tmp_path: Path) -> None:
    """One cause, one finding: a row that repeats another is told as such."""
    row = "2023-02-01 | 困难补助 | 王一三 | '990101199001011230 | 500 | | "
    assert found(book(tmp_path, {"帮扶发放": f"{AID}{row}\n{row}"})) == ["帮扶发放!A3:G3 duplicate-row"]


def test_aid_above_the_accounts_names_both_sums(tmp_path: Path) -> None:
    """Both sums and the difference, in 元; goods count beside money."""
    sheets = {
        "帮扶发放": "日期 | 项目 | 姓名 | 金额 | 实物折价 | 资金来源\n2023-02-01 | 其他 | 王一三 | 500 | 100.5 | 本级",
        "经费收支": ACCOUNTS + "401 | 会费收入 | | 900\n502 | 维权支出 | | 600",
    }
    values = {"subject": "维权支出", "expense": "600.00", "paid": "600.50", "difference": "0.50"}
    assert only(tmp_path, sheets) == values


@pytest.mark.parametrize(
    "sheets",
    [
        {"帮扶发放": AID + "2023-02-01 | 其他 | 王一三 | '990101199001011230 | 约五百 | 本级 | ", "经费收支": ACCOUNTS + "401 | 会费收入 | | 9\n502 | 维权支出 | | 1"},
        {"帮扶发放": AID + "2023-02-01 | 其他 | 王一三 | '990101199001011230 | 500 | 本级 | ", "经费收支": ACCOUNTS + "502 | 维权支出 | | 约一百"},
        {"会员名册": ROSTER + "王一三 | 男 | '990101199001011230 | 约六十", "经费收支": ACCOUNTS + "401 | 会费收入 | | 70"},
        {"会员名册": ROSTER + "王一三 | 男 | '990101199001011230 | 60\n | 男 | '990101199001010019 | 10", "基本情况": PROFILE + "1"},
    ],
    ids=["aid", "accounts", "dues", "members"],
)  # fmt: skip
def test_an_unread_cell_silences_what_it_enters(sheets: dict[str, str], tmp_path: Path) -> None:
    """Where a cell could not be read, that is the one finding, not the sum that lacks it."""
    rules = {each.split()[1] for each in found(book(tmp_path, sheets))}
    assert len(rules) == 1
    assert not rules & {"aid-above-expense", "figures-differ"}


@pytest.mark.parametrize(
    "sheets",
    [
        {"帮扶发放": AID + "2023-02-01 | 其他 | 王一三 | '990101199001011230 | 500 | | 看望"},
        {"帮扶发放": "日期 | 项目 | 姓名 | 金额\n2023-02-01 | 其他 | 王一三 | 500", "经费收支": ACCOUNTS + "502 | 维权支出 | | 1\n401 | 会费收入 | | 9"},
        {"会员名册": "姓名\n王一三", "经费收支": ACCOUNTS + "401 | 会费收入 | | 70"},
        {"基本情况": PROFILE + "3", "会员名册": ROSTER.strip()},
        {"帮扶发放": "日期 | 项目 | 姓名 | 金额\n2023-02-01 | 其他 | 王一三 | 5\n| | | \n2023-02-01 | 其他 | 李四海 | 5"},
    ],
    ids=["no visits", "no source", "no dues", "empty roster", "two persons"],
)  # fmt: skip
def test_what_is_not_kept_cannot_contradict(sheets: dict[str, str], tmp_path: Path) -> None:
    """A rule between two ledgers needs both, with the columns that it compares."""
    assert found(book(tmp_path, sheets)) == []


def test_missing_columns_are_the_only_finding(tmp_path: Path) -> None:
    """Without a column there is nothing to compare, and the column is what is told."""
    sheets = {
        "帮扶发放": "日期 | 项目 | 姓名\n2023-02-01 | 其他 | 王一三",
        "走访慰问": "日期 | 类型\n2023-02-01 | 住院",
    }
    assert found(book(tmp_path, sheets)) == ["帮扶发放!A1:C1 column-missing", "走访慰问!A1:B1 column-missing"]


def test_women_of_the_roster_are_those_stated(tmp_path: Path) -> None:
    """女会员人数 is held against the roster like 会员人数."""
    sheets = {"基本情况": PROFILE + "1\n女会员人数 | 0", "会员名册": ROSTER + "王一三 | 女 | '990101199001012348 | "}
    assert found(book(tmp_path, sheets)) == ["基本情况!B3 figures-differ"]
    assert found(book(tmp_path, {**sheets, "基本情况": PROFILE + "1\n女会员人数 | 1"})) == []
