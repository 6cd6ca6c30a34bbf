"""Figures as a workbook."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from unionreport import config
from unionreport.errors import OutputError, RequestError
from unionreport.figure import Figure, Lineage
from unionreport.output import seal
from unionreport.output.figurebook import figure_book
from unionreport.places import Place
from unionreport.results import save_workbook, workbook_place
from unionreport.texts import texts

CATALOG = config.builtin()
SAVINGS = Figure(
    "suggestions.savings",
    "=采纳建议节约资金",
    70_200_050,
    "元",
    "wan",
    Lineage((Place("2023.xlsx", "合理化建议", 3, 7, 7, 7), Place("2023.xlsx", "合理化建议", 9, 7, 9, 7))),
)
RATE = Figure("suggestions.adoption_rate", "合理化建议采纳率", Fraction(1, 17), "%")
COUNT = Figure("suggestions.submitted", "收到合理化建议", 85, "份")
ABSENT = Figure("talks.total", "谈心谈话", None, "人次")
FIGURES = {each.id: each for each in (SAVINGS, RATE, COUNT, ABSENT)}


def rows(data: bytes) -> list[tuple[object, ...]]:
    """The rows of the workbook's one sheet."""
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_each_figure_is_a_row() -> None:
    """Values are numbers, the unit stands beside them, a formula is told and not calculated."""
    head, savings, rate, count, absent = rows(figure_book(FIGURES, CATALOG, texts("zh")))
    assert head == ("编号", "名称", "数值", "单位", "报告印法", "算法", "来源单元格")
    assert savings == (
        "suggestions.savings",
        "=采纳建议节约资金",
        702000.5,
        "元",
        "70.2万元",
        "合理化建议.节约金额之和，其中是否采纳为是",
        "合理化建议!G3:G7 合理化建议!G9",
    )
    assert rate[2:5] == (0.058823529, "%", "5.9%")
    assert count[2:5] == (85, "份", "85份")
    assert isinstance(count[2], int)
    assert absent[2:5] == (None, "人次", None)


def test_formats_and_heads_help_to_read() -> None:
    """Amounts have two decimals, rates a percent sign; the head stays in sight and can filter."""
    (sheet,) = openpyxl.load_workbook(io.BytesIO(figure_book(FIGURES, CATALOG, texts("en")))).worksheets
    assert [sheet.cell(row, 3).number_format for row in (2, 3, 4)] == ["#,##0.00", "0.00%", "General"]
    assert (sheet.title, sheet.cell(1, 1).value, sheet.freeze_panes) == ("figures", "id", "A2")
    assert sheet.auto_filter.ref == "A1:G5"
    assert sheet.cell(2, 2).data_type == "s"


def test_many_cells_do_not_make_a_tall_row() -> None:
    """A figure of hundreds of cells keeps them all, in a row of three lines."""
    places = tuple(Place("2023.xlsx", "会员名册", row, 3, row, 3) for row in range(2, 600, 2))
    data = figure_book(
        {"talks.total": Figure("talks.total", "甲", 5, "人次", lineage=Lineage(places))}, CATALOG, texts("zh")
    )
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    assert str(sheet.cell(2, 7).value).split() == [f"会员名册!C{row}" for row in range(2, 600, 2)]
    assert sheet.row_dimensions[2].height == 45


def test_the_same_figures_give_the_same_file() -> None:
    """Equal figures, equal bytes, under a seal that nobody has broken."""
    data = figure_book(FIGURES, CATALOG, texts("zh"))
    assert data == figure_book(dict(FIGURES), CATALOG, texts("zh"))
    assert seal.is_broken(data) is False


def test_only_a_workbook_of_ours_is_replaced(tmp_path: Path) -> None:
    """A new file and an untouched one of ours may be written; a ledger, or one that was edited, stays."""
    data = figure_book(FIGURES, CATALOG, texts("zh"))
    path = tmp_path / "指标.xlsx"
    for _ in range(2):
        save_workbook(data, workbook_place(path))
    assert path.read_bytes() == data
    edited = openpyxl.load_workbook(path)
    edited.worksheets[0].cell(2, 3).value = 5
    edited.save(path)
    with pytest.raises(OutputError, match="figures-in-the-way"):
        workbook_place(path)


def test_a_place_for_the_workbook_is_asked_for(tmp_path: Path) -> None:
    """A workbook does not go to standard output, nor into a file of another kind, nor over a folder."""
    with pytest.raises(RequestError, match="figures-need-file"):
        workbook_place(None)
    with pytest.raises(OutputError, match="figures-suffix"):
        workbook_place(tmp_path / "指标.csv")
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(OutputError, match="output-unwritable"):
        workbook_place(tmp_path / "a.xlsx")
