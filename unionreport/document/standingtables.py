"""A printed table as it stands after editing: its element, its rows and cells, the text of each, merged ones too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element as Element

from unionreport.document.inline import own_text
from unionreport.document.merging import Span
from unionreport.document.shown import ShownTable, row_digest
from unionreport.document.standing import Standing
from unionreport.document.stories import StoryPart
from unionreport.document.widths import column_span
from unionreport.document.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    CELL,
    DELETED,
    ID,
    INSERTED,
    NAME,
    PARAGRAPH,
    ROW,
    TABLE,
    VAL,
    w,
)

_CELL_FORMAT, _MERGE = w("tcPr"), w("vMerge")


@dataclass(frozen=True, slots=True, eq=False)
class StandingTable:
    """A table in a report: its element, the paragraphs around it that its bookmark holds, its rows without the header.

    ``cells`` are those of each row, ``texts`` what each shows, a merged one what it is merged with; the row of
    totals is the last of both where the table was printed with one.
    """

    part: StoryPart
    element: Element
    before: tuple[Element, ...]
    after: tuple[Element, ...]
    rows: tuple[Element, ...]
    cells: tuple[tuple[Element, ...], ...]
    texts: tuple[tuple[str, ...], ...]

    def is_whole(self, shown: ShownTable) -> bool:
        """Whether it has the rows and columns that it was printed with, none of them in a tracked change."""
        width = len(shown.columns)
        body = self.cells[: len(self.cells) - 1] if shown.totals else self.cells
        return (
            len(self.rows) == len(shown.rows)
            and all(len(texts) == width for texts in self.texts)
            and all(len(row) == width for row in body)
            and all(row.getparent() is self.element for row in self.rows)
            and next(self.element.iter(INSERTED, DELETED, w("cellIns"), w("cellDel"), w("cellMerge")), None) is None
            and next(self.element.iterdescendants(TABLE), None) is None
        )

    def is_as_printed(self, row: int, shown: ShownTable) -> bool:
        """Whether nobody changed a text in the row."""
        return row_digest(self.texts[row]) == shown.rows[row]


def find_table(
    stories: Iterable[StoryPart], shown: ShownTable, figures: Sequence[Standing], taken: Iterable[Element]
) -> StandingTable | None:
    """The table where it stands: by its bookmark, else by most of its figures; None where it is gone."""
    for part in stories:
        opened: str | None = None
        before: list[Element] = []
        for each in part.root.iter(BOOKMARK_START, BOOKMARK_END, PARAGRAPH, TABLE):
            if each.tag == BOOKMARK_START and each.get(NAME) == shown.bookmark:
                opened = each.get(ID, "")
                before = [each.getparent()] if each.getparent() is not None else []  # type: ignore[list-item]
            elif opened is not None and each.tag == BOOKMARK_END and each.get(ID) == opened:
                break
            elif opened is not None and each.tag == TABLE:
                return _open(part, each, before, _after(each, opened))
            elif opened is not None and each.tag == PARAGRAPH:
                before.append(each)
    return _find_by_figures(stories, shown, figures, set(taken))


def _find_by_figures(
    stories: Iterable[StoryPart], shown: ShownTable, figures: Sequence[Standing], taken: set[Element]
) -> StandingTable | None:
    holders = Counter(
        table
        for each in figures
        if each.figure.startswith(f"{shown.table}.")
        for table in list(each.runs[0].iterancestors(TABLE))[:1]
        if table not in taken
    )
    for table, _ in holders.most_common(1):
        part = next(part for part in stories if part.root is table.getroottree().getroot())
        return _open(part, table, *_words_around(table, shown))
    return None


def _words_around(table: Element, shown: ShownTable) -> tuple[list[Element], list[Element]]:
    """The title before a table and the notes after it, by their texts; none of those that somebody changed."""
    before, after = table.getprevious(), list(islice(table.itersiblings(), len(shown.notes)))
    has_title = before is not None and before.tag == PARAGRAPH and own_text(before) == shown.title
    has_notes = tuple(own_text(each) for each in after if each.tag == PARAGRAPH) == shown.notes
    return ([before] if has_title and before is not None else []), (after if has_notes else [])


def _after(table: Element, number: str) -> list[Element]:
    """The paragraphs after the table that its bookmark reaches to."""
    if any(each.get(ID) == number for each in table.iter(BOOKMARK_END)):
        return []
    found: list[Element] = []
    for each in table.itersiblings():
        if each.tag == BOOKMARK_END and each.get(ID) == number:
            return found
        if each.tag == PARAGRAPH:
            found.append(each)
            if any(mark.get(ID) == number for mark in each.iter(BOOKMARK_END)):
                return found
        if each.tag == TABLE:
            break
    return []


def _open(part: StoryPart, table: Element, before: Sequence[Element], after: Sequence[Element]) -> StandingTable:
    rows = [row for row in table.iter(ROW) if next(row.iterancestors(TABLE)) is table][1:]
    cells = [[cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW)) is row] for row in rows]
    texts: list[tuple[str, ...]] = []
    for row in cells:
        shown: list[str] = []
        for cell in row:
            above = texts[-1][len(shown)] if is_merged_away(cell) and texts and len(shown) < len(texts[-1]) else None
            shown += [text_of(cell) if above is None else above, *[""] * (column_span(cell) - 1)]
        texts.append(tuple(shown))
    outside = [each for each in before if next(each.iterancestors(TABLE), None) is not table]
    return StandingTable(part, table, tuple(outside), tuple(after), tuple(rows), tuple(map(tuple, cells)), tuple(texts))


def text_of(cell: Element) -> str:
    """The text of a cell, a line a paragraph."""
    return "\n".join(own_text(paragraph) for paragraph in cell.iter(PARAGRAPH))


def is_merged_away(cell: Element) -> bool:
    """Whether the cell is one with the cell above it."""
    merge = cell.find(f"{_CELL_FORMAT}/{_MERGE}")
    return merge is not None and merge.get(VAL, "continue") == "continue"


def unmerge(cell: Element) -> None:
    """Makes the cell one by itself; its content is left."""
    for merge in cell.findall(f"{_CELL_FORMAT}/{_MERGE}"):
        holder = merge.getparent()
        assert holder is not None  # noqa: S101  it was found in one
        holder.remove(merge)


def spans_of(cells: Sequence[Element]) -> list[Span]:
    """The rows that are one cell in a column."""
    found: list[Span] = []
    for row, cell in enumerate(cells):
        if is_merged_away(cell) and found and row:
            found[-1] = found[-1][0], row + 1
        else:
            found.append((row, row + 1))
    return [(start, end) for start, end in found if end - start > 1]
