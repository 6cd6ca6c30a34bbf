"""Which figures have a value wherever others have one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import book, figures
from unionreport.config import builtin
from unionreport.presence import surely_present

LEDGERS = [each for each in builtin().ledgers.values() if not each.items]


@pytest.mark.parametrize(
    ("known", "there", "open_"),
    [
        ("finance.closing", ["finance.opening", "finance.income", "finance.balance"], ["aid.total.amount"]),
        ("finance", ["finance.income", "finance.expense", "finance.balance"], ["finance.opening", "finance.closing"]),
        ("aid.total.amount", ["aid.total.persons", "aid.students.amount"], ["finance.income"]),
        ("suggestions", ["suggestions.submitted", "suggestions.adopted"], ["suggestions.adoption_rate"]),
        ("suggestions.adoption_rate", ["suggestions.submitted", "suggestions.adopted"], ["visits.total"]),
        ("profile.members", ["profile.members"], ["profile.women", "profile.workers"]),
        ("narrative", [], ["aid.total.amount"]),
        ("growth.aid.total.amount", [], ["aid.total.amount"]),
    ],
)
def test_a_ledger_that_is_there_gives_its_figures(known: str, there: list[str], open_: list[str]) -> None:
    """Counts and sums over required columns come with their ledger; single items, ratios and other ledgers do not."""
    found = surely_present({known}, builtin())
    assert set(there) <= found
    assert found.isdisjoint(open_)


def test_nothing_known_is_nothing_present() -> None:
    """Without any figure every ledger may be absent."""
    assert surely_present((), builtin()) == frozenset()


def test_what_is_said_to_be_present_is_worked_out(tmp_path: Path) -> None:
    """From sheets with nothing but their required columns, every figure foretold from one that is there is there."""
    columns = {each.title: [one.title for one in each.fields.values() if one.required] for each in LEDGERS}
    found = figures(book(tmp_path, {title: " | ".join(names) for title, names in columns.items() if names}))
    there = {name for name, value in found.items() if value is not None}
    assert len(there) > 40
    assert {name for each in there for name in surely_present({each}, builtin())} - there == set()


def test_what_may_be_missing_is_not_foretold() -> None:
    """A figure over an optional column, a count of distinct people without names, and a stand-in for a figure."""
    figures_ = builtin().figures
    optional = [each.id for each in figures_.values() if each.needs and not each.verb.takes_figures]
    assert optional
    stand_ins = [each for each in figures_.values() if each.otherwise]
    for each in stand_ins:
        assert each.id in surely_present({each.otherwise}, builtin())
