"""The figures of a roll-up as those of any report: with a printed form, and a source, which is a row of rollup.xlsx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from unionreport.figure import Figure, Lineage, Number
from unionreport.finding import Severity
from unionreport.places import cell
from unionreport.rollup.crossing import Rule
from unionreport.rollup.outcome import Method, Outcome
from unionreport.schema import Catalog, FigureSchema
from unionreport.texts import Texts

BOOK = "rollup.xlsx"
UNIONS = "unions"
"""The first part of the ids of figures about the unions themselves."""

_VALUE, _FIRST_ROW = 3, 2  # of the sheet of figures: the column of values, the row of the first figure


def figures(outcome: Outcome, words: Texts) -> dict[str, Figure]:
    """Every figure over the unions by id, those of the catalog that nobody knows among them, without a value.

    The figures about the unions come first. Each has its row on the first sheet of rollup.xlsx as its source.
    """
    made: dict[str, Figure] = {}
    sheet, row = words.say("rollup.sheet_figures"), _FIRST_ROW
    for name, number, unit in _of_unions(outcome):
        title = words.say(f"rollup.figure_{name}")
        made[f"{UNIONS}.{name}"] = Figure(
            f"{UNIONS}.{name}", title, number, unit, "plain", _source(sheet, row, "rollup_unions")
        )
        row += 1
    rolled = outcome.figures
    for name, schema in outcome.catalog.figures.items():
        known = rolled.get(name)
        lineage = _source(sheet, row, formula(known.method)) if known else Lineage()
        made[name] = figure(outcome.catalog, schema, known.value if known else None, lineage)
        row += 1 if known else 0
    return made


def formula(method: Method) -> str:
    """The key of the sentence under ``formula`` that says how a figure over all unions came about."""
    return f"rollup_{method.replace('-', '_')}"


def figure(catalog: Catalog, schema: FigureSchema, value: Number | None, lineage: Lineage) -> Figure:
    """A value printed as the catalog's figure is."""
    return Figure(schema.id, schema.title, value, schema.unit, schema.style, lineage, catalog.rounding)


def _source(sheet: str, row: int, said: str) -> Lineage:
    return Lineage((cell(BOOK, sheet, row, _VALUE),), (), said)


def _of_unions(outcome: Outcome) -> Iterator[tuple[str, int, str]]:
    """What is told of the unions: the figure, its value, its unit."""
    counted = outcome.selection.counted
    in_error = {each.key for each in counted if each.count(Severity.ERROR)}
    crossed: Mapping[str, int] = outcome.crossed.counts
    yield "total", outcome.selection.unions, "家"
    yield "clean", outcome.selection.unions - len(in_error), "家"
    yield "in_error", len(in_error), "家"
    yield "workbooks", len(counted), "份"
    yield "left_out", len(outcome.selection.left), "份"
    yield "doubled", len(outcome.doubled), "家"
    yield "rows", sum(rows for _, rows in outcome.whole.ledgers.values()), "行"
    yield "errors", outcome.count(Severity.ERROR), "处"
    yield "warnings", outcome.count(Severity.WARNING), "处"
    yield "aided_twice", crossed.get(Rule.AIDED_TWICE, 0), "处"
    yield "two_names", crossed.get(Rule.TWO_NAMES, 0), "处"
    yield "household_twice", crossed.get(Rule.HOUSEHOLD_TWICE, 0), "处"
