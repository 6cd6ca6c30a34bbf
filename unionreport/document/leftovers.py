"""What must not be left when blocks went out: blank paragraphs, empty tables, cells without a paragraph."""

from __future__ import annotations

from copy import copy

from lxml.etree import _Element as Element

from unionreport.document.inline import own_text
from unionreport.document.wordml import (
    BODY,
    BOX,
    BREAK,
    CELL,
    CONTROL,
    CONTROL_CONTENT,
    DRAWING_NAME,
    FIELD_MARK,
    FORMULAS,
    INLINE_CONTAINERS,
    NOTES,
    PARAGRAPH,
    PARAGRAPH_FORMAT,
    ROW,
    SECTION,
    TABLE,
    TYPE,
    element,
    remove,
    w,
)

_NEED_A_BLOCK = frozenset({BODY, BOX, CELL, w("hdr"), w("ftr"), *NOTES})
_BLOCKS = (PARAGRAPH, TABLE, CONTROL)
SHOWING = (
    DRAWING_NAME,
    FIELD_MARK,
    *FORMULAS,
    *(w(name) for name in ("drawing", "pict", "object", "fldSimple", "sym", "ptab", "pgNum")),
    *(w(name) for name in ("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef")),
)


def is_blank(paragraph: Element) -> bool:
    """Whether a paragraph shows nothing: no text, no picture, no field, no break of a page."""
    if own_text(paragraph).strip() or next(paragraph.iter(*SHOWING), None) is not None:
        return False
    return all(each.get(TYPE, "textWrapping") == "textWrapping" for each in paragraph.iter(BREAK))


def drop_blank(paragraph: Element) -> None:
    """Takes the paragraph out if it is blank, unless its place needs one or it ends a section."""
    holder = paragraph.getparent()
    if holder is None or not is_blank(paragraph) or paragraph.find(f"{PARAGRAPH_FORMAT}/{SECTION}") is not None:
        return
    before, after = paragraph.getprevious(), paragraph.getnext()
    around = [None if each is None else each.tag for each in (before, after)]
    ends_cell = holder.tag == CELL and after is None and around[0] != PARAGRAPH
    lonely = holder.tag in _NEED_A_BLOCK and sum(1 for _ in holder.iterchildren(*_BLOCKS)) == 1
    if not (ends_cell or lonely or around == [TABLE, TABLE]):
        holder.remove(paragraph)


def close_container(holder: Element, spare: Element | None) -> None:
    """Puts a container right after its content was chosen: a table without rows goes, a cell gets its paragraph."""
    if holder.tag == TABLE:
        if next(holder.iterchildren(ROW, CONTROL), None) is None:
            remove(holder)
        keep_tables_apart(holder)
    elif holder.tag == CONTROL:
        content = holder.find(CONTROL_CONTENT)
        if content is not None and not len(content):
            remove(holder)
    elif holder.tag in INLINE_CONTAINERS:
        if not len(holder) and holder.tag != CONTROL_CONTENT:
            remove(holder)
    elif _lacks_paragraph(holder):
        _add_paragraph(holder, spare)


def _lacks_paragraph(holder: Element) -> bool:
    if holder.tag == CELL:  # a cell ends with a paragraph (17.4.65)
        return not len(holder) or holder[-1].tag != PARAGRAPH
    return holder.tag in _NEED_A_BLOCK and next(holder.iterchildren(*_BLOCKS), None) is None


def _add_paragraph(holder: Element, spare: Element | None) -> None:
    made = element("p") if spare is None else copy(spare)
    if holder.tag == BODY and len(holder) and holder[-1].tag == SECTION:
        holder[-1].addprevious(made)
    else:
        holder.append(made)


def keep_tables_apart(table: Element) -> None:
    """Puts a hairline paragraph before a table that has come to stand right behind another: Word would join them."""
    before = table.getprevious()
    if table.tag != TABLE or before is None or before.tag != TABLE:
        return
    before.addnext(hairline())


def hairline() -> Element:
    """A paragraph a point high, for where one must stand and none should be seen."""
    made, formatting = element("p"), element("pPr")
    formatting.append(element("spacing", before="0", after="0", line="20", lineRule="exact"))
    made.append(formatting)
    return made
