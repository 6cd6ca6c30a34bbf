"""Finds the header of a sheet and which column is which field, by meaning and not by position."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from unionreport.schema import LedgerSchema
from unionreport.sheets import Area

DEEPEST_HEADER = 30  # rows searched; the deepest header seen among 179 real forms stood in row 6
LAST_COLUMN = 16384  # of an .xlsx sheet
_MOST_ROWS = 3  # of one header
_MOST_BESIDE = 6  # tables side by side on one sheet

_BRACKETS = re.compile(r"[(\[【〔{][^)\]】〕}]*[)\]】〕}]|/(?:万元|元|人次|人)$")
_NOISE = re.compile(r"[\s*★＊:：'\"“”]+")
_YEAR = re.compile(r"^[12][0-9]{3}年?度?")
_UNIT = re.compile(
    r"(?:[(\[【〔/]|单位:?)\s*(人民币)?\s*(百万元|亿元|万元|千元|百元|元|万|千|人次|人|份|项)\s*(?:[)\]】〕]|$)"
)
_SHORT = {"万": "万元", "千": "千元"}
_PARTS_OF_A_DATE = ({"年", "年份", "年度"}, {"月", "月份"}, {"日"})


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its last Excel row and, by field name, the Excel column; with what was left over.

    ``ambiguous`` holds the columns of a field that several columns fit, ``unknown`` the text of every
    column that fits no field, ``units`` the unit a header names in brackets. ``depth`` is how many rows
    the header takes, ``left`` to ``right`` the columns of its table, ``beside`` the headers of further
    tables with the same columns to its right; ``titles`` are the plain texts by column. ``date_parts``
    are the columns of year, month and day where they stand apart, 0 for one that the sheet does not have.
    """

    row: int
    columns: Mapping[str, int]
    ambiguous: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str]
    units: Mapping[str, str]
    depth: int = 1
    left: int = 1
    right: int = LAST_COLUMN
    beside: tuple[Header, ...] = ()
    date_parts: tuple[int, int, int] | None = None
    titles: Mapping[int, str] = field(default_factory=dict)

    @property
    def score(self) -> int:
        """How many fields the header names."""
        return len(self.columns) + len(self.ambiguous)

    @property
    def top(self) -> int:
        """The first Excel row of the header."""
        return self.row - self.depth + 1


def plain(text: object) -> str:
    """A header or title without brackets, blanks, asterisks and line breaks, in half-width signs."""
    return _plain(text) if isinstance(text, str) else ""


@lru_cache(maxsize=16384)
def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    bare = _NOISE.sub("", folded)
    return _BRACKETS.sub("", bare) or bare


def plain_title(text: str) -> str:
    """A sheet's title without blanks, brackets and a leading year."""
    return _YEAR.sub("", plain(text))


def unit_in(text: object) -> str:
    """The unit that a header or title line names, 元 or 万元; empty where it names none."""
    found = _UNIT.search(unicodedata.normalize("NFKC", text)) if isinstance(text, str) else None
    return _SHORT.get(found[2], found[2]) if found else ""


def find(rows: Sequence[Sequence[object]], ledger: LedgerSchema, merges: Sequence[Area] = ()) -> Header | None:
    """The rows that name most of a ledger's fields, as few and as early as possible; None where none name enough.

    A single matching cell is no header unless the ledger needs no more than one; nor are cells that are
    all ambiguous. A header of several rows has its groups joined to the columns below them: 慰问 over 日期.
    """
    names = _names(ledger)
    enough = min(2, sum(each.required for each in ledger.fields.values()) or 1)
    near = tuple(each for each in merges if each.top <= DEEPEST_HEADER + _MOST_ROWS)
    best: tuple[Header, _Texts] | None = None
    for depth in range(1, _MOST_ROWS + 1):
        for top in range(1, min(DEEPEST_HEADER, len(rows)) - depth + 2):
            texts = _texts(rows, top, depth, near)
            header = _read(top + depth - 1, texts, names)
            if header.score >= enough and (best is None or header.score > best[0].score):
                best = replace(header, depth=depth), texts
    if best is None:
        return None
    header = _beside(*best, names)
    if not header.columns:
        return None
    below = rows[header.row] if header.row < len(rows) else ()
    return _with_units_below(header, below)


