"""The roll-up for programs: rollup.json by schema 1, and the figures by union as Parquet."""

from __future__ import annotations

import importlib
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from unionreport.figure import Figure, Number
from unionreport.finding import Severity
from unionreport.output.figures import exact
from unionreport.rollup.book import reason
from unionreport.rollup.crossing import SEVERITIES
from unionreport.rollup.distribution import Distribution
from unionreport.rollup.figures import UNIONS, figures, formula
from unionreport.rollup.outcome import Outcome, Rolled
from unionreport.rollup.summary import Found, Summary, number_text
from unionreport.schema import FigureSchema
from unionreport.texts import Texts

Form = dict[str, object]


def as_json(outcome: Outcome, words: Texts) -> str:
    """Everything as one JSON object; equal outcomes give equal text, and no ID number or whole name is in it.

    Values are as in ``figures --format json``; of a ratio ``numerator`` and ``denominator`` are the exact sums.
    """
    made, selection = figures(outcome, words), outcome.selection
    form: Form = {
        "schema": 1,
        "year": selection.year,
        "summary": {name.partition(".")[2]: each.value for name, each in made.items() if name.startswith(f"{UNIONS}.")},
        "figures": [_figure(made[name], rolled, words) for name, rolled in outcome.figures.items()],
        "ledgers": {kind: {"unions": count, "rows": rows} for kind, (count, rows) in outcome.whole.ledgers.items()},
        "unions": [_union(each, outcome) for each in selection.counted],
        "left_out": [_left(each, words) for each in selection.left],
        "doubles": [
            {"union": each.union, "files": list(each.addresses), "ledgers": list(each.shared)}
            for each in selection.doubles
        ],
        "findings": {
            rule: {"severity": each.severity, "count": each.count, "workbooks": each.unions}
            for rule, each in outcome.whole.rules.items()
        },
        "across": {"counts": {str(rule): outcome.crossed.counts.get(rule, 0) for rule in SEVERITIES}},
    }
    form["across"] = {**_mapping(form["across"]), "findings": list(_across(outcome))}
    return json.dumps(form, ensure_ascii=False, indent=1)


def _mapping(form: object) -> Form:
    assert isinstance(form, dict)  # noqa: S101  made above
    return form


def _value(schema: FigureSchema, value: Number | None) -> str | int | None:
    return exact(Figure(schema.id, "", value, schema.unit))


def _figure(figure: Figure, rolled: Rolled, words: Texts) -> Form:
    schema, tally = rolled.schema, rolled.tally
    return {
        "id": schema.id,
        "title": schema.title,
        "value": _value(schema, rolled.value),
        "unit": schema.unit,
        "shown": figure.shown if figure.value is not None else None,
        "method": str(rolled.method),
        "formula": words.say(f"formula.{formula(rolled.method)}"),
        "numerator": number_text(tally.numerator),
        "denominator": number_text(tally.denominator),
        "overlap": rolled.overlap,
        "doubtful": tally.doubtful,
        "distribution": _spread(schema, rolled.spread),
    }


def _spread(schema: FigureSchema, spread: Distribution) -> Form:
    return {
        "unions": spread.unions,
        "least": _value(schema, spread.least),
        "first_quartile": _value(schema, spread.first),
        "median": _value(schema, spread.median),
        "third_quartile": _value(schema, spread.third),
        "most": _value(schema, spread.most),
        "mean": _value(schema, spread.mean),
        "at_least": {"first": spread.at_least[0], "count": len(spread.at_least)},
        "at_most": {"first": spread.at_most[0], "count": len(spread.at_most)},
    }


def _union(summary: Summary, outcome: Outcome) -> Form:
    declared = outcome.catalog.figures
    return {
        "name": summary.union,
        "file": summary.address,
        "year": summary.year,
        "digest": summary.digest,
        "rows": dict(summary.rows),
        "findings": {str(each): summary.count(each) for each in Severity},
        "rules": [_found(each) for each in summary.findings],
        "doubtful": list(summary.doubtful),
        "redefined": list(summary.redefined),
        "figures": {name: _value(declared[name], part.value) for name, part in summary.figures.items()},
    }


def _found(found: Found) -> Form:
    return {"rule": found.rule, "severity": found.severity, "count": found.count, "cells": list(found.samples)}


def _left(summary: Summary, words: Texts) -> Form:
    refused = summary.refused
    return {
        "name": summary.union,
        "file": summary.address,
        "year": summary.year,
        "key": refused.key if refused else "",
        "reason": reason(summary, words),
    }


def _across(outcome: Outcome) -> Iterator[Form]:
    for each in outcome.told:
        places = [
            {"union": at.union, "file": at.address, "sheet": at.sheet, "row": at.row, "item": at.item, "name": at.name}
            for at in each.places
        ]
        yield {"rule": str(each.rule), "severity": str(SEVERITIES[each.rule]), "places": places}


def as_parquet(outcome: Outcome) -> bytes | None:
    """The figures by union, a row each: union, file, year, figure, unit, exact value and number.

    None where pyarrow is not installed. ``exact`` is the value as in rollup.json, ``value`` the nearest double
    of it, ``numerator`` and ``denominator`` what it was divided from, as text.
    """
    try:
        arrow: Any = importlib.import_module("pyarrow")
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        return None
    columns: Mapping[str, list[object]] = {name: [] for name in (*_TEXTS, "year", "value")}
    for summary in outcome.selection.counted:
        for row in _rows(summary, outcome):
            for name, values in columns.items():
                values.append(row[name])
    types = {"year": arrow.int32(), "value": arrow.float64()}
    arrays = {name: arrow.array(values, types.get(name, arrow.string())) for name, values in columns.items()}
    stream = io.BytesIO()
    parquet.write_table(arrow.table(arrays), stream, compression="zstd")
    return stream.getvalue()


_TEXTS = ("union", "file", "figure", "unit", "exact", "numerator", "denominator")


def _rows(summary: Summary, outcome: Outcome) -> Iterator[Form]:
    for name, part in summary.figures.items():
        schema = outcome.catalog.figures[name]
        value = _value(schema, part.value)
        yield {
            "union": summary.union,
            "file": summary.address,
            "year": summary.year,
            "figure": name,
            "unit": schema.unit,
            "exact": str(value),
            "value": None if value is None else float(value),
            "numerator": number_text(part.numerator),
            "denominator": number_text(part.denominator),
        }
