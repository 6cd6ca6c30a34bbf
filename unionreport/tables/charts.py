"""Charts drawn from tables: the same figures, so that the two agree."""

from __future__ import annotations

from collections.abc import Mapping

from unionreport.exhibit import Chart, ChartKind, ChartSeries, FigureTable, Shown
from unionreport.figure import Figure
from unionreport.history import past_id
from unionreport.tableschema import CHARTS, ChartSchema, TableKind, TableSchema


def chart(schema: ChartSchema, of: TableSchema, table: FigureTable) -> Chart:
    """The chart of a table; without series where the table has no rows, or a pie would have negative parts."""
    categories, series = (_by_year if of.kind is TableKind.YEARS else _by_row)(schema, of, table)
    if schema.kind is ChartKind.PIE:
        categories, series = _slices(categories, series)
    return Chart(f"{CHARTS}.{schema.name}", schema.title, schema.kind, categories, series)


_Drawn = tuple[tuple[str, ...], tuple[ChartSeries, ...]]


def _by_row(schema: ChartSchema, of: TableSchema, table: FigureTable) -> _Drawn:
    """A category a row, a series a column; a column that the ledger has nothing for is no series."""
    known = {each.name for each in table.columns}
    series = tuple(
        ChartSeries(of.columns[name].title, tuple(_figure(row, name) for row in table.rows))
        for name in schema.values
        if name in known
    )
    return tuple(str(row[schema.category] or "") for row in table.rows), series


def _by_year(schema: ChartSchema, of: TableSchema, table: FigureTable) -> _Drawn:
    """A category a year, a series a row: that of the figure which the chart names."""
    years = [each for each in table.columns if each.name.startswith("y") and each.name[1:].isdecimal()]
    series = []
    for name in schema.values:
        ids = {past_id(name, int(each.name[1:])) for each in years} | {name}
        for row in table.rows:
            figures = tuple(_figure(row, each.name) for each in years)
            if any(each is not None and each.id in ids for each in figures):
                series.append(ChartSeries(str(row.get(of.label, "")), figures))
    return tuple(each.title for each in years), tuple(series)


def _figure(row: Mapping[str, Shown], name: str) -> Figure | None:
    cell = row.get(name)
    return cell if isinstance(cell, Figure) else None


def _slices(categories: tuple[str, ...], series: tuple[ChartSeries, ...]) -> _Drawn:
    """What can be a slice: nothing is none, and of a whole with negative parts there are none at all."""
    parts = [(name, each) for name, each in zip(categories, series[0].figures, strict=True) if each] if series else []
    if any(each < 0 for _, each in parts):
        return (), ()
    names, figures = tuple(name for name, _ in parts), tuple(each for _, each in parts)
    return names, tuple(ChartSeries(each.name, figures) for each in series)


def table_of(tables: Mapping[str, TableSchema], name: str) -> tuple[ChartSchema, TableSchema]:
    """The declaration of a chart, and of the table that it is drawn from; KeyError where there is none."""
    for table in tables.values():
        for each in table.charts:
            if each.name == name:
                return each, table
    raise KeyError(name)
