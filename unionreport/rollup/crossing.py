"""The check across unions: marks of one person or household brought together, one partition of the hashes at a time.

A partition is what begins with one byte: of 10⁷ rows each holds some 40,000, so that no memory grows with the rows.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from unionreport.finding import Severity
from unionreport.rollup.marks import NOTHING, PERSON, RECORD

PARTITIONS = 256
MOST_LISTED = 10_000
"""Findings listed; all are counted."""

_PLACED = struct.Struct(">16scIII16s8s4sQ")
_UNNAMED = bytes(8)
_MOST_SPOTS = 6


class Rule(StrEnum):
    """What is looked for across unions."""

    AIDED_TWICE = "aided-twice"
    TWO_NAMES = "two-names"
    HOUSEHOLD_TWICE = "household-twice"


SEVERITIES: Mapping[Rule, Severity] = {
    Rule.AIDED_TWICE: Severity.WARNING,
    Rule.TWO_NAMES: Severity.WARNING,
    Rule.HOUSEHOLD_TWICE: Severity.NOTE,
}


class Mark(NamedTuple):
    """A mark with the number of its workbook and of its union, in the order in which marks are brought together."""

    key: bytes
    kind: bytes
    book: int
    number: int
    union: int
    person: bytes
    name: bytes
    item: bytes
    figures: int


Spot = tuple[int, int]
"""A mark by the number of its workbook and its own in it."""


class Crossing(NamedTuple):
    """One finding across unions: the marks that it is about, of at least two unions, and the rule."""

    spots: tuple[Spot, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class Crossed:
    """What came of some partitions.

    ``overlaps`` is by figure (bit of a mark) how often a person is counted once too often in a sum over
    workbooks; ``counts`` is by rule; ``listed`` are the first findings, by workbook and row.
    """

    overlaps: Mapping[int, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    listed: tuple[Crossing, ...] = ()


def placed(records: bytes, book: int, union: int) -> Iterator[tuple[int, bytes]]:
    """The marks of a workbook under its number and its union's, each with its partition."""
    for key, kind, person, name, item, figures, number in RECORD.iter_unpack(records):
        yield key[0], _PLACED.pack(key, kind, book, number, union, person, name, item, figures)


def cross(partition: bytes) -> Crossed:
    """What one partition tells; the order of its marks does not matter."""
    size = _PLACED.size
    ordered = sorted(partition[start : start + size] for start in range(0, len(partition), size))
    overlaps, counts, found = Counter[int](), Counter[str](), list[Crossing]()
    marks = (Mark(*each) for each in _PLACED.iter_unpack(b"".join(ordered)))
    for (_, kind), group in groupby(marks, key=itemgetter(0, 1)):
        together = list(group)
        if together[0].book == together[-1].book:  # they are in the order of the workbooks
            continue
        overlaps.update(_overlaps(together))
        for each in _of_person(together) if kind == PERSON else _of_household(together):
            counts[str(each.rule)] += 1
            found.append(each)
        if len(found) > 2 * MOST_LISTED:
            found = _listed(found)
    return Crossed(overlaps, counts, tuple(_listed(found)))


def _listed(found: Iterable[Crossing]) -> list[Crossing]:
    """The first findings, by workbook and row."""
    return sorted(found)[:MOST_LISTED]


def both(first: Crossed, second: Crossed) -> Crossed:
    """What two sets of partitions tell together."""
    return Crossed(
        Counter(first.overlaps) + Counter(second.overlaps),
        Counter(first.counts) + Counter(second.counts),
        tuple(_listed([*first.listed, *second.listed])),
    )


def _overlaps(marks: Sequence[Mark]) -> Iterator[int]:
    """The figures that count the person in more than one workbook, once for each workbook after the first."""
    seen = here = 0
    book = -1
    for each in marks:
        if each.book != book:
            seen, here, book = seen | here, 0, each.book
        yield from _bits(each.figures & seen & ~here)
        here |= each.figures


def _bits(figures: int) -> Iterator[int]:
    while figures:
        yield (figures & -figures).bit_length() - 1
        figures &= figures - 1


def _of_person(marks: Sequence[Mark]) -> Iterator[Crossing]:
    for item in sorted({each.item for each in marks} - {NOTHING}):
        aided = list(_first_of_each((each for each in marks if each.item == item), "union"))
        if len(aided) > 1:
            yield _crossing(Rule.AIDED_TWICE, aided)
    named = list(_first_of_each((each for each in marks if each.name != _UNNAMED), "name"))
    pair = _pair(named, marks)
    if pair:
        yield _crossing(Rule.TWO_NAMES, pair)


def _pair(named: Sequence[Mark], marks: Sequence[Mark]) -> tuple[Mark, Mark] | None:
    """Two marks under two names in two unions; one union's two names are its own finding."""
    if len(named) < 2:
        return None
    others = [each for each in marks if each.name != _UNNAMED]
    found = ((one, two) for one in named for two in others if one.name != two.name and one.union != two.union)
    return next(found, None)


def _of_household(marks: Sequence[Mark]) -> Iterator[Crossing]:
    """One household with several members in the lists of several unions; one member in two lists is another finding."""
    if len({each.union for each in marks}) > 1 and len({each.person for each in marks}) > 1:
        found = ((one, two) for one in marks for two in marks if one.union != two.union and one.person != two.person)
        yield _crossing(Rule.HOUSEHOLD_TWICE, next(found))


def _first_of_each(marks: Iterable[Mark], what: str) -> Iterator[Mark]:
    seen = set()
    for each in marks:
        if getattr(each, what) not in seen:
            seen.add(getattr(each, what))
            yield each


def _crossing(rule: Rule, marks: Sequence[Mark]) -> Crossing:
    spots = sorted((each.book, each.number) for each in marks)
    return Crossing(tuple(spots[:_MOST_SPOTS]), rule)
