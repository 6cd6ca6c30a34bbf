"""The words of a report that must stand on its pages: piece by piece, each with its place and its figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from unionreport.document.controls import figure_of_tag
from unionreport.document.inline import Leaf, leaves
from unionreport.document.package import read_package
from unionreport.document.place import Story, TemplatePlace
from unionreport.document.stories import StoryPart, paragraphs, stories
from unionreport.document.tags import THING
from unionreport.document.wordml import (
    CONTROL,
    FALLBACK,
    FIELD_CODE,
    FIELD_MARK,
    RUN_FORMAT,
    VAL,
    w,
)

# Blanks, signs without width, and the private signs of symbol fonts: each program writes these its own way.
_UNSEEN = re.compile(
    "[\\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ue000-\uf8ff\U000e0100-\U000e01ef]+"
)
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_OFF = ("0", "false", "off")
_EDGES = (Story.HEADER, Story.FOOTER)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in a passage: its id, its text as printed, and where that stands in the squeezed text."""

    figure: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a paragraph without tabs and objects, its text squeezed, with its place and figures."""

    text: str
    place: TemplatePlace
    figures: tuple[Shown, ...] = ()


def squeeze(text: str) -> str:
    """The text without blanks and unseen signs, capitals and ligatures resolved: what two programs agree on.

    By NFKD, which takes each character for itself, so that pieces can be squeezed before they are joined.
    """
    return _UNSEEN.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_HYPHENS)


def passages(document: bytes) -> list[Passage]:
    """All that a print of the .docx must show, in document order.

    Left out is what only the printing program knows (page numbers, dates of the day and other fields), what
    is hidden or deleted, drawings, and headers and footers, whose figures alone count, once each: a short
    report has no even page.
    """
    found: list[Passage] = []
    edges: dict[str, Passage] = {}
    for part in stories(read_package(document)):
        pieces = _pieces(part)
        if part.story in _EDGES:
            only = (Passage(squeeze(each.text), piece.place, (each,)) for piece in pieces for each in piece.figures)
            edges.update({each.text: each for each in only})
        else:
            found += pieces
    return [*found, *edges.values()]


def has_page_numbers(document: bytes) -> bool:
    """Whether a header or footer counts the pages."""
    parts = (part for part in stories(read_package(document)) if part.story in _EDGES)
    return any("PAGE" in code.upper() for part in parts for code in _codes(part.root))


def _codes(root: Element) -> Iterator[str]:
    yield from (each.text or "" for each in root.iter(FIELD_CODE))
    yield from (each.get(w("instr"), "") for each in root.iter(w("fldSimple")))


def _pieces(part: StoryPart) -> list[Passage]:
    return [
        passage
        for paragraph, place in paragraphs(part)
        if next(paragraph.iterancestors(FALLBACK), None) is None
        for group in _groups(leaves(paragraph))
        if (passage := _passage(group, place)).text
    ]


def _groups(found: list[Leaf]) -> Iterator[list[Leaf]]:
    """The leaves between objects and tabs, without those of fields and hidden runs."""
    group: list[Leaf] = []
    fields = _fields(found)
    for leaf in found:
        if leaf.text in (THING, "\t"):
            yield group
            group = []
        elif not any(start < leaf.start < end for start, end in fields) and not _is_unseen(leaf.run):
            group.append(leaf)
    yield group


def _fields(found: list[Leaf]) -> list[tuple[int, int]]:
    """From where to where fields stand that begin and end in the paragraph; a link's words are no result."""
    spans: list[tuple[int, int]] = []
    open_: list[tuple[int, str]] = []
    for leaf in found:
        kind = leaf.element.get(w("fldCharType")) if leaf.element.tag == FIELD_MARK else None
        if kind == "begin":
            open_.append((leaf.start, ""))
        elif leaf.element.tag == FIELD_CODE and open_:
            open_[-1] = (open_[-1][0], open_[-1][1] + (leaf.element.text or ""))
        elif kind == "end" and open_:
            start, code = open_.pop()
            if "HYPERLINK" not in code.upper():
                spans.append((start, leaf.start))
    return spans


def _is_unseen(run: Element) -> bool:
    hidden = run.find(f"{RUN_FORMAT}/{w('vanish')}")
    is_hidden = hidden is not None and hidden.get(VAL) not in _OFF
    return is_hidden or next(run.iterancestors(w("fldSimple")), None) is not None


def _passage(group: list[Leaf], place: TemplatePlace) -> Passage:
    text = ""
    shown: list[Shown] = []
    controls: list[Element] = []
    for leaf in group:
        start, text = len(text), text + squeeze(leaf.text)
        for control in leaf.run.iterancestors(CONTROL):
            named = figure_of_tag(control)
            if named and control in controls:  # a figure in several runs
                old = shown[controls.index(control)]
                shown[controls.index(control)] = Shown(named[0], old.text + leaf.text, old.start, len(text))
            elif named:
                controls.append(control)
                shown.append(Shown(named[0], leaf.text, start, len(text)))
    return Passage(text, place, tuple(shown))
