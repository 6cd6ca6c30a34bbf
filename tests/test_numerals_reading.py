"""Printed numbers read back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.numerals import Reading, read


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("85份", 85, "份"),
        ("346 人次", 346, "人次"),
        ("３４５户（次）", 345, "户（次）"),
        ("-3个", -3, "个"),
        ("1,234家", 1234, "家"),
        ("十五万", 150000, ""),
        ("一亿零三百万", 103000000, ""),
        ("三千二百一十", 3210, ""),
        ("二〇二四年", 2024, "年"),
        ("两名", 2, "名"),
        ("一百分", 100, "分"),
        ("五分", 5, "分"),
        ("三个百分点", 3, "个百分点"),
        ("五千克", 5, "千克"),
        ("4509.50元", 450950, "元"),
        ("1,200.00元", 120000, "元"),
        ("¥1,200.00", 120000, "元"),
        ("七十万二千元", 70200000, "元"),
        ("12元5角", 1250, "元"),
        ("五角", 50, "元"),
        ("壹仟贰佰叁拾肆元伍角陆分", 123456, "元"),
        ("伍拾万元整", 50000000, "元"),
        ("人民币负壹佰元整", -10000, "元"),
        ("三分之一", Fraction(1, 3), "%"),
        ("与上年持平", 0, "%"),
    ],
)
def test_exact_prints_have_one_value(text: str, value: int | Fraction, unit: str) -> None:
    """Whole counts, amounts in 元 and numbers in characters admit their own value only."""
    assert read(text) == Reading(Fraction(value), Fraction(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("93.25分", "93.245", "93.255", "分"),
        ("70.2万元", "70150000", "70250000", "元"),
        ("8.81万人次", "88050", "88150", "人次"),
        ("七点八九万元", "7885000", "7895000", "元"),
        ("1万4千元", "1350000", "1450000", "元"),
        ("3亿元", "25000000000", "35000000000", "元"),
        ("5.9%", "0.0585", "0.0595", "%"),
        ("９０％", "0.895", "0.905", "%"),
        ("百分之四点八", "0.0475", "0.0485", "%"),
        ("百分之百", "0.995", "1.005", "%"),
        ("负百分之三", "-0.035", "-0.025", "%"),
        ("九成", "0.85", "0.95", "%"),
        ("九成五", "0.945", "0.955", "%"),
        ("同比增长12.5%", "0.1245", "0.1255", "%"),
        ("同比下降3.1%", "-0.0315", "-0.0305", "%"),
        ("同比减少3%", "-0.035", "-0.025", "%"),
        ("与上年基本持平", "-0.005", "0.005", "%"),
        ("近5万元", "4500000", "5000000", "元"),
        ("90%以上", "0.9", "1", "%"),
    ],
)
def test_rounded_prints_reach_half_a_digit(text: str, low: str, high: str, unit: str) -> None:
    """A rounded number admits what rounds to it, 近 a tenth less, 以上 everything up to 100%."""
    assert read(text) == Reading(Fraction(low), Fraction(high), unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("340余人次", 340, 350, "人次"),
        ("300余条", 300, 400, "条"),
        ("1200多家", 1200, 1300, "家"),
        ("三百余人次", 300, 400, "人次"),
        ("85万余元", 85000000, 86000000, "元"),
        ("25余万元", 25000000, 26000000, "元"),
        ("2.28万余元", 2280000, 2290000, "元"),
        ("1200家以上", 1200, 1300, "家"),
        ("1万元以上", 1000000, 2000000, "元"),
        ("100万以上", 1000000, 2000000, ""),
        ("115%以上", Fraction(115, 100), Fraction(215, 100), "%"),
    ],
)
def test_floors_leave_out_the_next_step(text: str, low: Fraction, high: Fraction, unit: str) -> None:
    """余, 多 and 以上 admit the printed number and more, but not its next step."""
    reading = read(text)
    assert reading == Reading(Fraction(low), Fraction(high), unit, half_open=True)
    assert reading is not None
    assert (reading.admits(low), reading.admits(high)) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "元",
        "份",
        "1,23",
        "12..3",
        "4509、50元",
        "3000-4000元",
        "2023年3月5日",
        "三四个月",
        "三千二元",
        "0余人",
        "-340余人",
        "近340余人",
        "25余万余元",
        "约3000元",
        "¥5份",
        "人民币",
        "同比增长",
        "百分之三四",
        "零分之一",
        "三四分之一",
        "1.5元5角",
        "共85份",
        "9" * 5000 + "份",
    ],
)
def test_what_is_no_single_number_is_refused(text: str) -> None:
    """Broken, doubtful and stacked numbers and mere words are not read."""
    assert read(text) is None


def test_a_mean_may_stand_off_an_exact_print() -> None:
    """A mean that rounds to the whole number printed is admitted, a count beside it is not."""
    score, cost = read("93分"), read("4.50元")
    assert score is not None
    assert cost is not None
    assert score.admits(Fraction(93004, 1000))
    assert not score.admits(Fraction(9302, 100))
    assert not score.admits(94)
    assert cost.admits(Fraction(4502, 10))
    assert not cost.admits(451)


@given(st.text("0123456789,.-%一二三十百千万亿零两余多近以上元角分整壹拾成之同比增长人次 ", max_size=12))
def test_reading_never_raises(text: str) -> None:
    """Any text is either one number with ordered bounds or refused."""
    reading = read(text)
    assert reading is None or reading.low <= reading.high
