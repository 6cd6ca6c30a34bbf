"""Family C: the sheet's own formulas."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from unionreport.finding import Finding
from unionreport.ledger import Ledger
from unionreport.places import Place, column_letters

_FEWEST = 3  # formulas that make a column one of formulas
_MOST_TYPED = 4  # of so many cells in such a column, one may be typed over
_SUM = re.compile(
    r"=?(?:SUM\(|SUBTOTAL\((?:9|109),)\$?(?P<left>[A-Z]{1,3})\$?(?P<top>\d{1,7})"
    r":\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>\d{1,7})\)"
)


def numbers_over_formulas(ledger: Ledger) -> Iterator[Finding]:
    """A number typed where the rest of the column is worked out by formulas: it no longer follows the others."""
    formulas = ledger.source.formulas
    for name, column in ledger.header.columns.items() if formulas else ():
        if not ledger.schema.fields[name].type.is_numeric:
            continue
        worked = ledger.rows.marked(sorted(row for row, at in formulas if at == column)) & ledger.says(name)
        typed = ledger.rows.chosen(ledger.says(name) & ~worked)
        if typed and worked.count >= _FEWEST and len(typed) * _MOST_TYPED <= worked.count + len(typed):
            example = ledger.rows.chosen(worked)[0]
            for row in typed:
                values = {"value": ledger.text(row, name), "formula": formulas[example, column]}
                values["example"] = f"{column_letters(column)}{example}"
                related = (ledger.place(example, name),)
                yield Finding("number-over-formula", ledger.place(row, name), values, related)


def sums_missing_rows(ledger: Ledger) -> Iterator[Finding]:
    """A SUM in a total row that leaves out filled rows right above or below those it adds."""
    for (row, column), formula in ledger.source.formulas.items():
        name = next((each for each, at in ledger.header.columns.items() if at == column), None)
        if name is None or ledger.totals.at(row) is None:
            continue
        found = _SUM.fullmatch(formula.replace(" ", "").upper())
        if found is None:
            continue
        if {found["left"], found["right"]} != {column_letters(column)}:
            continue
        top, bottom = int(found["top"]), int(found["bottom"])
        missed = [each for each in _section(ledger, row) if not top <= each <= bottom and ledger.text(each, name)]
        if missed:
            values = {"formula": formula, "count": str(len(missed)), "column": ledger.schema.fields[name].title}
            place = Place(ledger.file, ledger.sheet, row, column, row, column)
            yield Finding("sum-misses-rows", place, values, ledger.ranges(missed, name))


def _section(ledger: Ledger, row: int) -> list[int]:
    """The rows that a total row can mean: those since the total row before it."""
    above = bisect_left(ledger.totals.numbers, row)
    start = ledger.totals.numbers[above - 1] if above else 0
    numbers = ledger.rows.numbers
    return [int(each) for each in numbers[bisect_right(numbers, start) : bisect_left(numbers, row)]]
