"""Family F: the accounts, by 工会会计制度 (财会〔2021〕7号)."""

from __future__ import annotations

from collections.abc import Iterator

from unionreport.composites import combined
from unionreport.finding import Finding
from unionreport.ledger import Ledger, row_numbers
from unionreport.money import yuan_text
from unionreport.rules.book import Book
from unionreport.rules.keys import say_the_same

_TOP = 3  # digits of a subject's code; longer ones are its parts


def codes_unknown(book: Book) -> Iterator[Finding]:
    """A 科目编码 whose first three digits are no subject of the accounting system."""
    subjects = book.catalog.checks.subjects
    for ledger, row, code in _codes(book):
        if code[:_TOP] not in subjects:
            known = "、".join(f"{each} {name}" for each, name in subjects.items())
            yield Finding("subject-unknown", ledger.place(row, "code"), {"code": code, "known": known})


def codes_contradicted(book: Book) -> Iterator[Finding]:
    """A 科目 whose name is that of another code."""
    subjects = book.catalog.checks.subjects
    by_name = {name: code for code, name in subjects.items()}
    for ledger, row, code in _codes(book):
        name = str(ledger.value(row, "subject") or "")
        if code[:_TOP] in subjects and by_name.get(name, code[:_TOP]) != code[:_TOP]:
            values = {"code": code, "subject": name, "name": subjects[code[:_TOP]], "right": by_name[name]}
            yield Finding("subject-code-differs", ledger.place(row, "code"), values, (ledger.place(row, "subject"),))


def _codes(book: Book) -> Iterator[tuple[Ledger, int, str]]:
    for ledger in book.ledgers.of("finance"):
        if ledger.has("code"):
            for row, code in ledger.values("code"):
                yield ledger, row, code


def subjects_twice(book: Book) -> Iterator[Finding]:
    """One subject on two rows of a sheet: its amount counts twice, or in two halves."""
    for ledger in book.ledgers.of("finance"):
        first: dict[str, int] = {}
        for row in row_numbers(ledger.rows):
            key = str(ledger.value(row, "code") or ledger.value(row, "subject") or "")
            earlier = first.setdefault(key, row)
            if key and earlier != row and not say_the_same((ledger, earlier), (ledger, row)):
                values = {"subject": ledger.text(row, "subject") or key, "earlier": str(earlier)}
                related = (ledger.row_place(earlier),)
                yield Finding("subject-twice", ledger.row_place(row), values, related)


def over_budget(book: Book) -> Iterator[Finding]:
    """An expense above its budget, with both and the difference."""
    for ledger in book.ledgers.of("finance"):
        if not (ledger.has("budget") and ledger.has("amount")):
            continue
        rows = combined([ledger.rows[name] for name in ("budget", "amount", "kind")])
        for at, (budget, amount, _) in rows.items(rows.where(lambda each: each[2] == "支出" and each[1] > each[0])):
            row = int(ledger.rows.numbers[at])
            values = {
                "subject": ledger.text(row, "subject"),
                "budget": yuan_text(budget),
                "amount": yuan_text(amount),
                "difference": yuan_text(amount - budget),
            }
            yield Finding("over-budget", ledger.place(row, "amount"), values, (ledger.place(row, "budget"),))


def closing_negative(book: Book) -> Iterator[Finding]:
    """More spent than there was: last year's rest and income less expense is below zero."""
    closing = book.figures["finance.closing"]
    if closing < 0 and book.is_sure("finance.closing"):
        parts = {name: book.figures[f"finance.{name}"] for name in ("opening", "income", "expense")}
        values = {"closing": closing.shown} | {name: figure.shown for name, figure in parts.items()}
        sheet = book.ledgers.of("finance")[0]
        yield Finding("closing-negative", sheet.sheet_place, values)
