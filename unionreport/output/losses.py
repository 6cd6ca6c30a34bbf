"""What a copy made by openpyxl does not keep of a workbook, told by looking into both."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook

# kind: the names of the parts that openpyxl leaves out
_PARTS = {
    "macros": re.compile(r"xl/vbaProject\.bin$|xl/macrosheets/|xl/dialogsheets/"),
    "controls": re.compile(r"xl/(activeX|ctrlProps)/"),
    "embedded": re.compile(r"xl/embeddings/"),
    "slicers": re.compile(r"xl/(slicers|timelines)/"),
    "threads": re.compile(r"xl/threadedComments/"),
    "queries": re.compile(r"xl/(connections\.xml$|queryTables/|model/)"),
    "signatures": re.compile(r"_xmlsignatures/"),
    "pictures": re.compile(r"xl/cellimages\.xml$|xl/richData/"),  # pictures inside cells, of WPS and of Excel
}
_SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp)[ >]")
_PICTURE = re.compile(rb"<(?:\w+:)?pic[ >]")
# kind: the start tag, inside the extension list of a sheet, of what openpyxl leaves out
_EXTENSIONS = {
    "dropdowns": re.compile(rb"<x14:dataValidation[ >]"),
    "conditions": re.compile(rb"<x14:conditionalFormatting[ >]"),
    "sparklines": re.compile(rb"<x14:sparkline[ >]"),
}
_CHUNK, _OVERLAP = 1 << 20, 64


def losses(data: bytes, book: Workbook) -> tuple[str, ...]:
    """The kinds of things in a workbook file that the loaded book lacks, each once, in a fixed order.

    Kinds are keys of the text catalogue, under ``marked.lost``.
    """
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return tuple(dict.fromkeys(_lost(parts, book)))


def _lost(parts: zipfile.ZipFile, book: Workbook) -> Iterator[str]:
    names = parts.namelist()
    drawings = [parts.read(name) for name in names if re.match(r"xl/drawings/drawing[^/]*\.xml$", name)]
    if any(_SHAPE.search(each) for each in drawings):
        yield "shapes"
    sheets: list[Any] = [*book.worksheets, *book.chartsheets]
    if sum(len(_PICTURE.findall(each)) for each in drawings) > _held(sheets, "_images"):
        yield "pictures"
    if any(re.match(r"xl/charts/chart[^/]*\.xml$|xl/charts/chartEx", name) for name in names):
        yield "charts"
    pivots = [name for name in names if re.match(r"xl/pivotTables/[^/]+\.xml$", name)]
    if len(pivots) > _held(sheets, "_pivots"):
        yield "pivots"
    for kind, pattern in _PARTS.items():
        if any(pattern.match(name) for name in names):
            yield kind
    for name in names:
        if re.match(r"xl/worksheets/[^/]+\.xml$", name):
            yield from _extensions(parts, name)


def _held(sheets: Iterable[Any], name: str) -> int:
    """How many things of a kind the sheets hold; the library has no public list of them."""
    return sum(len(getattr(sheet, name, ())) for sheet in sheets)


def _extensions(parts: zipfile.ZipFile, name: str) -> Iterator[str]:
    """The kinds in one sheet's XML, read in pieces because it may be large."""
    with parts.open(name) as part:
        tail = b""
        while piece := part.read(_CHUNK):
            for kind, pattern in _EXTENSIONS.items():
                if pattern.search(tail + piece):
                    yield kind
            tail = piece[-_OVERLAP:]
