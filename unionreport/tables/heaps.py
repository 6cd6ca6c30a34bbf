"""The rows of a ledger put on heaps, one a group: what each heap holds and the cells it came from."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from unionreport.columns import Column, Marks, column, exact
from unionreport.compute import entity_field, entity_keys, leading_field, numbers, provides
from unionreport.figure import Number
from unionreport.ledger import Ledger
from unionreport.places import Place, together
from unionreport.schema import FigureSchema, Verb
from unionreport.tables.source import Sheet, rows_meeting

Group = str | None
Keys = Sequence[Column]
"""By sheet, the group of each of its rows as text; a missing one is the group of those without a value."""


@dataclass(slots=True)
class Heap:
    """What one group takes from the ledger: by sheet, the rows that count and the field whose cells are named."""

    verb: Verb
    rows: list[tuple[Ledger, str, Marks, Column | None]] = field(default_factory=list)

    def cells(self) -> Sequence[Place]:
        """The cells, joined to ranges, in the order of the sheets."""
        by_field: dict[tuple[int, str], tuple[Ledger, Marks]] = {}
        for ledger, name, rows, _ in self.rows:
            at = (id(ledger), name)
            by_field[at] = (ledger, by_field[at][1] | rows if at in by_field else rows)
        return together(ledger.cells(rows, name) for (_, name), (ledger, rows) in by_field.items())

    def value(self) -> Number | None:
        """What the verb makes of the rows; the largest and smallest of none is nothing."""
        match self.verb:
            case Verb.COUNT:
                return sum(rows.count for _, _, rows, _ in self.rows)
            case Verb.DISTINCT:
                return self._distinct()
            case Verb.MAX | Verb.MIN:
                found = (exact(value) for _, _, rows, each in self.rows if each for value, _ in each.counts(rows))
                return (max if self.verb is Verb.MAX else min)(found, default=None)
        return sum((each.sum(rows) for _, _, rows, each in self.rows if each), start=0)

    def _distinct(self) -> int:
        keys = [(each, rows) for _, _, rows, each in self.rows if each]
        if len(keys) == 1:
            return keys[0][0].distinct(keys[0][1])
        found: set[Hashable] = set()
        for each, rows in keys:
            found.update(each.values[code] for code in each.present(rows))
        return len(found)


@dataclass(slots=True)
class Heaps:
    """One column's heaps by group, and all its rows on one."""

    by_group: dict[Group, Heap] = field(default_factory=dict)
    whole: Heap = field(default_factory=lambda: Heap(Verb.COUNT))


def heap_up(schema: FigureSchema, sheets: Sequence[Sheet], keys: Keys) -> Heaps | None:
    """What every group takes by the figure's verb and conditions; None where no sheet has the fields it needs."""
    heaps = Heaps(whole=Heap(schema.verb))
    able = [number for number, sheet in enumerate(sheets) if provides(sheet.ledger, schema)]
    for number in able:
        sheet = sheets[number]
        chosen = rows_meeting(sheet, schema.where)
        for name, rows, taken in _taken(sheet.ledger, chosen, schema):
            heaps.whole.rows.append((sheet.ledger, name, rows, taken))
            for group, own in split(keys[number], rows):
                heaps.by_group.setdefault(group, Heap(schema.verb)).rows.append((sheet.ledger, name, own, taken))
    return heaps if able else None


def _taken(ledger: Ledger, rows: Marks, schema: FigureSchema) -> list[tuple[str, Marks, Column | None]]:
    """The field whose cells are named, the rows that contribute, and the column that they do it with."""
    if schema.verb is Verb.COUNT:
        return [(leading_field(ledger), rows, None)]
    if schema.verb is Verb.DISTINCT:
        entity = schema.targets[0].partition(".")[2]
        found = entity_keys(ledger, entity)
        return [(entity_field(ledger, entity), rows & found.filled, found)]
    return [
        (target if ledger.has(target) else leading_field(ledger), own, ledger.rows[target])
        for target, own in numbers(ledger, rows, schema)
    ]


def groups(sheet: Sheet, by: str) -> Column:
    """The group of each row of a sheet: what the field says there."""
    if by not in sheet.ledger.rows:
        return column([0] * len(sheet.ledger.rows), [None])
    return sheet.ledger.rows[by].mapped(str)


def names(sheets: Sequence[Sheet], keys: Keys) -> list[Group]:
    """The groups of all the sheets, in the order in which they first stand."""
    found: dict[Group, None] = {}
    for sheet, key in zip(sheets, keys, strict=True):
        for code in key.present(sheet.rows, missing=True):
            found.setdefault(key.values[code])
    return list(found)


def split(keys: Column, rows: Marks) -> list[tuple[Group, Marks]]:
    """The rows by their group."""
    return [(keys.values[code], rows & keys.coded(code)) for code in keys.present(rows, missing=True)]


def first_values(sheet: Sheet, name: str, keys: Column) -> dict[Group, str]:
    """By group, what the first of its rows that says anything says in another field."""
    if name not in sheet.ledger.rows:
        return {}
    values = sheet.ledger.rows[name]
    found: dict[Group, str] = {}
    for group, rows in split(keys, sheet.rows & values.filled):
        found[group] = str(next(value for _, value in values.items(rows)))
    return found
