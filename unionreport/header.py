"""Finds the header row of a sheet and which column is which field, by meaning and not by position."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from unionreport.schema import Field, LedgerSchema

DEEPEST_HEADER = 30  # rows searched; the deepest header seen among 179 real forms stood in row 6

_BRACKETS = re.compile(r"[(\[【〔{][^)\]】〕}]*[)\]】〕}]")
_NOISE = re.compile(r"[\s*★＊:：'\"“”]+")
_YEAR = re.compile(r"^[12][0-9]{3}年?度?")
_UNIT = re.compile(r"(?:[(\[【〔]|单位:?)\s*(人民币)?\s*(万元|元|万|人次|人|份|项)\s*(?:[)\]】〕]|$)")


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: its Excel row and, by field name, the Excel column; with what was left over.

    ``ambiguous`` holds the columns of a field that several columns fit, ``unknown`` the text of every
    column that fits no field, ``units`` the unit a header names in brackets.
    """

    row: int
    columns: Mapping[str, int]
    ambiguous: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str]
    units: Mapping[str, str]

    @property
    def score(self) -> int:
        """How many fields the row names."""
        return len(self.columns) + len(self.ambiguous)


def plain(text: object) -> str:
    """A header or title without brackets, blanks, asterisks and line breaks, in half-width signs."""
    if not isinstance(text, str):
        return ""
    folded = unicodedata.normalize("NFKC", text)
    return _NOISE.sub("", _BRACKETS.sub("", folded)) or _NOISE.sub("", folded)


def plain_title(text: str) -> str:
    """A sheet's title without blanks, brackets and a leading year."""
    return _YEAR.sub("", plain(text))


def unit_in(text: object) -> str:
    """The unit that a header or title line names, 元 or 万元; empty where it names none."""
    found = _UNIT.search(unicodedata.normalize("NFKC", text)) if isinstance(text, str) else None
    return {"万": "万元"}.get(found[2], found[2]) if found else ""


def find(rows: Sequence[Sequence[object]], ledger: LedgerSchema) -> Header | None:
    """The row that names most of a ledger's fields, the first of equals; None where no row names enough.

    A single matching cell is no header unless the ledger needs no more than one.
    """
    names = _names(ledger.fields.values())
    enough = min(2, sum(field.required for field in ledger.fields.values()) or 1)
    best: Header | None = None
    for number, row in enumerate(rows[:DEEPEST_HEADER], 1):
        header = _read(number, row, names)
        if header.score >= enough and (best is None or header.score > best.score):
            best = header
    return best


def fits(header: Header, ledger: LedgerSchema) -> bool:
    """Whether a header row has every required column of a ledger."""
    return all(field.name in header.columns for field in ledger.fields.values() if field.required)


@dataclass(frozen=True, slots=True)
class _Names:
    """Plain header → field name: the canonical headers, and the aliases."""

    titles: Mapping[str, str]
    aliases: Mapping[str, str]


def _names(fields: Iterable[Field]) -> _Names:
    titles: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for field in fields:
        titles[plain(field.title)] = field.name
        for alias in field.aliases:
            aliases.setdefault(plain(alias), field.name)
    return _Names(titles, aliases)


def _read(number: int, row: Sequence[object], names: _Names) -> Header:
    exact: dict[str, list[int]] = {}
    loose: dict[str, list[int]] = {}
    texts = {column: text for column, cell in enumerate(row, 1) if (text := plain(cell))}
    for column, text in texts.items():
        if text in names.titles:
            exact.setdefault(names.titles[text], []).append(column)
        elif text in names.aliases:
            loose.setdefault(names.aliases[text], []).append(column)
    found = {name: exact.get(name) or loose[name] for name in (*exact, *loose)}
    used = {column for columns in found.values() for column in columns}
    columns = {name: where[0] for name, where in found.items() if len(where) == 1}
    return Header(
        row=number,
        columns=columns,
        ambiguous={name: tuple(where) for name, where in found.items() if len(where) > 1},
        unknown={column: str(row[column - 1]).strip() for column in texts if column not in used},
        units={name: unit for name, column in columns.items() if (unit := unit_in(row[column - 1]))},
    )
