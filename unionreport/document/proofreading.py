"""The text of a Word document as proofreading reads it: paragraph by paragraph, printed figures known as such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from lxml.etree import _Element as Element

from unionreport.document.controls import figure_of_tag
from unionreport.document.inline import Leaf, leaves
from unionreport.document.package import read_package
from unionreport.document.place import Story, TemplatePlace
from unionreport.document.stories import paragraphs, stories
from unionreport.document.tags import THING, scan
from unionreport.document.wordml import CONTROL, FALLBACK, PARAGRAPH
from unionreport.prose import Passage, PrintedSpan, lint
from unionreport.remark import Remark

_PUNCTUATION = re.compile("[，。；：、！？,;:!?]")
_BRACES = ("{{", "{%", "{#")


def lint_text(document: bytes, styles: Mapping[str, str] | None = None) -> list[Remark]:
    """What the words of a .docx breach, in document order: of a finished report, or of a template's fixed text.

    ``styles`` are the styles that figures print in where nobody asks for another; a figure in any other
    style, or every figure where they are not given, counts as chosen by the template's author. In a
    template a tag may stand for anything, and nothing is said of its numbering. Raises `TemplateError`
    for a file that is no .docx.
    """
    return lint(list(passages(document, styles)))


def passages(document: bytes, styles: Mapping[str, str] | None = None) -> Iterator[Passage]:
    """The paragraphs of a .docx that have words, in document order; see `lint_text`.

    A cell of a table is one only if it has punctuation or a figure: names and plain numbers are no sentences.
    """
    found = [
        _passage(paragraph, place, styles or {})
        for part in stories(read_package(document))
        for paragraph, place in paragraphs(part)
        if next(paragraph.iterancestors(FALLBACK), None) is None
    ]
    is_template = any(brace in each.text for each in found for brace in _BRACES)
    for each in found:
        made = replace(each, text=_without_tags(each.text), printed=(), flowing=False) if is_template else each
        if made.text.strip():
            yield made


def _passage(paragraph: Element, place: TemplatePlace, styles: Mapping[str, str]) -> Passage:
    pieces = leaves(paragraph)
    text, spans = "".join(leaf.text for leaf in pieces), tuple(_spans(pieces, styles))
    if place.cell and not spans and not _PUNCTUATION.search(text):
        text = ""
    return Passage(place, text, spans, place.story is Story.BODY and not place.cell)


def _spans(pieces: list[Leaf], styles: Mapping[str, str]) -> Iterator[PrintedSpan]:
    for leaf in pieces:
        named = _figure_of(leaf.run)
        if named is not None:
            figure, style = named
            yield PrintedSpan(leaf.start, leaf.end, figure, styles.get(figure) != style)


def _figure_of(run: Element) -> tuple[str, str] | None:
    """The id and the style of the figure whose control the run stands in."""
    inline = takewhile(lambda holder: holder.tag == CONTROL, run.iterancestors(CONTROL, PARAGRAPH))
    return next((named for named in map(figure_of_tag, inline) if named is not None), None)


def _without_tags(text: str) -> str:
    """The words around the tags, each tag one character that may be anything; nothing where a tag is broken."""
    tags, slips = scan(text)
    if slips:
        return ""
    for tag in reversed(tags):
        text = f"{text[: tag.start]}{THING}{text[tag.end :]}"
    return text
