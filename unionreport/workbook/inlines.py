"""Texts that stand in the cells themselves, each distinct one made a string once."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from unionreport.workbook.bands import Values
from unionreport.workbook.octets import Array, NotPlainError, Octets
from unionreport.workbook.plainblocks import TEXT, resolve
from unionreport.workbook.strings import is_as_seen, unescape

_TEXT = re.compile(TEXT)
_LONGEST = 24  # of those kept in a table, as three words and the length
_FACTORS = tuple(map(np.uint64, (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)))
_SLOTS, _MOST_SLOTS = 1 << 15, 1 << 23
_MOST_STEPS = 200
_NONE = -1


class Inlines:
    """Gives texts their codes; `Values` has what the codes stand for."""

    __slots__ = ("_table", "_values")

    def __init__(self, values: Values) -> None:
        self._values = values
        self._table = _Table()

    def codes(self, octets: Octets, starts: Array, ends: Array) -> Array:
        """The code of each text; NotPlainError or UnicodeDecodeError for what is no text of XML."""
        lengths = ends - starts
        keys = np.empty((len(starts), 4), np.uint64)
        for at in range(3):
            keys[:, at] = octets.ending(ends - 8 * at, lengths - 8 * at)
        keys[:, 3] = lengths
        hashes = _hashes(keys)
        codes = self._table.find(keys, hashes)
        unknown = np.flatnonzero((codes == _NONE) | (lengths > _LONGEST))
        leaders, led = _led(keys[unknown], hashes[unknown])
        new = unknown[leaders]
        found = np.zeros(len(unknown), np.int64)
        spans = zip(starts[new].tolist(), ends[new].tolist(), strict=True)
        found[leaders] = self._new(octets.data[start:end] for start, end in spans)
        codes[unknown] = found[led]
        self._table.add(keys[new], hashes[new], codes[new])
        return codes

    def _new(self, texts: Iterable[bytes]) -> list[int]:
        known: dict[bytes, int] = {}
        return [known.get(text) or known.setdefault(text, self._code(text)) for text in texts]

    def _code(self, data: bytes) -> int:
        text = data.decode()
        if len(data) <= _LONGEST and is_as_seen(text):  # it will be in the table
            return self._values.add(text)
        if not _TEXT.fullmatch(text):
            raise NotPlainError
        return self._values.code(unescape(resolve(text)))


class _Table:
    """Codes by key, all looked up at once; a key that finds no place near its own is just not kept."""

    __slots__ = ("_codes", "_count", "_keys")

    def __init__(self) -> None:
        self._keys: Array = np.zeros((_SLOTS, 4), np.uint64)
        self._codes: Array = np.full(_SLOTS, _NONE, np.int32)
        self._count = 0

    def find(self, keys: Array, hashes: Array) -> Array:
        """The code of each key, -1 for one that is not there."""
        codes = np.full(len(keys), _NONE, np.int64)
        slots, open_ = self._slots(hashes), np.arange(len(keys))
        for _ in range(_MOST_STEPS):
            found = self._codes[slots]
            unlike = self._keys[slots] ^ keys[open_]
            hit = (unlike[:, 0] | unlike[:, 1] | unlike[:, 2] | unlike[:, 3]) == 0
            codes[open_[hit]] = found[hit]
            further = np.flatnonzero(~hit & (found != _NONE))
            if not len(further):
                break
            open_, slots = open_[further], (slots[further] + 1) % len(self._codes)
        return codes

    def add(self, keys: Array, hashes: Array, codes: Array) -> None:
        """Takes in keys that are not there, while there is room."""
        if (self._count + len(keys)) * 2 > _MOST_SLOTS:
            return
        self._count += len(keys)
        if self._count * 2 > len(self._codes):
            kept = np.flatnonzero(self._codes != _NONE)
            old_keys, old_codes, size = self._keys[kept], self._codes[kept], len(self._codes) * 4
            self._keys, self._codes = np.zeros((size, 4), np.uint64), np.full(size, _NONE, np.int32)
            self._put(old_keys, _hashes(old_keys), old_codes)
        self._put(keys, hashes, codes)

    def _put(self, keys: Array, hashes: Array, codes: Array) -> None:
        slots, left = self._slots(hashes), np.arange(len(keys))
        for _ in range(_MOST_STEPS):
            free = self._codes[slots] == _NONE
            self._codes[slots[free]] = codes[left[free]]
            self._keys[slots[free]] = keys[left[free]]
            unlike = self._keys[slots] != keys[left]  # another key was put there, before or just now
            further = np.flatnonzero(unlike.any(axis=1))
            if not len(further):
                break
            left, slots = left[further], (slots[further] + 1) % len(self._codes)

    def _slots(self, hashes: Array) -> Array:
        slots: Array = (hashes >> np.uint64(65 - len(self._codes).bit_length())).view(np.int64)
        return slots


def _hashes(keys: Array) -> Array:
    hashes = np.zeros(len(keys), np.uint64)
    for at, factor in enumerate(_FACTORS):
        hashes = (hashes ^ keys[:, at]) * factor
        hashes ^= hashes >> np.uint64(29)
    return hashes * _FACTORS[0]


def _led(keys: Array, hashes: Array) -> tuple[Array, Array]:
    """Keys that stand for all, and for each key which of these is the same; of long texts each stands for itself.

    Found by a table without chains: two of those that stand for all may be the same.
    """
    each = np.arange(len(keys))
    slots = (hashes & np.uint64(_SLOTS - 1)).view(np.int64)
    table = np.zeros(_SLOTS, np.int64)
    table[slots] = each
    led = table[slots]
    same = (keys == keys[led]).all(axis=1) & (keys[:, 3] <= _LONGEST)
    led = np.where(same, led, each)
    return np.flatnonzero(led == each), led
