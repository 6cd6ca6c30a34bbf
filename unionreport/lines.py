"""The rows of a table as they stand: each made and kept in a small sheet, made when asked for in a long one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from unionreport.cells import text_of
from unionreport.columns import LARGE, Codes, Column, column
from unionreport.composites import combined
from unionreport.header import Header
from unionreport.sheets import Coded, SheetCells, coded

Row = list[object]
Flaws = Mapping[int, Mapping[int, str]]
"""By row and column, what stands for a cell without a value: the sign of an error, a formula never calculated."""


class Lines(Mapping[int, Row]):
    """The data rows and total rows of a table by Excel row, top down; cells outside of its columns are blank."""

    __slots__ = ("_rows",)

    def __init__(self, rows: dict[int, Row]) -> None:
        self._rows = rows

    def __getitem__(self, row: int) -> Row:
        return self._rows[row]

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, row: object) -> bool:
        return row in self._rows

    def cell(self, row: int, number: int) -> object:
        """What stands at a row and column; None beyond the end of a row, which may be shorter than others."""
        cells = self._rows.get(row, ())
        return cells[number - 1] if 0 < number <= len(cells) else None

    def column(self, number: int, rows: Sequence[int]) -> Column:
        """The cells of one column in these rows; blank ones are missing."""
        cells = (self._rows[row] for row in rows)
        found = coded(row[number - 1] if number <= len(row) else "" for row in cells)
        return column(found.codes, [None, *found.values[1:]])

    def put(self, row: int, number: int, value: object) -> None:
        """Puts a cell into a row that reaches so far."""
        cells = self._rows.get(row, ())
        if number <= len(cells):
            self._rows[row][number - 1] = value


class LongLines(Lines):
    """The same of a long sheet: rows are made of the sheet's when they are asked for, columns of its columns.

    ``odd`` are the rows that were looked at one by one, since they might have been no data.
    """

    __slots__ = (
        "_changed",
        "_column_of",
        "_details",
        "_flaws",
        "_header",
        "_joined",
        "_last",
        "_numbers",
        "_sheet",
        "odd",
    )

    def __init__(self, sheet: SheetCells, header: Header, flaws: Flaws, column_of: Callable[[int], Coded]) -> None:
        super().__init__({})
        self._sheet = sheet
        self._header = header
        self._flaws = flaws
        self._column_of = column_of
        self._changed: dict[int, dict[int, object]] = {}
        self._joined: tuple[int, tuple[int, int, int]] | None = None
        self._details: Codes = ()
        self._last: tuple[int, Sequence[object]] = (0, ())
        self.odd: Sequence[int] = ()
        self._numbers: Codes = ()

    def hold(self, details: Codes, totals: Codes) -> None:
        """Has these rows of the sheet be those of the table: its data and its totals."""
        self._details = details
        self._numbers = merged(details, totals) if len(totals) else details

    def __getitem__(self, row: int) -> Row:
        if row not in self:
            raise KeyError(row)
        return self.made(row)

    def __iter__(self) -> Iterator[int]:
        return (int(row) for row in self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and stands_in(row, self._numbers)

    def made(self, row: int) -> Row:
        """The cells of any row of the sheet, those outside of the table blank."""
        own = own_cells(self._of_sheet(row), self._header, self._flaws.get(row, {}))
        for number, value in self._changed.get(row, {}).items():
            own[number - 1] = value
        if self._joined is not None and stands_in(row, self._details):
            target, parts = self._joined
            text = joined_date([own[each - 1] if 0 < each <= len(own) else "" for each in parts])
            if text:
                own[target - 1] = text
        return own

    def _of_sheet(self, row: int) -> Sequence[object]:
        """A row of the sheet; the last one is kept, since several of its cells are asked for one after the other."""
        if self._last[0] != row:
            self._last = (row, self._sheet.rows[row - 1] if row <= len(self._sheet.rows) else ())
        return self._last[1]

    def cell(self, row: int, number: int) -> object:
        """What stands at a row and column; None beyond the end of a row, which may be shorter than others."""
        if row not in self:
            return None
        is_plain = self._joined is None and row not in self._changed and row not in self._flaws
        cells = self._of_sheet(row) if is_plain else self.made(row)
        if not 0 < number <= len(cells):
            return None
        found = cells[number - 1] if self._header.left <= number <= self._header.right else ""
        return "" if found is None else found

    def column(self, number: int, rows: Sequence[int]) -> Column:
        """The cells of one column in these rows; blank ones are missing."""
        if len(rows) <= LARGE:
            found = coded(self.cell(int(row), number) for row in rows)
            return column(found.codes, [None, *found.values[1:]])
        if self._joined is not None and number == self._joined[0]:
            return self._dates(rows)
        return self._own(number, rows)

    def _dates(self, rows: Sequence[int]) -> Column:
        target, parts = self._joined or (0, (0, 0, 0))
        found = combined([self._own(each, rows) for each in (*parts, target)], needed=0)
        values = [None, *(joined_date(list(each[:-1])) or each[-1] for each in found.values[1:])]
        return column(found.codes, values)

    def _own(self, number: int, rows: Sequence[int]) -> Column:
        from unionreport.arrays import codes_in

        header = self._header
        if not header.left <= number <= header.right:
            return column([0] * len(rows), [None])
        found = self._column_of(number)
        codes, used = codes_in(found.codes, rows)
        plain = column(codes, [None, *(found.values[code] for code in used)])
        return plain.replaced(self._overlaid(number, rows))

    def _overlaid(self, number: int, rows: Sequence[int]) -> dict[int, object]:
        """By position in the rows, the cells of a column that were put in or stand for what has no value."""
        overlaid: dict[int, object] = {row: cells[number] for row, cells in self._flaws.items() if number in cells}
        overlaid |= {row: cells[number] for row, cells in self._changed.items() if number in cells}
        found: dict[int, object] = {}
        for row, value in overlaid.items():
            at = bisect_left(rows, row)
            if at < len(rows) and rows[at] == row:
                found[at] = None if value == "" else value
        return found

    def put(self, row: int, number: int, value: object) -> None:
        """Puts a cell into a row that reaches so far."""
        if row in self and number <= len(self.made(row)):
            self._changed.setdefault(row, {})[number] = value

    def join(self, target: int, parts: tuple[int, int, int]) -> None:
        """Has a column's cells joined of those in the columns of year, month and day."""
        self._joined = (target, parts)


