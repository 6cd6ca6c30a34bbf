"""How large a chart is, and how its names and numbers find room in it, whether Word draws it or we do."""

from __future__ import annotations

import math
from dataclasses import dataclass

from unionreport.document.plots import Plot, PlotSeries, written
from unionreport.document.widths import half_widths
from unionreport.exhibit import ChartKind

LETTERS = 9
"""The size of a chart's letters in points."""

HALF = LETTERS / 2 * 2.54 / 72
"""The width of half a Chinese character in a chart, in centimetres."""

_BESIDE, _PIE, _HEIGHT, _TALLEST = 1.4, 14.5, 7.4, 19.0
_BAND, _THINNEST, _THICKEST = 0.62, 0.3, 1.6
_MOST_UPRIGHT, _MOST_LINES = 12, 3
_EMU = 360_000
_TWIPS = 1440 / 2.54


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a chart in centimetres, and what there is room for.

    In a ``lying`` one the bars run from left to right, because their names would not stand side by side;
    ``labelled`` ones say each number; one name in ``every`` is written; ``gap`` is between two groups of bars,
    in widths of a bar.
    """

    width: float
    height: float
    lying: bool = False
    labelled: bool = True
    every: int = 1
    gap: float = 0.6

    @property
    def emu(self) -> tuple[int, int]:
        """Width and height in the unit of DrawingML, 360000 to a centimetre."""
        return round(self.width * _EMU), round(self.height * _EMU)


def frame(plot: Plot, room: int) -> Frame:
    """The frame of a chart where a line of text is ``room`` twips wide."""
    width = room / _TWIPS
    if plot.kind == ChartKind.PIE:
        return Frame(min(width, _PIE), _HEIGHT)
    slot = (width - _BESIDE) / len(plot.categories)
    widest = max(half_widths(name) for name in plot.categories) * HALF
    if plot.kind == ChartKind.LINE:
        every = math.ceil(widest / slot) if len(plot.categories) > _MOST_UPRIGHT else 1
        return Frame(width, _HEIGHT, labelled=_widest_label(plot) <= slot, every=every)
    if len(plot.categories) > _MOST_UPRIGHT or widest > slot * _MOST_LINES * 0.9:
        return _lying(plot, width)
    gap = min(5.0, max(0.6 if len(plot.series) > 1 else 0.9, slot / _THICKEST - len(plot.series)))
    labelled = _widest_label(plot) <= slot / (len(plot.series) + gap) * 1.2
    return Frame(width, _HEIGHT, labelled=labelled, gap=gap)


def _lying(plot: Plot, width: float) -> Frame:
    band = max(_BAND, _THINNEST * (len(plot.series) + 0.8))
    wanted = band * len(plot.categories) + _BESIDE
    height = max(_HEIGHT, min(wanted, _TALLEST))
    got = (height - _BESIDE) / len(plot.categories)
    every = math.ceil(_THINNEST / got)
    return Frame(width, height, lying=True, labelled=got / (len(plot.series) + 0.8) >= _THINNEST * 0.9, every=every)


def _widest_label(plot: Plot) -> float:
    return max(_widest_number(one) for one in plot.series) * HALF


def _widest_number(series: PlotSeries) -> int:
    return max(half_widths(written(number)) for number in series.numbers)
