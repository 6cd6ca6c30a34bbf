"""Charts drawn as pictures, for programs that do not show charts of Word: the same numbers, names and axis."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from math import cos, pi, sin

from unionreport.document.canvas import LINE_HEIGHT, Canvas, Point, text_width, wrap
from unionreport.document.charts import COLORS, GREY
from unionreport.document.framing import Frame
from unionreport.document.plots import Plot, written
from unionreport.exhibit import ChartKind

_EDGE, _GAP, _LEGEND, _LEADER = 0.25, 0.15, 0.75, 0.6
_WIDEST_NAME = 4.2
_BASE = "7F7F7F"
_SWATCH, _BEYOND = 0.28, 0.07


def draw_picture(plot: Plot, frame: Frame) -> bytes:
    """The chart as a PNG of 300 dots an inch; equal charts give equal bytes on one machine.

    Refused where the machine has no font with Chinese letters.
    """
    canvas = Canvas.blank(frame.width, frame.height)
    if plot.kind == ChartKind.PIE:
        _draw_pie(canvas, plot)
    elif frame.lying:
        _draw_lying(canvas, plot, frame)
    else:
        _draw_upright(canvas, plot, frame)
    return canvas.png()


class _Field:
    """The rectangle in which the values of a chart stand, and where in it a value is."""

    def __init__(self, corner: Point, far: Point, plot: Plot, *, lying: bool) -> None:
        self.left, self.top = corner
        self.right, self.bottom = far
        self.axis, self.lying = plot.axis, lying
        self.slot = ((self.bottom - self.top) if lying else (self.right - self.left)) / len(plot.categories)

    def value(self, number: Decimal) -> float:
        """Where a value is, from the left in a lying chart, else from the top."""
        share = float((number - self.axis.least) / (self.axis.most - self.axis.least))
        if self.lying:
            return self.left + share * (self.right - self.left)
        return self.bottom - share * (self.bottom - self.top)

    def middle(self, category: int) -> float:
        """The middle of a category's place on the other axis."""
        return (self.top if self.lying else self.left) + (category + 0.5) * self.slot


def _ticks(plot: Plot) -> list[tuple[Decimal, str]]:
    axis, places = plot.axis, Decimal(1).scaleb(-plot.places)
    count = int((axis.most - axis.least) / axis.step)
    numbers = [axis.least + axis.step * at for at in range(count + 1)]
    return [(number, f"{number.quantize(places):f}") for number in numbers]


def _draw_upright(canvas: Canvas, plot: Plot, frame: Frame) -> None:
    ticks = _ticks(plot)
    left = _EDGE + max(text_width(text) for _, text in ticks) + _GAP
    slot = (frame.width - left - _EDGE) / len(plot.categories)
    names = [wrap(name, slot * frame.every * 0.94) for name in plot.categories]
    foot = max(len(lines) for lines in names) * LINE_HEIGHT + _EDGE + _legend_height(plot)
    field = _Field((left, _EDGE + 0.3), (frame.width - _EDGE, frame.height - foot), plot, lying=False)
    for number, text in ticks:
        y = field.value(number)
        canvas.line([(field.left, y), (field.right, y)], _BASE if number == 0 else GREY)
        canvas.text((field.left - _GAP, y), text, "rm")
    for at, lines in enumerate(names):
        if at % frame.every == 0:
            canvas.lines((field.middle(at), field.bottom + 0.08), lines)
    (_draw_columns if plot.kind == ChartKind.BAR else _draw_lines)(canvas, plot, field, frame)
    _draw_legend(canvas, plot, frame)


def _draw_lying(canvas: Canvas, plot: Plot, frame: Frame) -> None:
    ticks = _ticks(plot)
    names = [wrap(name, _WIDEST_NAME) for name in plot.categories]
    widest = max(text_width(line) for lines in names for line in lines)
    foot = LINE_HEIGHT + _EDGE + _legend_height(plot)
    corner = (_EDGE + widest + _GAP, _EDGE)
    field = _Field(corner, (frame.width - _EDGE - 0.3, frame.height - foot), plot, lying=True)
    for number, text in ticks:
        x = field.value(number)
        canvas.line([(x, field.top), (x, field.bottom)], _BASE if number == 0 else GREY)
        canvas.text((x, field.bottom + 0.08), text, "ma")
    for at, lines in enumerate(names):
        if at % frame.every == 0:
            for row, line in enumerate(lines):
                y = field.middle(at) + (row - (len(lines) - 1) / 2) * LINE_HEIGHT
                canvas.text((field.left - _GAP, y), line, "rm")
    _draw_columns(canvas, plot, field, frame)
    _draw_legend(canvas, plot, frame)


def _draw_columns(canvas: Canvas, plot: Plot, field: _Field, frame: Frame) -> None:
    """The bars, from zero to their value, with the value at the end away from zero."""
    thick = field.slot / (len(plot.series) + frame.gap)
    zero = field.value(Decimal())
    for at, one in enumerate(plot.series):
        for category, number in enumerate(one.numbers):
            if number is None:
                continue
            begin = field.middle(category) + (at - len(plot.series) / 2) * thick
            end = field.value(number)
            if frame.lying:
                canvas.box((zero, begin), (end, begin + thick), COLORS[at % len(COLORS)])
            else:
                canvas.box((begin, zero), (begin + thick, end), COLORS[at % len(COLORS)])
            if frame.labelled:
                _label_bar(canvas, (end, begin + thick / 2), number, lying=frame.lying)


