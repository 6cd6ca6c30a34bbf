"""Which cells of tables the errors in the ledgers leave in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from unionreport.doubt import Touched, is_touched
from unionreport.schema import Catalog, Condition, FigureSchema, Verb
from unionreport.tables import Tables
from unionreport.tableschema import ColumnSchema, Content, TableSchema


def doubtful_cells(tables: Tables, touched: Touched) -> frozenset[str]:
    """The ids of the cells in columns that use a cell, a column or a sheet with an error."""
    catalog = tables.source.catalog
    found: set[str] = set()
    for name, schema in catalog.tables.items():
        columns = set(_columns(schema, touched, catalog))
        if columns:
            found |= {each for each in tables.figures(name) if each.rpartition(".")[2] in columns}
    return frozenset(found)


def _columns(schema: TableSchema, touched: Touched, catalog: Catalog) -> Iterator[str]:
    """The columns in doubt: those that take from what is touched, and those divided out of them."""
    taken = {name: _figure(schema, each) for name, each in schema.columns.items() if schema.ledger}
    doubtful = {name for name, each in taken.items() if each and is_touched(each, catalog, touched)}
    yield from doubtful
    for name, each in schema.columns.items():
        if each.content in {Content.SHARE, Content.RATIO} and not doubtful.isdisjoint(each.of):
            yield name


def _figure(schema: TableSchema, column: ColumnSchema) -> FigureSchema | None:
    """The figure that a column is, as far as the fields go that it uses."""
    if column.content is Content.FIELD:
        targets = (f"{schema.ledger}.{column.of[0]}",)
        return FigureSchema(schema.id, column.title, Verb.SUM, targets, column.unit, where=schema.where)
    if column.content.verb is None:
        return None
    figure = schema.figure(column)
    return replace(figure, where=(*figure.where, Condition(schema.by, filled=True)))
