"""The style a number was printed in."""

from __future__ import annotations

from fractions import Fraction

import pytest

from unionreport.numerals import Rounding
from unionreport.numerals.inference import infer_style


@pytest.mark.parametrize(
    ("text", "unit", "value", "style"),
    [
        ("85份", "份", 85, "plain"),
        ("六个", "个", 6, "cn"),
        ("70.2万元", "元", 70200000, "wan"),
        ("70.2万元", "元", 70234500, "wan:1"),
        ("27.7650万元", "元", 27765000, "wan:4"),
        ("4509.50元", "元", 450950, "plain"),
        ("30000.00元", "元", 3000000, "yuan:2"),
        ("340余人次", "人次", 346, "approx"),
        ("300余人次", "人次", 346, "approx:100"),
        ("85万余元", "元", 85140000, "approx"),
        ("25余万元", "元", 25650000, "approxwan"),
        ("1200多家", "家", 1234, "many"),
        ("90多万元", "元", 90500000, "many"),
        ("56万多人", "人", 561234, "many"),
        ("6200多万元", "元", 6234567800, "many"),
        ("6230多万元", "元", 6234567800, "many:100000"),
        ("近5万元", "元", 4950000, "near"),
        ("90%以上", "%", Fraction(93, 100), "floor"),
        ("5.9%", "%", Fraction(1, 17), "plain"),
        ("87%", "%", Fraction(46, 53), "pct:0"),
        ("百分之四点八", "%", Fraction(48, 1000), "cn"),
        ("九成三", "%", Fraction(93, 100), "tenths"),
        ("人民币壹仟肆佰零玖元伍角", "元", 140950, "upper"),
        ("同比增长12.5%", "%", Fraction(1, 8), "yoy"),
        ("比上年增加12人", "人", 12, "change"),
        ("78900.00", "元", 7890000, "bare"),
        ("7.89", "元", 7890000, "barewan"),
    ],
)
def test_the_style_is_found_that_prints_the_text(text: str, unit: str, value: int | Fraction, style: str) -> None:
    """The most common style that prints the value as the text is named, without an argument where it needs none."""
    assert infer_style(text, unit, value) == style


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("85份", "份", 86),
        ("1万4千元", "元", 1400000),
        ("85", "元", 8600),
        ("约300人", "人", 300),
        ("", "份", 0),
    ],
)
def test_no_style_is_made_up(text: str, unit: str, value: int) -> None:
    """A text that no style prints for the value has none."""
    assert infer_style(text, unit, value) is None


def test_the_rounding_counts() -> None:
    """A tie is printed as the house rounds."""
    assert infer_style("2.13万元", "元", 2125000) == "wan"
    assert infer_style("2.13万元", "元", 2125000, Rounding.HALF_EVEN) is None
