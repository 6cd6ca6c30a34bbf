"""The rows of a sheet as nearly every writer makes them, taken in many at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from unionreport.workbook.grid import COLUMNS, Grid, Raw, position, row_number
from unionreport.workbook.plainblocks import TEXT, Shape, resolve, without_blocks
from unionreport.workbook.serials import Format
from unionreport.workbook.strings import unescape

_SHAPE = Shape(rb"<worksheet[ >]", re.compile(b"<sheetData>"), b"</row>", b"</sheetData")
_CELL = (
    '<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,5}")?(?: t="(?:n|s|b|e|str|inlineStr)")?'
    f"(?:/>|>(?:<f>{TEXT}</f>)?<v>{TEXT}</v></c>"
    f'|><is><t(?: xml:space="preserve")?>{TEXT}</t></is></c>)'
)
_ATTRIBUTES = '(?: [a-zA-Z0-9:]++="[^"<>&]*+")*+'
_ROWS = re.compile(rf'<row r="[1-9][0-9]{{0,6}}"{_ATTRIBUTES}(?:/>|>(?:{_CELL})*+</row>)\s*+')
_FILLED = re.compile(
    '<c r="([A-Z]+)([0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?>(?:<f>([^<]+)</f>)?<(?:v|is><t[^>]*)>([^<]+)<'
)  # of what is known to be plain rows, the cells that are not blank
_HIDDEN = re.compile(r'<row r="([0-9]+)"[^>]*? hidden="(?:1|true|on)"')
_ROW = '<row r="'
_SELDOM = frozenset(("b", "e", "str"))


def without_plain_rows(
    pieces: Iterable[bytes], grid: Grid, bulk: Callable[[bytes], bool] | None = None
) -> Iterator[bytes]:
    """The pieces of a sheet's XML without the rows that were plain enough to go straight into the grid, or to ``bulk``.

    Raises WorkbookError as the grid does.
    """

    def take(block: str) -> bool:
        if _ROWS.sub("", block).strip():
            return False
        if "hidden=" in block:
            grid.hidden_rows.update(map(row_number, _HIDDEN.findall(block)))
        grid.last_row = row_number(block[block.rindex(_ROW) + len(_ROW) :].partition('"')[0])
        _fill(_FILLED.findall(block), grid)
        return True

    return without_blocks(pieces, _SHAPE, take, bulk)


def _fill(found: Iterable[tuple[str, ...]], grid: Grid) -> None:
    """Puts cells into the grid: the frequent ones here, all others by its own means."""
    numeric = {"", *(str(at) for at, form in enumerate(grid.book.formats) if form is Format.NUMBER)}
    row, number, appended = 0, "", 0
    cells: list[object] | None = None
    for letters, digits, style, kind, formula, text in found:
        if digits != number:
            row, number = row_number(digits), digits
            cells = grid.rows.get(row)
        column = COLUMNS.get(letters) or position(letters + digits)[1]
        if "&" in text:
            text = resolve(text)  # noqa: PLW2901  the same text
        if formula or kind in _SELDOM:
            grid.keep(row, column, Raw(kind or "n", style, text, unescape(resolve(formula)) or None))
            cells = grid.rows.get(row)
            continue
        if kind == "s":
            content: object = grid.string(text, row, column)
        elif kind == "inlineStr":
            content = unescape(text)
        else:
            content = grid.number(text, "" if style in numeric else style)
        if cells is not None and column == len(cells) + 1 and content != "":
            cells.append(content)
            appended += 1
        else:
            grid.put(row, column, content)
            cells = grid.rows.get(row)
    grid.count(appended, appended)
