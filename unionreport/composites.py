"""Several columns taken together: as one of tuples, one below the other, and where their rows repeat or contradict."""

from __future__ import annotations

from collections.abc import Sequence

from unionreport.columns import LARGE, Column, Marks, Value, column


def combined(columns: Sequence[Column], needed: int | None = None) -> Column:
    """The tuples of several columns as one; missing where one of the first ``needed`` is, by default of any."""
    if len(columns[0]) > LARGE:
        from unionreport.arrays import combined_arrays

        return combined_arrays(columns, len(columns) if needed is None else needed)
    known: dict[tuple[int, ...], int] = {}
    codes = [
        0 if 0 in key[:needed] else known.setdefault(key, len(known) + 1)
        for key in zip(*(each.codes for each in columns), strict=True)
    ]
    tuples = (tuple(each.values[code] for each, code in zip(columns, key, strict=True)) for key in known)
    return Column(codes, [None, *tuples])


def either(first: Column, second: Column) -> Column:
    """What stands in the first column, else in the second; no value of the one equals one of the other."""
    if len(first) > LARGE:
        from unionreport.arrays import either_array

        return either_array(first, second)
    more = len(first.values) - 1
    pairs = zip(first.codes, second.codes, strict=True)
    return Column([own or (code and code + more) for own, code in pairs], [*first.values, *second.values[1:]])


def repeated(column: Column) -> list[int]:
    """The positions of the rows whose value stands in other rows too."""
    if len(column) > LARGE:
        from unionreport.arrays import repeated_array

        return repeated_array(column)
    counts: dict[int, int] = {}
    for code in column.codes:
        counts[code] = counts.get(code, 0) + 1
    return [at for at, code in enumerate(column.codes) if code and counts[code] > 1]


def alike(columns: Sequence[Column], needed: int, marks: Marks) -> list[int]:
    """The positions of those of the rows that say the same in all the columns as others of them do.

    Rows in which one of the first ``needed`` columns is missing are passed over.
    """
    if len(columns[0]) > LARGE:
        from unionreport.arrays import alike_arrays

        return alike_arrays(columns, needed, marks)
    return repeated(combined(columns, needed).within(marks))


def contradicted(key: Column, value: Column) -> list[int]:
    """The positions of the rows with both, whose key stands beside more than one value."""
    if len(key) > LARGE:
        from unionreport.arrays import contradicted_arrays

        return contradicted_arrays(key, value)
    beside: dict[int, set[int]] = {}
    for one, two in zip(key.codes, value.codes, strict=True):
        if one and two:
            beside.setdefault(one, set()).add(two)
    pairs = enumerate(zip(key.codes, value.codes, strict=True))
    return [at for at, (one, two) in pairs if one and two and len(beside[one]) > 1]


def stacked(columns: Sequence[Column]) -> Column:
    """Several columns below each other."""
    if len(columns) == 1:
        return columns[0]
    known: dict[Value, int] = {None: 0}
    codes: list[int] = []
    for each in columns:
        places = [known.setdefault(value, len(known)) for value in each.values]
        codes += [places[code] for code in each.codes]
    return column(codes, list(known))
