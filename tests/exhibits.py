"""Tables and charts out of text, for tests: a line is a row, ``|`` parts its cells, a number is a figure."""

from __future__ import annotations

import re

from unionreport.exhibit import Chart, ChartKind, ChartSeries, Column, FigureTable, Shown
from unionreport.figure import Figure

ODD = "慰问“送清凉” & 其他 <1>"
"""A name that is no XML as it stands."""


def money(fen: int | None, name: str = "aid.total.amount", style: str = "bare") -> Figure:
    """An amount; None is an absent one."""
    return Figure(name, "金额", fen, "元", style)


def count(number: int | None, name: str = "talks.total", unit: str = "人") -> Figure:
    """A count of people."""
    return Figure(name, "人数", number, unit, "bare")


def table(text: str, name: str = "tables.aid", title: str = "帮扶情况表", notes: tuple[str, ...] = ()) -> FigureTable:
    """A table: headers first (``*`` merged, ``#`` numeric), a last row that begins with 合计 is the totals.

    A whole number in a numeric column is fen, ``-`` is no value; the columns are named a, b, c and so on.
    """
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    columns = tuple(_column(chr(ord("a") + at), header) for at, header in enumerate(head))
    rows = [_row(columns, cells, f"{name}.{number}") for number, cells in enumerate(lines)]
    totals = rows.pop() if lines and lines[-1][0].startswith("合计") else {}
    totals = {key: value for key, value in totals.items() if value is not None}
    return FigureTable(name, title, columns, tuple(rows), totals, notes)


def _column(name: str, header: str) -> Column:
    return Column(name, header.strip("*#"), numeric="#" in header, merged="*" in header)


def _row(columns: tuple[Column, ...], cells: list[str], name: str) -> dict[str, Shown]:
    return {
        column.name: _value(cell, f"{name}.{column.name}", numeric=column.numeric)
        for column, cell in zip(columns, cells, strict=True)
    }


def _value(cell: str, name: str, *, numeric: bool) -> Shown:
    if cell == "-":
        return None
    return money(int(cell), name) if numeric and re.fullmatch("-?[0-9]+", cell) else cell


def chart(kind: str, text: str, name: str = "charts.aid", title: str = "帮扶金额", unit: str = "元") -> Chart:
    """A chart: a header of series names after a word for the categories, then a category a line; numbers are values."""
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    series = [
        ChartSeries(one, tuple(_point(cells[at], f"{name}.{row}.{at}", unit) for row, cells in enumerate(lines)))
        for at, one in enumerate(head[1:], 1)
    ]
    return Chart(name, title, ChartKind(kind), tuple(cells[0] for cells in lines), tuple(series))


def _point(cell: str, name: str, unit: str) -> Figure | None:
    return None if cell == "-" else Figure(name, "值", int(cell), unit, "bare")


AID = f"""
项目     | 2023年
金秋助学 | 8980000
困难补助 | 2120000
{ODD}    | -1234500
遗孀救助 | -
"""
"""Categories with values in fen: one of them below zero, one without."""
