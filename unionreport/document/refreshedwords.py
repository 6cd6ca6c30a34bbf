"""The words around a printed table or chart, its title, its notes and its bookmark, brought up to date."""

from __future__ import annotations

from copy import deepcopy

from lxml.etree import _Element as Element

from unionreport.document.carriers import write_over
from unionreport.document.exhibits import looks_of
from unionreport.document.inline import own_text, run_text
from unionreport.document.looks import Role
from unionreport.document.shown import ShownTable
from unionreport.document.standingtables import StandingTable
from unionreport.document.stories import StoryPart
from unionreport.document.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    ID,
    NAME,
    PARAGRAPH,
    PARAGRAPH_FORMAT,
    PARAGRAPH_IDS,
    RUN,
    clean,
    element,
    remove,
)
from unionreport.document.workpiece import Workpiece
from unionreport.exhibit import FigureTable
from unionreport.renewal import Reason


def refresh_words(work: Workpiece, shown: ShownTable, standing: StandingTable, now: FigureTable) -> None:
    """Brings title and notes up to date where they stand as printed; notes come and go."""
    what = shown.table, shown.title
    if standing.before:
        refresh_line(work, standing.part, standing.before[0], what, (shown.title, clean(now.title)))
    notes = [clean(each) for each in now.notes]
    texts = [own_text(each) for each in standing.after]
    if notes in (texts, list(shown.notes)):
        return
    if tuple(texts) != shown.notes:
        place = work.place(standing.part, standing.element)
        work.keep(what, place, ("".join(texts), "".join(notes)), Reason.WORDS_EDITED)
        return
    _renew_notes(work, shown, standing, notes)


def refresh_line(
    work: Workpiece, part: StoryPart, line: Element, what: tuple[str, str], texts: tuple[str, str]
) -> None:
    """Writes a line anew that stands as printed; one that somebody changed is kept, and told of if it should change."""
    old, new = texts
    standing = own_text(line)
    if new in (standing, old):
        return
    place = work.place(part, line)
    if standing != old:
        work.keep(what, place, (standing, new), Reason.WORDS_EDITED)
        return
    write_over([run for run in line.iter(RUN) if run_text(run)], new)
    work.touched.add(part.name)
    work.change(what, place, old, new)


def _renew_notes(work: Workpiece, shown: ShownTable, standing: StandingTable, notes: list[str]) -> None:
    lines = list(standing.after)
    for line, text in zip(lines, notes, strict=False):
        refresh_line(work, standing.part, line, (shown.table, shown.title), (own_text(line), text))
    for line in lines[len(notes) :]:
        work.change((shown.table, shown.title), work.place(standing.part, line), own_text(line), "")
        for mark in list(line.iter(BOOKMARK_START, BOOKMARK_END)):
            line.addprevious(mark)
        remove(line)
    last = lines[min(len(lines), len(notes)) - 1] if lines and notes else standing.element
    for text in notes[len(lines) :]:
        made = _note(work, lines[-1] if lines else None, text)
        last.addnext(made)
        last = made
        work.change((shown.table, shown.title), work.place(standing.part, standing.element), "", text)
    work.touched.add(standing.part.name)


def _note(work: Workpiece, model: Element | None, text: str) -> Element:
    """A note in the format of another, or in that of notes."""
    if model is None:
        return looks_of(work.parts).line(Role.NOTE, text)
    made = deepcopy(model)
    for child in [child for child in made if child.tag not in (PARAGRAPH_FORMAT, RUN)]:
        made.remove(child)
    for name in PARAGRAPH_IDS:
        made.attrib.pop(name, "")
    write_over([run for run in made.iter(RUN) if run_text(run)], text)
    return made


def settle_bookmark(work: Workpiece, bookmark: str, standing: StandingTable, last: Element) -> None:
    """Sees to it that the table's bookmark begins before it and ends in its last note or its last row."""
    root = standing.part.root
    starts = [each for each in root.iter(BOOKMARK_START) if each.get(NAME) == bookmark]
    ends = [each for each in root.iter(BOOKMARK_END) if starts and each.get(ID) == starts[0].get(ID)]
    if starts and ends:
        return
    for mark in (*starts, *ends):
        remove(mark)
    work.carriers.marks += 1
    number = str(work.carriers.marks)
    first = next(standing.element.iter(PARAGRAPH))
    at = 1 if len(first) and first[0].tag == PARAGRAPH_FORMAT else 0
    first.insert(at, element("bookmarkStart", id=number, name=bookmark))
    list(last.iter(PARAGRAPH))[-1].append(element("bookmarkEnd", id=number))
    work.touched.add(standing.part.name)
