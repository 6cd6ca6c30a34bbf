"""The trace of one figure."""

from __future__ import annotations

import json
from fractions import Fraction

from unionreport import config
from unionreport.figure import Figure, Lineage, Trace, TracedSheet
from unionreport.output import tracing
from unionreport.places import Place, cell
from unionreport.texts import texts

CATALOG = config.builtin()
ZH, EN = texts("zh"), texts("en")
FILE = "2023.xlsx"

SHEET = TracedSheet(
    "合理化建议",
    ("日期", "建议名称", "节约金额"),
    {3: ("2023-02-01", "节水", "500000"), 5: ("2023-03-08", "节电\n改造", "202000")},
)
SAVINGS = Figure(
    "suggestions.savings",
    "采纳建议节约资金",
    70_200_000,
    "元",
    "wan",
    Lineage((cell(FILE, "合理化建议", 3, 7), cell(FILE, "合理化建议", 5, 7))),
)
RATE = Figure(
    "suggestions.adoption_rate",
    "合理化建议采纳率",
    Fraction(1, 17),
    "%",
    lineage=Lineage((Place(FILE, "合理化建议", 3, 2, 89, 2),), ("suggestions.adopted", "suggestions.submitted")),
)
ABSENT = Figure("talks.total", "谈心谈话", None, "人次")


def test_a_trace_shows_value_formula_cells_and_rows() -> None:
    """The exact value, the printed form, the formula, the cells, then the rows as the sheet has them."""
    assert tracing.console(Trace(FILE, SAVINGS, (SHEET,)), CATALOG, ZH).split("\n") == [
        "suggestions.savings  采纳建议节约资金",
        "  数值  702000.00 元",
        "  印法  70.2万元",
        "  算法  合理化建议.节约金额之和，其中是否采纳为是",
        "  来源  合理化建议!G3、合理化建议!G5",
        "",
        "合理化建议",
        "  行  日期        建议名称   节约金额",
        "  3   2023-02-01  节水       500000",
        "  5   2023-03-08  节电 改造  202000",
    ]


def test_a_figure_of_figures_names_them() -> None:
    """A derived figure says which figures it came from."""
    assert tracing.console(Trace(FILE, RATE, ()), CATALOG, EN).split("\n") == [
        "suggestions.adoption_rate  合理化建议采纳率",
        "  value         0.058823529 %",
        "  printed       5.9%",
        "  formula       采纳合理化建议 ÷ 收到合理化建议",
        "  cells         合理化建议!B3:B89",
        "  from figures  suggestions.adopted、suggestions.submitted",
    ]


def test_an_absent_figure_says_why_there_is_nothing() -> None:
    """Without a ledger there is a formula, but no value and no row."""
    assert tracing.console(Trace(FILE, ABSENT, ()), CATALOG, ZH).split("\n") == [
        "talks.total  谈心谈话",
        "  没有数值：工作簿里没有所需的台账或列，或者没有可算的行",
        "  算法  谈心谈话的行数",
    ]


def test_at_most_fifty_rows_are_shown_and_the_rest_counted() -> None:
    """A long list is cut, and says by how much."""
    sheet = TracedSheet("谈心谈话", ("对象",), {row: (f"第{row}人",) for row in range(2, 55)})
    figure = Figure("talks.total", "谈心谈话", 53, "人次", lineage=Lineage((Place(FILE, "谈心谈话", 2, 4, 54, 4),)))
    lines = tracing.console(Trace(FILE, figure, (sheet,)), CATALOG, ZH).split("\n")
    assert lines[-2:] == ["  51  第51人", "  ……另有 3 行"]
    full = TracedSheet("谈心谈话", ("对象",), dict(list(sheet.rows.items())[:50]))
    assert "另有" not in tracing.console(Trace(FILE, figure, (full,)), CATALOG, ZH)


def test_json_has_every_row_by_header() -> None:
    """The figure as in the list of figures, with its inputs, and each row with its Excel number."""
    assert json.loads(tracing.as_json(Trace(FILE, SAVINGS, (SHEET,)), CATALOG, ZH)) == {
        "schema": 1,
        "workbook": "2023.xlsx",
        "figure": {
            "id": "suggestions.savings",
            "title": "采纳建议节约资金",
            "value": "702000.00",
            "unit": "元",
            "shown": "70.2万元",
            "formula": "合理化建议.节约金额之和，其中是否采纳为是",
            "cells": ["合理化建议!G3", "合理化建议!G5"],
            "inputs": [],
        },
        "sheets": [
            {
                "sheet": "合理化建议",
                "rows": [
                    {"row": 3, "日期": "2023-02-01", "建议名称": "节水", "节约金额": "500000"},
                    {"row": 5, "日期": "2023-03-08", "建议名称": "节电\n改造", "节约金额": "202000"},
                ],
            }
        ],
    }


def test_json_of_an_absent_figure_is_whole() -> None:
    """A figure without a ledger has null values, its formula and no sheets."""
    shown = json.loads(tracing.as_json(Trace(FILE, ABSENT, ()), CATALOG, EN))
    assert (shown["figure"]["value"], shown["figure"]["shown"], shown["sheets"]) == (None, None, [])
    assert shown["figure"]["formula"] == "rows of 谈心谈话"
