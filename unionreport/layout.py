"""The page of an official document: GB/T 9704-2012 as it stands, and what ``[layout]`` settles otherwise.

This is the one place for the numbers of the page: the templates are made from them, and a report is laid out anew by
them where an office deviates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import floor
from types import MappingProxyType

from unionreport.table import Table

PAGE = (210, 297)
"""A4, in millimetres."""

_TWIPS_IN_MM = 1440 / 25.4
_TWIPS_IN_POINT = 20
_BELOW = 7
"""How far below the type area the dashes of the page number stand, in mm (GB/T 9704-2012, 7.5)."""
_DASH = 0.58
"""How far above the lower edge of its line a dash stands, in heights of a character."""


class Role(StrEnum):
    """What a font is for; ``section`` and ``item`` are the first two levels of headings."""

    TITLE = "title"
    BODY = "body"
    SECTION = "section"
    ITEM = "item"
    TABLE = "table"
    PAGE_NUMBER = "page_number"


@dataclass(frozen=True, slots=True)
class Font:
    """A font by its name in Word and its size in points."""

    name: str
    size: float


@dataclass(frozen=True, slots=True)
class Margins:
    """The four margins of the page in millimetres."""

    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26


FONTS: Mapping[Role, Font] = MappingProxyType(
    {
        Role.TITLE: Font("方正小标宋简体", 22),
        Role.BODY: Font("仿宋", 16),
        Role.SECTION: Font("黑体", 16),
        Role.ITEM: Font("楷体", 16),
        Role.TABLE: Font("仿宋", 12),
        Role.PAGE_NUMBER: Font("宋体", 14),
    }
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is laid out; what is not said is that of GB/T 9704-2012.

    Lengths with the name of a unit apart are twips, 1/20 pt, as Word counts them.
    """

    margins: Margins = Margins()
    lines: int = 22
    characters: int = 28
    fonts: Mapping[Role, Font] = field(default_factory=lambda: FONTS)

    @property
    def page(self) -> tuple[int, int]:
        """Width and height of the paper."""
        return twips(PAGE[0]), twips(PAGE[1])

    @property
    def width(self) -> int:
        """The width of the type area."""
        return self.page[0] - twips(self.margins.left) - twips(self.margins.right)

    @property
    def height(self) -> int:
        """The height of the type area."""
        return self.page[1] - twips(self.margins.top) - twips(self.margins.bottom)

    @property
    def line(self) -> int:
        """From one line to the next: with this exact pitch the lines asked for fill the type area."""
        return self.height // self.lines

    @property
    def character(self) -> int:
        """From one character of the text to the next: with this pitch the characters asked for fill a line.

        One twip less than would just do: LibreOffice centres the grid of the page, which costs a line some twips.
        """
        return self.width // self.characters - 1

    @property
    def spacing(self) -> int:
        """What is added to the width of each character of the text to give the pitch; mostly negative."""
        return self.character - round(self.fonts[Role.BODY].size * _TWIPS_IN_POINT)

    @property
    def grid_space(self) -> int:
        """The same for the grid that the page states, in 1/4096 pt (ECMA-376 part 1, 17.6.5)."""
        points = self.width / self.characters / _TWIPS_IN_POINT - self.fonts[Role.BODY].size
        return floor(points * 4096)

    @property
    def footer(self) -> int:
        """From the lower edge of the page to that of the footer: the page number's dashes come to 7 mm below."""
        dash = round(_DASH * self.fonts[Role.PAGE_NUMBER].size * _TWIPS_IN_POINT)
        return max(twips(self.margins.bottom - _BELOW) - dash, 0)


def twips(millimetres: float) -> int:
    """A length in millimetres as whole twips."""
    return round(millimetres * _TWIPS_IN_MM)


