"""The cells of one sheet as they come in: typed, placed, and what values alone do not tell beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from math import isfinite

from unionreport.errors import WorkbookError
from unionreport.places import column_letters
from unionreport.sheets import Area, Position, SheetCells
from unionreport.workbook.archive import damaged
from unionreport.workbook.limits import MOST_CELLS, MOST_COLUMNS, MOST_MERGES, MOST_ROWS, MOST_SLOTS, too_large
from unionreport.workbook.serials import Format, value_of
from unionreport.workbook.strings import is_as_seen, unescape

COLUMNS = {column_letters(column): column for column in range(1, MOST_COLUMNS + 1)}
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NO_FORMAT = Format.NUMBER
_MOST_DATES = 10_000
_UNNAMED_ERROR = "#VALUE!"


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of one workbook share: texts, formats by style, the calendar, whether results are stale.

    ``stale`` is set where the writer asks Excel to calculate on opening: a 0 it stored is no result.
    """

    strings: Sequence[str] = ()
    formats: Sequence[Format] = ()
    from_1904: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell as its XML has it: type (ST_CellType), style, and the texts of ``<v>`` or ``<is>`` and ``<f>``."""

    kind: str = "n"
    style: str | None = None
    value: str | None = None
    formula: str | None = None


class Grid:
    """Takes in cells in any order; `sheet` gives what was taken in."""

    __slots__ = (
        "_dates",
        "_errors",
        "_formulas",
        "_merges",
        "_uncalculated",
        "book",
        "filled",
        "hidden_columns",
        "hidden_rows",
        "last_row",
        "rows",
        "shared",
        "slots",
    )

    def __init__(self, book: Book, shared: dict[str, str] | None = None) -> None:
        self.book = book
        self.shared: dict[str, str] = {} if shared is None else shared  # formulas, by the number cells share them by
        self.rows: dict[int, list[object]] = {}
        self.filled = self.slots = 0
        self.last_row = 0
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._merges: list[Area] = []
        self._errors: dict[Position, str] = {}
        self._dates: dict[tuple[str, Format], object] = {}
        self._formulas: dict[Position, str] = {}
        self._uncalculated: set[Position] = set()

    def keep(self, row: int, column: int, raw: Raw, share: str | None = None) -> None:
        """Takes in one cell; WorkbookError where its address is taken, or a limit is passed."""
        self.put(row, column, self.value(row, column, raw, share))

    def value(self, row: int, column: int, raw: Raw, share: str | None = None) -> object:
        """The value of a cell, blank where it has none, what stands beside it noted."""
        position, text = (row, column), raw.value or ""
        if raw.formula is not None:
            self.note(row, column, raw.formula, share)
            stale = self.book.stale and raw.kind == "n" and _is_zero(text)
            if stale or raw.value is None or (not text and raw.kind != "str"):
                self._uncalculated.add(position)
                return ""
        if raw.kind == "e" and (raw.value is not None or raw.formula is not None):
            if position in self._errors:
                raise WorkbookError("workbook-contradictory", detail=_address(row, column))
            self._errors[position] = (text if is_as_seen(text) else unescape(text)) or _UNNAMED_ERROR
            return ""
        return self._typed(raw, text, position) if text else ""

    def note(self, row: int, column: int, formula: str, share: str | None) -> None:
        """Notes a formula; one that shares another's has no text of its own, and gets that one's."""
        if (row, column) in self._formulas:  # also where the cells are blank, which `put` lets pass
            raise WorkbookError("workbook-contradictory", detail=_address(row, column))
        self._formulas[row, column] = "=" + (formula if share is None else self._share(share, formula))

    def _share(self, share: str, text: str) -> str:
        text = text or self.shared.get(share, "")
        self.shared[share] = text
        return text

    def _typed(self, raw: Raw, text: str, position: Position) -> object:
        if raw.kind == "s":
            return self.string(text, *position)
        return self.number(text, raw.style) if raw.kind == "n" else _other(raw.kind, text)

    def string(self, text: str, row: int, column: int) -> str:
        """The shared string of an index; no index may fall back on another cell's text."""
        try:
            index = int(text)
            if index >= 0:
                return self.book.strings[index]
        except (ValueError, IndexError):
            pass
        raise damaged(_address(row, column))

    def number(self, text: str, style: str | None) -> object:
        """A number, or the date that its style makes of it; what is no number stays text."""
        form = self.form(style)
        if form is not _NO_FORMAT:
            known = self._dates.get((text, form))
            if known is not None:
                return known
        try:
            number = float(text)
        except ValueError:
            return unescape(text)
        if not isfinite(number):
            return text
        return number if form is _NO_FORMAT else self._date(number, text, form)

    def _date(self, number: float, text: str, form: Format) -> object:
        """What `value_of` says, kept: a ledger has many rows of few days."""
        found = value_of(number, form, from_1904=self.book.from_1904)
        if len(self._dates) < _MOST_DATES:
            self._dates[text, form] = found
        return found

    def form(self, style: str | None) -> Format:
        """What a style makes of a number."""
        try:
            return self.book.formats[int(style)] if style else _NO_FORMAT
        except (ValueError, IndexError):
            return _NO_FORMAT

    def put(self, row: int, column: int, value: object) -> None:
        """Places one value; blank text takes no place."""
        if value == "":
            return
        if column > MOST_COLUMNS:
            raise too_large("workbook-too-large-columns", MOST_COLUMNS)
        cells = self.rows.setdefault(row, [])
        gap = column - len(cells) - 1
        if gap < 0:
            if cells[column - 1] != "":
                raise WorkbookError("workbook-contradictory", detail=_address(row, column))
            cells[column - 1] = value
        else:
            cells.extend([""] * gap)
            cells.append(value)
        self.count(1, gap + 1)

    def count(self, filled: int, slots: int) -> None:
        """Notes that so many cells came in; WorkbookError beyond the limit."""
        self.filled += filled
        self.slots += max(slots, 0)
        if self.filled > MOST_CELLS or self.slots > MOST_SLOTS:
            raise too_large("workbook-too-large-cells", MOST_CELLS)

    def merge(self, reference: str) -> None:
        """Takes in a merged area, ``A1:C1``; what is no area joins nothing."""
        first, _, last = reference.partition(":")
        if not (_ADDRESS.fullmatch(first) and _ADDRESS.fullmatch(last)):
            return
        (top, left), (bottom, right) = position(first), position(last)
        self._merges.append(Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))
        if len(self._merges) > MOST_MERGES:
            raise too_large("workbook-too-large-merges", MOST_MERGES)

    def sheet(self) -> SheetCells:
        """What was taken in, nameless; hidden rows and columns and merges as far as there are cells."""
        self.check()
        bottom, right = self.extent()
        return self.made([self.rows.get(row, ()) for row in range(1, bottom + 1)], right)

    def marked(self) -> set[Position]:
        """Where cells without a value stand: errors, and formulas nobody calculated."""
        return {*self._errors, *self._uncalculated}

    def check(self) -> None:
        """Raises WorkbookError where a cell has a value and is said to have none."""
        for row, column in self.marked():
            if any(cell != "" for cell in self.rows.get(row, [])[column - 1 : column]):
                raise WorkbookError("workbook-contradictory", detail=_address(row, column))

    def extent(self) -> Position:
        """The last row and the last column with anything in them."""
        marked = self.marked()
        bottom = max((*self.rows, *(row for row, _ in marked)), default=0)
        return bottom, max((*map(len, self.rows.values()), *(column for _, column in marked)), default=0)

    def absorb(self, other: Grid) -> None:
        """Takes over what stands beside the cells of another grid."""
        for position in (self._formulas.keys() & other._formulas.keys()) | (self._errors.keys() & other._errors.keys()):
            raise WorkbookError("workbook-contradictory", detail=_address(*position))
        self._errors |= other._errors
        self._formulas |= other._formulas
        self._uncalculated |= other._uncalculated

    def made(self, rows: Sequence[Sequence[object]], right: int) -> SheetCells:
        """The sheet of those rows, as wide as ``right``."""
        bottom = len(rows)
        return SheetCells(
            name="",
            rows=rows,
            merges=tuple(
                replace(area, bottom=min(area.bottom, bottom), right=min(area.right, right))
                for area in self._merges
                if area.top <= bottom and area.left <= right
            ),
            hidden_rows=frozenset(row for row in self.hidden_rows if row <= bottom),
            hidden_columns=frozenset(column for column in self.hidden_columns if column <= right),
            errors=self._errors,
            formulas=self._formulas,
            uncalculated=frozenset(self._uncalculated),
        )


