"""The columns of a table of groups: taken from the ledger by a verb, or divided out of other columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from unionreport.exhibit import Shown
from unionreport.figure import Figure, Lineage, Number
from unionreport.house import Shares
from unionreport.places import together
from unionreport.tables.heaps import Heap, Keys, first_values, heap_up
from unionreport.tables.naming import group_key
from unionreport.tables.shares import adds_up, decimals, shares
from unionreport.tables.source import Sheet, Source, say
from unionreport.tableschema import BLANK, TOTALS, ColumnSchema, Content, TableSchema

Group = str | None
"""What the rows of a group say in the field they are grouped by; None where they say nothing."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One column as it was worked out: a cell for each group, one of the totals row.

    ``notes`` are the keys of what a reader who adds up the column should know.
    """

    cells: Mapping[Group, Shown]
    total: Figure | None = None
    notes: tuple[str, ...] = ()

    def figure(self, group: Group) -> Figure | None:
        """The figure in a cell, if it is one."""
        cell = self.cells[group]
        return cell if isinstance(cell, Figure) else None


@dataclass(frozen=True, slots=True)
class Work:
    """One table being worked out: its sheets, the group of each row, all groups, the columns that are done."""

    schema: TableSchema
    source: Source
    sheets: Sequence[Sheet]
    keys: Keys
    groups: Sequence[Group]
    done: dict[str, Filled] = field(default_factory=dict)

    def label(self, group: Group) -> str:
        """What the row of a group is called."""
        return say("blank") if group is None else self.schema.labels.get(group, group)

    def cell(self, group: Group, column: ColumnSchema, value: Number | None, lineage: Lineage) -> Figure | None:
        """The figure of a group, None where there is nothing to say."""
        if value is None:
            return None
        key = BLANK if group is None else group_key(self.schema, group)
        figure = self.source.cell((self.schema, key), column, value, lineage)
        return replace(figure, title=f"{self.label(group)}{column.title}")

    def total(self, column: ColumnSchema, value: Number | None, lineage: Lineage) -> Figure | None:
        """The figure of the totals row: the declared one where the column names one of the same value."""
        if value is None:
            return None
        declared = self.source.figures.get(column.total)
        if declared is not None and declared.value == value:
            return declared.styled(column.style)
        figure = self.source.cell((self.schema, TOTALS), column, value, lineage)
        return replace(figure, title=f"{say('totals')}{column.title}")


def fill(column: ColumnSchema, work: Work) -> Filled | None:
    """A column's cells; None where the ledger has nothing that it could be made of."""
    match column.content:
        case Content.SEQ:
            return Filled({})
        case Content.LABEL:
            return Filled({group: work.label(group) for group in work.groups})
        case Content.FIELD:
            return _texts(column, work)
        case Content.SHARE:
            return _shares(column, work)
        case Content.RATIO:
            return _ratios(column, work)
    return _taken(column, work)


def _texts(column: ColumnSchema, work: Work) -> Filled | None:
    found: dict[Group, str] = {}
    for sheet, keys in zip(work.sheets, work.keys, strict=True):
        found = {**first_values(sheet, column.of[0], keys), **found}
    return Filled({group: found.get(group) for group in work.groups}) if found else None


def _taken(column: ColumnSchema, work: Work) -> Filled | None:
    figure = work.schema.figure(column)
    heaps = heap_up(figure, work.sheets, work.keys)
    if heaps is None:
        return None

    def lineage(heap: Heap) -> Lineage:
        return Lineage(heap.cells(), formula=f"table_{figure.verb}")

    cells: dict[Group, Figure | None] = {}
    for group in work.groups:
        heap = heaps.by_group.get(group, Heap(figure.verb))
        cells[group] = work.cell(group, column, heap.value(), lineage(heap))
    total = work.total(column, heaps.whole.value(), lineage(heaps.whole))
    notes = _notes_on_parts(column, cells.values(), total) if total and work.schema.totals else ()
    return Filled(cells, total, tuple(notes))


def _notes_on_parts(column: ColumnSchema, parts: Iterable[Figure | None], total: Figure) -> Iterator[str]:
    """What a reader who adds up the column should know."""
    known = [each for each in parts if each is not None]
    if column.content.adds_up and not adds_up(known, total):
        yield "note_parts"
    if column.content is Content.DISTINCT and sum(each.value or 0 for each in known) != total.value:
        yield "note_distinct"


def _shares(column: ColumnSchema, work: Work) -> Filled | None:
    whole = work.done.get(column.of[0])
    if whole is None:
        return None
    policy = work.source.shares
    formula = "table_share_allotted" if policy is Shares.LARGEST_REMAINDER else "table_share"
    numbers = [each.value if (each := whole.figure(group)) else None for group in work.groups]
    cells = {
        group: work.cell(group, column, value, _divided(formula, whole.figure(group), whole.total))
        for group, value in zip(work.groups, shares(numbers, decimals(column.style), policy), strict=True)
    }
    if not any(cells.values()):
        is_negative = any(each is not None and each < 0 for each in numbers)
        return Filled(cells, None, ("note_negative",) if is_negative else ())
    total = work.total(column, Fraction(1), _divided(formula, whole.total, whole.total))
    assert total is not None  # noqa: S101  it is 100%
    return Filled(cells, total, () if adds_up(cells.values(), total) else ("note_shares",))


def _ratios(column: ColumnSchema, work: Work) -> Filled | None:
    if any(name not in work.done for name in column.of):
        return None
    above, below = (work.done[name] for name in column.of)
    cells = {
        group: work.cell(group, column, *_quotient(above.figure(group), below.figure(group))) for group in work.groups
    }
    return Filled(cells, work.total(column, *_quotient(above.total, below.total)))


def _quotient(above: Figure | None, below: Figure | None) -> tuple[Number | None, Lineage]:
    """What one figure divided by another is, None where either is unknown or the second is zero."""
    known = above is not None and below is not None and above.value is not None and below.value
    value = Fraction(above.value or 0) / Fraction(below.value or 1) if known and above and below else None
    return value, _divided("table_ratio", above, below)


def _divided(formula: str, above: Figure | None, below: Figure | None) -> Lineage:
    """Where a quotient came from: both figures, and their cells; those of a share are its part's."""
    inputs = tuple(dict.fromkeys(each.id for each in (above, below) if each is not None))
    parts = [above, below] if formula == "table_ratio" else [above]
    cells = together([each.lineage.cells for each in parts if each is not None], once=True)
    return Lineage(cells, inputs, formula)
