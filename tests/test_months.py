"""Which months a title speaks of."""

from __future__ import annotations

import pytest

from unionreport import months


@pytest.mark.parametrize(
    ("title", "named", "rest"),
    [
        ("1月", [1], ""),
        ("十二月", [12], ""),
        ("帮扶发放（3月）", [3], "帮扶发放()"),
        ("11月份帮扶", [11], "帮扶"),
        ("2023年3月", [3], ""),
        ("2023-01", [1], ""),
        ("202311", [11], ""),
        ("2023.1", [1], ""),
        ("工会2023_05台账", [5], "工会台账"),
        ("第一季度", [1, 2, 3], ""),
        ("走访慰问四季度", [10, 11, 12], "走访慰问"),
        ("上半年", [1, 2, 3, 4, 5, 6], ""),
        ("下半年", [7, 8, 9, 10, 11, 12], ""),
        ("1-3月", [1, 2, 3], ""),
        ("2023", [], "2023"),
        ("20231", [], "20231"),
        ("帮扶发放(2)", [], "帮扶发放(2)"),
    ],
)
def test_months_are_read_from_a_title(title: str, named: list[int], rest: str) -> None:
    """A month, a quarter or a half, in words or digits; what remains is the title without them."""
    assert sorted(months.named(title)) == named
    assert months.without(title) == rest


@pytest.mark.parametrize(
    ("name", "only"),
    [
        ("1月", True),
        ("2023-01", True),
        ("（2023年1月）", True),
        ("1月台账", False),
        ("2023", False),
        ("2023-01-05", False),
    ],
)
def test_a_file_may_be_named_after_a_month_alone(name: str, only: bool) -> None:
    """Nothing but the month, with or without its year."""
    assert months.is_only_months(name) is only
