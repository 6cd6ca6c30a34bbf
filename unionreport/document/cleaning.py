"""The clean copy of a report: our comments, controls, bookmarks and manifest gone, every word where it was.

What other people left in it, comments and tracked changes (17.13.5), stays and is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from unionreport.document.comments import AUTHOR, without_comments
from unionreport.document.controls import figure_of_tag
from unionreport.document.discussion import settle_discussion, without_discussion
from unionreport.document.manifest import without_manifest
from unionreport.document.package import Parts, parse_part, part_bytes
from unionreport.document.relations import main_part, related
from unionreport.document.stories import stories
from unionreport.document.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    CONTROL,
    CONTROL_CONTENT,
    ID,
    NAME,
    PREFIX,
    remove,
    w,
)

_AUTHOR, _COMMENT = w("author"), w("comment")
_CHANGES = tuple(
    w(name)
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *("pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange"),
        "tblPrExChange",
    )
)


@dataclass(frozen=True, slots=True)
class Remainder:
    """What people left in a report: how many comments and how many tracked changes, by author."""

    comments: Mapping[str, int]
    changes: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.comments or self.changes)


def clean_copy(parts: Parts, *, everybody: bool = False) -> Parts:
    """The parts without anything of ours but the text; the same parts where there is nothing to take out.

    ``everybody`` takes out the comments of other people too.
    """
    spoken = without_discussion(parts) if everybody else without_comments(parts)
    cleaned = without_manifest(settle_discussion(spoken) if spoken is not parts else parts)
    changed = {part.name: part_bytes(part.root) for part in stories(cleaned) if _unmark(part.root)}
    return {**cleaned, **changed} if changed else cleaned


def _unmark(root: Element) -> bool:
    """Takes our controls and bookmarks out of a part, what they hold stays; whether there were any."""
    controls = [each for each in root.iter(CONTROL) if _is_ours(each)]
    marks = list(_marks(root))
    for control in controls:
        _unwrap(control)
    for mark in marks:
        remove(mark)
    return bool(controls or marks)


def _is_ours(control: Element) -> bool:
    """Whether a control is a figure's: by its tag, or by our bookmark before it where an editor dropped the tag."""
    if figure_of_tag(control) is not None:
        return True
    before = control.getprevious()
    return before is not None and before.tag == BOOKMARK_START and before.get(NAME, "").startswith(PREFIX)


def _marks(root: Element) -> Iterator[Element]:
    """Both ends of our bookmarks."""
    numbers = set()
    for start in root.iter(BOOKMARK_START):
        if start.get(NAME, "").startswith(PREFIX):
            numbers.add(start.get(ID))
            yield start
    yield from (end for end in root.iter(BOOKMARK_END) if end.get(ID) in numbers)


def _unwrap(control: Element) -> None:
    """Puts what a control holds in its place."""
    content = control.find(CONTROL_CONTENT)
    for child in list(content) if content is not None else []:
        control.addprevious(child)
    remove(control)


def remainder(parts: Parts) -> Remainder:
    """The comments of other people and all tracked changes, by author; an unsigned one is under an empty name."""
    comments = Counter[str]()
    for name in related(parts, main_part(parts), "comments"):
        comments.update(each.get(_AUTHOR, "") for each in parse_part(parts, name).iter(_COMMENT))
    changes = Counter(each.get(_AUTHOR, "") for part in stories(parts) for each in part.root.iter(*_CHANGES))
    del comments[AUTHOR]
    return Remainder(comments, changes)
