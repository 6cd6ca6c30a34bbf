"""The lines of a document as a reader sees them, each with the place of every run in it.

A comment's mark or the anchor of a picture between two signs is nothing to a reader: 1 and 85份 are 185份.
What fields show (page numbers, dates of the day) is no text that anybody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from unionreport.document.inline import Leaf, leaves
from unionreport.document.place import TemplatePlace
from unionreport.document.stories import StoryPart, paragraphs
from unionreport.document.tags import THING
from unionreport.document.wordml import FALLBACK, FIELD_CODE, FIELD_MARK, FORMULA_TEXT, FORMULAS, w

_FIELD_KIND = w("fldCharType")
_SIMPLE_FIELD = w("fldSimple")
_LINK = "HYPERLINK"
_ENDS = re.compile("[。；！？!?;\n]")
_LONGEST = 40


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One paragraph: its place, its text, and from where to where each run's text stands in it.

    ``shown`` are the spans that fields show.
    """

    paragraph: Element
    place: TemplatePlace
    text: str
    spans: Mapping[Element, tuple[int, int]]
    shown: tuple[tuple[int, int], ...] = ()

    def span(self, runs: Sequence[Element]) -> tuple[int, int] | None:
        """From where to where the runs stand, as far as they are in this line."""
        spans = [self.spans[run] for run in runs if run in self.spans]
        return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a span; of a long one the words nearest to it, with … where it was cut."""
        first = max((each.end() for each in _ENDS.finditer(self.text, 0, start)), default=0)
        found = _ENDS.search(self.text, end)
        last = found.end() if found else len(self.text)
        cut = (max(first, start - _LONGEST), min(last, end + _LONGEST))
        words = self.text[cut[0] : cut[1]].strip().replace("\n", " ").replace("\t", " ")
        return f"{'…' if cut[0] > first else ''}{words}{'…' if cut[1] < last else ''}"


def lines(part: StoryPart) -> Iterator[Line]:
    """The paragraphs of a story as lines, in document order; a text box once, though Word keeps it twice."""
    for paragraph, place in paragraphs(part):
        if next(paragraph.iterancestors(FALLBACK), None) is None:
            yield line(paragraph, place)


def line(paragraph: Element, place: TemplatePlace) -> Line:
    """One paragraph as a line."""
    text = ""
    spans: dict[Element, tuple[int, int]] = {}
    shown: list[tuple[int, int]] = []
    fields = _Fields()
    for leaf in leaves(paragraph):
        start, text = len(text), text + _words(leaf)
        if leaf.run in spans:
            spans[leaf.run] = (spans[leaf.run][0], len(text))
        else:
            spans[leaf.run] = (start, len(text))
        fields.pass_by(leaf)
        if fields.is_open or next(leaf.run.iterancestors(_SIMPLE_FIELD), None) is not None:
            shown.append((start, len(text)))
    return Line(paragraph, place, text, spans, tuple(shown))


def _words(leaf: Leaf) -> str:
    """What a reader reads of a leaf: the numbers of a formula too, but no mark and no picture."""
    if leaf.element.tag in FORMULAS:
        return "".join(each.text or "" for each in leaf.element.iter(FORMULA_TEXT))
    return leaf.text.replace(THING, "")


class _Fields:
    """The complex fields that are open as one goes through a paragraph; a link's words are text like any other."""

    def __init__(self) -> None:
        self.codes: list[str] = []

    @property
    def is_open(self) -> bool:
        return any(_LINK not in code.upper() for code in self.codes)

    def pass_by(self, leaf: Leaf) -> None:
        kind = leaf.element.get(_FIELD_KIND) if leaf.element.tag == FIELD_MARK else None
        if kind == "begin":
            self.codes.append("")
        elif kind == "end" and self.codes:
            self.codes.pop()
        elif leaf.element.tag == FIELD_CODE and self.codes:
            self.codes[-1] += leaf.element.text or ""
