"""Takes out of a part's XML the blocks that nearly every writer makes alike, to be read many at a time.

An XML parser calls back for each element; a regular expression that matches whole blocks takes a third of
the time. A block is taken only where the expression accounts for every sign of it, so that both ways read
the same; anything else goes to the parser as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

REFERENCE = "&(?:#[0-9]{1,6}|#x[0-9a-fA-F]{1,5}|amp|lt|gt|quot|apos);"
TEXT = f"(?:[^<&\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]++|{REFERENCE})++"
"""Text between two tags, in a regular expression."""

_REFERENCES = re.compile(REFERENCE)
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_DECLARED = rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml [^>]*\?>\s*)?"
_ENCODING = re.compile(rb"""encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_LONGEST = 1 << 22  # of what stands before the blocks, and of one block: beyond it speed matters no more


@dataclass(frozen=True, slots=True)
class Shape:
    """Where blocks stand: the root's start, the tag they follow, the end tag of each and of all of them."""

    root: bytes
    opening: re.Pattern[bytes]
    block_end: bytes
    end: bytes


def without_blocks(
    pieces: Iterable[bytes], shape: Shape, take: Callable[[str], bool], bulk: Callable[[bytes], bool] | None = None
) -> Iterator[bytes]:
    """The pieces of a part without the blocks that ``bulk`` or else ``take`` took; well-formed if the whole was.

    ``bulk`` refuses by itself what may hide a block.
    """
    rest = iter(pieces)
    held, opened = b"", None
    for piece in rest:
        held += piece
        opened = shape.opening.search(held)
        if opened or len(held) > _LONGEST:
            break
    start = opened.end() if opened else 0
    if not (start and _is_plain_head(held[:start], shape.root)):
        yield held
        yield from rest
        return
    yield held[:start]
    yield from _blocks(chain((held[start:],), rest), shape, take, bulk)


def _is_plain_head(head: bytes, root: bytes) -> bool:
    """Whether what stands before the blocks is UTF-8 without prefixes, comments and the like."""
    begun = re.match(_DECLARED + root, head)
    if begun is None or _ENCODING.search(begun[0]):
        return False
    return b"<!" not in head and b"<?" not in head[begun.end() :]


def _blocks(
    rest: Iterator[bytes], shape: Shape, take: Callable[[str], bool], bulk: Callable[[bytes], bool] | None
) -> Iterator[bytes]:
    oddities = (b"<!", b"<?", shape.end)  # what may hide a block, or end them
    held = b""
    for piece in rest:
        held += piece
        end = held.rfind(shape.block_end) + len(shape.block_end)
        if end >= len(shape.block_end):
            block, held = held[:end], held[end:]
            is_taken = bulk is not None and bulk(block)
            if not is_taken and any(oddity in block for oddity in oddities):
                yield block
                break
            if not (is_taken or _take(block, take)):
                yield block
        if shape.end in held or len(held) > _LONGEST:
            break
    yield held
    yield from rest


def _take(block: bytes, take: Callable[[str], bool]) -> bool:
    try:
        return take(block.decode())
    except UnicodeDecodeError:
        return False


def resolve(text: str) -> str:
    """Text between two tags with its references resolved (XML 1.0, 4.1 and 4.6)."""
    return _REFERENCES.sub(_resolved, text) if "&" in text else text


def _resolved(found: re.Match[str]) -> str:
    name = found[0][1:-1]
    if name.startswith("#x"):
        return chr(int("0" + name[1:], base=0))
    return chr(int(name[1:])) if name.startswith("#") else _NAMED[name]
