"""Family A: what two ledgers say of the same, and what is paid twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from unionreport.compute import counted_rows, entity_keys
from unionreport.finding import Finding
from unionreport.ledger import Ledger, row_numbers
from unionreport.money import yuan_text
from unionreport.places import Place
from unionreport.rules import keys
from unionreport.rules.book import Book, is_flawed
from unionreport.rules.keys import content

_AID, _VISITS, _ROSTER, _FINANCE = "disbursements", "visits", "members", "finance"
_MONEY = ("amount", "goods")

Found = tuple[Ledger, int]
_Payment = tuple[str, object, int]


def ids_with_two_names(book: Book) -> Iterator[Finding]:
    """An ID number that stands beside two names, on whichever sheets: two persons are counted as one."""
    yield from keys.ids_with_two_names([*book.ledgers.of(_ROSTER), *book.ledgers.of(_AID)])


def paid_twice(book: Book) -> Iterator[Finding]:
    """One person, one 项目, one day, two payments that differ otherwise: a second entry, or a second payment."""
    first: dict[tuple[object, ...], Found] = {}
    for ledger in book.ledgers.of(_AID):
        if not all(ledger.has(name) for name in ("date", "item", "person", "amount")):
            continue
        persons = entity_keys(ledger, ledger.rows, "person")
        rows = ledger.rows[["date", "item", "person"]].dropna()
        for row, date, item, name in rows.itertuples(name=None):
            other, earlier = first.setdefault((persons[row], date, item), (ledger, row))
            if (other, earlier) == (ledger, row) or content(other, earlier) == content(ledger, row):
                continue
            values = {
                "name": name,
                "date": date.date().isoformat(),
                "item": item,
                "amount": ledger.text(row, "amount"),
                "other": other.text(earlier, "amount"),
            }
            yield Finding("paid-twice", ledger.place(row, "amount"), values, (other.place(earlier, "amount"),))


def paid_in_two_ledgers(book: Book) -> Iterator[Finding]:
    """The same person, day and money in 走访慰问 and in 帮扶发放: one payment that two figures count."""
    aid: dict[_Payment, Found] = {}
    for ledger in book.ledgers.of(_AID):
        for row, payment in _payments(ledger, book.ledgers.year):
            aid.setdefault(payment, (ledger, row))
    for ledger in book.ledgers.of(_VISITS):
        for row, payment in _payments(ledger, book.ledgers.year):
            if payment in aid:
                other, at = aid[payment]
                values = {"name": payment[0], "amount": yuan_text(payment[2]), "sheet": other.sheet}
                yield Finding("paid-in-two-ledgers", ledger.row_place(row), values, (other.row_place(at),))


def _payments(ledger: Ledger, year: int | None) -> Iterator[tuple[int, _Payment]]:
    """Each counted row with who was paid what, in money and goods, on which day; not those that lack one of these."""
    rows = counted_rows(ledger, year)
    named = rows.reindex(columns=["person", ledger.schema.dated]).dropna()
    sums = _sums(rows)
    for row, person, day in named.itertuples(name=None):
        if sums[row]:
            yield row, (str(person), day, sums[row])


def _sums(rows: pd.DataFrame) -> dict[int, int]:
    """By row, money and goods together, in fen."""
    present = [name for name in _MONEY if name in rows]
    amounts = rows[present].fillna(0).sum(axis=1)
    return {row: int(amount) for row, amount in zip(row_numbers(rows), amounts, strict=True)}


def aid_above_expense(book: Book) -> Iterator[Finding]:
    """More aid out of the union's own money than the accounts have under the subject for it."""
    checks = book.catalog.checks
    booked = _booked(book, checks.aid_subject)
    sheets = [ledger for ledger in book.ledgers.of(_AID) if ledger.has("source") and ledger.has("amount")]
    if booked is None or any(is_flawed(each, {"source", "date", *_MONEY}) for each in sheets):
        return
    paid = 0
    places: list[Place] = []
    for ledger in sheets:
        rows = counted_rows(ledger, book.ledgers.year)
        own = rows["source"].astype("string").str.contains("|".join(map(re.escape, checks.union_money)), na=False)
        paid += sum(_sums(rows[own]).values())
        places += ledger.ranges(row_numbers(rows[own]), "amount")
    if paid > booked.amount:
        values = {
            "subject": booked.subject,
            "expense": yuan_text(booked.amount),
            "paid": yuan_text(paid),
            "difference": yuan_text(paid - booked.amount),
        }
        yield Finding("aid-above-expense", booked.place, values, tuple(places))


@dataclass(frozen=True, slots=True)
class _Booked:
    """What the accounts have under a subject, in fen, on all its rows; its name and the first cell."""

    subject: str
    amount: int
    place: Place


def _booked(book: Book, code: str) -> _Booked | None:
    """A subject of 经费收支, by its code or by its name; None where an amount is not there or could not be read."""
    name = book.catalog.checks.subjects[code]
    rows = [
        (ledger, row)
        for ledger in book.ledgers.of(_FINANCE)
        for row in row_numbers(ledger.rows)
        if (ledger.value(row, "code") or {name: code}.get(ledger.value(row, "subject"))) == code
    ]
    amounts = [ledger.value(row, "amount") for ledger, row in rows]
    if not rows or None in amounts:
        return None
    ledger, row = rows[0]
    return _Booked(name, sum(amounts), ledger.place(row, "amount"))


def visits_missing(book: Book) -> Iterator[Finding]:
    """Aid whose 备注 says that somebody called, of a person whom 走访慰问 does not name: a visit not counted."""
    visits = book.ledgers.of(_VISITS)
    if not visits or not all(ledger.has("person") for ledger in visits):
        return
    visited = " ".join(str(name) for ledger in visits for _, name in ledger.values("person"))
    words = book.catalog.checks.visit_words
    for ledger in book.ledgers.of(_AID):
        rows = counted_rows(ledger, book.ledgers.year).reindex(columns=["person", "remark"]).dropna()
        for row, person, remark in rows.itertuples(name=None):
            word = next((each for each in words if each in remark), "")
            if word and person not in visited:
                values = {"name": person, "word": word, "sheet": visits[0].sheet}
                yield Finding("visit-missing", ledger.place(row, "remark"), values, (visits[0].sheet_place,))


def figures_differing(book: Book) -> Iterator[Finding]:
    """A figure that is stated in one ledger and counted in another, with two results."""
    for tie in book.catalog.checks.ties:
        stated, counted = book.figures[tie.stated], book.figures[tie.counted]
        if None in (stated.value, counted.value) or stated == counted.value or not counted.lineage.cells:
            continue
        if stated.value != counted.value and book.is_sure(tie.stated) and book.is_sure(tie.counted):
            values = {"stated": stated.title, "stated_value": stated.shown}
            values |= {"counted": counted.title, "counted_value": counted.shown}
            yield Finding("figures-differ", stated.lineage.cells[0], values, counted.lineage.cells)


def dues_differing(book: Book) -> Iterator[Finding]:
    """Dues in 会员名册 that do not come to what 经费收支 has under 会费收入."""
    booked = _booked(book, book.catalog.checks.dues_subject)
    dues = book.figures["members.dues"]
    if booked is None or not dues.lineage.cells or not book.is_sure("members.dues"):
        return
    if booked.amount != dues.value:
        values = {"stated": booked.subject, "stated_value": f"{yuan_text(booked.amount)}元"}
        values |= {"counted": dues.title, "counted_value": dues.shown}
        yield Finding("figures-differ", booked.place, values, dues.lineage.cells)
