"""The text of one paragraph, joined over its runs, and cutting runs at any character of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from unionreport.document.tags import THING
from unionreport.document.wordml import (
    FIELD_MARK,
    FORMULAS,
    INLINE_CONTAINERS,
    RUN,
    RUN_FORMAT,
    TAB,
    TEXT,
    is_line_break,
    run_like,
    set_text,
    text_element,
    w,
)

_HYPHEN = w("noBreakHyphen")
_WITHOUT_WIDTH = frozenset({RUN_FORMAT, w("lastRenderedPageBreak"), w("softHyphen"), w("delText"), w("annotationRef")})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of a paragraph's text that one element carries, ``start`` characters into the text."""

    element: Element
    run: Element
    start: int
    text: str

    @property
    def end(self) -> int:
        """The first character after it."""
        return self.start + len(self.text)


def leaves(paragraph: Element) -> list[Leaf]:
    """All that shows in a paragraph, in order; what is no text is one character `THING`.

    Tracked insertions, links and inline controls belong to the paragraph, deletions and text boxes do not.
    """
    found: list[Leaf] = []
    start = 0
    for item, run in _items(paragraph):
        text = _text(item)
        if text:
            found.append(Leaf(item, run, start, text))
            start += len(text)
    return found


def own_text(paragraph: Element) -> str:
    """The paragraph's text as a reader sees it, tabs and line breaks as such, pictures and fields left out."""
    return "".join(_text(item) for item, _ in _items(paragraph)).replace(THING, "")


def run_text(run: Element) -> str:
    """The text of one run as a reader sees it."""
    return "".join(map(_text, run)).replace(THING, "")


def _items(holder: Element) -> Iterator[tuple[Element, Element]]:
    for child in holder:
        if child.tag == RUN:
            yield from ((item, child) for item in child)
        elif child.tag in INLINE_CONTAINERS:
            yield from _items(child)
        elif child.tag in FORMULAS:
            yield child, child


def _text(item: Element) -> str:
    if item.tag == TEXT:
        return item.text or ""
    if item.tag in _WITHOUT_WIDTH:
        return ""
    if item.tag == TAB:
        return "\t"
    if item.tag == _HYPHEN:
        return "-"
    return "\n" if is_line_break(item) else THING


def field_depth(found: list[Leaf], at: int) -> int:
    """How many complex fields of the paragraph are open before the character."""
    kinds = [leaf.element.get(w("fldCharType")) for leaf in found if leaf.element.tag == FIELD_MARK and leaf.start < at]
    return kinds.count("begin") - kinds.count("end")


def cut_run(leaf: Leaf, at: int) -> Element:
    """Ends the leaf's run at a character of the paragraph; what stood behind is a new run, formatted alike."""
    rest = run_like(leaf.run)
    rest.extend(list(leaf.element.itersiblings()))
    keep = at - leaf.start
    now = leaf.element.text or ""  # shorter than the leaf's text where an earlier cut went through it
    if keep <= 0:
        rest.insert(_content_start(rest), leaf.element)
    elif keep < len(now):
        rest.insert(_content_start(rest), text_element(now[keep:]))
        set_text(leaf.element, now[:keep])
    leaf.run.addnext(rest)
    return rest


def _content_start(run: Element) -> int:
    return 1 if len(run) and run[0].tag == RUN_FORMAT else 0


def is_empty_run(run: Element) -> bool:
    """Whether the run has nothing but its format."""
    return len(run) == _content_start(run)
