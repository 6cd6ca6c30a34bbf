"""A marked story as Jinja source, one line a paragraph, and the pieces of the template that its tokens mean.

What holds no control tag is copied whole (a piece, with slots for its values); what holds one is taken
apart into a container and its children, so that a condition or a loop stands between the children.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from unionreport.document.marks import SLOT, SWITCH, Mark, MarkedStory
from unionreport.document.place import TemplatePlace
from unionreport.document.stream import Token, write_token
from unionreport.document.wordml import INLINE_CONTAINERS, PARAGRAPH, PARAGRAPH_IDS, ROW, TABLE
from unionreport.errors import TemplateError


@dataclass(frozen=True, slots=True)
class Container:
    """An element that control tags stand in, without its children; ``spare`` is a paragraph it may need."""

    shell: Element
    spare: Element | None


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value goes: its tag, and the first tag of the loop over rows of its table, if it stands in one."""

    mark: Mark
    loop: Mark | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring elements that are copied together; ``slots`` are the tags of the values they take."""

    elements: tuple[Element, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A story as source: ``places[n]`` is where line n + 1 came from; tokens number ``containers`` and ``pieces``."""

    root: Element
    source: str
    places: tuple[TemplatePlace, ...]
    tags: tuple[Mark, ...]
    containers: tuple[Container, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """A block that is open: its first tag, and the element between whose children it stands."""

    mark: Mark
    holder: Element


@dataclass(slots=True)
class _Draft:
    story: MarkedStory
    here: TemplatePlace
    lines: list[list[str]] = field(default_factory=list)
    places: list[TemplatePlace] = field(default_factory=list)
    tags: list[Mark] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    errors: list[TemplateError] = field(default_factory=list)


def write_source(story: MarkedStory) -> tuple[Script, list[TemplateError]]:
    """The story's source, and what is wrong with its blocks: not closed, not opened, or torn apart."""
    root = story.part.root
    draft = _Draft(story, TemplatePlace(story.part.story))
    _write_children(draft, root, _holders(story.marks))
    draft.errors += [
        TemplateError(block.mark.place, "block-unclosed", tag=block.mark.tag, keyword=block.mark.keyword)
        for block in draft.blocks
    ]
    source = "\n".join("".join(line) for line in draft.lines)
    script = Script(
        _shell(root), source, tuple(draft.places), tuple(draft.tags), tuple(draft.containers), tuple(draft.pieces)
    )
    return script, draft.errors


def _holders(marks: Iterable[Element]) -> set[Element]:
    """Every element that has a switch somewhere inside."""
    found: set[Element] = set()
    for mark in marks:
        holder = mark.getparent() if mark.tag == SWITCH else None
        while holder is not None and holder not in found:
            found.add(holder)
            holder = holder.getparent()
    return found


def _write_children(draft: _Draft, holder: Element, holders: set[Element]) -> None:
    together: list[Element] = []
    for child in holder:
        if child.tag != SWITCH and child not in holders:
            together.append(child)
            continue
        _write_piece(draft, together)
        together = []
        if child.tag == SWITCH:
            _write_switch(draft, child, holder)
        else:
            _write_container(draft, child, holders)
    _write_piece(draft, together)


def _write_container(draft: _Draft, element: Element, holders: set[Element]) -> None:
    if draft.blocks:
        _forget_ids([element])
    draft.containers.append(Container(_shell(element), draft.story.spares.get(element)))
    _write(draft, write_token(Token.OPEN, len(draft.containers) - 1))
    _write_children(draft, element, holders)
    _write(draft, write_token(Token.CLOSE))


def _write_piece(draft: _Draft, elements: list[Element]) -> None:
    if not elements:
        return
    if draft.blocks:
        _forget_ids(each for element in elements for each in element.iter(PARAGRAPH, ROW))
    found = [slot for element in elements for slot in element.iter(SLOT)]
    slots = tuple(Slot(draft.story.marks[slot], _row_loop(draft.blocks, slot)) for slot in found)
    draft.pieces.append(Piece(tuple(elements), slots))
    _write(draft, write_token(Token.PIECE, len(draft.pieces) - 1))
    for slot in slots:
        _write_tag(draft, slot.mark)


def _row_loop(blocks: list[_Block], slot: Element) -> Mark | None:
    """The outermost loop among the rows of the table that the slot stands in."""
    table = next(slot.iterancestors(TABLE), None)
    loops = (block.mark for block in blocks if block.mark.keyword == "for" and block.holder is table)
    return None if table is None else next(loops, None)


def _write_switch(draft: _Draft, switch: Element, holder: Element) -> None:
    mark = draft.story.marks[switch]
    _write_tag(draft, mark)
    if mark.keyword in {"for", "if"}:
        draft.blocks.append(_Block(mark, holder))
    elif mark.keyword != "set":
        draft.errors += _check_block(draft.blocks, mark, holder)


def _check_block(blocks: list[_Block], mark: Mark, holder: Element) -> Iterator[TemplateError]:
    """Whether a middle or end tag fits the block that is open; an end tag closes it in any case."""
    if not blocks:
        yield TemplateError(mark.place, "block-unopened", tag=mark.tag)
        return
    opened = blocks.pop() if mark.keyword.startswith("end") else blocks[-1]
    where = {"tag": mark.tag, "opened": opened.mark.tag, "opened_at": opened.mark.place}
    if mark.keyword not in _FITTING[opened.mark.keyword]:
        yield TemplateError(mark.place, "block-mismatch", **where)
    elif opened.holder is not holder or opened.mark.depth != mark.depth:
        shared = _in_sentence(opened.holder) or _in_sentence(holder)
        yield TemplateError(mark.place, "control-shares-paragraph" if shared else "block-split", **where)


def _in_sentence(holder: Element) -> bool:
    above: Element | None = holder
    while above is not None and above.tag in INLINE_CONTAINERS:
        above = above.getparent()
    return above is not None and above.tag == PARAGRAPH


_FITTING = {"for": ("else", "endfor"), "if": ("elif", "else", "endif")}


def _write_tag(draft: _Draft, mark: Mark) -> None:
    if mark.place != draft.here or not draft.lines:
        draft.here = mark.place
        draft.lines.append([])
        draft.places.append(mark.place)
    draft.tags.append(mark)
    draft.lines[-1].append(mark.tag)


def _write(draft: _Draft, token: str) -> None:
    if not draft.lines:
        draft.lines.append([])
        draft.places.append(draft.here)
    draft.lines[-1].append(token)


def _shell(element: Element) -> Element:
    """The element with its attributes and namespaces, without its children."""
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    names = cast("Mapping[str, str]", element.nsmap)  # the stubs do not know a namespace without prefix
    return etree.Element(element.tag, attributes, nsmap=names)


def _forget_ids(elements: Iterable[Element]) -> None:
    """Takes the ids off paragraphs and rows in a block, since their copies must not share them (MS-DOCX 2.6.2)."""
    for element in elements:
        for name in PARAGRAPH_IDS:
            element.attrib.pop(name, "")
