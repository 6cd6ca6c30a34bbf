"""Rows that are marked as examples and say something of their own: somebody filled in the example's row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from unionreport.cells import is_blank, text_of
from unionreport.columns import LARGE
from unionreport.examples import MARK, example_rows
from unionreport.finding import Finding
from unionreport.ledger import Ledger

_ANY_YEAR = 2000
_YEAR_SIGNS = 5  # of 2000-03-05: an example's day is the same in every year


def filled_in(ledger: Ledger) -> Iterator[Finding]:
    """A row marked as an example, which does not count, with other values than an example's."""
    examples: list[dict[str, str]] = []
    for number in _marked(ledger):
        cells = ledger.source.rows[number - 1]
        leading = next((cell for cell in cells if not is_blank(cell)), None)
        if isinstance(leading, str) and leading.strip().startswith(MARK):
            own = {
                name: cells[column - 1]
                for name, column in ledger.header.columns.items()
                if column <= len(cells) and not is_blank(cells[column - 1]) and cells[column - 1] is not leading
            }
            examples = examples or [_texts(row) for row in example_rows(ledger.schema, _ANY_YEAR)]
            if not any(_texts(own).items() <= example.items() for example in examples):
                yield Finding("example-filled", ledger.row_place(number), {"row": str(number)})


def _marked(ledger: Ledger) -> Iterable[int]:
    """The rows below the header with a cell of the table, or before it, that is marked as an example."""
    source, first = ledger.source, ledger.header.row + 1
    if source.height <= LARGE:
        return range(first, len(source.rows) + 1)
    rows: set[int] = set()
    for number in range(1, max(ledger.header.columns.values(), default=0) + 1):
        found = source.column(number)
        marked = {code for code, cell in enumerate(found.values) if isinstance(cell, str) and MARK in cell}
        rows |= {row for row, code in enumerate(found.codes, 1) if code in marked} if marked else set()
    return sorted(row for row in rows if row >= first)


def _texts(row: Mapping[str, object]) -> dict[str, str]:
    return {name: text_of(value)[_YEAR_SIGNS if isinstance(value, date) else 0 :] for name, value in row.items()}