def fits(header: Header, ledger: LedgerSchema) -> bool:
    """Whether a header has every required column of a ledger."""
    return all(each.name in header.columns for each in ledger.fields.values() if each.required)


_Texts = Mapping[int, tuple[str, ...]]
"""By column, the texts of a header from the outermost group to the column's own."""


@dataclass(frozen=True, slots=True)
class _Names:
    """Plain header → field name: the headers a union chose, the canonical ones, and the aliases."""

    chosen: Mapping[str, str]
    titles: Mapping[str, str]
    aliases: Mapping[str, str]
    dated: str

    def of(self, text: str) -> str | None:
        return self.titles.get(text) or self.aliases.get(text)


def _names(ledger: LedgerSchema) -> _Names:
    titles: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for each in ledger.fields.values():
        titles[plain(each.title)] = each.name
        for alias in each.aliases:
            aliases.setdefault(plain(alias), each.name)
    return _Names({plain(header): name for name, header in ledger.columns.items()}, titles, aliases, ledger.dated)


def _texts(rows: Sequence[Sequence[object]], top: int, depth: int, merges: Sequence[Area]) -> _Texts:
    """The texts over each column, groups spread over the columns they are merged across; none for rows of data."""
    lines = rows[top - 1 : top - 1 + depth]
    if depth > 1 and any(not isinstance(cell, str) for line in lines for cell in line if cell is not None):
        return {}
    across = {(each.top, column): each.left for each in merges for column in range(each.left, _end(each, lines) + 1)}
    is_merged = bool(across)
    found: dict[int, tuple[str, ...]] = {}
    for column in range(1, max((len(line) for line in lines), default=0) + 1):
        pieces = []
        for number, line in enumerate(lines, top):
            at = across.get((number, column), column)
            text = _cell(line, at)
            if not text and not is_merged and number < top + depth - 1 and _cell(lines[-1], column):
                text = next((each for left in range(column, 0, -1) if (each := _cell(line, left))), "")
            pieces.append(text)
        if depth == 1 and _is_group(rows, top, column, across):
            continue
        if any(plain(each) for each in pieces) and (depth == 1 or not _repeats(pieces, lines, column)):
            found[column] = tuple(each for each in pieces if each)
    return found


def _end(area: Area, lines: Sequence[Sequence[object]]) -> int:
    return min(area.right, max((len(line) for line in lines), default=0))


def _cell(line: Sequence[object], column: int) -> str:
    cell = line[column - 1] if column <= len(line) else None
    return cell if isinstance(cell, str) and cell.strip() else ""


def _is_group(rows: Sequence[Sequence[object]], top: int, column: int, across: Mapping[tuple[int, int], int]) -> bool:
    """Whether a cell is merged over several columns that have texts of their own right below."""
    left = across.get((top, column))
    if left is None or top >= len(rows):
        return False
    columns = [each for (row, each), at in across.items() if row == top and at == left]
    return len(columns) > 1 and all(_cell(rows[top], each) for each in columns)


def _repeats(pieces: Sequence[str], lines: Sequence[Sequence[object]], column: int) -> bool:
    """Whether a column has only a group's name spread over it: nothing of its own in any row."""
    return not any(_cell(line, column) for line in lines) and bool(pieces)


