"""Family T: the sheet's own total rows, checked and never counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from unionreport import months
from unionreport.finding import Finding
from unionreport.header import plain
from unionreport.ledger import Ledger, filled, row_numbers
from unionreport.money import yuan_text
from unionreport.schema import Field, FieldType

_SUBTOTALS = ("本页合计", "小计")
_SUMS = ("合计", "共计")
_GRAND_TOTALS = ("总计", "累计")
_NUMERIC = (FieldType.MONEY, FieldType.COUNT, FieldType.TALLY)
_ROUNDING = 2  # two numbers that are shown to a fen may each hide half of one

Scope = Sequence[tuple[Ledger, int]]
"""The rows that a total may add, each with its table."""


def differing(ledger: Ledger) -> Iterator[Finding]:
    """A 小计 or 合计 that is not the sum of the rows it stands under, with both numbers.

    小计 adds the rows since the total row before it, 合计 all rows above, or all below where none are
    above; one that names a month or a department (1月小计) may add the rows of it. A total is passed over
    where a cell it adds could not be read, and in a ledger of subjects, where a label does not say which
    it adds. A difference of no more than half a fen a row is named as rounding.
    """
    if ledger.schema.nested:
        return
    block = _Block(ledger, 0, has_sum=False)
    for row in row_numbers(ledger.totals):
        label = next((text for each in ledger.raw[row] if _kind(text := plain(each))), "")
        if label:
            yield from _judge(ledger, row, _scopes(block, row, label))
        block = _Block(ledger, row, has_sum=block.has_sum or _kind(label) in _SUMS)


def unreadable(ledger: Ledger) -> Iterator[Finding]:
    """A number in a total row that cannot be read, so that the total cannot be checked.

    Passed over where a cell of its column could not be read: an error above makes an error of the total.
    """
    flawed = {name for _, name in ledger.unread}
    for (row, name), cell in ledger.unread_totals.items():
        is_number = ledger.schema.fields[name].type in _NUMERIC
        if is_number and name not in flawed and not _kind(plain(cell.text)):
            values = {"column": ledger.schema.fields[name].title, "value": cell.text}
            yield Finding("total-unreadable", ledger.place(row, name), values)


@dataclass(frozen=True, slots=True)
class _Block:
    """Where in a table we are: the last total row, and whether one of them was a 合计."""

    ledger: Ledger
    since: int
    has_sum: bool


def _kind(label: str) -> str:
    """The word that says what a total adds; empty for a label of the union's own."""
    kinds = (*_SUBTOTALS, *_GRAND_TOTALS, *_SUMS)
    return next((each for each in kinds if label.endswith(each) or label.startswith(each)), "")


def _scopes(block: _Block, row: int, label: str) -> list[Scope]:
    """What a total may add, the likeliest first."""
    ledger, kind = block.ledger, _kind(label)
    numbers = row_numbers(ledger.rows)
    above = [each for each in numbers if each < row] or numbers
    since = [(ledger, each) for each in above if each > block.since]
    everything = [(ledger, each) for each in above]
    spoken = "" if label.startswith(kind) else label.removesuffix(kind)
    named = list(_named(ledger, spoken))
    scopes: list[Scope] = [named] if named else []
    if kind in _SUBTOTALS:
        return [*scopes, since]
    if spoken or block.has_sum:
        scopes += [everything, since]
    beside = [(each, at) for each in _beside(ledger) for at in row_numbers(each.rows)]
    before = [(each, at) for each in _before(ledger) for at in row_numbers(each.rows)] if kind == "累计" else []
    return [*scopes, everything, [*everything, *beside], [*everything, *before]]


def _named(ledger: Ledger, spoken: str) -> Iterator[tuple[Ledger, int]]:
    """The rows of the month, or of the department or item, that a label names."""
    if not spoken:
        return
    meant, dated = months.named(spoken), ledger.schema.dated
    if meant and dated in ledger.rows:
        yield from ((ledger, row) for row, day in ledger.values(dated) if day.month in meant)
        return
    for name in ledger.header.columns:
        if ledger.schema.fields[name].type is FieldType.TEXT:
            yield from ((ledger, row) for row, text in ledger.values(name) if plain(text) == spoken)


def _beside(ledger: Ledger) -> Iterator[Ledger]:
    return (each for each in ledger.others if (each.file, each.sheet) == (ledger.file, ledger.sheet))


def _before(ledger: Ledger) -> Iterator[Ledger]:
    """The sheets of the ledger that are of earlier months."""
    dated = ledger.schema.dated
    if not ledger.has(dated):
        return
    start = ledger.rows[dated].min()
    for each in ledger.others:
        if each.has(dated) and each.rows[dated].max() < start:
            yield each


def _judge(ledger: Ledger, row: int, scopes: Sequence[Scope]) -> Iterator[Finding]:
    for name, field in ledger.schema.fields.items():
        if field.type not in _NUMERIC or not ledger.has(name):
            continue
        stated = dict(filled(ledger.totals, name)).get(row)
        if stated is None or any((at, name) in part.unread for part, at in scopes[0]):
            continue
        if any(int(stated) in _sums(scope, name) for scope in scopes):
            continue
        yield _finding(ledger, (row, name), int(stated), scopes[0])


def _sums(scope: Scope, name: str) -> tuple[int, int]:
    """The sum of what is written in the rows, and the one that counts a blank as what it stands for."""
    written = whole = 0
    for part, row in scope:
        value = part.rows[name].get(row) if name in part.rows else None
        amount = 0 if value is None or pd.isna(value) else int(value)
        whole += amount
        written += amount if part.text(row, name) else 0
    return written, whole


def _finding(ledger: Ledger, at: tuple[int, str], stated: int, scope: Scope) -> Finding:
    row, name = at
    field: Field = ledger.schema.fields[name]
    actual = _sums(scope, name)[0]
    written = [each for part, each in scope if part is ledger and ledger.text(each, name)]
    is_rounding = field.type is FieldType.MONEY and abs(actual - stated) * _ROUNDING <= len(written)
    show: Callable[[int], str] = yuan_text if field.type is FieldType.MONEY else str
    values = {
        "column": field.title,
        "stated": show(stated),
        "actual": show(actual),
        "difference": show(stated - actual),
    }
    rule = "total-rounded" if is_rounding else "total-differs"
    return Finding(rule, ledger.place(row, name), values, ledger.ranges(written, name))
