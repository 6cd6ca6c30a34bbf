"""Word comments (批注) put into a document (ECMA-376 part 1, 17.13.4); those of people stay, ours can be taken out."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from lxml.etree import _Element as Element

from unionreport.document.anchors import START, Anchor, commentable, put_marks, span
from unionreport.document.package import Parts, parse_part, part_bytes, with_content_type
from unionreport.document.relations import OFFICE, main_part, related, with_relation
from unionreport.document.wordml import (
    ID,
    RUN,
    RUN_FORMAT,
    clean,
    element,
    remove,
    text_element,
    w,
)

AUTHOR = "unionreport"
"""Who signs our comments, and by whom they are known again."""

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_UNDATED = datetime.date(1980, 1, 1)
_COMMENT, _AUTHOR = w("comment"), w("author")
_START, _END, _REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
_FONT_SIZE = "18"  # half-points; without it a comment takes the size of the body text


@dataclass(frozen=True, slots=True)
class Comment:
    """What is to be said, a line a paragraph, and where."""

    text: str
    anchor: Anchor = START


def add_comments(parts: Parts, comments: Sequence[Comment], date: datetime.date | None = None) -> Parts:
    """The parts with the comments in them, signed ``unionreport`` and dated by the day; all else is as it was.

    Without a date it is 1980-01-01, so that equal inputs give equal bytes.
    """
    if not comments:
        return parts
    main = main_part(parts)
    root = parse_part(parts, main)
    name, listing = _listing(parts, main)
    numbers = _free_numbers(root, listing)
    places = commentable(main, root)
    for comment, number in zip(comments, numbers, strict=False):
        first, last = span(root, places, comment.anchor)
        put_marks(str(number), first, last)
        listing.append(_write(comment.text, str(number), date or _UNDATED))
    changed = {**parts, main: part_bytes(root), name: part_bytes(listing)}
    return with_content_type(with_relation(changed, main, f"{OFFICE}/comments", name), name, _TYPE)


def without_comments(parts: Parts, author: str = AUTHOR) -> Parts:
    """The parts without the comments of one author, by default those that the product wrote."""
    main = main_part(parts)
    changed = dict(parts)
    for name in related(parts, main, "comments"):
        listing = parse_part(parts, name)
        gone = {each.get(ID): each for each in listing.iter(_COMMENT) if each.get(_AUTHOR) == author}
        if not gone:
            continue
        for each in gone.values():
            remove(each)
        root = parse_part(parts, main)
        for mark in [each for each in root.iter(_START, _END, _REFERENCE) if each.get(ID) in gone]:
            _take_out(mark)
        changed |= {main: part_bytes(root), name: part_bytes(listing)}
    return changed if changed != parts else parts


def _take_out(mark: Element) -> None:
    """Removes an anchor, with the run that a reference was alone in."""
    run = mark.getparent()
    remove(mark)
    if run is not None and run.tag == RUN and all(child.tag == RUN_FORMAT for child in run):
        remove(run)


def _listing(parts: Parts, main: str) -> tuple[str, Element]:
    """The part that has the comments' texts, or a new one under a name that is free."""
    for name in related(parts, main, "comments"):
        return name, parse_part(parts, name)
    folder = posixpath.dirname(main)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(parts) + 1))
    return next(name for name in names if name not in parts), element("comments")


def _free_numbers(*roots: Element) -> Iterator[int]:
    """The numbers that no comment has, upwards."""
    marks = chain.from_iterable(root.iter(_COMMENT, _START, _END, _REFERENCE) for root in roots)
    used = [int(each.get(ID, "")) for each in marks if each.get(ID, "").isdecimal()]
    return count(max(used, default=-1) + 1)


def _write(text: str, number: str, date: datetime.date) -> Element:
    initials = AUTHOR[:2]
    made = element("comment", id=number, author=AUTHOR, date=f"{date:%Y-%m-%d}T00:00:00Z", initials=initials)
    for position, line in enumerate(clean(text).split("\n")):
        made.append(_write_line(line, is_first=not position))
    return made


def _write_line(line: str, *, is_first: bool) -> Element:
    """One paragraph of a comment, which must not look like the body: small, single-spaced, not indented."""
    paragraph, formatting = element("p"), element("pPr")
    formatting.append(element("spacing", before="0", after="0", line="240", lineRule="auto"))
    formatting.append(element("ind", firstLine="0", firstLineChars="0"))
    paragraph.append(formatting)
    for content in [*([element("annotationRef")] if is_first else []), text_element(line)]:
        run, look = element("r"), element("rPr")
        look.extend([element("sz", val=_FONT_SIZE), element("szCs", val=_FONT_SIZE)])
        run.extend([look, content])
        paragraph.append(run)
    return paragraph
