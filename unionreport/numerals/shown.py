"""A number as it stands in a text: where, what kind of number, and which exact values it can stand for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from unionreport.numerals import printing
from unionreport.numerals.reading import Reading
from unionreport.numerals.styles import Rounding


class Kind(StrEnum):
    """What a number in a text is there for; only a quantity can be a figure of a ledger.

    PERIOD is a length of time (三年来, 20年, 两个月): it has its values, but no ledger counts it. DOCUMENT is the
    number of an official paper, LAW an article or a standard, CODE digits that count nothing (telephone, identity
    number, address, model), LEXICAL a fixed word with a numeral in it.
    """

    QUANTITY = "quantity"
    PERIOD = "period"
    DATE = "date"
    ORDINAL = "ordinal"
    HEADING = "heading"
    LEXICAL = "lexical"
    DOCUMENT = "document"
    LAW = "law"
    CODE = "code"


class Form(StrEnum):
    """What a number is written with: MIXED is Arabic digits with 万, 千 and the like, UPPER is 财务大写."""

    ARABIC = "arabic"
    CHINESE = "chinese"
    UPPER = "upper"
    MIXED = "mixed"


class Measure(StrEnum):
    """What a number measures: only numbers of one measure can be the same. NONE where no unit is written."""

    MONEY = "money"
    SHARE = "share"
    POINTS = "points"
    COUNT = "count"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    ``text`` is what stands from ``start`` to ``end``: the numeral with all that a style prints around it (近, 余, 多,
    以上, 同比增长); the unit follows and ends at ``stop``, ``printed`` is both. Where 以上 stands behind the unit, or
    the unit is part of the numeral (%, 元 and 角), ``end`` is ``stop``. ``unit`` is without brackets: 人(次) is 人次.
    ``approximator`` is what makes the number inexact, also a word that stays outside of the span, since no style
    prints it (约, 超过, 左右). ``falling`` tells of a fall named before the span (下降3%): then the number may
    stand for a negative value. ``reading`` is None where the kind has no value, or the number cannot be read.
    """

    start: int
    end: int
    stop: int
    printed: str
    kind: Kind
    form: Form = Form.ARABIC
    unit: str = ""
    approximator: str = ""
    falling: bool = False
    reading: Reading | None = None

    @property
    def text(self) -> str:
        """The number without its unit, as it stands in the text."""
        return self.printed[: self.end - self.start]

    @property
    def measure(self) -> Measure:
        """What the number measures, by its unit."""
        return measure_of(self.reading.unit if self.reading else self.unit)

    @property
    def spread(self) -> Fraction | None:
        """How wide the values lie that the number can stand for, in their unit; 0 where it is exact, None unread."""
        return self.reading.high - self.reading.low if self.reading else None


def measure_of(unit: str) -> Measure:
    """What a number of that unit measures; everything but money and shares is counted."""
    match unit:
        case "":
            return Measure.NONE
        case "元":
            return Measure.MONEY
        case "%":
            return Measure.SHARE
        case "百分点" | printing.POINTS:
            return Measure.POINTS
    return Measure.COUNT


def agrees(number: Number, value: int | Fraction, unit: str, rounding: Rounding = Rounding.HALF_UP) -> bool:
    """Whether the number, as shown, could stand for this exact value of a figure.

    ``value`` and ``unit`` are a figure's: fen for 元, a ratio for % (1 is 100%), else the count itself. Money agrees
    with money only, shares with shares, counts with counts of any measure word; a number without a unit agrees
    with all, read in 元 and in points of %. A value halfway between two prints belongs to the one that the
    rounding makes of it; the rest is interval arithmetic as XBRL's calculations do it.
    """
    if number.reading is None or number.measure not in {Measure.NONE, measure_of(unit)}:
        return False
    reading = in_unit(number.reading, unit)
    values = (Fraction(value), Fraction(-value)) if number.falling else (Fraction(value),)
    return any(_stands_for(number, reading, each, rounding) for each in values)


def same(one: Number, other: Number) -> bool:
    """Whether two numbers can stand for one value: their measures fit and their intervals overlap.

    The ends of two neighbouring roundings touch and do not overlap: 70.2万 and 70.3万 differ.
    """
    if (
        one.reading is None
        or other.reading is None
        or (one.measure != other.measure and Measure.NONE not in {one.measure, other.measure})
    ):
        return False
    first, second = in_unit(one.reading, other.reading.unit), in_unit(other.reading, one.reading.unit)
    if first.low == first.high:
        return _stands_for(other, second, first.low, Rounding.HALF_UP)
    if second.low == second.high:
        return _stands_for(one, first, second.low, Rounding.HALF_UP)
    return first.low < second.high and second.low < first.high


def in_unit(reading: Reading, unit: str) -> Reading:
    """The values of a number without a unit, taken in that unit: fen for 元; shares for %, to the half point."""
    if reading.unit or unit not in {"元", "%"}:
        return reading
    worth = Fraction(100) if unit == "元" else Fraction(1, 100)
    slack = Fraction(1, 2) if unit == "%" and reading.low == reading.high else Fraction(0)
    return Reading((reading.low - slack) * worth, (reading.high + slack) * worth, unit, reading.half_open)


def _stands_for(number: Number, reading: Reading, value: Fraction, rounding: Rounding) -> bool:
    width = reading.high - reading.low
    is_tie = value in {reading.low, reading.high} and width > 0 and not (number.approximator or reading.half_open)
    if not is_tie:
        return reading.admits(value)
    return printing.rounded(value / width, rounding) * width == (reading.low + reading.high) / 2
