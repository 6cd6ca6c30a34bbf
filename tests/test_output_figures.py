"""Figures on a console, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction

import pytest

from unionreport import config
from unionreport.figure import Figure, Lineage, Number
from unionreport.numerals import Rounding
from unionreport.output import figures as output
from unionreport.places import Place, cell
from unionreport.texts import texts

CATALOG = config.builtin()
ZH, EN = texts("zh"), texts("en")


def figure(name: str, value: Number | None, *cells: Place) -> Figure:
    """A figure of the catalog with that value."""
    schema = CATALOG.figures[name]
    return Figure(name, schema.title, value, schema.unit, schema.style, Lineage(cells))


def column(sheet: str, letter: int, *rows: tuple[int, int]) -> list[Place]:
    """Ranges of one column."""
    return [Place("2023.xlsx", sheet, top, letter, bottom, letter) for top, bottom in rows]


SAVINGS = figure("suggestions.savings", 70_200_000, *column("合理化建议", 7, (3, 7)))
COUNT = figure("suggestions.submitted", 85, *column("合理化建议", 2, (3, 50), (52, 60), (62, 89)))
RATE = figure("suggestions.adoption_rate", Fraction(1, 17), cell("2023.xlsx", "合理化建议", 3, 8))
ABSENT = figure("talks.total", None)
FIGURES = {each.id: each for each in (SAVINGS, COUNT, RATE, ABSENT)}


@pytest.mark.parametrize(
    ("value", "unit", "exact"),
    [
        (85, "份", 85),
        (0, "人次", 0),
        (70_200_000, "元", "702000.00"),
        (5, "元", "0.05"),
        (-12_345, "元", "-123.45"),
        (0, "元", "0.00"),
        (Fraction(10_000, 3), "元", "33.33"),
        (Fraction(5, 2), "元", "0.03"),
        (Fraction(1, 17), "%", "0.058823529"),
        (Fraction(2, 3), "%", "0.666666667"),
        (Fraction(9, 10), "%", "0.9"),
        (Fraction(1), "%", "1"),
        (1, "%", "1"),
        (0, "%", "0"),
        (Fraction(-1, 8), "%", "-0.125"),
        (Fraction(20), "%", "20"),
        (Fraction(373, 4), "分", "93.25"),
        (Fraction(5, 2), "平方公里", "2.5"),
        (None, "元", None),
        (None, "份", None),
    ],
)
def test_exact_values_have_their_types(value: Number | None, unit: str, exact: str | int | None) -> None:
    """Counts are integers, amounts texts in 元 with two decimals, ratios texts in full precision."""
    shown = output.exact(Figure("x.y", "甲", value, unit))
    assert shown == exact
    assert type(shown) is type(exact)


def test_an_amount_a_head_is_rounded_as_it_prints() -> None:
    """Fen that cannot be divided are rounded once, by the union's rule, in script and report alike."""
    mean = Figure("x.y", "甲", Fraction(5, 2), "元", "yuan", rounding=Rounding.HALF_EVEN)
    assert (output.exact(mean), mean.shown) == ("0.02", "0.02元")


def test_json_is_by_the_contract() -> None:
    """Every figure has id, title, value, unit, printed form, formula and cells; an absent one null values."""
    text = output.as_json("2023.xlsx", 2023, output.entries(FIGURES, CATALOG, ZH))
    assert json.loads(text) == {
        "schema": 1,
        "workbook": "2023.xlsx",
        "year": 2023,
        "figures": [
            {
                "id": "suggestions.savings",
                "title": "采纳建议节约资金",
                "value": "702000.00",
                "unit": "元",
                "shown": "70.2万元",
                "formula": "合理化建议.节约金额之和，其中是否采纳为是",
                "cells": ["合理化建议!G3:G7"],
            },
            {
                "id": "suggestions.submitted",
                "title": "收到合理化建议",
                "value": 85,
                "unit": "份",
                "shown": "85份",
                "formula": "合理化建议的行数",
                "cells": ["合理化建议!B3:B50", "合理化建议!B52:B60", "合理化建议!B62:B89"],
            },
            {
                "id": "suggestions.adoption_rate",
                "title": "合理化建议采纳率",
                "value": "0.058823529",
                "unit": "%",
                "shown": "5.9%",
                "formula": "采纳合理化建议 ÷ 收到合理化建议",
                "cells": ["合理化建议!H3"],
            },
            {
                "id": "talks.total",
                "title": "谈心谈话",
                "value": None,
                "unit": "人次",
                "shown": None,
                "formula": "谈心谈话的行数",
                "cells": [],
            },
        ],
    }
    assert "采纳建议节约资金" in text


