"""The workbook inside a chart, which Word opens for 编辑数据: categories in column A, a series in each column after.

Small as it is, with one sheet and a format for each number of decimals, it is written here (ECMA-376 part 1, 18).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal

from lxml import etree
from lxml.etree import _Element as Element

from unionreport.document.package import CONTENT_TYPES, part_bytes, write_package
from unionreport.document.plots import Plot

SHEET = "Sheet1"
_UNREADABLE = (zipfile.BadZipFile, KeyError, ValueError, OSError)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OWN_FORMATS = 164  # the first number of a format that is not built in (18.8.30)
_LETTERS = 26

_FRAME = {
    CONTENT_TYPES: f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>""",
    "_rels/.rels": f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">\
<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>""",
}
"""The parts that are the same in all of them."""


def write_datasheet(plot: Plot) -> bytes:
    """The chart's numbers as an .xlsx; equal charts give equal bytes."""
    places = sorted({one.places for one in plot.series})
    sheet = etree.XML(f'<worksheet xmlns="{_MAIN}"/>')
    rows = _child(sheet, "sheetData")
    _write_row(rows, [None, *(_text(one.name) for one in plot.series)])
    formats = [places.index(one.places) + 1 for one in plot.series]
    for at, category in enumerate(plot.categories):
        numbers = [_number(one.numbers[at], format_) for one, format_ in zip(plot.series, formats, strict=True)]
        _write_row(rows, [_text(category), *numbers])
    fixed = {**_FRAME, "xl/styles.xml": _styles(places)}
    return write_package(
        {"xl/worksheets/sheet1.xml": part_bytes(sheet)} | {name: fixed[name].encode() for name in fixed}
    )


def _child(holder: Element, name: str, **attributes: str) -> Element:
    return etree.SubElement(holder, f"{{{_MAIN}}}{name}", attributes)


def _write_row(rows: Element, cells: Sequence[Element | None]) -> None:
    number = len(rows) + 1
    row = _child(rows, "row", r=str(number))
    for at, cell in enumerate(cells):
        if cell is not None:
            cell.set("r", f"{_letters(at)}{number}")
            row.append(cell)


def _letters(at: int) -> str:
    """The column with so many before it: A, Z, AA."""
    return (_letters(at // _LETTERS - 1) if at >= _LETTERS else "") + chr(ord("A") + at % _LETTERS)


def _text(text: str) -> Element:
    """A cell with a text, which is none the less if it begins like a formula."""
    cell = etree.Element(f"{{{_MAIN}}}c", t="inlineStr")
    written = _child(_child(cell, "is"), "t")
    written.set(_SPACE, "preserve")
    written.text = text
    return cell


def _number(number: Decimal | None, format_: int) -> Element:
    cell = etree.Element(f"{{{_MAIN}}}c", s=str(format_))
    if number is not None:
        _child(cell, "v").text = f"{number:f}"
    return cell


def _styles(places: Sequence[int]) -> str:
    """The least that a stylesheet has (18.8.39), and after its first format one for each number of decimals."""
    numbered = list(enumerate(places, _OWN_FORMATS))
    own = "".join(f'<numFmt numFmtId="{number}" formatCode="{number_format(each)}"/>' for number, each in numbered)
    plain = 'fontId="0" fillId="0" borderId="0"'
    formats = "".join(f'<xf numFmtId="{number}" {plain} xfId="0" applyNumberFormat="1"/>' for number, _ in numbered)
    return f"""{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(places)}">{own}</numFmts>\
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2">\
<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" {plain}/></cellStyleXfs>\
<cellXfs count="{len(places) + 1}"><xf numFmtId="0" {plain} xfId="0"/>{formats}</cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


def is_datasheet(data: bytes, plot: Plot) -> bool:
    """Whether a workbook has the chart's numbers and names, and nothing else, whatever program wrote it."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
    except _UNREADABLE:
        return False
    wanted = [["", *(one.name for one in plot.series)]]
    wanted += [
        [category, *(_plain(one.numbers[at]) for one in plot.series)] for at, category in enumerate(plot.categories)
    ]
    found = [[_plain(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    return len(book.worksheets) == 1 and _trimmed(found) == _trimmed(wanted)


def _plain(value: object) -> str:
    """A cell's value in one form: 7.8 for 7.80."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return "" if value is None else str(value)
    return f"{Decimal(repr(value) if isinstance(value, float) else value).normalize():f}"


def _trimmed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows without the blank cells at their ends, and without blank rows at the end."""
    trimmed = [list(row) for row in rows]
    for row in trimmed:
        while row and not row[-1]:
            row.pop()
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return trimmed


def number_format(places: int) -> str:
    """The number format with so many decimals."""
    return f"0.{'0' * places}" if places else "0"
