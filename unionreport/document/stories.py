"""The stories of a document (body, headers, footers, notes) and their paragraphs with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from unionreport.document.package import Parts, parse_part
from unionreport.document.place import FILE, Story, TemplatePlace
from unionreport.document.relations import main_part, related
from unionreport.document.wordml import (
    BODY,
    BOX,
    CELL,
    FALLBACK,
    NOTES,
    PARAGRAPH,
    ROW,
    STRICT_NAMESPACE,
    TABLE,
    TYPE,
)
from unionreport.errors import TemplateError

_KINDS = (
    ("header", Story.HEADER),
    ("footer", Story.FOOTER),
    ("footnotes", Story.FOOTNOTE),
    ("endnotes", Story.ENDNOTE),
)


@dataclass(frozen=True, slots=True)
class StoryPart:
    """One part that holds text: its name in the package, what it is, and the root of its XML."""

    name: str
    story: Story
    root: Element


def stories(parts: Parts) -> list[StoryPart]:
    """Every part whose paragraphs a template may fill: the body first, then headers, footers and notes."""
    main = main_part(parts)
    found = [StoryPart(main, Story.BODY, parse_part(parts, main))]
    if found[0].root.tag.startswith(f"{{{STRICT_NAMESPACE}}}"):
        raise TemplateError(FILE, "file-strict")
    if found[0].root.find(BODY) is None:
        raise TemplateError(FILE, "part-damaged", part=main, detail="body")
    for kind, story in _KINDS:
        found += [StoryPart(name, story, parse_part(parts, name)) for name in related(parts, main, kind)]
    return found


@dataclass(slots=True)
class _Counts:
    tables: int = 0
    boxes: int = 0


def paragraphs(part: StoryPart) -> Iterator[tuple[Element, TemplatePlace]]:
    """Every paragraph of a story with its place, in document order, those of cells and text boxes too."""
    counts = _Counts()
    if part.story not in (Story.FOOTNOTE, Story.ENDNOTE):
        yield from _walk(part.root, TemplatePlace(part.story), counts)
        return
    notes = [note for note in part.root.iter(*NOTES) if note.get(TYPE) is None]  # the typed ones are separators
    for number, note in enumerate(notes, 1):
        yield from _walk(note, TemplatePlace(part.story, number=number), counts)


def _walk(holder: Element, here: TemplatePlace, counts: _Counts) -> Iterator[tuple[Element, TemplatePlace]]:
    count = 0
    for block in _within(holder, PARAGRAPH, TABLE):
        if block.tag == TABLE:
            yield from _walk_table(block, here, counts)
        else:
            count += 1
            yield block, replace(here, paragraph=count)
            yield from _walk_boxes(block, counts)


def _walk_table(table: Element, here: TemplatePlace, counts: _Counts) -> Iterator[tuple[Element, TemplatePlace]]:
    counts.tables += 1
    number = counts.tables
    for row_number, row in enumerate(_within(table, ROW), 1):
        for cell_number, cell in enumerate(_within(row, CELL), 1):
            place = replace(here, table=number, row=row_number, cell=cell_number)
            yield from _walk(cell, place, counts)


def _walk_boxes(paragraph: Element, counts: _Counts) -> Iterator[tuple[Element, TemplatePlace]]:
    if next(paragraph.iter(BOX), None) is None:
        return
    for box in _within(paragraph, BOX):
        if next(box.iterancestors(FALLBACK), None) is None:  # the fallback is the same box again, for old readers
            counts.boxes += 1
        yield from _walk(box, TemplatePlace(Story.BOX, number=counts.boxes), counts)


def _within(holder: Element, *tags: str) -> Iterator[Element]:
    """The nearest descendants of these kinds, in document order, whatever wraps them."""
    for child in holder:
        if child.tag in tags:
            yield child
        elif len(child):
            yield from _within(child, *tags)
