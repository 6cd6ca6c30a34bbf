"""What a chart shows: numbers as printed, units, axes, alternative text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exhibits import AID, chart, count, money
from unionreport.document.plots import describe, plot, settle_axis, written
from unionreport.document.refusal import RefusedError
from unionreport.exhibit import Chart, ChartKind, ChartSeries
from unionreport.figure import Figure
from unionreport.numerals import Rounding


def drawn(*figures: Figure | None, kind: ChartKind = ChartKind.BAR) -> tuple[str, list[str]]:
    """The unit and the labels of a chart with one series of these figures."""
    names = tuple(f"甲{number}" for number in range(len(figures)))
    made = plot(Chart("charts.x", "图", kind, names, (ChartSeries("数", figures),)))
    return made.unit, [written(number) for number in made.series[0].numbers]


@pytest.mark.parametrize(
    ("figures", "unit", "labels"),
    [
        ((money(8980000), money(2120050), None), "万元", ["8.98", "2.12", ""]),
        ((money(8980000, style="barewan:4"), money(99)), "万元", ["8.9800", "0.0001"]),
        ((money(99900), money(50000)), "元", ["999", "500"]),
        ((money(99950), money(50000)), "元", ["999.50", "500.00"]),
        ((money(99900, style="wan:1"), money(0)), "万元", ["0.1", "0.0"]),
        ((money(-120000000), money(None)), "万元", ["-120.00", ""]),
        ((count(12), count(0)), "人", ["12", "0"]),
        ((Figure("a", "均", Fraction(93, 2), "分"), Figure("b", "均", Fraction(40), "分")), "分", ["46.5", "40.0"]),
        ((Figure("a", "率", Fraction(1, 3), "%"),), "%", ["33.33"]),
        ((Figure("a", "率", Fraction(1, 3), "%", "pct:0"),), "%", ["33"]),
        ((Figure("a", "额", 10_000_450_000, "元", rounding=Rounding.HALF_EVEN),), "万元", ["10000.45"]),
        ((Figure("a", "额", 10_050_000, "元", "wan:1", rounding=Rounding.HALF_EVEN),), "万元", ["10.0"]),
        ((None, None), "", ["", ""]),
    ],
)
def test_numbers_are_drawn_as_they_are_printed(
    figures: tuple[Figure | None, ...], unit: str, labels: list[str]
) -> None:
    """Large money in 万元, no decimals where none are needed, the figure's own rounding and decimals."""
    assert drawn(*figures) == (unit, labels)


def test_series_of_different_units_say_theirs_in_their_names() -> None:
    """Where there is no one unit for the chart, each series has its own; a series of two units has none."""
    mixed = (count(1), Figure("h", "户", 2, "户", "bare"))
    series = (
        ChartSeries("会员", (count(120), None)),
        ChartSeries("金额", (money(8980000), money(0))),
        ChartSeries("合", mixed),
    )
    made = plot(Chart("charts.x", "近年情况", ChartKind.LINE, ("2022年", "2023年"), series))
    assert ([one.name for one in made.series], made.unit, made.caption) == (
        ["会员（人）", "金额（万元）", "合"],
        "",
        "近年情况",
    )


def test_the_caption_says_the_unit() -> None:
    """The unit stands behind the title, but not where each label has it."""
    assert plot(chart("bar", AID)).caption == "帮扶金额（单位：万元）"
    shares = Chart(
        "c", "构成", ChartKind.PIE, ("甲", "乙"), (ChartSeries("占比", tuple(_share(each) for each in (1, 2))),)
    )
    assert (plot(shares).caption, plot(shares).shares()) == ("构成", ("33.33%", "66.67%"))


def _share(thirds: int) -> Figure:
    return Figure("s", "占比", Fraction(thirds, 3), "%", "bare:2")


def test_a_pie_has_shares() -> None:
    """Shares are of what is drawn, two decimals, half up; what is nothing or absent has none."""
    made = plot(chart("pie", "项目|额\n甲|100\n乙|200\n丙|0\n丁|-"))
    assert made.shares() == ("33.33%", "66.67%", "", "")


@pytest.mark.parametrize(("text", "turn"), [("甲|1\n乙|3", 0), ("甲|0\n乙|97\n丙|3", 95), ("甲|3\n乙|-\n丙|97", 85)])
def test_a_thin_slice_lies_at_the_side(text: str, turn: int) -> None:
    """The middle of the thinnest slice is turned to a quarter past; a pie without thin ones begins at the top."""
    assert plot(chart("pie", f"项目|额\n{text}", unit="人")).turn() == turn


@pytest.mark.parametrize("text", ["项目|额\n甲|100\n乙|-1", "项目|额|额二\n甲|100|1"])
def test_what_is_no_pie_is_refused(text: str) -> None:
    """Negative numbers and a second series have no place in a pie."""
    with pytest.raises(RefusedError) as caught:
        plot(chart("pie", text))
    assert (caught.value.reason, caught.value.params) == ("chart-pie", {"name": "charts.aid"})


@pytest.mark.parametrize(
    ("numbers", "axis"),
    [
        (["27.7", "8.98"], ("0", "40", "10")),
        (["35", "0"], ("0", "40", "10")),
        (["8.98", "-1.23"], ("-2.5", "12.5", "2.5")),
        (["-3", "-7"], ("-8", "0", "2")),
        (["7"], ("0", "8", "2")),
        (["0"], ("0", "1", "0.2")),
        ([], ("0", "1", "0.2")),
        (["123456789"], ("0", "150000000", "50000000")),
    ],
)
def test_an_axis_has_round_numbers(numbers: list[str], axis: tuple[str, str, str]) -> None:
    """Zero is on the axis, the highest number is not at its end."""
    made = settle_axis([Decimal(number) for number in numbers])
    assert tuple(f"{each.normalize():f}" for each in (made.least, made.most, made.step)) == axis


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=6))
def test_an_axis_reaches_beyond_every_number(numbers: list[Decimal]) -> None:
    """All numbers and zero lie on it, with room for a label, in at most eight whole steps."""
    axis = settle_axis(numbers)
    assert axis.least <= min(Decimal(), *numbers)
    assert axis.most >= max(Decimal(), *numbers)
    assert max(numbers) <= 0 or axis.most > max(numbers)
    steps = (axis.most - axis.least) / axis.step
    assert steps == int(steps)
    assert 1 <= steps <= 8


def test_the_axis_has_no_more_decimals_than_the_numbers() -> None:
    """Counts have whole ticks even where the steps are small."""
    assert [plot(chart("bar", f"甲|数\n乙|{number}", unit="人")).places for number in (7, 1)] == [0, 0]
    assert plot(chart("bar", "甲|数\n乙|1000000\n丙|1600000")).places == 1


def test_alternative_text_tells_every_number() -> None:
    """Kind, title, unit, and category by category the value; a pie's share too; absent values as a dash."""
    assert describe(plot(chart("bar", AID))) == (
        "柱形图：帮扶金额（单位：万元）。金秋助学8.98，困难补助2.12，慰问“送清凉” & 其他 <1>-1.23，遗孀救助—。"
    )
    assert describe(plot(chart("line", "年|会员|职工\n2022年|1|2\n2023年|3|-", unit="人"))) == (
        "折线图：帮扶金额（单位：人）。会员：2022年1，2023年3；职工：2022年2，2023年—。"
    )
    assert describe(plot(chart("pie", "项目|额\n甲|100\n乙|300"))) == (
        "饼图：帮扶金额（单位：元）。甲1（25.00%），乙3（75.00%）。"
    )
