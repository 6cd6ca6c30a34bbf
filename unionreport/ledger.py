"""A sheet read by its schema: typed rows under their Excel row numbers, totals set aside, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from unionreport.cells import Unread, text_of
from unionreport.header import Header
from unionreport.places import Place, cell, column_ranges
from unionreport.schema import LedgerSchema
from unionreport.sheets import Area, SheetCells

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Mended:
    """A cell that was put right on reading: the rule that tells of it, what stands there, what it was taken for."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """One sheet as a ledger.

    ``rows`` has one column a field and the Excel row number as its index; money is int fen, a blank is
    missing. ``totals`` are the sheet's own 小计 and 合计 rows; ``unread`` the cells that could not be
    read, by Excel row and field; ``raw`` the cells as they stand, by Excel row, with merged names filled
    down and errors by their sign; ``parts`` the Excel rows that are parts of another row (sub-subjects)
    and do not count beside it.

    ``source`` is the sheet itself, with its formulas and what it hides; ``unread_totals`` the cells of
    total rows that could not be read; ``mended`` what was put right on reading, by Excel row and field;
    ``pooled`` the merged cells that hold one number for several rows, by field; ``covered`` the cells
    below the first of each; ``others`` the other tables and sheets that this ledger stands on.
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
    source: SheetCells = field(default_factory=lambda: SheetCells("", ()))
    unread_totals: Mapping[tuple[int, str], Unread] = field(default_factory=dict)
    mended: Mapping[tuple[int, str], Mended] = field(default_factory=dict)
    pooled: tuple[tuple[str, Area], ...] = ()
    covered: frozenset[tuple[int, str]] = frozenset()
    others: tuple[Ledger, ...] = ()

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

    def holds(self, place: Place) -> bool:
        """Whether a place is on this table: its file, its sheet, its columns."""
        if (place.file, place.sheet) != (self.file, self.sheet):
            return False
        return not place.top or self.header.left <= place.left <= self.header.right

    def row_place(self, row: int) -> Place:
        """All the cells of an Excel row that belong to the ledger."""
        columns = self.header.columns.values()
        return Place(self.file, self.sheet, row, min(columns), row, max(columns))

    @property
    def sheet_place(self) -> Place:
        """The whole sheet."""
        return Place(self.file, self.sheet)

    def ranges(self, rows: Sequence[int], name: str) -> tuple[Place, ...]:
        """The cells of a field in the given Excel rows, joined to ranges."""
        return column_ranges(self.file, self.sheet, rows, self.header.columns.get(name, 1))

    def raw_cell(self, row: int, column: int) -> object:
        """What stands at an Excel row and column; None beyond the end of a row, which may be shorter than others."""
        cells = self.raw.get(row, ())
        return cells[column - 1] if 0 < column <= len(cells) else None

    def text(self, row: int, name: str) -> str:
        """What stands in a cell, as text."""
        return text_of(self.raw_cell(row, self.header.columns.get(name, 0)))

    def value(self, row: int, name: str) -> Any:
        """What a cell was read as; None where it is blank, could not be read, or has no column."""
        import pandas as pd

        found = self.rows[name].get(row) if name in self.rows else None
        if found is None or pd.isna(found):
            return None
        return found.item() if hasattr(found, "item") else found

    def values(self, name: str) -> Iterator[tuple[int, Any]]:
        """Each filled cell of a field: its Excel row and its value; none where the sheet has no such column."""
        if name in self.rows:
            yield from filled(self.rows, name)


def filled(rows: pd.DataFrame, name: str) -> Iterator[tuple[int, Any]]:
    """The Excel row and the value of each filled cell of one column."""
    column = rows[name].dropna()
    yield from zip(row_numbers(column), column, strict=True)


def row_numbers(rows: pd.DataFrame | pd.Series[Any]) -> list[int]:
    """The Excel row numbers, in the order of the rows."""
    return [int(row) for row in rows.index.tolist()]
