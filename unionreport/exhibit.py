"""What a report shows beside its sentences: tables (表格) and charts (图表), whose numbers are figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from unionreport.figure import Figure

Shown = Figure | str | int | date | None
"""What stands in one cell of a table; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name in templates, its header, and how its cells stand.

    ``numeric`` cells are right-aligned; in a ``merged`` column equal neighbours become one cell, as long as
    every merged column to the left of it is merged there too. ``width`` is relative to the other columns'.
    """

    name: str
    title: str
    numeric: bool = False
    merged: bool = False
    width: int = 10


@dataclass(frozen=True, slots=True, eq=False)
class FigureTable:
    """A table of the report: its columns, its rows by column name, the totals row, the notes below it.

    True if it has rows.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Shown], ...] = ()
    totals: Mapping[str, Shown] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)


class ChartKind(StrEnum):
    """The kinds of chart: 柱形图, 折线图, 饼图."""

    BAR = "bar"
    LINE = "line"
    PIE = "pie"


@dataclass(frozen=True, slots=True, eq=False)
class ChartSeries:
    """One series of a chart: its name, and a figure for each category, None where there is none."""

    name: str
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A chart of the report, drawn from a table; true if any of its figures has something to tell."""

    id: str
    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]

    def __bool__(self) -> bool:
        return any(bool(each) for one in self.series for each in one.figures if each is not None)
