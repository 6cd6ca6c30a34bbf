"""Tables whose rows are groups of a ledger's rows: aid by item, money by subject, proposals by result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from unionreport.exhibit import Column, FigureTable, Shown
from unionreport.figure import Figure, Number
from unionreport.tables.columns import Filled, Group, Work, fill
from unionreport.tables.heaps import first_values, groups, names
from unionreport.tables.source import Source, column_title, say
from unionreport.tableschema import ColumnSchema, Content, Order, TableSchema

TEXTUAL = (Content.SEQ, Content.LABEL, Content.FIELD, Content.MEASURE)


def group_table(schema: TableSchema, source: Source) -> FigureTable:
    """The table of groups, worked out in one pass a column; without rows where no sheet has what it needs.

    A column that the ledger has nothing for is left out of ``columns``, its cells are None.
    """
    sheets = source.sheets(schema)
    keys = [groups(sheet, schema.by) for sheet in sheets]
    work = Work(schema, source, sheets, keys, names(sheets, keys))
    of_columns = (Content.SHARE, Content.RATIO)
    for column in sorted(schema.columns.values(), key=lambda each: each.content in of_columns):
        filled = fill(column, work)
        if filled is not None:
            work.done[column.name] = filled
    return _set(work, _in_order(work))


def _in_order(work: Work) -> list[Group]:
    """The groups as the table has them, the one without a value last."""
    schema = work.schema
    named = [group for group in work.groups if group is not None]
    if schema.largest in work.done:
        sizes = work.done[schema.largest]
        named.sort(key=lambda group: _size(sizes.figure(group)), reverse=True)
    elif schema.order is Order.ENUM:
        usual = work.source.catalog.ledgers[schema.ledger].fields[schema.by].enum
        places = {value: number for number, value in enumerate(usual)}
        named.sort(key=lambda group: places.get(group, len(places)))
    elif schema.order is Order.CODE:
        codes = _codes(work)
        named.sort(key=lambda group: (group not in codes, codes.get(group, "")))
    return [*named, *([None] if None in work.groups else [])]


def _size(figure: Figure | None) -> Number:
    return 0 if figure is None or figure.value is None else figure.value


def _codes(work: Work) -> dict[Group, str]:
    found: dict[Group, str] = {}
    for sheet, keys in zip(work.sheets, work.keys, strict=True):
        found = {**first_values(sheet, sheet.ledger.schema.nested, keys), **found}
    return found


def _set(work: Work, ordered: Sequence[Group]) -> FigureTable:
    schema = work.schema
    columns = [column for column in schema.columns.values() if column.name in work.done]
    rows = [_row(schema, work.done, group, number) for number, group in enumerate(ordered, 1)]
    totals = {name: each.total for name, each in work.done.items()}
    return FigureTable(
        id=schema.id,
        title=schema.title,
        columns=tuple(columns_set(columns)),
        rows=tuple(rows),
        totals=totals_row(columns, totals) if schema.totals and rows else {},
        notes=tuple(_notes(work)),
    )


def _notes(work: Work) -> Iterator[str]:
    """The notes below the table, each once, with the columns that it is about."""
    about: dict[str, list[str]] = {}
    for name, column in work.schema.columns.items():
        for note in work.done[name].notes if name in work.done else ():
            about.setdefault(note, []).append(say("column", title=column.title))
    yield from (say(note, columns="".join(titles)) for note, titles in about.items())


def _row(schema: TableSchema, done: Mapping[str, Filled], group: Group, number: int) -> dict[str, Shown]:
    cells = {name: done[name].cells.get(group) if name in done else None for name in schema.columns}
    return cells | {name: number for name, each in schema.columns.items() if each.content is Content.SEQ}


def totals_row(columns: Sequence[ColumnSchema], totals: Mapping[str, Figure | None]) -> dict[str, Shown]:
    """The totals under the columns of numbers, 合计 under the first of the others, nothing under the rest of them."""
    texts = [each.name for each in columns if each.content in TEXTUAL and totals.get(each.name) is None]
    named: dict[str, Shown] = {name: "" if number else say("totals") for number, name in enumerate(texts)}
    return {each.name: totals.get(each.name) for each in columns} | named


def columns_set(columns: Iterable[ColumnSchema], numeric: Iterable[str] = ()) -> Iterator[Column]:
    """The columns as they are shown; those that hold numbers, and those named here, stand to the right."""
    for each in columns:
        is_numeric = each.content not in TEXTUAL or each.name in numeric
        yield Column(each.name, column_title(each), numeric=is_numeric, merged=each.merged, width=each.width)
