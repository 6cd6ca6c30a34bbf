"""The parts that comments live in: their texts, and what Word keeps beside them on replies, ids and people."""

from __future__ import annotations

from lxml.etree import _Element as Element

from unionreport.document.comments import AUTHOR, without_comments
from unionreport.document.package import Parts, parse_part, part_bytes
from unionreport.document.relations import main_part, related
from unionreport.document.removal import without_parts
from unionreport.document.wordml import PARAGRAPH_IDS, remove, w

BESIDE = ("commentsExtended", "commentsIds", "commentsExtensible")
"""The kinds of the parts that Word keeps beside the texts of comments."""

_COMMENT, _AUTHOR = w("comment"), w("author")
_PARAGRAPH_ID = PARAGRAPH_IDS[0]


def without_discussion(parts: Parts) -> Parts:
    """The parts without any comment, whoever wrote it; the same parts where there is none."""
    for author in _authors(parts):
        parts = without_comments(parts, author)
    return parts


def settle_discussion(parts: Parts) -> Parts:
    """The parts after comments were taken out: nothing is said of those that are gone.

    Where none is left, the parts that comments live in go too; a reply to one that is gone stands by itself.
    """
    main = main_part(parts)
    if not _authors(parts):
        for kind in ("comments", *BESIDE):
            gone = related(parts, main, kind)
            parts = without_parts(parts, gone) if gone else parts
    return _without_leftovers(parts, main)


def _authors(parts: Parts) -> list[str]:
    """Everybody who has a comment, each once."""
    names = related(parts, main_part(parts), "comments")
    found = (each for name in names for each in parse_part(parts, name).iter(_COMMENT))
    return list(dict.fromkeys(each.get(_AUTHOR, "") for each in found))


def _without_leftovers(parts: Parts, main: str) -> Parts:
    """The parts without what is said of paragraphs of comments that are gone, and without us among the people.

    A reply to a comment of ours becomes a comment of its own.
    """
    names = related(parts, main, "comments")
    known = {each.get(_PARAGRAPH_ID, "") for name in names for each in parse_part(parts, name).iter()}
    changed = dict(parts)
    for kind in (*BESIDE, "people"):
        for name in related(parts, main, kind):
            root = parse_part(parts, name)
            settled = [_settle(each, known) for each in list(root)]
            if any(settled):
                changed[name] = part_bytes(root)
    return changed if changed != parts else parts


def _settle(each: Element, known: set[str]) -> bool:
    """Takes out an entry on something that is gone, or its word on the comment it replied to; whether it did."""
    values = {str(key).rpartition("}")[2]: (key, value) for key, value in each.attrib.items()}
    if values.get("paraId", ("", ""))[1] not in known | {""} or values.get("author", ("", ""))[1] == AUTHOR:
        remove(each)
        return True
    key, parent = values.get("paraIdParent", ("", ""))
    if parent and parent not in known:
        del each.attrib[key]
        return True
    return False