_SIZES = dict(
    zip(
        ("初号", "小初", "一号", "小一", "二号", "小二", "三号", "小三", "四号", "小四", "五号", "小五", "六号"),
        (42, 36, 26, 24, 22, 18, 16, 15, 14, 12, 10.5, 9, 7.5),
        strict=True,
    )
)
_DIGITS = str.maketrans("123456", "一二三四五六")

_MARGIN, _LINES, _CHARACTERS, _POINTS = (15, 60), (10, 45), (12, 45), (6, 48)
_LEAST_SHARE = 0.85
"""How small a part of a character's width its cell may be: below that the characters touch."""


def read_layout(table: Table) -> Layout:
    """The layout of the table ``[layout]``; CatalogError for what it may not say, or what no page can hold."""
    table.only("lines", "characters", "margins", "fonts", "sizes")
    usual = Layout()
    layout = Layout(
        margins=_read_margins(table.table("margins"), usual.margins),
        lines=_count(table, "lines", usual.lines, _LINES),
        characters=_count(table, "characters", usual.characters, _CHARACTERS),
        fonts=_read_fonts(table.table("fonts"), table.table("sizes")),
    )
    _check_room(table, layout)
    return layout


def _read_margins(table: Table, usual: Margins) -> Margins:
    sides = ("top", "bottom", "left", "right")
    table.only(*sides)
    return replace(usual, **{side: _number(table, side, getattr(usual, side), _MARGIN) for side in sides})


def _read_fonts(names: Table, sizes: Table) -> Mapping[Role, Font]:
    names.only(*Role)
    sizes.only(*Role)
    return {role: Font(_name(names, role, usual.name), _size(sizes, role, usual.size)) for role, usual in FONTS.items()}


def _name(table: Table, key: str, usual: str) -> str:
    name = table.text(key, usual).strip()
    if not name or not name.isprintable():
        table.fail(key, "not-text")
    return name


def _size(table: Table, key: str, usual: float) -> float:
    """A size in points, or by its Chinese name (三号, 3号, 小四); halves are the finest that Word knows."""
    value = table.data.get(key)
    if isinstance(value, str):
        named = _SIZES.get(value.strip().translate(_DIGITS))
        return named if named is not None else table.fail(key, "size-unknown", value=value, known="、".join(_SIZES))
    size = _number(table, key, usual, _POINTS)
    if size * 2 != round(size * 2):
        table.fail(key, "size-unknown", value=f"{size:g}", known="、".join(_SIZES))
    return size


def _count(table: Table, key: str, usual: int, limits: tuple[int, int]) -> int:
    value = table.whole(key)
    return usual if value is None else int(_within(table, key, value, limits))


def _number(table: Table, key: str, usual: float, limits: tuple[float, float]) -> float:
    value = table.data.get(key, usual)
    if not isinstance(value, int | float) or isinstance(value, bool):
        table.fail(key, "not-number")
    return _within(table, key, value, limits)


def _within(table: Table, key: str, value: float, limits: tuple[float, float]) -> float:
    least, most = limits
    if not least <= value <= most:  # refuses what is no number at all (nan) too
        table.fail(key, "out-of-range", value=f"{value:g}", least=least, most=most)
    return value


def _check_room(table: Table, layout: Layout) -> None:
    """Refuses a grid too narrow for its characters: lines that overlap could not be read."""
    size = layout.fonts[Role.BODY].size
    tallest = max(layout.fonts[role].size for role in (Role.TITLE, Role.BODY, Role.SECTION, Role.ITEM))
    if layout.line < tallest * _TWIPS_IN_POINT:
        most = floor(layout.height / (tallest * _TWIPS_IN_POINT))
        table.fail("lines", "lines-tight", lines=layout.lines, size=f"{tallest:g}", most=most)
    if layout.character < size * _TWIPS_IN_POINT * _LEAST_SHARE:
        most = floor(layout.width / (size * _TWIPS_IN_POINT * _LEAST_SHARE))
        table.fail("characters", "characters-tight", characters=layout.characters, size=f"{size:g}", most=most)
