"""Styles by name and argument."""

from __future__ import annotations

import pytest

from unionreport.numerals.styles import STYLES, Style, StyleError, parse_style


@pytest.mark.parametrize("name", STYLES)
def test_every_name_is_a_style(name: str) -> None:
    """Each name of the closed list stands alone, without an argument."""
    assert parse_style(name) == Style(name)
    assert str(parse_style(name)) == name


@pytest.mark.parametrize("text", ["wan:1", "wan:0", "yuan:2", "pct:2", "yoy:1", "approx:100", "floor:10", "floor:1000"])
def test_arguments_are_whole_numbers(text: str) -> None:
    """A style with its argument reads and writes the same."""
    style = parse_style(text)
    assert style.argument == int(text.partition(":")[2])
    assert str(style) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fancy",
        "plain:1",
        "cn:2",
        "wan:",
        "wan:x",
        "wan:-1",
        "wan:１",
        "wan:99",
        "yuan:1",
        "approx:50",
        "approx:1",
        "floor:7",
        "floor:0",
        "approx:10000000000000",
    ],
)
def test_unknown_styles_and_bad_arguments_are_refused(text: str) -> None:
    """A style that does not exist is refused by name, as is an argument it cannot take."""
    with pytest.raises(StyleError) as caught:
        parse_style(text)
    assert (caught.value.style, caught.value.unit) == (text, "")


def test_a_misfit_names_the_unit() -> None:
    """The error carries the unit that the style did not fit."""
    error = StyleError("approx", "%")
    assert isinstance(error, ValueError)
    assert (error.style, error.unit) == ("approx", "%")
    assert "approx" in str(error)
