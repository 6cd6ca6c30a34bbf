"""What proofreading reads and what it finds: paragraphs with their printed figures, and words in question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from unionreport import hanzi
from unionreport.errors import Worded

HAN = "[\u3400-\u4dbf\u4e00-\u9fff〇]"
"""One Chinese character, as a piece of a pattern."""

UNKNOWN = "\ufffc"
"""Stands in a text for what proofreading cannot read: a picture, a field, a tag of a template."""

COUNTING = "零一二三四五六七八九十百"
"""The characters that numbers of paragraphs are written with."""

SENTENCE = re.compile("[，。；：！？]")
"""What only a paragraph of sentences has, and a heading, a title or a line of a form need not have."""


@dataclass(frozen=True, slots=True)
class PrintedSpan:
    """Characters ``start`` to ``end`` of a paragraph that a figure printed, and the figure's id.

    ``chosen`` is the form that the author of a template asked for by a filter, and so no slip.
    """

    start: int
    end: int
    figure: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a text: where it stands, what it says, which of it figures printed.

    ``flowing`` paragraphs make up the running text, where numbers count on from one to the next; cells,
    headers and notes do not.
    """

    place: Worded
    text: str
    printed: tuple[PrintedSpan, ...] = ()
    flowing: bool = True


@dataclass(frozen=True, slots=True)
class Breach:
    """One breach in a paragraph: its name, and the words in question."""

    name: str
    text: str


def around(text: str, start: int, end: int, width: int = 4) -> str:
    """The characters from ``start`` to ``end`` with those next to them, so that they can be found on the page."""
    return text[max(0, start - width) : end + width].strip()


def counted(text: str) -> int:
    """The number that a paragraph's mark writes, in Arabic or Chinese; 0 for what is none."""
    return int(text) if text.isascii() else hanzi.read(text) or 0
