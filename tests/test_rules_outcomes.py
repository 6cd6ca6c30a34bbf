"""Family R: what a row says of how its matter ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, book, found

IDEAS = "日期 | 建议人 | 建议名称 | 是否采纳 | 节约金额\n"
PROPOSALS = "日期 | 提案人 | 案由 | 是否立案 | 办理结果\n"

CASES = [
    RuleCase(
        "savings-not-counted",
        "合理化建议!E2",
        {"合理化建议": IDEAS + "2023-01-01 | 王一三 | 甲 | 否 | 5000"},
        {"合理化建议": IDEAS + "2023-01-01 | 王一三 | 甲 | 否 | 0\n2023-01-01 | 王一三 | 乙 | 是 | 5000"},
    ),
    RuleCase(
        "savings-missing",
        "合理化建议!E3",
        {"合理化建议": IDEAS + "2023-01-01 | 王一三 | 甲 | 是 | 5000\n2023-01-02 | 王一三 | 乙 | 是 | "},
        {"合理化建议": IDEAS + "2023-01-01 | 王一三 | 甲 | 是 | \n2023-01-02 | 王一三 | 乙 | 是 | "},
    ),
    RuleCase(
        "proposal-unfiled",
        "职工代表提案!D2",
        {"职工代表提案": PROPOSALS + "2023-01-01 | 王一三 | 甲 | 否 | 已解决"},
        {"职工代表提案": PROPOSALS + "2023-01-01 | 王一三 | 甲 | 是 | 已解决\n2023-01-01 | 王一三 | 乙 | 否 | "},
    ),
    RuleCase(
        "proposal-unanswered",
        "职工代表提案!E2",
        {"职工代表提案": PROPOSALS + "2023-01-01 | 王一三 | 甲 | 是 | "},
        {"职工代表提案": PROPOSALS + "2023-01-01 | 王一三 | 甲 | 是 | 正在解决\n2023-01-01 | 王一三 | 乙 | | "},
    ),
]


@pytest.mark.parametrize("example", CASES, ids=str)
def test_an_outcome_breaks_its_rule_alone(example: RuleCase, tmp_path: Path) -> None:
    """Two columns of a row that contradict are found once; those that agree are not."""
    assert example.found(tmp_path, example.wrong) == [f"{example.at} {example.rule}"]
    assert example.found(tmp_path, example.right) == []


@pytest.mark.parametrize(
    "sheets",
    [
        {"合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳\n2023-01-01 | 王一三 | 甲 | 是"},
        {"职工代表提案": "日期 | 提案人 | 案由 | 办理结果\n2023-01-01 | 王一三 | 甲 | 已解决"},
        {"职工代表提案": "日期 | 提案人 | 案由 | 是否立案\n2023-01-01 | 王一三 | 甲 | 是"},
    ],
)
def test_one_column_alone_contradicts_nothing(sheets: dict[str, str], tmp_path: Path) -> None:
    """A rule between two columns needs both."""
    assert found(book(tmp_path, sheets)) == []


def test_unread_savings_are_not_missing(tmp_path: Path) -> None:
    """Savings that could not be read are told as that."""
    rows = "2023-01-01 | 王一三 | 甲 | 是 | 5000\n2023-01-02 | 王一三 | 乙 | 是 | 很多"
    assert found(book(tmp_path, {"合理化建议": IDEAS + rows})) == ["合理化建议!E3 amount-not-number"]


def test_an_unread_result_is_not_missing(tmp_path: Path) -> None:
    """A result that is not one of the list is told as that."""
    sheets = {"职工代表提案": PROPOSALS + "2023-01-01 | 王一三 | 甲 | 是 | 快了"}
    assert found(book(tmp_path, sheets)) == ["职工代表提案!E2 value-not-allowed"]
