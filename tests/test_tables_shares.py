"""Shares of a whole, and sums as a reader makes them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.figure import Figure
from unionreport.house import Shares
from unionreport.numerals import rounded
from unionreport.numerals.styles import Rounding
from unionreport.tables.shares import adds_up, allotted, decimals, printed, shares

PARTS = st.lists(st.integers(0, 10**12), min_size=1, max_size=40).filter(any)


@given(PARTS, st.integers(0, 4))
def test_the_largest_remainder_makes_exactly_a_hundred(parts: list[int], places: int) -> None:
    """The allotted shares are whole last digits, total 100%, and each is less than one last digit off."""
    digit = Fraction(1, 100 * 10**places)
    found = shares(parts, places, Shares.LARGEST_REMAINDER)
    assert sum(each for each in found if each is not None) == 1
    for part, share in zip(parts, found, strict=True):
        assert share is not None
        assert (share / digit).denominator == 1
        assert abs(share - Fraction(part, sum(parts))) < digit


@given(PARTS)
def test_plain_shares_are_exact(parts: list[int]) -> None:
    """By NOTE a share is the very quotient; it is rounded once, when it prints."""
    assert shares(parts, 2, Shares.NOTE) == [Fraction(each, sum(parts)) for each in parts]


def test_equal_remainders_go_to_the_first() -> None:
    """Of three thirds the first has the digit that is left."""
    assert allotted([Fraction(1)] * 3, 10000) == [Fraction(3334, 10000), Fraction(3333, 10000), Fraction(3333, 10000)]


@pytest.mark.parametrize("parts", [[], [0, 0], [None], [5, -1], [1, -1]])
@pytest.mark.parametrize("policy", Shares)
def test_there_are_no_shares_of_nothing_and_of_less(parts: list[int | None], policy: Shares) -> None:
    """A whole of zero and a negative part have no shares, by either policy."""
    assert shares(parts, 2, policy) == [None] * len(parts)


def test_an_unknown_part_has_no_share() -> None:
    """The others are shares of what is known."""
    assert shares([1, None, 3], 2, Shares.NOTE) == [Fraction(1, 4), None, Fraction(3, 4)]


@pytest.mark.parametrize(("style", "places"), [("bare", 2), ("bare:1", 1), ("pct", 1), ("pct:3", 3)])
def test_decimals_are_those_of_the_style(style: str, places: int) -> None:
    """The last digit that is given out is the last that prints."""
    assert decimals(style) == places


@given(st.integers(-(10**13), 10**13), st.sampled_from(["bare", "barewan", "barewan:1", "yuan", "wan:3"]))
def test_a_printed_number_is_what_was_rounded(value: int, style: str) -> None:
    """What a figure prints, read back, is its value at the printed digits."""
    figure = Figure("a", "", value, "元", style)
    number = printed(figure)
    assert number is not None
    assert Figure("a", "", rounded(number, Rounding.HALF_UP), "元", style).shown == figure.shown


@pytest.mark.parametrize(
    ("style", "parts", "total", "expected"),
    [
        ("barewan", [2_004_000, 2_004_000], 4_008_000, False),
        ("barewan", [2_000_000, 2_000_000], 4_000_000, True),
        ("bare", [2_004_000, 2_004_000], 4_008_000, True),
        ("approx", [2_004_000, 2_004_000], 4_008_000, True),
    ],
)
def test_sums_are_made_of_what_is_printed(style: str, parts: list[int], total: int, expected: bool) -> None:
    """Parts and total are compared as they stand on the page; approximations claim nothing."""
    figures = [Figure("a", "", each, "元", style) for each in parts]
    assert adds_up([*figures, None], Figure("b", "", total, "元", style)) is expected


def test_nothing_is_compared_with_an_absent_total() -> None:
    """A total that is not there contradicts nobody."""
    assert adds_up([Figure("a", "", 1, "元")], Figure("b", "", None, "元"))
