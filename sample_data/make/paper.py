"""Puts ledgers on paper: styled sheets, drop-downs, print setup, and a file whose bytes never vary."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING
from xml.etree.ElementTree import canonicalize

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from sample_data.make.forms import Column, Form, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from sample_data.make.year import Row, Value

_SPARE_ROWS = 200
_ROW_HEIGHT = 18
_LINE = Side(style="thin", color="FF8C8C8C")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_BODY = Font(name="宋体", size=11)
_BOLD = Font(name="宋体", size=11, bold=True)
_TITLE = Font(name="黑体", size=16)
_HEADER_FILL = PatternFill("solid", fgColor="FFDDE8F3")
_TOTAL_FILL = PatternFill("solid", fgColor="FFF5F2E3")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")
_PLACING = {Kind.LONG: _LEFT, Kind.MONEY: _RIGHT}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = re.compile(r'<(([\w:]+)(?: [\w:]+="[^"]*")*)></\2>')
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*(<)")


def write_ledger(book: Workbook, form: Form, rows: Sequence[Row], title: str) -> Worksheet:
    """A sheet with the form's header and the rows; the title stands above where the form has a banner."""
    sheet: Worksheet = book.create_sheet(form.sheet)
    _write_heading(sheet, form, title)
    for number, column in enumerate(form.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        _write_cell(sheet, (form.header_row, number), column.name, None)
    for row in rows:
        append_row(sheet, form, row)
    _add_choices(sheet, form)
    _set_up_page(sheet, form)
    return sheet


def append_row(sheet: Worksheet, form: Form, row: Row) -> None:
    """The row under the last one."""
    number = sheet.max_row + 1
    for index, (column, value) in enumerate(zip(form.columns, row, strict=True), start=1):
        _write_cell(sheet, (number, index), value, column)
    sheet.row_dimensions[number].height = _ROW_HEIGHT * _lines(form, row)


def append_totals(sheet: Worksheet, form: Form, row: Row) -> None:
    """The 合计 row under the last one, bold on its own ground."""
    append_row(sheet, form, row)
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = _BOLD, _TOTAL_FILL


def file_bytes(book: Workbook, stamp: datetime) -> bytes:
    """The workbook as a file, made and changed at the stamp; the same workbook always gives the same bytes."""
    book.properties.created = stamp
    raw, clean = BytesIO(), BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(clean, "w") as target:
        for name in sorted(source.namelist(), key=_part_order):
            target.writestr(_entry(name), _part(name, source.read(name), stamp), zipfile.ZIP_DEFLATED, 9)
    return clean.getvalue()


def _write_heading(sheet: Worksheet, form: Form, title: str) -> None:
    if form.banner:
        _write_line(sheet, form, (1, title), (_TITLE, _MIDDLE))
        sheet.row_dimensions[1].height = 30
    if form.unit_line:
        _write_line(sheet, form, (2, form.unit_line), (_BODY, _RIGHT))
    sheet.row_dimensions[form.header_row].height = 24


def _write_line(sheet: Worksheet, form: Form, line: tuple[int, str], style: tuple[Font, Alignment]) -> None:
    row, text = line
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(form.columns))
    cell = sheet.cell(row, 1, text)
    cell.font, cell.alignment = style


def _write_cell(sheet: Worksheet, place: tuple[int, int], value: Value, column: Column | None) -> None:
    cell = sheet.cell(*place)
    cell.border = _GRID
    if column is None:
        cell.font, cell.fill, cell.alignment = _BOLD, _HEADER_FILL, _MIDDLE
    else:
        cell.font, cell.alignment = _BODY, _PLACING.get(column.kind, _MIDDLE)
        cell.number_format = column.kind.value
    cell.value = value
    if column and column.kind is Kind.LONG and not isinstance(value, str | int | float | None):
        cell.number_format = Kind.DATE.value


def _lines(form: Form, row: Row) -> int:
    """How many lines the longest text of a row takes; a Chinese character is as wide as two digits."""
    long = [(column, str(value)) for column, value in zip(form.columns, row, strict=True) if column.kind is Kind.LONG]
    return max([1, *(ceil(2 * len(text) / column.width) for column, text in long)])


def _add_choices(sheet: Worksheet, form: Form) -> None:
    for number, column in enumerate(form.columns, start=1):
        if column.choices:
            letter, first = get_column_letter(number), form.header_row + 1
            listed = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            listed.showErrorMessage = True
            listed.errorStyle = "stop" if column.closed else "warning"
            listed.add(f"{letter}{first}:{letter}{sheet.max_row + _SPARE_ROWS}")
            sheet.add_data_validation(listed)


def _set_up_page(sheet: Worksheet, form: Form) -> None:
    sheet.freeze_panes = f"A{form.header_row + 1}"
    sheet.print_title_rows = f"1:{form.header_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _part_order(name: str) -> tuple[bool, str]:
    """The list of parts first, as office programs write it."""
    return (name != "[Content_Types].xml", name)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.create_system = 0
    return entry


def _part(name: str, content: bytes, stamp: datetime) -> bytes:
    """A part in one spelling of XML, since openpyxl's own depends on whether lxml is installed."""
    text = _EMPTY.sub(r"<\1/>", canonicalize(content.decode()))
    if name == "docProps/core.xml":
        text = _MODIFIED.sub(rf"\g<1>{stamp:%Y-%m-%dT%H:%M:%SZ}\2", text)
    return f"{_DECLARATION}{text}".encode()
