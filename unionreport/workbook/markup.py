"""XML read as a stream: no document types, no entities, no bottomless nesting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from unionreport.errors import WorkbookError
from unionreport.workbook.archive import damaged
from unionreport.workbook.limits import DEEPEST_XML, too_large

Attributes = dict[str, str]
SEPARATOR = " "


@dataclass(frozen=True, slots=True)
class Handlers:
    """What hears of elements by full name (namespace, a blank, local name), of their ends, and of text."""

    start: Callable[[str, Attributes], object]
    end: Callable[[str], object]
    text: Callable[[str], object]


def parse(pieces: Iterable[bytes], make: Callable[[str], Handlers], part: str) -> None:
    """Streams an XML part through the handlers that ``make`` gives for the namespace of its root.

    The handlers see to it that elements do not nest too deep (`shallow`). Raises WorkbookError for what
    is not well-formed or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.buffer_text = True

    def begin(name: str, attributes: Attributes) -> None:
        namespace, found, _ = name.rpartition(SEPARATOR)
        handlers = make(namespace + found)
        parser.StartElementHandler, parser.EndElementHandler = handlers.start, handlers.end
        parser.CharacterDataHandler = handlers.text
        handlers.start(name, attributes)

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last for an encoding nobody knows
        raise damaged(part) from error


def shallow(handlers: Handlers) -> Handlers:
    """The same handlers, refusing what nests too deep."""
    start, end = handlers.start, handlers.end
    depth = 0

    def down(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST_XML:
            raise too_large("workbook-too-large-depth", DEEPEST_XML)
        start(name, attributes)

    def up(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    return Handlers(down, up, handlers.text)


def _refuse_doctype(*_: Any) -> None:
    raise WorkbookError("workbook-unsafe")


def elements(pieces: Iterable[bytes], hear: Callable[[str, Attributes], object], part: str) -> None:
    """Streams an XML part, telling ``hear`` the local name and the attributes of each element."""

    def make(_: str) -> Handlers:
        return shallow(Handlers(lambda name, found: hear(name.rpartition(SEPARATOR)[2], found), _ignore, _ignore))

    parse(pieces, make, part)


def _ignore(_: str) -> None:
    """Hears nothing."""


def attribute(attributes: Attributes, local: str) -> str | None:
    """An attribute by its local name, whatever its namespace."""
    found = attributes.get(local)
    if found is None:
        found = next((value for name, value in attributes.items() if name.endswith(SEPARATOR + local)), None)
    return found


def flag(text: str | None) -> bool:
    """Whether an attribute says yes (xsd:boolean)."""
    return text in {"1", "true", "on"}
