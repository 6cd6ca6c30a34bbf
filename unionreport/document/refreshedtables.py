"""Tables of a report refreshed: rows come and go as the ledgers have them, in the format of their neighbours.

The figures in the cells are refreshed by their controls, as everywhere; here are the rows, the texts, the merges.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from unionreport.document.carriers import put_text, write_over
from unionreport.document.exhibits import shown_table
from unionreport.document.inline import run_text
from unionreport.document.merging import Merges, merge_column
from unionreport.document.refreshedwords import refresh_words, settle_bookmark
from unionreport.document.refusal import RefusedError
from unionreport.document.rowmatching import Plan, match_rows
from unionreport.document.shown import ShownTable, row_digest
from unionreport.document.standing import Standing
from unionreport.document.standingtables import StandingTable, find_table, is_merged_away, spans_of, unmerge
from unionreport.document.tables import EMPTY, merge_key, shown_text, total_texts
from unionreport.document.widths import column_span
from unionreport.document.wordml import (
    CELL,
    PARAGRAPH,
    PARAGRAPH_FORMAT,
    PARAGRAPH_IDS,
    RUN,
    element,
    run_like,
    w,
)
from unionreport.document.workpiece import Workpiece
from unionreport.exhibit import FigureTable, Shown
from unionreport.figure import Figure
from unionreport.renewal import Missing, Reason

_CELL_FORMAT = w("tcPr")
_JOIN = "｜"


@dataclass(slots=True)
class _Table:
    """A table while it is refreshed: as printed, as it stands, as it is now.

    ``texts`` are those of its rows now, totals last; ``figures`` the standing figures of each cell.
    """

    work: Workpiece
    shown: ShownTable
    standing: StandingTable
    now: FigureTable
    texts: list[tuple[str, ...]]
    figures: Mapping[Element, Standing]
    filled: set[Element] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many rows stand in the report, the totals not among them."""
        return len(self.standing.rows) - self.shown.totals

    def value(self, row: int, at: int) -> Shown:
        """What is now in a cell; the row after the last is the totals."""
        values = self.now.rows[row] if row < len(self.now.rows) else self.now.totals
        return values.get(self.now.columns[at].name)

    def is_ours(self, row: int) -> bool:
        """Whether a standing row is as it was printed."""
        return self.standing.is_as_printed(row, self.shown)


def refresh_table(work: Workpiece, shown: ShownTable) -> ShownTable:
    """Brings the rows, texts and merges of a printed table up to date; what the manifest tells of it then.

    A table whose rows or columns somebody changed by hand keeps them, and the rows it lacks are told of.
    """
    standing = find_table(work.standings.stories, shown, work.standings.figures, work.tables)
    if standing is None:
        work.missing.append(Missing(shown.table, shown.title, ""))
        return shown
    work.tables.add(standing.element)
    what, place = (shown.table, shown.title), work.place(standing.part, standing.element)
    now = work.now.exhibit(shown.table)
    if not isinstance(now, FigureTable) or not now:
        work.keep(what, place, (shown.title, ""), Reason.EXHIBIT_GONE)
        return shown
    try:
        texts = [tuple(shown_text(row.get(each.name)) for each in now.columns) for row in now.rows]
        texts += [tuple(total_texts(now))] if now.totals else []
    except RefusedError:
        work.keep(what, place, (shown.title, ""), Reason.UNFIT)
        return shown
    table = _Table(work, shown, standing, now, texts, _figures(work, standing))
    if not _is_alike(shown, now) or not standing.is_whole(shown):
        _tell_rows(table)
        return shown
    return _refresh(table)


def _is_alike(shown: ShownTable, now: FigureTable) -> bool:
    """Whether the table is printed now with the same columns, and with totals or without as before."""
    columns = tuple(column.name for column in now.columns)
    headers = tuple(column.title for column in now.columns)
    return shown.columns == columns and shown.totals == bool(now.totals) and shown.headers in ((), headers)


def _figures(work: Workpiece, standing: StandingTable) -> dict[Element, Standing]:
    cells = {cell for row in standing.cells for cell in row}
    found: dict[Element, Standing] = {}
    for each in work.standings.figures:
        for cell in each.runs[0].iterancestors(CELL):
            if cell in cells:
                found.setdefault(cell, each)
    return found


def _ids(table: _Table, row: int) -> set[str]:
    return {table.figures[cell].figure for cell in table.standing.cells[row] if cell in table.figures}


def _ids_now(row: Mapping[str, Shown]) -> set[str]:
    return {each.id for each in row.values() if isinstance(each, Figure) and each.value is not None}


