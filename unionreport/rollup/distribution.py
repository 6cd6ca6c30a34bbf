"""How a figure is spread over the unions: the least, the quartiles, the largest and the mean, all exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from unionreport.figure import Number
from unionreport.rollup.merging import Tally, least, most, plain

_DIGITS = 50


@dataclass(frozen=True, slots=True)
class Distribution:
    """The values of a figure over the unions that know it, and the workbooks at each end (all that tie)."""

    unions: int
    least: Number
    first: Number
    median: Number
    third: Number
    most: Number
    mean: Number
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]


def distribution(tally: Tally) -> Distribution | None:
    """The distribution of a figure; None where no union knows it. The mean is of the unions' values, unweighted."""
    values = [value for value, _ in tally.entries]
    if not values:
        return None
    return Distribution(
        unions=len(values),
        least=values[0],
        first=quantile(values, Fraction(1, 4)),
        median=quantile(values, Fraction(1, 2)),
        third=quantile(values, Fraction(3, 4)),
        most=values[-1],
        mean=_mean(values),
        at_least=tuple(least(tally)),
        at_most=tuple(most(tally)),
    )


def _mean(values: Sequence[Number]) -> Number:
    """The mean, of whole numbers exactly, of others to fifty digits: their common denominator may have thousands."""
    if all(isinstance(each, int) for each in values):
        return plain(Fraction(sum(values, start=0)) / len(values))
    with localcontext() as context:
        context.prec = _DIGITS
        whole = sum((Decimal(each.numerator) / each.denominator for each in values), start=Decimal())
        return plain(Fraction(whole / len(values)))


def quantile(values: Sequence[Number], share: Fraction) -> Number:
    """The value below which that share of the ordered values lies, between two of them in proportion.

    It is Excel's QUARTILE.INC, type 7 of Hyndman and Fan (1996).
    """
    place = share * (len(values) - 1)
    whole = int(place)
    if place == whole:
        return values[whole]
    return plain(Fraction(values[whole]) + (place - whole) * (values[whole + 1] - values[whole]))
