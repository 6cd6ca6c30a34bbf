"""The finished story: copies of the template's own elements in the order of the stream, values in their slots."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from unionreport.document.inline import leaves
from unionreport.document.language import Printed
from unionreport.document.leftovers import close_container, drop_blank, keep_tables_apart
from unionreport.document.marks import SLOT, Mark
from unionreport.document.merging import Wanted, merge_wanted
from unionreport.document.place import Story
from unionreport.document.refusal import RefusedError
from unionreport.document.source import Piece, Script, Slot
from unionreport.document.stream import Token, read_tokens
from unionreport.document.wordml import CELL, PARAGRAPH, RUN, element, remove, set_text, text_element
from unionreport.errors import TemplateError
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure


@dataclass(frozen=True, slots=True)
class Makers:
    """What gives a figure's run its control, and puts an exhibit in its paragraph's place; both stand in the story."""

    wrap: Callable[[Element, Figure], object]
    show: Callable[[Element, FigureTable | Chart], object]


@dataclass(slots=True)
class _Building:
    """A story in the making: the open elements, the slots that wait for values, the paragraphs that may be blank."""

    script: Script
    makers: Makers
    open: list[tuple[Element, Element | None]]
    slots: Iterator[tuple[Element, Slot]] = field(default_factory=lambda: iter(()))
    blank: list[Element] = field(default_factory=list)
    exhibits: list[tuple[Element, Mark, FigureTable | Chart]] = field(default_factory=list)
    merged: list[Wanted] = field(default_factory=list)


def assemble(script: Script, stream: str, printed: Sequence[Printed], makers: Makers) -> Element:
    """The root of the finished story.

    A paragraph that held tags and has nothing to show is left out; a cell, a box or a header keeps one.
    Raises `TemplateError` for an exhibit that shares its paragraph, or a merged value outside of a table.
    """
    root = copy(script.root)
    building = _Building(script, makers, [(root, None)])
    for kind, number in read_tokens(stream):
        if kind == Token.VALUE:
            _put(building, *next(building.slots), printed[number])
        elif kind == Token.PIECE:
            building.slots = _copy_piece(script.pieces[number], building.open[-1][0])
        elif kind == Token.OPEN:
            _open(building, number)
        else:
            _close(building)
    merge_wanted(building.merged)
    _show_exhibits(building)
    for paragraph in building.blank:
        drop_blank(paragraph)
    close_container(root, None)
    return root


def _show_exhibits(building: _Building) -> None:
    """Puts the exhibits in their paragraphs' places, once all is there that may stand beside them."""
    places: dict[Element, tuple[Mark, FigureTable | Chart]] = {}
    for run, mark, exhibit in building.exhibits:
        paragraph = _paragraph_alone(run, mark, exhibit)
        if paragraph in places:
            raise TemplateError(mark.place, "exhibit-in-sentence", name=exhibit.id)
        places[paragraph] = mark, exhibit
    for paragraph, (mark, exhibit) in places.items():
        try:
            building.makers.show(paragraph, exhibit)
        except RefusedError as error:
            raise TemplateError(mark.place, error.reason, **error.params) from error


def _paragraph_alone(run: Element, mark: Mark, exhibit: FigureTable | Chart) -> Element:
    """The paragraph of an exhibit, in which nothing else may stand."""
    paragraph = next(run.iterancestors(PARAGRAPH), None)
    if mark.place.story != Story.BODY:
        raise TemplateError(mark.place, "exhibit-story", name=exhibit.id)
    if paragraph is None or any(leaf.text.strip() for leaf in leaves(paragraph)):
        raise TemplateError(mark.place, "exhibit-in-sentence", name=exhibit.id)
    return paragraph


def _copy_piece(piece: Piece, holder: Element) -> Iterator[tuple[Element, Slot]]:
    """Copies the piece's elements into the holder; their slots in order, as elements and as what they are."""
    copies = [copy(each) for each in piece.elements]
    holder.extend(copies)
    keep_tables_apart(copies[0])
    if not piece.slots:
        return iter(())
    return zip([slot for each in copies for slot in each.iter(SLOT)], piece.slots, strict=True)


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


def _put(building: _Building, slot: Element, known: Slot, value: Printed) -> None:
    """Turns a slot into the run of its value."""
    if value.merged:
        building.merged.append(_wanted(slot, known))
    if value.exhibit is not None:
        slot.tag = RUN
        building.exhibits.append((slot, known.mark, value.exhibit))
        return
    if not value.text.strip():
        building.blank += list(slot.iterancestors(PARAGRAPH))[:1]
    if not value.text:
        remove(slot)
        return
    slot.tag = RUN
    if value.figure is not None:
        building.makers.wrap(slot, value.figure)
    _write_text(slot, value.text)


def _wanted(slot: Element, known: Slot) -> Wanted:
    """The cell of a merged value."""
    for cell in slot.iterancestors(CELL):
        return Wanted(cell, known.loop)
    raise TemplateError(known.mark.place, "merged-outside", tag=known.mark.tag)


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
