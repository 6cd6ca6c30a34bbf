"""Declared tables (表格) and the charts drawn from them, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from unionreport.exhibit import ChartKind
from unionreport.schema import Condition, FigureSchema, Verb

PREFIX = "tables"
"""The first part of the ids of figures that are cells of tables, and the tables' name in templates."""

CHARTS = "charts"
"""The charts' name in templates."""

TOTALS, BLANK = "totals", "blank"
"""The keys of the totals row, and of the group without a value."""


class TableKind(StrEnum):
    """What the rows of a table are: groups of a ledger's rows, the rows themselves, figures, figures by year."""

    GROUP = "group"
    LIST = "list"
    FIGURES = "figures"
    YEARS = "years"


class Order(StrEnum):
    """How the groups of a table follow each other: as they first appear, as the field lists them, by the code."""

    FIRST = "first"
    ENUM = "enum"
    CODE = "code"


class Content(StrEnum):
    """What stands in a column: a closed list.

    ``seq`` counts the rows; ``label`` is the group's or the figure's name; ``field`` what the ledger says;
    ``measure`` the unit of the row's figure; ``figure`` a declared figure; ``share`` the part that another
    column's cell is of its total, ``ratio`` one column's cell divided by another's.
    """

    SEQ = "seq"
    LABEL = "label"
    FIELD = "field"
    MEASURE = "measure"
    FIGURE = "figure"
    COUNT = "count"
    SUM = "sum"
    DISTINCT = "distinct"
    MAX = "max"
    MIN = "min"
    SHARE = "share"
    RATIO = "ratio"

    @property
    def verb(self) -> Verb | None:
        """The verb that takes the column's cells from the ledger; None where they come from elsewhere."""
        return Verb(self) if self in _TAKEN else None

    @property
    def adds_up(self) -> bool:
        """Whether the cells of the column together are its total."""
        return self in {Content.COUNT, Content.SUM}


_TAKEN = (Content.COUNT, Content.SUM, Content.DISTINCT, Content.MAX, Content.MIN)


@dataclass(frozen=True, slots=True)
class ColumnSchema:
    """One declared column: what stands in it, from which fields or columns, in which unit and style.

    ``of`` are fields of the table's ledger, its entity, or other columns (share, ratio); ``where`` narrows
    the rows further; ``total`` is the declared figure that the column's total must be.
    """

    name: str
    title: str
    content: Content
    of: tuple[str, ...] = ()
    unit: str = ""
    style: str = "bare"
    where: tuple[Condition, ...] = ()
    merged: bool = False
    width: int = 10
    total: str = ""


@dataclass(frozen=True, slots=True)
class RowSchema:
    """One declared row of figures: its name, the figure of each column, and how they print.

    In a table of years there is one figure, under an empty name.
    """

    title: str
    figures: Mapping[str, str]
    style: str = ""


@dataclass(frozen=True, slots=True)
class ChartSchema:
    """A chart of a table: the column of its categories, and the columns that are its series.

    In a table of years the years are the categories and the series are named by the rows' figures.
    """

    name: str
    title: str
    kind: ChartKind
    category: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One declared table.

    ``by`` is the field whose values are the groups, ``labels`` their names where they differ from the
    values; ``order`` is how they follow, unless ``largest`` names the column whose largest cell comes
    first. In a list ``together`` are fields whose equal values stand together, and ``masked`` says that
    personal fields are masked. ``years`` is how many years are shown at most.
    """

    name: str
    title: str
    kind: TableKind
    columns: Mapping[str, ColumnSchema]
    ledger: str = ""
    by: str = ""
    order: Order = Order.FIRST
    largest: str = ""
    together: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[RowSchema, ...] = ()
    charts: tuple[ChartSchema, ...] = ()
    totals: bool = False
    masked: bool = True
    years: int = 5

    @property
    def id(self) -> str:
        """The table's name in templates, ``tables.aid``."""
        return f"{PREFIX}.{self.name}"

    @property
    def label(self) -> str:
        """The column that names the rows; empty where there is none."""
        return next((name for name, each in self.columns.items() if each.content is Content.LABEL), "")

    def figure(self, column: ColumnSchema) -> FigureSchema:
        """The figure that a column's total is, were it declared; for columns that a verb takes from the ledger."""
        verb = column.content.verb
        assert verb is not None  # noqa: S101  asked for such columns only
        targets = tuple(f"{self.ledger}.{each}" for each in column.of) or (self.ledger,)
        where = (*self.where, *column.where)
        return FigureSchema(f"{self.id}.{column.name}", column.title, verb, targets, column.unit, column.style, where)


_PARTS = 4  # of a cell's id: tables, the table, the row's key, the column


def cell_figure(id_: str, tables: Mapping[str, TableSchema]) -> FigureSchema | None:
    """The figure that a cell of a table of groups is, were it declared; None for any other id, and for shares."""
    parts = id_.split(".")
    schema = tables.get(parts[1]) if len(parts) == _PARTS and parts[0] == PREFIX else None
    column = schema.columns.get(parts[3]) if schema else None
    if schema is None or column is None or column.content.verb is None:
        return None
    figure = schema.figure(column)
    group = () if parts[2] == TOTALS else (Condition(schema.by, (parts[2],)),)
    return replace(figure, id=id_, where=(*figure.where, *group))
