"""Figures for people and for scripts: console, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from unionreport.figure import Figure, is_across_years
from unionreport.money import yuan_text
from unionreport.numerals import rounded
from unionreport.output.columns import table
from unionreport.output.wording import formula_of
from unionreport.schema import Catalog
from unionreport.texts import Texts

_RATIO_DECIMALS = 9
_KEYS = ("id", "title", "value", "unit", "shown", "formula", "cells")


def exact(figure: Figure) -> str | int | None:
    """The exact value for scripts: counts as integers, 元 with two decimals, ratios in full precision."""
    value = figure.value
    if value is None:
        return None
    if figure.unit == "元":
        return yuan_text(rounded(Fraction(value), figure.rounding))
    return value if isinstance(value, int) and figure.unit != "%" else _decimal(Fraction(value))


def _decimal(value: Fraction) -> str:
    with localcontext() as context:
        context.prec = 60
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        rounded = quotient.quantize(Decimal(1).scaleb(-_RATIO_DECIMALS), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".")


def entries(figures: Mapping[str, Figure], catalog: Catalog, texts: Texts) -> list[dict[str, object]]:
    """Every figure as a plain object: id, title, value, unit, shown, formula, cells."""
    return [entry(figure, catalog, texts) for figure in figures.values()]


def entry(figure: Figure, catalog: Catalog, texts: Texts) -> dict[str, object]:
    """One figure as a plain object."""
    return {
        "id": figure.id,
        "title": figure.title,
        "value": exact(figure),
        "unit": figure.unit,
        "shown": figure.shown if figure.value is not None else None,
        "formula": formula_of(figure, catalog, texts),
        "cells": addresses(figure),
    }


def addresses(figure: Figure) -> list[str]:
    """The cells behind a figure, with the names of their files where they come, or might come, from several."""
    places = figure.lineage.cells
    is_one = len({place.file for place in places}) == 1 and not is_across_years(figure.id)
    file = places[0].file if is_one else ""
    return [place.seen_from(file) for place in places]


def as_json(workbook: str, year: int | None, listed: Sequence[dict[str, object]]) -> str:
    """The figures of a workbook as one JSON object, by schema 1."""
    return dump({"schema": 1, "workbook": workbook, "year": year, "figures": listed})


def as_csv(listed: Sequence[dict[str, object]]) -> str:
    """The figures as comma-separated values, a line each; cells are joined by a blank."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _KEYS, lineterminator="\n")
    writer.writeheader()
    for each in listed:
        cells = each["cells"]
        writer.writerow({**each, "cells": " ".join(cells) if isinstance(cells, list) else ""})
    return out.getvalue().rstrip("\n")


def console(listed: Sequence[dict[str, object]], texts: Texts) -> str:
    """The figures in columns: id, title, printed form, cells."""
    heads = [texts.say(f"figures.head_{name}") for name in ("figure", "title", "shown", "cells")]
    rows = [heads]
    for each in listed:
        cells = each["cells"] if isinstance(each["cells"], list) else []
        shown = str(each["shown"] or texts.say("figures.absent"))
        rows.append([str(each["id"]), str(each["title"]), shown, _shortened(cells)])
    return table(rows)


def _shortened(cells: Sequence[str], most: int = 2) -> str:
    return "、".join(cells[:most]) + ("…" if len(cells) > most else "")


def dump(value: object) -> str:
    """A value as JSON for people and programs: indented, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2)
