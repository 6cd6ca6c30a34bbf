"""The table 数据出处 behind a report: every printed figure once, with how it was worked out and its cells.

It stands on a new page as an attachment (附件) where the template has that style. Its numbers are figures in
controls as all others are; a bookmark of its own around it tells it from the rest of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from unionreport.document.exhibits import surround
from unionreport.document.looks import Looks, Role
from unionreport.document.plots import LANGUAGE
from unionreport.document.sequence import IN_PARAGRAPH_FORMAT, IN_RUN_FORMAT, put
from unionreport.document.spots import ATTACHMENT_TITLE
from unionreport.document.tables import Wrap, write_table
from unionreport.document.wordml import (
    BODY,
    BOOKMARK_END,
    BOOKMARK_START,
    CELL,
    ID,
    NAME,
    PARAGRAPH,
    PARAGRAPH_FORMAT,
    PREFIX,
    ROW,
    RUN,
    RUN_FORMAT,
    SECTION,
    VAL,
    clean,
    element,
    remove,
    text_element,
    w,
)
from unionreport.exhibit import Column, FigureTable, Shown
from unionreport.figure import Figure
from unionreport.texts import texts

APPENDIX = f"{PREFIX}S_1"
"""The bookmark around the table 数据出处."""

_ATTACHMENT = "Attachment"
_WIDTHS = {"seq": 6, "title": 18, "printed": 15, "formula": 26, "cells": 25}
_CELL_FORMAT, _WIDTH = w("tcPr"), w("tcW")


@dataclass(frozen=True, slots=True)
class Origin:
    """One line: the part of the report, the title, the figure as printed or words instead, formula, cells."""

    section: str
    title: str
    printed: Figure | str
    formula: str
    cells: str


def append_origins(root: Element, looks: Looks, origins: Sequence[Origin], workbook: str, wrap: Wrap) -> None:
    """Puts the table at the end of the body, in the place of an older one; ``wrap`` gives its figures their control.

    The lines are numbered, and grouped under the parts of the report where it has any. Without a line there is none.
    """
    take_out(root)
    if not origins:
        return
    last = _last_paragraph(root, looks, workbook)
    title = _title(root, looks)
    for each in title:
        last.addprevious(each)
    rows, groups = _rows(origins)
    made = write_table(_table(rows), looks, last, wrap)
    _span_groups(made.element.findall(ROW)[1:], groups)
    surround(title[0], last, APPENDIX)


def take_out(root: Element) -> None:
    """Takes the table 数据出处 out of a body, with its title and its note."""
    for block in blocks(root):
        remove(block)


def blocks(root: Element) -> list[Element]:
    """The blocks of the body that are the table 数据出处, its title and its note; none where there is no such table."""
    for body in root.iter(BODY):
        for start in (each for each in body.iter(BOOKMARK_START) if each.get(NAME) == APPENDIX):
            ends = [each for each in body.iter(BOOKMARK_END) if each.get(ID) == start.get(ID)]
            marks = [_block(body, each) for each in (start, *ends)]
            return list(body)[body.index(marks[0]) : body.index(marks[-1]) + 1]
    return []


def _block(body: Element, inner: Element) -> Element:
    """The block of the body that the element is, or is inside of."""
    upwards = [inner, *inner.iterancestors()]
    return upwards[upwards.index(body) - 1]


def _rows(origins: Sequence[Origin]) -> tuple[list[dict[str, Shown]], list[int]]:
    """The rows of the table, and the numbers of those that name a part of the report."""
    rows: list[dict[str, Shown]] = []
    groups, section = list[int](), ""
    for number, each in enumerate(origins, 1):
        if each.section != section:
            section = each.section
            groups.append(len(rows))
            rows.append({"seq": section})
        row = {"title": each.title, "printed": each.printed, "formula": each.formula, "cells": each.cells}
        rows.append({"seq": str(number), **row})
    return rows, groups


def _table(rows: Sequence[dict[str, Shown]]) -> FigureTable:
    words = texts(LANGUAGE)
    columns = [Column(name, words.say(f"sources.head_{name}"), width=width) for name, width in _WIDTHS.items()]
    return FigureTable("sources", "", tuple(columns), tuple(rows))


def _span_groups(rows: Sequence[Element], groups: Sequence[int]) -> None:
    """Makes each row that names a part one bold cell, which stays with the row after it."""
    for number in groups:
        first, *others = rows[number].findall(CELL)
        widths = [each.find(f"{_CELL_FORMAT}/{_WIDTH}") for each in (first, *others)]
        whole = sum(int(each.get(w("w"), "0")) for each in widths if each is not None)
        for each in others:
            remove(each)
        for own in widths[:1]:
            if own is not None:
                own.set(w("w"), str(whole))
                own.addnext(element("gridSpan", val=str(len(others) + 1)))
        for formatting in first.iterfind(f"{PARAGRAPH}/{PARAGRAPH_FORMAT}"):
            put(formatting, element("keepNext"), IN_PARAGRAPH_FORMAT)
        for run in first.iter(RUN):
            _embolden(run)


def _embolden(run: Element) -> None:
    formatting = run.find(RUN_FORMAT)
    if formatting is None:
        formatting = element("rPr")
        run.insert(0, formatting)
    for name in ("b", "bCs"):
        put(formatting, element(name), IN_RUN_FORMAT)


def _last_paragraph(root: Element, looks: Looks, workbook: str) -> Element:
    """The note below the table, put at the end of the body: nothing may end with a table."""
    made = looks.line(Role.NOTE, texts(LANGUAGE).say("sources.note", workbook=workbook))
    body = next(root.iter(BODY))
    sections = body.findall(SECTION)
    body.insert(body.index(sections[-1]) if sections else len(body), made)
    return made


def _title(root: Element, looks: Looks) -> list[Element]:
    """附件 and the title in the template's styles, or a title of our own; either begins a new page."""
    words = texts(LANGUAGE)
    title = words.say("sources.title")
    if looks.has(_ATTACHMENT) and looks.has(ATTACHMENT_TITLE):
        styles = root.iterfind(f"{BODY}/{PARAGRAPH}/{PARAGRAPH_FORMAT}/{w('pStyle')}")
        others = sum(each.get(VAL) == _ATTACHMENT for each in styles)
        name = words.say("sources.attachment", number=others + 1 if others else "")
        return [_styled(_ATTACHMENT, name), _styled(ATTACHMENT_TITLE, title)]
    made = looks.line(Role.TITLE, title, keep=True)
    for formatting in made.iterfind(PARAGRAPH_FORMAT):
        put(formatting, element("pageBreakBefore"), IN_PARAGRAPH_FORMAT)
    return [made]


def _styled(style: str, text: str) -> Element:
    made, formatting, run = element("p"), element("pPr"), element("r")
    formatting.append(element("pStyle", val=style))
    run.append(text_element(clean(text)))
    made.extend([formatting, run])
    return made
