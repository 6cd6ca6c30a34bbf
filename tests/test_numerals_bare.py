"""Numbers without their unit, as the cells of a table have them, printed and read back with the header's."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.numerals import Rounding, StyleError, header_unit, read_styled, show


@pytest.mark.parametrize(
    ("value", "unit", "style", "text"),
    [
        (7890000, "元", "bare", "78900.00"),
        (7890050, "元", "bare:0", "78901"),
        (-5, "元", "bare", "-0.05"),
        (49, "户", "bare", "49"),
        (49, "户", "bare:1", "49.0"),
        (Fraction(281, 3), "分", "bare", "93.67"),
        (Fraction(22, 92), "%", "bare", "23.91"),
        (1, "%", "bare", "100.00"),
        (Fraction(22, 92), "%", "bare:1", "23.9"),
        (7890000, "元", "barewan", "7.89"),
        (4000, "元", "barewan", "0.00"),
        (277650000, "元", "barewan:4", "277.6500"),
        (-7890000, "元", "barewan", "-7.89"),
        (11800, "人次", "barewan", "1.18"),
    ],
)
def test_cells_leave_out_the_unit(value: int | Fraction, unit: str, style: str, text: str) -> None:
    """Money and shares have two decimals, so that points stand below each other; counts those they need."""
    assert show(value, unit, style) == text


@pytest.mark.parametrize(
    ("unit", "style", "said"),
    [
        ("元", "bare", "元"),
        ("元", "barewan:4", "万元"),
        ("%", "bare:1", "%"),
        ("人", "barewan", "万人"),
        ("元", "wan", ""),
    ],
)
def test_the_header_says_the_unit_that_the_cells_leave_out(unit: str, style: str, said: str) -> None:
    """Only styles without a unit need one in the header."""
    assert header_unit(unit, style) == said


def test_a_share_has_no_ten_thousands() -> None:
    """``barewan`` does not fit %."""
    with pytest.raises(StyleError):
        show(1, "%", "barewan")


@given(
    st.integers(-(10**14), 10**14),
    st.sampled_from(["元", "户", "人次", "%"]),
    st.sampled_from(["bare", "bare:0", "bare:1", "bare:3", "barewan", "barewan:4", "plain"]),
    st.sampled_from(Rounding),
)
def test_what_is_printed_bare_is_read_back(number: int, unit: str, style: str, rounding: Rounding) -> None:
    """The reading of a cell, with the unit of its header, admits the value that was printed and has its unit."""
    if unit == "%" and style.startswith("barewan"):
        return
    value = Fraction(number, 10**8) if unit == "%" else number
    reading = read_styled(show(value, unit, style, rounding), unit, style)
    assert reading is not None
    assert reading.unit == unit
    assert reading.admits(value)


@given(st.integers(0, 10**14), st.integers(1, 10**6), st.sampled_from(["bare", "barewan"]))
def test_another_value_is_not_admitted(value: int, more: int, style: str) -> None:
    """A cell that was changed by more than its last digit is found out."""
    step = 10**4 if style == "barewan" else 1
    reading = read_styled(show(value, "元", style), "元", style)
    assert reading is not None
    assert not reading.admits(value + step * more + step // 2 + 1)
