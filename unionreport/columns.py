"""Typed columns under Excel row numbers: a code a row, and the distinct values that the codes stand for.

What holds of a value is asked once a distinct value and taken by code, never once a row. Small tables are
plain lists; large ones are arrays (see `arrays`), which this module alone decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from typing import Any

LARGE = 5_000
"""Rows from which a table is kept in arrays: below, loading numpy costs more than it saves."""

Number = int | Fraction
Value = Any
Codes = Any
"""Whole numbers, a row each: a list, or an array, which is no Sequence to a type checker."""


class Marks:
    """Which rows of a table are meant; joined by ``&``, ``|`` and ``~``, true where any is."""

    __slots__ = ("flags",)

    def __init__(self, flags: Any) -> None:
        self.flags = flags

    def __len__(self) -> int:
        return len(self.flags)

    def __bool__(self) -> bool:
        return True in self.flags

    def __and__(self, other: Marks) -> Marks:
        return Marks([one and two for one, two in zip(self.flags, other.flags, strict=True)])

    def __or__(self, other: Marks) -> Marks:
        return Marks([one or two for one, two in zip(self.flags, other.flags, strict=True)])

    def __invert__(self) -> Marks:
        return Marks([not each for each in self.flags])

    @property
    def count(self) -> int:
        """How many rows are meant."""
        return sum(self.flags)

    def digest(self) -> bytes:
        """What tells these rows from others of the same table."""
        return bytes(self.flags)

    def positions(self) -> list[int]:
        """The places of the rows in the table, from 0."""
        return [at for at, flag in enumerate(self.flags) if flag]


class Column:
    """One column: ``codes`` by row into ``values``, of which the first is None and stands for a missing value.

    Equal values have one code (see `canonical`), except in columns of numbers, which are never grouped.
    """

    __slots__ = ("_told", "codes", "values")

    def __init__(self, codes: Codes, values: Sequence[Value]) -> None:
        self.codes = codes
        self.values = values
        self._told: dict[object, Any] = {}

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, position: int) -> Value:
        return self.values[self.codes[position]]

    def __iter__(self) -> Iterator[Value]:
        values = self.values
        return (values[code] for code in self.codes)

    @property
    def filled(self) -> Marks:
        """The rows that have a value."""
        if "filled" not in self._told:
            self._told["filled"] = self.by_code([False, *[True] * (len(self.values) - 1)])
        marks: Marks = self._told["filled"]
        return marks

    @property
    def missing(self) -> Marks:
        """The rows that have none."""
        return ~self.filled

    def __contains__(self, ask: object) -> bool:
        return ask in self._told

    def told(self, ask: Callable[[Value], Value]) -> Sequence[Value]:
        """What a function says of each distinct value, None of a missing one; asked once a column."""
        if ask not in self._told:
            self._told[ask] = [None, *(ask(each) for each in self.values[1:])]
        found: Sequence[Value] = self._told[ask]
        return found

    def tell(self, ask: Callable[[Value], Value], found: Sequence[Value]) -> None:
        """Notes what `told` is to say, where it was found out for all values at once."""
        self._told[ask] = found

    def where(self, test: Callable[[Value], object]) -> Marks:
        """The rows whose value passes a test; a missing one passes none."""
        return self.by_code([False, *(bool(test(each)) for each in self.values[1:])])

    def isin(self, values: Iterable[Value]) -> Marks:
        """The rows whose value is among these."""
        known = frozenset(values)
        return self.where(known.__contains__)

    def by_code(self, flags: Sequence[object]) -> Marks:
        """The rows whose code has a flag that is true."""
        return Marks([bool(flags[code]) for code in self.codes])

    def items(self, marks: Marks | None = None) -> Iterator[tuple[int, Value]]:
        """Position and value of each filled row, of those that are meant."""
        codes, values = self.codes, self.values
        for at in range(len(codes)) if marks is None else marks.positions():
            if codes[at]:
                yield at, values[codes[at]]

    def present(self, marks: Marks | None = None, *, missing: bool = False) -> list[int]:
        """The codes of the values in these rows, in the order they first stand there; 0 only where asked for."""
        codes = self.codes if marks is None else self.codes_of(marks)
        return [code for code in dict.fromkeys(codes) if code or missing]

    def coded(self, code: int) -> Marks:
        """The rows of one code."""
        return self.by_code([each == code for each in range(len(self.values))])

    def mapped(self, ask: Callable[[Value], Value]) -> Column:
        """The column of what a function makes of each value."""
        return canonical(self.codes, [None, *(ask(each) for each in self.values[1:])])

    def within(self, marks: Marks) -> Column:
        """The column in which all but these rows are missing."""
        pairs = zip(self.codes, marks.flags, strict=True)
        return Column([code if flag else 0 for code, flag in pairs], self.values)

    def codes_of(self, marks: Marks) -> Codes:
        """The codes of the rows that are meant."""
        return [code for code, flag in zip(self.codes, marks.flags, strict=True) if flag]

    def distinct(self, marks: Marks | None = None) -> int:
        """How many different values stand in these rows."""
        return len(self.present(marks))

    def counts(self, marks: Marks | None = None) -> Iterator[tuple[Value, int]]:
        """Each value that stands in these rows, and how often."""
        found: dict[int, int] = {}
        for code in self.codes if marks is None else self.codes_of(marks):
            found[code] = found.get(code, 0) + 1
        return ((self.values[code], count) for code, count in found.items() if code)

    def sum(self, marks: Marks | None = None) -> Number:
        """The exact sum of the numbers in these rows."""
        return sum((exact(value) * count for value, count in self.counts(marks)), start=0)

    @property
    def bounds(self) -> tuple[Value, ...]:
        """The least and the largest value that was read into the column; nothing where there is none."""
        if "bounds" not in self._told:
            found = self.values[1:]
            self._told["bounds"] = (min(found), max(found)) if found else ()
        bounds: tuple[Value, ...] = self._told["bounds"]
        return bounds

    def none(self) -> Marks:
        """No row."""
        return marks_of((), len(self))

    def running(self) -> Sequence[Number]:
        """The sums of the column up to each row, without it; one more than there are rows."""
        if "running" not in self._told:
            amounts = [0 if each is None else exact(each) for each in self.values]
            self._told["running"] = list(accumulate((amounts[code] for code in self.codes), initial=0))
        sums: Sequence[Number] = self._told["running"]
        return sums

    def replaced(self, values: Mapping[int, Value]) -> Column:
        """The column with other values at some positions."""
        if not values:
            return self
        known: dict[int, int] = {}
        more = [*self.values]
        codes = list(self.codes)
        for at, value in values.items():
            if id(value) not in known:
                known[id(value)] = 0 if value is None else len(more)
                if value is not None:
                    more.append(value)
            codes[at] = known[id(value)]
        return column(codes, more)

    def otherwise(self, other: Column, marks: Marks) -> Column:
        """The column with the values of another one in these rows."""
        triples = zip(self.codes, other.codes, marks.flags, strict=True)
        codes = [their + len(self.values) if flag else own for own, their, flag in triples]
        return canonical(codes, [*self.values, *other.values])

    def picked(self, positions: Sequence[int]) -> Column:
        """The column of the rows at these positions."""
        codes = self.codes
        return column([codes[at] for at in positions], self.values)


class Rows:
    """The rows of a table: Excel row numbers, top down, and columns by field; ``kept`` is worked out of them once."""

    __slots__ = ("columns", "kept", "numbers")

    def __init__(self, numbers: Codes, columns: Mapping[str, Column]) -> None:
        self.numbers = numbers
        self.columns = columns
        self.kept: dict[object, Any] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def at(self, row: int) -> int | None:
        """Where an Excel row stands in the table; None where it does not."""
        position = bisect_left(self.numbers, row)
        return position if position < len(self.numbers) and self.numbers[position] == row else None

    def value(self, row: int, name: str) -> Value:
        """The value in an Excel row; None where there is no such row, no such column, or nothing in it."""
        position = self.at(row) if name in self.columns else None
        return None if position is None else self.columns[name][position]

    def all(self) -> Marks:
        """Every row."""
        return marks_of(range(len(self.numbers)), len(self.numbers))

    def marked(self, rows: Iterable[int]) -> Marks:
        """Those of the Excel rows that are in the table."""
        return marks_of([at for row in rows if (at := self.at(row)) is not None], len(self.numbers))

    def chosen(self, marks: Marks | None = None) -> list[int]:
        """The Excel numbers of the rows that are meant."""
        if marks is None:
            return [int(each) for each in self.numbers]
        if len(self.numbers) > LARGE:
            from unionreport.arrays import chosen

            return chosen(self.numbers, marks)
        return [int(self.numbers[at]) for at in marks.positions()]


def exact(value: Value) -> Number:
    """A cell's number without loss: whole numbers stay whole, decimals become fractions."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else Fraction(value)
    return int(value)


