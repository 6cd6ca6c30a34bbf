"""Texts that stand in the cells themselves, each distinct one made a string once."""

from __future__ import annotations

import re

import numpy as np

from unionreport.workbook.bands import Values
from unionreport.workbook.octets import Array, NotPlainError, Octets
from unionreport.workbook.plainblocks import TEXT, resolve
from unionreport.workbook.strings import unescape

_TEXT = re.compile(TEXT)
_BITS = 16
_LONGEST = 24  # of those compared as three words
_FACTORS = tuple(map(np.uint64, (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)))


class Inlines:
    """Gives texts their codes; `Values` has what the codes stand for."""

    __slots__ = ("_known", "_values")

    def __init__(self, values: Values) -> None:
        self._values = values
        self._known: dict[str, int] = {}

    def codes(self, octets: Octets, starts: Array, ends: Array) -> Array:
        """The code of each text; NotPlainError or UnicodeDecodeError for what is no text of XML."""
        leaders, led = _led(octets, starts, ends)
        data, known = octets.data, self._known
        texts = [
            data[start:end].decode()
            for start, end in zip(starts[leaders].tolist(), ends[leaders].tolist(), strict=True)
        ]
        found = [known[text] if text in known else self._new(text) for text in texts]
        codes = np.zeros(len(starts), np.int64)
        codes[leaders] = found
        return codes[led]

    def _new(self, text: str) -> int:
        if not _TEXT.fullmatch(text):
            raise NotPlainError
        clean = unescape(resolve(text))
        code = self._values.code(text if clean == text else clean)
        self._known[text] = code
        return code


def _led(octets: Octets, starts: Array, ends: Array) -> tuple[Array, Array]:
    """Spans that stand for all, and for each span one of these that has the same bytes.

    Found by a hash table without chains: two leaders may be the same, but never a span unlike its leader.
    """
    lengths = ends - starts
    words = [octets.ending(ends - at, lengths - at) for at in range(0, _LONGEST, 8)]
    hashes = lengths.astype(np.uint64)
    for each, factor in zip(words, _FACTORS, strict=True):
        hashes = (hashes ^ each) * factor
        hashes ^= hashes >> np.uint64(29)
    slots = (hashes >> np.uint64(64 - _BITS)).view(np.int64)
    table = np.zeros(1 << _BITS, np.int64)
    table[slots] = np.arange(len(slots))
    led = table[slots]
    same = (lengths <= _LONGEST) & (lengths == lengths[led])
    for each in words:
        same &= each == each[led]
    led = np.where(same, led, np.arange(len(slots)))
    return np.flatnonzero(led == np.arange(len(slots))), led
