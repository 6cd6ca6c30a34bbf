"""Cells of long columns are read as single cells are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unionreport import identity
from unionreport.bulkcells import floats, read_long_column
from unionreport.cells import Setting, read_column
from unionreport.config import builtin
from unionreport.ids import sound

AID = builtin().ledgers["disbursements"]
FIELDS = [AID.fields[name] for name in ("seq", "date", "item", "person", "id_no", "unit", "people", "amount")]
CELLS = st.lists(
    st.floats()
    | st.integers(-(10**7), 10**7).map(lambda number: number / 100)
    | st.integers(0, 10**6).map(float)
    | st.text(max_size=6)
    | st.sampled_from(
        ("王一三(已故)", "李 四", "a1", "#REF!", "助学金", "5元", "110101199003070000", "１２", "√", " ", "a\x00b")
    )
    | st.booleans(),
    max_size=20,
)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@pytest.mark.parametrize("setting", [Setting(2023), Setting(2023, 10**4)])
@given(cells=CELLS)
@example(cells=[1.0, 2.0, 3.0])
@example(cells=[0.0, -0.0])
@example(cells=[0.29, 1.15, 0.1 + 0.2, 1e15, 0.125])
def test_a_long_column_is_read_as_its_cells_are(field: Any, setting: Setting, cells: list[Any]) -> None:
    """Whatever stands in the cells, each is read as it would be alone."""
    known = ["", *cells]
    found = read_long_column(known, field, setting)
    assert [found[at] for at in range(len(found))] == read_column(known, field, setting)


def test_the_numbers_of_rows_are_made_when_looked_at() -> None:
    """A column that numbers the rows has texts, and a slice of them; beyond its end there is none."""
    found = read_long_column(["", 1.0, 2.0, 3.0], AID.fields["seq"], Setting())
    assert not isinstance(found, list)
    assert (found[1:3], found[0], len(found)) == (["1", "2"], None, 4)
    with pytest.raises(IndexError):
        found[4]


def test_cells_that_are_no_numbers_are_not_numbers() -> None:
    """Texts, days and truth values among numbers, and columns without any."""
    assert [each == each for each in floats(["", 1.0, "2", True]).tolist()] == [False, True, False, False]  # noqa: PLR0124
    assert [each == each for each in floats(["", "2"]).tolist()] == [False, False]  # noqa: PLR0124


@given(
    st.lists(
        st.text("0123456789X×", min_size=14, max_size=19)
        | st.dates(date(1000, 1, 1))
        .map(lambda day: f"110101{day:%Y%m%d}001")
        .map(lambda digits: digits + identity.check_digit(digits))
        | st.text(max_size=3)
    )
)
def test_identity_numbers_are_weighed_as_single_ones_are(numbers: list[str]) -> None:
    """What is wrong with each number is what `identity.flaw` says."""
    assert sound([None, *numbers]) == [None, *map(identity.flaw, numbers)]
