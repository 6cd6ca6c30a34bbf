"""The fixed numbers of a report: those that its template has in its own words, and its tables in titles and notes.

They came from no ledger and need none (五个方面, 100%). A report's manifest tells of them, so that nobody has to
explain them again when its numbers are verified.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from unionreport.document.inline import own_text
from unionreport.document.lines import Line, line, lines
from unionreport.document.manifest import Constant
from unionreport.document.package import Parts
from unionreport.document.place import TemplatePlace
from unionreport.document.plotted import extents
from unionreport.document.stories import StoryPart, paragraphs, stories
from unionreport.document.tags import THING, scan
from unionreport.document.wordml import CELL, FALLBACK
from unionreport.numerals.scanning import find_numbers
from unionreport.numerals.shown import Kind, Number

_NEAR = 5
_LABEL = re.compile("(?:附件|附表|附图|附录|图表|[见如下上]表|[见如下上]图)[:：]?[ ]?$")


def quantities(text: str, units: frozenset[str] = frozenset(), words: frozenset[str] = frozenset()) -> list[Number]:
    """The numbers of a text that count or measure something: no dates, ordinals, headings and fixed words.

    The number of an annex, a table or a picture (附件2) is an ordinal too.
    """
    found = [each for each in find_numbers(text, units, words) if each.kind is Kind.QUANTITY]
    return [each for each in found if each.unit or not _LABEL.search(text, 0, each.start)]


Fixed = tuple[tuple[str, str], ...]
"""Numbers, each with the words around it."""


def fixed_numbers(template: Parts) -> Fixed:
    """The numbers that a template has in its own words, in document order, each once."""
    return tuple(dict.fromkeys(each for part in stories(template) for line in lines(part) for each in _fixed(line)))


def constants(fixed: Fixed, report: Sequence[StoryPart], exhibits: Sequence[str]) -> tuple[Constant, ...]:
    """The fixed numbers of a finished report, each with the words around it and how often it stands there.

    ``fixed`` are those of its template; ``report`` are its stories, the body first; ``exhibits`` are the bookmarks
    of its tables and charts, whose titles and notes are the product's own words.
    """
    texts = [own_text(each) for part in report for each, _ in paragraphs(part)] if fixed else []
    together = "\n".join(texts)
    counted = Counter({each: texts.count(each[1]) if each[0] == each[1] else together.count(each[1]) for each in fixed})
    for text in _beside_tables(report[0], exhibits) if exhibits else ():
        counted.update(each for each in _pairs(text) if each not in fixed)
    return tuple(Constant(*pair, count) for pair, count in counted.items() if count)


def _fixed(line: Line) -> Iterator[tuple[str, str]]:
    """The numbers in the words of a template between its tags, with the words around them."""
    text = line.text
    tags, slips = scan(text)
    for start, end in (*line.shown, *((tag.start, tag.end) for tag in tags)):
        text = f"{text[:start]}{THING * (end - start)}{text[end:]}"
    for piece in text.split(THING) if not slips else ():
        if piece:
            yield from _pairs(piece)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each number with the words around it."""
    for number in quantities(text):
        yield number.printed, text[max(0, number.start - _NEAR) : number.stop + _NEAR]


def _beside_tables(body: StoryPart, exhibits: Sequence[str]) -> Iterator[str]:
    """The titles and notes of tables and charts."""
    for extent in extents(body, exhibits).values():
        for each in extent.paragraphs:
            if next(each.iterancestors(CELL, FALLBACK), None) is None:
                yield line(each, TemplatePlace(body.story)).text


@dataclass(slots=True)
class Allowance:
    """The numbers that need no source, used up as they are met in a report."""

    fixed: Iterable[Constant]
    accepted: Sequence[str] = ()
    left: Counter[str] = field(default_factory=Counter)
    near: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.fixed:
            self.left[each.text] += each.count
            self.near.setdefault(each.text, []).append(each.near)

    def covers(self, line: str, number: Number) -> bool:
        """Whether the words around a number are those of an accepted or a fixed one."""
        if any(_holds(line, words, number) for words in self.accepted):
            return True
        known = any(self._is_near(line, words, number) for words in self.near.get(number.printed, ()))
        self.left[number.printed] -= known
        return known

    def spares(self, number: Number) -> bool:
        """Whether a fixed number of that text is left over, whose words somebody changed."""
        is_left = self.left[number.printed] > 0
        self.left[number.printed] -= is_left
        return is_left

    def _is_near(self, line: str, words: str, number: Number) -> bool:
        if words == number.printed:  # a cell or a line of its own
            return line.strip() == words
        return _holds(line, words, number)


def _holds(line: str, words: str, number: Number) -> bool:
    """Whether the words stand in the line with the number among them."""
    at = line.find(words, max(0, number.stop - len(words))) if words else -1
    return 0 <= at <= number.start and at + len(words) >= number.end
