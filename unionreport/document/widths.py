"""Widths: of a text, of the line that a paragraph has, of the columns of a table, in twentieths of a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml.etree import _Element as Element

from unionreport.document.wordml import BODY, CELL, PARAGRAPH_FORMAT, ROW, SECTION, TABLE, TYPE, w

_A4, _MARGIN = 11906, 1800
_CELL_MARGINS = 216
_NARROWEST = 400


def half_widths(text: str) -> int:
    """The width of a text in halves of a Chinese character; Latin letters and digits are one half each."""
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) // 2


@dataclass(frozen=True, slots=True)
class Need:
    """What a column needs: what it may not go below, and what it would like, by which the rest is shared out."""

    least: int
    wish: int


def share_out(total: int, needs: Sequence[Need]) -> list[int]:
    """The widths of the columns, whole numbers that add up to the total.

    A column whose share of the total is below its least gets that, and the others share what remains; where
    there is not room for all of these, all shrink alike.
    """
    least = sum(need.least for need in needs)
    if least >= total:
        return _rounded([need.least * total / least for need in needs], total)
    fixed: dict[int, int] = {}
    while True:
        rest = total - sum(fixed.values())
        wish = sum(need.wish for at, need in enumerate(needs) if at not in fixed)
        short = {
            at: need.least for at, need in enumerate(needs) if at not in fixed and need.least * wish > need.wish * rest
        }
        if not short:
            break
        fixed |= short
    return _rounded([fixed.get(at, need.wish * rest / (wish or 1)) for at, need in enumerate(needs)], total)


def _rounded(widths: Sequence[float], total: int) -> list[int]:
    """Whole widths whose sum is the total: each border is rounded, not each width."""
    borders, reached = [0], 0.0
    for width in widths:
        reached += width
        borders.append(round(reached))
    borders[-1] = total
    return [end - start for start, end in pairwise(borders)]


def line_width(paragraph: Element) -> int:
    """How wide a line of the paragraph is: that of its cell, or of the page between the margins of its section."""
    for cell in paragraph.iterancestors(CELL):
        return max(_NARROWEST, _cell_width(cell) - _CELL_MARGINS)
    section = _section_of(paragraph)
    return _A4 - 2 * _MARGIN if section is None else max(_NARROWEST, _text_width(section))


def _section_of(paragraph: Element) -> Element | None:
    """The section's properties: they stand at its end, in its last paragraph or in the body's last child."""
    top = paragraph
    for above in paragraph.iterancestors():
        if above.tag == BODY:
            break
        top = above
    for block in (top, *top.itersiblings()):
        found = block if block.tag == SECTION else block.find(f"{PARAGRAPH_FORMAT}/{SECTION}")
        if found is not None:
            return found
    return None


def _text_width(section: Element) -> int:
    page, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    width = _number(page, "w", _A4)
    width -= sum(_number(margins, name, usual) for name, usual in (("left", _MARGIN), ("right", _MARGIN)))
    width -= _number(margins, "gutter", 0)
    columns = section.find(w("cols"))
    count = max(1, _number(columns, "num", 1))
    first = columns.find(w("col")) if columns is not None else None
    if first is not None:
        return _number(first, "w", width)
    return (width - (count - 1) * _number(columns, "space", 720)) // count


def _cell_width(cell: Element) -> int:
    """The width a cell states; where it states none, that of its columns in the table's grid."""
    stated = cell.find(f"{w('tcPr')}/{w('tcW')}")
    if stated is not None and stated.get(TYPE) == "dxa" and _number(stated, "w", 0):
        return _number(stated, "w", 0)
    before = sum(column_span(each) for each in cell.itersiblings(CELL, preceding=True))
    table = next(cell.iterancestors(TABLE))
    grid = [_number(column, "w", 0) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    row = next(cell.iterancestors(ROW))
    before += _number(row.find(f"{w('trPr')}/{w('gridBefore')}"), "val", 0)
    return sum(grid[before : before + column_span(cell)])


def column_span(cell: Element) -> int:
    """How many columns of the grid a cell takes."""
    return max(1, _number(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), "val", 1))


def _number(holder: Element | None, name: str, otherwise: int) -> int:
    """A whole number among the attributes; some programs write a fraction."""
    text = holder.get(w(name), "") if holder is not None else ""
    try:
        return round(float(text))
    except ValueError:
        return otherwise
