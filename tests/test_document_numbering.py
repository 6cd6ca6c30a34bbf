"""Numbers that count up as they print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.document.numbering import Ordinal, numbering


def printed(steps: str) -> list[str]:
    """What the levels print, asked for one after another by their names."""
    levels = numbering()
    return [levels[name].advance() for name in steps.split()]


@pytest.mark.parametrize(
    ("steps", "numbers"),
    [
        ("section section section", "一、 二、 三、"),
        ("section item item section item", "一、 （一） （二） 二、 （一）"),
        ("item clause clause item clause", "（一） 一是 二是 （二） 一是"),
        ("section item clause section clause", "一、 （一） 一是 二、 一是"),
        ("clause clause section section clause", "一是 二是 一、 二、 一是"),
    ],
)
def test_a_level_counts_up_and_starts_the_levels_below_anew(steps: str, numbers: str) -> None:
    """Whatever is left out, what prints is numbered without a gap, by GB/T 9704: 一、 then （一） then 一是."""
    assert printed(steps) == numbers.split()


def test_numbers_go_on_above_ten() -> None:
    """The twelfth section is 十二、."""
    assert printed("section " * 12)[-1] == "十二、"


@given(st.lists(st.sampled_from(["section", "item", "clause"])))
def test_a_count_is_the_prints_since_a_higher_level(steps: list[str]) -> None:
    """Each level has counted its own prints since the last print of a level above it."""
    levels = numbering()
    order = list(levels)
    counts = dict.fromkeys(order, 0)
    for name in steps:
        levels[name].advance()
        counts[name] += 1
        counts |= dict.fromkeys(order[order.index(name) + 1 :], 0)
    assert {name: level.count for name, level in levels.items()} == counts


def test_a_level_can_be_started_anew() -> None:
    """Starting a level anew starts those below it anew."""
    low = Ordinal("{}是".format)
    high = Ordinal("{}、".format, (low,))
    assert [high.advance(), low.advance(), low.advance()] == ["一、", "一是", "二是"]
    high.restart()
    assert [low.advance(), high.advance()] == ["一是", "一、"]


def test_two_documents_are_numbered_apart() -> None:
    """A new set of levels has counted nothing."""
    numbering()["section"].advance()
    assert numbering()["section"].advance() == "一、"
