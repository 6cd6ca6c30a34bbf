"""Family R: what holds between figures."""

from __future__ import annotations

from collections.abc import Iterator

from unionreport.finding import Finding
from unionreport.rules.book import Book


def disordered(book: Book) -> Iterator[Finding]:
    """A figure above one that it can never exceed: 女会员人数 above 会员人数."""
    for order in book.catalog.orders:
        larger, smaller = book.figures[order.larger], book.figures[order.smaller]
        if smaller > larger:
            values = {
                "larger": larger.title,
                "larger_value": larger.shown,
                "smaller": smaller.title,
                "smaller_value": smaller.shown,
            }
            cells = smaller.lineage.cells
            yield Finding("figures-disordered", cells[0], values, tuple(larger.lineage.cells[:1]))
