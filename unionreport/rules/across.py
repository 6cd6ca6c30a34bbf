"""Family A: what two ledgers say of the same, and what is paid twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from unionreport.columns import Number
from unionreport.composites import alike, stacked
from unionreport.compute import counted_rows, entity_keys
from unionreport.finding import Finding
from unionreport.ledger import Ledger, row_numbers
from unionreport.money import yuan_text
from unionreport.places import Place, together
from unionreport.rules import keys
from unionreport.rules.book import Book, is_flawed
from unionreport.rules.keys import say_the_same

_AID, _VISITS, _ROSTER, _FINANCE = "disbursements", "visits", "members", "finance"
_MONEY = ("amount", "goods")

Found = tuple[Ledger, int]
_Payment = tuple[str, object, int]


def ids_with_two_names(book: Book) -> Iterator[Finding]:
    """An ID number that stands beside two names, on whichever sheets: two persons are counted as one."""
    yield from keys.ids_with_two_names([*book.ledgers.of(_ROSTER), *book.ledgers.of(_AID)])


def paid_twice(book: Book) -> Iterator[Finding]:
    """One person, one 项目, one day, two payments that differ otherwise: a second entry, or a second payment."""
    able = [ledger for ledger in book.ledgers.of(_AID) if all(map(ledger.has, ("date", "item", "person", "amount")))]
    if not able:
        return
    rows = keys.joined(able, ("date", "item", "person"))
    days, items, names = (rows.columns[name] for name in ("date", "item", "person"))
    persons = stacked([entity_keys(ledger, "person") for ledger in able])
    payments = (days, items, persons)
    first: dict[tuple[int, ...], Found] = {}
    for at in alike(payments, 2, names.filled):
        part, row = rows.at(at)
        ledger = able[part]
        other, earlier = first.setdefault(tuple(int(each.codes[at]) for each in payments), (ledger, row))
        if (other, earlier) == (ledger, row) or say_the_same((other, earlier), (ledger, row)):
            continue
        values = {
            "name": names[at],
            "date": days[at].isoformat(),
            "item": items[at],
            "amount": ledger.text(row, "amount"),
            "other": other.text(earlier, "amount"),
        }
        yield Finding("paid-twice", ledger.place(row, "amount"), values, (other.place(earlier, "amount"),))


def paid_in_two_ledgers(book: Book) -> Iterator[Finding]:
    """The same person, day and money in 走访慰问 and in 帮扶发放: one payment that two figures count."""
    both = [book.ledgers.of(kind) for kind in (_AID, _VISITS)]
    known = [{str(name) for ledger in sheets for name in _names(ledger)} for sheets in both]
    shared = known[0] & known[1]
    aid: dict[_Payment, Found] = {}
    for ledger in both[0] if shared else ():
        for row, payment in _payments(ledger, book.ledgers.year, shared):
            aid.setdefault(payment, (ledger, row))
    for ledger in both[1] if aid else ():
        for row, payment in _payments(ledger, book.ledgers.year, shared):
            if payment in aid:
                other, at = aid[payment]
                values = {"name": payment[0], "amount": yuan_text(payment[2]), "sheet": other.sheet}
                yield Finding("paid-in-two-ledgers", ledger.row_place(row), values, (other.row_place(at),))


def _names(ledger: Ledger) -> Sequence[object]:
    if "person" not in ledger.rows:
        return ()
    names = ledger.rows["person"]
    return [names.values[code] for code in names.present()]


def _payments(ledger: Ledger, year: int | None, names: Collection[str]) -> Iterator[tuple[int, _Payment]]:
    """Each counted row with who was paid what, in money and goods, on which day; not those that lack one of these."""
    dated = ledger.schema.dated
    if "person" not in ledger.rows or dated not in ledger.rows:
        return
    persons, days = ledger.rows["person"], ledger.rows[dated]
    sums = [ledger.rows[name] for name in _MONEY if name in ledger.rows]
    meant = counted_rows(ledger, year) & days.filled & persons.where(lambda name: str(name) in names)
    for at, person in persons.items(meant):
        amount = sum(column[at] or 0 for column in sums)
        if amount:
            yield int(ledger.rows.numbers[at]), (str(person), days[at], amount)


def aid_above_expense(book: Book) -> Iterator[Finding]:
    """More aid out of the union's own money than the accounts have under the subject for it."""
    checks = book.catalog.checks
    booked = _booked(book, checks.aid_subject)
    sheets = [ledger for ledger in book.ledgers.of(_AID) if ledger.has("source") and ledger.has("amount")]
    if booked is None or any(is_flawed(each, {"source", "date", *_MONEY}) for each in sheets):
        return
    paid: Number = 0
    places: list[Sequence[Place]] = []
    for ledger in sheets:
        from_union = ledger.rows["source"].where(lambda text: any(word in text for word in checks.union_money))
        own = counted_rows(ledger, book.ledgers.year) & from_union
        paid += sum(ledger.rows[name].sum(own) for name in _MONEY if name in ledger.rows)
        places.append(ledger.cells(own, "amount"))
    if paid > booked.amount:
        values = {
            "subject": booked.subject,
            "expense": yuan_text(booked.amount),
            "paid": yuan_text(int(paid)),
            "difference": yuan_text(int(paid) - booked.amount),
        }
        yield Finding("aid-above-expense", booked.place, values, tuple(together(places)))


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
    known = dict.fromkeys(str(name) for ledger in visits for name in _names(ledger))
    visited = " ".join(known)
    words = book.catalog.checks.visit_words
    for ledger in book.ledgers.of(_AID):
        if "remark" not in ledger.rows or "person" not in ledger.rows:
            continue
        remarks, persons = ledger.rows["remark"], ledger.rows["person"]
        told = remarks.where(lambda text: any(word in text for word in words))
        for at, remark in remarks.items(counted_rows(ledger, book.ledgers.year) & told & persons.filled):
            person = persons[at]
            if person not in known and person not in visited:
                word = next(each for each in words if each in remark)
                values = {"name": person, "word": word, "sheet": visits[0].sheet}
                place = ledger.place(int(ledger.rows.numbers[at]), "remark")
                yield Finding("visit-missing", place, values, (visits[0].sheet_place,))


def figures_differing(book: Book) -> Iterator[Finding]:
    """A figure that is stated in one ledger and counted in another, with two results."""
    for tie in book.catalog.checks.ties:
        stated, counted = book.figures[tie.stated], book.figures[tie.counted]
        if None in (stated.value, counted.value) or stated == counted.value or not counted.lineage.cells:
            continue
        if stated.value != counted.value and book.is_sure(tie.stated) and book.is_sure(tie.counted):
            values = {"stated": stated.title, "stated_value": stated.shown}
            values |= {"counted": counted.title, "counted_value": counted.shown}
            yield Finding("figures-differ", stated.lineage.cells[0], values, tuple(counted.lineage.cells))


def dues_differing(book: Book) -> Iterator[Finding]:
    """Dues in 会员名册 that do not come to what 经费收支 has under 会费收入."""
    booked = _booked(book, book.catalog.checks.dues_subject)
    dues = book.figures["members.dues"]
    if booked is None or not dues.lineage.cells or not book.is_sure("members.dues"):
        return
    if booked.amount != dues.value:
        values = {"stated": booked.subject, "stated_value": f"{yuan_text(booked.amount)}元"}
        values |= {"counted": dues.title, "counted_value": dues.shown}
        yield Finding("figures-differ", booked.place, values, tuple(dues.lineage.cells))
