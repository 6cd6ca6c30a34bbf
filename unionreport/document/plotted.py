"""The charts and tables of a finished report as they stand: what a chart draws, what its workbook has, a table's rows.

Editors rename parts and drop the alternative text; the bookmark around the drawing stays, and leads to both.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml.etree import _Element as Element

from unionreport.document.inline import own_text
from unionreport.document.package import Parts, parse_part
from unionreport.document.relations import related, relation_to
from unionreport.document.standingtables import is_merged_away
from unionreport.document.stories import StoryPart
from unionreport.document.wordml import BOOKMARK_END, BOOKMARK_START, CELL, ID, NAME, PARAGRAPH, ROW, TABLE, VAL, w

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_REFERENCE = f"{_CHART}chart"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWINGS = (w("drawing"), w("pict"), w("object"))
_UNREADABLE = (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError)

Numbers = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one series shows and its workbook has: a number for each category, None for a gap.

    ``stored`` is None where the workbook is gone or cannot be read.
    """

    name: str
    numbers: Numbers
    stored: Numbers | None


@dataclass(frozen=True, slots=True, eq=False)
class Extent:
    """What the bookmark of a table or chart holds: its paragraphs in order, and the nodes between its marks."""

    paragraphs: tuple[Element, ...]
    nodes: tuple[Element, ...]

    @property
    def table(self) -> Element | None:
        """The first table in it."""
        return next((each for each in self.nodes if each.tag == TABLE), None)

    @property
    def has_drawing(self) -> bool:
        """Whether a chart or a picture stands in it."""
        return any(each.tag in _DRAWINGS for each in self.nodes)


def extents(part: StoryPart, bookmarks: Sequence[str]) -> dict[str, Extent]:
    """What each of these bookmarks holds; those that are gone, or lost their end, are left out."""
    wanted = set(bookmarks)
    open_: dict[str, tuple[str, list[Element]]] = {}
    found: dict[str, Extent] = {}
    for node in part.root.iter():
        if node.tag == BOOKMARK_START and node.get(NAME, "") in wanted:
            open_[node.get(ID, "")] = (node.get(NAME, ""), _around(node))
        elif node.tag == BOOKMARK_END and node.get(ID, "") in open_:
            name, nodes = open_.pop(node.get(ID, ""))
            found.setdefault(name, _extent(nodes))
        elif isinstance(node.tag, str):
            for _, nodes in open_.values():
                nodes.append(node)
    return found


def _around(start: Element) -> list[Element]:
    """The paragraph that a bookmark starts in, and the table whose first cell that is."""
    return list(start.iterancestors(PARAGRAPH, TABLE))[::-1]


def _extent(nodes: Sequence[Element]) -> Extent:
    return Extent(tuple(each for each in nodes if each.tag == PARAGRAPH), tuple(nodes))


def drawn_in(extent: Extent, part: StoryPart, parts: Parts) -> list[Drawn] | None:
    """The series of the native chart that an extent holds; None where there is none, or it cannot be read."""
    for node in extent.nodes:
        if node.tag == _REFERENCE:
            name = _target(parts, part.name, node.get(_RELATION, ""))
            return list(_series(parts, name)) if name else None
    return None


def _target(parts: Parts, source: str, relation: str) -> str:
    for name in related(parts, source, "chart"):
        if relation_to(parts, source, name) == relation:
            return name
    return ""


def _series(parts: Parts, name: str) -> Iterator[Drawn]:
    root = parse_part(parts, name)
    sheet = next((_sheet(parts[book]) for book in related(parts, name, "package")), None)
    for at, one in enumerate(root.iter(f"{_CHART}ser")):
        numbers = _cached(one.find(f"{_CHART}val"))
        title = one.find(f"{_CHART}tx")
        text = "" if title is None else "".join(each.text or "" for each in title.iter(f"{_CHART}v"))
        stored = None if sheet is None else tuple(_cell(sheet, row + 1, at + 1) for row in range(len(numbers)))
        yield Drawn(text, numbers, stored)


def _cached(values: Element | None) -> Numbers:
    if values is None:
        return ()
    count = next((each.get("val", "") for each in values.iter(f"{_CHART}ptCount")), "")
    points = {each.get("idx", ""): each.findtext(f"{_CHART}v") for each in values.iter(f"{_CHART}pt")}
    length = int(count) if count.isdecimal() else len(points)
    return tuple(_number(points.get(str(at))) for at in range(length))


def _number(text: object) -> Decimal | None:
    try:
        return None if text is None or text == "" else Decimal(str(text))
    except InvalidOperation:
        return None


def _sheet(data: bytes) -> list[tuple[object, ...]] | None:
    """The cells of the first sheet of a chart's workbook; None where it is damaged."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
        return [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    except _UNREADABLE:
        return None


def _cell(sheet: Sequence[Sequence[object]], row: int, column: int) -> Decimal | None:
    if row >= len(sheet) or column >= len(sheet[row]):
        return None
    return _number(sheet[row][column])


def rows_of(table: Element, written: Mapping[Element, str]) -> list[tuple[tuple[str, ...], Element]]:
    """The rows of a table below its header, as the texts of their cells, with the row itself.

    A cell that was merged into the one above has its text, one that spans several columns leaves the others
    empty. ``written`` says of the paragraphs of figures' cells what was written there, so that a row in which
    only figures changed is the row that it was.
    """
    found: list[tuple[tuple[str, ...], Element]] = []
    above: list[str] = []
    for row in table.findall(ROW)[1:]:
        texts: list[str] = []
        for cell in row.findall(CELL):
            text = "\n".join(written.get(each, own_text(each)) for each in cell.findall(PARAGRAPH))
            if is_merged_away(cell):
                text = above[len(texts)] if len(texts) < len(above) else ""
            texts += [text, *[""] * (_columns(cell) - 1)]
        above = texts
        found.append((tuple(texts), row))
    return found


def _columns(cell: Element) -> int:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    text = "" if span is None else span.get(VAL, "")
    return int(text) if text.isdecimal() and text != "0" else 1