def _label_bar(canvas: Canvas, at: Point, number: Decimal, *, lying: bool) -> None:
    """The number beyond the end of its bar; ``at`` is along the bar first, then across it."""
    away = -_BEYOND if number < 0 else _BEYOND
    if lying:
        canvas.text((at[0] + away, at[1]), written(number), "rm" if number < 0 else "lm")
    else:
        canvas.text((at[1], at[0] - away), written(number), "ma" if number < 0 else "md")


def _draw_lines(canvas: Canvas, plot: Plot, field: _Field, frame: Frame) -> None:
    for at, one in enumerate(plot.series):
        color = COLORS[at % len(COLORS)]
        points = [
            (category, number, (field.middle(category), field.value(number)))
            for category, number in enumerate(one.numbers)
            if number is not None
        ]
        for (before, _, start), (category, _, end) in pairwise(points):
            if category == before + 1:  # where a value is missing there is a gap
                canvas.line([start, end], color, 0.08)
        for _, number, (x, y) in points:
            canvas.dot((x, y), 0.13, color)
            if frame.labelled:
                below = at == plot.lowest()
                canvas.text((x, y + (0.16 if below else -0.16)), written(number), "ma" if below else "md")


def _legend_height(plot: Plot) -> float:
    return _LEGEND if len(plot.series) > 1 else 0


def _draw_legend(canvas: Canvas, plot: Plot, frame: Frame) -> None:
    """The names of several series in a line at the foot, in the middle."""
    if len(plot.series) < 2:
        return
    widths = [_SWATCH + 0.12 + text_width(one.name) + 0.5 for one in plot.series]
    x, y = max(_EDGE, (frame.width - sum(widths) + 0.5) / 2), frame.height - _LEGEND / 2
    for at, (one, width) in enumerate(zip(plot.series, widths, strict=True)):
        _swatch(canvas, plot, (x, y), COLORS[at % len(COLORS)])
        canvas.text((x + _SWATCH + 0.12, y), one.name, "lm")
        x += width


def _swatch(canvas: Canvas, plot: Plot, at: Point, color: str) -> None:
    x, y = at
    if plot.kind == ChartKind.LINE:
        canvas.line([(x, y), (x + _SWATCH, y)], color, 0.08)
        canvas.dot((x + _SWATCH / 2, y), 0.09, color)
    else:
        canvas.box((x, y - _SWATCH / 2), (x + _SWATCH, y + _SWATCH / 2), color)


def _draw_pie(canvas: Canvas, plot: Plot) -> None:
    one, shares = plot.series[0], plot.shares()
    middle, radius = (canvas.width / 2, canvas.height / 2), canvas.height / 2 - 1.0
    whole = sum((number for number in one.numbers if number), Decimal())
    angle = plot.turn() - 90.0
    labels: list[tuple[float, str]] = []
    for at, number in enumerate(one.numbers):
        if number:
            turn = float(number / whole) * 360
            canvas.slice(middle, radius, (angle, angle + turn), COLORS[at % len(COLORS)])
            labels.append(((angle + turn / 2) * pi / 180, f"{plot.categories[at]} {shares[at]}"))
            angle += turn
    for side in (True, False):
        _label_side(canvas, [each for each in labels if (cos(each[0]) >= 0) == side], radius, right=side)


def _label_side(canvas: Canvas, labels: Sequence[tuple[float, str]], radius: float, *, right: bool) -> None:
    """The labels of one side from top to bottom, pushed apart where slices are thin, each with a line to its slice."""
    x0, y0 = canvas.width / 2, canvas.height / 2
    sign, room = 1 if right else -1, canvas.width / 2 - radius - _LEADER - _EDGE
    ordered = sorted(labels, key=lambda each: sin(each[0]))
    lines = [wrap(text, room) for _, text in ordered]
    high = LINE_HEIGHT * max((len(each) for each in lines), default=1)
    placed = spread([y0 + sin(angle) * (radius + 0.35) for angle, _ in ordered], high, canvas.height)
    for (angle, _), y, texts in zip(ordered, placed, lines, strict=True):
        edge = (x0 + cos(angle) * radius, y0 + sin(angle) * radius)
        x = x0 + sign * max(abs(cos(angle)) * (radius + 0.35), 0.35)
        canvas.line([edge, (x, y), (x + sign * 0.15, y)], _BASE)
        for row, text in enumerate(texts):
            height = y + (row - (len(texts) - 1) / 2) * LINE_HEIGHT
            canvas.text((x + sign * 0.22, height), text, "lm" if right else "rm")


def spread(places: Sequence[float], least: float, height: float) -> list[float]:
    """The places, which ascend, moved as little as needed to be ``least`` apart and to stay within the height."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + least if moved else least / 2))
    limit = height - least / 2
    for at in range(len(moved) - 1, -1, -1):
        moved[at] = min(moved[at], limit)
        limit = moved[at] - least
    return moved
