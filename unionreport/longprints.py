"""The prints of long tables in arrays: numbers are printed by their bits, so that no text is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unionreport.cells import text_of
from unionreport.columns import Column

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_EXACT = 10.0**15
_UNMARKED = np.uint64(0x9E3779B97F4A7C15)
_CHUNK = 1 << 16

Prints = NDArray[np.uint64]


def long_prints(columns: Mapping[str, Column], size: int) -> Prints:
    """The print of each row, as `fingerprints` says."""
    sums = np.zeros(size, dtype=np.uint64)
    for name, cells in columns.items():
        seed = np.uint64(hash(name) & 0xFFFFFFFFFFFFFFFF)
        prints = _mixed(_keys(cells.values) ^ seed)
        prints[0] = 0
        prints[_silent(cells.values)] = 0
        sums += prints[np.asarray(cells.codes)]
    return sums


def long_repeated(parts: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """The rows whose print stands more than once in all the parts: part, position and print, in their order."""
    prints = [np.asarray(each, dtype=np.uint64) for each in parts]
    ordered = np.sort(np.concatenate(prints))
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    for number, part in enumerate(prints) if len(twice) else ():
        places = np.searchsorted(twice, part).clip(0, len(twice) - 1)
        found = np.flatnonzero(twice[places] == part)
        yield from ((number, *pair) for pair in zip(found.tolist(), part[found].tolist(), strict=True))


def _keys(values: Sequence[Any]) -> Prints:
    """A number for each cell, equal for cells that are the same text."""
    keys = np.zeros(len(values), dtype=np.uint64)
    floats = np.fromiter((each if each.__class__ is float else np.nan for each in values), float, len(values))
    hundreds = np.rint(floats * 100)
    plain = (hundreds / 100 == floats) & (np.abs(hundreds) < _EXACT) & ((hundreds != 0) | (floats == 0))
    plain &= ~((floats == 0) & np.signbit(floats))
    keys[plain] = floats[plain].view(np.uint64)
    for at in np.flatnonzero(~plain).tolist():
        keys[at] = _key(values[at]) if at else 0
    return keys


def _key(cell: object) -> int:
    text = cell if isinstance(cell, str) and cell.isprintable() and cell.strip() == cell else text_of(cell)
    if text and (text[0].isdecimal() or text[0] == "-") and len(text) < 17 and _NUMBER.fullmatch(text):
        number = float(text)
        if text_of(number) == text and text != "-0":
            return int(np.float64(number).view(np.uint64))
    return (hash(text) ^ int(_UNMARKED)) & 0xFFFFFFFFFFFFFFFF


def _silent(values: Sequence[Any]) -> list[int]:
    """Where the cells are that say nothing: blanks, and signs that cannot be read."""
    texts = ((at, each) for at, each in enumerate(values) if isinstance(each, str))
    return [at for at, text in texts if not text.strip() or (not text.isprintable() and not text_of(text))]


def _mixed(keys: Prints) -> Prints:
    """The keys with their bits spread over the whole width (splitmix64)."""
    keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))
