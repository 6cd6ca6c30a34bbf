"""The marks by which people and households are found again across unions, without a number that tells who they are.

A mark holds keyed hashes (BLAKE2b, RFC 7693, cut to 16 bytes) of the ID number and of the name; the key is the run's
and is in no output. What a finding will show, sheet, row, item and masked name, travels beside the marks.
"""

from __future__ import annotations

import hashlib
import json
import struct
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from unionreport.app import Case
from unionreport.ledger import Ledger
from unionreport.privacy import masked, masked_name
from unionreport.rollup.identities import ID_NUMBER, counted_people, people, rows_of
from unionreport.schema import Catalog

RECORD = struct.Struct(">16sc16s8s4sQI")
"""A mark as its workbook gives it: the hash, the kind, the person, the name, the item, the figures, its number."""

PERSON, HOUSEHOLD = b"P", b"H"
NOBODY, NOTHING = bytes(16), bytes(4)
MOST_FIGURES = 64  # bits of a mark; people of further figures are summed by union
_ITEM = "item"
_LEAST_NUMBER = 8  # signs of a 户号 that is one beyond its own union; shorter ones are numbered from 1 everywhere
_NUMBER, _HEAD = "household_no", "household_head"

Spot = tuple[str, int, str, str]
"""Where a mark comes from: sheet, Excel row, item, masked name."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one workbook, and what is shown of each."""

    records: bytes = b""
    spots: bytes = b""


def read_spots(packed: bytes) -> list[Spot]:
    """What is shown of each mark of a workbook."""
    return [(sheet, row, item, name) for sheet, row, item, name in json.loads(zlib.decompress(packed))]


@dataclass(frozen=True, slots=True)
class _Keyed:
    key: bytes

    def of(self, kind: bytes, text: str, size: int = 16) -> bytes:
        return hashlib.blake2b(text.encode(), digest_size=size, key=self.key, person=kind).digest()


def mark(case: Case, key: bytes, catalog: Catalog) -> Marks:
    """The marks of every row with an ID number that may be somebody's, in the ledgers that know people by it.

    ``catalog`` is the roll-up's: its figures that count people are the bits of a mark. The key is up to 64 bytes.
    """
    keyed, spots, records = _Keyed(key), list[Spot](), list[bytes]()
    figures = counted_people(catalog)[:MOST_FIGURES]
    kinds = dict.fromkeys(catalog.figures[name].ledger for name in figures)
    ledgers = [ledger for kind in kinds for ledger in case.ledgers.of(kind) if ledger.has(ID_NUMBER)]
    known = [people(ledger) for ledger in ledgers]
    heads = _heads(ledgers, known)
    for ledger, numbers in zip(ledgers, known, strict=True):
        for row in _marked(ledger, _figures_by_row(ledger, case, figures), numbers, heads):
            records += row.records(keyed, len(spots))
            spots.append(row.spot)
    return Marks(b"".join(records), _packed(spots)) if records else Marks()


def _packed(spots: list[Spot]) -> bytes:
    return zlib.compress(json.dumps(spots, ensure_ascii=False, separators=(",", ":")).encode(), 6)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row with an ID number, as it stands; it never leaves the task that read it."""

    number: str
    name: str
    item: str
    household: str
    figures: int
    spot: Spot

    def records(self, keyed: _Keyed, number: int) -> Iterator[bytes]:
        person = keyed.of(b"person", self.number)
        name = keyed.of(b"name", self.name, 8) if self.name else bytes(8)
        item = hashlib.blake2b(self.item.encode(), digest_size=4).digest() if self.item else NOTHING
        yield RECORD.pack(person, PERSON, NOBODY, name, item, self.figures, number)
        if self.household:
            household = keyed.of(b"household", self.household)
            yield RECORD.pack(household, HOUSEHOLD, person, name, item, 0, number)


def _figures_by_row(ledger: Ledger, case: Case, figures: list[str]) -> Mapping[int, int]:
    """By Excel row, the bits of the figures that count it."""
    found: dict[int, int] = {}
    for bit, name in enumerate(figures):
        figure = case.figures.get(name)
        if figure is not None and case.catalog.figures[name].ledger == ledger.schema.id:
            for row in rows_of(figure, ledger):
                found[row] = found.get(row, 0) | 1 << bit
    return found


def _marked(
    ledger: Ledger, bits: Mapping[int, int], numbers: Mapping[int, str], heads: Mapping[str, str]
) -> Iterator[_Row]:
    """The rows that count; of a ledger with items, an item is told where it is one of the usual."""
    names, items = dict(ledger.values(name_field(ledger))), dict(_values(ledger, _ITEM))
    usual = ledger.schema.fields[_ITEM].enum if _ITEM in ledger.schema.fields else ()
    households = dict(_households(ledger, heads))
    sheet = masked(ledger.sheet)
    for row, number in numbers.items():
        if row not in bits:
            continue
        name, item = _plain(names.get(row, "")), str(items.get(row, ""))
        told = item if item in usual else ""
        spot = (sheet, row, told, masked_name(name))
        yield _Row(number, name, item, households.get(row, ""), bits[row], spot)


def name_field(ledger: Ledger) -> str:
    """The field with the name of the person whose ID number a row holds."""
    by_number = (entity for entity in ledger.schema.entities.values() if entity[0] == (ID_NUMBER,))
    return next((key[0] for entity in by_number for key in entity[1:]), ID_NUMBER)


def _values(ledger: Ledger, name: str) -> Iterator[tuple[int, object]]:
    if name in ledger.schema.fields:
        yield from ledger.values(name)


def _heads(ledgers: Sequence[Ledger], known: Sequence[Mapping[int, str]]) -> Mapping[str, str]:
    """The ID number of each person by name, where the workbook has only one of that name."""
    found: dict[str, set[str]] = {}
    for ledger, numbers in zip(ledgers, known, strict=True):
        for row, name in ledger.values(name_field(ledger)):
            if row in numbers:
                found.setdefault(_plain(name), set()).add(numbers[row])
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1}


def _households(ledger: Ledger, heads: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """By Excel row, what its household is known by beyond its union: its head's ID number, else a 户号 of a register.

    The later of two pairs for one row is the one that holds.
    """
    for row, number in _values(ledger, _NUMBER):
        text = _plain(number)
        if len(text) >= _LEAST_NUMBER:
            yield row, text
    for row, head in _values(ledger, _HEAD):
        if _plain(head) in heads:
            yield row, heads[_plain(head)]


def _plain(value: object) -> str:
    return "".join(unicodedata.normalize("NFKC", str(value)).split())
