"""What the values of an .xlsb file do not tell, from its records ([MS-XLSB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from unionreport.workbook.archive import Archive
from unionreport.workbook.beside import ERRORS, UNKNOWN_FORMULA, UNNAMED_ERROR, Beside
from unionreport.workbook.ooxml import relations
from unionreport.workbook.strings import clean

_USUAL_PART = "xl/workbook.bin"
_SHEET, _ROW, _COLUMN = 156, 0, 60  # BrtBundleSh, BrtRowHdr, BrtColInfo: 2.3
_ERROR_CELL, _ERROR_FORMULA, _FORMULAS = 3, 11, range(8, 12)


def marks(archive: Archive) -> dict[str, Beside]:
    """By sheet name, its errors, formulas and hidden rows and columns; nothing of a damaged file."""
    main = relations(archive, "").of("officeDocument") or _USUAL_PART
    parts = relations(archive, main).by_id
    found = {}
    try:
        for name, relation in _sheets(b"".join(archive.pieces(main))):
            kind, part = parts.get(relation, ("", ""))
            if kind == "worksheet":
                found[name] = _sheet(b"".join(archive.pieces(part)))
    except (struct.error, IndexError):
        return {}
    return found


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and content of each record; both numbers take seven bits a byte: 2.1.4."""
    at = 0
    while at < len(data):
        kind, at = (
            data[at] & 0x7F | (data[at + 1] & 0x7F) << 7 if data[at] & 0x80 else data[at],
            at + 1 + (data[at] >> 7),
        )
        size = shift = 0
        while True:
            byte = data[at]
            size |= (byte & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if not byte & 0x80 or shift == 28:
                break
        yield kind, data[at : at + size]
        at += size


def _sheets(book: bytes) -> Iterator[tuple[str, str]]:
    """Name and relation of each sheet."""
    for kind, data in _records(book):
        if kind == _SHEET:
            relation, at = _text(data, 8)
            name, _ = _text(data, at)
            yield clean(name), relation


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A text and where it ends: XLWideString, 2.5.168."""
    end = at + 4 + struct.unpack_from("<I", data, at)[0] * 2
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _sheet(data: bytes) -> Beside:
    found, row = Beside(), 0
    for kind, record in _records(data):
        if kind == _ROW:
            row = struct.unpack_from("<I", record)[0] + 1
            if record[11] & 0x10:  # fDyZero
                found.hidden_rows.add(row)
        elif kind == _COLUMN:
            first, last = struct.unpack_from("<II", record)
            if record[16] & 1:  # fHidden
                found.hidden_columns.update(range(first + 1, min(last, 16_383) + 2))
        elif kind == _ERROR_CELL or kind in _FORMULAS:
            column = struct.unpack_from("<I", record)[0] + 1
            if kind in _FORMULAS:
                found.formulas[row, column] = UNKNOWN_FORMULA
            if kind in {_ERROR_CELL, _ERROR_FORMULA}:
                found.errors[row, column] = ERRORS.get(record[8], UNNAMED_ERROR)
    return found
