"""Family F: the accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, book, case, found

ACCOUNTS = "科目编码 | 科目 | 预算 | 金额\n"
INCOME = "401 | 会费收入 | | 1000\n"

CASES = [
    RuleCase(
        "subject-unknown",
        "经费收支!A3",
        {"经费收支": ACCOUNTS + INCOME + "599 | 慰问支出 | | 100"},
        {"经费收支": ACCOUNTS + INCOME + "50204 | 送温暖 | | 100\n| 其他支出 | | 5"},
    ),
    RuleCase(
        "subject-code-differs",
        "经费收支!A3",
        {"经费收支": ACCOUNTS + INCOME + "501 | 维权支出 | | 100"},
        {"经费收支": ACCOUNTS + INCOME + "502 | 维权支出 | | 100\n501 | 文体活动 | | 5"},
    ),
    RuleCase(
        "subject-twice",
        "经费收支!A4:D4",
        {"经费收支": ACCOUNTS + INCOME + "502 | 维权支出 | | 100\n502 | 送温暖 | | 50"},
        {"经费收支": ACCOUNTS + INCOME + "502 | 维权支出 | | 100\n50201 | 送温暖 | | 50"},
    ),
    RuleCase(
        "over-budget",
        "经费收支!D3",
        {"经费收支": ACCOUNTS + INCOME + "502 | 维权支出 | 100 | 120.5"},
        {"经费收支": ACCOUNTS + "401 | 会费收入 | 900 | 1000\n502 | 维权支出 | 100 | 100"},
    ),
    RuleCase(
        "closing-negative",
        "经费收支",
        {"经费收支": ACCOUNTS + INCOME + "| 上年结余 | | 400\n502 | 维权支出 | | 1500"},
        {"经费收支": ACCOUNTS + INCOME + "| 上年结余 | | 600\n502 | 维权支出 | | 1500"},
    ),
]


@pytest.mark.parametrize("example", CASES, ids=str)
def test_the_accounts_break_their_rule_alone(example: RuleCase, tmp_path: Path) -> None:
    """What is wrong in the accounts is found once; what only looks so is not."""
    assert example.found(tmp_path, example.wrong) == [f"{example.at} {example.rule}"]
    assert example.found(tmp_path, example.right) == []


def params(folder: Path, table: str) -> dict[str, str]:
    """The values of the one finding in the accounts."""
    judged = case(book(folder, {"经费收支": table})).checked.judged
    (finding,) = [each.finding for each in judged if each.rule.name != "ledgers-absent"]
    return dict(finding.params)


def test_an_expense_above_budget_names_both_numbers(tmp_path: Path) -> None:
    """Budget, amount and difference, in 元 to the fen."""
    values = {"subject": "维权支出", "budget": "100.00", "amount": "120.50", "difference": "20.50"}
    assert params(tmp_path, ACCOUNTS + INCOME + "502 | 维权支出 | 100 | 120.5") == values


def test_a_negative_closing_names_its_parts(tmp_path: Path) -> None:
    """Opening, income and expense stand beside the closing balance."""
    values = params(tmp_path, ACCOUNTS + "| 上年结余 | | 10000\n401 | 会费收入 | | 10000\n502 | 维权支出 | | 50000")
    assert values == {"closing": "-3万元", "opening": "1万元", "income": "1万元", "expense": "5万元"}


def test_a_contradicted_code_names_the_right_one(tmp_path: Path) -> None:
    """The texts get what the code means and which code the name has."""
    values = {"code": "50101", "subject": "维权支出", "name": "职工活动支出", "right": "502"}
    assert params(tmp_path, ACCOUNTS + INCOME + "50101 | 维权支出 | | 100") == values


@pytest.mark.parametrize(
    ("table", "rules"),
    [
        (ACCOUNTS + INCOME + "502 | 维权支出 | | 约一千五", ["经费收支!D3 amount-not-number"]),
        ("科目 | 金额\n会费收入 | 100\n其他收入 | 5", []),
        (ACCOUNTS + INCOME + "502 | 维权支出 | | 100\n502 | 维权支出 | | 100", ["经费收支!A4:D4 duplicate-row"]),
        (ACCOUNTS.replace("金额", "备注") + "401 | 会费收入 | 100 | 甲", ["经费收支!A1:D1 column-missing"]),
    ],
    ids=["unread", "no codes", "repeated", "no amounts"],
)
def test_one_cause_gives_one_finding(table: str, rules: list[str], tmp_path: Path) -> None:
    """The accounts are silent where something else was wrong before."""
    assert found(book(tmp_path, {"经费收支": table})) == rules
