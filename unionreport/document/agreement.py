"""Whether a figure as it stands in a line says what it is now, read back at the precision shown, as iXBRL does.

What counts is what a reader reads: the words and digits right beside a control belong to the number too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionreport import hanzi, numerals
from unionreport.figure import Figure
from unionreport.numerals import StyleError
from unionreport.numerals.reading import Reading
from unionreport.numerals.scanning import find_numbers
from unionreport.numerals.shown import Kind, Number, agrees, in_unit

_DIGITS = frozenset("0123456789０１２３４５６７８９")
_NUMERALS = _DIGITS | frozenset("%％‰") | frozenset(hanzi.LETTERS)
_POINTS = frozenset(".．-－−")
_JOINTS = frozenset(".．,/／-－−–—~～")  # part of a number, or of a range, only between digits
_SIGNS = frozenset("-－−负第")
_REACH = 4
_LESS = ("不足", "不到", "未满")
_MORE = ("余", "多", "以上", "以下", "以内")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a figure stands: the line, and from where to where in it."""

    line: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The figure's text."""
        return self.line[self.start : self.end]


def printed(figure: Figure, style: str) -> str:
    """The figure as that style prints it now; empty where it has no value, or the style no longer fits its unit."""
    try:
        return figure.styled(style).shown
    except StyleError:
        return ""


def says(spot: Spot, style: str, now: Figure, units: frozenset[str] = frozenset()) -> bool:
    """Whether a reader of the line reads the present value: the text as it would be printed, or one that agrees.

    A text that is as it would be printed is right unless digits, signs or words right beside it make another
    number of it; any other text must be one number that the value could have been printed as.
    """
    value = now.value
    if value is None:
        return False
    if spot.text == printed(now, style) and is_alone(spot):
        return True
    number = read(spot, units)
    if number is None or number.reading is None or is_cut(Spot(spot.line, number.start, number.stop)):
        return False
    if value and number.reading.low == -number.reading.high:  # nothing, by rounding: 0万 is not 80
        return False
    if numerals.header_unit(now.unit, style) and not number.unit:
        styled = _styled(spot.text, now.unit, style)
        return styled is not None and number.text == spot.text.strip() and styled.admits(value)
    return agrees(number, value, now.unit, now.rounding)


def is_alone(spot: Spot) -> bool:
    """Whether nothing right beside the figure makes another number of it: no digit, sign, scale or 余."""
    before, after = spot.line[: spot.start], spot.line[spot.end :]
    return not (
        is_cut(spot)
        or (before[-1:] or "。") in _NUMERALS | _SIGNS
        or (after[:1] or "。") in _NUMERALS
        or before.endswith(_LESS)
        or after.startswith(_MORE)
    )


def is_cut(spot: Spot) -> bool:
    """Whether digits go on right beside the spot, with a point, a comma or a dash between or without."""
    before, after = spot.line[: spot.start][-_REACH:][::-1], spot.line[spot.end :][:_REACH]
    is_other = before[:1] in _POINTS and spot.text[:1] in _DIGITS  # .85 is 0.85, -85 below zero
    return is_other or _goes_on(spot.text[:1], before) or _goes_on(spot.text[-1:], after)


def _goes_on(edge: str, near: str) -> bool:
    return edge in _DIGITS and near.lstrip("".join(_JOINTS))[:1] in _DIGITS


def read(spot: Spot, units: frozenset[str] = frozenset()) -> Number | None:
    """The one quantity that a reader finds where the figure stands; None where there is none, or more than one."""
    found = _overlapping(spot, units)
    return found[0] if len(found) == 1 and found[0].kind is Kind.QUANTITY else None


def as_read(spot: Spot, units: frozenset[str] = frozenset()) -> str:
    """The figure with what a reader reads as one number with it: 185份 where 1 was typed before 85份."""
    found = _overlapping(spot, units)
    start = min([spot.start, *(each.start for each in found)])
    return spot.line[start : max([spot.end, *(each.stop for each in found)])]


def _overlapping(spot: Spot, units: frozenset[str]) -> list[Number]:
    """The numbers of any kind that share a sign with the spot."""
    return [each for each in find_numbers(spot.line, units) if each.start < spot.end and spot.start < each.stop]


def reading_of(spot: Spot, style: str, unit: str, units: frozenset[str] = frozenset()) -> Reading | None:
    """The values that the figure as it stands can mean, in the unit of its value."""
    number = read(spot, units)
    if number is not None and number.reading is not None:
        if number.unit or not numerals.header_unit(unit, style):
            return in_unit(number.reading, unit)
        return _styled(spot.text, unit, style)
    return _styled(spot.text, unit, style) if is_alone(spot) else None


def _styled(text: str, unit: str, style: str) -> Reading | None:
    try:
        return numerals.read_styled(text, unit, style)
    except StyleError:
        return None


def overlap(readings: Sequence[Reading]) -> bool:
    """Whether one value can stand behind all of the readings.

    The ends of two neighbouring roundings touch and do not overlap: 70.2万 and 70.3万 differ.
    """
    low, high = max(each.low for each in readings), min(each.high for each in readings)
    is_exact = any(each.low == each.high for each in readings)
    return low < high or (
        low == high and is_exact and not any(each.half_open for each in readings if each.high == high)
    )
