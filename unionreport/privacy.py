"""Keeps personal numbers out of messages: only the last four signs of an ID, card or phone number show."""

from __future__ import annotations

import re

_PERSONAL_NUMBER = re.compile(r"(?<![0-9A-Za-z.])[0-9]{7,18}([0-9]{3}[0-9Xx])(?![0-9A-Za-z.])")


def masked(text: str) -> str:
    """The text with every number of 11 to 22 digits reduced to its last four signs."""
    return _PERSONAL_NUMBER.sub(lambda found: "*" * (len(found[0]) - 4) + found[1], text)