def column(codes: Codes, values: Sequence[Value]) -> Column:
    """The column of these codes and values, as lists or as arrays by its length."""
    if len(codes) <= LARGE:
        return Column(codes if isinstance(codes, list) else [int(code) for code in codes], values)
    from unionreport.arrays import ArrayColumn

    return ArrayColumn(codes, values)


def canonical(codes: Codes, values: Sequence[Value]) -> Column:
    """The column in which equal values have one code, and None the first; what is no list is known to be so."""
    if not isinstance(values, list) or (values[0] is None and len(set(values)) == len(values)):
        return column(codes, values)
    known: dict[Value, int] = {None: 0}
    places = [known.setdefault(each, len(known)) for each in values]
    if len(codes) <= LARGE:
        return Column([places[code] for code in codes], list(known))
    from unionreport.arrays import taken

    return column(taken(places, codes), list(known))


def column_of(values: Iterable[Value]) -> Column:
    """The column of these values, row by row."""
    known: dict[Value, int] = {None: 0}
    return column([known.setdefault(each, len(known)) for each in values], list(known))


def marks_of(positions: Sequence[int], size: int) -> Marks:
    """The rows at these positions of a table of so many."""
    if size > LARGE:
        from unionreport.arrays import array_marks

        return array_marks(positions, size)
    flags = [False] * size
    for at in positions:
        flags[at] = True
    return Marks(flags)
