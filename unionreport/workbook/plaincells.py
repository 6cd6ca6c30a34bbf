"""The rows and cells of a block of a sheet's XML, found by vector operations.

Every byte is accounted for: each tag has its place in a row or a cell, nothing stands between two tags but
the content of a cell, and whatever is not sure to be understood is either told as a rare cell, to be read by
itself, or makes the whole block one for the reader of single elements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from unionreport.workbook.limits import MOST_COLUMNS, MOST_ROWS
from unionreport.workbook.markup import flag
from unionreport.workbook.octets import Array, NotPlainError, Octets, low_bytes, whole_numbers, word

_OPEN, _R, _O, _C, _V, _I, _F, _A, _ZERO = b"<rocvifA0"
_ROW, _ROW_END, _CELL = word(b'<row r="'), word(b"</row>"), word(b'<c r="')
_VALUE, _VALUE_END = word(b"<v>"), word(b"</v></c>")
_INLINE, _INLINE_END, _INLINE_REST = word(b"<is><t>"), word(b"</t></is"), word(b"></c>")
_QUOTES, _ONES, _HIGH = (np.uint64(byte * 0x0101010101010101) for byte in (0x22, 0x01, 0x80))
_POWERS = np.uint64(1) << np.arange(0, 64, 8, dtype=np.uint64)
_ROW_TAIL = re.compile(rb'(?: [a-zA-Z0-9:]++="[^"<>&]*+")*+/?>')
_CELL_TAIL = re.compile(
    rb'(?: s="(?P<style>[0-9]{1,5})"| t="(?P<kind>[a-zA-Z]+)"| (?:[cv]m|ph)="[0-9]{1,9}")*+(?P<closed>/)?>'
)
_NAMES = re.compile(rb' ([^ ="]+)="')
_HIDDEN = re.compile(rb' hidden="([^"]*)"')
_MOST_ROW_TAILS, _MOST_CELL_TAILS = 200, 60
_WIDEST = MOST_COLUMNS + 1


class Content(IntEnum):
    """What a cell's element holds, if that is all."""

    OTHER = 0
    BLANK = 1
    VALUE = 2  # <v>…</v>
    INLINE = 3  # <is><t>…</t></is>
    FORMULA = 4  # <f>…</f><v>…</v>


@dataclass(frozen=True, slots=True)
class Tail:
    """What a cell's tag says beside its address: type (ST_CellType), style, and whether it is closed at once."""

    kind: str
    style: str | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of a block: number, whether hidden, digits (and a quote) as a word, their count, first and last tag."""

    numbers: Array
    hidden: Array
    words: Array
    lengths: Array
    heads: Array
    ends: Array


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a block in order of their rows and columns.

    Each has an Excel row, a column, the place of its tail in ``tails``, the kind of its content, and where its
    tag starts, the first tag in it, and its value or inline text; of other content the whole element.
    """

    rows: Array
    columns: Array
    tail: Array
    tails: tuple[Tail, ...]
    content: Array
    tags: Array
    inners: Array
    starts: Array
    ends: Array


def find(octets: Octets) -> tuple[Lines, Cells]:
    """The rows and cells of a block that begins and ends with rows; NotPlainError where it is not plain."""
    tags = np.flatnonzero(octets.bytes == _OPEN)
    tags = np.append(tags, np.full(8, octets.end))
    initials = octets.bytes[tags + 1]
    heads = np.flatnonzero(initials == _R)
    lines = _lines(octets, tags, heads[octets.bytes[tags[heads] + 2] == _O])
    marks = np.flatnonzero(initials == _C)
    counts = np.diff(np.searchsorted(marks, np.append(lines.heads, len(tags))))
    line = np.repeat(np.arange(len(counts)), counts)
    filled = np.flatnonzero(counts)
    firsts = (np.cumsum(counts) - counts)[filled]
    follow = np.append(marks[1:], 0)  # the tag after each cell: of the next one, else of the row's end
    follow[firsts + counts[filled] - 1] = lines.ends[filled]
    _require(bool((lines.ends > lines.heads)[filled].all()))
    _require(bool((lines.ends - lines.heads)[counts == 0].max(initial=0) <= 1))
    _require(bool((marks[firsts] == lines.heads[filled] + 1).all()))
    columns, quotes = _addresses(octets, tags[marks], lines, line)
    _require(bool((np.diff(line * _WIDEST + columns) > 0).all()))
    tail, texts = octets.distinct(quotes + 1, tags[marks + 1], _MOST_CELL_TAILS)
    tails = tuple(map(_tail, texts))
    closed = np.array([each.closed for each in tails], bool)[tail] if tails else np.zeros(0, bool)
    content, starts, ends = _contents(octets, tags, marks, follow)
    content[closed] = np.where(follow == marks + 1, Content.BLANK, Content.OTHER)[closed]
    others = content == Content.OTHER
    starts[others], ends[others] = tags[marks[others]], tags[follow[others]]
    places = tags[marks]
    return lines, Cells(lines.numbers[line], columns, tail, tails, content, places, tags[marks + 1], starts, ends)


def _require(sure: bool) -> None:  # noqa: FBT001  the condition is all there is
    if not sure:
        raise NotPlainError


