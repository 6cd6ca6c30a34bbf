"""Where a Word comment can stand (ECMA-376 part 1, 17.13.4): between the children of a paragraph of the body.

Never inside an inline content control, and never in a control that holds plain text: an editor that drops
such an anchor drops the control's text with it. Word has no comments in headers, footers, notes and text
boxes; on a header's run they make a file that other editors refuse.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from lxml.etree import _Element as Element

from unionreport.document.inline import leaves
from unionreport.document.place import Story, TemplatePlace
from unionreport.document.stories import StoryPart, paragraphs
from unionreport.document.wordml import (
    BODY,
    BOOKMARK_END,
    BOOKMARK_START,
    BOX,
    CONTROL,
    CONTROL_FORMAT,
    ID,
    NAME,
    PARAGRAPH,
    PARAGRAPH_FORMAT,
    SECTION,
    element,
    w,
)

_FIRST = TemplatePlace(Story.BODY, paragraph=1)
_OF_PLAIN_TEXT = (w("text"), w("dataBinding"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a comment is about: ``about`` are words in the paragraph, which counts as a whole where they are not found.

    ``bookmark`` names a bookmark instead. What cannot carry a comment (a header, a note, a place that is not
    there) leaves it to the first paragraph of the body, a text box to the paragraph it hangs on.
    """

    place: TemplatePlace = _FIRST
    about: str = ""
    bookmark: str = ""


START = Anchor()
"""The first paragraph of the body."""


def carries_comments(place: TemplatePlace) -> bool:
    """Whether a comment on this place stands there; else its text should say what it is about."""
    return place.story is Story.BODY and place.paragraph > 0


def commentable(main: str, root: Element) -> Mapping[TemplatePlace, Element]:
    """The paragraph that carries the comments on each place, that of the file for all places that have none."""
    found: dict[TemplatePlace, Element] = {}
    refused: list[tuple[int, TemplatePlace]] = []
    free: list[tuple[int, Element]] = []
    for number, (paragraph, place) in enumerate(paragraphs(StoryPart(main, Story.BODY, root))):
        holder = _outside_of_boxes(paragraph)
        if _in_plain_text(holder):
            refused.append((number, place))
        else:
            found[place] = holder
            free.append((number, holder))
    if not free:
        free.append((0, _new_paragraph(root)))
        found[_FIRST] = free[0][1]
    for number, place in refused:  # said at the nearest paragraph before it
        before = bisect([each for each, _ in free], number)
        found[place] = free[max(before - 1, 0)][1]
    return {TemplatePlace(Story.FILE): free[0][1], **found}


def _outside_of_boxes(paragraph: Element) -> Element:
    """The paragraph itself, or the one that its text box hangs on."""
    boxes = list(paragraph.iterancestors(BOX))
    return next(boxes[-1].iterancestors(PARAGRAPH), paragraph) if boxes else paragraph


def _in_plain_text(paragraph: Element) -> bool:
    formats = (control.find(CONTROL_FORMAT) for control in paragraph.iterancestors(CONTROL))
    return any(next(each.iterchildren(*_OF_PLAIN_TEXT), None) is not None for each in formats if each is not None)


def _new_paragraph(root: Element) -> Element:
    body, made = next(root.iter(BODY)), element("p")
    sections = body.findall(SECTION)
    body.insert(body.index(sections[0]) if sections else len(body), made)
    return made


def span(root: Element, places: Mapping[TemplatePlace, Element], anchor: Anchor) -> tuple[Element, Element]:
    """The first and the last child of a paragraph that a comment is about."""
    if anchor.bookmark:
        for start in root.iter(BOOKMARK_START):
            if start.get(NAME) == anchor.bookmark:
                return _span_of_bookmark(start, places)
    paragraph = places.get(anchor.place, places[TemplatePlace(Story.FILE)])
    runs = _runs_of(paragraph, anchor.about) if anchor.about else []
    return (_child_of(paragraph, runs[0]), _child_of(paragraph, runs[-1])) if runs else _whole(paragraph)


def _span_of_bookmark(start: Element, places: Mapping[TemplatePlace, Element]) -> tuple[Element, Element]:
    """The bookmark within its paragraph; all of the paragraph, or the first one in it, where it holds more."""
    behind = (each for sibling in start.itersiblings() for each in sibling.iter(PARAGRAPH))
    paragraph = next(chain(start.iterancestors(PARAGRAPH), behind), None)
    holder = None if paragraph is None else _outside_of_boxes(paragraph)
    if paragraph is None or holder is None or _in_plain_text(holder):
        return _whole(places[TemplatePlace(Story.FILE)])
    if holder is not paragraph:
        return _whole(holder)
    ends = [each for each in paragraph.iter(BOOKMARK_END) if each.get(ID) == start.get(ID)]
    if not ends or paragraph not in start.iterancestors():
        return _whole(paragraph)
    return _child_of(paragraph, start), _child_of(paragraph, ends[0])


def _whole(paragraph: Element) -> tuple[Element, Element]:
    """All that stands in a paragraph; a paragraph without content gets an empty run to hold on to."""
    children = [child for child in paragraph if child.tag != PARAGRAPH_FORMAT]
    if not children:
        children = [element("r")]
        paragraph.extend(children)
    return children[0], children[-1]


def _runs_of(paragraph: Element, words: str) -> list[Element]:
    """The runs that hold these words, blanks aside."""
    found = leaves(paragraph)
    signs = [(sign, leaf.run) for leaf in found for sign in leaf.text if not sign.isspace()]
    sought = "".join(words.split())
    at = "".join(sign for sign, _ in signs).find(sought)
    return [run for _, run in signs[at : at + len(sought)]] if at >= 0 else []


def _child_of(paragraph: Element, inner: Element) -> Element:
    """The child of the paragraph that the element is, or is inside of."""
    upwards = [inner, *inner.iterancestors()]
    return upwards[upwards.index(paragraph) - 1]


def put_marks(number: str, first: Element, last: Element) -> None:
    """Puts the marks of a comment around two siblings of one paragraph, which may be the same element."""
    end, run = element("commentRangeEnd", id=number), element("r")
    run.append(element("commentReference", id=number))
    first.addprevious(element("commentRangeStart", id=number))
    last.addnext(end)
    end.addnext(run)
