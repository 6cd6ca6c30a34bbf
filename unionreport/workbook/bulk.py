"""The blocks of a large sheet taken in by vector operations; what these do not surely understand is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite

import numpy as np

from unionreport.sheets import SheetCells
from unionreport.workbook.bands import Band, BandRows, Values, band
from unionreport.workbook.decimals import decimals
from unionreport.workbook.grid import Grid, Raw
from unionreport.workbook.inlines import Inlines
from unionreport.workbook.octets import Array, NotPlainError, Octets, whole_numbers
from unionreport.workbook.plaincells import Cells, Content, Lines, find
from unionreport.workbook.rarecells import Formula, formulas, raw_cells

_FLOAT = re.compile(rb"-?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,3})?")
_NONE, _SHARED, _NUMBER, _TEXT, _TRUTH, _OTHER = range(6)
_KINDS = {"s": _SHARED, "n": _NUMBER, "str": _TEXT, "inlineStr": _TEXT, "b": _TRUTH}
_ZERO, _ONE = b"01"


class Bulk:
    """Takes blocks of rows out of a sheet, into bands; shares the grid with the reader of what is left."""

    __slots__ = ("_bands", "_beside", "_blanks", "_filled", "_grid", "_inlines", "_slots", "_values")

    def __init__(self, grid: Grid) -> None:
        self._grid, self._beside = grid, Grid(grid.book, grid.shared)
        self._values = Values(grid.book.strings, from_1904=grid.book.from_1904)
        self._inlines = Inlines(self._values)
        self._bands: list[Band] = []
        self._filled = self._slots = 0
        self._blanks = _blanks(grid.book.strings)

    def take(self, block: bytes) -> bool:
        """Takes in a block, if all in it is plain and its rows are below those of the last one.

        Raises WorkbookError as the grid does.
        """
        octets = Octets(block)
        try:
            lines, cells = find(octets)
            if self._bands and lines.numbers[0] <= self._bands[-1].last:
                return False
            codes, rare = self._plain(octets, cells)
            is_formula = (cells.content == Content.FORMULA) & ~rare
            written = formulas(octets, cells, np.flatnonzero(is_formula))
            raws = [*raw_cells(octets, cells, np.flatnonzero(rare))]
        except (NotPlainError, UnicodeDecodeError):
            return False
        places = np.flatnonzero(rare | is_formula)  # in their order: some share the formula of one before
        spots = zip(cells.rows[places].tolist(), cells.columns[places].tolist(), rare[places].tolist(), strict=True)
        codes[rare] = self._values.codes(self._valued(spots, iter(raws), iter(written)))
        self._keep(lines, cells, codes)
        return True

    def _valued(
        self, spots: Iterable[tuple[int, int, bool]], raws: Iterator[tuple[Raw, str | None]], written: Iterator[Formula]
    ) -> list[object]:
        """The values of the cells that were read one by one; formulas are noted."""
        found = []
        for row, column, is_rare in spots:
            if is_rare:
                found.append(self._beside.value(row, column, *next(raws)))
            else:
                self._beside.note(row, column, *next(written))
        return found

    def _keep(self, lines: Lines, cells: Cells, codes: Array) -> None:
        filled = np.flatnonzero(codes)
        rows, columns = cells.rows[filled], cells.columns[filled]
        ends = np.append(np.diff(rows) > 0, np.ones(min(len(rows), 1), bool))
        slots = int(columns[ends].sum())
        self._grid.count(len(filled), slots)
        self._filled, self._slots = self._filled + len(filled), self._slots + slots
        self._grid.hidden_rows.update(lines.numbers[lines.hidden].tolist())
        self._grid.last_row = int(lines.numbers[-1])
        self._bands.append(band(lines.numbers, (rows, columns, codes[filled])))

    def _plain(self, octets: Octets, cells: Cells) -> tuple[Array, Array]:
        """The code of each cell, and which are to be read by themselves."""
        codes = np.zeros(len(cells.rows), np.int64)
        content = cells.content
        kinds = np.array([_KINDS.get(each.kind, _OTHER) for each in cells.tails], np.int8)[cells.tail]
        kinds[(content == Content.INLINE) & (kinds != _TEXT)] = _OTHER
        kinds[(content >= Content.VALUE) & (cells.ends == cells.starts)] = _OTHER
        if self._grid.book.stale:
            kinds[content == Content.FORMULA] = _OTHER
        kinds[content == Content.OTHER] = _OTHER
        kinds[content == Content.BLANK] = _NONE
        rare = kinds == _OTHER
        for kind, read in (
            (_SHARED, self._strings),
            (_NUMBER, self._numbers),
            (_TEXT, self._texts),
            (_TRUTH, self._truths),
        ):
            places = np.flatnonzero(kinds == kind)
            if len(places):
                codes[places], sure = read(octets, cells, places)
                rare[places[~sure]] = True
        return codes, rare

    def _strings(self, octets: Octets, cells: Cells, places: Array) -> tuple[Array, Array]:
        ends = cells.ends[places]
        lengths = ends - cells.starts[places]
        numbers, sure = whole_numbers(octets.ending(ends, lengths), lengths)
        sure &= numbers < len(self._grid.book.strings)
        codes = np.where(sure, numbers + 1, 0)
        return (self._blanks[codes] if self._blanks is not None else codes), sure

    def _numbers(self, octets: Octets, cells: Cells, places: Array) -> tuple[Array, Array]:
        starts, ends = cells.starts[places], cells.ends[places]
        numbers, sure = decimals(octets, starts, ends)
        for at in np.flatnonzero(~sure).tolist():
            text = octets.data[starts[at] : ends[at]]
            if _FLOAT.fullmatch(text) and isfinite(number := float(text)):
                numbers[at], sure[at] = number, True
        forms = np.array([self._grid.form(each.style) for each in cells.tails], np.int8)[cells.tail[places]]
        return self._values.number_codes(numbers, forms), sure

    def _texts(self, octets: Octets, cells: Cells, places: Array) -> tuple[Array, Array]:
        codes = self._inlines.codes(octets, cells.starts[places], cells.ends[places])
        return codes, np.ones(len(places), bool)

    def _truths(self, octets: Octets, cells: Cells, places: Array) -> tuple[Array, Array]:
        signs = octets.bytes[cells.starts[places]]
        sure = ((signs == _ZERO) | (signs == _ONE)) & (cells.ends[places] - cells.starts[places] == 1)
        return np.where(signs == _ONE, self._values.code(True), self._values.code(False)), sure

    def sheet(self) -> SheetCells:
        """What was taken in here and in the grid, which must have its share by now."""
        grid = self._grid
        if self._is_mixed():
            self._spill()
            grid.absorb(self._beside)
            return grid.sheet()
        grid.check()
        grid.absorb(self._beside)
        bottom, right = grid.extent()
        for each in self._bands:
            bottom = max(bottom, *(part.last for part in each.parts.values()), 0)
            right = max(right, *each.parts, 0)
        rows = BandRows(self._bands, grid.rows, self._values, height=bottom, filled=grid.filled)
        return grid.made(rows, right)

    def _is_mixed(self) -> bool:
        """Whether a row is in part here and in part in the grid."""
        others = {*self._grid.rows, *(row for row, _ in self._grid.marked())}
        own = np.concatenate([np.zeros(0, np.int32), *(each.rows for each in self._bands)])
        return bool(others) and bool(np.isin(np.array([*others]), own).any())

    def _spill(self) -> None:
        """Puts all that was taken in here into the grid."""
        self._grid.count(-self._filled, -self._slots)
        last = self._bands[-1].last
        for row, cells in enumerate(BandRows(self._bands, {}, self._values, height=last, filled=0), 1):
            for column, value in enumerate(cells, 1):
                self._grid.put(row, column, value)


def _blanks(strings: Sequence[str]) -> Array | None:
    """What each code of a shared string is, where some of them are blank."""
    if "" not in strings:
        return None
    return np.array([0, *(at if text else 0 for at, text in enumerate(strings, 1))])
