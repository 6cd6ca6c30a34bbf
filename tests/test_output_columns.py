"""Columns on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.output.columns import one_line, pad, table, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc 12", 6),
        ("金额", 4),
        ("A 金额", 6),
        ("3，000.00", 9),
        ("（元）", 6),
        ("“约3000元”", 12),
        ("已整改√", 8),
        ("……", 4),
        ("１２", 4),
        ("ｱ", 1),
        ("e\u0301", 1),
        ("𠮷", 2),
    ],
)
def test_a_chinese_sign_is_two_columns_wide(text: str, columns: int) -> None:
    """Ideographs, full-width signs and Chinese punctuation take two columns, a combining accent none."""
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "right", "padded"),
    [
        ("金额", 6, False, "金额  "),
        ("金额", 6, True, "  金额"),
        ("行", 2, True, "行"),
        ("经费收支", 3, False, "经费收支"),
        ("", 2, False, "  "),
    ],
)
def test_text_is_filled_to_a_width(text: str, columns: int, right: bool, padded: str) -> None:
    """Blanks go behind the text, or before it; text that is too long stays whole."""
    assert pad(text, columns, right=right) == padded


def test_rows_stand_in_columns() -> None:
    """Columns are as wide as their widest cell, two blanks apart, without blanks at the end."""
    assert table([("指标", "名称"), ("talks.total", "谈心谈话"), ("a", "")], "  ") == (
        "  指标         名称\n  talks.total  谈心谈话\n  a"
    )


def test_no_rows_are_no_text() -> None:
    """An empty list takes no line."""
    assert table([]) == ""


@pytest.mark.parametrize(
    ("cell", "line"),
    [("第一行\n第二行", "第一行 第二行"), ("a\r\n  b", "a b"), ("a  b", "a  b"), ("", ""), ("a\n", "a\n")],
)
def test_a_cell_of_several_lines_takes_one(cell: str, line: str) -> None:
    """A line break in a cell does not break the columns; other text is left as it is."""
    assert one_line(cell) == line


def test_a_table_has_a_line_a_row() -> None:
    """Cells with line breaks do not make more lines."""
    assert table([("甲\n乙", "x"), ("丙", "y")]) == "甲 乙  x\n丙     y"


@given(st.lists(st.tuples(st.text("ab金额√", max_size=6), st.text("xy元", min_size=1, max_size=3)), min_size=1))
def test_the_second_column_starts_at_one_place(rows: list[tuple[str, str]]) -> None:
    """Whatever stands in the first column, the second begins where it does in every other row."""
    starts = {width(line) - width(last) for line, (_, last) in zip(table(rows).split("\n"), rows, strict=True)}
    assert len(starts) == 1
