"""A ledger of one item a row: 项目 and 数值 become named, typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from unionreport.cells import Setting, Unread, is_blank, read_column
from unionreport.finding import Finding
from unionreport.header import plain
from unionreport.ledger import Ledger
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
    for row in ledger.rows.index:
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
    return replace(ledger, rows=_frame(kept), unread=unread), findings


def _read(ledger: Ledger, row: int, item: Field) -> object:
    value = ledger.rows["value"].get(row) if "value" in ledger.rows else None
    if is_blank(value) or value is pd.NaT:
        return None
    return read_column([value], item, Setting())[0]


def _judge_unit(ledger: Ledger, row: int, item: Field) -> list[Finding]:
    unit = ledger.text(row, "unit") if ledger.has("unit") else ""
    if not unit or not item.unit or plain(unit) == item.unit:
        return []
    values = {"unit": unit, "expected": item.unit, "item": item.title}
    return [Finding("unit-differs", ledger.place(row, "unit"), values)]


def _frame(kept: Mapping[int, tuple[str, object]]) -> pd.DataFrame:
    index = pd.Index(list(kept), dtype="int64", name="row")
    names = pd.Series([name for name, _ in kept.values()], index=index, dtype="object")
    values = pd.Series([value for _, value in kept.values()], index=index, dtype="object")
    return pd.DataFrame({"item": names, "value": values})
