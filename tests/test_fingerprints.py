"""Prints of rows: equal for rows that say the same, in short tables and in long ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lengths import at_length
from unionreport.cells import text_of
from unionreport.columns import column
from unionreport.fingerprints import fingerprints, repeated_prints
from unionreport.sheets import coded

CELLS = st.sampled_from(
    ("", " ", "5", 5.0, "5.0", 0.5, "0.5", "05", "-0", -0.0, 0.0, "0", 0.1 + 0.2, 0.3, "0.3", 1e15, "甲", "甲 ", "\x01")
)
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=12)


@pytest.mark.parametrize("long", [False, True])
@given(rows=ROWS)
def test_rows_share_a_print_if_they_say_the_same(rows: list[tuple[object, object]], *, long: bool) -> None:
    """Texts count, not types: 5 and “5” are the same, a blank is as good as nothing."""
    columns = {}
    for number, name in enumerate(("amount", "remark")):
        found = coded(row[number] for row in rows)
        columns[name] = column(found.codes, [None, *found.values[1:]])
    prints = [int(each) for each in fingerprints(columns, len(rows), at_length=long)]
    said = [tuple(map(text_of, row)) for row in rows]
    assert [prints.index(each) for each in prints] == [said.index(each) for each in said]


def test_prints_that_repeat_are_found_in_all_the_parts() -> None:
    """A print in two parts is in both; one that stands once is in none."""
    parts = [[1, 2, 3], [], [3, 1, 4]]
    found = [(0, 0, 1), (0, 2, 3), (2, 0, 3), (2, 1, 1)]
    assert list(repeated_prints(parts)) == found
    assert list(repeated_prints([[1], [2]])) == []
    with at_length():
        assert list(repeated_prints(parts)) == found
