"""A file of any spreadsheet kind as sheets of cells; the one module that knows the reading library."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

from unionreport.errors import WorkbookError
from unionreport.sheets import SheetCells, Workbook

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOCKED = re.compile(
    b"|".join(
        (
            re.escape("EncryptedPackage".encode("utf-16-le")),  # the stream's name, [MS-OFFCRYPTO] 2.3.4.4
            rb"\t\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?/\x00",  # BOF, WriteProtect, FilePass, [MS-XLS] 2.4.117
        )
    ),
    re.DOTALL,
)


def read(path: Path) -> Workbook:
    """Every sheet of a workbook with every cell at its own row and column.

    The kind is told by the first bytes, not by the suffix. Raises WorkbookError for a file that is
    missing, empty, no workbook, damaged or under a password.
    """
    data = _bytes_of(path)
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        source = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = tuple(
            SheetCells(sheet.name, source.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
            for sheet in source.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        )
    except CalamineError as error:
        if data.startswith(_OLE) and _LOCKED.search(data):  # the library only says that it knows no such format
            raise WorkbookError("workbook-locked", file=path.name) from error
        raise WorkbookError("workbook-damaged", file=path.name, detail=str(error)) from error
    if not sheets:
        raise WorkbookError("workbook-damaged", file=path.name, detail="0 sheets")
    return Workbook(path, hashlib.sha256(data).hexdigest(), sheets)


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise WorkbookError("workbook-is-folder", file=str(path))
    if not path.is_file():
        raise WorkbookError("workbook-missing", file=str(path))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WorkbookError("workbook-unreadable", file=str(path), detail=error.strerror or str(error)) from error
    if not data.startswith((_ZIP, _OLE)):
        raise WorkbookError("workbook-foreign" if data else "workbook-empty", file=path.name)
    return data
