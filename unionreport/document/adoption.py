"""A finished report opened for adoption: its texts with their places, and the template that it becomes.

Our own controls are taken off and remembered, so that what they say is bound exactly. Tracked changes stay as
they are: the text is the visible one, insertions with and deletions without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from unionreport.document.comments import without_comments
from unionreport.document.inline import Leaf, field_depth, leaves, own_text
from unionreport.document.manifest import without_manifest
from unionreport.document.package import Parts, part_bytes, read_package, write_package
from unionreport.document.place import Story, TemplatePlace
from unionreport.document.reuse import exhibit_blocks, put_chapters, put_tags, without_unused_charts
from unionreport.document.standing import Standing, read_standings
from unionreport.document.stories import StoryPart, paragraphs, stories
from unionreport.document.tags import THING, scan
from unionreport.document.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    CELL,
    CONTROL,
    CONTROL_CONTENT,
    DELETED,
    ID,
    MOVED_AWAY,
    NAME,
    PARAGRAPH,
    PREFIX,
    ROW,
    TABLE,
    TEXT,
    remove,
    set_text,
    w,
)
from unionreport.errors import TemplateError
from unionreport.occasions import Span
from unionreport.surroundings import Passage

_SIMPLE_FIELD = w("fldSimple")
_LONGEST_HEADING = 40
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]+部分|附件[0-9]*$"
)
_SENTENCE = re.compile("[。；！？，]$")
_UNIT = re.compile(
    "[（(][ ]?(?:单位[:：][ ]?)?(?P<unit>[^()（）]{1,4})[)）]$"
    "|(?P<word>户|人|件|份|次|期|场|家|条|项|个)数$|(?P<times>人次)$"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that a control of ours says, with the stretch of the text it stands in."""

    start: int
    end: int
    figure: str
    style: str


@dataclass(frozen=True, slots=True, eq=False)
class OpenParagraph:
    """A paragraph of a report: its place, its text with the words around it, the figures known by their controls."""

    place: TemplatePlace
    passage: Passage
    element: Element
    known: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class OpenReport:
    """A report opened: its parts, its stories without our marks, and their paragraphs in document order."""

    parts: Parts
    stories: tuple[StoryPart, ...]
    paragraphs: tuple[OpenParagraph, ...]


@dataclass(slots=True)
class _Reading:
    """What is known so far while the paragraphs are read one after the other."""

    known: Mapping[Element, Standing]
    heading: str = ""
    headers: dict[Element, list[str]] = field(default_factory=dict)


def open_report(data: bytes, *, reuse: bool = True) -> OpenReport:
    """The report's paragraphs; raises `TemplateError` for a file that is no .docx, and for one that has tags.

    Tables and charts that a build of ours put in become their tags again, unless ``reuse`` is off; their
    paragraphs are then not among those of the report.
    """
    parts = without_comments(read_package(data))
    standings = read_standings(parts)
    opened = standings.stories if standings else tuple(stories(parts))
    exhibits = exhibit_blocks(opened[0].root, standings.manifest.exhibits) if standings and reuse else []
    known = {run: each for each in (standings.figures if standings else ()) for run in each.runs}
    for part in opened:
        _take_off(part.root, known)
    reading = _Reading(known)
    found = [each for part in opened for each in _read(part, reading)]
    for each in found:
        tags, slips = scan(each.passage.text)
        if tags or slips:
            raise TemplateError(each.place, "adopt-tags")
    put_tags(exhibits)
    report = OpenReport(without_manifest(parts), opened, tuple(found))
    if exhibits:
        report = replace(report, parts=without_unused_charts(report.parts, opened[0].root))
    return _still_there(report)


def with_chapters(report: OpenReport, chapters: Mapping[str, Sequence[str]]) -> OpenReport:
    """The report in which each chapter of the union's own paragraphs is a loop over them."""
    body = [each.element for each in report.paragraphs if each.place.story is Story.BODY and not each.place.cell]
    put_chapters(body, chapters)
    return _still_there(report)


def _still_there(report: OpenReport) -> OpenReport:
    roots = {part.root for part in report.stories}
    kept = (each for each in report.paragraphs if not roots.isdisjoint(each.element.iterancestors()))
    return replace(report, paragraphs=tuple(kept))


def _take_off(root: Element, known: Mapping[Element, Standing]) -> None:
    """Takes our controls off the runs they hold, and our bookmarks out; what other people put there stays."""
    controls = [
        next(run.iterancestors(CONTROL), None) for run in known if next(run.iterancestors(root.tag), None) is root
    ]
    for control in dict.fromkeys(each for each in controls if each is not None):
        for content in control.iterchildren(CONTROL_CONTENT):
            for child in list(content):
                control.addprevious(child)
        remove(control)
    ours = {each.get(ID) for each in root.iter(BOOKMARK_START) if each.get(NAME, "").startswith(PREFIX)}
    for mark in [each for each in root.iter(BOOKMARK_START, BOOKMARK_END) if each.get(ID) in ours]:
        if mark.tag == BOOKMARK_END or mark.get(NAME, "").startswith(PREFIX):
            remove(mark)


