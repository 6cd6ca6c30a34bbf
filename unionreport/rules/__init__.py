"""What is checked: one module a family, a rule is a small generator of findings, listed here in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from unionreport.figure import Figure
from unionreport.finding import Finding
from unionreport.ledger import Ledger
from unionreport.ledgers import Ledgers
from unionreport.rules import columns, keys, orders, periods, relations, totals, values
from unionreport.schema import Catalog

LedgerRule = Callable[[Ledger], Iterator[Finding]]

LEDGER_RULES: tuple[LedgerRule, ...] = (
    columns.missing,
    columns.ambiguous,
    columns.unknown,
    values.unread,
    values.missing,
    values.unfamiliar,
    values.out_of_range,
    keys.duplicate_rows,
    keys.same_names,
    keys.persons_in_two_households,
    relations.sums_exceeded,
    relations.sums_differing,
    totals.differing,
)


def run(ledgers: Ledgers, figures: Mapping[str, Figure], catalog: Catalog) -> Iterator[Finding]:
    """Every breach of every rule, ledger by ledger, then what holds between figures."""
    for ledger in ledgers:
        for rule in LEDGER_RULES:
            yield from rule(ledger)
        yield from periods.outside_year(ledger, ledgers.year)
    yield from orders.disordered(figures, catalog)
