"""Numbers as they are written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport import written
from unionreport.written import Numeral


@pytest.mark.parametrize(
    ("text", "value", "digit", "scaled"),
    [
        ("85", 85, 1, False),
        ("1,234,567.89", Fraction(123456789, 100), Fraction(1, 100), False),
        ("70.2万", 702000, 1000, True),
        ("1万4千", 14000, 1000, True),
        ("1万4500", 14500, 1, False),
        ("3千万", 30000000, 10000000, True),
        ("2万亿", 2 * 10**12, 10**12, True),
        ("十五万", 150000, 1, False),
        ("七点八九万", 78900, 100, True),
        ("三点〇五", Fraction(305, 100), Fraction(1, 100), False),
    ],
)
def test_numbers_keep_the_worth_of_their_last_digit(text: str, value: Fraction, digit: Fraction, scaled: bool) -> None:
    """A number knows its value, what its last digit is worth and whether 万 or the like scales it."""
    assert written.parse(text) == Numeral(Fraction(value), Fraction(digit), scaled)


@pytest.mark.parametrize(
    "text",
    ["", "1,23", "1234,567", "12..3", ".5", "-5", "4千1万", "3万5万", "三四", "三千二", "5千克", "三点", "9" * 5000],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    """Misplaced commas and points, scales that do not fall and doubtful numerals are no number."""
    assert written.parse(text) is None


def test_zeros_tell_the_last_digit_that_counts() -> None:
    """340 counts in tens, 85万 in ten thousands, 2.28万 in hundreds."""
    numbers = [written.parse(text) for text in ("340", "85万", "2.28万", "7")]
    assert [number.zeros for number in numbers if number] == [10, 10000, 100, 1]


def test_full_width_becomes_narrow_but_for_brackets() -> None:
    """Digits and signs typed full-width are made narrow; a unit keeps its brackets."""
    assert written.narrow("－１，２３４．５％ ￥户（次）") == "-1,234.5% ¥户（次）"


@given(st.decimals(0, 10**12, places=2))
def test_arabic_numbers_round_trip(number: object) -> None:
    """A decimal is read to the same value, with thousands commas and without."""
    plain, grouped = written.parse(f"{number}"), written.parse(f"{number:,}")
    assert plain == grouped
    assert plain is not None
    assert plain.value == Fraction(str(number))
