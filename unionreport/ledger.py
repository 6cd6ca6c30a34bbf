"""A sheet read by its schema: typed rows under their Excel row numbers, totals set aside, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from unionreport.cells import Unread, text_of
from unionreport.columns import LARGE, Column, Marks, Rows
from unionreport.header import Header
from unionreport.lines import Lines
from unionreport.places import Place, Places, Strip, cell, column_ranges
from unionreport.schema import FieldType, LedgerSchema
from unionreport.sheets import Area, SheetCells

if TYPE_CHECKING:
    import pandas as pd


ORDINALS = ("seq", "no", "order")
"""The fields that number the rows of a ledger, and say nothing else of them."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A cell that was put right on reading: the rule that tells of it, what stands there, what it was taken for."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """One sheet as a ledger.

    ``rows`` has one column a field under the Excel row numbers; money is int fen, a blank is missing.
    ``totals`` are the sheet's own 小计 and 合计 rows; ``unread`` the cells that could not be read, by
    Excel row and field; ``raw`` the cells as they stand, by Excel row, with merged names filled
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
    rows: Rows
    totals: Rows
    raw: Lines
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

    def cells(self, marks: Marks | None, name: str) -> Sequence[Place]:
        """The cells of a field in these rows, by default in all, joined to ranges; of a long sheet when looked at."""
        number = self.header.columns.get(name, 1)
        if len(self.rows) <= LARGE:
            return column_ranges(self.file, self.sheet, self.rows.chosen(marks), number)
        from unionreport.arrays import runs_of

        meant = self.rows.all() if marks is None else marks
        key = ("runs", meant.digest())
        if key not in self.rows.kept:
            self.rows.kept[key] = runs_of(self.rows.numbers, meant)
        tops, bottoms = self.rows.kept[key]
        return Places((Strip(self.file, self.sheet, number, tops, bottoms),))

    def raw_cell(self, row: int, column: int) -> object:
        """What stands at an Excel row and column; None beyond the end of a row, which may be shorter than others."""
        return self.raw.cell(row, column)

    def text(self, row: int, name: str) -> str:
        """What stands in a cell, as text."""
        return text_of(self.raw_cell(row, self.header.columns.get(name, 0)))

    def written(self, name: str) -> Column:
        """The cells of a field as they stand, blank ones missing; the sheet must have the field."""
        key = ("written", name)
        if key not in self.rows.kept:
            self.rows.kept[key] = self.raw.column(self.header.columns[name], self.rows.numbers)
        found: Column = self.rows.kept[key]
        return found

    def says(self, name: str) -> Marks:
        """The rows in which something stands in a field, whatever it was read as."""
        return self.written(name).where(_says)

    def say_any(self, names: Iterable[str]) -> Marks:
        """The rows in which something stands in any of these fields."""
        first, *others = map(self.says, names)
        return reduce(or_, others, first)

    @property
    def unread_fields(self) -> frozenset[str]:
        """The fields with a cell that could not be read."""
        if "unread" not in self.rows.kept:
            self.rows.kept["unread"] = frozenset(name for _, name in self.unread)
        found: frozenset[str] = self.rows.kept["unread"]
        return found

    def value(self, row: int, name: str) -> Any:
        """What a cell was read as; None where it is blank, could not be read, or has no column."""
        return self.rows.value(row, name)

    def values(self, name: str, marks: Marks | None = None) -> Iterator[tuple[int, Any]]:
        """Each filled cell of a field: its Excel row and its value; none where the sheet has no such column."""
        if name in self.rows:
            yield from filled(self.rows, name, marks)

    def frame(self) -> pd.DataFrame:
        """The rows as a pandas frame, Excel row numbers as its index; money is whole fen."""
        import pandas as pd

        index = pd.Index(row_numbers(self.rows), dtype="int64", name="row")
        frame = pd.DataFrame(index=index)
        for name in self.rows:
            dtype = _DTYPES.get(self.schema.fields[name].type, "object")
            frame[name] = pd.Series(list(self.rows[name]), index=index, dtype=dtype)
        return frame


def _says(cell: object) -> bool:
    return not isinstance(cell, str) or (bool(cell.strip()) and (cell.isprintable() or bool(text_of(cell))))


_DTYPES = {
    FieldType.MONEY: "Int64",
    FieldType.COUNT: "Int64",
    FieldType.TALLY: "Int64",
    FieldType.YESNO: "boolean",
    FieldType.DATE: "datetime64[s]",
}


def filled(rows: Rows, name: str, marks: Marks | None = None) -> Iterator[tuple[int, Any]]:
    """The Excel row and the value of each filled cell of one column."""
    numbers = rows.numbers
    for at, value in rows[name].items(marks):
        yield int(numbers[at]), value


def row_numbers(rows: Rows) -> list[int]:
    """The Excel row numbers, in the order of the rows."""
    return rows.chosen()