def _lines(octets: Octets, tags: Array, heads: Array) -> Lines:
    starts = tags[heads]
    _require(len(heads) > 0 and starts[0] == octets.start and bool((octets.words[starts] == _ROW).all()))
    signs = octets.words[starts + 8] ^ _QUOTES
    quotes = (signs - _ONES) & ~signs & _HIGH
    quotes = (quotes & (~quotes + np.uint64(1))) >> np.uint64(7)
    lengths = np.searchsorted(_POWERS, quotes)
    _require(bool(((quotes > 0) & (octets.bytes[starts + 8] != _ZERO)).all()))
    after = starts + 9 + lengths
    numbers, sure = whole_numbers(octets.ending(after - 1, lengths), lengths)
    _require(bool(sure.all()) and bool((np.diff(numbers) > 0).all()) and int(numbers[-1]) <= MOST_ROWS)
    tail, texts = octets.distinct(after, tags[heads + 1], _MOST_ROW_TAILS)
    _require(all(map(_is_row_tail, texts)))
    closed = np.array([text.endswith(b"/>") for text in texts], bool)[tail]
    hidden = np.array([any(map(flag, map(bytes.decode, _HIDDEN.findall(text)))) for text in texts], bool)[tail]
    last = len(tags) - 9  # before those that only stand for the end
    ends = np.where(closed, heads, np.append(heads[1:] - 1, last))
    places = tags[ends[~closed]]
    _require(bool((low_bytes(octets.words[places], 6) == _ROW_END).all()))
    _require(bool((tags[ends[~closed] + 1] == places + 6).all()))
    _require(bool((np.append(heads[1:], last + 1)[closed] == heads[closed] + 1).all()))
    return Lines(numbers, hidden, octets.ending(after, lengths + 1), lengths, heads, ends)


def _is_row_tail(text: bytes) -> bool:
    names = _NAMES.findall(text)
    return bool(_ROW_TAIL.fullmatch(text)) and len(names) == len({*names, b"r"} - {b"r"}) and text.isascii()


def _addresses(octets: Octets, starts: Array, lines: Lines, line: Array) -> tuple[Array, Array]:
    """Column of each cell, and where the quote after its address stands; each must be of its row."""
    words = octets.words[starts]
    _require(bool((low_bytes(words, 6) == _CELL).all()))
    letters = ((words >> np.uint64(48)) & np.uint64(255)).view(np.int64) - (_A - 1)
    seconds = (words >> np.uint64(56)).view(np.int64) - (_A - 1)
    _require(bool(((letters > 0) & (letters <= 26)).all()))
    columns, size = letters, np.ones(len(starts), np.int64)
    wide = np.flatnonzero(seconds > 0)
    if len(wide):
        columns[wide] = columns[wide] * 26 + seconds[wide]
        thirds = octets.bytes[starts[wide] + 8].astype(np.int64) - (_A - 1)
        size[wide] = 2 + (thirds > 0)
        widest = wide[thirds > 0]
        columns[widest] = columns[widest] * 26 + thirds[thirds > 0]
        _require(bool((seconds[wide] <= 26).all()) and bool((thirds <= 26).all()))
        _require(bool((columns[wide] <= MOST_COLUMNS).all()))
    digits = lines.lengths[line]
    quotes = starts + 6 + size + digits
    _require(bool((octets.ending(quotes + 1, digits + 1) == lines.words[line]).all()))
    return columns, quotes


def _tail(text: bytes) -> Tail:
    found = _CELL_TAIL.fullmatch(text)
    names = _NAMES.findall(text)
    if found is None or len(names) != len(set(names)):
        raise NotPlainError
    style = found["style"]
    kind = found["kind"] or b"n"
    return Tail(kind.decode(), style.decode() if style else None, found["closed"] is not None)


def _contents(octets: Octets, tags: Array, marks: Array, follow: Array) -> tuple[Array, Array, Array]:
    """The kind of each cell's content, and where its value or text starts and ends."""
    initials, count = octets.bytes[tags[marks + 1] + 1], follow - marks
    content = np.zeros(len(marks), np.int8)
    starts, ends = tags[marks + 1] + 3, tags[marks + 2]
    is_value = (initials == _V) & (count == 4)
    formulas = np.flatnonzero((initials == _F) & ((count == 5) | (count == 6)))
    if len(formulas):
        starts[formulas], ends[formulas] = tags[follow[formulas] - 3] + 3, tags[follow[formulas] - 2]
        content[formulas[_is_value(octets, starts[formulas], ends[formulas])]] = Content.FORMULA
    at = slice(None) if is_value.all() else np.flatnonzero(is_value)
    content[at] = _is_value(octets, starts[at], ends[at]) * np.int8(Content.VALUE)
    inline = np.flatnonzero((initials == _I) & (count == 6))
    if len(inline):
        starts[inline], ends[inline] = ends[inline] + 3, tags[marks[inline] + 3]
        sure = _is_inline(octets, tags[marks[inline] + 1], ends[inline])
        content[inline[sure]] = Content.INLINE
    return content, starts, ends


def _is_value(octets: Octets, starts: Array, ends: Array) -> Array:
    found: Array = low_bytes(octets.words[starts - 3], 3) == _VALUE
    found &= octets.words[ends] == _VALUE_END
    found &= octets.bytes[ends + 8] == _OPEN
    return found


def _is_inline(octets: Octets, places: Array, ends: Array) -> Array:
    found: Array = low_bytes(octets.words[places], 7) == _INLINE
    found &= octets.words[ends] == _INLINE_END
    found &= low_bytes(octets.words[ends + 8], 5) == _INLINE_REST
    found &= octets.bytes[ends + 13] == _OPEN
    return found
