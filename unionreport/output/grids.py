"""Plain sheets of rows as a workbook: written row by row, so that a million of them need no memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from unionreport.output import seal
from unionreport.output.copying import MOMENT, clean, file_bytes, keep_as_text, sheet_title

MOST_ROWS = 1_000_000  # below Excel's 1,048,576; what is more goes on to another sheet
_FORMATS = {"元": "#,##0.00", "%": "0.00%"}
_FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its header, its width in characters, and the unit that its numbers are in."""

    title: str
    width: int = 12
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its title, its columns, its rows of texts and numbers; ``fixed`` columns stay in sight."""

    title: str
    columns: Sequence[GridColumn]
    rows: Iterable[Sequence[object]]
    fixed: int = 1


def grid_book(grids: Iterable[Grid]) -> bytes:
    """The sheets as a sealed .xlsx file; equal sheets give equal bytes. Texts stay texts whatever they begin with."""
    book = Workbook(write_only=True)
    book.properties.created = MOMENT
    for grid in grids:
        rows, number = iter(grid.rows), 1
        first: Sequence[object] | None = next(rows, None)
        while first is not None or number == 1:
            here = chain([] if first is None else [first], islice(rows, MOST_ROWS - 1))
            _write(book, grid, grid.title if number == 1 else f"{grid.title} {number}", here)
            first, number = next(rows, None), number + 1
    seal.prepare(book)
    return seal.seal(file_bytes(book))


def _write(book: Workbook, grid: Grid, title: str, rows: Iterable[Sequence[object]]) -> None:
    sheet: Worksheet = book.create_sheet(sheet_title(title))
    for number, column in enumerate(grid.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = f"{get_column_letter(grid.fixed + 1)}2"
    sheet.append([_head(sheet, each.title) for each in grid.columns])
    formats = [_FORMATS.get(each.unit, "") for each in grid.columns]
    for row in rows:
        sheet.append(list(_cells(sheet, row, formats)))


def _head(sheet: Worksheet, title: str) -> Cell:
    cell = _text(sheet, title)
    cell.font = Font(bold=True)
    return cell


def _text(sheet: Worksheet, value: str) -> Cell:
    cell = WriteOnlyCell(sheet, clean(value))
    cell.data_type = "s"
    keep_as_text(cell)
    return cell


def _cells(sheet: Worksheet, row: Sequence[object], formats: Sequence[str]) -> Iterator[object]:
    for value, form in zip(row, formats, strict=True):
        if isinstance(value, str):
            yield _text(sheet, value) if value.startswith(_FORMULA_SIGNS) else clean(value)
        elif form and value is not None:
            cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # its types lack Decimal
            cell.number_format = form
            yield cell
        else:
            yield value
