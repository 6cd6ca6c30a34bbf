"""The tokens between a template's source and its assembly: numbers between characters that XML cannot hold.

Neither words of the template nor values of the data are ever in the stream, so that none can pass for a token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum


class Token(StrEnum):
    """Open a container, close it, copy a piece of the template, put a value into its next slot."""

    OPEN = "\x01"
    CLOSE = "\x02"
    PIECE = "\x03"
    VALUE = "\x04"


_END = "\x05"
_TOKEN = re.compile(f"([\x01-\x04])([0-9]+){_END}")
_NOTHING_ELSE = re.compile(rf"(?:[\x01-\x04][0-9]+{_END}|\s)*")


def write_token(token: Token, number: int = 0) -> str:
    """The token as it stands in the stream."""
    return f"{token.value}{number}{_END}"


def read_tokens(stream: str) -> Iterator[tuple[str, int]]:
    """The tokens of a rendered stream in order, with their numbers."""
    for token in _TOKEN.finditer(stream):
        kind, number = token.groups()
        yield kind, int(number)


def is_stream(text: str) -> bool:
    """Whether the text is nothing but tokens and blanks."""
    return _NOTHING_ELSE.fullmatch(text) is not None
