"""Equal neighbours in a column as one cell (w:vMerge, ECMA-376 part 1, 17.4.84), nested as in a good table.

A group in one column never reaches over a border between groups of a merged column to its left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from unionreport.document.inline import own_text
from unionreport.document.leftovers import SHOWING
from unionreport.document.widths import column_span
from unionreport.document.wordml import (
    CELL,
    PARAGRAPH,
    PARAGRAPH_FORMAT,
    ROW,
    TABLE,
    VAL,
    element,
    w,
)

_CELL_FORMAT, _MERGE = w("tcPr"), w("vMerge")
_BEFORE_MERGE = frozenset(w(name) for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))

FREE = object()
"""The key of a cell that is not to be merged, and does not keep those to its right from it."""

Span = tuple[int, int]
"""Rows ``start`` to ``end``, the end not among them."""


@dataclass(slots=True)
class Merges:
    """The borders between the groups of a table's rows, finer with every merged column from the left."""

    count: int
    borders: set[int] = field(default_factory=set)

    def nest(self, keys: Sequence[object]) -> list[Span]:
        """The groups of equal neighbours in the next merged column; a None is a group by itself, `FREE` is in none."""
        for row in range(1, self.count):
            if keys[row] is None or keys[row] != keys[row - 1]:
                self.borders.add(row)
        starts = [0, *sorted(self.borders)]
        return [
            (start, end)
            for start, end in zip(starts, [*starts[1:], self.count], strict=True)
            if end - start > 1 and keys[start] is not FREE
        ]


def merge_column(cells: Sequence[Element], spans: Sequence[Span]) -> None:
    """Makes one cell of each span of cells that stand below each other; all but the first lose their content."""
    for start, end in spans:
        _set_merge(cells[start], "restart")
        for cell in cells[start + 1 : end]:
            _set_merge(cell, "continue")
            _empty(cell)


def _set_merge(cell: Element, value: str) -> None:
    formatting = cell.find(_CELL_FORMAT)
    if formatting is None:
        formatting = element("tcPr")
        cell.insert(0, formatting)
    for old in formatting.findall(_MERGE):
        formatting.remove(old)
    before = [child for child in formatting if child.tag in _BEFORE_MERGE]
    formatting.insert(len(before), element("vMerge", val=value))


def _empty(cell: Element) -> None:
    """Leaves one paragraph without text, in the format of the cell's first."""
    first = next(cell.iterchildren(PARAGRAPH), None)
    formatting = None if first is None else first.find(PARAGRAPH_FORMAT)
    for child in [child for child in cell if child.tag != _CELL_FORMAT]:
        cell.remove(child)
    paragraph = element("p")
    paragraph.extend([] if formatting is None else [formatting])
    cell.append(paragraph)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A cell of the template's own table whose equal neighbours are to become one, and the loop it stands in."""

    cell: Element
    loop: object


def merge_wanted(wanted: Sequence[Wanted]) -> None:
    """Merges equal neighbours among these cells, table by table.

    Neighbours stand in the same column of rows that follow each other, and come of the same loop.
    """
    loops = {each.cell: each.loop for each in wanted}
    tables = dict.fromkeys(table for each in wanted for table in list(each.cell.iterancestors(TABLE))[:1])
    for table in tables:
        _merge_table(table, loops)


def _merge_table(table: Element, loops: dict[Element, object]) -> None:
    rows = [dict(_columns(row)) for row in table.iter(ROW) if next(row.iterancestors(TABLE)) is table]
    columns = sorted({at for row in rows for at, cell in row.items() if cell in loops})
    merges = Merges(len(rows))
    for at in columns:
        cells = [row.get(at) for row in rows]
        spans = merges.nest([_key(cell, loops) for cell in cells])
        merge_column([element("tc") if cell is None else cell for cell in cells], spans)


def _columns(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row by the column of the grid that they begin in."""
    before = row.find(f"{w('trPr')}/{w('gridBefore')}")
    at = int(before.get(VAL, "0")) if before is not None else 0
    for cell in row.iter(CELL):
        if next(cell.iterancestors(ROW)) is row:
            yield at, cell
            at += column_span(cell)


def _key(cell: Element | None, loops: dict[Element, object]) -> object:
    """What must be equal in two cells that become one; None for a cell with more than text, or with none."""
    if cell is None or cell not in loops:
        return FREE
    if next(cell.iter(*SHOWING, TABLE), None) is not None:
        return None
    lines = [own_text(paragraph) for paragraph in cell.iterchildren(PARAGRAPH)]
    return (loops[cell], column_span(cell), *lines) if any(lines) else None
