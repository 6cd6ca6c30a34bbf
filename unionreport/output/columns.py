"""Text in columns on a terminal, where a Chinese sign is two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_width_of(sign) for sign in text)


def _width_of(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" or sign in "“”‘’…—×÷√" else 1


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with blanks to the given width, set left or right; longer text as it is."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def one_line(text: str) -> str:
    """The text of a cell without its line breaks, which would break the columns."""
    return " ".join(text.split()) if len(text.splitlines()) > 1 else text


def table(rows: Sequence[Sequence[str]], indent: str = "") -> str:
    """Rows in columns of equal width, two blanks apart, each in one line."""
    lines = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(indent + "  ".join(map(pad, line, widths)).rstrip() for line in lines)
