"""The rows below a header: which are data, which are totals, which are neither; merged cells filled down."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from unionreport import dates
from unionreport.cells import is_blank, text_of
from unionreport.columns import LARGE, Codes
from unionreport.header import Header, plain
from unionreport.lines import Flaws, Lines, LongLines, Row, joined_date, own_cells, stands_in
from unionreport.schema import FieldType, LedgerSchema
from unionreport.sheets import Area, Coded, SheetCells

_SIGNED_BY = "人|领导|主席|会计|出纳|制表|编制|审核|审批|复核|批准|填报|经办|经手|签字|签名|签章|盖章"
_FOOTER = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,8}}(?:{_SIGNED_BY})(?:日期|时间|单位)?|日期|联系电话|(?:备注|说明|附注|注)[0-9]?)"
    r"\s*(?:[(（][^)）]*[)）])?\s*[:：]|(?:备注|附注|注|以下空白|以下无正文)$"
)
_NOTE = re.compile(r"(?:备注|说明|附注|注)[0-9]?\s*[:：]")
_EXAMPLE = "示例"
_PLACEHOLDER = re.compile(r"\$\{.*\}")
_SENTENCE = re.compile(r"[，。；：:！,;]|.{12,}", re.DOTALL)
_NUMBERING = "甲乙丙丁戊己"
_CLOSING = ("小计", "合计", "总计")  # what the label of a total row begins or ends with: 以上合计, 合计人数
_LONGEST_LABEL = 20
_FILLED_DOWN = (FieldType.TEXT, FieldType.CODE, FieldType.DATE, FieldType.YESNO, FieldType.ANY)
_BESIDE_A_LABEL = ("seq", "no", "remark", "unit")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table: its cells as they stand, and which Excel rows are data and which are totals.

    ``pooled`` are the merged cells that hold one number for several rows, by field, and ``covered`` the
    cells below the first of each.
    """

    lines: Lines
    details: Codes
    totals: Codes
    pooled: tuple[tuple[str, Area], ...] = ()
    covered: frozenset[tuple[int, str]] = frozenset()


def table(sheet: SheetCells, header: Header, schema: LedgerSchema) -> Table:
    """The data rows and the total rows below a header.

    Blank rows, repeated headers, numbered columns, examples, signatures, notes and lines merged across the
    table are neither. Names, codes and dates that are merged over several rows stand in each of them;
    amounts and counts stay in the first.
    """
    sorter = Sorter(sheet, header, schema)
    lines, details, totals = _sorted_at_length(sorter) if sheet.height > LARGE else _sorted(sorter)
    across = [each for each in sheet.merges if each.bottom > each.top > header.row]
    _fill_down(lines, details, across, (header, schema))
    _join_dates(lines, details, header, schema)
    pooled = tuple(_pooled(details, across, header, schema))
    covered = {
        (row, name) for name, area in pooled for row in range(area.top + 1, area.bottom + 1) if stands_in(row, details)
    }
    return Table(lines, details, totals, pooled, frozenset(covered))


def _sorted(sorter: Sorter) -> tuple[Lines, Codes, Codes]:
    """The rows of a small sheet, one after the other."""
    details: dict[int, Row] = {}
    totals: dict[int, Row] = {}
    cells = list(sorter.sheet.rows)
    for number in range(sorter.header.row + 1, sorter.bottom + 1):
        found = sorter.sort(number, cells[number - 1] if number <= len(cells) else ())
        if found is not None:
            own, is_total = found
            (totals if is_total else details)[number] = own
    last = sorter.without_notes(list(details), details.__getitem__)
    for number in list(details)[last:]:
        del details[number]
    rows = dict(sorted({**details, **totals}.items()))
    return Lines(rows), list(details), list(totals)


def _sorted_at_length(sorter: Sorter) -> tuple[Lines, Codes, Codes]:
    """The rows of a long sheet, of which only those that may be no data are looked at."""
    from unionreport.longrows import sort

    lines = LongLines(sorter.sheet, sorter.header, sorter.flaws, sorter.handed_over)
    details, totals, lines.odd = sort(sorter)
    details = details[: sorter.without_notes(details, lines.made)]
    lines.hold(details, totals)
    return lines, details, totals


