"""Rows that are marked as examples and say something of their own: somebody filled in the example's row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from unionreport.cells import is_blank, text_of
from unionreport.examples import MARK, example_rows
from unionreport.finding import Finding
from unionreport.ledger import Ledger
from unionreport.lines import LongLines

_ANY_YEAR = 2000
_YEAR_SIGNS = 5  # of 2000-03-05: an example's day is the same in every year


def filled_in(ledger: Ledger) -> Iterator[Finding]:
    """A row marked as an example, which does not count, with other values than an example's."""
    examples: list[dict[str, str]] = []
    for number, cells in _marked(ledger):
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


def _marked(ledger: Ledger) -> Iterator[tuple[int, Sequence[object]]]:
    """The rows below the header that may have a cell, of the table or before it, that is marked as an example."""
    rows, first = ledger.source.rows, ledger.header.row + 1
    if isinstance(ledger.raw, LongLines):
        yield from ((row, rows[row - 1]) for row in ledger.raw.odd if row <= len(rows))
    else:
        yield from ((row, cells) for row, cells in enumerate(rows, 1) if row >= first)


def _texts(row: Mapping[str, object]) -> dict[str, str]:
    return {name: text_of(value)[_YEAR_SIGNS if isinstance(value, date) else 0 :] for name, value in row.items()}
