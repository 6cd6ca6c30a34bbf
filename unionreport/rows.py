"""The rows below a header: which are data, which are totals, which are neither; merged cells filled down."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from unionreport import dates
from unionreport.cells import is_blank, text_of
from unionreport.header import Header, plain
from unionreport.schema import FieldType, LedgerSchema
from unionreport.sheets import Area, SheetCells

Row = list[object]

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
    """The rows of one table by Excel row; cells outside of its columns are blank.

    ``pooled`` are the merged cells that hold one number for several rows, by field, and ``covered`` the
    cells below the first of each.
    """

    details: Mapping[int, Row]
    totals: Mapping[int, Row]
    pooled: tuple[tuple[str, Area], ...] = ()
    covered: frozenset[tuple[int, str]] = frozenset()


def table(sheet: SheetCells, header: Header, schema: LedgerSchema) -> Table:
    """The data rows and the total rows below a header.

    Blank rows, repeated headers, numbered columns, examples, signatures, notes and lines merged across the
    table are neither. Names, codes and dates that are merged over several rows stand in each of them;
    amounts and counts stay in the first.
    """
    details: dict[int, Row] = {}
    totals: dict[int, Row] = {}
    for number, cells, is_total in _lines(sheet, header, schema):
        (totals if is_total else details)[number] = cells
    _drop_notes(details, header)
    across = [each for each in sheet.merges if each.bottom > each.top > header.row]
    _fill_down(details, across, header, schema)
    _join_dates(details, header, schema)
    pooled = tuple(_pooled(details, across, header, schema))
    covered = {(row, name) for name, area in pooled for row in range(area.top + 1, area.bottom + 1) if row in details}
    return Table(details, totals, pooled, frozenset(covered))


def _lines(sheet: SheetCells, header: Header, schema: LedgerSchema) -> Iterator[tuple[int, Row, bool]]:
    titles = [_texts(row) for row in sheet.rows[header.top - 1 : header.row]]
    flaws = _flaws(sheet)
    wide = {each.top: each for each in sheet.merges if each.right - each.left > 1}
    items = {plain(title) for item in schema.items.values() for title in item.headers}
    is_after_note = False
    for number in range(header.row + 1, max(len(sheet.rows), *flaws, 0) + 1):
        cells = sheet.rows[number - 1] if number <= len(sheet.rows) else ()
        if number not in flaws and all(cell == "" or cell is None for cell in cells):
            continue
        own = _own(cells, header, flaws.get(number, {}))
        filled = [column for column, cell in enumerate(own, 1) if not is_blank(cell)]
        if not filled or _texts(cells) in titles:
            continue
        is_alone = len(filled) == 1 and isinstance(own[filled[0] - 1], str)
        is_total = _is_total(own, filled, header, schema) or (
            bool(header.beside or header.left > 1) and _is_labelled(cells, schema)
        )
        if not is_total and not _is_item(own, filled, items) and _is_left_out(own, filled, number == header.row + 1):
            is_after_note = bool(_NOTE.match(str(own[filled[0] - 1]).strip()))
        elif is_total or not is_alone or not (is_after_note or _is_across(wide.get(number), filled[0], own)):
            is_after_note = False
            yield number, own, is_total


def _texts(cells: Sequence[object]) -> tuple[str, ...]:
    texts = [plain(cell) if isinstance(cell, str) else text_of(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _flaws(sheet: SheetCells) -> dict[int, dict[int, str]]:
    """By row and column, the sign of each error cell, and the formula of each that was never calculated."""
    found: dict[int, dict[int, str]] = {}
    for row, column in sheet.uncalculated:
        found.setdefault(row, {})[column] = "=" + sheet.formulas.get((row, column), "").removeprefix("=")
    for (row, column), sign in sheet.errors.items():
        found.setdefault(row, {})[column] = sign
    return found


def _own(cells: Sequence[object], header: Header, flaws: Mapping[int, str]) -> Row:
    """A row's cells, those outside of the table blank, those without a value with what stands for it."""
    own = ["" if each is None else each for each in cells]
    own += [""] * (max(flaws, default=0) - len(own))
    for column, text in flaws.items():
        own[column - 1] = text
    left, right = header.left - 1, min(header.right, len(own))
    return [""] * min(left, len(own)) + own[left:right] + [""] * max(0, len(own) - right)


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


def _drop_notes(details: dict[int, Row], header: Header) -> None:
    """Takes lines of text, and a date that signs them, off the end of the rows."""
    first = min(header.columns.values(), default=1)
    known = set(header.columns.values())
    for number in reversed(list(details)):
        cells = details[number]
        filled = [column for column, cell in enumerate(cells, 1) if not is_blank(cell)]
        text = cells[filled[0] - 1]
        is_note = isinstance(text, str) and (filled[0] <= first or filled[0] not in known) and _SENTENCE.search(text)
        is_signature = filled[0] > first and isinstance(text, str) and dates.parse(text) is not None
        if len(filled) > 1 or len(known) < 2 or not (is_note or is_signature):
            return
        del details[number]


def _fill_down(details: dict[int, Row], merges: Sequence[Area], header: Header, schema: LedgerSchema) -> None:
    fields = {column: name for name, column in header.columns.items()}
    for area in merges:
        name = fields.get(area.left)
        is_part = area.left in (header.date_parts or ())
        if not is_part and (name is None or schema.fields[name].type not in _FILLED_DOWN):
            continue
        value = next((_at(details[row], area.left) for row in (area.top,) if row in details), "")
        for row in range(area.top + 1, area.bottom + 1):
            if row in details and area.left <= len(details[row]):
                details[row][area.left - 1] = value


def _at(cells: Row, column: int) -> object:
    return cells[column - 1] if 0 < column <= len(cells) else ""


def _join_dates(details: dict[int, Row], header: Header, schema: LedgerSchema) -> None:
    """Writes year, month and day that stand in columns of their own as one date, into the month's column."""
    if header.date_parts is None:
        return
    column = header.columns[schema.dated]
    for cells in details.values():
        parts = [text_of(_at(cells, each)).rstrip("年月日份") for each in header.date_parts]
        if parts[1]:
            joined = (part + mark if part else "" for part, mark in zip(parts, "年月日", strict=True))
            cells[column - 1] = "".join(joined)


def _pooled(
    details: Mapping[int, Row], merges: Sequence[Area], header: Header, schema: LedgerSchema
) -> Iterator[tuple[str, Area]]:
    fields = {column: name for name, column in header.columns.items()}
    for area in merges:
        name = fields.get(area.left)
        if name is None or schema.fields[name].type in _FILLED_DOWN or area.left in (header.date_parts or ()):
            continue
        if sum(row in details for row in range(area.top, area.bottom + 1)) > 1:
            yield name, area
