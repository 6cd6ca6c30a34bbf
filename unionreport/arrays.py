"""What `columns` says of large tables, in arrays: imported only where a table is one, since numpy takes its time."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unionreport.columns import Codes, Column, Marks, Number, Value, canonical, column

_WIDEST = 1 << 62
"""Below this, products and sums of whole numbers are exact in 64 bits."""


class ArrayMarks(Marks):
    """The marks of a large table: an array of truth values."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return bool(self.flags.any())

    def __and__(self, other: Marks) -> Marks:
        return ArrayMarks(self.flags & other.flags)

    def __or__(self, other: Marks) -> Marks:
        return ArrayMarks(self.flags | other.flags)

    def __invert__(self) -> Marks:
        return ArrayMarks(~self.flags)

    @property
    def count(self) -> int:
        """How many rows are meant."""
        return int(np.count_nonzero(self.flags))

    def digest(self) -> bytes:
        """What tells these rows from others of the same table."""
        return np.packbits(self.flags).tobytes()

    def positions(self) -> list[int]:
        """The places of the rows in the table, from 0."""
        found: list[int] = np.flatnonzero(self.flags).tolist()
        return found


class ArrayColumn(Column):
    """The column of a large table: an array of codes."""

    __slots__ = ()

    def __init__(self, codes: Codes, values: Sequence[Value]) -> None:
        super().__init__(np.asarray(codes, dtype=np.int32), values)

    def __iter__(self) -> Iterator[Value]:
        values = self.values
        return (values[code] for code in self.codes.tolist())

    def by_code(self, flags: Sequence[object]) -> Marks:
        """The rows whose code has a flag that is true."""
        return ArrayMarks(np.array(flags, dtype=bool)[self.codes])

    def items(self, marks: Marks | None = None) -> Iterator[tuple[int, Value]]:
        """Position and value of each filled row, of those that are meant."""
        chosen = self.filled.flags if marks is None else self.filled.flags & marks.flags
        positions = np.flatnonzero(chosen)
        values = self.values
        yield from zip(positions.tolist(), (values[code] for code in self.codes[positions].tolist()), strict=True)

    def within(self, marks: Marks) -> Column:
        """The column in which all but these rows are missing."""
        return ArrayColumn(np.where(marks.flags, self.codes, 0), self.values)

    def codes_of(self, marks: Marks) -> Codes:
        """The codes of the rows that are meant."""
        chosen: Codes = self.codes[marks.flags]
        return chosen

    def coded(self, code: int) -> Marks:
        """The rows of one code."""
        return ArrayMarks(self.codes == code)

    def present(self, marks: Marks | None = None, *, missing: bool = False) -> list[int]:
        """The codes of the values in these rows, in the order they first stand there; 0 only where asked for."""
        codes = self.codes if marks is None else self.codes_of(marks)
        first = np.full(len(self.values), len(codes), dtype=np.int64)
        first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
        first[0] = first[0] if missing else len(codes)
        there = np.flatnonzero(first < len(codes))
        found: list[int] = there[np.argsort(first[there], kind="stable")].tolist()
        return found

    def distinct(self, marks: Marks | None = None) -> int:
        """How many different values stand in these rows."""
        return int(np.count_nonzero(self._counted(marks)[1:]))

    def counts(self, marks: Marks | None = None) -> Iterator[tuple[Value, int]]:
        """Each value that stands in these rows, and how often."""
        counts = self._counted(marks)
        there = np.flatnonzero(counts[1:]) + 1
        return ((self.values[code], count) for code, count in zip(there.tolist(), counts[there].tolist(), strict=True))

    def _counted(self, marks: Marks | None) -> Codes:
        codes = self.codes if marks is None else self.codes_of(marks)
        return np.bincount(codes, minlength=len(self.values))

    def sum(self, marks: Marks | None = None) -> Number:
        """The exact sum of the numbers in these rows."""
        amounts = self.whole()
        if amounts is None:
            return super().sum(marks)
        return int(np.dot(self._counted(marks)[1:], amounts[1:]))

    def whole(self) -> Codes | None:
        """The distinct values as whole numbers of 64 bits whose sum is one too; None where they are none."""
        if "whole" not in self._told:
            self._told["whole"] = _whole(self.values, len(self))
        found: Codes | None = self._told["whole"]
        return found

    def running(self) -> Sequence[Number]:
        """The sums of the column up to each row, without it; one more than there are rows."""
        amounts = self.whole()
        if amounts is None:
            return super().running()
        if "running" not in self._told:
            self._told["running"] = _Sums(np.concatenate(([0], np.cumsum(amounts[self.codes]))))
        sums: Sequence[Number] = self._told["running"]
        return sums

    def replaced(self, values: Mapping[int, Value]) -> Column:
        """The column with other values at some positions."""
        if not values:
            return self
        known = {id(each): each for each in values.values() if each is not None}
        places = {each: len(self.values) + number for number, each in enumerate(known)}
        codes = self.codes.copy()
        codes[np.fromiter(values, dtype=np.int64, count=len(values))] = [
            places.get(id(each), 0) for each in values.values()
        ]
        return ArrayColumn(codes, [*self.values, *known.values()])

    def otherwise(self, other: Column, marks: Marks) -> Column:
        """The column with the values of another one in these rows."""
        codes = np.where(marks.flags, other.codes + np.int32(len(self.values)), self.codes)
        return canonical(codes, [*self.values, *other.values])

    def picked(self, positions: Sequence[int]) -> Column:
        """The column of the rows at these positions."""
        return column(self.codes[np.asarray(positions, dtype=np.int64)], self.values)


