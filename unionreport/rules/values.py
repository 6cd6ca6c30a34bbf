"""Family V: single cells."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from unionreport.finding import Finding
from unionreport.header import plain
from unionreport.ledger import Ledger, row_numbers
from unionreport.schema import Field, FieldType

_RANGE_RULES = {FieldType.MONEY: "amount-negative", FieldType.NUMBER: "number-out-of-range"}
_BLANK_IS_AN_ANSWER = (FieldType.YESNO, FieldType.TALLY)


def unread(ledger: Ledger) -> Iterator[Finding]:
    """A cell that could not be read as its column's type, with the nearest allowed value where there is one."""
    for (row, name), cell in ledger.unread.items():
        field = _field(ledger, row, name)
        at = name if ledger.has(name) else _source(field, ledger)
        values = {"value": cell.text, "column": field.title, "allowed": "、".join(field.enum)}
        values["near"] = _nearest(cell.text, field)
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
            for row in row_numbers(ledger.rows[ledger.rows[name].isna()]):
                if (row, name) not in ledger.unread and (row, name) not in ledger.covered:
                    yield Finding("cell-missing", ledger.place(row, name), {"column": field.title})
    for group in ledger.schema.any_of:
        present = [name for name in group if ledger.has(name)]
        for row in row_numbers(ledger.rows):
            if present and not any(ledger.text(row, name) for name in present):
                titles = "/".join(ledger.schema.fields[name].title for name in present)
                yield Finding("cell-missing", ledger.place(row, present[0]), {"column": titles})


def unfamiliar(ledger: Ledger) -> Iterator[Finding]:
    """A value beside the usual ones, in a column where others are possible."""
    for name, field in ledger.schema.fields.items():
        if field.open and field.enum and ledger.has(name):
            for row, value in ledger.values(name):
                if value not in field.enum:
                    values = {"value": value, "column": field.title, "allowed": "、".join(field.enum)}
                    values["near"] = _nearest(value, field)
                    yield Finding("value-unfamiliar", ledger.place(row, name), values)


def out_of_range(ledger: Ledger) -> Iterator[Finding]:
    """A number below what is possible in its column, or above it."""
    for name, field in ledger.schema.fields.items():
        if (field.minimum is None and field.maximum is None) or not ledger.has(name):
            continue
        scale = 100 if field.type is FieldType.MONEY else 1
        for row, value in ledger.values(name):
            too_low = field.minimum is not None and value < field.minimum * scale
            too_high = field.maximum is not None and value > field.maximum * scale
            if too_low or too_high:
                rule = _RANGE_RULES.get(field.type, "count-out-of-range")
                values = {"value": ledger.text(row, name), "column": field.title, "limits": _limits(field)}
                yield Finding(rule, ledger.place(row, name), values)


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
