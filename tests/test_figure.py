"""Figures: what they print, how they compare, and what they refuse."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.figure import Figure, FigureArithmeticError, Lineage, Number
from unionreport.numerals import Rounding
from unionreport.places import cell

SAVINGS = Figure("suggestions.savings", "节约资金", 70_200_000, "元", "wan")
RATE = Figure("satisfaction.rate", "满意率", Fraction(9, 10), "%")
COUNT = Figure("suggestions.submitted", "建议", 85, "份")
ABSENT = Figure("talks.total", "谈心谈话", None, "人次")
ZERO = Figure("talks.total", "谈心谈话", 0, "人次")

COMPARISONS = [operator.eq, operator.lt, operator.le, operator.gt, operator.ge]


def count(value: Number | None) -> Figure:
    """A figure of so many 人."""
    return Figure("members.total", "会员", value, "人")


@pytest.mark.parametrize(
    ("figure", "shown"),
    [(SAVINGS, "70.2万元"), (RATE, "90%"), (COUNT, "85份"), (ZERO, "0人次"), (ABSENT, "")],
)
def test_a_figure_prints_in_its_style_with_its_unit(figure: Figure, shown: str) -> None:
    """The printed form is the same as text; an absent figure prints as nothing."""
    assert (figure.shown, str(figure)) == (shown, shown)


def test_another_style_keeps_the_identity() -> None:
    """Printing a figure otherwise changes neither what it is nor where it came from."""
    lineage = Lineage((cell("2023.xlsx", "合理化建议", 3, 7),), ("a.b",))
    figure = Figure("suggestions.savings", "节约资金", 70_200_000, "元", "wan", lineage)
    plain = figure.styled("yuan")
    assert plain.shown == "702000元"
    assert (plain.id, plain.value, plain.lineage) == (figure.id, figure.value, lineage)
    assert plain != figure


def test_rounding_is_the_figures_own() -> None:
    """A last digit of five goes up, or to the even neighbour where a union chose so."""
    assert Figure("x.y", "x", Fraction(245, 1000), "%", "pct:0").shown == "25%"
    assert Figure("x.y", "x", Fraction(245, 1000), "%", "pct:0", rounding=Rounding.HALF_EVEN).shown == "24%"


@pytest.mark.parametrize(
    ("figure", "number"),
    [(SAVINGS, Fraction(702_000)), (RATE, Fraction(9, 10)), (COUNT, Fraction(85)), (ABSENT, None)],
)
def test_the_number_is_in_the_unit_a_reader_thinks_in(figure: Figure, number: Fraction | None) -> None:
    """Money counts in 元, a rate in shares of one, anything else in its unit."""
    assert figure.number == number


@pytest.mark.parametrize(("figure", "tells"), [(COUNT, True), (RATE, True), (ZERO, False), (ABSENT, False)])
def test_absent_and_zero_have_nothing_to_tell(figure: Figure, tells: bool) -> None:
    """In a condition a figure stands for whether there is anything to say."""
    assert bool(figure) is tells


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (RATE, 0.9),
        (RATE, Fraction(9, 10)),
        (RATE, Decimal("0.9")),
        (SAVINGS, 702_000),
        (SAVINGS, 702_000.0),
        (COUNT, 85),
    ],
)
def test_a_number_as_it_is_typed_equals_the_figure(left: Figure, right: object) -> None:
    """0.9 in a template is nine tenths exactly, and an amount is compared in 元."""
    assert left == right
    assert left <= right
    assert left >= right
    assert not left < right
    assert not left > right
    assert (left != right) is False


def test_figures_compare_with_numbers_on_either_side() -> None:
    """Larger and smaller mean what they say, whichever stands first."""
    assert COUNT > 84
    assert COUNT > 84
    assert COUNT < 85.5
    assert COUNT <= 85.5
    assert SAVINGS >= 500_000
    assert RATE < 0.95


def test_figures_compare_with_each_other_by_number() -> None:
    """Two figures are larger or smaller by number, equal only if they are the same figure."""
    assert Figure("suggestions.adopted", "采纳", 5, "条") < COUNT
    assert count(5) == count(5)
    assert hash(count(5)) == hash(count(5))
    assert count(5) != Figure("members.women", "女会员", 5, "人")
    assert count(5) <= Figure("members.women", "女会员", 5, "人")


@pytest.mark.parametrize("compare", COMPARISONS)
@pytest.mark.parametrize("other", [0, 1.5, COUNT, "85", None])
def test_an_absent_figure_compares_false_with_everything(
    compare: Callable[[object, object], bool], other: object
) -> None:
    """What is not known is neither larger nor smaller nor equal to anything."""
    assert compare(ABSENT, other) is False


@pytest.mark.parametrize("compare", COMPARISONS)
@pytest.mark.parametrize("other", ["85", None, [85]])
def test_what_is_no_number_compares_false(compare: Callable[[object, object], bool], other: object) -> None:
    """A figure is no text, even where the digits are the same."""
    assert compare(COUNT, other) is False


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_comparisons_are_those_of_the_numbers(left: int, right: int) -> None:
    """A figure stands where its number stands."""
    for compare in COMPARISONS:
        assert compare(count(left), right) is compare(left, right)


@pytest.mark.parametrize(
    "calculate",
    [
        lambda x: x + 1, lambda x: 1 + x, lambda x: x - 1, lambda x: 1 - x, lambda x: x * 2, lambda x: 2 * x,
        lambda x: x / 2, lambda x: 2 / x, lambda x: x // 2, lambda x: 2 // x, lambda x: x % 2, lambda x: 2 % x,
        lambda x: x**2, lambda x: 2**x, lambda x: -x, lambda x: +x, abs, round, int, float, lambda x: x + x,
        lambda x: sum([x]), math.floor,
    ],
)  # fmt: skip
def test_arithmetic_is_refused_by_name(calculate: Callable[[Figure], object]) -> None:
    """The result of a calculation would have no source, so there is none."""
    with pytest.raises(FigureArithmeticError) as refused:
        calculate(COUNT)
    assert refused.value.figure == "suggestions.submitted"
