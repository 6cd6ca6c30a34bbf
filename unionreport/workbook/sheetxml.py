"""The XML of one sheet, heard element by element."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING

from unionreport.sheets import SheetCells
from unionreport.workbook.archive import damaged
from unionreport.workbook.grid import Book, Grid, Raw, position, row_number, whole
from unionreport.workbook.limits import DEEPEST_XML, MOST_COLUMNS, too_large
from unionreport.workbook.markup import Attributes, Handlers, flag, parse
from unionreport.workbook.plainrows import without_plain_rows
from unionreport.workbook.strings import joined, unescape

if TYPE_CHECKING:
    from unionreport.workbook.bulk import Bulk

_LARGE = 2 << 20  # bytes of the first two pieces: from here on numpy repays its loading


def read_sheet(pieces: Iterable[bytes], part: str, book: Book) -> SheetCells:
    """One sheet, nameless yet, as its cells' own addresses place them, whatever ``<dimension>`` says.

    Blank cells cost nothing, each row ends at its last filled cell and the sheet at its last filled row.
    Raises WorkbookError for what is damaged, beyond the limits, or has two cells at one address.
    """
    grid = Grid(book)
    rest = iter(pieces)
    first = b"".join(islice(rest, 2))
    bulk = _bulk(grid) if len(first) >= _LARGE else None
    left = without_plain_rows(chain((first,), rest), grid, bulk.take if bulk else None)
    parse(left, _Listener(grid).handlers, part)
    return bulk.sheet() if bulk else grid.sheet()


def _bulk(grid: Grid) -> Bulk:
    from unionreport.workbook.bulk import Bulk

    return Bulk(grid)


class _Listener:
    """Hears the elements of a sheet and tells the grid of them."""

    __slots__ = (
        "_aside",
        "_cell",
        "_column",
        "_depth",
        "_formula",
        "_grid",
        "_row",
        "_share",
        "_texts",
        "_value",
    )

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._depth = self._row = self._column = 0
        self._cell: Attributes | None = None
        self._texts: list[str] = []
        self._value: str | None = None
        self._formula: str | None = None
        self._share: str | None = None
        self._aside = False

    def handlers(self, namespace: str) -> Handlers:
        """What hears the elements of a sheet whose root is of the namespace."""
        starts: dict[str, Callable[[Attributes], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._start_text,
            "f": self._start_formula,
            "t": self._start_text,
            "rPh": self._start_phonetic,
            "mergeCell": self._merge,
            "col": self._hide_columns,
        }
        ends = {
            "c": self._end_cell,
            "v": self._end_value,
            "f": self._end_formula,
            "t": self._end_text,
            "rPh": self._end_phonetic,
        }
        return Handlers(
            self._down({namespace + name: hear for name, hear in starts.items()}),
            self._up({namespace + name: hear for name, hear in ends.items()}),
            self._texts.append,
        )

    def _down(self, starts: Mapping[str, Callable[[Attributes], None]]) -> Callable[[str, Attributes], None]:
        find = starts.get

        def start(name: str, attributes: Attributes) -> None:
            self._depth += 1
            if self._depth > DEEPEST_XML:
                raise too_large("workbook-too-large-depth", DEEPEST_XML)
            if hear := find(name):
                hear(attributes)

        return start

    def _up(self, ends: Mapping[str, Callable[[], None]]) -> Callable[[str], None]:
        find = ends.get

        def end(name: str) -> None:
            self._depth -= 1
            if hear := find(name):
                hear()

        return end

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        if number is None:  # allowed: the one after the last
            number = str(max(self._row, self._grid.last_row) + 1)
        self._row, self._column = row_number(number), 0
        if flag(attributes.get("hidden")):
            self._grid.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._value = self._formula = self._share = None

    def _start_text(self, _: Attributes) -> None:
        self._texts.clear()

    def _start_formula(self, attributes: Attributes) -> None:
        self._texts.clear()
        self._share = attributes.get("si")

    def _start_phonetic(self, _: Attributes) -> None:
        self._aside = True

    def _end_phonetic(self) -> None:
        self._aside = False

    def _end_value(self) -> None:
        self._value = joined(self._texts)

    def _end_text(self) -> None:
        if not self._aside:
            self._value = (self._value or "") + joined(self._texts)

    def _end_formula(self) -> None:
        self._formula = unescape(joined(self._texts))

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell, None
        if attributes is None:  # a cell within a cell
            raise damaged(f"row {self._row}")
        address = attributes.get("r")
        if address is None:  # allowed: the one after the last
            row, column = self._row, self._column + 1
        else:
            row, column = position(address)
        self._column = column
        if self._value is not None or self._formula is not None:
            raw = Raw(attributes.get("t", "n"), attributes.get("s"), self._value, self._formula)
            self._grid.keep(row, column, raw, self._share)

    def _merge(self, attributes: Attributes) -> None:
        self._grid.merge(attributes.get("ref", ""))

    def _hide_columns(self, attributes: Attributes) -> None:
        if flag(attributes.get("hidden")):
            last = min(whole(attributes.get("max", "0")), MOST_COLUMNS)
            self._grid.hidden_columns.update(range(whole(attributes.get("min", "1")), last + 1))