def position(address: str) -> Position:
    """Row and column of an address; WorkbookError for one that is none, or lies beyond Excel's sheet."""
    letters = address.rstrip("0123456789")
    column = COLUMNS.get(letters)
    if column is None:
        if _ADDRESS.fullmatch(address):
            raise too_large("workbook-too-large-columns", MOST_COLUMNS)
        raise damaged(address[:20])
    return row_number(address[len(letters) :]), column


def row_number(text: str) -> int:
    """A row's number; WorkbookError for one that is none, or lies beyond Excel's sheet."""
    row = whole(text)
    if row < 1:
        raise damaged(text[:20])
    if row > MOST_ROWS:
        raise too_large("workbook-too-large-rows", MOST_ROWS)
    return row


def whole(text: str) -> int:
    """A whole number; WorkbookError for what is none."""
    try:
        return int(text)
    except ValueError:
        raise damaged(text[:20]) from None


def _address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def _is_zero(text: str) -> bool:
    return text.strip("0.") == ""


def _other(kind: str, text: str) -> object:
    """The value of a cell that is neither number, shared string nor error (ST_CellType)."""
    if kind == "b":
        return text.strip() in {"1", "true"}
    if kind == "d":
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return unescape(text)
        return moment.date() if moment.time() == time.min else moment
    return unescape(text)
