"""The style that a number was printed in: found by printing the value in every style there is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from unionreport.numerals.printing import header_unit, show
from unionreport.numerals.styles import STYLES, Rounding, StyleError, parse_style

_ARGUMENTS = (*range(5), 5, 10, 20, 25, 50, 100, *(10**power for power in range(3, 9)))
_FIRST = ("plain", "wan", "pct", "cn", "approx", "near", "floor", "many", "approxwan", "yoy", "change")


def infer_style(text: str, unit: str, value: int | Fraction, rounding: Rounding = Rounding.HALF_UP) -> str | None:
    """The style under which `show` prints the value as exactly this text, None if there is none.

    ``text`` is the number with its unit; ``value`` and ``unit`` are a figure's. Of several styles the most
    common one comes first, and each without an argument before those with one: 85份 is ``plain``, 70.2万元
    is ``wan`` for 702000元 and ``wan:1`` for 702345元. A style that leaves the unit to the header of a column
    comes last and is found for a text without the unit.
    """
    for style in _styles():
        try:
            shown = show(value, unit, style, rounding)
        except StyleError:
            continue
        if shown == text:
            return style
    return None


@lru_cache(maxsize=1)
def _styles() -> tuple[str, ...]:
    """Every style with every argument that a report may need, common ones first."""
    first = [name for name in _FIRST if name in STYLES]
    rest = [name for name in STYLES if name not in _FIRST and not header_unit("元", name)]
    bare = [name for name in STYLES if header_unit("元", name)]
    united = [*first, *rest]
    return (*united, *_with_arguments(united), *bare, *_with_arguments(bare))


def _with_arguments(names: list[str]) -> Iterator[str]:
    for argument in _ARGUMENTS:
        for name in names:
            try:
                yield str(parse_style(f"{name}:{argument}"))
            except StyleError:
                continue
