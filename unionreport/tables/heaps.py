"""The rows of a ledger put on heaps, one a group, in one pass: what each heap holds and the cells it came from."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from unionreport.compute import entity_field, entity_keys, exact, leading_field, numbers, provides
from unionreport.figure import Number
from unionreport.ledger import Ledger, filled, row_numbers
from unionreport.places import Place
from unionreport.schema import FigureSchema, Verb
from unionreport.tables.source import Sheet, rows_meeting

Item = Number | Hashable
Keys = Sequence[Mapping[int, str | None]]
"""By sheet, the group of each Excel row; None is the group of those without a value."""


@dataclass(slots=True)
class Heap:
    """What one group takes from the ledger, and by sheet and field the Excel rows that it stands in."""

    items: list[Item] = field(default_factory=list)
    rows: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    def put(self, item: Item, at: tuple[int, str], row: int) -> None:
        """Adds what one cell says."""
        self.items.append(item)
        self.rows.setdefault(at, []).append(row)

    def cells(self, sheets: Sequence[Sheet]) -> tuple[Place, ...]:
        """The cells, joined to ranges, in the order of the sheets."""
        ranges = [sheets[number].ledger.ranges(rows, name) for (number, name), rows in self.rows.items()]
        return tuple(place for each in ranges for place in each)

    def value(self, verb: Verb) -> Number | None:
        """What the verb makes of the items; the largest and smallest of none is nothing."""
        found: list[Number] = self.items  # type: ignore[assignment]  # numbers, for all verbs but distinct
        match verb:
            case Verb.DISTINCT:
                return len(set(self.items))
            case Verb.MAX | Verb.MIN:
                return (max if verb is Verb.MAX else min)(found, default=None)
        return sum(found, start=0)


@dataclass(slots=True)
class Heaps:
    """One column's heaps by group, and all its rows on one."""

    by_group: dict[str | None, Heap] = field(default_factory=dict)
    whole: Heap = field(default_factory=Heap)


def heap_up(schema: FigureSchema, sheets: Sequence[Sheet], keys: Keys) -> Heaps | None:
    """What every group takes by the figure's verb and conditions; None where no sheet has the fields it needs."""
    heaps = Heaps()
    able = [number for number, sheet in enumerate(sheets) if provides(sheet.ledger, schema)]
    for number in able:
        sheet = sheets[number]
        chosen = rows_meeting(sheet, schema.where)
        narrowed = Sheet(sheet.ledger, sheet.rows[sheet.rows.index.isin(chosen)])
        for row, name, item in _items(narrowed, schema):
            heap = heaps.by_group.setdefault(keys[number][row], Heap())
            heap.put(item, (number, name), row)
            heaps.whole.put(item, (number, name), row)
    return heaps if able else None


def _items(sheet: Sheet, schema: FigureSchema) -> Iterator[tuple[int, str, Item]]:
    """Each row's contribution: its Excel row, the field whose cell is named for it, and what it says."""
    ledger = sheet.ledger
    if schema.verb is Verb.COUNT:
        name = leading_field(ledger)
        yield from ((row, name, 1) for row in row_numbers(sheet.rows))
    elif schema.verb is Verb.DISTINCT:
        entity = schema.targets[0].partition(".")[2]
        found = entity_keys(ledger, sheet.rows, entity).dropna()
        name = entity_field(ledger, entity)
        yield from ((row, name, item) for row, item in zip(row_numbers(found), found, strict=True))
    else:
        for target, series in numbers(ledger, sheet.rows, schema):
            name = target if ledger.has(target) else leading_field(ledger)
            yield from ((row, name, exact(item)) for row, item in zip(row_numbers(series), series, strict=True))


def groups(sheet: Sheet, by: str) -> dict[int, str | None]:
    """The group of each Excel row: what the field says there, None where it says nothing."""
    found = dict.fromkeys(row_numbers(sheet.rows))
    return {**found, **{row: str(value) for row, value in filled(sheet.rows, by)}}


def first_values(ledger: Ledger, name: str, keys: Mapping[int, str | None]) -> dict[str | None, str]:
    """By group, what the first of its rows that says anything says in another field."""
    found: dict[str | None, str] = {}
    for row, value in ledger.values(name):
        if row in keys:
            found.setdefault(keys[row], str(value))
    return found
