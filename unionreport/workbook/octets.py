"""Bytes read as a vector: eight at a time at any place, for many places at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_PAD = 32  # so that eight bytes before the first and after the last can be read
_LAST = np.array([0, *((~0 << 8 * (8 - size)) & (1 << 64) - 1 for size in range(1, 9))], np.uint64)
_ZEROS, _HIGH, _ABOVE_9 = (np.uint64(byte * 0x0101010101010101) for byte in (0x30, 0x80, 0x76))
_STEPS = tuple(
    tuple(map(np.uint64, step))
    for step in (
        (0x0F0F0F0F0F0F0F0F, 10 * 2**8 + 1, 8),
        (0x00FF00FF00FF00FF, 100 * 2**16 + 1, 16),
        (0x0000FFFF0000FFFF, 10000 * 2**32 + 1, 32),
    )
)


class NotPlainError(Exception):
    """A block holds something that only the reader of single elements is sure to understand."""


class Octets:
    """A block of bytes; places count from the start of ``data``, which is the block with some zeros around it."""

    __slots__ = ("bytes", "data", "end", "start", "words")

    def __init__(self, block: bytes) -> None:
        self.data = b"".join((bytes(_PAD), block, bytes(_PAD)))
        self.start, self.end = _PAD, _PAD + len(block)
        self.bytes: Array = np.frombuffer(self.data, np.uint8)
        self.words: Array = np.ndarray((len(self.data) - 7,), "<u8", self.data, strides=(1,))

    def ending(self, ends: Array, lengths: Array) -> Array:
        """The last eight bytes before each end as one number, those before its length as 0."""
        words: Array = self.words[ends - 8]
        words &= _LAST.take(lengths, mode="clip")
        return words

    def distinct(self, starts: Array, ends: Array, most: int) -> tuple[Array, list[bytes]]:
        """Of each span, the place of its bytes among the distinct ones, and these.

        Raises NotPlainError where there are more than ``most``.
        """
        lengths = ends - starts
        longest = int(lengths.max(initial=0))
        if longest > 8 * most:
            raise NotPlainError
        words = [self.ending(ends - at, lengths - at) for at in range(0, longest, 8)]
        places = np.full(len(starts), -1, np.int16)
        found: list[bytes] = []
        while len(places) and places[first := int(places.argmin())] < 0:
            same = lengths == lengths[first]
            for each in words:
                same &= each == each[first]
            places[same] = len(found)
            found.append(self.data[starts[first] : ends[first]])
            if len(found) > most:
                raise NotPlainError
        return places, found


def word(text: bytes) -> np.uint64:
    """Up to eight bytes as the number they are in memory."""
    return np.uint64(int.from_bytes(text, "little"))


def low_bytes(words: Array, count: int) -> Array:
    """The first bytes of each word, the others as 0."""
    return words & np.uint64((1 << 8 * count) - 1)


def whole_numbers(words: Array, lengths: Array) -> tuple[Array, Array]:
    """The numbers whose digits are the last bytes of each word, and whether all of these are digits, one at least."""
    digits = (words ^ _ZEROS) & _LAST.take(lengths, mode="clip")
    sure = (((digits + _ABOVE_9) | digits) & _HIGH) == 0
    sure &= (lengths > 0) & (lengths <= 8)
    for mask, factor, shift in _STEPS:  # two, four, then eight digits at once
        digits &= mask
        digits *= factor
        digits >>= shift
    return digits.view(np.int64), sure