def stands_in(row: int, numbers: Codes) -> bool:
    """Whether an Excel row is among some that ascend."""
    at = bisect_left(numbers, row)
    return at < len(numbers) and bool(numbers[at] == row)


def merged(details: Codes, totals: Codes) -> Codes:
    """The Excel rows of both, ascending."""
    if len(details) <= LARGE:
        return sorted([*details, *totals])
    from unionreport.arrays import ascending

    return ascending([details, totals])


def own_cells(cells: Sequence[object], header: Header, flaws: Mapping[int, str]) -> Row:
    """A row's cells, those outside of the table blank, those without a value with what stands for it."""
    own = ["" if each is None else each for each in cells]
    own += [""] * (max(flaws, default=0) - len(own))
    for number, text in flaws.items():
        own[number - 1] = text
    left, right = header.left - 1, min(header.right, len(own))
    return [""] * min(left, len(own)) + own[left:right] + [""] * max(0, len(own) - right)


def joined_date(parts: Sequence[object]) -> str:
    """Year, month and day as one date, 2023年3月5日; empty where there is no month."""
    year, month, day = (text_of(each).rstrip("年月日份") for each in parts)
    pairs = zip((year, month, day), "年月日", strict=True)
    return "".join(text + mark for text, mark in pairs if text) if month else ""