def test_a_workbook_without_a_year_has_null() -> None:
    """What is not known is null, not left out."""
    assert json.loads(output.as_json("2023.xlsx", None, [])) == {
        "schema": 1,
        "workbook": "2023.xlsx",
        "year": None,
        "figures": [],
    }


def test_csv_reads_back() -> None:
    """A line each under the same names as in JSON; cells are joined by a blank, absent values are empty."""
    rows = list(csv.DictReader(io.StringIO(output.as_csv(output.entries(FIGURES, CATALOG, ZH)))))
    assert [row["id"] for row in rows] == list(FIGURES)
    assert list(rows[0]) == ["id", "title", "value", "unit", "shown", "formula", "cells"]
    assert [row["value"] for row in rows] == ["702000.00", "85", "0.058823529", ""]
    assert [row["shown"] for row in rows] == ["70.2万元", "85份", "5.9%", ""]
    assert rows[1]["cells"] == "合理化建议!B3:B50 合理化建议!B52:B60 合理化建议!B62:B89"
    assert rows[3]["cells"] == ""


def test_csv_keeps_commas_and_quotes() -> None:
    """Signs that mean something in CSV come back as they went."""
    listed: list[dict[str, object]] = [
        {"id": "a.b", "title": '甲,"乙"', "value": 1, "unit": "人", "shown": "1\n人", "formula": "x", "cells": None}
    ]
    row = next(csv.DictReader(io.StringIO(output.as_csv(listed), newline="")))
    assert (row["title"], row["shown"], row["cells"]) == ('甲,"乙"', "1\n人", "")


def test_no_figures_are_a_line_of_names() -> None:
    """An empty list still says what its columns would be."""
    assert output.as_csv([]) == "id,title,value,unit,shown,formula,cells"


def test_the_console_shows_printed_forms_and_first_cells() -> None:
    """Columns for reading: id, title, printed form, the first two ranges; an absent figure says so."""
    assert output.console(output.entries(FIGURES, CATALOG, ZH), ZH).split("\n") == [
        "指标                       名称              报告印法    来源单元格",
        "suggestions.savings        采纳建议节约资金  70.2万元    合理化建议!G3:G7",
        "suggestions.submitted      收到合理化建议    85份        合理化建议!B3:B50、合理化建议!B52:B60…",
        "suggestions.adoption_rate  合理化建议采纳率  5.9%        合理化建议!H3",
        "talks.total                谈心谈话          （无台账）",
    ]


def test_the_console_speaks_english() -> None:
    """The heads and the word for an absent figure are in the language asked for."""
    shown = output.console(output.entries({"talks.total": ABSENT}, CATALOG, EN), EN)
    assert shown.split("\n") == ["figure       title     printed      cells", "talks.total  谈心谈话  (no ledger)"]


def test_entries_of_no_cells_are_shown_empty() -> None:
    """A figure of nothing but words is no reason to stumble."""
    listed: list[dict[str, object]] = [{"id": "a.b", "title": "甲", "shown": "1人", "cells": None}]
    assert output.console(listed, ZH).split("\n")[1] == "a.b   甲    1人"
