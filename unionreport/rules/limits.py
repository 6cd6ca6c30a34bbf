"""Family L: what a regulation allows, where the union chose a pack or wrote limits of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from unionreport.compute import counted_rows, entity_keys, matching
from unionreport.finding import Finding
from unionreport.ledger import Ledger
from unionreport.money import yuan_text
from unionreport.places import Place
from unionreport.rules.book import Book
from unionreport.schema import Limit, Per

_BETWEEN_NAMES = re.compile("[、，,;；/ ]+")


@dataclass(frozen=True, slots=True)
class _Payment:
    """One person's share of one row, in fen."""

    ledger: Ledger
    row: int
    person: object
    name: str
    amount: Fraction

    @property
    def place(self) -> Place:
        """Its cell."""
        return self.ledger.place(self.row, "amount" if self.ledger.has("amount") else "person")


def broken(book: Book) -> Iterator[Finding]:
    """Payments above what a chosen limit allows for one payment, a person's year or its number of payments."""
    for limit in book.catalog.limits:
        rows = list(_rows(book, limit))
        if limit.forbids:
            yield from _forbidden(rows, limit)
        if limit.most is not None:
            payments = [each for ledger, row in rows for each in _payments(ledger, row, limit)]
            yield from _single(payments, limit) if limit.per is Per.TIME else _yearly(payments, limit)


def _rows(book: Book, limit: Limit) -> Iterator[tuple[Ledger, int]]:
    for ledger in book.ledgers.of(limit.ledger):
        if all(ledger.provides(each.field) for each in limit.where):
            rows = matching(ledger, counted_rows(ledger, book.ledgers.year), limit.where)
            yield from ((ledger, row) for row in ledger.rows.chosen(rows))


def _payments(ledger: Ledger, row: int, limit: Limit) -> Iterator[_Payment]:
    """The row's money by person: a row of two names is half each, one of eighteen men an eighteenth a head."""
    label = str(ledger.value(row, "person") or "")
    people = int(ledger.value(row, "people") or 1)
    names = [each for each in _BETWEEN_NAMES.split(label) if each]
    names = names if len(names) == people else [label]
    whole = sum(int(ledger.value(row, name) or 0) for name in limit.fields)
    for name in names:
        key = entity_keys(ledger, "person")[ledger.rows.at(row) or 0] if _has_persons(ledger) else name
        yield _Payment(ledger, row, key if len(names) == 1 else name, name, Fraction(whole, people))


def _has_persons(ledger: Ledger) -> bool:
    return "person" in ledger.schema.entities


def _single(payments: list[_Payment], limit: Limit) -> Iterator[Finding]:
    told: set[tuple[int, int]] = set()
    for each in payments:
        if each.amount > _fen(limit) and (id(each.ledger), each.row) not in told:
            told.add((id(each.ledger), each.row))
            values = {"name": each.name, "amount": _yuan(each.amount), "most": str(limit.most), **_named(limit)}
            yield Finding("limit-per-time", each.place, values)


def _yearly(payments: list[_Payment], limit: Limit) -> Iterator[Finding]:
    """Told at the payment that goes beyond the limit, the earlier ones beside it."""
    by_person: dict[object, list[_Payment]] = {}
    for each in payments:
        if each.name:
            by_person.setdefault(each.person, []).append(each)
    for theirs in by_person.values():
        if limit.per is Per.TIMES:
            beyond = theirs[int(limit.most or 0) :]
            actual, rule = str(len(theirs)), "limit-times"
        else:
            sums = list(accumulate(each.amount for each in theirs))
            beyond = [each for each, total in zip(theirs, sums, strict=True) if total > _fen(limit)]
            actual, rule = _yuan(sums[-1]), "limit-per-year"
        if beyond:
            first = beyond[0]
            values = {"name": first.name, "actual": actual, "most": str(limit.most), **_named(limit)}
            related = tuple(dict.fromkeys(each.place for each in theirs if each is not first))
            yield Finding(rule, first.place, values, related)


def _forbidden(rows: list[tuple[Ledger, int]], limit: Limit) -> Iterator[Finding]:
    for ledger, row in rows:
        for name in limit.words_in:
            text = ledger.text(row, name)
            word = next((each for each in limit.forbids if each in text), "")
            if word:
                yield Finding("form-forbidden", ledger.place(row, name), {"word": word, **_named(limit)})


def _fen(limit: Limit) -> int:
    return (limit.most or 0) * 100


def _yuan(amount: Fraction) -> str:
    return yuan_text(round(amount))


def _named(limit: Limit) -> dict[str, str]:
    return {"document": limit.document}
