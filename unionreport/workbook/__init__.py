"""A file of any spreadsheet kind as sheets of cells: the one door to reading."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from unionreport.errors import WorkbookError
from unionreport.sheets import SheetCells, Workbook
from unionreport.workbook import biff, csvfile, isolation, odf, ooxml, xlsb
from unionreport.workbook.archive import open_archive
from unionreport.workbook.beside import beside
from unionreport.workbook.kinds import Kind, kind_of_archive, kind_of_bytes
from unionreport.workbook.limits import MIB, MOST_CELLS, MOST_FILE_MIB, Meter, too_large

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".csv")
_OWNER_FILE = "~$"  # begins the name of what Excel and WPS keep beside an open workbook


def read(path: Path) -> Workbook:
    """Every sheet of a workbook with every cell at its own row and column, blank ones at the ends left out.

    The kind is told by the first bytes, not by the suffix. Raises WorkbookError for a file that is
    missing, empty, no workbook, damaged, under a password or beyond the limits of `limits`.
    """
    try:
        data = _bytes_of(path)
        sheets = _sheets(data, path)
    except WorkbookError as error:
        error.params.setdefault("file", path.name)
        raise
    return Workbook(path, hashlib.sha256(data).hexdigest(), sheets)


def _sheets(data: bytes, path: Path) -> tuple[SheetCells, ...]:
    sheets = _read(data, path)
    if not sheets:
        raise WorkbookError("workbook-no-sheets")
    if sum(sheet.filled for sheet in sheets) > MOST_CELLS:  # of all sheets together; hundreds may share one body
        raise too_large("workbook-too-large-cells", MOST_CELLS)
    return sheets


def _read(data: bytes, path: Path) -> tuple[SheetCells, ...]:
    kind = kind_of_bytes(data)
    if kind is Kind.TEXT:
        if path.suffix.lower() not in csvfile.SUFFIXES:
            raise WorkbookError("workbook-is-text")
        return (csvfile.read(data, path.stem),)
    if kind is Kind.XLS:
        return beside(isolation.read(data), biff.marks(data))
    archive = open_archive(data, Meter(len(data)))
    kind = kind_of_archive(archive)
    if kind is Kind.XLSX:
        return ooxml.read(archive)
    archive.inflate()
    marks = odf.marks(archive) if kind is Kind.ODS else xlsb.marks(archive)
    return beside(isolation.read(data), marks)


def _bytes_of(path: Path) -> bytes:
    """The bytes of a regular file of reasonable size; a device or a pipe is never opened."""
    try:
        about = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise WorkbookError("workbook-missing", file=str(path)) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if stat.S_ISDIR(about.st_mode):
        raise WorkbookError("workbook-is-folder", file=str(path))
    if not stat.S_ISREG(about.st_mode):
        raise WorkbookError("workbook-not-file", file=str(path))
    if path.name.startswith(_OWNER_FILE):
        raise WorkbookError("workbook-owner-file", open=path.name.removeprefix(_OWNER_FILE))
    if about.st_size > MOST_FILE_MIB * MIB:
        raise too_large("workbook-too-large-file", MOST_FILE_MIB)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError | ValueError) -> WorkbookError:
    detail = getattr(error, "strerror", None) or str(error)
    return WorkbookError("workbook-unreadable", file=str(path), detail=detail)
