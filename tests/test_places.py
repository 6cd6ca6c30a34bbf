"""Addresses as Excel names them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.places import Place, cell, column_letters, column_ranges

FILE, SHEET = "2023.xlsx", "帮扶发放"


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")],
)
def test_columns_have_the_letters_of_excel(column: int, letters: str) -> None:
    """Column 1 is A, 27 is AA, and the last one of a sheet is XFD."""
    assert column_letters(column) == letters


@given(st.integers(1, 16384))
def test_letters_count_in_base_26_without_a_zero(column: int) -> None:
    """The letters of a column, read back, are the column."""
    number = 0
    for letter in column_letters(column):
        number = number * 26 + ord(letter) - 64
    assert number == column


@pytest.mark.parametrize(
    ("place", "cells", "address"),
    [
        (Place(FILE), None, "2023.xlsx"),
        (Place(FILE, SHEET), None, "帮扶发放"),
        (cell(FILE, SHEET, 4, 4), "D4", "帮扶发放!D4"),
        (Place(FILE, SHEET, 5, 4, 27, 4), "D5:D27", "帮扶发放!D5:D27"),
        (Place(FILE, SHEET, 5, 1, 5, 28), "A5:AB5", "帮扶发放!A5:AB5"),
    ],
)
def test_a_place_is_written_as_excel_writes_it(place: Place, cells: str | None, address: str) -> None:
    """A cell, a range, a whole sheet and a whole file each have the address that a user can type."""
    assert (place.cells, place.address) == (cells, address)


def test_consecutive_rows_are_one_range() -> None:
    """Rows in any order and given twice are joined where they follow each other, top down."""
    ranges = column_ranges(FILE, SHEET, [9, 4, 5, 6, 5, 11, 12], 7)
    assert [each.cells for each in ranges] == ["G4:G6", "G9", "G11:G12"]
    assert {(each.file, each.sheet) for each in ranges} == {(FILE, SHEET)}


def test_no_rows_are_no_range() -> None:
    """A figure without rows names no cells."""
    assert column_ranges(FILE, SHEET, [], 1) == ()


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_exactly_the_rows_given(rows: set[int]) -> None:
    """Joining loses no row, adds none, and leaves a gap between two ranges."""
    ranges = column_ranges(FILE, SHEET, rows, 3)
    assert {row for each in ranges for row in range(each.top, each.bottom + 1)} == rows
    assert all(later.top > earlier.bottom + 1 for earlier, later in pairwise(ranges))


def test_places_sort_by_sheet_row_and_column() -> None:
    """Places of one sheet are in reading order."""
    places = [cell(FILE, SHEET, 10, 1), cell(FILE, SHEET, 9, 2), cell(FILE, SHEET, 9, 1), Place(FILE, SHEET)]
    assert [each.address for each in sorted(places)] == ["帮扶发放", "帮扶发放!A9", "帮扶发放!B9", "帮扶发放!A10"]


def test_a_place_in_another_file_names_it() -> None:
    """As Excel writes it, in brackets; a whole file is its own name."""
    place = cell("1月.xlsx", "帮扶发放", 2, 4)
    assert (place.seen_from("1月.xlsx"), place.seen_from("2023")) == ("帮扶发放!D2", "[1月.xlsx]帮扶发放!D2")
    assert Place("1月.xlsx").seen_from("2023") == "1月.xlsx"
