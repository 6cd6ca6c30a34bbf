"""The kinds that a library reads, in a process of its own: what aborts or hangs it ends there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from unionreport.errors import WorkbookError
from unionreport.sheets import Area, SheetCells
from unionreport.workbook.archive import damaged
from unionreport.workbook.kinds import OLE
from unionreport.workbook.limits import MOST_CELLS, MOST_CHILD_MIB, MOST_SECONDS, MOST_SLOTS, too_large
from unionreport.workbook.strings import clean

_SCRIPT = Path(__file__).with_name("calamine_child.py")
_LOCKED = re.compile(
    b"|".join(
        (
            re.escape("EncryptedPackage".encode("utf-16-le")),  # the stream's name, [MS-OFFCRYPTO] 2.3.4.4
            rb"\t\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?/\x00",  # BOF, WriteProtect, FilePass, [MS-XLS] 2.4.117
        )
    ),
    re.DOTALL,
)
_OTHER_DOCUMENTS = tuple(name.encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document"))
_TYPES: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
        "time": time.fromisoformat,
        "seconds": lambda seconds: timedelta(seconds=seconds),
    }
)


def read(data: bytes) -> tuple[SheetCells, ...]:
    """Every sheet of an .xls, .et, .xlsb or .ods file.

    Raises WorkbookError for what the library refuses, for what ends its process, and beyond the limits.
    """
    answer = _ask(data)
    match answer.get("refused"):
        case "locked":
            raise WorkbookError("workbook-locked")
        case "large":
            raise too_large("workbook-too-large-cells", MOST_CELLS)
        case "damaged":
            raise _refusal(data, clean(answer["detail"]))
    return tuple(_sheet(each) for each in answer["sheets"])


def _ask(data: bytes) -> Any:
    command = [sys.executable, "-P", str(_SCRIPT), str(MOST_CHILD_MIB), str(MOST_SLOTS)]
    try:
        done = subprocess.run(  # noqa: S603  our own script, and nothing of the file in the command
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise too_large("workbook-too-large-seconds", MOST_SECONDS) from error
    if done.returncode < 0:  # ended by a signal, as when memory is denied
        raise too_large("workbook-too-large-memory", MOST_CHILD_MIB)
    if done.returncode:
        raise _refusal(data, str(done.returncode))
    return json.loads(done.stdout)


def _refusal(data: bytes, detail: str) -> WorkbookError:
    """Why the library refused: a password, another kind of document, else damage; it knows only the last."""
    if data.startswith(OLE):
        if _LOCKED.search(data):
            return WorkbookError("workbook-locked")
        if any(name in data for name in _OTHER_DOCUMENTS):
            return WorkbookError("workbook-foreign")
    return damaged(detail)


def _sheet(found: Mapping[str, Any]) -> SheetCells:
    merges = (Area(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1) for first, last in found["merges"])
    rows = [[_cell(cell) for cell in row] for row in found["rows"]]
    return SheetCells(clean(found["name"]), rows, merges=tuple(merges), hidden=found["hidden"])


def _cell(cell: Any) -> object:
    match cell:
        case str():
            return clean(cell)
        case int() if not isinstance(cell, bool):
            return float(cell)
        case dict():
            ((kind, value),) = cell.items()
            return _TYPES[kind](value)
    return cell
