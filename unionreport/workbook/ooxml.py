"""Workbooks of Office Open XML, .xlsx and .xlsm, transitional and strict (ISO 29500), as sheets of cells."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from unionreport.errors import WorkbookError
from unionreport.sheets import SheetCells
from unionreport.workbook.archive import Archive, damaged
from unionreport.workbook.grid import Book
from unionreport.workbook.limits import MOST_STYLES, too_large
from unionreport.workbook.markup import Attributes, attribute, elements, flag
from unionreport.workbook.serials import Format, classify
from unionreport.workbook.sheetxml import read_sheet
from unionreport.workbook.strings import shared_strings, unescape

_USUAL_PART = "xl/workbook.xml"


@dataclass(slots=True)
class Parts:
    """The relations of a part: by id, the last word of their type, and the target."""

    by_id: dict[str, tuple[str, str]] = field(default_factory=dict)

    def of(self, kind: str) -> str | None:
        """The first target of a kind, None where there is none."""
        return next((target for found, target in self.by_id.values() if found == kind), None)


@dataclass(slots=True)
class _Entry:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    hidden: bool


@dataclass(slots=True)
class _Contents:
    """What the workbook part says."""

    entries: list[_Entry] = field(default_factory=list)
    from_1904: bool = False
    stale: bool = False

    def hear(self, name: str, attributes: Attributes) -> None:
        """Takes in one element."""
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            relation = attribute(attributes, "id") or ""
            self.entries.append(_Entry(unescape(attributes.get("name", "")), relation, hidden))
        elif name == "workbookPr":
            self.from_1904 = flag(attributes.get("date1904"))
        elif name == "calcPr":
            self.stale = flag(attributes.get("fullCalcOnLoad"))


def read(archive: Archive) -> tuple[SheetCells, ...]:
    """Every sheet of cells, in order; charts and macro sheets are none.

    Raises WorkbookError where a part is missing or damaged; no sheet is left out in silence.
    """
    main = relations(archive, "").of("officeDocument") or _USUAL_PART
    contents = _Contents()
    elements(archive.pieces(main), contents.hear, main)
    parts = relations(archive, main)
    strings = parts.of("sharedStrings")
    book = Book(
        strings=shared_strings(archive.pieces(strings), strings) if strings and strings in archive else (),
        formats=_formats(archive, parts.of("styles")),
        from_1904=contents.from_1904,
        stale=contents.stale,
    )
    return tuple(_sheets(archive, contents, parts, book))


def _sheets(archive: Archive, contents: _Contents, parts: Parts, book: Book) -> Iterator[SheetCells]:
    seen: dict[str, SheetCells] = {}
    for entry in contents.entries:
        kind, part = parts.by_id.get(entry.relation, ("worksheet", ""))
        if kind == "worksheet":
            if not part:
                raise damaged(entry.name)
            if part not in seen:  # hundreds of sheets may share one body
                seen[part] = read_sheet(archive.pieces(part), part, book)
            yield replace(seen[part], name=entry.name, hidden=entry.hidden)


def relations(archive: Archive, part: str) -> Parts:
    """The relations of a part (ISO 29500-2, 9.3); none where it has none."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    found = Parts()

    def hear(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = attributes.get("Target", "").replace("\\", "/")
            found.by_id[attributes.get("Id", "")] = kind, posixpath.normpath(posixpath.join("/", folder, target))

    if source in archive:
        elements(archive.pieces(source), hear, source)
    return found


def _formats(archive: Archive, part: str | None) -> list[Format]:
    """What each cell style makes of a number; none where the workbook has no styles."""
    if part is None or part not in archive:
        return []
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside = False

    def hear(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name == "numFmt":
            codes.setdefault(_number(attributes), attributes.get("formatCode", ""))  # those of dxfs come later
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            styles.append(_number(attributes))
        if len(styles) > MOST_STYLES or len(codes) > MOST_STYLES:
            raise too_large("workbook-too-large-styles", MOST_STYLES)

    elements(archive.pieces(part), hear, part)
    known = {number: classify(number, codes.get(number)) for number in set(styles)}
    return [known[number] for number in styles]


def _number(attributes: Attributes) -> int:
    text = attributes.get("numFmtId", "0")
    if not text.isdecimal():
        raise WorkbookError("workbook-damaged", detail="styles")
    return int(text)
