"""Numbers as they stand in a text, held against exact values and against each other."""

from __future__ import annotations

from fractions import Fraction

import pytest

from unionreport.numerals import Rounding
from unionreport.numerals.scanning import find_numbers
from unionreport.numerals.shown import Measure, Number, agrees, measure_of, same


def only(text: str) -> Number:
    """The one number of the text."""
    (number,) = find_numbers(text)
    return number


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("85份", 85, "份"),
        ("85份", 85, "条"),
        ("70.2万元", 70150000, "元"),
        ("70.2万元", 70200000, "元"),
        ("70.2万元", 70249999, "元"),
        ("340余人次", 349, "人次"),
        ("近5万元", 4950000, "元"),
        ("90%以上", Fraction(93, 100), "%"),
        ("百分之四点八", Fraction(481, 10000), "%"),
        ("壹仟贰佰元整", 120000, "元"),
        ("同比下降3.1%", Fraction(-315, 10000) + Fraction(1, 10000), "%"),
        ("下降3.1%", Fraction(-31, 1000), "%"),
        ("下降3.1%", Fraction(31, 1000), "%"),
        ("与上年持平", 0, "人"),
        ("93分", Fraction(93004, 1000), "分"),
        ("比上年提高2.3个百分点", Fraction(23, 10), "个百分点"),
        ("78900.00", 7890000, "元"),
        ("4.8", Fraction(48, 1000), "%"),
        ("87", Fraction(46, 53), "%"),
        ("1万4千元", 1400000, "元"),
        ("约300人", 296, "人"),
    ],
)
def test_a_number_agrees_with_what_it_can_stand_for(text: str, value: int | Fraction, unit: str) -> None:
    """Values that round, floor or come near to the print agree with it, a bare cell in any unit too."""
    assert agrees(only(text), value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("85份", 86, "份"),
        ("85份", 8500, "元"),
        ("85元", 85, "份"),
        ("85%", 85, "份"),
        ("2.3个百分点", Fraction(23, 1000), "%"),
        ("70.2万元", 70250000, "元"),
        ("70.2万元", 70149999, "元"),
        ("340余人次", 350, "人次"),
        ("近5万元", 5000000, "元"),
        ("近5万元", 4400000, "元"),
        ("90%以上", Fraction(89, 100), "%"),
        ("同比下降3.1%", Fraction(31, 1000), "%"),
        ("同比下降3.1%", Fraction(-315, 10000), "%"),
        ("三千二元", 320000, "元"),
        ("2023年", 2023, "人"),
        ("约300人", 340, "人"),
    ],
)
def test_a_number_disagrees_with_all_else(text: str, value: int | Fraction, unit: str) -> None:
    """Another value, another measure, and what has no value at all do not agree."""
    assert not agrees(only(text), value, unit)


def test_a_tie_goes_where_the_rounding_sends_it() -> None:
    """A value halfway between two prints agrees with exactly one of them, in either rounding."""
    low, high = only("70.2万元"), only("70.3万元")
    assert [agrees(each, 70250000, "元") for each in (low, high)] == [False, True]
    assert [agrees(each, 70250000, "元", Rounding.HALF_EVEN) for each in (low, high)] == [True, False]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("70.2万元", "702345元", True),
        ("702345元", "70.2万元", True),
        ("70.2万元", "70.25万元", True),
        ("70.2万元", "70.3万元", False),
        ("90%以上", "93%", True),
        ("340余人次", "346人次", True),
        ("340余人次", "350余人次", False),
        ("六个", "6个", True),
        ("85份", "85元", False),
        ("7.89万元", "78900.00", True),
        ("78900.00", "7.89万元", True),
        ("4.8", "百分之四点八", True),
        ("85份", "2023年", False),
        ("三千二元", "3200元", False),
    ],
)
def test_two_numbers_are_the_same_where_their_values_overlap(one: str, other: str, is_same: bool) -> None:
    """Two prints of one value are consistent at the precision shown, neighbours are not."""
    assert same(only(one), only(other)) is is_same


def test_the_spread_tells_how_exact_a_number_is() -> None:
    """Exact numbers have none, rounded ones the worth of their last digit, unread ones nothing to tell."""
    spreads = [only(text).spread for text in ("85份", "70.2万元", "340余人", "三千二元")]
    assert spreads == [0, 100000, 10, None]


def test_units_have_measures() -> None:
    """Money, shares, points and counts are told apart; no unit is none of them."""
    units = ["元", "%", "个百分点", "人次", ""]
    assert [measure_of(unit) for unit in units] == [
        Measure.MONEY,
        Measure.SHARE,
        Measure.POINTS,
        Measure.COUNT,
        Measure.NONE,
    ]
    assert [only(text).measure for text in ("5‰", "三千二元")] == [Measure.SHARE, Measure.MONEY]
