"""Where something is: a workbook, a sheet, a cell or a range, by the names Excel gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file, a sheet in it, or the cells ``top:left`` to ``bottom:right`` of that sheet.

    Rows and columns count from 1 as in Excel; 0 means the whole sheet, an empty sheet the whole file.
    """

    file: str
    sheet: str = ""
    top: int = 0
    left: int = 0
    bottom: int = 0
    right: int = 0

    @property
    def cells(self) -> str | None:
        """The cells in A1 notation, ``D4`` or ``D5:D27``; None for a whole sheet or file."""
        if not self.top:
            return None
        first = f"{column_letters(self.left)}{self.top}"
        last = f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    @property
    def address(self) -> str:
        """The place as Excel writes it, ``帮扶发放!D4``; the file's name for a whole file."""
        if not self.sheet:
            return self.file
        return f"{self.sheet}!{self.cells}" if self.cells else self.sheet

    def seen_from(self, file: str) -> str:
        """The address, with the file's name before it as Excel writes it where that is another file."""
        return self.address if self.file == file or not self.sheet else f"[{self.file}]{self.address}"


def cell(file: str, sheet: str, row: int, column: int) -> Place:
    """The place of one cell."""
    return Place(file, sheet, row, column, row, column)


def column_letters(column: int) -> str:
    """The letters Excel gives a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def column_ranges(file: str, sheet: str, rows: Iterable[int], column: int) -> tuple[Place, ...]:
    """The cells of one column in the given rows, consecutive rows joined to one range, top down."""
    ranges: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if ranges and ranges[-1][1] == row - 1:
            ranges[-1] = (ranges[-1][0], row)
        else:
            ranges.append((row, row))
    return tuple(Place(file, sheet, top, column, bottom, column) for top, bottom in ranges)
