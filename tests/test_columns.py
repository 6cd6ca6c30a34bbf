"""Columns of codes: lists in small tables and arrays in large ones say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lengths import at_length
from unionreport import composites
from unionreport.columns import Column, Marks, Rows, column_of, marks_of
from unionreport.composites import combined

NUMBERS = st.lists(st.none() | st.integers(-5, 5) | st.just(10**15), min_size=1, max_size=30)
TEXTS = st.lists(st.none() | st.sampled_from("甲乙丙丁"), min_size=1, max_size=30)


def both(work: Callable[[], Any]) -> Any:
    """What comes out of lists; the same must come out of arrays."""
    short = work()
    with at_length():
        assert work() == short
    return short


@given(NUMBERS)
def test_sums_are_exact(values: list[int | None]) -> None:
    """The sum is that of the filled rows, of some of them, and of those above each row."""
    known = [value or 0 for value in values]

    def work() -> tuple[object, ...]:
        made = column_of(values)
        odd = marks_of(range(1, len(values), 2), len(values))
        return made.sum(), made.sum(odd), [made.running()[at] for at in range(len(values) + 1)], list(made)

    sums = [sum(known[:at]) for at in range(len(known) + 1)]
    assert both(work) == (sum(known), sum(known[1::2]), sums, values)


def test_decimals_and_numbers_beyond_64_bits_are_summed_without_loss() -> None:
    """Half points and sums that no machine word holds come out exactly."""
    assert both(lambda: column_of([Decimal("0.5"), Decimal("0.25"), None]).sum()) == Fraction(3, 4)
    assert both(lambda: column_of([2**62, 2**62 - 1]).sum()) == 2**63 - 1
    halves = [0, Fraction(1, 2), Fraction(1, 2), Fraction(3, 2)]
    assert both(lambda: list(column_of([Decimal("0.5"), None, Decimal(1)]).running())) == halves


@given(TEXTS)
def test_values_are_counted_as_they_stand(values: list[str | None]) -> None:
    """How many differ, how often each stands, where each first stands, which rows say what."""

    def work() -> tuple[object, ...]:
        made = column_of(values)
        first = [made.values[code] for code in made.present()]
        with_none = [made.values[code] for code in made.present(missing=True)]
        chosen = (made.isin("甲乙").positions(), made.missing.positions(), list(made.items(~made.isin("甲"))))
        return made.distinct(), dict(made.counts()), first, with_none, chosen, made.where("丙".__eq__).count

    filled = [value for value in values if value is not None]
    expected = (
        len(set(filled)),
        {value: filled.count(value) for value in filled},
        list(dict.fromkeys(filled)),
        list(dict.fromkeys(values)),
        (
            [at for at, value in enumerate(values) if value in {"甲", "乙"}],
            [at for at, value in enumerate(values) if value is None],
            [(at, value) for at, value in enumerate(values) if value not in {"甲", None}],
        ),
        filled.count("丙"),
    )
    assert both(work) == expected


@given(TEXTS, st.data())
def test_several_columns_are_one_of_tuples(values: list[str | None], data: st.DataObject) -> None:
    """A row has the tuple of its values; none where one that is needed is missing."""
    others = data.draw(st.lists(st.none() | st.integers(0, 3), min_size=len(values), max_size=len(values)))

    def work() -> list[object]:
        pair = [column_of(values), column_of(others)]
        return [list(combined(pair, needed)) for needed in (0, 1, 2)]

    rows = list(zip(values, others, strict=True))
    assert both(work) == [
        rows,
        [row if row[0] is not None else None for row in rows],
        [row if None not in row else None for row in rows],
    ]


@given(TEXTS, st.data())
def test_rows_that_repeat_or_contradict_each_other_are_found(values: list[str | None], data: st.DataObject) -> None:
    """Rows whose values stand elsewhere too, and rows whose key stands beside several values."""
    others = data.draw(st.lists(st.none() | st.integers(0, 2), min_size=len(values), max_size=len(values)))
    meant = data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values)))

    def work() -> tuple[list[int], ...]:
        key, value = column_of(values), column_of(others)
        chosen = marks_of([at for at, flag in enumerate(meant) if flag], len(meant))
        return composites.repeated(key), composites.contradicted(key, value), composites.alike((key, value), 1, chosen)

    pairs = list(zip(values, others, strict=True))
    beside = {key: {value for each, value in pairs if each == key and value is not None} for key in values}
    told = [pair for pair, flag in zip(pairs, meant, strict=True) if flag]
    assert both(work) == (
        [at for at, key in enumerate(values) if key is not None and values.count(key) > 1],
        [at for at, pair in enumerate(pairs) if None not in pair and len(beside[pair[0]]) > 1],
        [at for at, pair in enumerate(pairs) if meant[at] and pair[0] is not None and told.count(pair) > 1],
    )


@given(TEXTS, TEXTS)
def test_columns_stand_in_for_each_other(first: list[str | None], second: list[str | None]) -> None:
    """One column fills another's blanks, stands below it, or is changed at single rows."""
    size = min(len(first), len(second))
    one, two = first[:size], second[:size]

    def work() -> list[list[object]]:
        own, other = column_of(one), column_of(two)
        numbered = column_of([None if each is None else f"{each}!" for each in two])
        changed = own.replaced({0: "戊", size - 1: None})
        return [
            list(each)
            for each in (
                own.otherwise(other, own.missing),
                composites.either(own, numbered),
                composites.stacked([own, other]),
                changed,
                own.within(own.isin("甲")),
                own.picked([size - 1]),
                own.mapped(lambda each: None if each == "甲" else each * 2),
            )
        ]

    changed = ["戊", *one[1:]]
    changed[size - 1] = None
    assert both(work) == [
        [own if own is not None else other for own, other in zip(one, two, strict=True)],
        [own if own is not None else other and f"{other}!" for own, other in zip(one, two, strict=True)],
        [*one, *two],
        changed,
        [each if each == "甲" else None for each in one],
        [one[-1]],
        [None if each in {None, "甲"} else (each or "") * 2 for each in one],
    ]


