"""A sheet read by its schema: typed rows under their Excel row numbers, totals set aside, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unionreport.cells import Unread, text_of
from unionreport.header import Header
from unionreport.places import Place, cell, column_ranges
from unionreport.schema import LedgerSchema

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Ledger:
    """One sheet as a ledger.

    ``rows`` has one column a field and the Excel row number as its index; money is int fen, a blank is
    missing. ``totals`` are the sheet's own 小计 and 合计 rows; ``unread`` the cells that could not be
    read, by Excel row and field; ``raw`` the cells as they stand, by Excel row; ``parts`` the Excel rows
    that are parts of another row (sub-subjects) and do not count beside it.
    """

    schema: LedgerSchema
    file: str
    sheet: str
    header: Header
    rows: pd.DataFrame
    totals: pd.DataFrame
    raw: Mapping[int, Sequence[object]]
    unread: Mapping[tuple[int, str], Unread]
    parts: frozenset[int] = frozenset()

    def has(self, name: str) -> bool:
        """Whether the sheet has a column for the field."""
        return name in self.header.columns

    def provides(self, name: str) -> bool:
        """Whether the ledger has values for the field: a column, or something that stands for it."""
        field = self.schema.fields[name]
        return (
            self.has(name)
            or field.default is not None
            or any(self.has(each.source) for each in field.derived)
            or (bool(field.fallback) and all(self.has(each) for each in field.fallback))
        )

    def place(self, row: int, name: str) -> Place:
        """The cell of a field in an Excel row; the first column where the sheet lacks the field."""
        return cell(self.file, self.sheet, row, self.header.columns.get(name, 1))

    def row_place(self, row: int) -> Place:
        """All the cells of an Excel row that belong to the ledger."""
        columns = self.header.columns.values()
        return Place(self.file, self.sheet, row, min(columns), row, max(columns))

    def ranges(self, rows: Sequence[int], name: str) -> tuple[Place, ...]:
        """The cells of a field in the given Excel rows, joined to ranges."""
        return column_ranges(self.file, self.sheet, rows, self.header.columns.get(name, 1))

    def text(self, row: int, name: str) -> str:
        """What stands in a cell, as text."""
        column = self.header.columns.get(name, 0)
        cells = self.raw.get(row, ())
        return text_of(cells[column - 1]) if 0 < column <= len(cells) else ""

    def values(self, name: str) -> Iterator[tuple[int, Any]]:
        """Each filled cell of a field: its Excel row and its value."""
        yield from filled(self.rows, name)


def filled(rows: pd.DataFrame, name: str) -> Iterator[tuple[int, Any]]:
    """The Excel row and the value of each filled cell of one column."""
    column = rows[name].dropna()
    yield from zip(row_numbers(column), column, strict=True)


def row_numbers(rows: pd.DataFrame | pd.Series[Any]) -> list[int]:
    """The Excel row numbers, in the order of the rows."""
    return [int(row) for row in rows.index.tolist()]
