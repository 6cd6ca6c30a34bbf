"""Whether a figure as it stands says what it is now, as a reader reads it."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.document.agreement import Spot, is_alone, overlap, printed, read, reading_of, says
from unionreport.figure import Figure
from unionreport.numerals.reading import Reading

COUNT = Figure("a.b", "建议", 85, "份")
MONEY = Figure("a.m", "资金", 70200000, "元", "wan")
SHARE = Figure("a.r", "比率", Fraction(925, 1000), "%", "pct")


def spot(line: str) -> Spot:
    """The figure between brackets."""
    start, end = line.index("["), line.index("]") - 1
    return Spot(line.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(
    ("line", "figure", "style"),
    [
        ("征集[85份]。", COUNT, "plain"),
        ("征集[八十五份]。", COUNT, "plain"),
        ("征集[80余份]。", COUNT, "plain"),
        ("征集[８５份]。", COUNT, "plain"),
        ("征集[85]份。", COUNT, "plain"),
        ("征集[85条]。", COUNT, "plain"),
        ("征集约[85份]。", COUNT, "plain"),
        ("甲，[85份]，乙", COUNT, "plain"),
        ("最近[85份]", COUNT, "plain"),
        ("节约[70.2万元]。", MONEY, "wan"),
        ("[702000元]", MONEY, "wan"),
        ("[70.20万元]", MONEY, "wan"),
        ("[柒拾万贰仟元整]", MONEY, "wan"),
        ("[70.2]万元", MONEY, "bare"),
        ("[70.20]", MONEY, "barewan"),
        ("达[92.5%]", SHARE, "pct"),
        ("达[90%以上]", SHARE, "pct"),
        ("达[九成以上]", SHARE, "pct"),
        ("[92.50]", SHARE, "bare"),
    ],
)
def test_a_text_that_agrees_is_right_in_any_form(line: str, figure: Figure, style: str) -> None:
    """In digits or characters, to any precision, with its unit inside or outside."""
    assert says(spot(line), style, figure)


@pytest.mark.parametrize(
    ("line", "figure", "style"),
    [
        ("征集[86份]。", COUNT, "plain"),
        ("征集1[85份]。", COUNT, "plain"),
        ("征集[85]0份。", COUNT, "plain"),
        ("征集[85份]。", Figure("a.b", "建议", None, "份"), "plain"),
        ("征集[85]万份。", COUNT, "plain"),
        ("征集不足[85份]。", COUNT, "plain"),
        ("第[85份]", COUNT, "plain"),
        ("2/[85份]", COUNT, "plain"),
        ("1.[85份]", COUNT, "plain"),
        ("征集-[85份]。", COUNT, "plain"),
        ("征集[85元]。", COUNT, "plain"),
        ("征集[几十份]。", Figure("a.b", "建议", 5, "份"), "plain"),
        ("征集[多份]。", COUNT, "plain"),
        ("征集[0万份]。", COUNT, "plain"),
        ("征集[80份5份]。", COUNT, "plain"),
        ("节约[70.3万元]。", MONEY, "wan"),
        ("节约[70.2]元。", MONEY, "barewan"),
        ("[702000]", MONEY, "barewan"),
        ("[70.2元]", MONEY, "wan"),
        ("节约1[70.2万元]。", MONEY, "wan"),
        ("达[93%以上]", SHARE, "pct"),
        ("达[92.5人]", SHARE, "pct"),
    ],
)
def test_a_text_that_a_reader_reads_otherwise_is_wrong(line: str, figure: Figure, style: str) -> None:
    """Another number, or one that digits, signs or words right beside it make of it."""
    assert not says(spot(line), style, figure)


def test_a_style_that_no_longer_fits_prints_nothing() -> None:
    """A figure that is no money any more is not printed in 万元, and its style reads nothing."""
    assert printed(SHARE, "wan") == ""
    assert reading_of(spot("[甲]"), "nonsense", "份") is None


def test_a_number_is_alone_or_runs_on() -> None:
    """A comma or a point ends a number, but not before a digit."""
    assert is_alone(spot("甲，[85份]，5条"))
    assert not is_alone(spot("1,[85份]"))
    assert not is_alone(spot("[85],3"))
    assert is_alone(spot("[85],"))
    assert not is_alone(spot("[85份]以上"))


def test_what_is_read_is_one_quantity() -> None:
    """Dates and fixed words are none."""
    assert read(spot("[2023年]")) is None
    assert read(spot("[85份]")) is not None


def test_readings_have_a_value_in_common() -> None:
    """The ends of two neighbouring roundings touch and do not overlap; an exact value may be such an end."""
    low, high = Reading(Fraction(1), Fraction(2), ""), Reading(Fraction(2), Fraction(3), "")
    assert not overlap([low, high])
    assert overlap([low, Reading(Fraction(2), Fraction(2), "")])
    assert not overlap([Reading(Fraction(1), Fraction(2), "", half_open=True), Reading(Fraction(2), Fraction(2), "")])
    assert overlap([low, Reading(Fraction(1), Fraction(3), "")])


@pytest.mark.parametrize(
    ("line", "style", "unit", "low"),
    [("[85]份", "bare", "份", 85), ("[7.89]", "barewan", "元", 7885000 - 500 + 500), ("[85份]", "plain", "份", 85)],
)
def test_what_a_figure_can_mean_is_read_by_its_style(line: str, style: str, unit: str, low: int) -> None:
    """In the unit of its value, which a column's header may say."""
    reading = reading_of(spot(line), style, unit)
    assert reading is not None
    assert reading.low == (low if unit != "元" else Fraction(7885) * 1000)


_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")


def reads(line: str, at: int) -> tuple[Fraction, Fraction] | None:
    """An oracle that knows nothing of ours: the longest row of digits over a position, with 万, as an interval."""
    for match in _NUMBER.finditer(line):
        if match.start() <= at < match.end():
            digits = match[0].replace(",", "")
            worth = 10000 if line[match.end() :].lstrip(" ")[:1] == "万" else 1
            places = len(digits.partition(".")[2])
            slack = Fraction(worth, 2 * 10**places) if places or worth > 1 else Fraction(0)
            return Fraction(digits) * worth - slack, Fraction(digits) * worth + slack
    return None


SIDES = st.text("0123456789.,-，。共万", max_size=3)


@given(
    st.integers(0, 2000),
    st.integers(-2, 2),
    SIDES,
    SIDES,
    st.sampled_from(["份", "万份", "", ".5万份", ".0份"]),
)
def test_no_number_is_called_equal_that_is_not(value: int, off: int, before: str, after: str, end: str) -> None:
    """Whatever digits, points and scales stand in and beside the figure, by an oracle of its own."""
    text = f"{abs(value + off)}{end}"
    line = f"甲{before}{text}{after}乙"
    where = Spot(line, 1 + len(before), 1 + len(before) + len(text))
    if says(where, "plain", Figure("a.b", "建议", value, "份")):
        found = reads(line, where.start)
        assert found is not None
        assert found[0] <= value <= found[1], line


@given(
    st.integers(1, 10**9),
    st.sampled_from(["wan", "wan:1", "wan:2", "plain", "yuan:2", "approx", "near", "many", "upper", "cn"]),
)
def test_what_is_printed_now_is_equal_now(fen: int, style: str) -> None:
    """Right after printing, in a sentence, every style says its value."""
    figure = Figure("a.m", "资金", fen, "元")
    text = printed(figure, style)
    assert says(Spot(f"发放{text}。", 2, 2 + len(text)), style, figure)