class Sorter:
    """Tells for the rows below a header, one after the other, which are data, which totals, which neither."""

    def __init__(self, sheet: SheetCells, header: Header, schema: LedgerSchema) -> None:
        self.sheet = sheet
        self.header = header
        self.schema = schema
        self.flaws = _flaws(sheet)
        self.titles = [texts_of(row) for row in sheet.rows[header.top - 1 : header.row]]
        self.bottom = max(sheet.height, *self.flaws, 0)
        self.is_after_note = False
        self._wide = {each.top: each for each in sheet.merges if each.right - each.left > 1}
        self._items = {plain(title) for item in schema.items.values() for title in item.headers}
        self._known = set(header.columns.values())
        self._columns: dict[int, Coded] = {}

    def column(self, number: int) -> Coded:
        """One column of the sheet, kept for `handed_over`."""
        if number not in self._columns:
            self._columns[number] = self.sheet.column(number)
        return self._columns[number]

    def handed_over(self, number: int) -> Coded:
        """The same, and no longer kept here."""
        return self._columns.pop(number, None) or self.sheet.column(number)

    def sort(self, number: int, cells: Sequence[object]) -> tuple[Row, bool] | None:
        """The cells of a row of the table and whether it is a total; None for one that is neither data nor total."""
        header, flaws = self.header, self.flaws
        if number not in flaws and all(cell == "" or cell is None for cell in cells):
            return None
        own = own_cells(cells, header, flaws.get(number, {}))
        filled = [column for column, cell in enumerate(own, 1) if not is_blank(cell)]
        if not filled or texts_of(cells) in self.titles:
            return None
        is_total = _is_total(own, filled, header, self.schema) or (
            bool(header.beside or header.left > 1) and _is_labelled(cells, self.schema)
        )
        return self._judged(number, own, filled, is_total=is_total)

    def _judged(self, number: int, own: Row, filled: Sequence[int], *, is_total: bool) -> tuple[Row, bool] | None:
        is_alone = len(filled) == 1 and isinstance(own[filled[0] - 1], str)
        is_first = number == self.header.row + 1
        if not is_total and not _is_item(own, filled, self._items) and _is_left_out(own, filled, is_first):
            self.is_after_note = bool(_NOTE.match(str(own[filled[0] - 1]).strip()))
            return None
        is_spoken = self.is_after_note or _is_across(self._wide.get(number), filled[0], own)
        if not is_total and is_alone and is_spoken:
            return None
        self.is_after_note = False
        return own, is_total

    def may_be_none(self, cell: object) -> bool:
        """Whether a cell that leads a row may make it something else than data."""
        if not isinstance(cell, str):
            return False
        text, name = cell.strip(), plain(cell)
        return (
            bool(_FOOTER.match(text) or text.startswith(_EXAMPLE) or _PLACEHOLDER.fullmatch(text))
            or name in self.schema.totals
            or _speaks_of_total(cell, self.schema)
        )

    def without_notes(self, numbers: Codes, row: Callable[[int], Row]) -> int:
        """How many of the data rows are left without the lines of text, and a date that signs them, at their end."""
        header = self.header
        first = min(header.columns.values(), default=1)
        known = self._known
        for left in range(len(numbers), 0, -1):
            cells = row(int(numbers[left - 1]))
            filled = [column for column, cell in enumerate(cells, 1) if not is_blank(cell)]
            text = cells[filled[0] - 1]
            leads = filled[0] <= first or filled[0] not in known
            is_note = isinstance(text, str) and leads and _SENTENCE.search(text)
            is_signature = filled[0] > first and isinstance(text, str) and dates.parse(text) is not None
            if len(filled) > 1 or len(known) < 2 or not (is_note or is_signature):
                return left
        return 0


