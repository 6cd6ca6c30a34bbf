"""Tables of figures as Word tables (ECMA-376 part 1, 17.4): the header on every page, numbers to the right, rows whole.

Word goes by the widths of table and cells, WPS by those of the grid, so both are written and agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from lxml.etree import _Element as Element

from unionreport.document.language import as_printed
from unionreport.document.looks import TABLE_STYLE, Looks, Role
from unionreport.document.merging import Merges, merge_column
from unionreport.document.plots import LANGUAGE
from unionreport.document.widths import Need, half_widths, line_width, share_out
from unionreport.document.wordml import CELL, ROW, RUN, TEXT, clean, element, set_text, text_element
from unionreport.exhibit import Column, FigureTable, Shown
from unionreport.figure import Figure
from unionreport.texts import texts

EMPTY = "—"
"""What stands in a cell without a value."""

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_PADDING, _MARGIN = 260, 85
_WIDEST_WISH, _LEAST_HALVES = 36, 5
_WIDER = 1.3  # digits of the totals, which are bold, in a font that stands in for the one asked for
_USUAL_WIDTH = Column("", "").width
_SHORT = 12  # rows: more would leave too much of a page white

Wrap = Callable[[Element, Figure], object]


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table in its place: title, table and notes in order, and the text of its rows, totals last, cell by cell."""

    blocks: tuple[Element, ...]
    element: Element
    rows: tuple[tuple[str, ...], ...]


def write_table(table: FigureTable, looks: Looks, before: Element, wrap: Wrap) -> WrittenTable:
    """The table as Word shows it, put before a paragraph and as wide as its line; ``wrap`` gives figures their control.

    An empty value is a dash; equal neighbours of merged columns are one cell.
    """
    rows = [[shown_text(row.get(column.name)) for column in table.columns] for row in table.rows]
    totals = total_texts(table)
    shown = [*rows, *([totals] if totals else [])]
    widths = share_out(line_width(before), _needs(table, shown, looks))
    made = _frame(looks, widths)
    title = [looks.line(Role.TITLE, table.title, keep=True)] if table.title else []
    blocks = (*title, made, *(looks.line(Role.NOTE, note) for note in table.notes))
    for block in blocks:  # at once, since a tree of many rows is slow to move
        before.addprevious(block)
    made.append(_head_row(table.columns, looks, widths))
    made.extend(_rows(table, rows, looks, widths))
    merge_rows(made.findall(ROW)[1:], table, rows)
    _wrap_figures(made, table, wrap)
    if totals:
        made.append(_totals_row(table, totals, looks, widths, wrap))
    return WrittenTable(blocks, made, tuple(tuple(row) for row in shown))


def shown_text(value: Shown) -> str:
    """The text of a cell."""
    if value is None or (isinstance(value, Figure) and value.value is None):
        return EMPTY
    return as_printed(value).text


def total_texts(table: FigureTable) -> list[str]:
    """The texts of the totals row, empty where it has none; 合计 in the first cell if the table does not name it."""
    if not table.totals:
        return []
    shown = [shown_text(table.totals[each.name]) if each.name in table.totals else "" for each in table.columns]
    shown[0] = shown[0] or texts(LANGUAGE).say("exhibits.total")
    return shown


def _needs(table: FigureTable, rows: Sequence[Sequence[str]], looks: Looks) -> list[Need]:
    """What each column needs: numbers are never broken; widths as declared, or by the content if none is."""
    declared = any(column.width != _USUAL_WIDTH for column in table.columns)
    needs = []
    for at, column in enumerate(table.columns):
        half = looks.half(Role.NUMBER if column.numeric else Role.TEXT)
        widest = max((half_widths(row[at]) for row in rows), default=0)
        title = half_widths(clean(column.title)) * looks.half(Role.HEAD)
        least = widest * _WIDER if column.numeric else min(widest, _LEAST_HALVES)
        wish = max(min(widest, _WIDEST_WISH) * half, title) + _PADDING
        needs.append(Need(round(max(least, 4) * half) + _PADDING, column.width if declared else wish))
    return needs


