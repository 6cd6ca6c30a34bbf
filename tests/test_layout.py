"""The page of GB/T 9704-2012, and what ``[layout]`` may settle otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.errors import CatalogError
from unionreport.house import House, read_house
from unionreport.layout import FONTS, Font, Layout, Margins, Role, read_layout
from unionreport.table import parse


def read(text: str) -> Layout:
    """The layout of a configuration file that has these lines under ``[layout]``."""
    return read_layout(parse(f"[layout]\n{text}".encode(), "unionreport.toml").table("layout"))


def test_is_the_standard_unless_told() -> None:
    """A4 with a type area of 156 × 225 mm, 22 lines of 28 characters, its fonts and sizes (GB/T 9704-2012, 5)."""
    layout = Layout()
    assert read("") == layout
    assert layout.page == (11906, 16838)
    assert (round(layout.width * 25.4 / 1440), round(layout.height * 25.4 / 1440)) == (156, 225)
    assert (layout.line, layout.character, layout.spacing, layout.grid_space) == (579, 314, -6, -842)
    assert {role.value: (font.name, font.size) for role, font in FONTS.items()} == {
        "title": ("方正小标宋简体", 22),
        "body": ("仿宋", 16),
        "section": ("黑体", 16),
        "item": ("楷体", 16),
        "table": ("仿宋", 12),
        "page_number": ("宋体", 14),
    }


def test_an_office_may_deviate() -> None:
    """Lines, characters, margins, fonts and sizes are read from their keys; what is not said stays."""
    layout = read(
        'lines = 20\ncharacters = 25\nmargins = { top = 30.5, right = 26 }\n'
        'fonts = { body = "仿宋_GB2312" }\nsizes = { body = "小三", title = 24, page_number = "4号" }'
    )  # fmt: skip
    assert (layout.lines, layout.characters) == (20, 25)
    assert layout.margins == Margins(top=30.5)
    assert layout.fonts[Role.BODY] == Font("仿宋_GB2312", 15)
    assert layout.fonts[Role.TITLE] == Font("方正小标宋简体", 24)
    assert layout.fonts[Role.PAGE_NUMBER] == Font("宋体", 14)
    assert layout.fonts[Role.ITEM] == FONTS[Role.ITEM]


def test_belongs_to_the_house_style() -> None:
    """Without the table a report is laid out as its template is; with it, even an empty one, as the table says."""
    assert read_house(parse(b"", "unionreport.toml")) == House(layout=None)
    assert read_house(parse(b"[layout]", "unionreport.toml")).layout == Layout()
    assert read_house(parse(b"[layout]\nlines = 20", "unionreport.toml")).layout == Layout(lines=20)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("line = 20", "layout.line: key-unknown-near"),
        ("lines = 20.5", "layout.lines: not-whole"),
        ("lines = 9", "layout.lines: out-of-range"),
        ("lines = 46", "layout.lines: out-of-range"),
        ("lines = 29", "layout.lines: lines-tight"),
        ("characters = 33", "layout.characters: characters-tight"),
        ("characters = true", "layout.characters: not-whole"),
        ("margins = { top = 61 }", "layout.margins.top: out-of-range"),
        ("margins = { top = nan }", "layout.margins.top: out-of-range"),
        ('margins = { top = "37mm" }', "layout.margins.top: not-number"),
        ("margins = { up = 37 }", "layout.margins.up: key-unknown"),
        ("fonts = { body = 3 }", "layout.fonts.body: not-text"),
        ('fonts = { body = " " }', "layout.fonts.body: not-text"),
        (r'fonts = { body = "仿\u0001宋" }', "layout.fonts.body: not-text"),
        ('fonts = { boby = "仿宋" }', "layout.fonts.boby: key-unknown-near"),
        ("sizes = { body = 5 }", "layout.sizes.body: out-of-range"),
        ("sizes = { body = 15.7 }", "layout.sizes.body: size-unknown"),
        ('sizes = { body = "大号" }', "layout.sizes.body: size-unknown"),
        ("sizes = { body = false }", "layout.sizes.body: not-number"),
        ('sizes = { head = "三号" }', "layout.sizes.head: key-unknown"),
    ],
)
def test_what_no_page_can_hold_is_refused(text: str, message: str) -> None:
    """A slip is named by its key and the reason."""
    with pytest.raises(CatalogError) as caught:
        read(text)
    assert f"{caught.value.params['at']}: {caught.value.key.removeprefix('catalog-')}" == message


def test_a_tight_page_says_what_would_fit() -> None:
    """Lines of 22 pt fit 28 times into 225 mm, characters of 16 pt 32 times into 156 mm; just these are taken."""
    with pytest.raises(CatalogError) as lines:
        read("lines = 40")
    with pytest.raises(CatalogError) as characters:
        read("characters = 40")
    assert (lines.value.params["most"], characters.value.params["most"]) == (28, 32)
    assert (read("lines = 28").line, read("characters = 32").character) == (455, 275)


@given(st.integers(10, 28), st.integers(12, 32), st.integers(15, 37), st.integers(15, 28))
def test_lines_and_characters_fill_the_type_area(lines: int, characters: int, top: int, left: int) -> None:
    """Whatever fits: the lines asked for fill the height and one more does not, the characters the width."""
    layout = Layout(Margins(top=top, left=left), lines, characters)
    assert lines * layout.line <= layout.height < (lines + 1) * layout.line
    assert characters * layout.character <= layout.width < (characters + 1) * layout.character
    assert layout.spacing == layout.character - 320
    assert 0 < layout.footer < layout.page[1]


def test_a_footer_never_falls_off_the_page() -> None:
    """With the smallest margin and the largest page number, the footer stands at the edge."""
    assert Layout(Margins(bottom=15), fonts={**FONTS, Role.PAGE_NUMBER: Font("宋体", 48)}).footer == 0
