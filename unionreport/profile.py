"""A ledger of one item a row: 项目 and 数值 become named, typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from unionreport.cells import Setting, Unread, is_blank, read_column
from unionreport.columns import Rows, column, column_of
from unionreport.finding import Finding
from unionreport.header import plain
from unionreport.ledger import Ledger, row_numbers
from unionreport.schema import Field


def read_items(ledger: Ledger) -> tuple[Ledger, list[Finding]]:
    """The ledger with item names for titles and values of each item's own type.

    Items nobody knows are left out with a note; an item given twice is a finding, the first one counts.
    """
    names = {plain(header): item for item in ledger.schema.items.values() for header in item.headers}
    findings: list[Finding] = []
    kept: dict[int, tuple[str, object]] = {}
    unread = dict(ledger.unread)
    seen: dict[str, int] = {}
    for row in row_numbers(ledger.rows):
        title = ledger.text(row, "item")
        item = names.get(plain(title))
        if item is None:
            if title:
                findings.append(Finding("item-unknown", ledger.place(row, "item"), {"item": title}))
            continue
        if item.name in seen:
            related = (ledger.place(seen[item.name], "item"),)
            findings.append(Finding("item-twice", ledger.place(row, "item"), {"item": title}, related))
            continue
        seen[item.name] = row
        value = _read(ledger, row, item)
        if isinstance(value, Unread):
            unread[row, "value"] = value
        else:
            kept[row] = (item.name, value)
        findings += _judge_unit(ledger, row, item)
    return replace(ledger, rows=_rows(kept), unread=unread), findings


def _read(ledger: Ledger, row: int, item: Field) -> object:
    value = ledger.value(row, "value")
    if is_blank(value):
        return None
    return read_column([value], item, Setting())[0]


def _judge_unit(ledger: Ledger, row: int, item: Field) -> list[Finding]:
    unit = ledger.text(row, "unit") if ledger.has("unit") else ""
    if not unit or not item.unit or plain(unit) == item.unit:
        return []
    values = {"unit": unit, "expected": item.unit, "item": item.title}
    return [Finding("unit-differs", ledger.place(row, "unit"), values)]


def _rows(kept: Mapping[int, tuple[str, object]]) -> Rows:
    """The items by Excel row; values of several types are not compared with each other."""
    values = [value for _, value in kept.values()]
    codes = [0 if value is None else at for at, value in enumerate(values, 1)]
    names = column_of(name for name, _ in kept.values())
    return Rows(list(kept), {"item": names, "value": column(codes, [None, *values])})