def _read(part: StoryPart, reading: _Reading) -> Iterator[OpenParagraph]:
    for paragraph, place in paragraphs(part):
        found = leaves(paragraph)
        text = "".join(_shown(found, leaf) for leaf in found)
        passage = _in_cell(paragraph, text, place, reading) if place.cell else Passage(text, reading.heading)
        if text.strip():
            yield OpenParagraph(place, passage, paragraph, tuple(_known(found, reading.known)))
        if not place.cell and _is_heading(text):
            reading.heading = text.strip()


def _shown(found: Sequence[Leaf], leaf: Leaf) -> str:
    """The text of a leaf; what a field has worked out, a page number, is no text of the report."""
    is_worked_out = (
        field_depth(list(found), leaf.start) or next(leaf.run.iterancestors(_SIMPLE_FIELD), None) is not None
    )
    return THING * len(leaf.text) if is_worked_out else leaf.text


def _is_heading(text: str) -> bool:
    line = text.strip()
    return 0 < len(line) <= _LONGEST_HEADING and not _SENTENCE.search(line) and (_HEADING.match(line) is not None)


def _known(found: Sequence[Leaf], known: Mapping[Element, Standing]) -> Iterator[Known]:
    stretches: dict[Standing, list[Leaf]] = {}
    for leaf in found:
        if leaf.run in known:
            stretches.setdefault(known[leaf.run], []).append(leaf)
    for standing, own in stretches.items():
        yield Known(own[0].start, own[-1].end, standing.figure, standing.style)


def _in_cell(paragraph: Element, text: str, place: TemplatePlace, reading: _Reading) -> Passage:
    """A paragraph of a table's cell, with the label of its row, the header of its column and the unit it says."""
    cell = next(paragraph.iterancestors(CELL))
    row, table = next(cell.iterancestors(ROW)), next(cell.iterancestors(TABLE))
    if table not in reading.headers:
        first = next(table.iter(ROW))
        reading.headers[table] = [_cell_text(each) for each in first.iter(CELL)]
    header = reading.headers[table]
    column = header[place.cell - 1] if place.row > 1 and place.cell <= len(header) else ""
    label = _cell_text(next(row.iter(CELL))) if place.cell > 1 else ""
    return Passage(text, reading.heading, label, column, _unit_of(column))


def _cell_text(cell: Element) -> str:
    return " ".join(own_text(each) for each in cell.iter(PARAGRAPH)).strip()


def _unit_of(header: str) -> str:
    match = _UNIT.search(header)
    return next((each for each in match.groups() if each), "") if match else ""


def write_template(report: OpenReport, tags: Mapping[int, Sequence[Span]]) -> tuple[bytes, list[tuple[int, Span]]]:
    """The template with tags in the place of texts, and the spans that could not be replaced, by paragraph number.

    A tag stands in the run in which its text began, with that run's format; all else is as it was. Text that
    lies in a field, or across the border of a tracked change or of a link, is not replaced.
    """
    refused: list[tuple[int, Span]] = []
    for number, spans in tags.items():
        found = leaves(report.paragraphs[number].element)
        backwards = sorted(spans, key=lambda each: each.start, reverse=True)
        refused += [(number, span) for span in backwards if not _replace(found, span)]
    parts = {**report.parts, **{part.name: part_bytes(part.root) for part in report.stories}}
    return write_package(parts), refused


def _replace(found: Sequence[Leaf], span: Span) -> bool:
    inside = [leaf for leaf in found if leaf.start < span.end and leaf.end > span.start]
    if not inside or not _is_replaceable(found, inside, span):
        return False
    first, *others = inside
    now = first.element.text or ""
    set_text(first.element, now[: span.start - first.start] + f"{{{{ {span.code} }}}}" + now[span.end - first.start :])
    for leaf in others:
        set_text(leaf.element, (leaf.element.text or "")[span.end - leaf.start :])
    return True


def _is_replaceable(found: Sequence[Leaf], inside: Sequence[Leaf], span: Span) -> bool:
    if any(leaf.element.tag != TEXT for leaf in inside) or field_depth(list(found), span.start):
        return False
    holders = {leaf.run.getparent() for leaf in inside}
    if len(holders) > 1 or next(inside[0].run.iterancestors(_SIMPLE_FIELD), None) is not None:
        return False
    runs = list(dict.fromkeys(leaf.run for leaf in inside))
    between = list(runs[0].itersiblings()) if len(runs) > 1 else []
    return not any(
        each.tag in {DELETED, MOVED_AWAY} for each in between[: between.index(runs[-1]) + 1 if between else 0]
    )


def read_lines(report: OpenReport) -> dict[TemplatePlace, str]:
    """The text of every paragraph by its place."""
    return {each.place: own_text(each.element) for each in report.paragraphs}
