"""Family T: the sheet's own total rows, checked and never counted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from unionreport import months
from unionreport.columns import Column, Number
from unionreport.finding import Finding
from unionreport.header import plain
from unionreport.ledger import Ledger, row_numbers
from unionreport.money import yuan_text
from unionreport.schema import Field, FieldType

_SUBTOTALS = ("本页合计", "小计")
_SUMS = ("合计", "共计")
_GRAND_TOTALS = ("总计", "累计")
_NUMERIC = (FieldType.MONEY, FieldType.COUNT, FieldType.TALLY)
_ROUNDING = 2  # two numbers that are shown to a fen may each hide half of one

Scope = Sequence[tuple[Ledger, Sequence[int]]]
"""The rows that a total may add, by table: their positions in it, most often all from one to another."""


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
    flawed = ledger.unread_fields
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
    numbers = ledger.rows.numbers
    end = bisect_left(numbers, row) or len(numbers)
    since: Scope = [(ledger, range(min(bisect_right(numbers, block.since), end), end))]
    everything: Scope = [(ledger, range(end))]
    spoken = "" if label.startswith(kind) else label.removesuffix(kind)
    named = _named(ledger, spoken)
    scopes: list[Scope] = [[(ledger, named)]] if named else []
    if kind in _SUBTOTALS:
        return [*scopes, since]
    if spoken or block.has_sum:
        scopes += [everything, since]
    beside = [(each, range(len(each.rows))) for each in _beside(ledger)]
    before = [(each, range(len(each.rows))) for each in _before(ledger)] if kind == "累计" else []
    return [*scopes, everything, [*everything, *beside], [*everything, *before]]


def _named(ledger: Ledger, spoken: str) -> Sequence[int]:
    """The positions of the rows of the month, or of the department or item, that a label names."""
    if not spoken:
        return ()
    meant, dated = months.named(spoken), ledger.schema.dated
    if meant and dated in ledger.rows:
        return ledger.rows[dated].where(lambda day: day.month in meant).positions()
    fields = [name for name in ledger.header.columns if ledger.schema.fields[name].type is FieldType.TEXT]
    found = [ledger.rows[name].where(lambda text: plain(text) == spoken).positions() for name in fields]
    return [at for positions in found for at in positions]


def _beside(ledger: Ledger) -> Iterator[Ledger]:
    return (each for each in ledger.others if (each.file, each.sheet) == (ledger.file, ledger.sheet))


def _before(ledger: Ledger) -> Iterator[Ledger]:
    """The sheets of the ledger that are of earlier months."""
    dated = ledger.schema.dated
    if not ledger.has(dated):
        return
    start = ledger.rows[dated].bounds
    for each in ledger.others:
        bounds = each.rows[dated].bounds if each.has(dated) else ()
        if start and bounds and bounds[1] < start[0]:
            yield each


def _judge(ledger: Ledger, row: int, scopes: Sequence[Scope]) -> Iterator[Finding]:
    for name, field in ledger.schema.fields.items():
        if field.type not in _NUMERIC or not ledger.has(name):
            continue
        stated = ledger.totals.value(row, name)
        if stated is None or any(_is_unread(part, rows, name) for part, rows in scopes[0]):
            continue
        if any(int(stated) in _sums(scope, name) for scope in scopes):
            continue
        yield _finding(ledger, (row, name), int(stated), scopes[0])


def _is_unread(ledger: Ledger, positions: Sequence[int], name: str) -> bool:
    """Whether a cell of a field could not be read in one of these rows."""
    if name not in ledger.unread_fields:
        return False
    return any((int(ledger.rows.numbers[at]), name) in ledger.unread for at in positions)


def _sums(scope: Scope, name: str) -> tuple[Number, Number]:
    """The sum of what is written in the rows, and the one that counts a blank as what it stands for."""
    written: Number = 0
    whole: Number = 0
    for ledger, positions in scope:
        if name in ledger.rows:
            whole += _sum(ledger.rows[name], positions)
            written += _sum(_written(ledger, name), positions)
    return written, whole


def _sum(column: Column, positions: Sequence[int]) -> Number:
    if isinstance(positions, range):
        sums = column.running()
        return sums[positions.stop] - sums[positions.start] if positions else 0
    return sum((column[at] or 0 for at in positions), start=0)


def _written(ledger: Ledger, name: str) -> Column:
    """The numbers of a field in the rows in which something is written in it."""
    key = ("written numbers", name)
    if key not in ledger.rows.kept:
        numbers = ledger.rows[name]
        ledger.rows.kept[key] = (
            numbers.within(ledger.says(name)) if ledger.has(name) else numbers.within(numbers.none())
        )
    found: Column = ledger.rows.kept[key]
    return found


def _finding(ledger: Ledger, at: tuple[int, str], stated: int, scope: Scope) -> Finding:
    row, name = at
    field: Field = ledger.schema.fields[name]
    actual = int(_sums(scope, name)[0])
    own = [position for part, positions in scope if part is ledger for position in positions]
    says = ledger.says(name)
    written = [int(ledger.rows.numbers[position]) for position in own if says.flags[position]]
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
