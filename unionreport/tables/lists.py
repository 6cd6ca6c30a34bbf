"""Tables whose rows are a ledger's own: the list of honours, the masked list for public notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from unionreport.columns import exact
from unionreport.exhibit import FigureTable, Shown
from unionreport.figure import Figure, Lineage
from unionreport.ledger import Ledger
from unionreport.places import Place
from unionreport.tables.groups import columns_set, totals_row
from unionreport.tables.naming import digest
from unionreport.tables.secrets import shown_texts
from unionreport.tables.source import Sheet, Source, say
from unionreport.tableschema import TOTALS, ColumnSchema, Content, TableSchema


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the ledger: its sheet, its Excel row, and its cells by column, numbers not yet figures."""

    ledger: Ledger
    row: int
    cells: Mapping[str, Shown]


def list_table(schema: TableSchema, source: Source) -> FigureTable:
    """The rows of the ledger that count, those with equal values together where the table wants it so.

    A row's numbers are known by what its other cells say, since its number changes with every row above it.
    """
    fields = source.catalog.ledgers[schema.ledger].fields
    sheets = source.sheets(schema)
    provided = {name for sheet in sheets for name in fields if sheet.ledger.provides(name)}
    columns = [each for each in schema.columns.values() if each.content is Content.SEQ or each.of[0] in provided]
    numeric = {each.name for each in columns if each.of and fields[each.of[0]].type.is_numeric}
    rows = _together([row for sheet in sheets for row in _rows(sheet, columns, schema, source)], schema)
    shown = list(_shown(rows, numeric, schema, source))
    totals = {name: _total(schema.columns[name], rows, schema, source) for name in numeric}
    return FigureTable(
        id=schema.id,
        title=schema.title,
        columns=tuple(columns_set(columns, numeric)),
        rows=tuple(shown),
        totals=totals_row(columns, totals) if schema.totals and shown else {},
    )


def _rows(sheet: Sheet, columns: Sequence[ColumnSchema], schema: TableSchema, source: Source) -> Iterator[_Row]:
    """The rows of one sheet, column by column."""
    shown = {each.name: _column(sheet, each.of[0], schema, source) for each in columns if each.of}
    for at, row in enumerate(sheet.numbers):
        yield _Row(sheet.ledger, row, {name: cells[at] for name, cells in shown.items()})


def _column(sheet: Sheet, name: str, schema: TableSchema, source: Source) -> Sequence[Shown]:
    field = sheet.ledger.schema.fields[name]
    if name not in sheet.ledger.rows:
        return [None] * sheet.rows.count
    column = sheet.ledger.rows[name]
    values = [column[at] for at in sheet.rows.positions()]
    if field.type.is_numeric:
        return values
    return shown_texts([_text(each) for each in values], sheet, field, (schema.masked, source.catalog))


def _text(value: object) -> str | date | None:
    """A cell as a list shows it: texts and dates as they are, yes and no in words."""
    if value is None or isinstance(value, str | date):
        return value
    return say("yes" if value else "no")


def _together(rows: list[_Row], schema: TableSchema) -> list[_Row]:
    """The rows with equal values in these fields side by side, each group where its first row stands."""
    seen: dict[tuple[object, ...], int] = {}
    keys = [tuple(each.ledger.value(each.row, name) for name in schema.together) for each in rows]
    order = [[seen.setdefault(key[: depth + 1], len(seen)) for depth in range(len(key))] for key in keys]
    return [rows[number] for number in sorted(range(len(rows)), key=order.__getitem__)]


def _shown(rows: Sequence[_Row], numeric: set[str], schema: TableSchema, source: Source) -> Iterator[dict[str, Shown]]:
    """The rows with their numbers as figures."""
    counted = [name for name, each in schema.columns.items() if each.content is Content.SEQ]
    for number, (row, key) in enumerate(zip(rows, _keys(rows, numeric), strict=True), 1):
        at = (schema, key)
        yield {
            **{
                name: _cell(at, row, name, source) if name in numeric else row.cells.get(name)
                for name in schema.columns
            },
            **dict.fromkeys(counted, number),
        }


def _keys(rows: Sequence[_Row], numeric: set[str]) -> list[str]:
    """What each row is known by: its words as they are shown, so that nothing masked is in it.

    Rows that look alike are told apart by their order of size, not by where they stand.
    """
    words = ["\n".join(str(each) for name, each in row.cells.items() if name not in numeric) for row in rows]
    sizes = [[(row.cells[name] is not None, row.cells[name] or 0) for name in sorted(numeric)] for row in rows]
    alike: Counter[str] = Counter()
    keys = [""] * len(rows)
    for at in sorted(range(len(rows)), key=lambda number: (words[number], sizes[number])):
        alike[words[at]] += 1
        keys[at] = digest(f"{words[at]}\n{alike[words[at]]}")
    return keys


def _cell(at: tuple[TableSchema, str], row: _Row, name: str, source: Source) -> Figure | None:
    value, column = row.cells[name], at[0].columns[name]
    place = row.ledger.place(row.row, column.of[0])
    return None if value is None else source.cell(at, column, exact(value), Lineage((place,), formula="table_field"))


def _total(column: ColumnSchema, rows: Sequence[_Row], schema: TableSchema, source: Source) -> Figure | None:
    """The sum of a column of numbers: the declared figure where the column names one of the same value."""
    known = [each for each in rows if each.cells[column.name] is not None]
    value = sum((exact(each.cells[column.name]) for each in known), start=0)
    declared = source.figures.get(column.total)
    if declared is not None and declared.value == value:
        return declared.styled(column.style)
    cells = tuple(_ranges(known, column.of[0]))
    figure = source.cell((schema, TOTALS), column, value, Lineage(cells, formula="table_sum"))
    return replace(figure, title=f"{say('totals')}{column.title}")


def _ranges(rows: Sequence[_Row], name: str) -> Iterator[Place]:
    by_sheet: dict[int, list[_Row]] = {}
    for each in rows:
        by_sheet.setdefault(id(each.ledger), []).append(each)
    for group in by_sheet.values():
        yield from group[0].ledger.ranges([each.row for each in group], name)
