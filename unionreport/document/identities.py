"""Ids that must be there once only, put right after blocks were repeated or left out.

Bookmarks (17.13.6) pair by id and are unique by name, comments (17.13.4) are anchored once, drawings and
content controls have a number each. All are unique in the document, not in the part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from unionreport.document.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    CONTROL_FORMAT,
    DRAWING_NAME,
    ID,
    NAME,
    RUN,
    VAL,
    remove,
    w,
)

_COMMENT_MARKS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))


@dataclass(slots=True)
class _Numbers:
    """The numbers in use, and where to look for the next free one."""

    taken: set[int] = field(default_factory=set)
    last: int = 1000

    def take(self) -> int:
        """The next free number, now in use."""
        self.last += 1
        while self.last in self.taken:
            self.last += 1
        self.taken.add(self.last)
        return self.last


@dataclass(slots=True)
class _Seen:
    bookmarks: int = 0
    names: set[str] = field(default_factory=set)
    comments: set[tuple[str, str]] = field(default_factory=set)
    controls: _Numbers = field(default_factory=_Numbers)
    drawings: _Numbers = field(default_factory=_Numbers)


def settle_identities(roots: Iterable[Element]) -> None:
    """Makes every id in the parts of one document unique, in place; what is marked twice stays marked once."""
    seen = _Seen()
    for root in roots:
        _settle_bookmarks(root, seen)
        _settle_comments(root, seen)
        for number in root.iterfind(f".//{CONTROL_FORMAT}/{ID}"):
            _settle_number(number, VAL, seen.controls)
        for drawing in root.iter(DRAWING_NAME):
            _settle_number(drawing, "id", seen.drawings)


def _settle_bookmarks(root: Element, seen: _Seen) -> None:
    """Numbers the bookmarks anew; a name seen before, and a start or end without its other half, is dropped."""
    open_starts: dict[str, list[Element]] = {}
    for mark in list(root.iter(BOOKMARK_START, BOOKMARK_END)):
        if mark.tag == BOOKMARK_START:
            open_starts.setdefault(mark.get(ID, ""), []).append(mark)
            continue
        starts = open_starts.get(mark.get(ID, ""))
        if not starts:
            remove(mark)
            continue
        _settle_bookmark(starts.pop(), mark, seen)
    for start in (start for starts in open_starts.values() for start in starts):
        remove(start)


def _settle_bookmark(start: Element, end: Element, seen: _Seen) -> None:
    name = start.get(NAME, "").casefold()
    if name in seen.names:
        remove(start)
        remove(end)
        return
    seen.names.add(name)
    for mark in (start, end):
        mark.set(ID, str(seen.bookmarks))
    seen.bookmarks += 1


def _settle_comments(root: Element, seen: _Seen) -> None:
    """Keeps the first anchor of each comment."""
    for mark in list(root.iter(*_COMMENT_MARKS)):
        key = (mark.tag, mark.get(ID, ""))
        if key in seen.comments:
            holder = mark.getparent()
            remove(mark)
            if holder is not None and holder.tag == RUN:
                remove(holder)
        seen.comments.add(key)


def _settle_number(carrier: Element, attribute: str, numbers: _Numbers) -> None:
    text = carrier.get(attribute, "")
    if text.isdecimal() and int(text) not in numbers.taken:
        numbers.taken.add(int(text))
    else:
        carrier.set(attribute, str(numbers.take()))
