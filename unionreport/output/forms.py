"""Blank ledgers to fill in: a sheet each with headers, notes, formats, drop-downs and two examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from unionreport.examples import example_rows, in_order
from unionreport.output.copying import empty, file_bytes, put
from unionreport.schema import GUIDE_TITLE, Catalog, Field, FieldType, LedgerSchema
from unionreport.texts import Texts

_TITLE_ROW, _HEADER_ROW, _FIRST_ROW = 1, 2, 3
_RULED_ROWS, _LAST_ROW = 40, 1000  # rows with lines to write on; rows with drop-downs
_LONGEST_LIST = 255  # signs of a drop-down's own list that Excel takes
_LISTS_COLUMN = 8  # of the guide: where longer lists stand
_FORMATS = {
    FieldType.DATE: "yyyy-mm-dd",
    FieldType.MONEY: "#,##0.00",
    FieldType.COUNT: "0",
    FieldType.TALLY: "0",
    FieldType.CODE: "@",
}
_WIDTHS = {FieldType.DATE: 13, FieldType.MONEY: 15, FieldType.COUNT: 10, FieldType.TALLY: 10, FieldType.YESNO: 11}
_NARROWEST, _WIDEST, _ID_WIDTH = 9, 44, 22
_A4 = 9
_LINE = Side(style="thin", color="FFBFBFBF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TITLE, _BOLD, _PALE = Font(size=16, bold=True), Font(bold=True), Font(italic=True, color="FF7F7F7F")
_LINK = Font(color="FF0563C1", underline="single")
_REQUIRED, _OPTIONAL = PatternFill("solid", fgColor="FFFCE4D6"), PatternFill("solid", fgColor="FFDDE8F3")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WRAP = Alignment(vertical="center", wrap_text=True)
_COMMENT_WIDTH, _COMMENT_LINE = 280, 22
_YESNO = ("是", "否")


@dataclass(frozen=True, slots=True)
class _Form:
    """One ledger to be drawn: its schema and sheet, the year, the words."""

    ledger: LedgerSchema
    sheet: Worksheet
    year: int
    texts: Texts

    @property
    def fields(self) -> list[Field]:
        return list(self.ledger.fields.values())


def blank_book(catalog: Catalog, year: int, texts: Texts) -> bytes:
    """An .xlsx file with every ledger of the catalog, blank but for two example rows, and a sheet of guidance.

    The same catalog, year and language give the same bytes.
    """
    book = empty()
    guide = book.create_sheet(GUIDE_TITLE)
    ledgers = in_order(catalog.ledgers.values())
    for ledger in ledgers:
        _draw(_Form(ledger, book.create_sheet(ledger.title), year, texts), guide)
    _write_guide(guide, ledgers, year, texts)
    return file_bytes(book)


def _draw(form: _Form, guide: Worksheet) -> None:
    sheet, fields = form.sheet, form.fields
    sheet.merge_cells(start_row=_TITLE_ROW, end_row=_TITLE_ROW, start_column=1, end_column=len(fields))
    title = sheet.cell(_TITLE_ROW, 1)
    put(title, form.texts.say("init.title", year=form.year, ledger=form.ledger.title))
    title.font, title.alignment = _TITLE, _MIDDLE
    sheet.row_dimensions[_TITLE_ROW].height = 30
    sheet.row_dimensions[_HEADER_ROW].height = 24
    for column, field in enumerate(fields, 1):
        _draw_header(form, column, field)
        _format_column(form, column, field)
        _offer(form, column, field, guide)
    rows = example_rows(form.ledger, form.year)
    for row, values in enumerate(rows, _FIRST_ROW):
        _fill(form, row, values)
        for column in range(1, len(fields) + 1):
            sheet.cell(row, column).font = _PALE
    for row, item in enumerate(form.ledger.items.values(), _FIRST_ROW + len(rows)):
        _fill(form, row, _item(item, form.year))
    sheet.freeze_panes = f"A{_FIRST_ROW}"
    sheet.print_title_rows = f"{_TITLE_ROW}:{_HEADER_ROW}"
    _set_up_page(sheet)


def _draw_header(form: _Form, column: int, field: Field) -> None:
    cell = form.sheet.cell(_HEADER_ROW, column)
    assert isinstance(cell, Cell)  # noqa: S101  only the title is merged
    unit = form.texts.say("init.yuan") if field.type is FieldType.MONEY else ""
    put(cell, f"{field.title}{'*' if field.required else ''}{unit}")
    cell.font, cell.alignment, cell.border = _BOLD, _MIDDLE, _GRID
    cell.fill = _REQUIRED if field.required else _OPTIONAL
    lines = _note(form, field)
    height = _COMMENT_LINE * (1 + sum(1 + len(line) // 20 for line in lines))
    cell.comment = Comment("\n".join(lines), "unionreport", height=height, width=_COMMENT_WIDTH)


def _note(form: _Form, field: Field) -> list[str]:
    """What goes into a column, a line each: whether it must, of what kind, which values, what a blank means."""
    say, fields = form.texts.say, form.ledger.fields
    lines = [
        say("init.required" if field.required else "init.optional"),
        say(f"init.kind_{field.type}", year=form.year),
    ]
    if field.enum:
        values = say("init.comma").join(field.enum)
        lines.append(say("init.usual" if field.open else "init.allowed", values=values))
    if field.default is not None:
        lines.append(say("init.default", value=field.default))
    if field.fallback:
        lines.append(say("init.fallback", fields=say("init.comma").join(fields[each].title for each in field.fallback)))
    groups = (group for group in form.ledger.any_of if field.name in group)
    return [
        *lines,
        *(say("init.any_of", fields=say("init.comma").join(fields[each].title for each in group)) for group in groups),
    ]


def _format_column(form: _Form, column: int, field: Field) -> None:
    shown = _FORMATS.get(field.type, "General")
    dimension = form.sheet.column_dimensions[get_column_letter(column)]
    dimension.width = _width(form, field)
    dimension.number_format = shown  # for the rows below those drawn
    for row in range(_FIRST_ROW, _FIRST_ROW + _RULED_ROWS + len(form.ledger.items)):
        cell = form.sheet.cell(row, column)
        cell.number_format, cell.border, cell.alignment = shown, _GRID, _WRAP


def _width(form: _Form, field: Field) -> float:
    """Wide enough for the header, the examples and the choices, a Chinese sign as wide as two digits."""
    if field.type in _WIDTHS:
        return _WIDTHS[field.type]
    texts = [str(row.get(field.name, "")) for row in example_rows(form.ledger, form.year)]
    if field.name == "item":
        texts += [item.title for item in form.ledger.items.values()]
    widest = max(len(text.encode("gb18030", "replace")) + 4 for text in [*texts, *field.enum, field.title])
    return _ID_WIDTH if field.name == "id_no" else min(_WIDEST, max(_NARROWEST, widest))


def _offer(form: _Form, column: int, field: Field, guide: Worksheet) -> None:
    """A drop-down of the allowed values; one of the usual values lets others in."""
    values = _YESNO if field.type is FieldType.YESNO else field.enum
    if not values:
        return
    listed = ",".join(values)
    if len(listed) > _LONGEST_LIST or any(sign in each for each in values for sign in ',"'):
        source = _list_on(guide, f"{form.ledger.title}·{field.title}", values)
    else:
        source = f'"{listed}"'
    offer = DataValidation(type="list", formula1=source, allow_blank=True)
    offer.showErrorMessage = True
    offer.errorStyle = "warning" if field.open or field.synonyms else "stop"
    letter = get_column_letter(column)
    offer.add(f"{letter}{_FIRST_ROW}:{letter}{_LAST_ROW}")
    form.sheet.add_data_validation(offer)


def _list_on(guide: Worksheet, title: str, values: Sequence[str]) -> str:
    """Puts a list too long for a drop-down into a column of the guide; the reference to it."""
    column = max(_LISTS_COLUMN, guide.max_column + 1)
    for row, value in enumerate((title, *values), 1):
        put(guide.cell(row, column), value)
    letter = get_column_letter(column)
    return f"'{GUIDE_TITLE}'!${letter}$2:${letter}${len(values) + 1}"


def _item(item: Field, year: int) -> dict[str, object]:
    """The row of one item; the year is filled in."""
    return {"item": item.title, "value": year if item.name == "year" else "", "unit": item.unit}


def _fill(form: _Form, row: int, values: Mapping[str, object]) -> None:
    for column, field in enumerate(form.fields, 1):
        value = values.get(field.name, "")
        cell = form.sheet.cell(row, column)
        if value != "":
            shown = cell.number_format
            put(cell, value)
            cell.number_format = shown


def _set_up_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0


def _write_guide(guide: Worksheet, ledgers: Sequence[LedgerSchema], year: int, texts: Texts) -> None:
    """How to fill the workbook in, and a line for each ledger with a link to it."""
    lines = texts.say("init.guide", year=year).splitlines()
    for row, line in enumerate(lines, 1):
        put(guide.cell(row, 1), line)
    guide.cell(1, 1).font = _TITLE
    guide.row_dimensions[1].height = 30
    head = len(lines) + 2
    for column, name in enumerate(("ledger", "columns"), 1):
        put(guide.cell(head, column), texts.say(f"init.head_{name}"))
        guide.cell(head, column).font = _BOLD
    for row, ledger in enumerate(ledgers, head + 1):
        link = guide.cell(row, 1)
        put(link, ledger.title)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{ledger.title}'!A{_FIRST_ROW}")
        link.font = _LINK
        required = (field.title for field in ledger.fields.values() if field.required)
        put(guide.cell(row, 2), texts.say("init.comma").join(required))
    _set_up_page(guide)
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 18, 80
