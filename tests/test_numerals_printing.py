"""Numbers as reports print them, style by style."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport import numerals
from unionreport.numerals import Rounding, StyleError, show

Shown = tuple[int | Fraction, str, str]

PLAIN = [
    (85, "份", "85份"),
    (0, "份", "0份"),
    (100, "份", "100份"),
    (-3, "个", "-3个"),
    (Fraction(9325, 100), "分", "93.25分"),
    (Fraction(1865, 20), "分", "93.25分"),
    (Fraction(281, 3), "分", "93.67分"),
    (Fraction(187, 2), "分", "93.5分"),
    (Fraction(93001, 1000), "分", "93分"),
    (450950, "元", "4509.50元"),
    (Fraction(9, 10), "%", "90%"),
]
WAN = [
    (70200000, "元", "wan", "70.2万元"),
    (7890000, "元", "wan", "7.89万元"),
    (27700000, "元", "wan", "27.7万元"),
    (400000, "元", "wan", "0.4万元"),
    (11800, "人次", "wan", "1.18万人次"),
    (70200000, "元", "wan:2", "70.20万元"),
    (70200000, "元", "wan:0", "70万元"),
    (-56700000, "元", "wan", "-56.7万元"),
    (0, "元", "wan", "0万元"),
    (4000, "元", "wan", "40元"),
    (4, "人", "wan", "4人"),
    (277650000000, "元", "wan", "277650万元"),
]
SMALL = [
    (1, "名", "small", "一名"),
    (2, "名", "small", "两名"),
    (10, "件", "small", "十件"),
    (11, "件", "small", "11件"),
    (0, "件", "small", "0件"),
    (-2, "件", "small", "-2件"),
    (Fraction(5, 2), "件", "small", "2.5件"),
]
YUAN = [
    (3000000, "元", "yuan", "30000元"),
    (450950, "元", "yuan", "4509.50元"),
    (3000000, "元", "yuan:2", "30000.00元"),
    (-5, "元", "yuan", "-0.05元"),
    (Fraction(10, 3), "元", "yuan", "0.03元"),
]
PCT = [
    (Fraction(9, 10), "%", "pct", "90%"),
    (Fraction(1, 17), "%", "pct", "5.9%"),
    (1, "%", "pct", "100%"),
    (0, "%", "pct", "0%"),
    (Fraction(22, 92), "%", "pct:2", "23.91%"),
    (Fraction(46, 53), "%", "pct:0", "87%"),
    (Fraction(-31, 1000), "%", "pct", "-3.1%"),
    (Fraction(-1, 10000), "%", "pct", "0%"),
]
CN = [
    (6, "个", "cn", "六个"),
    (3, "次", "cn", "三次"),
    (8, "人次", "cn", "八人次"),
    (2, "名", "cn", "两名"),
    (2, "人次", "cn", "两人次"),
    (2, "", "cn", "二"),
    (12, "个", "cn", "十二个"),
    (200, "个", "cn", "二百个"),
    (10300, "人", "cn", "一万零三百人"),
    (0, "个", "cn", "零个"),
    (-3, "个", "cn", "负三个"),
    (Fraction(-1, 1000), "分", "cn", "零分"),
    (Fraction(9325, 100), "分", "cn", "九十三点二五分"),
    (Fraction(9, 10), "%", "cn", "百分之九十"),
    (Fraction(48, 1000), "%", "cn", "百分之四点八"),
    (Fraction(2, 100), "%", "cn", "百分之二"),
    (1, "%", "cn", "百分之百"),
    (Fraction(-3, 100), "%", "cn", "负百分之三"),
    (70200000, "元", "cn", "七十万二千元"),
    (-325, "元", "cn", "负三元二角五分"),
]
APPROX = [
    (346, "人次", "approx", "340余人次"),
    (340, "人次", "approx", "340人次"),
    (346, "人次", "approx:100", "300余人次"),
    (46, "人", "approx:100", "46人"),
    (46, "人", "approx", "40余人"),
    (10, "人", "approx", "10人"),
    (8, "人", "approx", "8人"),
    (-346, "人", "approx", "-346人"),
    (18639, "人", "approx", "18000余人"),
    (567890, "人次", "approx", "56万余人次"),
    (85140000, "元", "approx", "85万余元"),
    (25650000, "元", "approx", "25万余元"),
    (1195000, "元", "approx", "1万余元"),
    (450950, "元", "approx", "4500余元"),
    (85000000, "元", "approx", "85万元"),
    (123400000000, "元", "approx", "12亿余元"),
    (12340000000, "元", "approx", "12000万余元"),
    (85140050, "元", "approx:100", "851400余元"),
]
APPROX_WAN = [
    (25650000, "元", "approxwan", "25余万元"),
    (85140000, "元", "approxwan", "85余万元"),
    (25000000, "元", "approxwan", "25万元"),
    (346, "人次", "approxwan", "340余人次"),
    (9, "人", "approxwan", "9人"),
]
MANY = [
    (1234, "家", "many", "1200多家"),
    (90500000, "元", "many", "90多万元"),
    (561234, "人", "many", "56万多人"),
    (6234567800, "元", "many:100000", "6230多万元"),
    (30500000000, "元", "many", "3亿多元"),
    (2800000, "个", "many", "280万个"),
    (80, "家", "many", "80家"),
    (8, "家", "many", "8家"),
]
TENTHS = [
    (Fraction(9, 10), "%", "tenths", "九成"),
    (Fraction(85, 100), "%", "tenths", "八成五"),
    (Fraction(2, 10), "%", "tenths", "两成"),
    (Fraction(934, 1000), "%", "tenths", "九成三"),
    (Fraction(1, 1), "%", "tenths", "100%"),
    (Fraction(9, 100), "%", "tenths", "9%"),
    (Fraction(-5, 10), "%", "tenths", "-50%"),
]
NEAR = [
    (4860000, "元", "near", "近5万元"),
    (48, "人", "near", "近50人"),
    (45, "人", "near", "45人"),
    (445, "人", "near", "近450人"),
    (9, "人", "near", "9人"),
    (10, "人", "near", "10人"),
    (995, "人", "near", "近1000人"),
    (5000000, "元", "near", "5万元"),
    (Fraction(21, 2), "分", "near", "近11分"),
    (1195000, "元", "near", "近12000元"),
    (-48, "人", "near", "-48人"),
]
FLOOR = [
    (Fraction(9, 10), "%", "floor", "90%以上"),
    (Fraction(949, 1000), "%", "floor", "90%以上"),
    (Fraction(95, 100), "%", "floor", "95%以上"),
    (Fraction(95, 100), "%", "floor:10", "90%以上"),
    (Fraction(9999, 10000), "%", "floor", "95%以上"),
    (1, "%", "floor", "100%"),
    (Fraction(163, 140), "%", "floor", "115%以上"),
    (Fraction(49, 1000), "%", "floor", "4.9%"),
    (Fraction(-1, 10), "%", "floor", "-10%"),
    (1234, "家", "floor", "1200家以上"),
    (1200, "家", "floor", "1200家"),
    (1234, "家", "floor:1000", "1000家以上"),
    (10, "家", "floor", "10家"),
    (85140000, "元", "floor", "85万元以上"),
]
UPPER = [
    (140950, "元", "upper", "人民币壹仟肆佰零玖元伍角"),
    (0, "元", "upper", "人民币零元整"),
    (Fraction(1, 2), "元", "upper", "人民币壹分"),
]
YOY = [
    (Fraction(1, 8), "%", "yoy", "同比增长12.5%"),
    (Fraction(-31, 1000), "%", "yoy", "同比下降3.1%"),
    (Fraction(1, 8), "%", "yoy:0", "同比增长13%"),
    (Fraction(1, 8), "%", "yoy:2", "同比增长12.50%"),
    (0, "%", "yoy", "与上年持平"),
    (Fraction(-1, 10000), "%", "yoy", "与上年基本持平"),
]


@pytest.mark.parametrize(("value", "unit", "shown"), PLAIN)
def test_plain_prints_by_unit(value: int | Fraction, unit: str, shown: str) -> None:
    """Plain prints counts whole, means with up to two decimals, money in 元 and ratios in percent."""
    assert show(value, unit) == shown


@pytest.mark.parametrize(
    ("value", "unit", "style", "shown"),
    [*WAN, *SMALL, *YUAN, *PCT, *CN, *APPROX, *APPROX_WAN, *MANY, *TENTHS, *NEAR, *FLOOR, *UPPER, *YOY],
)
def test_styles_print_as_reports_do(value: int | Fraction, unit: str, style: str, shown: str) -> None:
    """Each style prints the forms that published reports use, and only those."""
    assert show(value, unit, style) == shown


@pytest.mark.parametrize(
    ("value", "unit", "style", "up", "even"),
    [
        (2125000, "元", "wan", "2.13万元", "2.12万元"),
        (2135000, "元", "wan", "2.14万元", "2.14万元"),
        (-2125000, "元", "wan", "-2.13万元", "-2.12万元"),
        (Fraction(145, 1000), "%", "pct:0", "15%", "14%"),
        (Fraction(17, 8), "分", "plain", "2.13分", "2.12分"),
    ],
)
def test_rounding_differs_at_exact_ties_only(value: int | Fraction, unit: str, style: str, up: str, even: str) -> None:
    """A five with nothing behind it goes up, away from zero, or to the even digit, as asked."""
    assert show(value, unit, style) == up
    assert show(value, unit, style, Rounding.HALF_EVEN) == even


@pytest.mark.parametrize(
    ("unit", "style"),
    [
        ("%", "approx"),
        ("%", "near"),
        ("%", "wan"),
        ("人", "yuan"),
        ("人", "upper"),
        ("%", "upper"),
        ("元", "pct"),
        ("人", "yoy"),
        ("%", "floor:1000"),
        ("家", "floor:5"),
        ("元", "fancy"),
    ],
)
def test_a_style_that_does_not_fit_the_unit_is_refused(unit: str, style: str) -> None:
    """A style is refused with its name where the unit makes no sense of it."""
    with pytest.raises(StyleError) as caught:
        show(1, unit, style)
    assert caught.value.style == style


NUMBER_STYLES = ["plain", "wan", "wan:0", "wan:2", "cn", "approx", "approx:100", "near", "floor", "floor:1000"]
NUMBER_STYLES += ["approxwan", "many", "many:1000"]
MONEY_STYLES = [*NUMBER_STYLES, "yuan", "yuan:2", "upper"]
SHARE_STYLES = [
    "plain",
    "pct",
    "pct:0",
    "pct:2",
    "cn",
    "floor",
    "floor:10",
    "floor:100",
    "yoy",
    "yoy:0",
    "yoy:3",
    "tenths",
]
UNITS = ["份", "人", "人次", "户", "户(次)", "名", "家", "分", "件", "千克", "个百分点", "平方米", "㎡", "℃", ""]


def _means(limit: int) -> st.SearchStrategy[int | Fraction]:
    whole = st.integers(-limit, limit) | st.integers(-200, 200)
    return whole | st.fractions(-limit, limit, max_denominator=1000) | st.fractions(0, 200, max_denominator=60)


@st.composite
def _shown(draw: st.DrawFn) -> Shown:
    kind = draw(st.sampled_from(["count", "money", "share"]))
    if kind == "count":
        return draw(_means(10**12)), draw(st.sampled_from(UNITS)), draw(st.sampled_from([*NUMBER_STYLES, "small"]))
    if kind == "money":
        return draw(_means(10**17)), "元", draw(st.sampled_from(MONEY_STYLES))
    return draw(st.fractions(-3, 3, max_denominator=10**6)), "%", draw(st.sampled_from(SHARE_STYLES))


@given(_shown(), st.sampled_from(Rounding))
def test_what_is_printed_can_be_read_back(case: Shown, rounding: Rounding) -> None:
    """Every printed number is read with its unit, and the value behind it is among those it admits."""
    value, unit, style = case
    reading = numerals.read(show(value, unit, style, rounding))
    assert reading is not None
    assert reading.unit == unit
    assert reading.admits(value)
    assert reading.low <= reading.high


@given(_shown())
def test_nothing_is_printed_as_zero_ten_thousands(case: Shown) -> None:
    """An amount that is not zero never prints as 0万."""
    value, unit, style = case
    assert not value or show(value, unit, style) not in {f"0万{unit}", f"0.00万{unit}", f"-0万{unit}"}
