"""The cells of a large sheet as columns of codes, in bands of many rows, and the rows made from them again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from unionreport.sheets import Coded
from unionreport.workbook.octets import Array
from unionreport.workbook.serials import Format, value_of

Row = Sequence[object]
_AT_ONCE = 1024
_TABLE = 1 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """The filled cells of one column within a band: their rows, from ``first`` without a gap if there are none."""

    first: int
    rows: Array | None
    codes: Array

    @property
    def last(self) -> int:
        """Its last row."""
        return self.first + len(self.codes) - 1 if self.rows is None else int(self.rows[-1])

    def places(self) -> slice | Array:
        """Where its rows stand in a column of the whole sheet."""
        return slice(self.first - 1, self.first - 1 + len(self.codes)) if self.rows is None else self.rows - 1

    def between(self, first: int, last: int) -> tuple[slice | Array, Array]:
        """Of the rows from ``first`` to ``last``, the places among them, and the codes."""
        if self.rows is None:
            start, end = (min(max(row - self.first, 0), len(self.codes)) for row in (first, last + 1))
            return slice(start + self.first - first, end + self.first - first), self.codes[start:end]
        start, end = np.searchsorted(self.rows, (first, last + 1))
        return self.rows[start:end] - first, self.codes[start:end]


@dataclass(frozen=True, slots=True)
class Band:
    """Rows in order, from ``first`` to ``last``, column by column; ``rows`` are those that the XML has."""

    first: int
    last: int
    rows: Array
    parts: Mapping[int, Part]


def band(rows: Array, cells: tuple[Array, Array, Array]) -> Band:
    """A band of the rows with those cells: row, column and code of each, in order of the rows."""
    places, columns, codes = cells
    order = np.argsort(columns.astype(np.int16), kind="stable")
    places, columns, codes = places[order].astype(np.int32), columns[order], codes[order].astype(np.int32)
    starts = np.flatnonzero(np.diff(columns, prepend=0))
    ends = np.append(starts[1:], len(columns))[: len(starts)]
    parts = {}
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        first, last = int(places[start]), int(places[end - 1])
        gapless = last - first + 1 == end - start
        parts[int(columns[start])] = Part(first, None if gapless else places[start:end].copy(), codes[start:end].copy())
    return Band(int(rows[0]), int(rows[-1]), rows.astype(np.int32), parts)


class Values:
    """What codes stand for: 0 is blank, from 1 shared strings, then other values; below 0 numbers.

    ``numbers`` and ``forms`` have a place for each number cell: the number, and what its style makes of it.
    """

    __slots__ = ("_forms", "_from_1904", "_known", "_numbers", "_others", "_texts", "count", "strings")

    def __init__(self, strings: Sequence[str], *, from_1904: bool) -> None:
        self.strings = strings
        self.count = 0
        self._from_1904 = from_1904
        self._others: list[object] = []
        self._known: dict[tuple[type, object], int] = {}
        self._texts: dict[str, int] = {}
        self._numbers: list[Array] = []
        self._forms: list[Array] = []

    def code(self, value: object) -> int:
        """The code of a value that is neither a shared string nor a number of many."""
        if isinstance(value, str):
            return self._texts.get(value) or self._texts.setdefault(value, self.add(value) if value else 0)
        known = self._known.get((type(value), value))
        return known or self._known.setdefault((type(value), value), self.add(value))

    def codes(self, values: Sequence[object]) -> list[int]:
        """The codes of values as they come."""
        numbers = [value for value in values if type(value) is float]
        new = iter(self.number_codes(np.array(numbers), np.zeros(len(numbers))).tolist())
        return [next(new) if type(value) is float else self.code(value) for value in values]

    def add(self, value: object) -> int:
        """A new code, for a value that is not blank."""
        self._others.append(value)
        return len(self.strings) + len(self._others)

    def number_codes(self, numbers: Array, forms: Array) -> Array:
        """The codes of numbers, one for each."""
        self._numbers.append(numbers)
        self._forms.append(forms.astype(np.int8))
        self.count += len(numbers)
        return np.arange(len(numbers) - self.count - 1, -self.count - 1, -1)

    def close(self) -> None:
        """Brings the numbers together; after it none may be added."""
        self._numbers[:] = [np.concatenate((np.zeros(0), *self._numbers))[::-1]]
        self._forms[:] = [np.concatenate((np.zeros(0, np.int8), *self._forms))[::-1]]

    def at(self, codes: Array) -> list[object]:
        """What each code stands for."""
        known: dict[int, object] = {0: ""}
        found = codes.tolist()
        return [known[code] if code in known else known.setdefault(code, self._at(code)) for code in found]

    def _at(self, code: int) -> object:
        if code > 0:
            shared = len(self.strings)
            return self.strings[code - 1] if code <= shared else self._others[code - shared - 1]
        return self._value(float(self._numbers[0][code]), Format(self._forms[0][code]))

    def _value(self, number: float, form: Format) -> object:
        return number if form is Format.NUMBER else value_of(number, form, from_1904=self._from_1904)

    def coded(self, codes: Array) -> Coded:
        """A column as codes of its own distinct values."""
        values: list[object] = [""]
        found = np.zeros(len(codes), np.int32)
        is_text = codes > 0
        if is_text.any():
            used = np.zeros(len(self.strings) + len(self._others) + 1, np.int32)
            texts = codes[is_text]
            used[texts] = 1
            values += self.at(np.flatnonzero(used))
            found[is_text] = np.cumsum(used, dtype=np.int32)[texts]
        is_number = codes < 0
        for form in Format if is_number.any() else ():
            rows = np.flatnonzero(is_number)
            rows = rows[self._forms[0][codes[rows]] == form]
            distinct, places = _distinct(self._numbers[0][codes[rows]])
            found[rows] = places + len(values)
            values += distinct if form is Format.NUMBER else [self._value(each, form) for each in distinct]
        return Coded(found.data, values)


def _distinct(numbers: Array) -> tuple[list[float], Array]:
    """The distinct numbers, and the place of each among them; quick where they are of two decimals at most."""
    for scale in (1, 100):
        whole = np.rint(numbers * scale)
        low, high = float(whole.min(initial=0)), float(whole.max(initial=0))
        if high - low <= max(_TABLE, 8 * len(numbers)) and bool((whole / scale == numbers).all()):
            places = whole.astype(np.int64) - int(low)
            used = np.zeros(int(high - low) + 1, np.int32)
            used[places] = 1
            return ((np.flatnonzero(used) + int(low)) / scale).tolist(), np.cumsum(used, dtype=np.int32)[places] - 1
    distinct, places = np.unique(numbers, return_inverse=True)
    return distinct.tolist(), places


class BandRows(Sequence[Row]):
    """The rows of a sheet that was read in bands, and rows between them that were read one by one."""

    __slots__ = ("_bands", "_height", "_lasts", "_single", "_values", "filled")

    def __init__(
        self, bands: Sequence[Band], single: Mapping[int, Row], values: Values, *, height: int, filled: int
    ) -> None:
        values.close()
        self._bands = tuple(bands)
        self._lasts = [each.last for each in bands]
        self._single, self._values, self._height = single, values, height
        self.filled = filled

    def __len__(self) -> int:
        return self._height

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._height))]
        row = range(1, self._height + 1)[at]
        return self._rows(row, row)[0]

    def __iter__(self) -> Iterator[Row]:
        for first in range(1, self._height + 1, _AT_ONCE):
            yield from self._rows(first, min(first + _AT_ONCE - 1, self._height))

    def __hash__(self) -> int:
        return hash((self._height, self.filled))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(list(own) == list(each) for own, each in zip(self, other, strict=True))

    def _rows(self, first: int, last: int) -> list[Row]:
        rows: list[list[object]] = [[] for _ in range(first, last + 1)]
        for at in range(bisect_left(self._lasts, first), len(self._bands)):
            each = self._bands[at]
            if each.first > last:
                break
            for column, part in each.parts.items():
                places, codes = part.between(first, last)
                for place, value in zip(_numbered(places), self._values.at(codes), strict=True):
                    cells = rows[place]
                    if len(cells) < column - 1:
                        cells.extend([""] * (column - 1 - len(cells)))
                    cells.append(value)
        return [cells or self._single.get(row, ()) for row, cells in enumerate(rows, first)]

    @property
    def width(self) -> int:
        """The last column that has anything in it."""
        parts = (max(each.parts, default=0) for each in self._bands)
        return max((*parts, *map(len, self._single.values())), default=0)

    def column(self, number: int) -> Coded:
        """One column, from 1, as codes; blank beyond the last."""
        codes = np.zeros(self._height, np.int32)
        for each in self._bands:
            if part := each.parts.get(number):
                codes[part.places()] = part.codes
        for row, cells in self._single.items():
            if number <= len(cells):
                codes[row - 1] = self._values.code(cells[number - 1])
        return self._values.coded(codes)


def _numbered(places: slice | Array) -> Sequence[int]:
    return range(places.start, places.stop) if isinstance(places, slice) else places.tolist()
