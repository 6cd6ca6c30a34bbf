"""What a chart shows: the numbers as they are printed, their unit, the axis, the words of its alternative text.

A chart that Word draws and one that is a picture are both made of the same `Plot`, so they agree.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from unionreport import numerals
from unionreport.document.refusal import RefusedError
from unionreport.document.wordml import clean
from unionreport.exhibit import Chart, ChartKind, ChartSeries
from unionreport.figure import Figure
from unionreport.texts import texts

LANGUAGE = "zh"
"""A report is Chinese whatever language the command line speaks."""

_LARGE = 10_000
_WAN_STYLES = ("wan", "barewan")
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_INTERVALS = 5
_HEAD_ROOM = Decimal("1.12")
_ABSENT = "—"
_THIN = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of the values: from ``least`` to ``most``, a line every ``step``."""

    least: Decimal
    most: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """One series as drawn: its numbers in ``unit`` with ``places`` decimals, None where there is none."""

    name: str
    numbers: tuple[Decimal | None, ...]
    unit: str
    places: int


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart as drawn; ``unit`` is empty where the series differ in it, and then stands in their names."""

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[PlotSeries, ...]
    unit: str

    @property
    def caption(self) -> str:
        """The title with the unit: 各项帮扶金额（单位：万元）; no unit where the labels say it."""
        if not self.unit or self.is_share:
            return self.title
        return texts(LANGUAGE).say("exhibits.caption", title=self.title, unit=self.unit)

    @property
    def is_share(self) -> bool:
        """Whether it is a pie whose numbers are percentages themselves."""
        return self.kind == ChartKind.PIE and self.unit == "%"

    @property
    def places(self) -> int:
        """The decimals that the axis needs, at most those of the numbers."""
        most = max(one.places for one in self.series)
        exponent = self.axis.step.normalize().as_tuple().exponent
        return min(most, max(0, -int(exponent)))

    @property
    def axis(self) -> Axis:
        """An axis with round numbers, with zero on it, and with room above the highest number for its label."""
        return settle_axis([number for one in self.series for number in one.numbers if number is not None])

    def shares(self) -> tuple[str, ...]:
        """The label of each slice of a pie; empty for what has no slice."""
        numbers = self.series[0].numbers
        whole = sum((number for number in numbers if number), Decimal())
        return tuple(self._share(number, whole) if number else "" for number in numbers)

    def lowest(self) -> int:
        """The number of the series that lies lowest, whose labels stand below its line; -1 where there is only one."""
        means = [_mean([number for number in one.numbers if number is not None]) for one in self.series]
        return means.index(min(means)) if len(means) > 1 else -1

    def turn(self) -> int:
        """By how many degrees a pie is turned: its thinnest slice lies at the side, where there is room for labels.

        A pie without a thin slice begins at the top, as is the custom.
        """
        numbers = [number or Decimal() for number in self.series[0].numbers]
        whole, thinnest = sum(numbers, Decimal()), min(number for number in numbers if number)
        if thinnest >= whole * _THIN:
            return 0
        at = numbers.index(thinnest)
        middle = (sum(numbers[:at], Decimal()) + thinnest / 2) / whole
        return round(90 - middle * 360) % 360

    def _share(self, number: Decimal, whole: Decimal) -> str:
        if self.is_share:
            return f"{written(number)}%"
        return f"{(number * 100 / whole).quantize(Decimal('0.01'), ROUND_HALF_UP):f}%"


def _mean(numbers: Sequence[Decimal]) -> Decimal:
    return sum(numbers, Decimal()) / len(numbers) if numbers else Decimal("Infinity")


def plot(chart: Chart) -> Plot:
    """The chart as it is drawn; refused where it is a pie of several series, or of numbers below zero."""
    figures = [figure for one in chart.series for figure in _present(one.figures)]
    units = {figure.unit for figure in figures}
    styles = {unit: _style([figure for figure in figures if figure.unit == unit]) for unit in units}
    series = tuple(_series(one, styles, alone=len(units) == 1) for one in chart.series)
    unit = series[0].unit if len(units) == 1 else ""
    made = Plot(chart.kind, clean(chart.title), tuple(clean(each) for each in chart.categories), series, unit)
    if chart.kind == ChartKind.PIE and (len(series) > 1 or any(number and number < 0 for number in series[0].numbers)):
        raise RefusedError("chart-pie", name=chart.id)
    return made


def written(number: Decimal | None) -> str:
    """The number as its label has it, ``7.80``; empty where there is none."""
    return "" if number is None else f"{number:f}"


def _present(figures: Sequence[Figure | None]) -> Iterator[Figure]:
    return (figure for figure in figures if figure is not None and figure.value is not None)


def _style(figures: Sequence[Figure]) -> str:
    """The one style in which all figures of a unit are drawn: large money in 万元, and no decimal more than needed."""
    unit, styles = figures[0].unit, [numerals.parse_style(figure.style) for figure in figures]
    asked = [style.argument for style in styles if style.name in {*_WAN_STYLES, "bare", "pct"}]
    places = [argument for argument in asked if argument is not None]
    largest = max(abs(figure.number or Fraction()) for figure in figures)
    if any(style.name in _WAN_STYLES for style in styles) or (unit == "元" and largest >= _LARGE):
        return f"barewan:{max(places, default=2)}"
    if unit == "%":
        return f"bare:{max(places, default=2)}"
    shown = [numerals.show(figure.value or 0, unit, "bare", figure.rounding) for figure in figures]
    if unit == "元":
        shown = [text.removesuffix(".00") for text in shown]
    return f"bare:{max(len(text.partition('.')[2]) for text in shown)}"


def _series(series: ChartSeries, styles: dict[str, str], *, alone: bool) -> PlotSeries:
    units = {figure.unit for figure in _present(series.figures)}
    used = styles[min(units)] if units else "bare:0"
    unit = numerals.header_unit(min(units), used) if len(units) == 1 else ""
    name = clean(series.name)
    if unit and not alone:
        name = texts(LANGUAGE).say("exhibits.series", name=name, unit=unit)
    numbers = tuple(_number(figure, styles) for figure in series.figures)
    places = max((-int(number.as_tuple().exponent) for number in numbers if number is not None), default=0)
    return PlotSeries(name, numbers, unit, places)


def _number(figure: Figure | None, styles: dict[str, str]) -> Decimal | None:
    """The number that is drawn for a figure: exactly the one that a table prints in the same unit."""
    if figure is None or figure.value is None:
        return None
    return Decimal(numerals.show(figure.value, figure.unit, styles[figure.unit], figure.rounding)) + 0


def settle_axis(numbers: Sequence[Decimal]) -> Axis:
    """An axis for these numbers, of about five intervals of 1, 2, 2.5 or 5 and zeros."""
    high = max([Decimal(), *numbers]) * _HEAD_ROOM
    low = min([Decimal(), *numbers]) * _HEAD_ROOM
    step = _step((high - low) / _INTERVALS if high > low else Decimal(1) / _INTERVALS)
    most = (high / step).to_integral_value(ROUND_CEILING) * step
    least = (low / step).to_integral_value(ROUND_FLOOR) * step
    return Axis(least, most if most > least else step * _INTERVALS, step)


def _step(rough: Decimal) -> Decimal:
    power = Decimal(10) ** math.floor(rough.log10())
    return next(each * power for each in _STEPS if each * power >= rough)


def describe(drawn: Plot) -> str:
    """The chart in words, for those who cannot see it: kind, title, unit and every number."""
    words = texts(LANGUAGE)
    told = "；".join(_tell_series(drawn, one) for one in drawn.series)
    return words.say(
        "exhibits.described", kind=words.say(f"exhibits.{drawn.kind}"), caption=drawn.caption, numbers=told
    )


def _tell_series(drawn: Plot, one: PlotSeries) -> str:
    labels = [written(number) or _ABSENT for number in one.numbers]
    if drawn.kind == ChartKind.PIE:
        shares = drawn.shares()
        labels = [share if drawn.is_share else f"{text}（{share}）" for text, share in zip(labels, shares, strict=True)]
    told = "，".join(f"{name}{label}" for name, label in zip(drawn.categories, labels, strict=True))
    return told if len(drawn.series) == 1 else f"{one.name}：{told}"
