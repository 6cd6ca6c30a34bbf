"""Where something is: a workbook, a sheet, a cell or a range, by the names Excel gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file, a sheet in it, or the cells ``top:left`` to ``bottom:right`` of that sheet.

    Rows and columns count from 1 as in Excel; 0 means the whole sheet, an empty sheet the whole file.
    """

    file: str
    sheet: str = ""
    top: int = 0
    left: int = 0
    bottom: int = 0
    right: int = 0

    @property
    def cells(self) -> str | None:
        """The cells in A1 notation, ``D4`` or ``D5:D27``; None for a whole sheet or file."""
        if not self.top:
            return None
        first = f"{column_letters(self.left)}{self.top}"
        last = f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    @property
    def address(self) -> str:
        """The place as Excel writes it, ``帮扶发放!D4``; the file's name for a whole file."""
        if not self.sheet:
            return self.file
        return f"{self.sheet}!{self.cells}" if self.cells else self.sheet

    def seen_from(self, file: str) -> str:
        """The address, with the file's name before it as Excel writes it where that is another file."""
        return self.address if self.file == file or not self.sheet else f"[{self.file}]{self.address}"


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """The cells of one column in runs of rows: the first and the last row of each run."""

    file: str
    sheet: str
    column: int
    tops: Sequence[int]
    bottoms: Sequence[int]

    def places(self) -> Iterator[Place]:
        """Each run as a place."""
        for top, bottom in zip(self.tops, self.bottoms, strict=True):
            yield Place(self.file, self.sheet, top, self.column, bottom, self.column)


class Places(Sequence[Place]):
    """The places of many rows, worked out when they are looked at; of equal ones, where so asked, the first."""

    __slots__ = ("_once", "_parts")

    def __init__(self, parts: tuple[Strip | Place, ...], *, once: bool = False) -> None:
        self._parts = parts
        self._once = once

    def __bool__(self) -> bool:
        return any(isinstance(each, Place) or len(each.tops) for each in self._parts)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, at: Any) -> Any:
        return tuple(self)[at]

    def __iter__(self) -> Iterator[Place]:
        made = (place for each in self._parts for place in ((each,) if isinstance(each, Place) else each.places()))
        return iter(dict.fromkeys(made)) if self._once else made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    @property
    def parts(self) -> tuple[Strip | Place, ...]:
        """The places, and the runs that stand for many."""
        return self._parts


def brief(places: Sequence[Place], most: int) -> Sequence[Place]:
    """The places; where a column of a sheet has more than so many, the cells from the first of them to the last."""
    if isinstance(places, Places):
        return tuple(place for each in places.parts for place in _brief(each, most))
    if len(places) <= most:
        return places
    columns: dict[tuple[str, str, int, int], list[Place]] = {}
    for each in places:
        columns.setdefault((each.file, each.sheet, each.left, each.right), []).append(each)
    return tuple(place for column in columns.values() for place in (column if len(column) <= most else [_span(column)]))


def _span(column: Sequence[Place]) -> Place:
    """The stretch from the first to the last of the places of one column."""
    first = column[0]
    top, bottom = min(each.top for each in column), max(each.bottom for each in column)
    return Place(first.file, first.sheet, top, first.left, bottom, first.right)


def _brief(part: Strip | Place, most: int) -> Iterator[Place]:
    if isinstance(part, Place):
        yield part
    elif len(part.tops) <= most:
        yield from part.places()
    else:
        yield Place(part.file, part.sheet, part.tops[0], part.column, part.bottoms[-1], part.column)


def together(groups: Iterable[Sequence[Place]], *, once: bool = False) -> Sequence[Place]:
    """The places of all the groups; of equal ones, where so asked, the first."""
    known = tuple(groups)
    if any(isinstance(each, Places) for each in known):
        parts = (part for each in known for part in (each.parts if isinstance(each, Places) else each))
        return Places(tuple(dict.fromkeys(parts) if once else parts), once=once)
    places = (place for each in known for place in each)
    return tuple(dict.fromkeys(places) if once else places)


def cell(file: str, sheet: str, row: int, column: int) -> Place:
    """The place of one cell."""
    return Place(file, sheet, row, column, row, column)


def column_letters(column: int) -> str:
    """The letters Excel gives a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def column_ranges(file: str, sheet: str, rows: Iterable[int], column: int) -> tuple[Place, ...]:
    """The cells of one column in the given rows, consecutive rows joined to one range, top down."""
    ranges: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if ranges and ranges[-1][1] == row - 1:
            ranges[-1] = (ranges[-1][0], row)
        else:
            ranges.append((row, row))
    return tuple(Place(file, sheet, top, column, bottom, column) for top, bottom in ranges)
