"""The tables and charts of the district's report: completeness, spread, aid by item, unions, what was left out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from unionreport.exhibit import Chart, ChartKind, ChartSeries, Column, FigureTable, Shown
from unionreport.figure import Figure, Lineage, Number
from unionreport.finding import Severity
from unionreport.numerals import header_unit
from unionreport.resources import CATALOG
from unionreport.rollup.book import ends, reason
from unionreport.rollup.crossing import SEVERITIES
from unionreport.rollup.figures import BOOK, figures
from unionreport.rollup.outcome import Outcome, Rolled
from unionreport.rollup.summary import Summary
from unionreport.schema import FigureSchema
from unionreport.tableschema import CHARTS, PREFIX
from unionreport.texts import Texts

_MOST_ROWS, _MOST_BARS = 60, 12


@cache
def _settings() -> Mapping[str, Sequence[str]]:
    """Which figures the report names: under ``spread`` and ``unions``, and the groups under ``aid``."""
    found: dict[str, list[str]] = tomllib.loads((CATALOG / "rollup.toml").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class _Work:
    """What the tables are made from: the outcome, its figures, the names of unions, the words."""

    outcome: Outcome
    figures: Mapping[str, Figure]
    names: Mapping[str, str]
    words: Texts

    def word(self, key: str, **values: object) -> str:
        return self.words.say(f"rollup.{key}", **values)

    def cell(self, at: tuple[str, str, str], schema: Figure | FigureSchema, value: Number | None) -> Figure | None:
        """The figure in a table, by row and column; it stands in rollup.xlsx too."""
        if value is None:
            return None
        table, row, column = at
        id_ = f"{PREFIX}.{table}.{row.replace('.', '_')}.{column}"
        return Figure(id_, schema.title, value, schema.unit, _bare(schema), Lineage(formula="rollup_cell"))

    def share(self, row: tuple[str, str], title: str, part: Fraction) -> Figure | None:
        """The part of a whole that a row of a table is."""
        figure = self.cell((*row, "share"), Figure("", title, None, "%"), part)
        return None if figure is None else figure.styled("pct")


def _bare(schema: Figure | FigureSchema) -> str:
    return "barewan" if schema.unit == "元" else "bare"


def exhibits(outcome: Outcome, words: Texts) -> dict[str, Mapping[str, object]]:
    """``tables`` and ``charts`` as a template names them: ``tables.spread``, ``charts.aid_items``."""
    names = {each.address: each.union for each in outcome.selection.counted}
    work = _Work(outcome, figures(outcome, words), names, words)
    tables = {name: make(work) for name, make in _TABLES.items()}
    return {PREFIX: tables, CHARTS: {name: make(work, tables) for name, make in _CHARTS.items()}}


def _columns(work: _Work, *columns: tuple[str, int, bool]) -> tuple[Column, ...]:
    return tuple(Column(name, work.word(f"column_{name}"), numeric, width=width) for name, width, numeric in columns)


def _completeness(work: _Work) -> FigureTable:
    """By ledger: how many unions have it, and how many rows there are."""
    rows: list[Mapping[str, Shown]] = []
    total = len(work.outcome.selection.counted)
    for kind, ledger in work.outcome.catalog.ledgers.items():
        if kind in work.outcome.whole.ledgers:
            count, size = work.outcome.whole.ledgers[kind]
            at = ("completeness", kind)
            rows.append(
                {
                    "ledger": ledger.title,
                    "count": work.cell((*at, "count"), Figure("", ledger.title, None, "份"), count),
                    "share": work.share(at, ledger.title, Fraction(count, total)),
                    "rows": work.cell((*at, "rows"), Figure("", ledger.title, None, "行"), size),
                }
            )
    columns = _columns(work, ("ledger", 14, False), ("count", 8, True), ("share", 8, True), ("rows", 10, True))
    return FigureTable(f"{PREFIX}.completeness", work.word("table_completeness"), columns, tuple(rows))


def _spread(work: _Work) -> FigureTable:
    """The main figures: over all unions, least, median, most, and the union with the most."""
    rolled = work.outcome.figures
    rows = [_spread_row(rolled[name], work) for name in _settings()["spread"] if name in rolled]
    columns = _columns(work, ("figure", 16, False), ("unit", 6, False), ("whole", 12, True), ("known", 6, True))
    columns += _columns(work, ("least", 10, True), ("median", 10, True), ("most", 10, True), ("at_most", 16, False))
    return FigureTable(f"{PREFIX}.spread", work.word("table_spread"), columns, tuple(rows))


def _spread_row(rolled: Rolled, work: _Work) -> Mapping[str, Shown]:
    schema, spread = rolled.schema, rolled.spread
    at = ("spread", schema.id)
    values = {"least": spread.least, "median": spread.median, "most": spread.most}
    whole = work.figures[schema.id]
    return {
        "figure": schema.title,
        "unit": header_unit(schema.unit, _bare(schema)),
        "whole": whole.styled(_bare(schema)) if whole.value is not None else None,
        "known": work.cell((*at, "known"), Figure("", schema.title, None, "家"), spread.unions),
        "at_most": ends(spread.at_most, work.names, work.words),
        **{name: work.cell((*at, name), schema, value) for name, value in values.items()},
    }


def _aid(work: _Work) -> FigureTable:
    """Aid by item over all unions; an item that nobody gave is left out."""
    whole = work.figures["aid.total.amount"].value
    rows = []
    for group in _settings()["aid"]:
        amount = work.figures[f"aid.{group}.amount"]
        if amount.value and whole:
            share = work.share(("aid", group), amount.title, Fraction(amount.value, whole))
            rows.append({"item": _item(group, work), **_of_aid(group, work), "share": share})
    columns = _columns(work, ("item", 14, False), ("households", 8, True), ("persons", 8, True))
    columns += _columns(work, ("amount", 12, True), ("share", 8, True))
    notes = (work.word("note_aid"),) if rows else ()
    totals: dict[str, Shown] = {"item": work.words.say("tables.totals"), **_of_aid("total", work)} if rows else {}
    return FigureTable(f"{PREFIX}.aid", work.word("table_aid"), columns, tuple(rows), totals, notes)


def _of_aid(group: str, work: _Work) -> dict[str, Shown]:
    made = {name: work.figures[f"aid.{group}.{name}"] for name in ("households", "persons", "amount")}
    return {name: each.styled(_bare(each)) if each.value is not None else None for name, each in made.items()}


def _item(group: str, work: _Work) -> str:
    where = work.outcome.catalog.figures[f"aid.{group}.amount"].where
    return str(where[0].values[0]) if where and where[0].values else group


def _unions(work: _Work) -> FigureTable:
    """The unions with the most aid, and what each has to put right."""
    names = [name for name in _settings()["unions"] if name in work.figures]
    ordered = _by_aid(work)
    rows = [_union_row(each, names, work) for each in ordered[:_MOST_ROWS]]
    titles = {name: work.outcome.catalog.figures[name] for name in names}
    columns = (
        *_columns(work, ("union", 18, False)),
        *(Column(name.replace(".", "_"), _headed(each), numeric=True, width=10) for name, each in titles.items()),
        *_columns(work, ("errors", 7, True), ("warnings", 7, True)),
    )
    notes = (work.word("note_more", count=len(ordered), most=_MOST_ROWS),) if len(ordered) > _MOST_ROWS else ()
    return FigureTable(f"{PREFIX}.unions", work.word("table_unions"), columns, tuple(rows), notes=notes)


def _headed(schema: FigureSchema) -> str:
    return f"{schema.title}（{header_unit(schema.unit, _bare(schema))}）"


def _by_aid(work: _Work) -> list[Summary]:
    def size(summary: Summary) -> tuple[Number, str]:
        part = summary.figures.get("aid.total.amount")
        return (-part.value if part else 1), summary.address

    return sorted(work.outcome.selection.counted, key=size)


def _union_row(summary: Summary, names: Sequence[str], work: _Work) -> Mapping[str, Shown]:
    row: dict[str, Shown] = {"union": summary.union}
    key = f"u{work.outcome.selection.counted.index(summary) + 1}"
    for name in names:
        part = summary.figures.get(name)
        schema, column = work.outcome.catalog.figures[name], name.replace(".", "_")
        row[column] = work.cell(("unions", key, column), schema, part.value if part else None)
    for column, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING)):
        titled = Figure("", summary.union, None, "处")
        row[column] = work.cell(("unions", key, column), titled, summary.count(severity))
    return row


def _across(work: _Work) -> FigureTable:
    """How many findings there are across unions, by rule; all of them are in rollup.xlsx."""
    counts = work.outcome.crossed.counts
    rows: list[Mapping[str, Shown]] = [
        {
            "said": work.word(str(rule)),
            "level": work.words.say(f"severity.{severity}"),
            "count": work.figures[f"unions.{rule.replace('-', '_')}"].styled("bare"),
        }
        for rule, severity in SEVERITIES.items()
        if counts.get(rule)
    ]
    columns = _columns(work, ("said", 30, False), ("level", 8, False), ("count", 8, True))
    columns = tuple(
        replace(each, title=work.word("column_places")) if each.name == "count" else each for each in columns
    )
    return FigureTable(f"{PREFIX}.across", work.word("table_across"), columns, tuple(rows))


def _left(work: _Work) -> FigureTable:
    """The workbooks that are not counted, each with its reason."""
    left = work.outcome.selection.left
    rows = tuple({"file": each.address, "reason": reason(each, work.words)} for each in left[:_MOST_ROWS])
    notes = (work.word("note_left", count=len(left), most=_MOST_ROWS, book=BOOK),) if len(left) > _MOST_ROWS else ()
    columns = _columns(work, ("file", 18, False), ("reason", 30, False))
    return FigureTable(f"{PREFIX}.left", work.word("table_left"), columns, rows, notes=notes)


_TABLES: Mapping[str, Callable[[_Work], FigureTable]] = {
    "completeness": _completeness,
    "spread": _spread,
    "aid": _aid,
    "unions": _unions,
    "across": _across,
    "left": _left,
}


def _bars(table: FigureTable, label: str, column: str, title: tuple[str, str]) -> Chart:
    """A bar for each row that has a number in the column, the first dozen."""
    pairs = list(_labelled(table, label, column))[:_MOST_BARS]
    name, said = title
    series = ChartSeries(said, tuple(figure for _, figure in pairs))
    return Chart(f"{CHARTS}.{name}", said, ChartKind.BAR, tuple(each for each, _ in pairs), (series,))


def _labelled(table: FigureTable, label: str, column: str) -> Iterator[tuple[str, Figure]]:
    for row in table.rows:
        cell = row.get(column)
        if isinstance(cell, Figure) and cell:
            yield str(row[label]), cell


_Drawn = Callable[[_Work, Mapping[str, FigureTable]], Chart]

_CHARTS: Mapping[str, _Drawn] = {
    "aid_items": lambda work, made: _bars(made["aid"], "item", "amount", ("aid_items", work.word("chart_aid_items"))),
    "aid_unions": lambda work, made: _bars(
        made["unions"], "union", "aid_total_amount", ("aid_unions", work.word("chart_aid_unions"))
    ),
    "completeness": lambda work, made: _bars(
        made["completeness"], "ledger", "count", ("completeness", work.word("chart_completeness"))
    ),
}
