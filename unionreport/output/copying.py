"""Workbooks to write into: a copy of one as it is, or a fresh one with its values; and their bytes."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

REFUSALS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError, RecursionError,
    SyntaxError, TypeError, ValueError, zipfile.BadZipFile,
)  # fmt: skip
"""What openpyxl raises for workbooks that it cannot read or write: nearly anything."""

_FORMULA_SIGNS = ("=", "+", "-", "@")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNFIT_TITLE = re.compile(r"[\\*?:/\[\]]")
_LONGEST_TITLE, _LONGEST_TEXT = 31, 32_767  # signs that Excel allows
_MOST_CELLS = 3_000_000  # what openpyxl holds in memory within reason; also the cells that merges cover
_MOST_STYLES = 65_490  # that Excel allows; openpyxl takes minutes over millions
_CELL, _STYLE = re.compile(rb"<(?:\w+:)?c[ >/]"), re.compile(rb"<(?:\w+:)?xf[ >/]")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_WIDEST, _NARROWEST = 40, 9
MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001  the earliest a zip file can hold
_DATE_FORMAT, _MOMENT_FORMAT, _TIME_FORMAT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm"
_CHUNK = 1 << 20


class _Reader(ExcelReader):
    """Reads numbers as they are stored: one in a date's format would otherwise come back as another, or as an error."""

    def read_worksheets(self) -> None:
        book: Any = self.wb
        book._date_formats = book._timedelta_formats = set()  # noqa: SLF001  there is no public way to ask for it
        super().read_worksheets()


def copy_of(data: bytes) -> Workbook:
    """The workbook with formulas, formats, widths, merges and drop-downs.

    A text that begins like a formula is held as text, so that it cannot become one. Raises one of
    `REFUSALS` where openpyxl is not up to the file.
    """
    if not _within_reach(data):
        raise ValueError(len(data))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it leaves out is told by `losses`
        reader = _Reader(BytesIO(data), rich_text=True)
        reader.read()
    book: Workbook = reader.wb
    if not book.worksheets:
        raise ValueError(len(data))
    book.template = False
    for cell in cells_of(book):
        keep_as_text(cell)
        keep_exact(cell)
    return book


def _within_reach(data: bytes) -> bool:
    """Whether the file is a workbook of the kind and size that openpyxl holds without trouble."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        names = parts.namelist()
        styles = sum(_count(parts, name, _STYLE) for name in names if name == "xl/styles.xml")
        sheets = [name for name in names if re.match(r"xl/worksheets/[^/]+\.xml$", name)]
        cells = sum(_count(parts, name, _CELL) for name in sheets)
        covered = sum(_covered(parts.read(name)) for name in sheets) if cells <= _MOST_CELLS else 0
        return "xl/workbook.xml" in names and cells + covered <= _MOST_CELLS and styles <= _MOST_STYLES


def _count(parts: zipfile.ZipFile, name: str, pattern: re.Pattern[bytes]) -> int:
    with parts.open(name) as part:
        return sum(len(pattern.findall(piece)) for piece in iter(lambda: part.read(_CHUNK), b""))


def _covered(sheet: bytes) -> int:
    """How many cells the merges of a sheet cover."""
    found = (each.groups() for each in _MERGE.finditer(sheet))
    return sum((_column(right) - _column(left) + 1) * (int(low) - int(high) + 1) for left, high, right, low in found)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def cells_of(book: Workbook) -> Iterator[Cell]:
    """Every cell that a book holds, without making new ones."""
    for sheet in book.worksheets:
        for cell in tuple(sheet._cells.values()):  # noqa: SLF001  iterating the rows would fill the gaps
            if isinstance(cell, Cell):
                yield cell


def empty() -> Workbook:
    """A new workbook without a sheet, made at a fixed moment."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = MOMENT
    return book


def fresh(sheets: Mapping[str, Sequence[Sequence[object]]]) -> tuple[Workbook, dict[str, str]]:
    """A new workbook of the values alone, and the title that each sheet has in it."""
    book = empty()
    titles: dict[str, str] = {}
    for name, rows in sheets.items():
        sheet = book.create_sheet(sheet_title(name) or None)
        titles[name] = sheet.title
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                if value not in ("", None):
                    put(sheet.cell(row, column), value)
        _widen(sheet, rows)
    return book, titles


def put(cell: Cell | MergedCell, value: Any) -> None:
    """Writes a value into a cell: text as text whatever it begins with, dates in a date's format."""
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"
        keep_as_text(cell)
        return
    cell.value = value
    keep_exact(cell)
    if isinstance(value, datetime):
        cell.number_format = _MOMENT_FORMAT if value.time() != time() else _DATE_FORMAT
    elif isinstance(value, date):
        cell.number_format = _DATE_FORMAT
    elif isinstance(value, time):
        cell.number_format = _TIME_FORMAT


def keep_as_text(cell: Cell | MergedCell) -> None:
    """Gives a text that begins like a formula the mark by which Excel keeps it a text when it is edited."""
    if cell.data_type == "s" and str(cell.value).startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def keep_exact(cell: Cell | MergedCell) -> None:
    """Has a number written in all its digits; the library would write sixteen."""
    value: Any = cell.value
    if cell.data_type == "n" and isinstance(value, int | float) and float(f"{value:.16g}") != value:
        cell._value = repr(value)  # type: ignore[union-attr]  # noqa: SLF001  `value` would make it a text


def sheet_title(name: str) -> str:
    """The name without the signs that a sheet's title may not have, no longer than one."""
    return _UNFIT_TITLE.sub("_", clean(name))[:_LONGEST_TITLE]


def clean(text: str) -> str:
    """The text without the signs that XML cannot hold, no longer than a cell."""
    return _UNFIT.sub("", text)[:_LONGEST_TEXT]


def _widen(sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    """Widths by what stands in the first rows, a Chinese sign as wide as two digits."""
    for column, values in enumerate(zip(*rows[:100], strict=False), 1):
        longest = max(len(str(value).encode("gb18030", "replace")) for value in values)
        sheet.column_dimensions[get_column_letter(column)].width = min(_WIDEST, max(_NARROWEST, longest + 2))


def file_bytes(book: Workbook) -> bytes:
    """The workbook as a file; the same workbook always gives the same bytes."""
    raw, settled = BytesIO(), BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(settled, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            target.writestr(entry, _settled(name, source.read(name)), zipfile.ZIP_DEFLATED)
    return settled.getvalue()


def _settled(name: str, part: bytes) -> bytes:
    """The part with the moment of saving, which openpyxl insists on, put back to the fixed one."""
    if name != "docProps/core.xml":
        return part
    moment = f"{MOMENT:%Y-%m-%dT%H:%M:%SZ}".encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*(<)", rb"\g<1>" + moment + rb"\2", part)
