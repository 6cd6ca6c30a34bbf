"""The ids of the figures in tables: by the row's own key, never by its number, and short enough for a control's tag."""

from __future__ import annotations

import hashlib
import re

from unionreport.tableschema import BLANK, TOTALS, TableSchema

LONGEST_TAG = 64
"""How many characters Word takes for a control's tag, ``id|style``."""

_LONGEST_STYLE = 12
_DIGITS = 10  # of a digest: among ten thousand rows two alike are one chance in twenty thousand
_UNFIT = re.compile(r"[\s.|#]")


def cell_id(schema: TableSchema, key: str, column: str) -> str:
    """The id of a cell, ``tables.aid.金秋助学.amount``."""
    return f"{schema.id}.{key}.{column}"


def group_key(schema: TableSchema, value: str) -> str:
    """The key of a group: its value where that is short and plain, else a digest of it."""
    is_plain = value.isprintable() and not _UNFIT.search(value) and value not in {TOTALS, BLANK}
    return value if is_plain and _length(value) <= _room(schema) else digest(value)


def digest(text: str) -> str:
    """A short digest of a text, which no plain value looks like."""
    return "#" + hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _length(text: str) -> int:
    """How many characters Word counts: those beyond the first plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _room(schema: TableSchema) -> int:
    taken = len(schema.id) + max(map(len, schema.columns)) + 2 + 1 + _LONGEST_STYLE
    return LONGEST_TAG - taken
