"""Figures as a workbook for further use: a row each, values as numbers, addresses as text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from unionreport.figure import Figure
from unionreport.output import seal
from unionreport.output.copying import empty, file_bytes, put
from unionreport.output.figures import entry
from unionreport.schema import Catalog
from unionreport.texts import Texts

_WIDTHS = {"id": 34, "title": 30, "value": 14, "unit": 10, "shown": 22, "formula": 44, "cells": 60}
_FORMATS = {"元": "#,##0.00", "%": "0.00%"}
_WRAP = Alignment(vertical="top", wrap_text=True)
_MOST_LINES, _LINE = 3, 15  # points


def figure_book(figures: Mapping[str, Figure], catalog: Catalog, texts: Texts) -> bytes:
    """The figures as an .xlsx file with id, title, value, unit, printed form, formula and cells of each.

    Values are numbers in 元, in shares of 1 for %, else in the unit; blank where the ledger is absent.
    Equal figures give equal bytes. The file is sealed, so that it can be told from one that somebody edited.
    """
    book = empty()
    sheet = book.create_sheet(texts.say("figures.sheet"))
    for column, name in enumerate(_WIDTHS, 1):
        head = sheet.cell(1, column)
        put(head, texts.say(f"figures.head_{name}"))
        head.font = Font(bold=True)
        sheet.column_dimensions[head.column_letter].width = _WIDTHS[name]
    for row, figure in enumerate(figures.values(), 2):
        _write(sheet, row, figure, entry(figure, catalog, texts))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    seal.prepare(book)
    return seal.seal(file_bytes(book))


def _write(sheet: Worksheet, row: int, figure: Figure, plain: Mapping[str, object]) -> None:
    for column, name in enumerate(_WIDTHS, 1):
        cell, value = sheet.cell(row, column), plain[name]
        cell.alignment = _WRAP
        if isinstance(value, list):
            value = " ".join(value)
            if len(value) > _MOST_LINES * _WIDTHS[name]:  # all of it would make a page of one row
                sheet.row_dimensions[row].height = _MOST_LINES * _LINE
        if name == "value" and value is not None:
            cell.number_format = _FORMATS.get(figure.unit, "General")
            value = Decimal(str(value))
        if value not in (None, ""):
            put(cell, value)