def _tell_rows(table: _Table) -> None:
    """Tells which rows the ledgers have and the table, changed by hand, has not."""
    there = {each.figure for each in table.figures.values()}
    place = table.work.place(table.standing.part, table.standing.element)
    absent = [
        texts
        for row, texts in zip(table.now.rows, table.texts, strict=False)
        if (ids := _ids_now(row)) and not ids & there
    ]
    for texts in absent:
        table.work.keep((table.shown.table, table.shown.title), place, ("", _JOIN.join(texts)), Reason.ROW_NEW)
    if not absent and {row_digest(row) for row in table.texts} - set(table.shown.rows):
        said = table.shown.title, table.now.title
        table.work.keep((table.shown.table, table.shown.title), place, said, Reason.TABLE_EDITED)


def _refresh(table: _Table) -> ShownTable:
    digests = [row_digest(texts) for texts in table.texts[: len(table.now.rows)]]
    ids = [_ids(table, row) for row in range(table.count)]
    pairs = match_rows(table.shown.rows[: table.count], ids, digests, [_ids_now(row) for row in table.now.rows])
    plan = Plan.of(table.count, len(table.now.rows), pairs, {row for row in range(table.count) if _is_free(table, row)})
    _tell_left(table, plan)
    columns = [at for at, column in enumerate(table.now.columns) if column.merged]
    changed = [at for at in columns if plan.is_moved or _spans(table, at) != _spans_now(table, plan, at)]
    for at in changed:
        _unmerge(table, plan, at)
    for old, new in [*sorted(pairs.items()), *([(table.count, len(table.now.rows))] if table.shown.totals else [])]:
        _refresh_row(table, old, new)
    rows = _place_rows(table, plan) if plan.is_moved else list(table.standing.rows[: table.count])
    for at in changed:
        merge_column([row.findall(CELL)[at] for row in rows], _spans_now(table, plan, at))
    refresh_words(table.work, table.shown, table.standing, table.now)
    last = table.standing.rows[-1] if table.shown.totals else rows[-1]
    settle_bookmark(table.work, table.shown.bookmark, table.standing, last)
    return _tell(table, plan)


def _is_free(table: _Table, row: int) -> bool:
    """Whether a row may go: as printed, and with nothing of anybody else's in it."""
    element_ = table.standing.rows[row]
    theirs = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"), w("drawing"), w("footnoteReference"))
    return table.is_ours(row) and next(element_.iter(*theirs), None) is None


def _tell_left(table: _Table, plan: Plan) -> None:
    for row in plan.left:
        place = table.work.place(table.standing.part, table.standing.rows[row])
        said = _JOIN.join(table.standing.texts[row]), ""
        table.work.keep((table.shown.table, table.shown.title), place, said, Reason.ROW_LEFT)


def _spans(table: _Table, at: int) -> list[tuple[int, int]]:
    return spans_of([table.standing.cells[row][at] for row in range(table.count)])


def _spans_now(table: _Table, plan: Plan, at: int) -> list[tuple[int, int]]:
    """The rows that will be one cell, in the order that they will stand in."""
    merges = Merges(len(plan.order))
    spans: list[tuple[int, int]] = []
    for column in range(at + 1):
        if table.now.columns[column].merged:
            spans = merges.nest([_key(table, old, new, column) for old, new in plan.order])
    return spans


def _key(table: _Table, old: int | None, new: int | None, at: int) -> object:
    """What must be equal in cells that become one; None where somebody wrote something else, or nothing is now."""
    if new is None:
        return None
    text = table.texts[new][at]
    if old is not None and not table.is_ours(old) and table.standing.texts[old][at] != text:
        return None
    return merge_key(table.value(new, at), text)


def _unmerge(table: _Table, plan: Plan, at: int) -> None:
    """Makes every cell of a column one by itself, with its own text."""
    becomes = {old: new for old, new in plan.order if old is not None}
    model = None
    for row in range(table.count):
        cell = table.standing.cells[row][at]
        if not is_merged_away(cell):
            model = cell
        elif row in becomes:
            new = becomes[row]
            value = table.standing.texts[row][at] if new is None else table.value(new, at)
            _fill(table, cell, value, model)
        unmerge(cell)


def _fill(table: _Table, cell: Element, value: Shown, model: Element | None) -> None:
    """Writes into an empty cell in the format of another."""
    paragraph = cell.findall(PARAGRAPH)[-1]
    run = next((each for each in (model if model is not None else cell).iter(RUN) if run_text(each)), element("r"))
    made = run_like(run)
    paragraph.append(made)
    put_text(made, shown_text(value))
    if isinstance(value, Figure) and value.value is not None:
        table.work.print_figure(made, value, table.standing.part.name)
    table.filled.add(cell)
    table.work.touched.add(table.standing.part.name)


def _refresh_row(table: _Table, old: int, new: int) -> None:
    """Brings the texts of a standing row up to date, and what is a figure in it; the figures that stand wait."""
    at = 0
    for cell in table.standing.cells[old]:
        if cell not in table.filled and not is_merged_away(cell):
            _refresh_cell(table, cell, (old, new), at)
        at += column_span(cell)


