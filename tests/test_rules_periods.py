"""Family D: rows and the year they belong to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, loaded
from unionreport.rules import periods

CASES = [
    RuleCase(
        "date-outside-year",
        "考核检查!A2",
        {"考核检查": "日期 | 名称\n2022-12-31 | 季度考核\n2023-01-01 | 季度考核"},
        {"考核检查": "日期 | 名称\n2023-12-31 | 季度考核\n2023-01-01 | 季度考核"},
    ),
    RuleCase(
        "date-outside-year",
        "职工疗休养!A2",
        {"职工疗休养": "开始日期 | 结束日期 | 姓名\n2022-12-30 | 2023-01-05 | 王一三"},
        {"职工疗休养": "开始日期 | 结束日期 | 姓名\n2023-12-30 | 2024-01-05 | 王一三"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_row_outside_the_year_is_listed(case: RuleCase, tmp_path: Path) -> None:
    """The first and the last day of the year are in it, the days beside them are not."""
    assert case.found(tmp_path, case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(tmp_path, case.right) == []


def test_a_row_outside_the_year_names_its_day_and_the_year() -> None:
    """The texts get the day as read and the report's year."""
    (finding,) = periods.outside_year(loaded("assessments", "日期 | 名称\n'2022.12.31 | 季度考核"), 2023)
    assert finding.params == {"date": "2022-12-31", "year": "2023"}


def test_nothing_is_outside_an_unknown_year() -> None:
    """Without a year, without a date column or without dates nothing can be outside."""
    ledger = loaded("assessments", "日期 | 名称\n2022-12-31 | 季度考核")
    assert list(periods.outside_year(ledger, None)) == []
    assert list(periods.outside_year(loaded("assessments", "名称 | 轮次\n季度考核 | 1"), 2023)) == []
    assert list(periods.outside_year(loaded("members", "姓名 | 入会日期\n王一三 | 2001-01-01"), 2023)) == []