def _frame(looks: Looks, widths: Sequence[int]) -> Element:
    """The table without rows."""
    properties = element("tblPr")
    if looks.has(TABLE_STYLE):
        properties.append(element("tblStyle", val=TABLE_STYLE))
    properties.append(element("tblW", w=str(sum(widths)), type="dxa"))
    properties.append(element("jc", val="center"))
    if not looks.has(TABLE_STYLE):
        properties.append(_with("tblBorders", *(_line(side) for side in _SIDES)))
    properties.append(element("tblLayout", type="fixed"))
    if not looks.has(TABLE_STYLE):
        sides = (element(side, w=str(_MARGIN), type="dxa") for side in ("left", "right"))
        properties.append(_with("tblCellMar", *sides))
    properties.append(element("tblLook", val="0420", firstRow="1", lastRow="0", firstColumn="0"))
    grid = _with("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    return _with("tbl", properties, grid)


def _with(name: str, *children: Element) -> Element:
    made = element(name)
    made.extend(children)
    return made


def _line(side: str) -> Element:
    return element(side, val="single", sz="4", space="0", color="000000")


def _row(cells: Sequence[Element], *, head: bool = False) -> Element:
    properties = _with("trPr", element("cantSplit"), *([element("tblHeader")] if head else []))
    return _with("tr", properties, *cells)


def _cell(width: int, paragraph: Element, span: int = 1) -> Element:
    properties = _with("tcPr", element("tcW", w=str(width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=str(span)))
    properties.append(element("vAlign", val="center"))
    return _with("tc", properties, paragraph)


def _head_row(columns: Sequence[Column], looks: Looks, widths: Sequence[int]) -> Element:
    cells = [
        _cell(width, looks.line(Role.HEAD, column.title, keep=True))
        for column, width in zip(columns, widths, strict=True)
    ]
    return _row(cells, head=True)


def _rows(table: FigureTable, rows: Sequence[Sequence[str]], looks: Looks, widths: Sequence[int]) -> Iterator[Element]:
    """The rows: copies of one row, the last held on the page of the totals or the notes, a short table on one page."""
    first = _model(table, looks, widths, keep=len(rows) <= _SHORT)
    last = _model(table, looks, widths, keep=bool(table.totals or table.notes))
    for number, shown in enumerate(rows, 1):
        made = copy(last if number == len(rows) else first)
        for text, value in zip(list(made.iter(TEXT)), shown, strict=True):
            _write(text, value)
        yield made


def _write(text: Element, value: str) -> None:
    """Writes a cell's text; a line break in it is a break in Word too."""
    first, *others = value.split("\n")
    set_text(text, first)
    for line in reversed(others):
        text.addnext(text_element(line))
        text.addnext(element("br"))


def _model(table: FigureTable, looks: Looks, widths: Sequence[int], *, keep: bool) -> Element:
    cells = []
    for column, width in zip(table.columns, widths, strict=True):
        role = Role.NUMBER if column.numeric else Role.TEXT
        cells.append(_cell(width, looks.line(role, "", keep=keep)))
    return _row(cells)


def merge_rows(made: Sequence[Element], table: FigureTable, rows: Sequence[Sequence[str]]) -> None:
    """Merges the equal neighbours of the merged columns, as far as those to the left are merged too."""
    merges = Merges(len(rows))
    for at, column in enumerate(table.columns):
        if column.merged:
            keys = [merge_key(row.get(column.name), shown[at]) for row, shown in zip(table.rows, rows, strict=True)]
            spans = merges.nest(keys)
            merge_column([row.findall(CELL)[at] for row in made], spans)


def merge_key(value: Shown, text: str) -> object:
    """What must be equal in cells that become one; None for a cell that stays by itself."""
    if value is None or text == EMPTY:
        return None
    return (value.id, text) if isinstance(value, Figure) else text


def _wrap_figures(made: Element, table: FigureTable, wrap: Wrap) -> None:
    """Gives every figure that is still shown its control."""
    for line, row in zip(made.findall(ROW)[1:], table.rows, strict=True):
        if any(isinstance(value, Figure) for value in row.values()):
            for cell, column in zip(line.iterchildren(CELL), table.columns, strict=True):
                _wrap_cell(cell, row.get(column.name), wrap)


def _wrap_cell(cell: Element, value: Shown, wrap: Wrap) -> None:
    run = next(cell.iter(RUN), None)  # none where the cell was merged away
    if isinstance(value, Figure) and value.value is not None and run is not None:
        wrap(run, value)


def _totals_row(table: FigureTable, totals: Sequence[str], looks: Looks, widths: Sequence[int], wrap: Wrap) -> Element:
    """The totals in bold; their name spans the columns after it that have no total."""
    span = 1
    while span < len(totals) and not totals[span]:
        span += 1
    cells = []
    for at in (0, *range(span, len(totals))):
        column, wide = table.columns[at], span if at == 0 else 1
        role = Role.HEAD if at == 0 and not column.numeric else Role.NUMBER if column.numeric else Role.TEXT
        paragraph = looks.paragraph(role, keep=bool(table.notes))
        paragraph.append(looks.run(role, totals[at], bold=True))
        cells.append(_cell(sum(widths[at : at + wide]), paragraph, wide))
        _wrap_cell(cells[-1], table.totals.get(column.name), wrap)
    return _row(cells)
