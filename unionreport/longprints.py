"""The prints of long tables in arrays: numbers are printed by their bits, so that no text is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unionreport.arrays import among_twice
from unionreport.bulkcells import UNTIDY, floats, texts_with
from unionreport.cells import text_of
from unionreport.columns import Column

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_EXACT = 10.0**15
_UNMARKED = np.uint64(0x9E3779B97F4A7C15)
_NUMBERED = np.uint64(0xD1B54A32D192ED03)  # so that the number 0 is not nothing
_ALL = 0xFFFFFFFFFFFFFFFF
_SHORT = 17
_DIGITS = frozenset("0123456789-") | {""}

Prints = NDArray[np.uint64]


def long_prints(columns: Mapping[str, Column], size: int) -> Prints:
    """The print of each row, as `fingerprints` says."""
    sums = np.zeros(size, dtype=np.uint64)
    for name, cells in columns.items():
        seed = np.uint64(hash(name) & _ALL)
        keys = _keys(cells.values)
        prints = np.where(keys == 0, np.uint64(0), _mixed(keys ^ seed))
        sums += prints[np.asarray(cells.codes, dtype=np.int64)]
    return sums


def long_repeated(parts: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """The rows whose print stands more than once in all the parts: part, position and print, in their order."""
    prints = [np.asarray(each, dtype=np.uint64) for each in parts]
    starts = np.cumsum([0, *map(len, prints)])
    found = among_twice(np.concatenate(prints))
    owners: Any = np.searchsorted(starts, found, side="right") - 1
    for number, at in zip(owners.tolist(), (found - starts[owners]).tolist(), strict=True):
        yield number, at, int(prints[number][at])


def _keys(values: Sequence[Any]) -> Prints:
    """A number for each cell, equal for cells that are the same text; 0 for one that says nothing."""
    numbers = floats(values)
    with np.errstate(over="ignore"):
        hundreds = np.rint(numbers * 100)
    plain = (hundreds / 100 == numbers) & (np.abs(hundreds) < _EXACT) & ~((numbers == 0) & np.signbit(numbers))
    keys = np.where(plain, numbers, 0.0).view(np.uint64) ^ _NUMBERED
    rest = np.flatnonzero(~plain).tolist()
    untidy = set(texts_with(values, UNTIDY))
    texts = [values[at] if at not in untidy and values[at].__class__ is str else text_of(values[at]) for at in rest]
    printed = np.array([hash(text) for text in texts], dtype=np.int64).view(np.uint64) ^ _UNMARKED
    for place, text in enumerate(texts):
        if len(text) < _SHORT and text[:1] in _DIGITS:
            printed[place] = _key(text)
    keys[rest] = printed
    return keys


def _key(text: str) -> np.uint64:
    """The key of a text that may be a number's, or no text at all."""
    if not text:
        return np.uint64(0)
    if _NUMBER.fullmatch(text) and text != "-0" and text_of(float(text)) == text:
        return np.float64(text).view(np.uint64) ^ _NUMBERED
    return np.uint64(hash(text) & _ALL) ^ _UNMARKED


def _mixed(keys: Prints) -> Prints:
    """The keys with their bits spread over the whole width (splitmix64)."""
    keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))
