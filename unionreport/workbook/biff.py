"""What the values of an .xls or .et file do not tell, from its records ([MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from unionreport.workbook import compound
from unionreport.workbook.beside import ERRORS, UNKNOWN_FORMULA, UNNAMED_ERROR, Beside

_STREAMS = ("Workbook", "Book")
_BOF, _EOF, _SHEET = 0x809, 0x0A, 0x85
_FORMULA, _ERROR, _ROW, _COLUMN = 0x06, 0x205, 0x208, 0x7D
_WORKSHEET = 0
_NO_NUMBER, _IS_ERROR = b"\xff\xff", 2  # FormulaValue, 2.5.133


def marks(data: bytes) -> dict[str, Beside]:
    """By sheet name, its errors, formulas and hidden rows and columns; nothing of a damaged file."""
    book = compound.stream(data, _STREAMS)
    try:
        return {name: _sheet(book, offset) for name, offset in _sheets(book)}
    except struct.error:
        return {}


def _records(book: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream; charts within it are passed over."""
    depth = 0
    while offset + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, offset)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1 and kind != _BOF:
            yield kind, book[offset + 4 : offset + 4 + size]
        if depth <= 0:
            return
        offset += 4 + size


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    """Name and place of each worksheet: BoundSheet8, 2.4.28."""
    for kind, data in _records(book, 0):
        if kind == _SHEET and len(data) > 8 and data[5] == _WORKSHEET:
            wide = data[7] & 1
            text = data[8 : 8 + data[6] * (2 if wide else 1)]
            yield text.decode("utf-16-le" if wide else "latin-1", "replace"), struct.unpack_from("<I", data)[0]


def _sheet(book: bytes, offset: int) -> Beside:
    found = Beside()
    for kind, data in _records(book, offset):
        if kind in {_FORMULA, _ERROR, _ROW, _COLUMN}:
            first, second = struct.unpack_from("<HH", data)
            if kind == _FORMULA:
                found.formulas[first + 1, second + 1] = UNKNOWN_FORMULA
                if data[12:14] == _NO_NUMBER and data[6] == _IS_ERROR:
                    found.errors[first + 1, second + 1] = ERRORS.get(data[8], UNNAMED_ERROR)
            elif kind == _ERROR:
                if data[7:8] == b"\1":
                    found.errors[first + 1, second + 1] = ERRORS.get(data[6], UNNAMED_ERROR)
            elif kind == _ROW:
                if struct.unpack_from("<H", data, 12)[0] & 0x20:  # fDyZero, 2.4.221
                    found.hidden_rows.add(first + 1)
            elif struct.unpack_from("<H", data, 8)[0] & 1:  # fHidden, 2.4.53
                found.hidden_columns.update(range(first + 1, min(second, 255) + 2))
    return found
