"""Rows that are marked as examples and say something of their own: somebody filled in the example's row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from unionreport.cells import is_blank, text_of
from unionreport.examples import MARK, example_rows
from unionreport.finding import Finding
from unionreport.ledger import Ledger

_ANY_YEAR = 2000
_YEAR_SIGNS = 5  # of 2000-03-05: an example's day is the same in every year


def filled_in(ledger: Ledger) -> Iterator[Finding]:
    """A row marked as an example, which does not count, with other values than an example's."""
    examples = [_texts(row) for row in example_rows(ledger.schema, _ANY_YEAR)]
    first_row = ledger.header.row
    for number, cells in enumerate(ledger.source.rows[first_row:], first_row + 1):
        leading = next((cell for cell in cells if not is_blank(cell)), None)
        if isinstance(leading, str) and leading.strip().startswith(MARK):
            own = {
                name: cells[column - 1]
                for name, column in ledger.header.columns.items()
                if column <= len(cells) and not is_blank(cells[column - 1]) and cells[column - 1] is not leading
            }
            if not any(_texts(own).items() <= example.items() for example in examples):
                yield Finding("example-filled", ledger.row_place(number), {"row": str(number)})


def _texts(row: Mapping[str, object]) -> dict[str, str]:
    return {name: text_of(value)[_YEAR_SIGNS if isinstance(value, date) else 0 :] for name, value in row.items()}
