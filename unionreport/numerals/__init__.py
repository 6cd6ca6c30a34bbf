"""How Chinese reports print a number, and how to read it back: 六个, 340余人次, 近5万元, 90%以上."""

from __future__ import annotations

from unionreport.numerals.printing import header_unit, rounded, show
from unionreport.numerals.reading import Reading, read, read_styled
from unionreport.numerals.styles import STYLES, Rounding, Style, StyleError, parse_style

__all__ = [
    "STYLES",
    "Reading",
    "Rounding",
    "Style",
    "StyleError",
    "header_unit",
    "parse_style",
    "read",
    "read_styled",
    "rounded",
    "show",
]
