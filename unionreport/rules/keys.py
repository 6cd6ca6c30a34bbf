"""Family K: rows that may be one, persons and households that may be two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from unionreport.columns import LARGE, Column, column
from unionreport.composites import alike, contradicted, repeated, stacked
from unionreport.finding import Finding
from unionreport.fingerprints import fingerprints, repeated_prints
from unionreport.identity import is_cut
from unionreport.ledger import ORDINALS, Ledger
from unionreport.places import Place
from unionreport.schema import FieldType

Parts = Sequence[Ledger]


@dataclass(frozen=True, slots=True)
class _Contradiction:
    """A key with two values, the first and another one, and where each stands."""

    key: str
    values: tuple[str, str]
    place: Place
    first: Place


def duplicate_rows(parts: Parts) -> Iterator[Finding]:
    """A row that says the same as an earlier one in every column but its number, on whichever sheet.

    Ballots, which name nothing but a date and ticks, are meant to repeat.
    """
    able = [ledger for ledger in parts if _can_repeat_by_mistake(ledger)]
    first: dict[int, tuple[Ledger, int]] = {}
    for number, row, print_ in repeated_prints([prints(ledger) for ledger in able]):
        ledger, at = able[number], int(able[number].rows.numbers[row])
        earlier, before = first.setdefault(print_, (ledger, at))
        if (earlier, before) != (ledger, at):
            values = {"row": str(at), "earlier": str(before) if earlier is ledger else f"{earlier.sheet}!{before}"}
            yield Finding("duplicate-row", ledger.row_place(at), values, (earlier.row_place(before),))


def prints(ledger: Ledger) -> Sequence[int]:
    """By row, a number that two rows share if, by all likelihood only if, they say the same; see `fingerprints`."""
    if "prints" not in ledger.rows.kept:
        names = [name for name in ledger.header.columns if name not in ORDINALS]
        ledger.rows.kept["prints"] = fingerprints(
            {name: ledger.written(name) for name in names},
            len(ledger.rows),
            at_length=any(len(each.rows) > LARGE for each in (ledger, *ledger.others)),
        )
    found: Sequence[int] = ledger.rows.kept["prints"]
    return found


def say_the_same(one: tuple[Ledger, int], other: tuple[Ledger, int]) -> bool:
    """Whether two rows say the same in every column but their number."""
    return _print(*one) == _print(*other)


def _print(ledger: Ledger, row: int) -> int | None:
    at = ledger.rows.at(row)
    return None if at is None else int(prints(ledger)[at])


def _can_repeat_by_mistake(ledger: Ledger) -> bool:
    names = [name for name in ledger.header.columns if name not in ORDINALS]
    return ledger.schema.duplicates and not ledger.schema.items and any(_identifies(ledger, each) for each in names)


def _identifies(ledger: Ledger, name: str) -> bool:
    field = ledger.schema.fields[name]
    return field.required and field.type is FieldType.TEXT


def numbers_twice(parts: Parts) -> Iterator[Finding]:
    """One 编号 for two different rows of a sheet."""
    for ledger in parts:
        if not ledger.has("no"):
            continue
        first: dict[str, int] = {}
        numbers = ledger.rows["no"]
        for at in repeated(numbers):
            row, number = int(ledger.rows.numbers[at]), numbers[at]
            earlier = first.setdefault(number, row)
            if earlier != row and not say_the_same((ledger, earlier), (ledger, row)):
                values = {"number": number, "earlier": str(earlier)}
                related = (ledger.place(earlier, "no"),)
                yield Finding("number-twice", ledger.place(row, "no"), values, related)


def same_names(parts: Parts) -> Iterator[Finding]:
    """Rows that share name and 单位, some without ID number: counted as one person or as two, on a guess.

    Told once a name, where the ledger keeps ID numbers at all.
    """
    rows = joined(parts, ("person", "id_no"), ("unit",))
    persons, units, numbers = (rows.columns[name] for name in ("person", "unit", "id_no"))
    groups: dict[tuple[str, str], list[int]] = {}
    for at in alike((persons, units), 1, persons.filled) if numbers.missing & persons.filled else ():
        groups.setdefault((persons[at], units[at]), []).append(at)
    for (person, _), group in groups.items():
        first = next((at for at in group if numbers[at] is None), None)
        if first is not None:
            part, row = rows.at(first)
            values = {"name": str(person), "count": str(len(group))}
            related = tuple(rows.place(at, "person") for at in group if at != first)
            yield Finding("same-name", parts[part].place(row, "person"), values, related)


def persons_in_two_households(parts: Parts) -> Iterator[Finding]:
    """An ID number that stands under two 户号: a household is counted too often."""
    rows = joined(parts, ("id_no", "household_no"))
    persons, households = rows.columns["id_no"], rows.columns["household_no"]
    seen: dict[str, dict[str, int]] = {}
    for at in contradicted(persons, households):
        household = households[at]
        known = seen.setdefault(persons[at], {})
        if known and household not in known:
            other, first = next(iter(known.items()))
            values = {"household": household, "other": other}
            place, related = rows.place(at, "household_no"), (rows.place(first, "household_no"),)
            yield Finding("person-in-two-households", place, values, related)
        known.setdefault(household, at)


def households_with_two_heads(parts: Parts) -> Iterator[Finding]:
    """A 户号 that stands beside two 户主: two households are counted as one. Told once a 户号."""
    for each in _contradictions(joined(parts, ("household_no", "household_head")), "household_no", "household_head"):
        values = {"household": each.key, "head": each.values[1], "other": each.values[0]}
        yield Finding("household-two-heads", each.place, values, (each.first,))


def ids_with_two_names(parts: Parts) -> Iterator[Finding]:
    """An ID number that stands beside two names, on whichever sheet: two persons are counted as one.

    Told once a number. Numbers that Excel cut off at the end are shared for that reason, and told so.
    """
    for each in _contradictions(joined(parts, ("id_no", "person")), "id_no", "person"):
        if is_cut(each.key):
            continue
        values = {"id": each.key, "name": each.values[1], "other": each.values[0]}
        yield Finding("id-two-names", each.place, values, (each.first,))


def _contradictions(rows: Joined, key: str, name: str) -> Iterator[_Contradiction]:
    """Each key with two values, once, where it first stands beside another one than at first."""
    keys, values = rows.columns[key], rows.columns[name]
    first: dict[str, int] = {}
    told: set[str] = set()
    for at in contradicted(keys, values):
        before = first.setdefault(keys[at], at)
        if values[before] != values[at] and keys[at] not in told:
            told.add(keys[at])
            pair = (str(values[before]), str(values[at]))
            yield _Contradiction(str(keys[at]), pair, rows.place(at, name), rows.place(before, name))


@dataclass(frozen=True, slots=True)
class Joined:
    """The rows of several ledgers below each other: columns by field, and where each ledger begins."""

    parts: tuple[Ledger, ...]
    numbers: tuple[int, ...]
    starts: tuple[int, ...]
    columns: Mapping[str, Column]

    def at(self, position: int) -> tuple[int, int]:
        """Which of the ledgers a row is of, by its number among all, and its Excel row."""
        part = bisect_right(self.starts, position) - 1
        return self.numbers[part], int(self.parts[part].rows.numbers[position - self.starts[part]])

    def place(self, position: int, name: str) -> Place:
        """The cell of a field in a row."""
        part = bisect_right(self.starts, position) - 1
        ledger = self.parts[part]
        return ledger.place(int(ledger.rows.numbers[position - self.starts[part]]), name)


def joined(parts: Parts, needed: Sequence[str], wanted: Sequence[str] = ()) -> Joined:
    """The rows of the parts that have the needed columns; of a column wanted and absent every cell is missing."""
    able = [(number, part) for number, part in enumerate(parts) if all(part.has(name) for name in needed)]
    ledgers = tuple(part for _, part in able)
    starts = tuple(accumulate((len(each.rows) for each in ledgers[:-1]), initial=0)) if ledgers else ()
    columns = {
        name: stacked([_column(each, name) for each in ledgers]) if ledgers else column([], [None])
        for name in (*needed, *wanted)
    }
    return Joined(ledgers, tuple(number for number, _ in able), starts, columns)


def _column(ledger: Ledger, name: str) -> Column:
    return ledger.rows[name] if name in ledger.rows else column([0] * len(ledger.rows), [None])