def _read(number: int, texts: _Texts, names: _Names) -> Header:
    tiers: tuple[dict[str, list[int]], ...] = ({}, {}, {}, {})
    for column, pieces in texts.items():
        place = _place_of(pieces, names)
        if place is not None:
            tier, name = place
            tiers[tier].setdefault(name, []).append(column)
    chosen, exact, loose, groups = tiers
    found = {name: chosen.get(name) or exact.get(name) or loose[name] for name in (*chosen, *exact, *loose)}
    parts = None if names.dated in found else _date_parts(texts, names)
    if parts is not None:
        found[names.dated] = [parts[1]]
    found |= {name: where for name, where in groups.items() if name not in found}
    used = {column for columns in found.values() for column in columns} | set(parts or ())
    columns = {name: where[0] for name, where in found.items() if len(where) == 1}
    return Header(
        row=number,
        columns=columns,
        ambiguous={name: tuple(where) for name, where in found.items() if len(where) > 1},
        unknown={column: "".join(pieces).strip() for column, pieces in texts.items() if column not in used},
        units={name: unit for name, column in columns.items() if (unit := unit_in("".join(texts[column])))},
        date_parts=parts,
        titles={column: plain("".join(pieces)) for column, pieces in texts.items()},
    )


def _place_of(pieces: Sequence[str], names: _Names) -> tuple[int, str] | None:
    """How well a column fits which field: 0 as the union chose, 1 by title, 2 by alias or part, 3 by its group."""
    ends = ["".join(pieces[start:]) for start in range(len(pieces))]
    for text in map(plain, ends):
        if text in names.chosen:
            return 0, names.chosen[text]
    whole = plain(ends[0])
    if whole in names.titles:
        return 1, names.titles[whole]
    for text in map(plain, ends):
        name = names.of(text)
        if name is not None:
            return 2, name
    group = names.of(plain(pieces[0])) if len(pieces) > 1 else None
    return None if group is None else (3, group)


def _date_parts(texts: _Texts, names: _Names) -> tuple[int, int, int] | None:
    """The columns of year, month and day of a ledger that has no date column; a month is needed, and only one."""
    if not names.dated:
        return None
    own = {column: plain(pieces[-1]) for column, pieces in texts.items()}
    found = [[column for column, text in own.items() if text in kind] for kind in _PARTS_OF_A_DATE]
    if len(found[1]) != 1 or any(len(each) > 1 for each in found):
        return None
    year, month, day = (each[0] if each else 0 for each in found)
    return year, month, day


def _beside(header: Header, texts: _Texts, names: _Names) -> Header:
    """The header of the first table, with those of equal ones to its right, where a sheet has several side by side."""
    columns = [column for column in sorted(texts) if plain("".join(texts[column]))]
    titles = [plain("".join(texts[column])) for column in columns]
    for count in range(2, _MOST_BESIDE + 1) if header.ambiguous else ():
        width = len(columns) // count
        chunks = [columns[start : start + width] for start in range(0, len(columns), max(width, 1))]
        if len(columns) == width * count and width > 1 and titles == titles[:width] * count:
            tables = [_read(header.row, {each: texts[each] for each in chunk}, names) for chunk in chunks]
            ends = [*(chunk[0] - 1 for chunk in chunks[1:]), LAST_COLUMN]
            first, *others = (
                replace(table, depth=header.depth, left=chunk[0] if number else 1, right=end)
                for number, (table, chunk, end) in enumerate(zip(tables, chunks, ends, strict=True))
            )
            return replace(first, beside=tuple(others)) if first.columns else header
    return header


def _with_units_below(header: Header, below: Sequence[object]) -> Header:
    """The header with a row of units right below it, such as （元） under 金额, taken in."""
    units = {column: unit_in(cell) for column, cell in enumerate(below, 1) if not (cell is None or cell == "")}
    if not units or not all(units.values()):
        return header
    return _lowered(header, units)


def _lowered(header: Header, units: Mapping[int, str]) -> Header:
    return replace(
        header,
        row=header.row + 1,
        depth=header.depth + 1,
        units={**header.units, **{name: units[column] for name, column in header.columns.items() if column in units}},
        beside=tuple(_lowered(each, units) for each in header.beside),
    )
