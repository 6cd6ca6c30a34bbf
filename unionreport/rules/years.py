"""Family Y: one year beside the one before it."""

from __future__ import annotations

from collections.abc import Iterator

from unionreport.figure import Figure
from unionreport.finding import Finding
from unionreport.header import plain
from unionreport.ledger import Ledger, row_numbers
from unionreport.money import yuan_text
from unionreport.places import Place
from unionreport.rules.book import Book, Earlier, is_sure
from unionreport.schema import Condition

_FEW = 10  # persons or rows below which any change is chance
_LITTLE = 10_000_00  # fen


def openings_differing(book: Book) -> Iterator[Finding]:
    """上年结余 that is not what last year's accounts closed with."""
    last = book.last
    opening = book.figures["finance.opening"]
    if last is None or opening.value is None or not book.is_sure("finance.opening"):
        return
    closing = last.figures["finance.closing"]
    if closing.value is None or not is_sure("finance.closing", last.ledgers, book.catalog):
        return
    if opening.value != closing.value:
        values = {
            "opening": yuan_text(int(opening.value)),
            "closing": yuan_text(int(closing.value)),
            "difference": yuan_text(int(opening.value) - int(closing.value)),
            "file": last.ledgers.file,
        }
        related = tuple(Place(each.file, each.sheet) for each in last.ledgers.of("finance"))
        yield Finding("opening-differs", opening.lineage.cells[0], values, related)


def proposals_dropped(book: Book) -> Iterator[Finding]:
    """A proposal that last year left open, and this year's ledger does not go on with, by number or 案由."""
    last, sheets = book.last, book.ledgers.of("proposals")
    if last is None or not sheets:
        return
    known = {_said(ledger, row, name) for ledger, row in _rows(sheets) for name in ("no", "subject")}
    for ledger, row in _rows(last.ledgers.of("proposals")):
        result = ledger.value(row, "result")
        names = {_said(ledger, row, "subject"), _said(ledger, row, "no")} - {""}
        if result in book.catalog.checks.open_results and known.isdisjoint(names):
            values = {
                "subject": ledger.text(row, "subject"),
                "result": str(result),
                "file": ledger.file,
                "row": str(row),
            }
            yield Finding("proposal-dropped", sheets[0].sheet_place, values, (ledger.row_place(row),))


def _rows(sheets: tuple[Ledger, ...]) -> Iterator[tuple[Ledger, int]]:
    for ledger in sheets:
        for row in row_numbers(ledger.rows):
            yield ledger, row


def _said(ledger: Ledger, row: int, name: str) -> str:
    return plain(ledger.text(row, name))


def figures_jumping(book: Book) -> Iterator[Finding]:
    """A figure several times last year's, or last year's several times it: a slip, or worth a reason.

    Told once for the figures that take the same rows, and for a whole ledger only where no part of it
    explains the jump; small numbers are passed over.
    """
    last = book.last
    if last is None:
        return
    jumps: dict[tuple[str, tuple[Condition, ...]], str] = {}
    for name in book.figures:
        schema = book.catalog.figures[name]
        if not schema.verb.takes_figures and _jumps(book, last, name):
            jumps.setdefault((schema.ledger, schema.where), name)
    explained = {kind for kind, where in jumps if where}
    for (kind, where), name in jumps.items():
        if where or kind not in explained:
            figure, before = book.figures[name], last.figures[name]
            values = {"figure": figure.title, "value": figure.shown, "before": before.shown, "id": name}
            yield Finding("figure-jump", _place(figure, book, kind), values, tuple(before.lineage.cells))


def _jumps(book: Book, last: Earlier, name: str) -> bool:
    figure, before = book.figures[name], last.figures[name]
    if figure.value is None or before.value is None:
        return False
    small, large = sorted((figure.value, before.value))
    is_large = large > (_LITTLE if figure.unit == "元" else _FEW)
    if not is_large or small < 0 or large < book.catalog.checks.jump * small:
        return False
    return book.is_sure(name) and is_sure(name, last.ledgers, book.catalog)


def _place(figure: Figure, book: Book, kind: str) -> Place:
    """The first of the figure's cells; the sheet where none counts."""
    cells = figure.lineage.cells
    return cells[0] if cells else book.ledgers.of(kind)[0].sheet_place


def ledgers_missing(book: Book) -> Iterator[Finding]:
    """A ledger that last year's workbook has and this year's does not."""
    last = book.last
    if last is None:
        return
    for kind, sheets in last.ledgers.by_kind.items():
        if not book.ledgers.of(kind) and _has_rows(last, kind):
            values = {"ledger": sheets[0].schema.title, "file": last.ledgers.file}
            yield Finding("ledger-missing", Place(book.ledgers.file), values, (sheets[0].sheet_place,))


def _has_rows(last: Earlier, kind: str) -> bool:
    return any(len(ledger.rows) for ledger in last.ledgers.of(kind))