class _Sums(Sequence[int]):
    """An array of whole numbers that gives Python's own."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: Codes) -> None:
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, at: Any) -> Any:
        return int(self._numbers[at])


class _Tuples(Sequence[Any]):
    """The distinct tuples of several columns, each made when it is looked at; the first is None."""

    __slots__ = ("_columns", "_keys")

    def __init__(self, columns: Sequence[Column], keys: Sequence[Codes]) -> None:
        self._columns = columns
        self._keys = keys  # by column, the code of each distinct tuple

    def __len__(self) -> int:
        return len(self._keys[0]) + 1

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        pairs = zip(self._columns, self._keys, strict=True)
        return tuple(each.values[int(keys[at - 1])] for each, keys in pairs) if at else None


def array_marks(positions: Sequence[int], size: int) -> Marks:
    """The rows at these positions of a table of so many."""
    flags = np.zeros(size, dtype=bool)
    if isinstance(positions, range):
        flags[positions.start : positions.stop : positions.step] = True
        return ArrayMarks(flags)
    flags[np.asarray(positions, dtype=np.int64)] = True
    return ArrayMarks(flags)


def codes_in(codes: Codes, rows: Codes) -> tuple[Codes, list[int]]:
    """The codes of these Excel rows, 0 beyond the end of the sheet, numbered anew from 1; and which they were."""
    known = np.asarray(codes, dtype=np.int32)
    wanted = np.asarray(rows, dtype=np.int64) - 1
    if len(wanted) and wanted[-1] >= len(known):
        known = np.concatenate((known, np.zeros(int(wanted[-1]) + 1 - len(known), dtype=np.int32)))
    chosen = known[wanted]
    used = np.flatnonzero(np.bincount(chosen, minlength=1)[1:]) + 1
    places = np.zeros(int(chosen.max(initial=0)) + 1, dtype=np.int32)
    places[used] = np.arange(1, len(used) + 1)
    return places[chosen], used.tolist()


def ascending(parts: Sequence[Sequence[int]]) -> Codes:
    """All the numbers of the parts, sorted."""
    return np.sort(np.concatenate([np.asarray(each, dtype=np.int64) for each in parts]))


def chosen(numbers: Sequence[int], marks: Marks) -> list[int]:
    """The numbers of the rows that are meant."""
    found: list[int] = np.asarray(numbers)[marks.flags].tolist()
    return found


def runs_of(numbers: Sequence[int], marks: Marks) -> tuple[array[int], array[int]]:
    """The first and the last numbers of the rows that are meant and follow each other."""
    found = np.asarray(numbers, dtype=np.int64)[marks.flags]
    breaks = np.flatnonzero(np.diff(found) != 1) + 1
    tops = found[np.concatenate(([0], breaks))] if len(found) else found
    bottoms = found[np.concatenate((breaks - 1, [len(found) - 1]))] if len(found) else found
    return array("q", tops.tobytes()), array("q", bottoms.tobytes())


def taken(places: Sequence[int], codes: Codes) -> Codes:
    """The place of each code."""
    found: Codes = np.asarray(places, dtype=np.int32)[np.asarray(codes)]
    return found


def combined_arrays(columns: Sequence[Column], needed: int) -> Column:
    """The tuples of several columns as one; missing where one of the first ``needed`` is."""
    if len(columns) == 1 and needed:
        return ArrayColumn(columns[0].codes, _Tuples(columns, [np.arange(1, len(columns[0].values))]))
    whole = _present(columns[:needed], len(columns[0]))
    keys = _keys(columns)[whole]
    _, first, places = np.unique(keys, return_index=True, return_inverse=True)
    codes = np.zeros(len(whole), dtype=np.int32)
    codes[whole] = places + 1
    at = np.flatnonzero(whole)[first]
    return ArrayColumn(codes, _Tuples(columns, [each.codes[at] for each in columns]))


def either_array(first: Column, second: Column) -> Column:
    """What stands in the first column, else in the second; no value of the one equals one of the other."""
    if len(first.values) == 1:
        return second
    more = np.where(second.codes == 0, 0, second.codes + np.int32(len(first.values) - 1))
    return ArrayColumn(np.where(first.codes == 0, more, first.codes), [*first.values, *second.values[1:]])


def repeated_array(column: Column) -> list[int]:
    """The positions of the rows whose value stands in other rows too."""
    counts = np.bincount(column.codes, minlength=len(column.values))
    counts[0] = 0
    found: list[int] = np.flatnonzero((counts > 1)[column.codes]).tolist()
    return found


def alike_arrays(columns: Sequence[Column], needed: int, marks: Marks) -> list[int]:
    """The positions of those of the rows that say the same in all the columns as others of them do."""
    whole = np.flatnonzero(_present(columns[:needed], len(columns[0])) & marks.flags)
    keys = _keys(columns)[whole]
    return [int(at) for at in whole[among_twice(keys)]]


def among_twice(keys: NDArray[Any]) -> Codes:
    """Where the keys are that stand more than once."""
    ordered = np.sort(keys)
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(twice):
        return np.zeros(0, dtype=np.int64)
    places = np.searchsorted(twice, keys).clip(0, len(twice) - 1)
    return np.flatnonzero(twice[places] == keys)


def contradicted_arrays(key: Column, value: Column) -> list[int]:
    """The positions of the rows with both, whose key stands beside more than one value."""
    both = _present((key, value), len(key))
    first = np.zeros(len(key.values), dtype=np.int32)
    first[key.codes[both]] = value.codes[both]
    is_other = both & (first[key.codes] != value.codes)
    keys = np.zeros(len(key.values), dtype=bool)
    keys[key.codes[is_other]] = True
    found: list[int] = np.flatnonzero(both & keys[key.codes]).tolist()
    return found


def _present(columns: Sequence[Column], size: int) -> NDArray[np.bool_]:
    found = np.ones(size, dtype=bool)
    for each in columns:
        found = found & (each.codes != 0)
    return found


def _keys(columns: Sequence[Column]) -> Codes:
    """A number a row, equal where the codes of all columns are."""
    keys: Codes = columns[0].codes.astype(np.int64)
    width = len(columns[0].values)
    for each in columns[1:]:
        if width * len(each.values) >= _WIDEST:
            distinct, keys = np.unique(keys, return_inverse=True)
            width = len(distinct)
        keys = keys * len(each.values) + each.codes
        width *= len(each.values)
    return keys


def _whole(values: Sequence[Value], rows: int) -> Codes | None:
    most = _WIDEST // max(rows, 1)
    if all(each is None or (isinstance(each, int) and abs(each) < most) for each in values):
        return np.fromiter((each or 0 for each in values), dtype=np.int64, count=len(values))
    return None
