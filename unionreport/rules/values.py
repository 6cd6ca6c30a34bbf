"""Family V: single cells."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from unionreport.columns import Column, Marks
from unionreport.finding import Finding
from unionreport.header import plain
from unionreport.ledger import Ledger
from unionreport.schema import Field, FieldType

_RANGE_RULES = {FieldType.MONEY: "amount-negative", FieldType.NUMBER: "number-out-of-range"}
_BLANK_IS_AN_ANSWER = (FieldType.YESNO, FieldType.TALLY)


def unread(ledger: Ledger) -> Iterator[Finding]:
    """A cell that could not be read as its column's type, with the nearest allowed value where there is one."""
    nearest: dict[tuple[str, str], str] = {}  # many cells may hold one text
    for (row, name), cell in ledger.unread.items():
        field = _field(ledger, row, name)
        at = name if ledger.has(name) else _source(field, ledger)
        values = {"value": cell.text, "column": field.title, "allowed": "、".join(field.enum)}
        if (field.name, cell.text) not in nearest:
            nearest[field.name, cell.text] = _nearest(cell.text, field)
        values["near"] = nearest[field.name, cell.text]
        yield Finding(cell.rule, ledger.place(row, at), values)


def missing(ledger: Ledger) -> Iterator[Finding]:
    """A blank cell in a required column, or in all columns of a group of which one is needed.

    In a yes/no column blank means no, in a tally none; in a ledger of items a blank value is an item
    that the union does not have.
    """
    if ledger.schema.items:
        return
    for name, field in ledger.schema.fields.items():
        if field.required and ledger.has(name) and field.type not in _BLANK_IS_AN_ANSWER:
            for row in ledger.rows.chosen(ledger.rows[name].missing):
                if (row, name) not in ledger.unread and (row, name) not in ledger.covered:
                    yield Finding("cell-missing", ledger.place(row, name), {"column": field.title})
    for group in ledger.schema.any_of:
        present = [name for name in group if ledger.has(name)]
        titles = "/".join(ledger.schema.fields[name].title for name in present)
        for row in ledger.rows.chosen(~ledger.say_any(present)) if present else ():
            yield Finding("cell-missing", ledger.place(row, present[0]), {"column": titles})


def unfamiliar(ledger: Ledger) -> Iterator[Finding]:
    """A value beside the usual ones, in a column where others are possible."""
    for name, field in ledger.schema.fields.items():
        if field.open and field.enum and ledger.has(name):
            for row, value in ledger.values(name, ~ledger.rows[name].isin(field.enum)):
                values = {"value": value, "column": field.title, "allowed": "、".join(field.enum)}
                values["near"] = _nearest(value, field)
                yield Finding("value-unfamiliar", ledger.place(row, name), values)


def out_of_range(ledger: Ledger) -> Iterator[Finding]:
    """A number below what is possible in its column, or above it."""
    for name, field in ledger.schema.fields.items():
        if (field.minimum is None and field.maximum is None) or not ledger.has(name):
            continue
        for row in ledger.rows.chosen(_beyond(ledger.rows[name], field)):
            rule = _RANGE_RULES.get(field.type, "count-out-of-range")
            values = {"value": ledger.text(row, name), "column": field.title, "limits": _limits(field)}
            yield Finding(rule, ledger.place(row, name), values)


def _beyond(column: Column, field: Field) -> Marks:
    """The rows whose number is below the least that a field allows, or above the most."""
    scale = 100 if field.type is FieldType.MONEY else 1
    least = None if field.minimum is None else field.minimum * scale
    most = None if field.maximum is None else field.maximum * scale

    def is_beyond(value: Any) -> bool:
        return (least is not None and value < least) or (most is not None and value > most)

    return column.where(is_beyond) if any(map(is_beyond, column.bounds)) else column.none()


def _limits(field: Field) -> str:
    if field.maximum is None:
        return f"≥ {field.minimum}"
    return f"{field.minimum}–{field.maximum}" if field.minimum is not None else f"≤ {field.maximum}"


def _field(ledger: Ledger, row: int, name: str) -> Field:
    """The field a cell belongs to; in a ledger of items, the item of its row."""
    if not ledger.schema.items or name != "value":
        return ledger.schema.fields[name]
    title = plain(ledger.text(row, "item"))
    items = (each for each in ledger.schema.items.values() if title in map(plain, each.headers))
    return next(items, ledger.schema.fields[name])


def _source(field: Field, ledger: Ledger) -> str:
    """The column from which an absent field would have followed."""
    return next((each.source for each in reversed(field.derived) if ledger.has(each.source)), field.name)


def _nearest(text: str, field: Field) -> str:
    known = {**{each: each for each in field.enum}, **field.synonyms}
    near = get_close_matches(text, known, 1, cutoff=0.5)
    return known[near[0]] if near else ""
