"""Where the figures, tables and charts of a report stand: under which heading, and in which table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from unionreport.document.inline import own_text
from unionreport.document.package import Parts, parse_part
from unionreport.document.relations import main_part, related
from unionreport.document.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    ID,
    NAME,
    PARAGRAPH,
    PARAGRAPH_FORMAT,
    PREFIX,
    VAL,
    w,
)

ATTACHMENT_TITLE = "AttachmentTitle"
"""The id of the style of an attachment's title, which begins a part of the report as a heading does."""

_OUTLINE, _STYLE, _BASE = w("outlineLvl"), w("pStyle"), w("basedOn")


@dataclass(frozen=True, slots=True)
class Spot:
    """The heading of the first level that something stands under, and the bookmark of the table it is in.

    Both are empty where there is none.
    """

    heading: str = ""
    table: str = ""


def spots(parts: Parts, tables: Iterable[str]) -> dict[str, Spot]:
    """Our bookmarks in the body with their spots, in document order; ``tables`` are those that are tables."""
    main = main_part(parts)
    styles = next((parse_part(parts, name) for name in related(parts, main, "styles")), None)
    heads, known = _heading_styles(styles), set(tables)
    found: dict[str, Spot] = {}
    heading, table, end = "", "", ""
    for each in parse_part(parts, main).iter(PARAGRAPH, BOOKMARK_START, BOOKMARK_END):
        name = each.get(NAME, "")
        if each.tag == PARAGRAPH:
            heading = " ".join(own_text(each).split()) if _is_heading(each, heads) else heading
        elif each.tag == BOOKMARK_END:
            table = "" if each.get(ID) == end else table
        elif name.startswith(PREFIX):
            found[name] = Spot(heading, table)
            if name in known:
                table, end = name, each.get(ID, "")
    return found


def _is_heading(paragraph: Element, heads: Mapping[str, bool]) -> bool:
    """Whether a paragraph is a heading of the first level: by itself, else by its style."""
    level = paragraph.find(f"{PARAGRAPH_FORMAT}/{_OUTLINE}")
    if level is not None:
        return level.get(VAL) == "0"
    style = paragraph.find(f"{PARAGRAPH_FORMAT}/{_STYLE}")
    return style is not None and heads.get(style.get(VAL, ""), False)


def _heading_styles(styles: Element | None) -> dict[str, bool]:
    """The paragraph styles of a document by id, and whether they make headings of the first level."""
    if styles is None:
        return {}
    known = {each.get(w("styleId"), ""): each for each in styles.iterfind(w("style"))}
    return {id_: id_ == ATTACHMENT_TITLE or _level(id_, known) == "0" for id_ in known}


def _level(style: str, known: Mapping[str, Element]) -> str:
    """The outline level that a style gives, or one that it is based on; empty where none does."""
    seen: set[str] = set()
    while style in known and style not in seen:
        seen.add(style)
        level = known[style].find(f"{PARAGRAPH_FORMAT}/{_OUTLINE}")
        if level is not None:
            return level.get(VAL, "")
        base = known[style].find(_BASE)
        style = "" if base is None else base.get(VAL, "")
    return ""
