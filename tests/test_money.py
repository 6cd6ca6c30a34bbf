"""Amounts of money in cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport import money
from unionreport.money import Flaw

FEN = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("value", "fen"),
    [
        (500, 50000),
        (500.0, 50000),
        (0.1 + 0.2, 30),
        (1234.56, 123456),
        (-0.07, -7),
        (Decimal("12.30"), 1230),
        ("500", 50000),
        ("500元", 50000),
        (" 500 元 ", 50000),
        ("¥1,200.00", 120000),
        ("￥ 1,200", 120000),
        ("RMB 500", 50000),
        ("人民币500元整", 50000),
        ("0.4万元", 400000),
        ("0.4万", 400000),
        ("1万4千元", 1400000),
        ("三千元", 300000),
        ("五百", 50000),
        ("伍拾万元整", 50000000),
        ("12元5角", 1250),
        ("5角", 50),
        ("人民币伍分", 5),
        ("５００．５　元", 50050),
        ("１，２００", 120000),
        ("1 200.50", 120050),
        ("-500", -50000),
        ("－500", -50000),
        ("+500", 50000),
        ("负五百元", -50000),
        ("-¥500", -50000),
        ("¥-500", -50000),
        ("(500.00)", -50000),
        ("（500）", -50000),
        ("(-500)", -50000),
    ],
)
def test_amounts_are_read_in_every_form_people_type(value: object, fen: int) -> None:
    """An amount means its whole fen, however it was typed."""
    assert money.parse(value) == fen


@pytest.mark.parametrize(
    ("value", "fen"),
    [
        (7.89, 7890000),
        (Decimal("0.00001"), 10),
        ("27.7", 27700000),
        ("-0.4", -400000),
        ("十五", 15000000),
        ("500元", 50000),
        ("0.4万元", 400000),
        ("4千", 400000),
        ("¥500", 50000),
        ("500整", 50000),
    ],
)
def test_a_unit_in_the_cell_wins_over_the_header(value: object, fen: int) -> None:
    """Under a header in 万元 a bare number counts ten thousands, one with its own unit does not."""
    assert money.parse(value, 10000) == fen


@pytest.mark.parametrize(
    "value",
    [
        "约3000元",
        "4509、50元",
        "1,23",
        "3000-4000",
        "3000 4000",
        "五百多",
        "三千二",
        "待定",
        "",
        "元",
        "角",
        "五分",
        "1.5元5角",
        "三四元五角",
        "--5",
        "-¥-5",
        "(约500)",
        "5%",
        "9" * 5000,
        "万" * 5000,
        "1e5",
        None,
        True,
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("-Infinity"),
        [500],
    ],
)
def test_doubtful_amounts_are_refused(value: object) -> None:
    """What is no one certain number is refused, never guessed at."""
    assert money.parse(value) is Flaw.NOT_NUMBER


@pytest.mark.parametrize(("value", "scale"), [(2.675, 1), ("12.345", 1), (Decimal("0.001"), 1), ("0.0000001", 10000)])
def test_parts_of_a_fen_are_a_flaw(value: object, scale: int) -> None:
    """An amount below one fen is named, not rounded away."""
    assert money.parse(value, scale) is Flaw.BELOW_FEN


@given(FEN)
def test_amounts_round_trip(fen: int) -> None:
    """Text, cell number and exact decimal of an amount all mean the same fen."""
    text = money.yuan_text(fen)
    assert money.parse(text) == fen
    assert money.parse(float(text)) == fen
    assert money.parse(Decimal(text)) == fen
    assert money.parse(f"{Decimal(text):,}元") == fen
    assert money.parse(Decimal(text) / 10000, 10000) == fen


@given(st.one_of(st.text(), st.floats(), st.text("0123456789,.元万千角分整()-¥ 三十", max_size=10)))
def test_any_cell_gives_an_amount_or_a_flaw(value: object) -> None:
    """No cell raises."""
    assert isinstance(money.parse(value), int | Flaw)


def test_machines_read_two_decimals() -> None:
    """The machine form is 元 with two decimals, a minus and no unit."""
    assert [money.yuan_text(fen) for fen in (70200000, 5, 0, -5, -12345)] == [
        "702000.00",
        "0.05",
        "0.00",
        "-0.05",
        "-123.45",
    ]
