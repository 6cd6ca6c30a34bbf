"""Template tags as marks in the XML tree: a slot where a value goes, a switch where a block begins or ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from unionreport.document.inline import Leaf, cut_run, field_depth, is_empty_run, leaves, own_text
from unionreport.document.place import TemplatePlace
from unionreport.document.stories import StoryPart, paragraphs
from unionreport.document.tags import THING, Kind, Tag, scan
from unionreport.document.wordml import (
    BOOKMARK_START,
    CONTROL,
    CONTROL_FORMAT,
    DELETED,
    DRAWING_NAME,
    FIELD_CODE,
    FORMULA_TEXT,
    INSERTED,
    MOVED_AWAY,
    NAME,
    NAMESPACE,
    PARAGRAPH,
    PARAGRAPH_FORMAT,
    PREFIX,
    ROW,
    RUN,
    SECTION,
    TABLE,
    remove,
    run_like,
    text_element,
    w,
)
from unionreport.errors import TemplateError

SLOT, SWITCH = "slot", "switch"
"""Element names of the two marks; they have no namespace and never reach a finished document."""

_MARKERS = ("{", "｛", "｝", "}}", "%}")
_BOUND = (w("text"), w("dataBinding"), w("placeholder"), w("showingPlcHdr"))


@dataclass(frozen=True, slots=True)
class Mark:
    """What a tag says and where it stood.

    ``depth`` counts the Word fields around it; ``alone`` is a tag whose paragraph has nothing but tags.
    """

    tag: str
    keyword: str
    place: TemplatePlace
    depth: int = 0
    alone: bool = False


@dataclass(slots=True)
class MarkedStory:
    """A story whose tags have become marks.

    ``spares`` has, for a cell or box, an empty paragraph to put into it if all else goes; ``order`` is
    every paragraph's place in document order.
    """

    part: StoryPart
    marks: dict[Element, Mark] = field(default_factory=dict)
    spares: dict[Element, Element] = field(default_factory=dict)
    errors: list[TemplateError] = field(default_factory=list)
    order: dict[TemplatePlace, int] = field(default_factory=dict)


def mark_story(part: StoryPart) -> MarkedStory:
    """Turns every tag of a story into a mark in its tree, and collects what is wrong with the tags."""
    story = MarkedStory(part)
    for bookmark in list(part.root.iter(BOOKMARK_START)):
        if bookmark.get(NAME, "").startswith(PREFIX):  # of the report that this template once was
            remove(bookmark)
    for paragraph, place in list(paragraphs(part)):
        story.order[place] = len(story.order)
        story.errors += _unreachable(paragraph, place)
        found = leaves(paragraph)
        text = "".join(leaf.text for leaf in found)
        if any(marker in text for marker in _MARKERS):
            _mark_paragraph(story, paragraph, found, place)
    _lift_rows(story)
    for mark in story.marks:
        for control in mark.iterancestors(CONTROL):
            _unbind(control)
    return story


def _unreachable(paragraph: Element, place: TemplatePlace) -> Iterator[TemplateError]:
    """Tags that no reader of text meets: in a field's code, in a formula, in the description of a picture."""
    for each in paragraph.iter(DRAWING_NAME, FIELD_CODE, FORMULA_TEXT):
        texts = [str(value) for value in each.attrib.values()] + [each.text or ""]
        for text in texts:
            if ("{{" in text or "{%" in text) and next(each.iterancestors(PARAGRAPH)) is paragraph:
                yield TemplateError(place, "tag-unreachable", tag=text)


def _mark_paragraph(story: MarkedStory, paragraph: Element, found: list[Leaf], place: TemplatePlace) -> None:
    text = "".join(leaf.text for leaf in found)
    tags, slips = scan(text)
    if slips:
        story.errors += [TemplateError(place, slip.reason, tag=slip.text) for slip in slips]
        return
    if tags and _is_control_only(text, tags):
        _lift_paragraph(story, paragraph, [_mark(tag, found, place) for tag in tags if tag.kind is Kind.CONTROL])
        return
    alone = not _without(text, tags).strip()
    for tag in reversed(tags):  # from behind, so that the leaves before a tag stay as they were found
        inside = [leaf for leaf in found if leaf.start < tag.end and leaf.end > tag.start]
        reason = _crossing(inside)
        if reason:
            story.errors.append(TemplateError(place, reason, tag=text[tag.start : tag.end]))
        else:
            mark = _replace_tag(tag, inside)
            said = _mark(tag, found, place, alone=alone)
            story.marks.update({mark: said} if mark is not None else {})


