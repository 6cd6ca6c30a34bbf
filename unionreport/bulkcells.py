"""Reads the distinct cells of a long column: plain ones all at once, the others one by one, as `cells` does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unionreport.cells import ID_NUMBER, NAMES, Setting, read_column
from unionreport.schema import Field, FieldType

CHUNK = 512
_EXACT = 10.0**15
"""Below this, a number of two decimals is the one that fifteen significant digits show."""

UNTIDY = re.compile("[\\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Blanks and signs that cells are read without."""

_ODD_TEXT = re.compile(f"{UNTIDY.pattern}|#")
_ODD_NAME = re.compile(f"{UNTIDY.pattern}|[#(（\\[【]")
_ODD_CODE = re.compile(r"[^\x000-9A-Z/.\-]")
_ODD_ID = re.compile(r"[^\x000-9A-Z]|000(?:\Z|\x00)")

Floats = NDArray[np.float64]


def read_long_column(cells: Sequence[Any], field: Field, setting: Setting) -> Sequence[Any]:
    """What `cells.read_column` gives for the same cells, faster for numbers and texts that need no mending."""
    if field.type in (FieldType.MONEY, FieldType.COUNT, FieldType.TALLY):
        return _numbers(cells, field, setting)
    odd = _odd_sign(field)
    if odd is None:
        return read_column(cells, field, setting)
    found = floats(cells)[1:]
    if field.type is FieldType.CODE and _are_numerals(found):
        return Numerals(found)
    values = list(cells)
    where = {*texts_with(cells, odd), *(at for at, each in enumerate(cells) if each.__class__ is not str or not each)}
    return _with(values, sorted(where), cells, lambda each: read_column(each, field, setting))


def _are_numerals(found: Floats) -> bool:
    """Whether all the cells are whole numbers, no two alike, as where rows are numbered."""
    is_whole = (np.rint(found) == found) & (np.abs(found) < _EXACT) & (found != 0)
    return bool(is_whole.all()) and len(np.unique(found)) == len(found)


class Numerals(Sequence[Any]):
    """The numbers of rows as texts, each made when it is looked at; the first is None."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: Floats) -> None:
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers) + 1

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return str(int(self._numbers[at - 1])) if at else None


def _odd_sign(field: Field) -> re.Pattern[str] | None:
    """A sign without which a text is read as it stands; None where every text must be looked at."""
    if field.type is FieldType.CODE:
        return _ODD_ID if field.name == ID_NUMBER else _ODD_CODE
    if field.type is FieldType.TEXT and not field.enum:
        return _ODD_NAME if field.name in NAMES else _ODD_TEXT
    return None


def _numbers(cells: Sequence[Any], field: Field, setting: Setting) -> list[Any]:
    if field.type is FieldType.MONEY:
        amounts, is_plain = fen_of(cells, setting.scale)
    else:
        found = floats(cells)
        is_plain = (np.rint(found) == found) & (np.abs(found) < _EXACT)
        amounts = np.where(is_plain, found, 0).astype(np.int64)
    values: list[Any] = amounts.tolist()
    rest = np.flatnonzero(~is_plain).tolist()
    return _with(values, rest, cells, lambda each: read_column(each, field, setting))


def fen_of(cells: Sequence[Any], scale: int = 1) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The fen that the cells are, and for which of them that is sure: numbers without parts of a fen."""
    found = floats(cells)
    with np.errstate(over="ignore", invalid="ignore"):
        whole = np.rint(found * (scale * 100.0))
        is_plain = (whole / (scale * 100.0) == found) & (np.abs(whole) < _EXACT)
    return np.where(is_plain, whole, 0).astype(np.int64), is_plain


def floats(cells: Sequence[Any]) -> Floats:
    """The cells that are numbers of a spreadsheet; what is none is not a number."""
    kinds = set(map(type, cells[1:]))
    if kinds == {float}:
        return np.array([cells[0] if cells[0].__class__ is float else np.nan, *cells[1:]], dtype=np.float64)
    if float not in kinds:
        return np.full(len(cells), np.nan)
    return np.array([each if each.__class__ is float else np.nan for each in cells], dtype=np.float64)


def texts_with(values: Sequence[Any], hint: re.Pattern[str]) -> list[int]:
    """Where the texts are in which the pattern is found; sought in many at once, since few have it."""
    found: list[int] = []
    for start in range(0, len(values), CHUNK):
        texts = [each if each.__class__ is str else "" for each in values[start : start + CHUNK]]
        if hint.search("\x00".join(texts)):
            found += [start + at for at, text in enumerate(texts) if text and hint.search(text)]
    return found


def _with(
    values: list[Any], places: Sequence[int], cells: Sequence[Any], read: Callable[[list[Any]], list[Any]]
) -> list[Any]:
    """The values with those at some places read from the cells there."""
    for at, value in zip(places, read([cells[at] for at in places]), strict=True):
        values[at] = value
    return values
