from __future__ import annotations

from fractions import Fraction
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rolled import found, parts, summary
from unionreport.config import builtin
from unionreport.rollup.distribution import Distribution, distribution, quantile
from unionreport.rollup.merging import RollUp, Tally, both, of_one, rolled, together, value
from unionreport.rollup.summary import Part, Summary, from_json, to_json

FIGURES = builtin().figures
NUMBERS = st.integers(-(10**12), 10**12) | st.fractions()
PARTS = st.builds(Part, NUMBERS, st.just(1) | st.integers(1, 500), st.booleans())
SUMMARIES = st.builds(
    Summary,
    address=st.text(min_size=1, max_size=4),
    union=st.text(max_size=3),
    key=st.text(max_size=3),
    digest=st.text(max_size=3),
    year=st.none() | st.integers(2000, 2030),
    figures=st.dictionaries(st.sampled_from(["aid.total.amount", "satisfaction.rate", "talks.total"]), PARTS),
    rows=st.dictionaries(st.sampled_from(["talks", "visits"]), st.integers(0, 99)),
    findings=st.lists(
        st.builds(found, st.sampled_from(["a", "b"]), st.sampled_from(["error", "note"])),
        unique_by=lambda each: each.rule,
    ).map(tuple),
    doubtful=st.lists(st.sampled_from(["talks.total"]), max_size=1).map(tuple),
)
ROLLED = st.lists(SUMMARIES, max_size=3).map(rolled)


@given(SUMMARIES)
def test_a_summary_comes_back_from_json(each: Summary) -> None:
    """What is kept of a workbook is what was made of it, exactly."""
    assert from_json(to_json(each)) == each


@given(ROLLED, ROLLED, ROLLED)
def test_the_grouping_of_a_merge_does_not_matter(one: RollUp, two: RollUp, three: RollUp) -> None:
    """Merging is associative, so that any tree of workers gives the same."""
    assert both(both(one, two), three) == both(one, both(two, three))


@given(ROLLED, ROLLED)
def test_the_order_of_a_merge_does_not_matter(one: RollUp, two: RollUp) -> None:
    """Merging is commutative, so that the workers may answer in any order."""
    assert both(one, two) == both(two, one)
    assert repr(both(one, two)) == repr(both(two, one))


@given(ROLLED)
def test_nothing_merged_changes_nothing(one: RollUp) -> None:
    """The empty roll-up is the neutral one."""
    assert both(one, RollUp()) == one == both(RollUp(), one)


@given(st.lists(SUMMARIES, max_size=9), st.randoms())
def test_a_tree_is_a_fold(summaries: list[Summary], chance: object) -> None:
    """Merging as a tree gives what merging one by one does, in any order."""
    folded = reduce(both, map(of_one, summaries), RollUp())
    chance.shuffle(summaries)  # type: ignore[attr-defined]
    assert rolled(summaries) == folded == together(map(of_one, summaries))


def test_a_rate_is_divided_anew() -> None:
    """A rate over unions weighs each by its ballots: 90 of 100 and 1 of 2 are 91 of 102, not the mean of 90% and 50%."""
    unions = [
        summary("甲", figures={"satisfaction.rate": Part(90, 100)}),
        summary("乙", figures={"satisfaction.rate": Part(1, 2)}),
    ]
    assert value(FIGURES["satisfaction.rate"], rolled(unions).figures["satisfaction.rate"]) == Fraction(91, 102)


def test_sums_add_up_and_stated_percentages_do_not() -> None:
    """Money and counts are added; a figure that no union knows has no value."""
    whole = rolled([summary("甲", figures=parts(talks__total=3)), summary("乙", figures=parts(talks__total=4))])
    assert value(FIGURES["talks.total"], whole.figures["talks.total"]) == 7
    assert value(FIGURES["talks.total"], Tally()) is None
    empty = Tally(0, 0, ((0, "甲"),))
    assert value(FIGURES["satisfaction.rate"], empty) is None


def test_findings_are_counted_with_their_workbooks() -> None:
    """A rule has the sum of its places, the number of workbooks, and the graver of two severities."""
    whole = rolled(
        [
            summary("甲", findings=(found("x", "note", 2),), rows={"talks": 3}, doubtful=("talks.total",)),
            summary("乙", findings=(found("x", "error", 5),), rows={"talks": 4}, figures=parts(talks__total=1)),
        ]
    )
    assert [(name, each.severity, each.count, each.unions) for name, each in whole.rules.items()] == [
        ("x", "error", 7, 2)
    ]
    assert whole.ledgers == {"talks": (2, 7)}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5], (5, 5, 5)),
        ([1, 2], (Fraction(5, 4), Fraction(3, 2), Fraction(7, 4))),
        ([1, 2, 3, 4, 5], (2, 3, 4)),
        ([0, 0, 10, 100], (0, 5, Fraction(65, 2))),
    ],
)
def test_quartiles_are_those_of_excel(values: list[int], expected: tuple[Fraction, ...]) -> None:
    """QUARTILE.INC of the same numbers."""
    shares = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
    assert tuple(quantile(values, each) for each in shares) == expected


def test_a_distribution_names_the_unions_at_its_ends() -> None:
    """The least and the largest come with every union that has them."""
    tally = Tally(6, 3, ((1, "乙"), (1, "甲"), (4, "丙")))
    assert distribution(tally) == Distribution(3, 1, 1, 1, Fraction(5, 2), 4, 2, ("乙", "甲"), ("丙",))
    assert distribution(Tally()) is None


def test_the_mean_of_fractions_is_exact_to_fifty_digits() -> None:
    """The mean of many rates needs no common denominator of thousands of digits."""
    entries = tuple((Fraction(1, each), str(each)) for each in range(400, 2, -1))
    spread = distribution(Tally(0, 1, entries))
    assert spread is not None
    true = sum((number for number, _ in entries), start=Fraction()) / len(entries)
    assert abs(Fraction(spread.mean) - true) < Fraction(1, 10**48)