@given(st.lists(st.booleans(), min_size=1, max_size=20), st.data())
def test_marks_are_joined_as_sets_are(flags: list[bool], data: st.DataObject) -> None:
    """Both, either and neither; how many; whether any."""
    others = data.draw(st.lists(st.booleans(), min_size=len(flags), max_size=len(flags)))

    def marks(of: Sequence[bool]) -> Marks:
        return marks_of([at for at, flag in enumerate(of) if flag], len(of))

    def work() -> list[object]:
        one, two = marks(flags), marks(others)
        each = [one & two, one | two, ~one]
        return [(found.positions(), found.count, bool(found), len(found)) for found in each]

    sets = [{at for at, flag in enumerate(of) if flag} for of in (flags, others)]
    expected = [sets[0] & sets[1], sets[0] | sets[1], set(range(len(flags))) - sets[0]]
    assert both(work) == [(sorted(found), len(found), bool(found), len(flags)) for found in expected]


def test_rows_are_found_by_their_excel_number() -> None:
    """A number that is not in the table has no value, and no place among the rows."""

    def work() -> tuple[object, ...]:
        rows = Rows([3, 4, 9], {"amount": column_of([5, None, 7])})
        return (
            [rows.value(row, "amount") for row in (2, 3, 4, 9, 10)],
            rows.value(3, "goods"),
            rows.chosen(rows.marked([1, 4, 9])),
            rows.chosen(),
            rows.chosen(rows["amount"].where(lambda amount: amount > 5)),
            list(rows),
        )

    assert both(work) == ([None, 5, None, 7, None], None, [4, 9], [3, 4, 9], [9], ["amount"])


@pytest.mark.parametrize("values", [[True, True, False], ["甲", None, "甲"]])
def test_what_is_asked_of_values_is_asked_once_each(values: list[object]) -> None:
    """A function sees each distinct value once, however often it stands and however often it is asked for."""
    asked: list[object] = []

    def ask(value: object) -> object:
        asked.append(value)
        return value

    made: Column = column_of(values)
    assert list(made.told(ask)) == list(made.told(ask)) == made.values
    assert len(asked) == len(made.values) - 1
