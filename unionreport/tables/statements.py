"""Tables whose rows are declared figures: the statement of the accounts, and several years side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unionreport.exhibit import Column, FigureTable, Shown
from unionreport.figure import Figure
from unionreport.history import past
from unionreport.numerals import header_unit
from unionreport.tables.groups import columns_set
from unionreport.tables.source import Source, say
from unionreport.tableschema import Content, RowSchema, TableSchema

_LEAST_YEARS = 2

Figures = Mapping[str, Figure | None]


def statement_table(schema: TableSchema, source: Source) -> FigureTable:
    """The declared figures row by row, each under its own id; a row of which nothing is known is left out."""
    found = []
    for row in schema.rows:
        figures = {
            slot: _styled(source.figures[name], row.style or schema.columns[slot].style)
            for slot, name in row.figures.items()
        }
        found.append((row, figures))
    return _set(schema, found, ())


def years_table(schema: TableSchema, source: Source) -> FigureTable:
    """The declared figures, a column a year, the report's own last; without rows where only one year is known."""
    own = source.ledgers.year
    years = [] if own is None else [*sorted(year for year in source.earlier if year < own), own][-schema.years :]
    if len(years) < _LEAST_YEARS:
        return _set(schema, (), ())
    found = [(row, {f"y{year}": _of_year(row, year, source) for year in years}) for row in schema.rows]
    columns = [Column(f"y{year}", say("year", year=year), numeric=True) for year in years]
    return _set(schema, found, columns)


def _of_year(row: RowSchema, year: int, source: Source) -> Figure | None:
    name, style = row.figures[""], row.style or "bare"
    if year == source.ledgers.year:
        return _styled(source.figures[name], style)
    return _styled(past(source.earlier[year][name], year), style)


def _styled(figure: Figure, style: str) -> Figure | None:
    return None if figure.value is None else figure.styled(style)


def _set(schema: TableSchema, found: Sequence[tuple[RowSchema, Figures]], years: Sequence[Column]) -> FigureTable:
    rows: list[dict[str, Shown]] = []
    for row, figures in found:
        if any(each is not None for each in figures.values()):
            rows.append({**_words(schema, row, figures, len(rows) + 1), **figures})
    columns = (*columns_set(schema.columns.values()), *years)
    return FigureTable(schema.id, schema.title, columns, tuple(rows))


def _words(schema: TableSchema, row: RowSchema, figures: Figures, number: int) -> dict[str, Shown]:
    """The cells of a row that are no figures: its number, its name, the unit of its figures; the rest is empty."""
    known = next(each for each in figures.values() if each is not None)
    words: dict[Content, Shown] = {
        Content.SEQ: number,
        Content.LABEL: row.title,
        Content.MEASURE: header_unit(known.unit, known.style),
    }
    return {name: words.get(each.content) for name, each in schema.columns.items()}
