"""What is checked: one module a family, a rule is a small generator of findings, listed here in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from unionreport.figure import Figure
from unionreport.finding import Finding
from unionreport.ledger import Ledger
from unionreport.ledgers import Ledgers
from unionreport.rules import (
    across,
    columns,
    document,
    examples,
    finance,
    formulas,
    identities,
    keys,
    limits,
    mending,
    orders,
    outcomes,
    periods,
    relations,
    totals,
    values,
    years,
)
from unionreport.rules.book import Book, Earlier
from unionreport.schema import Catalog

LedgerRule = Callable[[Ledger], Iterator[Finding]]
PartsRule = Callable[[Sequence[Ledger]], Iterator[Finding]]
BookRule = Callable[[Book], Iterator[Finding]]

LEDGER_RULES: tuple[LedgerRule, ...] = (
    columns.missing,
    columns.ambiguous,
    columns.unknown,
    examples.filled_in,
    values.unread,
    values.missing,
    values.unfamiliar,
    values.out_of_range,
    relations.sums_exceeded,
    relations.sums_differing,
    outcomes.savings_not_counted,
    outcomes.savings_missing,
    outcomes.proposals_unfiled,
    outcomes.proposals_unanswered,
    formulas.numbers_over_formulas,
    formulas.sums_missing_rows,
    totals.differing,
    totals.unreadable,
    mending.hidden,
    mending.amounts_merged,
    mending.units_jumping,
    mending.people_differing,
    mending.grains_mixed,
    mending.mended,
    identities.flawed,
    identities.sexes_differing,
)
"""What holds within one sheet."""

PARTS_RULES: tuple[PartsRule, ...] = (
    keys.duplicate_rows,
    keys.numbers_twice,
    keys.same_names,
    keys.persons_in_two_households,
    keys.households_with_two_heads,
)
"""What holds within one ledger, on however many sheets it stands."""

BOOK_RULES: tuple[BookRule, ...] = (
    across.ids_with_two_names,
    across.paid_twice,
    across.paid_in_two_ledgers,
    across.aid_above_expense,
    across.visits_missing,
    across.figures_differing,
    across.dues_differing,
    finance.codes_unknown,
    finance.codes_contradicted,
    finance.subjects_twice,
    finance.over_budget,
    finance.closing_negative,
    limits.broken,
    document.numbers_unsourced,
    orders.disordered,
    years.openings_differing,
    years.proposals_dropped,
    years.figures_jumping,
    years.ledgers_missing,
)
"""What holds between ledgers, between figures, and between years."""

_FOLLOWS_FROM = {"total-differs": "sum-misses-rows"}
"""A breach that is no more than the consequence of another one in the same cell."""


def run(
    ledgers: Ledgers, figures: Mapping[str, Figure], catalog: Catalog, earlier: Sequence[Earlier] = ()
) -> Iterator[Finding]:
    """Every breach of every rule: sheet by sheet, ledger by ledger, then across them and across the years.

    ``earlier`` are the years before, the last of them first.
    """
    for parts in ledgers.by_kind.values():
        for ledger in parts:
            yield from _without_consequences(_judge(ledger, ledgers.year))
        for rule in PARTS_RULES:
            yield from rule(parts)
    book = Book(ledgers, figures, catalog, tuple(earlier))
    for each in BOOK_RULES:
        yield from each(book)


def _judge(ledger: Ledger, year: int | None) -> Iterator[Finding]:
    for rule in LEDGER_RULES:
        yield from rule(ledger)
    yield from periods.outside_year(ledger, year)


def _without_consequences(findings: Iterator[Finding]) -> Iterator[Finding]:
    found = list(findings)
    told = {(each.rule, each.place) for each in found}
    yield from (each for each in found if (_FOLLOWS_FROM.get(each.rule), each.place) not in told)