def _mark(tag: Tag, found: list[Leaf], place: TemplatePlace, *, alone: bool = False) -> Mark:
    closer = "}}" if tag.kind is Kind.PRINT else "%}"
    keyword = tag.keyword if tag.kind is Kind.CONTROL else ""
    return Mark(f"{tag.kind} {tag.code} {closer}", keyword, place, field_depth(found, tag.start), alone)


def _is_control_only(text: str, tags: list[Tag]) -> bool:
    return not any(tag.kind is Kind.PRINT for tag in tags) and not _without(text, tags).strip()


def _without(text: str, tags: list[Tag]) -> str:
    for tag in reversed(tags):
        text = text[: tag.start] + text[tag.end :]
    return text


def _lift_paragraph(story: MarkedStory, paragraph: Element, marks: list[Mark]) -> None:
    """Puts the tags in the paragraph's stead; one that ends a section stays, empty and outside of the block."""
    spare = etree.Element(PARAGRAPH, nsmap={"w": NAMESPACE})
    formatting = paragraph.find(PARAGRAPH_FORMAT)
    spare.extend([] if formatting is None else [formatting])
    story.spares.update((holder, spare) for holder in list(paragraph.iterancestors())[:1])
    opening = bool(marks) and marks[0].keyword in {"for", "if"}
    if spare.find(f"{PARAGRAPH_FORMAT}/{SECTION}") is not None and opening:
        paragraph.addprevious(spare)
    for mark in marks:
        switch = etree.Element(SWITCH)
        story.marks[switch] = mark
        paragraph.addprevious(switch)
    if spare.find(f"{PARAGRAPH_FORMAT}/{SECTION}") is not None and not opening:
        paragraph.addnext(spare)
    remove(paragraph)


def _lift_rows(story: MarkedStory) -> None:
    """Puts the tags of a table row that holds nothing else in the row's stead."""
    rows = [row for mark in story.marks if mark.tag == SWITCH for row in list(mark.iterancestors(ROW))[:1]]
    for row in dict.fromkeys(rows):
        if next(row.iter(SLOT, TABLE), None) is None and not any(_shows(each) for each in row.iter(PARAGRAPH)):
            for switch in list(row.iter(SWITCH)):
                row.addprevious(switch)
            remove(row)


def _shows(paragraph: Element) -> bool:
    return any(leaf.text == THING for leaf in leaves(paragraph)) or bool(own_text(paragraph).strip())


def _crossing(inside: list[Leaf]) -> str:
    """Why a tag over these leaves cannot be filled; empty if it can."""
    holders = {leaf.run.getparent() for leaf in inside}
    if len(holders) > 1:
        return "tag-tracked" if INSERTED in [holder.tag for holder in holders if holder is not None] else "tag-crosses"
    between = _between(inside[0].run, inside[-1].run)
    return "tag-tracked" if any(each.tag in {DELETED, MOVED_AWAY} for each in between) else ""


def _between(first: Element, last: Element) -> list[Element]:
    """The siblings after the first element up to and with the last."""
    after = list(first.itersiblings())
    return after[: after.index(last) + 1] if first is not last else []


def _replace_tag(tag: Tag, inside: list[Leaf]) -> Element | None:
    """Puts a mark in the place of the tag's characters; bookmarks and the like inside the tag stay behind it."""
    first, last = inside[0], inside[-1]
    mark = _element(tag, next(leaf.run for leaf in inside if leaf.end > tag.inner))
    tail = cut_run(last, tag.end)
    middle = cut_run(first, tag.start)
    end = middle if first.run is last.run else last.run
    for each in [middle, *_between(middle, end)]:
        if each.tag == RUN:
            remove(each)
    first.run.addnext(mark)
    for run in (first.run, tail):
        if is_empty_run(run):
            remove(run)
    if tag.kind is Kind.NOTE:
        remove(mark)
        return None
    return mark


def _element(tag: Tag, run: Element) -> Element:
    """A switch, or a slot that is a run in all but name: it has the format and an empty text."""
    if tag.kind is not Kind.PRINT:
        return etree.Element(SWITCH)
    slot = etree.Element(SLOT, nsmap={"w": NAMESPACE})
    slot.extend([*run_like(run), text_element()])
    return slot


def _unbind(control: Element) -> None:
    """Makes a content control around a tag one that may hold others, and whose text Word does not replace."""
    for formatting in control.iter(CONTROL_FORMAT):
        for bound in list(formatting.iterchildren(*_BOUND)):
            formatting.remove(bound)
