"""The workbook inside a chart, which Word opens for 编辑数据: categories in column A, a series in each column after."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from lxml import etree

from unionreport.document.package import part_bytes, write_package
from unionreport.document.plots import Plot

SHEET = "Sheet1"
_CORE = "docProps/core.xml"
_TERMS = "{http://purl.org/dc/terms/}"
_TIMELESS = "1980-01-01T00:00:00Z"


def write_datasheet(plot: Plot) -> bytes:
    """The chart's numbers as an .xlsx; equal charts give equal bytes."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _write_texts(sheet, 1, 2, [one.name for one in plot.series])
    for row, category in enumerate(plot.categories, 2):
        _write_texts(sheet, row, 1, [category])
        for column, one in enumerate(plot.series, 2):
            cell = sheet.cell(row, column, one.numbers[row - 2])
            cell.number_format = number_format(one.places)
    target = io.BytesIO()
    book.save(target)
    return _without_time(target.getvalue())


def _write_texts(sheet: object, row: int, column: int, texts: Sequence[str]) -> None:
    """Writes texts as texts, those that begin like a formula too."""
    for number, text in enumerate(texts):
        cell = sheet.cell(row, column + number, text)  # type: ignore[attr-defined]
        cell.data_type = "s"


def number_format(places: int) -> str:
    """The number format with so many decimals."""
    return f"0.{'0' * places}" if places else "0"


def _without_time(data: bytes) -> bytes:
    """The workbook as if it were made at the first moment that a zip knows."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts[_CORE])
    for stamp in root.iter(f"{_TERMS}created", f"{_TERMS}modified"):
        stamp.text = _TIMELESS
    return write_package({**parts, _CORE: part_bytes(root)})
