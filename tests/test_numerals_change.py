"""Differences to last year as reports put them, printed and read back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.numerals import Reading, Rounding, StyleError, read, read_styled, show

POINTS = "个百分点"


@pytest.mark.parametrize(
    ("value", "unit", "style", "shown"),
    [
        (12, "人", "change", "比上年增加12人"),
        (-3, "件", "change", "比上年减少3件"),
        (0, "件", "change", "与上年持平"),
        (0, "元", "change:2", "与上年持平"),
        (120000, "元", "change", "比上年增加1200元"),
        (-50, "元", "change", "比上年减少0.50元"),
        (1_234_567, "元", "change", "比上年增加1.23万元"),
        (1_200_000, "元", "change:2", "比上年增加1.20万元"),
        (-1_234_567, "元", "change:1", "比上年减少1.2万元"),
        (120_000, "元", "change:1", "比上年增加0.1万元"),
        (12_000, "元", "change:1", "比上年增加120元"),
        (Fraction(1, 3), "元", "change", "比上年增加不足0.01元"),
        (Fraction(1, 3), "元", "change:1", "比上年增加不足0.01元"),
        (Fraction(23, 10), POINTS, "change", "比上年提高2.3个百分点"),
        (-5, POINTS, "change", "比上年下降5个百分点"),
        (Fraction(234, 100), POINTS, "change:2", "比上年提高2.34个百分点"),
        (Fraction(-1, 25), POINTS, "change", "比上年下降不足0.1个百分点"),
        (Fraction(1, 3), POINTS, "change:0", "比上年提高不足1个百分点"),
        (Fraction(5, 100), POINTS, "change", "比上年提高0.1个百分点"),
        (Fraction(115, 100), "分", "change", "比上年提高1.15分"),
        (Fraction(1, 1000), "分", "change", "比上年提高不足0.01分"),
        (Fraction(1, 2), "平方公里", "change", "比上年增加0.5平方公里"),
    ],
)
def test_a_change_is_put_in_words(value: int | Fraction, unit: str, style: str, shown: str) -> None:
    """Counts and money grow and shrink, rates and marks rise and fall; nothing prints as a change of nothing."""
    assert show(value, unit, style) == shown


@pytest.mark.parametrize(("unit", "style"), [("%", "change"), ("人", "change:1"), ("分", "change:1")])
def test_a_change_that_makes_no_sense_is_refused(unit: str, style: str) -> None:
    """A share changes in points, and only money and points have decimals to choose."""
    with pytest.raises(StyleError):
        show(1, unit, style)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("比上年增加12人", 12, 12, "人"),
        ("比去年增长12人", 12, 12, "人"),
        ("比上年同期减少三件", -3, -3, "件"),
        ("比上年增加1200元", 120_000, 120_000, "元"),
        ("比上年增加12元5角", 1250, 1250, "元"),
        ("比上年减少1.2万元", -1_250_000, -1_150_000, "元"),
        ("比上年提高15个百分点", "14.5", "15.5", POINTS),
        ("比上年降低2.3个百分点", "-2.35", "-2.25", POINTS),
        ("比上年上升不足0.1个百分点", 0, "0.1", POINTS),
        ("比上年下降不足1个百分点", -1, 0, POINTS),
    ],
)
def test_a_change_is_read_with_its_sign(text: str, low: str | int, high: str | int, unit: str) -> None:
    """What fell is negative; less than a digit is anything between it and nothing."""
    assert read(text) == Reading(Fraction(low), Fraction(high), unit)


def test_a_vague_change_is_read_where_it_grew() -> None:
    """余 reaches up to the next step; turned round it would reach from it, which no reading can say."""
    assert read("比上年增加340余人次") == Reading(Fraction(340), Fraction(350), "人次", half_open=True)
    assert [read(f"比上年{text}人次") for text in ("减少340余", "增加不足340余", "增加不足近50")] == [None] * 3


@pytest.mark.parametrize(
    "text", ["比上年增加", "比上年增加-3人", "比上年增加负三人", "比上年增加5%", "比上年12人", "比上年不足12人"]
)
def test_what_is_no_change_is_refused(text: str) -> None:
    """A share of last year's is a growth (同比), and a second sign is a slip."""
    assert read(text) is None


def test_level_is_of_the_unit_that_was_printed() -> None:
    """与上年持平 names no unit; who knows the style knows it."""
    assert read_styled("与上年持平", "人", "change") == Reading(Fraction(0), Fraction(0), "人")
    assert read_styled("与上年持平", "%", "yoy") == Reading(Fraction(0), Fraction(0), "%")


@st.composite
def _changes(draw: st.DrawFn) -> tuple[int | Fraction, str, str]:
    unit = draw(st.sampled_from(["人", "人次", "件", "家", "分", POINTS, "元"]))
    with_places = unit in {"元", POINTS}
    style = draw(st.sampled_from(["change", "change:0", "change:1", "change:2"] if with_places else ["change"]))
    whole = st.integers(-(10**12), 10**12) | st.integers(-200, 200)
    return draw(whole | st.fractions(-200, 200, max_denominator=10**5)), unit, style


@given(_changes(), st.sampled_from(Rounding))
def test_a_change_as_printed_can_be_read_back(case: tuple[int | Fraction, str, str], rounding: Rounding) -> None:
    """Every printed change is read with its unit, and admits the value it was printed for, and not its opposite."""
    value, unit, style = case
    reading = read_styled(show(value, unit, style, rounding), unit, style)
    assert reading is not None
    assert reading.unit == unit
    assert reading.admits(value)
    assert not value or not reading.admits(-value)