def texts_of(cells: Sequence[object]) -> tuple[str, ...]:
    """The cells of a row as plain texts, without the blank ones at its end."""
    texts = [plain(cell) if isinstance(cell, str) else text_of(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _flaws(sheet: SheetCells) -> Flaws:
    """By row and column, the sign of each error cell, and the formula of each that was never calculated."""
    found: dict[int, dict[int, str]] = {}
    for row, column in sheet.uncalculated:
        found.setdefault(row, {})[column] = "=" + sheet.formulas.get((row, column), "").removeprefix("=")
    for (row, column), sign in sheet.errors.items():
        found.setdefault(row, {})[column] = sign
    return found


def _is_item(own: Row, filled: Sequence[int], items: Collection[str]) -> bool:
    """Whether a row begins with an item of a ledger of items, such as 报告人： which would else be a signature."""
    return plain(own[filled[0] - 1]) in items


def _is_left_out(own: Row, filled: Sequence[int], is_first: bool) -> bool:  # noqa: FBT001  the row below the header
    """Whether a row is an example, a form's blank, a signature or note, or numbers its columns."""
    leading = own[filled[0] - 1]
    if isinstance(leading, str):
        text = leading.strip()
        if _FOOTER.match(text) or text.startswith(_EXAMPLE) or _PLACEHOLDER.fullmatch(text):
            return True
    return is_first and _is_numbering([text_of(own[column - 1]) for column in filled])


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether texts are 1 2 3 4 or 甲 乙 1 2, as forms number their columns."""
    named = [text for text in texts if len(text) == 1 and text in _NUMBERING]
    numbers = texts[len(named) :]
    counted = [str(each) for each in range(1, len(numbers) + 1)]
    return len(texts) > 2 and named == list(_NUMBERING[: len(named)]) and list(numbers) == counted


def _is_labelled(cells: Sequence[object], schema: LedgerSchema) -> bool:
    """Whether one of the first two filled cells of a row is a label such as 合计."""
    leading = [plain(each) for each in cells if not is_blank(each)][:2]
    return any(each in schema.totals for each in leading)


def _is_total(own: Row, filled: Sequence[int], header: Header, schema: LedgerSchema) -> bool:
    """Whether a row is labelled as a total, or has a text such as 后勤部小计 and nothing that makes it a record."""
    if _is_labelled(own, schema):
        return True
    labels = [column for column in filled[:2] if _speaks_of_total(own[column - 1], schema)]
    if not labels:
        return False
    record = {
        header.columns[name]
        for name, field in schema.fields.items()
        if name in header.columns and field.type in _FILLED_DOWN and name not in _BESIDE_A_LABEL
    }
    return not any(column in record for column in filled if column != labels[-1])


def _speaks_of_total(cell: object, schema: LedgerSchema) -> bool:
    """Whether a text begins or ends as a label does: 1月小计, 合计人数."""
    text, labels = plain(cell), tuple(each for each in _CLOSING if each in schema.totals)
    return len(text) <= _LONGEST_LABEL and (text.endswith(labels) or text.startswith(labels))


def _is_across(area: Area | None, column: int, own: Row) -> bool:
    """Whether the only filled cell of a row is merged over three columns or more: a heading or a note."""
    return area is not None and area.left == column and isinstance(own[column - 1], str)


def _fill_down(lines: Lines, details: Sequence[int], merges: Sequence[Area], by: tuple[Header, LedgerSchema]) -> None:
    header, schema = by
    fields = {column: name for name, column in header.columns.items()}
    for area in merges:
        name = fields.get(area.left)
        is_part = area.left in (header.date_parts or ())
        if not is_part and (name is None or schema.fields[name].type not in _FILLED_DOWN):
            continue
        value = lines.cell(area.top, area.left) if stands_in(area.top, details) else ""
        for row in range(area.top + 1, area.bottom + 1):
            if stands_in(row, details):
                lines.put(row, area.left, "" if value is None else value)


def _join_dates(lines: Lines, details: Sequence[int], header: Header, schema: LedgerSchema) -> None:
    """Writes year, month and day that stand in columns of their own as one date, into the month's column."""
    if header.date_parts is None:
        return
    column = header.columns[schema.dated]
    if isinstance(lines, LongLines):
        lines.join(column, header.date_parts)
        return
    for row in details:
        text = joined_date([lines.cell(row, each) for each in header.date_parts])
        if text:
            lines.put(row, column, text)


def _pooled(
    details: Sequence[int], merges: Sequence[Area], header: Header, schema: LedgerSchema
) -> Iterator[tuple[str, Area]]:
    fields = {column: name for name, column in header.columns.items()}
    for area in merges:
        name = fields.get(area.left)
        if name is None or schema.fields[name].type in _FILLED_DOWN or area.left in (header.date_parts or ()):
            continue
        if sum(stands_in(row, details) for row in range(area.top, area.bottom + 1)) > 1:
            yield name, area
