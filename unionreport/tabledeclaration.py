"""Reads declared tables, and the charts in them, from TOML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NoReturn

from unionreport.declaration import read_conditions
from unionreport.exhibit import ChartKind
from unionreport.numerals import StyleError, show
from unionreport.schema import FieldType, LedgerSchema
from unionreport.table import Table
from unionreport.tableschema import ChartSchema, ColumnSchema, Content, Order, RowSchema, TableKind, TableSchema

LONGEST_TABLE, LONGEST_COLUMN = 20, 11
"""With these a cell's id has room for its row's key in a control's tag, which Word cuts at 64 characters."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_COMMON = ("title", "kind", "columns", "charts")
_KEYS: Mapping[TableKind, tuple[str, ...]] = {
    TableKind.GROUP: (*_COMMON, "ledger", "by", "order", "largest", "where", "labels", "totals"),
    TableKind.LIST: (*_COMMON, "ledger", "together", "where", "totals", "masked"),
    TableKind.FIGURES: (*_COMMON, "rows"),
    TableKind.YEARS: (*_COMMON, "rows", "years"),
}
_CONTENTS: Mapping[TableKind, tuple[Content, ...]] = {
    TableKind.GROUP: tuple(each for each in Content if each not in {Content.MEASURE, Content.FIGURE}),
    TableKind.LIST: (Content.SEQ, Content.FIELD),
    TableKind.FIGURES: (Content.SEQ, Content.LABEL, Content.MEASURE, Content.FIGURE),
    TableKind.YEARS: (Content.SEQ, Content.LABEL, Content.MEASURE),
}
_FLAGS = (Content.SEQ, Content.LABEL, Content.MEASURE, Content.FIGURE, Content.COUNT)
_WIDTHS = {Content.SEQ: 5, Content.LABEL: 16, Content.MEASURE: 8}
_SHARES = ("bare", "pct")
_COLUMN_KEYS = ("name", "title", "unit", "show", "where", "merged", "width", "total")


def read_table(table: Table, name: str, ledgers: Mapping[str, LedgerSchema]) -> TableSchema:
    """One table from its TOML table; raises CatalogError for unknown keys, wrong types and kinds of column.

    Whether its ledger, fields and figures exist is for `check_table` to say.
    """
    _check_name(table, "", name, LONGEST_TABLE)
    kind = table.choice("kind", TableKind)
    table.only(*_KEYS[kind])
    ledger = table.text("ledger") if "ledger" in _KEYS[kind] else ""
    columns: dict[str, ColumnSchema] = {}
    for each in table.tables("columns"):
        column = _read_column(each, kind, ledgers.get(ledger))
        if column.name in columns:
            each.fail("name", "column-twice", name=column.name)
        columns[column.name] = column
    years = table.whole("years")
    return TableSchema(
        name=name,
        title=table.text("title"),
        kind=kind,
        columns=columns or table.fail("columns", "columns-missing"),
        ledger=ledger,
        by=table.text("by") if kind is TableKind.GROUP else "",
        order=table.choice("order", Order, Order.FIRST),
        largest=table.text("largest", ""),
        together=table.texts("together"),
        where=tuple(read_conditions(table.table("where"))),
        labels=table.mapping("labels"),
        rows=tuple(_read_rows(table, kind, columns)),
        charts=tuple(_read_chart(each, kind) for each in table.tables("charts")),
        totals=table.flag("totals", default=False),
        masked=table.flag("masked", default=True),
        years=5 if years is None else years,
    )


def _check_name(table: Table, key: str, name: str, most: int) -> None:
    """A name that a template can write and that leaves room in the ids of cells."""
    if not _NAME.fullmatch(name) or len(name) > most:
        table.fail(key, "table-name-unfit", name=name, most=most)


def _read_column(table: Table, kind: TableKind, ledger: LedgerSchema | None) -> ColumnSchema:
    table.only(*_COLUMN_KEYS, *Content)
    _check_name(table, "name", table.text("name"), LONGEST_COLUMN)
    content, of = _read_content(table, kind)
    width = table.whole("width")
    if width is not None and width < 1:
        table.fail("width", "not-whole")
    unit = table.text("unit", _usual_unit(content, of, ledger))
    return ColumnSchema(
        name=table.text("name"),
        title=table.text("title"),
        content=content,
        of=of,
        unit=unit,
        style=read_style(table, unit, content),
        where=tuple(read_conditions(table.table("where"))),
        merged=table.flag("merged", default=False),
        width=_WIDTHS.get(content, 10) if width is None else width,
        total=table.text("total", ""),
    )


def _read_content(table: Table, kind: TableKind) -> tuple[Content, tuple[str, ...]]:
    contents = [each for each in Content if each in table.data]
    allowed = "、".join(_CONTENTS[kind])
    if len(contents) != 1:
        table.fail("", "content-count", allowed=allowed)
    content = contents[0]
    if content not in _CONTENTS[kind]:
        table.fail(content, "content-unfit", kind=kind, allowed=allowed)
    if content in _FLAGS:
        if not table.flag(content, default=False):
            table.fail(content, "not-true")
        return content, ()
    return content, table.text_or_texts(content) or table.fail(content, "not-texts")


def _usual_unit(content: Content, of: tuple[str, ...], ledger: LedgerSchema | None) -> str:
    if content in {Content.SHARE, Content.RATIO}:
        return "%"
    field = ledger.fields.get(of[0]) if ledger and content is Content.FIELD else None
    return "元" if field and field.type is FieldType.MONEY else ""


def read_style(table: Table, unit: str, content: Content) -> str:
    """The style under ``show``, which must fit the unit; shares print with the same decimals everywhere."""
    style = table.text("show", "bare")
    try:
        show(1, unit, style)
    except StyleError:
        table.fail("show", "style-unknown", value=style, unit=unit)
    if content is Content.SHARE and style.partition(":")[0] not in _SHARES:
        table.fail("show", "style-unknown", value=style, unit=unit)
    return style


def _read_rows(table: Table, kind: TableKind, columns: Mapping[str, ColumnSchema]) -> Iterator[RowSchema]:
    """The rows of figures: each with one figure, or with one for each column of figures by its name."""
    if "rows" not in _KEYS[kind]:
        return
    if not table.data.get("rows"):
        table.fail("rows", "key-missing")
    slots = [name for name, each in columns.items() if each.content is Content.FIGURE] or [""]
    for each in table.tables("rows"):
        each.only("title", "figure", "figures", "show")
        figures = each.mapping("figures") if kind is TableKind.FIGURES else {}
        for name in figures:
            if name not in slots:
                fail_near(each.table("figures"), name, "column-unknown", name, slots)
        if not figures:
            figures = {slots[0]: each.text("figure")}
        yield RowSchema(each.text("title"), figures, each.text("show", ""))


def _read_chart(table: Table, kind: TableKind) -> ChartSchema:
    is_by_year = kind is TableKind.YEARS
    table.only("name", "title", "type", "values", *(() if is_by_year else ("category",)))
    _check_name(table, "name", table.text("name"), LONGEST_TABLE)
    return ChartSchema(
        name=table.text("name"),
        title=table.text("title"),
        kind=table.choice("type", ChartKind),
        category="" if is_by_year else table.text("category"),
        values=table.text_or_texts("values") or table.fail("values", "not-texts"),
    )


def fail_near(table: Table, key: str, reason: str, name: str, known: list[str]) -> NoReturn:
    """Refuses a name that does not exist, naming the nearest one that does."""
    near = get_close_matches(name, known, 1)
    table.fail(key, f"{reason}-near" if near else reason, name=name, near="".join(near))
