"""The finished story: copies of the template's own elements in the order of the stream, values in their slots."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from unionreport.document.language import Printed
from unionreport.document.leftovers import close_container, drop_blank, keep_tables_apart
from unionreport.document.marks import SLOT
from unionreport.document.source import Piece, Script
from unionreport.document.stream import Token, read_tokens
from unionreport.document.wordml import PARAGRAPH, RUN, element, remove, set_text, text_element
from unionreport.figure import Figure

Wrap = Callable[[Element, Figure], None]
"""Gives a figure's run its control; the run stands in the story already."""


@dataclass(slots=True)
class _Building:
    """A story in the making: the open elements, the slots that wait for values, the paragraphs that may be blank."""

    script: Script
    wrap: Wrap
    open: list[tuple[Element, Element | None]]
    slots: Iterator[Element] = field(default_factory=lambda: iter(()))
    blank: list[Element] = field(default_factory=list)


def assemble(script: Script, stream: str, printed: Sequence[Printed], wrap: Wrap) -> Element:
    """The root of the finished story.

    A paragraph that held tags and has nothing to show is left out; a cell, a box or a header keeps one.
    """
    root = copy(script.root)
    building = _Building(script, wrap, [(root, None)])
    for kind, number in read_tokens(stream):
        if kind == Token.VALUE:
            _put(building, next(building.slots), printed[number])
        elif kind == Token.PIECE:
            building.slots = _copy_piece(script.pieces[number], building.open[-1][0])
        elif kind == Token.OPEN:
            _open(building, number)
        else:
            _close(building)
    for paragraph in building.blank:
        drop_blank(paragraph)
    close_container(root, None)
    return root


def _copy_piece(piece: Piece, holder: Element) -> Iterator[Element]:
    """Copies the piece's elements into the holder; their slots, in order."""
    copies = [copy(each) for each in piece.elements]
    holder.extend(copies)
    keep_tables_apart(copies[0])
    if not piece.slots:
        return iter(())
    return iter([slot for each in copies for slot in each.iter(SLOT)])


def _open(building: _Building, number: int) -> None:
    container = building.script.containers[number]
    made = copy(container.shell)
    building.open[-1][0].append(made)
    building.open.append((made, container.spare))


def _close(building: _Building) -> None:
    made, spare = building.open.pop()
    if made.tag == PARAGRAPH:
        building.blank.append(made)
    else:
        close_container(made, spare)


def _put(building: _Building, slot: Element, value: Printed) -> None:
    """Turns a slot into the run of its value."""
    if not value.text.strip():
        building.blank += list(slot.iterancestors(PARAGRAPH))[:1]
    if not value.text:
        remove(slot)
        return
    slot.tag = RUN
    if value.figure is not None:
        building.wrap(slot, value.figure)
    _write_text(slot, value.text)


def _write_text(run: Element, text: str) -> None:
    """Gives the run its text, line breaks and tabs as the elements they are in Word."""
    last = run[-1]
    if "\n" not in text and "\t" not in text:
        set_text(last, text)
        return
    run.remove(last)
    for number, line in enumerate(text.split("\n")):
        run.extend([element("br")] if number else [])
        for column, piece in enumerate(line.split("\t")):
            run.extend([element("tab")] if column else [])
            run.extend([text_element(piece)] if piece else [])
