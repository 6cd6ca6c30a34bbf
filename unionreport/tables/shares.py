"""Shares of a whole, and whether parts as printed add up to their total as printed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from unionreport.figure import Figure, Number
from unionreport.house import Shares
from unionreport.numerals import parse_style, read_styled

_USUAL_DECIMALS = {"bare": 2, "pct": 1}
_EXACT_STYLES = ("plain", "wan", "yuan", "pct", "bare", "barewan")


def decimals(style: str) -> int:
    """How many decimals of a percentage a style prints at most."""
    parsed = parse_style(style)
    return _USUAL_DECIMALS[parsed.name] if parsed.argument is None else parsed.argument


def shares(parts: Sequence[Number | None], places: int, policy: Shares) -> list[Fraction | None]:
    """What part each is of their sum; by LARGEST_REMAINDER a multiple of the last printed digit.

    None where a part is unknown, and for all of them where the sum is zero or a part is negative.
    """
    known = [Fraction(each) for each in parts if each is not None]
    whole = sum(known)
    if not whole or any(each < 0 for each in known):
        return [None] * len(parts)
    found = [each / whole for each in known] if policy is Shares.NOTE else allotted(known, 100 * 10**places)
    rest = iter(found)
    return [None if each is None else next(rest) for each in parts]


def allotted(parts: Sequence[Fraction], units: int) -> list[Fraction]:
    """The shares in whole units that add up to all of them: 最大余额法, Hamilton's method.

    Each part has its whole units; those that are left go to the largest remainders, of equal ones to the first.
    """
    whole = sum(parts)
    exact = [each * units / whole for each in parts]
    given = [math.floor(each) for each in exact]
    by_remainder = sorted(range(len(parts)), key=lambda number: given[number] - exact[number])
    for number in by_remainder[: units - sum(given)]:
        given[number] += 1
    return [Fraction(each, units) for each in given]


def printed(figure: Figure) -> Fraction | None:
    """The number that a figure prints, as it is read back; None where it is absent or prints an approximation."""
    if parse_style(figure.style).name not in _EXACT_STYLES or figure.value is None:
        return None
    reading = read_styled(figure.shown, figure.unit, figure.style)
    return None if reading is None else (reading.low + reading.high) / 2


def adds_up(parts: Iterable[Figure | None], total: Figure) -> bool:
    """Whether the parts as printed are together the total as printed; approximations are not held to it."""
    numbers = [printed(each) for each in parts if each is not None and each.value is not None]
    whole = printed(total)
    if whole is None or None in numbers:
        return True
    return sum(each for each in numbers if each is not None) == whole
