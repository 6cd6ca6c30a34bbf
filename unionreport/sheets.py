"""A workbook as it was read, before anybody knows what its sheets mean: cells, and the evidence beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, runtime_checkable

Position = tuple[int, int]
"""Row and column, from 1 as Excel counts."""


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells, from ``top`` to ``bottom`` and ``left`` to ``right``, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Coded:
    """One column, each distinct value once: ``codes[row - 1]`` is the place in ``values`` of a row's cell.

    There is a code for every row of the sheet; ``values[0]`` is ``""``, the blank. Two codes may have equal
    values, where a workbook lists one text twice.
    """

    codes: Sequence[int]
    values: Sequence[object]


@runtime_checkable
class Columnar(Protocol):
    """Rows that were read as columns, and are made when asked for."""

    @property
    def filled(self) -> int:
        """How many cells are not blank."""

    @property
    def width(self) -> int:
        """The last column that has anything in it."""

    def column(self, number: int) -> Coded:
        """One column, from 1; blank beyond the last."""


@dataclass(frozen=True, slots=True)
class SheetCells:
    """One sheet: row 1 of Excel is ``rows[0]``; a blank cell is ``""``.

    Rows are of different length: each ends at its last filled cell, a blank row is ``()``, and the last
    row is the last that has anything in it.

    What the values alone do not tell stands beside them: ``merges``, what is ``hidden``, the error each
    error cell shows (``#REF!``; its value is ``""``), the formulas as written, and which of them have no
    stored result (their value is ``""`` too).
    """

    name: str
    rows: Sequence[Sequence[object]]
    merges: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: Mapping[Position, str] = field(default_factory=dict)
    formulas: Mapping[Position, str] = field(default_factory=dict)
    uncalculated: frozenset[Position] = frozenset()

    @property
    def height(self) -> int:
        """The last row with anything in it, 0 of a blank sheet."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """The last column that has anything in it."""
        if isinstance(self.rows, Columnar):
            return self.rows.width
        return max(map(len, self.rows), default=0)

    @property
    def filled(self) -> int:
        """How many cells have a value."""
        if isinstance(self.rows, Columnar):
            return self.rows.filled
        return sum(cell != "" for row in self.rows for cell in row)

    def column(self, number: int) -> Coded:
        """One column, from 1, as codes; blank beyond the last."""
        if isinstance(self.rows, Columnar):
            return self.rows.column(number)
        return coded(row[number - 1] if number <= len(row) else "" for row in self.rows)


def coded(cells: Iterable[object]) -> Coded:
    """The cells by their distinct values; numbers, truth values and days are never taken for each other."""
    known: dict[object, int] = {}
    values: list[object] = [""]
    codes: list[int] = []
    for cell in cells:
        if cell == "" or cell is None:
            codes.append(0)
            continue
        key = (cell.__class__, cell or repr(cell))  # 0.0 and -0.0 are equal
        code = known.get(key)
        if code is None:
            code = known[key] = len(values)
            values.append(cell)
        codes.append(code)
    return Coded(codes, values)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as it was read: its name, the sha256 of its bytes, its sheets in order.

    ``label`` is the name it goes by where that is not the file's own.
    """

    path: Path
    digest: str
    sheets: tuple[SheetCells, ...]
    label: str = ""

    @property
    def name(self) -> str:
        """The file's name, without its folder unless another workbook has the same."""
        return self.label or self.path.name

    def apart_from(self, taken: Collection[str]) -> Workbook:
        """The same workbook under a name that is not among those taken: 2022/台账.xlsx beside 台账.xlsx."""
        if self.name not in taken:
            return self
        path = self.path.resolve()
        return replace(self, label=f"{path.parent.name}/{path.name}")
