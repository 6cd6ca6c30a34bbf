"""Marks findings in a copy of the workbook: a first sheet that lists them, coloured cells, comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from unionreport.finding import Severity, count_by_severity
from unionreport.judgement import Checked, Judged
from unionreport.output.copying import cells_of, clean, put
from unionreport.output.wording import message, remedy
from unionreport.places import Place
from unionreport.schema import RESULTS_TITLE
from unionreport.texts import Texts

_COLOURS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.NOTE: "FFDDEBF7"}
_FILLS = {severity: PatternFill("solid", fgColor=colour) for severity, colour in _COLOURS.items()}
_AUTHOR = "unionreport"
_MARK = "— unionreport —"  # the line before our part of a comment; other programs drop the author on saving
_WIDTHS = (8, 8, 24, 14, 12, 24, 48, 64)
_COLUMNS = ("severity", "code", "rule", "sheet", "cell", "value", "message", "remedy")
_MOST_COLOURED = 10_000  # cells of one finding
_MOST_COMMENTS = 5_000  # more make a file that office programs take minutes to open
_COMMENT_WIDTH, _LINE_HEIGHT, _LINE_SIGNS = 320, 20, 22
_ROW_HEIGHT = 15
_HEAD, _LINK, _BOLD = Font(bold=True, size=14), Font(color="FF0563C1", underline="single"), Font(bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="FFD9D9D9")
_WRAP = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True, slots=True)
class Copy:
    """A book to mark: its sheets by the names they had, and what a person should know of it."""

    book: Workbook
    titles: Mapping[str, str] = field(default_factory=dict)
    remarks: Sequence[str] = ()

    def sheet(self, name: str) -> Worksheet | None:
        """The sheet that had the name; None where the book has none."""
        title = self.titles.get(name, name)
        return next((each for each in self.book.worksheets if each.title == title), None)


def unmark(book: Workbook) -> None:
    """Takes away what `mark` put into a book, when a marked copy is marked again; cells it coloured become plain."""
    for sheet in book.worksheets:
        if sheet.title == RESULTS_TITLE:
            book.remove(sheet)
    for cell in cells_of(book):
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in _COLOURS.values():
            cell.fill = PatternFill()
        if cell.comment is not None and _MARK in cell.comment.text:
            others = cell.comment.text.partition(_MARK)[0].rstrip()
            cell.comment = _comment(others, cell.comment.author) if others else None


def mark(copy: Copy, checked: Checked, texts: Texts) -> None:
    """Puts the findings into the copy: every other cell, format and formula stays as it is.

    The gravest finding of a cell gives its colour; its comment holds all of them. A finding on a whole sheet
    or file stands on the first sheet alone.
    """
    ordered = sorted(checked.open, key=lambda judged: list(Severity).index(judged.severity))
    said: dict[tuple[str, int, int], list[str]] = {}
    for judged in reversed(ordered):
        for cell in _cells(copy, judged.finding.place):
            cell.fill = _FILLS[judged.severity]
    for judged in ordered:
        first = next(_cells(copy, judged.finding.place), None)
        if first is not None:
            said.setdefault((first.parent.title, first.row, first.column), []).append(_note(judged, texts))
    for (title, row, column), notes in list(said.items())[:_MOST_COMMENTS]:
        _comment_on(copy.book[title].cell(row, column), "\n\n".join(notes))
    remarks = [*copy.remarks]
    if checked.accepted:
        remarks.append(texts.say("marked.accepted", count=len(checked.accepted)))
    if len(said) > _MOST_COMMENTS:
        remarks.append(texts.say("marked.comments_held", count=len(said) - _MOST_COMMENTS))
    _write_results(copy, checked.file, ordered, (remarks, texts))


def _cells(copy: Copy, place: Place) -> Iterator[Cell]:
    """The cells of a place that can be coloured: of a merged block the first, none for a whole sheet."""
    sheet = copy.sheet(place.sheet) if place.top else None
    if sheet is None:
        return
    columns = range(place.left, place.right + 1)
    positions = ((row, column) for row in range(place.top, place.bottom + 1) for column in columns)
    for _, (row, column) in zip(range(_MOST_COLOURED), positions, strict=False):
        cell = sheet.cell(row, column)
        yield _first_of_merge(sheet, cell) if isinstance(cell, MergedCell) else cell


def _first_of_merge(sheet: Worksheet, cell: MergedCell) -> Cell:
    block = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
    first = sheet.cell(block.min_row, block.min_col)
    assert isinstance(first, Cell)  # noqa: S101  the first cell of a merge is never a merged one
    return first


def _note(judged: Judged, texts: Texts) -> str:
    severity = texts.say(f"severity.{judged.severity}")
    help_label = texts.say("check.help_label")
    head = f"{severity} {judged.rule.code} {texts.say(f'rules.{judged.rule.name}.title')}"
    return f"{head}\n{message(judged, texts)}\n{help_label}  {remedy(judged, texts)}"


def _comment_on(cell: Cell | MergedCell, text: str) -> None:
    """Gives a cell our comment, after the one that somebody else left there."""
    if cell.comment is None:
        cell.comment = _comment(f"{_MARK}\n{text}", _AUTHOR)
    else:
        cell.comment = _comment(f"{cell.comment.text}\n{_MARK}\n{text}", cell.comment.author)


def _comment(text: str, author: str | None) -> Comment:
    lines = sum(1 + len(line) // _LINE_SIGNS for line in text.splitlines())
    height = _LINE_HEIGHT * (lines + 1)
    return Comment(clean(text), author or "", height=height, width=_COMMENT_WIDTH)


def _write_results(copy: Copy, file: str, ordered: Sequence[Judged], words: tuple[Sequence[str], Texts]) -> None:
    """The first sheet: title, counts, remarks, then one row a finding, gravest first."""
    remarks, texts = words
    sheet = copy.book.create_sheet(RESULTS_TITLE, 0)
    counts = count_by_severity(judged.severity for judged in ordered)
    lines = [
        texts.say("marked.title", file=file),
        texts.say("check.summary", **counts),
        texts.say("marked.is_copy"),
        *remarks,
    ]
    for row, line in enumerate(lines, 1):
        put(sheet.cell(row, 1), line)
    sheet.cell(1, 1).font = _HEAD
    head = len(lines) + 2
    for column, (name, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True), 1):
        cell = sheet.cell(head, column)
        put(cell, texts.say(f"marked.head_{name}"))
        cell.font, cell.fill = _BOLD, _HEAD_FILL
        sheet.column_dimensions[cell.column_letter].width = width
    for row, judged in enumerate(ordered, head + 1):
        _write_finding(copy, sheet, row, (judged, texts))
    sheet.auto_filter.ref = f"A{head}:{chr(64 + len(_COLUMNS))}{head + len(ordered)}"
    sheet.freeze_panes = f"A{head + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    _show_first(copy.book)


def _write_finding(copy: Copy, sheet: Worksheet, row: int, shown: tuple[Judged, Texts]) -> None:
    judged, texts = shown
    place = judged.finding.place
    title = texts.say(f"rules.{judged.rule.name}.title")
    values = (
        texts.say(f"severity.{judged.severity}"), judged.rule.code, title, place.sheet or texts.say("check.whole_file"),
        place.cells or "", judged.value or "", message(judged, texts), remedy(judged, texts),
    )  # fmt: skip
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        put(cell, value)
        cell.alignment = _WRAP
    sheet.row_dimensions[row].height = _ROW_HEIGHT * max(map(_lines, values, _WIDTHS))
    sheet.cell(row, 1).fill = _FILLS[judged.severity]
    target = copy.sheet(place.sheet) if place.sheet else None
    if target is not None:
        link = sheet.cell(row, 5 if place.cells else 4)
        quoted = target.title.replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{place.cells or 'A1'}")
        link.font = _LINK


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column, a Chinese sign as wide as two digits."""
    return sum(1 + len(line.encode("gb18030", "replace")) // width for line in text.splitlines() or [""])


def _show_first(book: Workbook) -> None:
    """Opens the book at its first sheet, with no other one selected: what is typed goes into one sheet."""
    sheets: list[Any] = [*book.worksheets, *book.chartsheets]
    for sheet in sheets:
        views = sheet.views if hasattr(sheet, "views") else sheet.sheetViews
        for view in views.sheetView:
            view.tabSelected = False
    book.active = 0
    book.calculation.fullCalcOnLoad = True  # the library keeps formulas without their results
    for view in book.views:
        view.firstSheet = 0
