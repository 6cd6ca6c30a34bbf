"""Chinese numerals to whole numbers and back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unionreport import hanzi, money

NUMERALS = {
    0: "零",
    2: "二",
    10: "十",
    12: "十二",
    20: "二十",
    105: "一百零五",
    110: "一百一十",
    200: "二百",
    1005: "一千零五",
    3210: "三千二百一十",
    10300: "一万零三百",
    100015: "十万零一十五",
    150000: "十五万",
    103000000: "一亿零三百万",
    100100000: "一亿零一十万",
    1000000000: "十亿",
    10**12: "一万亿",
    10**16: "一亿亿",
}


@pytest.mark.parametrize(("number", "text"), NUMERALS.items())
def test_whole_numbers_are_written_as_spoken(number: int, text: str) -> None:
    """A whole number has one everyday form, with 零 only where a place is skipped."""
    assert hanzi.write(number) == text
    assert hanzi.read(text) == number


@given(st.integers(0, 10**13))
@example(10**8 + 1)
@example(10**12 - 1)
def test_numerals_round_trip(number: int) -> None:
    """What is written in either set of characters is read back as the same number."""
    assert hanzi.read(hanzi.write(number)) == number
    assert hanzi.read(hanzi.write_formal(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二〇二四", 2024),
        ("一九四九", 1949),
        ("二〇", 20),
        ("两万", 20000),
        ("一百十五", 115),
        ("一万三百", 10300),
        ("壹拾万柒仟", 107000),
        ("壹拾万零柒仟", 107000),
        ("〇", 0),
    ],
)
def test_other_forms_are_read(text: str, number: int) -> None:
    """Years digit by digit, 两, and loosely placed zeros mean what a reader takes them for."""
    assert hanzi.read(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "三四", "五六十", "三千二", "一万四", "万", "三百零", "百", "十万一百万三", "份", "万" * 5000, "一" * 5000],
)
def test_doubtful_forms_are_refused(text: str) -> None:
    """Approximations, shortened numbers and loose characters are no number."""
    assert hanzi.read(text) is None


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (70200000, "七十万二千元"),
        (200, "两元"),
        (205, "两元零五分"),
        (50, "零元五角"),
        (325, "三元二角五分"),
        (0, "零元"),
    ],
)
def test_money_in_everyday_characters_keeps_its_yuan(fen: int, text: str) -> None:
    """An amount names its 元 even where there is none, so that 分 is never a mark."""
    assert hanzi.write_yuan(fen) == text


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (140950, "人民币壹仟肆佰零玖元伍角"),
        (600714, "人民币陆仟零柒元壹角肆分"),
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32504, "人民币叁佰贰拾伍元零肆分"),
        (168032, "人民币壹仟陆佰捌拾元叁角贰分"),
        (0, "人民币零元整"),
        (1500, "人民币壹拾伍元整"),
        (5, "人民币伍分"),
        (30, "人民币叁角"),
        (-10050, "人民币负壹佰元伍角"),
        (10**16, "人民币壹佰万亿元整"),
    ],
)
def test_bill_amounts_follow_the_payment_rules(fen: int, text: str) -> None:
    """财务大写金额 as 支付结算办法 附件一 has them: 整 after 元 only, a run of zeros is one 零."""
    assert hanzi.write_formal_yuan(fen) == text


@given(st.integers(-(10**17), 10**17))
def test_bill_amounts_round_trip_to_the_fen(fen: int) -> None:
    """The amount on a bill is read back to the same fen, and so is the everyday form."""
    assert money.parse(hanzi.write_formal_yuan(fen)) == fen
    assert money.parse(hanzi.write_yuan(abs(fen))) == abs(fen)
