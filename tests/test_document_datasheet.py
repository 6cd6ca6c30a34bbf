"""The workbook inside a chart, as the programs that open it read it."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
from python_calamine import CalamineWorkbook

from tests.docx_text import root_of
from unionreport.document.datasheet import is_datasheet, write_datasheet
from unionreport.document.plots import Plot, PlotSeries
from unionreport.exhibit import ChartKind


def drawn(*numbers: Decimal | None, series: int = 1, places: int = 2, name: str = "金额") -> Plot:
    """A chart of so many equal series."""
    one = PlotSeries(name, numbers, "元", places)
    return Plot(ChartKind.BAR, "图", tuple(f"第{at}项" for at, _ in enumerate(numbers, 1)), (one,) * series, "元")


def test_each_series_has_the_format_of_its_decimals() -> None:
    """8.90 is shown as 8.90, a count as a count; an absent number is an empty cell."""
    money, count = drawn(Decimal("8.90"), None), drawn(Decimal(85), Decimal(3), places=0, name="份")
    both = Plot(money.kind, "图", money.categories, (*money.series, *count.series), "")
    sheet = openpyxl.load_workbook(io.BytesIO(write_datasheet(both)))["Sheet1"]
    assert [[cell.value for cell in row] for row in sheet] == [
        [None, "金额", "份"],
        ["第1项", 8.9, 85],
        ["第2项", None, 3],
    ]
    assert [cell.number_format for cell in sheet[2]] == ["General", "0.00", "0"]


def test_other_readers_see_the_same() -> None:
    """Texts that look like formulas or markup, and blanks at their ends, included."""
    data = write_datasheet(drawn(Decimal("-1.5"), name=" =1+1 & <2> "))
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python() == [
        ["", " =1+1 & <2> "],
        ["第1项", -1.5],
    ]


def test_columns_go_on_after_z() -> None:
    """With AA, as in any spreadsheet."""
    cells = root_of(write_datasheet(drawn(Decimal(1), series=27)), "xl/worksheets/sheet1.xml").iter("{*}c")
    named = [cell.get("r") for cell in cells]
    assert named[24:29] == ["Z1", "AA1", "AB1", "A2", "B2"]


def test_equal_charts_give_equal_bytes_and_are_known_again() -> None:
    """Whether a chart is as it was written is told by its numbers."""
    plot = drawn(Decimal("7.80"), Decimal(3))
    assert write_datasheet(plot) == write_datasheet(plot)
    assert is_datasheet(write_datasheet(plot), plot)
    assert not is_datasheet(write_datasheet(plot), drawn(Decimal("7.81"), Decimal(3)))
    assert not is_datasheet(b"", plot)
