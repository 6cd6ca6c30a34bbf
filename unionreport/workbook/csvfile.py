"""Text tables, .csv and .txt, in the encodings and with the delimiters that Chinese offices use."""

from __future__ import annotations

import csv
import io
import re

from unionreport.errors import WorkbookError
from unionreport.sheets import SheetCells
from unionreport.workbook.kinds import looks_wide
from unionreport.workbook.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, too_large
from unionreport.workbook.strings import clean

SUFFIXES = (".csv", ".txt", ".tsv")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = ("utf-8", "gb18030")
_DELIMITERS = ",;\t"
_DECLARED = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)  # Excel's own first line
_QUOTED = re.compile(r'"[^"]*"')
_SAMPLE_LINES = 20
_DATED = r"(?:(?:19|20)[0-9]{2}(?:年度?|[-_.]?(?:1[0-2]|0[1-9]))?|(?:1[0-2]|0?[1-9])月份?)"
_EDGES = re.compile(rf"^(?:[\s_-]*{_DATED})+[\s_-]*|[\s_-]*(?:{_DATED}[\s_-]*)+$")


def read(data: bytes, stem: str) -> SheetCells:
    """The one sheet of a text table, all cells text, named after the file without year and month.

    Raises WorkbookError for text in no known encoding and for what is beyond the limits.
    """
    text = _decode(data)
    declared = _DECLARED.match(text)
    rows: list[list[str]] = [[]] if declared else []
    lines = io.StringIO(text[declared.end() :] if declared else text, newline="")
    cells = 0
    try:
        for row in csv.reader(lines, delimiter=declared[1] if declared else _delimiter(text)):
            rows.append(_trimmed(row))
            cells += len(rows[-1])
            _hold(rows, cells)
    except csv.Error as error:  # a field beyond 131,072 characters: a quotation mark that nothing closes
        raise WorkbookError("workbook-damaged", detail=str(error)) from error
    while rows and not rows[-1]:
        rows.pop()
    return SheetCells(title_of(stem), rows)


def title_of(stem: str) -> str:
    """A file's name without its suffix, year and month: 帮扶发放 of ``2023年帮扶发放``."""
    return _EDGES.sub("", stem) or stem


def _hold(rows: list[list[str]], cells: int) -> None:
    if len(rows[-1]) > MOST_COLUMNS:
        raise too_large("workbook-too-large-columns", MOST_COLUMNS)
    if len(rows) > MOST_ROWS:
        raise too_large("workbook-too-large-rows", MOST_ROWS)
    if cells > MOST_CELLS:
        raise too_large("workbook-too-large-cells", MOST_CELLS)


def _decode(data: bytes) -> str:
    """The text in the encoding its mark names, else in the first that it is without fault."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None) or looks_wide(data[:4096])
    for encoding in (marked,) if marked else _ENCODINGS:
        try:
            return clean(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise WorkbookError("workbook-encoding")


def _delimiter(text: str) -> str:
    """The delimiter that stands most often in the first lines, outside of quotation marks."""
    sample = _QUOTED.sub("", "\n".join(text[:100_000].split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]))
    return max(_DELIMITERS, key=sample.count)


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row
