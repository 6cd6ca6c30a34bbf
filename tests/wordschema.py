"""Whether a .docx is one that Word takes without repairing it, and WPS and LibreOffice show as it is meant.

The schemas of ECMA-376 (transitional) and Word's own rules are those of openxml-audit; what it lets pass, and what
only WPS minds, is looked at here: identities, fields, widths of tables, bookmarks, tables of contents, foreign objects.
"""

from __future__ import annotations

import io
import posixpath
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRUCTURE = {"begin": "separate", "separate": "end"}
_VALIDATOR = OpenXmlValidator()


def assert_valid(data: bytes) -> None:
    """Fails with every complaint about a .docx; says nothing about a good one."""
    found = complaints(data)
    assert not found, "\n".join(found)


def complaints(data: bytes) -> list[str]:
    """What is wrong with a .docx, as lines of “part: complaint”; empty where nothing is."""
    parts = _parts(data)
    roots = {name: etree.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    found = [*_schema(data), *_package(parts, roots)]
    for name, root in roots.items():
        if name.startswith("word/"):
            checks = (_controls, _bookmarks, _drawings, _fields, _tables, _objects, _texts)
            found += [f"{name}: {each}" for check in checks for each in check(root)]
    return found


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def _schema(data: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(data)
        return [str(each) for each in _VALIDATOR.validate(path).errors]


def _package(parts: Mapping[str, bytes], roots: Mapping[str, Element]) -> Iterator[str]:
    """Every part has a content type and a way to it, and every way inside the package leads to a part."""
    types = roots["[Content_Types].xml"]
    defaults = {each.get("Extension", "").lower() for each in types.iter(f"{_TYPES}Default")}
    overrides = {each.get("PartName", "").lstrip("/") for each in types.iter(f"{_TYPES}Override")}
    yield from (f"[Content_Types].xml: no part {name}" for name in overrides - parts.keys())
    reached = set()
    for name in (name for name in roots if name.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        for each in roots[name].iter(_RELATIONSHIP):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                reached.add(target)
                if target not in parts:
                    yield f"{name}: {each.get('Id')} leads to no part ({target})"
    for name in parts.keys() - {"[Content_Types].xml"}:
        if name not in overrides and name.rpartition(".")[2].lower() not in defaults:
            yield f"{name}: has no content type"
        if not name.endswith(".rels") and name not in reached:
            yield f"{name}: no relationship leads to it"


def _repeated(values: Iterable[str | None]) -> list[str]:
    return [str(value) for value, count in Counter(values).items() if count > 1]


def _controls(root: Element) -> Iterator[str]:
    ids = [each.get(f"{W}val") for each in root.iterfind(f".//{W}sdtPr/{W}id")]
    yield from (f"content control id {each} repeated" for each in _repeated(ids))
    if root.find(f".//{W}sdtPr/{W}text") is not None:
        yield "plain-text content control: LibreOffice loses its format"
    if root.find(f".//{W}sdtPr/{W}dataBinding") is not None:
        yield "bound content control: other editors damage the binding"


def _bookmarks(root: Element) -> Iterator[str]:
    starts, ends = list(root.iter(f"{W}bookmarkStart")), list(root.iter(f"{W}bookmarkEnd"))
    open_, closed = [each.get(f"{W}id") for each in starts], [each.get(f"{W}id") for each in ends]
    names = [each.get(f"{W}name", "") for each in starts]
    yield from (f"bookmark id {each} repeated" for each in _repeated(open_))
    yield from (f"bookmark name {each} repeated" for each in _repeated(names))
    yield from (f"bookmark name {each} too long" for each in names if len(each) > 40)
    if Counter(open_) != Counter(closed):
        yield "bookmarks begin and end unevenly"


def _drawings(root: Element) -> Iterator[str]:
    properties = list(root.iter(f"{WP}docPr"))
    yield from (f"drawing id {each} repeated" for each in _repeated(each.get("id") for each in properties))
    yield from (f"drawing {each.get('id')} has no name" for each in properties if not each.get("name"))


def _fields(root: Element) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p"):
        yield from _fields_of(paragraph)
    for code in [each.text or "" for each in root.iter(f"{W}instrText")]:
        if code.split()[:1] == ["TOC"]:
            yield "a table of contents by field: WPS shows none"
    if root.find(f".//{W}fldSimple") is not None:
        yield "a field without marks (fldSimple)"


def _fields_of(paragraph: Element) -> Iterator[str]:
    """Fields are begun, separated and ended in turn, inside one paragraph, each piece in a run of its own."""
    open_: list[str] = []
    for run in paragraph.iter(f"{W}r"):
        pieces = [each for each in run if each.tag != f"{W}rPr"]
        fields = [each for each in pieces if each.tag in (f"{W}fldChar", f"{W}instrText")]
        if fields and len(pieces) > 1:
            yield "pieces of a field share a run: WPS does not show it"
        for each in fields:
            yield from _step(open_, each.get(f"{W}fldCharType", "code"))
    if open_:
        yield "a field that is not ended"


def _step(open_: list[str], mark: str) -> Iterator[str]:
    """One piece of a field more; ``open_`` holds the last mark of each field that is not ended."""
    before = open_[-1] if open_ else ""
    if mark == "begin":
        open_.append(mark)
    elif mark == "code":
        if before != "begin":
            yield "a field's code outside the field"
    elif _STRUCTURE.get(before) != mark:
        yield f"a field's {mark} without what goes before"
    elif mark == "end":
        open_.pop()
    else:
        open_[-1] = mark


def _tables(root: Element) -> Iterator[str]:
    """Widths are said, and said alike: Word goes by those of the table and its cells, WPS by those of its grid."""
    for number, table in enumerate(root.iter(f"{W}tbl"), 1):
        grid = [int(each.get(f"{W}w", "-1")) for each in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        width = table.find(f"{W}tblPr/{W}tblW")
        if width is None or width.get(f"{W}type") != "dxa":
            yield f"table {number}: its width is not given in twips"
        elif int(width.get(f"{W}w", "0")) != sum(grid):
            yield f"table {number}: {width.get(f'{W}w')} wide, its columns {sum(grid)}"
        for line, row in enumerate(table.iter(f"{W}tr"), 1):
            if next(row.iterancestors(f"{W}tbl")) is table:
                yield from (f"table {number} row {line}: {each}" for each in _row(row, grid))


def _row(row: Element, grid: list[int]) -> Iterator[str]:
    at = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        span = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
        width = cell.find(f"{W}tcPr/{W}tcW")
        if width is None or width.get(f"{W}type") != "dxa" or int(width.get(f"{W}w", "0")) != sum(grid[at : at + span]):
            yield f"the cell over column {at + 1} is not as wide as the column"
        at += span
    at += _number(row.find(f"{W}trPr/{W}gridAfter"), 0)
    if at != len(grid):
        yield f"{at} cells over {len(grid)} columns"


def _number(element: Element | None, usual: int) -> int:
    return usual if element is None else int(element.get(f"{W}val", usual))


def _objects(root: Element) -> Iterator[str]:
    if root.find(f".//{W}object") is not None:
        yield "an embedded object (OLE): WPS may not show it"
    if root.find(f".//{W}altChunk") is not None:
        yield "a foreign piece (altChunk): only Word shows it"


def _texts(root: Element) -> Iterator[str]:
    """Blanks at the ends of a text are lost unless it says that they are kept."""
    for each in root.iter(f"{W}t"):
        text = each.text or ""
        if text != text.strip(" \t\n") and each.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            yield f"the blanks around “{text.strip()}” are not kept"
