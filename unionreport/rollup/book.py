"""The roll-up as a workbook: figures, unions, ledgers, findings, findings across unions, what was not counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from unionreport.figure import Figure, Number
from unionreport.finding import Severity
from unionreport.output.figures import exact
from unionreport.output.grids import Grid, GridColumn, grid_book
from unionreport.rollup.crossing import MOST_LISTED, SEVERITIES
from unionreport.rollup.digest import kinds
from unionreport.rollup.figures import UNIONS, figures
from unionreport.rollup.merging import in_order
from unionreport.rollup.outcome import Outcome, Rolled
from unionreport.rollup.summary import Summary
from unionreport.schema import Catalog, FigureSchema
from unionreport.texts import Texts

_GRAVEST = [str(each) for each in Severity]


def roll_up_book(outcome: Outcome, words: Texts) -> bytes:
    """rollup.xlsx: equal outcomes give equal bytes. Values are numbers in 元, shares of 1 for %, else in the unit."""
    return grid_book(_grids(outcome, words))


def _grids(outcome: Outcome, words: Texts) -> Iterator[Grid]:
    yield _figures(outcome, words)
    yield _unions(outcome, words)
    for kind in kinds(outcome.selection.counted, outcome.catalog):
        yield _ledger(kind, outcome, words)
    yield _findings(outcome, words)
    yield _across(outcome, words)
    yield _left(outcome, words)


def _heads(words: Texts, *columns: tuple[str, int]) -> list[GridColumn]:
    return [GridColumn(words.say(f"rollup.head_{name}"), width) for name, width in columns]


def _number(schema: FigureSchema | Figure, value: Number | None) -> Decimal | None:
    """A value as it stands in a cell."""
    found = exact(Figure(schema.id, "", value, schema.unit))
    return None if found is None else Decimal(str(found))


def _figures(outcome: Outcome, words: Texts) -> Grid:
    columns = _heads(words, *(("id", 30), ("title", 28), ("value", 18), ("unit", 8), ("shown", 16), ("method", 30)))
    columns += _heads(words, *(("known", 10), ("doubtful", 10), ("overlap", 10), ("least", 14), ("at_least", 24)))
    columns += _heads(
        words, *(("first", 14), ("median", 14), ("third", 14), ("most", 14), ("at_most", 24), ("mean", 14))
    )
    return Grid(words.say("rollup.sheet_figures"), columns, list(_figure_rows(outcome, words)), 2)


def _figure_rows(outcome: Outcome, words: Texts) -> Iterator[list[object]]:
    rolled, names = outcome.figures, {each.address: each.union for each in outcome.selection.counted}
    for each in figures(outcome, words).values():
        said = words.say(f"formula.{each.lineage.formula}") if each.lineage.formula else ""
        begin = [each.id, each.title, _number(each, each.value), each.unit, each.shown, said]
        if each.id.startswith(f"{UNIONS}."):
            yield [*begin, *[None] * 11]
        elif each.id in rolled:
            yield [*begin, *_spread(rolled[each.id], names, words)]


def _spread(rolled: Rolled, names: Mapping[str, str], words: Texts) -> list[object]:
    spread, schema = rolled.spread, rolled.schema

    def number(value: Number) -> Decimal | None:
        return _number(schema, value)

    return [
        spread.unions,
        rolled.tally.doubtful or None,
        rolled.overlap or None,
        number(spread.least),
        ends(spread.at_least, names, words),
        number(spread.first),
        number(spread.median),
        number(spread.third),
        number(spread.most),
        ends(spread.at_most, names, words),
        number(spread.mean),
    ]


def ends(addresses: Sequence[str], names: Mapping[str, str], words: Texts) -> str:
    """The union at one end of a distribution: the first of those that tie, and how many they are."""
    name = names[addresses[0]]
    return name if len(addresses) == 1 else words.say("rollup.tied", union=name, count=len(addresses))


def _titled(names: Sequence[str], catalog: Catalog) -> list[GridColumn]:
    schemas = [catalog.figures[name] for name in names]
    return [GridColumn(f"{each.title}（{each.unit}）", 16, each.unit) for each in schemas]


def _values(summary: Summary, names: Sequence[str], catalog: Catalog) -> Iterator[Decimal | None]:
    for name in names:
        part = summary.figures.get(name)
        yield None if part is None else _number(catalog.figures[name], part.value)


def _unions(outcome: Outcome, words: Texts) -> Grid:
    names = in_order(outcome.whole.figures, outcome.catalog)
    columns = _heads(words, ("union", 26), ("address", 30), ("year", 8), ("ledgers", 8), ("rows", 10))
    columns += _heads(words, ("error", 8), ("warning", 8), ("note", 8))
    rows = (_of_union(each, names, outcome.catalog) for each in outcome.selection.counted)
    return Grid(words.say("rollup.sheet_unions"), [*columns, *_titled(names, outcome.catalog)], rows, 1)


def _of_union(summary: Summary, names: Sequence[str], catalog: Catalog) -> list[object]:
    about = [summary.union, summary.address, summary.year, len(summary.rows), sum(summary.rows.values())]
    return [*about, *map(summary.count, Severity), *_values(summary, names, catalog)]


def _ledger(kind: str, outcome: Outcome, words: Texts) -> Grid:
    """One ledger by union: the rows, and every figure that is taken from it or worked out from such."""
    catalog = outcome.catalog
    names = [
        name
        for name in in_order(outcome.whole.figures, catalog)
        if any(catalog.figures[each].ledger == kind for each in catalog.dependents(name))
    ]
    rows = (
        [each.union, each.address, each.rows[kind], *_values(each, names, catalog)]
        for each in outcome.selection.counted
        if kind in each.rows
    )
    columns = [*_heads(words, ("union", 26), ("address", 30), ("rows", 10)), *_titled(names, catalog)]
    return Grid(catalog.ledgers[kind].title, columns, rows, 1)


def _findings(outcome: Outcome, words: Texts) -> Grid:
    columns = _heads(words, ("severity", 8), ("code", 8), ("rule", 26), ("said", 40), ("union", 26))
    columns += _heads(words, ("address", 30), ("count", 8), ("samples", 40))
    rows: list[list[object]] = []
    for double in outcome.selection.doubles:
        severity, key = (Severity.ERROR, "union-twice") if double.shared else (Severity.NOTE, "union-in-parts")
        shared = "、".join(outcome.catalog.ledgers[kind].title for kind in double.shared)
        said = words.say(f"rollup.{key}", ledgers=shared)
        rows.append([str(severity), "", key, said, double.union, double.addresses[0], len(double.addresses)])
        rows[-1].append("、".join(double.addresses))
    for each in outcome.selection.counted:
        for found in each.findings:
            rule = outcome.catalog.rules.get(found.rule)
            said = words.say(f"rules.{found.rule}.title")
            begin = [found.severity, rule.code if rule else "", found.rule, said]
            rows.append([*begin, each.union, each.address, found.count, "、".join(filter(None, found.samples))])
    rows.sort(key=lambda row: (_GRAVEST.index(str(row[0])), row[2], row[5]))
    told = ([words.say(f"severity.{severity}"), *rest] for severity, *rest in rows)
    return Grid(words.say("rollup.sheet_findings"), columns, told, 0)


def _across(outcome: Outcome, words: Texts) -> Grid:
    """The findings across unions, a row for each row that one is about."""
    columns = _heads(words, ("number", 8), ("severity", 8), ("said", 40), ("union", 26), ("address", 30))
    columns += _heads(words, ("sheet", 16), ("row", 8), ("item", 16), ("person", 12))
    rows: list[list[object]] = []
    for number, each in enumerate(outcome.told, 1):
        severity = words.say(f"severity.{SEVERITIES[each.rule]}")
        said = words.say(f"rollup.{each.rule}")
        for place in each.places:
            where = [place.union, place.address, place.sheet, place.row]
            rows.append([number, severity, said, *where, place.item, place.name])
    more = sum(outcome.crossed.counts.values()) - len(outcome.told)
    if more:
        rows.append([None, "", words.say("rollup.more", count=more, most=MOST_LISTED), *[None] * 6])
    return Grid(words.say("rollup.sheet_across"), columns, rows, 0)


def _left(outcome: Outcome, words: Texts) -> Grid:
    columns = _heads(words, ("address", 40), ("union", 26), ("year", 8), ("reason", 80))
    rows = [[each.address, each.union, each.year, reason(each, words)] for each in outcome.selection.left]
    return Grid(words.say("rollup.sheet_left"), columns, rows, 0)


def reason(summary: Summary, words: Texts) -> str:
    """Why a workbook is not counted, in one sentence."""
    assert summary.refused is not None  # noqa: S101  asked for such workbooks only
    params = dict(summary.refused.params)
    if "file" in params:  # the folders before it stand beside the sentence
        params["file"] = params["file"].rpartition("/")[2]
    return words.say(f"errors.{summary.refused.key}", **params)