def _refresh_cell(table: _Table, cell: Element, rows: tuple[int, int], at: int) -> None:
    old, new = rows
    value, text, standing = table.value(new, at), table.texts[new][at], table.standing.texts[old][at]
    figure = table.figures.get(cell)
    is_figure = isinstance(value, Figure) and value.value is not None
    if figure is not None and is_figure and isinstance(value, Figure) and figure.figure == value.id:
        return
    if standing == text and figure is None and not is_figure:
        return
    place, what = table.work.place(table.standing.part, cell), (table.now.id, table.now.columns[at].title)
    if not (table.is_ours(old) or standing == EMPTY):
        table.work.keep(what, place, (standing, text), Reason.WORDS_EDITED)
        return
    _write_cell(table, cell, value, figure)
    if standing != text:
        table.work.change(what, place, standing, text)


def _write_cell(table: _Table, cell: Element, value: Shown, figure: Standing | None) -> None:
    """Writes a value over what stood in a cell, which was a figure or a text."""
    if figure is not None:
        _forget(table.work, figure)
    runs = [run for run in cell.iter(RUN) if run_text(run)]
    if not runs:
        _fill(table, cell, value, None)
        return
    write_over(runs, shown_text(value))
    table.work.touched.add(table.standing.part.name)
    if isinstance(value, Figure) and value.value is not None:
        table.work.drop(value.id)
        table.work.print_figure(runs[0], value, table.standing.part.name)


def _forget(work: Workpiece, figure: Standing) -> None:
    """Takes a figure that is not there now out of the report's, its control with it; its text is left."""
    work.skipped |= set(figure.runs)
    if figure.entry is not None:
        work.entries.pop(figure.entry.bookmark, None)
    work.carriers.release(figure.runs, figure.entry.bookmark if figure.entry else "")


def _place_rows(table: _Table, plan: Plan) -> list[Element]:
    """Puts the rows in their order now: those that are gone out, new ones in."""
    work, standing = table.work, table.standing
    work.touched.add(standing.part.name)
    for row in plan.gone:
        work.change(
            (table.now.id, table.now.title),
            work.place(standing.part, standing.rows[row]),
            _JOIN.join(standing.texts[row]),
            "",
        )
        for figure in [table.figures[cell] for cell in standing.cells[row] if cell in table.figures]:
            work.skipped |= set(figure.runs)
            if figure.entry is not None:
                work.entries.pop(figure.entry.bookmark, None)
    before = standing.rows[0].getprevious()
    placed = [
        standing.rows[old] if old is not None else _new_row(table, plan.neighbour(at), new)
        for at, (old, new) in enumerate(plan.order)
    ]
    for each in standing.rows[: table.count]:
        standing.element.remove(each)
    start = 0 if before is None else standing.element.index(before) + 1
    for number, made in enumerate(placed):
        standing.element.insert(start + number, made)
    return placed


def _new_row(table: _Table, neighbour: int, new: int | None) -> Element:
    """A row in the format of a standing one, with the values of now."""
    assert new is not None  # noqa: S101  a row that does not stand is one of now
    made = deepcopy(table.standing.rows[neighbour])
    for each in (made, *made.iter(PARAGRAPH)):
        for name in PARAGRAPH_IDS:
            each.attrib.pop(name, "")
    for at, cell in enumerate(made.findall(CELL)):
        _empty(cell)
        _fill(table, cell, table.value(new, at), table.standing.cells[neighbour][at])
    place = table.work.place(table.standing.part, table.standing.element)
    table.work.change((table.now.id, table.now.title), place, "", _JOIN.join(table.texts[new]))
    return made


def _empty(cell: Element) -> None:
    """Leaves the format of a cell and of its first paragraph."""
    first = cell.find(PARAGRAPH)
    formatting = None if first is None else first.find(PARAGRAPH_FORMAT)
    for child in [child for child in cell if child.tag != _CELL_FORMAT]:
        cell.remove(child)
    paragraph = element("p")
    paragraph.extend([] if formatting is None else [formatting])
    cell.append(paragraph)
    unmerge(cell)


def _tell(table: _Table, plan: Plan) -> ShownTable:
    """What the manifest tells of the table now; of rows that somebody wrote in, what it told before."""
    order = [*plan.order, *([(table.count, len(table.now.rows))] if table.shown.totals else [])]
    digests = tuple(_digest(table, old, new) for old, new in order)
    return replace(shown_table(table.shown.bookmark, table.now, table.texts), rows=digests)


def _digest(table: _Table, old: int | None, new: int | None) -> str:
    if old is None or (new is not None and (table.is_ours(old) or table.standing.texts[old] == table.texts[new])):
        assert new is not None  # noqa: S101  a row that does not stand is one of now
        return row_digest(table.texts[new])
    return table.shown.rows[old]
