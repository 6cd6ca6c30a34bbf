"""The rows of a long sheet: those that are plainly data found by columns, the others looked at one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unionreport.bulkcells import texts_with
from unionreport.cells import is_blank
from unionreport.rows import Sorter, texts_of
from unionreport.sheets import Coded

_ODD = r"[:：$注例\u2e80-\u2fdf\u3200-\u32ff\uf900-\ufaff]|以下"
"""What stands in every text that may lead a row that is no data, beside the words for totals; few others have it."""

_BLANK = re.compile(r"(?:\A|\x00)\s+(?:\Z|\x00)")
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


def sort(sorter: Sorter) -> tuple[Numbers, Numbers, list[int]]:
    """The Excel numbers of data rows and of total rows, as going through the sheet finds them; and of those looked at.

    A row of two filled cells or more is data, unless one of its first two cells, or its place, lets expect
    something else; every such row is looked at as those of a small sheet are.
    """
    first, rows = sorter.header.row + 1, sorter.sheet.rows
    sheet = _Sheet(sorter, first)
    odd = sheet.odd()
    is_data = (sheet.filled > 1) & ~odd
    found: dict[bool, list[int]] = {False: [], True: []}
    before = np.concatenate(([0], np.cumsum(is_data)))  # data rows above each
    last = 0
    for at in np.flatnonzero(odd).tolist():
        if before[at] > before[last]:
            sorter.is_after_note = False
        cells = rows[first + at - 1] if first + at <= len(rows) else ()
        judged = sorter.sort(first + at, cells)
        if judged is not None:
            found[judged[1]].append(first + at)
        last = at
    details = np.flatnonzero(is_data) + first
    details = np.sort(np.concatenate((details, np.array(found[False], dtype=np.int64))))
    return details, np.array(found[True], dtype=np.int64), (np.flatnonzero(odd) + first).tolist()


class _Sheet:
    """The rows below a header, column by column: how many cells of the table each has, which need a look."""

    def __init__(self, sorter: Sorter, first: int) -> None:
        self._sorter = sorter
        self._first = first
        self._size = max(sorter.bottom - first + 1, 0)
        self.filled = np.zeros(self._size, dtype=np.int16)
        self._hint = re.compile("|".join((_ODD, "计", *(re.escape(each[0]) for each in sorter.schema.totals if each))))

    def odd(self) -> Flags:
        """The rows that may be something else than data."""
        header, sheet = self._sorter.header, self._sorter.sheet
        found = np.zeros(self._size, dtype=bool)
        columns = range(header.left, min(header.right, sheet.width) + 1)
        self.filled = self._count(columns, found)
        if header.beside or header.left > 1:
            self._count(range(1, sheet.width + 1), found)
        found |= self.filled == 1
        found[:1] |= self.filled[:1] > 0
        for row in self._sorter.flaws:
            if row >= self._first:
                found[row - self._first] = True
        for titles in self._sorter.titles:
            found |= self._repeats(titles)
        return found

    def _count(self, columns: Sequence[int], odd: Flags) -> NDArray[np.int16]:
        """How many cells of these columns each row has; marks those with an odd one among the first two."""
        filled = np.zeros(self._size, dtype=np.int16)
        for number in columns:
            coded = self._sorter.column(number)
            codes = self._codes(coded)
            strange = _flagged(coded.values, self._sorter.may_be_none, self._hint)
            if strange is not None:
                odd |= strange[codes] & (filled < 2)
            blank = _flagged(coded.values, is_blank, None)
            filled += codes != 0 if blank is None else ~blank[codes]
        return filled

    def _repeats(self, titles: Sequence[str]) -> Flags:
        """The rows that may repeat a row of the header: they do so in its column of fewest different cells."""
        columns = [number for number, title in enumerate(titles, 1) if title]
        if not columns:
            return np.zeros(self._size, dtype=bool)
        best = min(columns, key=lambda number: len(self._sorter.column(number).values))
        coded, title = self._sorter.column(best), titles[best - 1]
        same = [False, *(texts_of((each,)) == (title,) for each in coded.values[1:])]
        found: Flags = np.array(same)[self._codes(coded)]
        return found

    def _codes(self, coded: Coded) -> Any:
        below = np.asarray(coded.codes, dtype=np.int32)[self._first - 1 :][: self._size]
        return np.concatenate((below, np.zeros(self._size - len(below), dtype=np.int32)))


def _flagged(values: Sequence[object], test: Callable[[Any], bool], hint: re.Pattern[str] | None) -> Flags | None:
    """Which values pass a test, that only texts do and none without the hint; None where none does."""
    flags = np.zeros(len(values), dtype=bool)
    flags[0] = hint is None  # the blank cell
    hits = False
    for at in texts_with(values, hint or _BLANK):
        if test(values[at]):
            flags[at] = hits = True
    return flags if hits else None
