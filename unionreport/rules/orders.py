"""Family R: what holds between figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from unionreport.figure import Figure
from unionreport.finding import Finding
from unionreport.schema import Catalog


def disordered(figures: Mapping[str, Figure], catalog: Catalog) -> Iterator[Finding]:
    """A figure above one that it can never exceed: 女会员人数 above 会员人数."""
    for order in catalog.orders:
        larger, smaller = figures[order.larger], figures[order.smaller]
        if smaller > larger:
            values = {
                "larger": larger.title,
                "larger_value": larger.shown,
                "smaller": smaller.title,
                "smaller_value": smaller.shown,
            }
            cells = smaller.lineage.cells
            yield Finding("figures-disordered", cells[0], values, larger.lineage.cells[:1])
