"""What stands beside the values of one sheet: errors, formulas and what is hidden, where the library tells none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from unionreport.sheets import Position, SheetCells

# [MS-XLS] 2.5.10 and [MS-XLSB] 2.5.97.2, BErr
ERRORS: Mapping[int, str] = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
UNNAMED_ERROR = "#VALUE!"
UNKNOWN_FORMULA = "="  # there is one, but not as text


@dataclass(slots=True)
class Beside:
    """The marks of one sheet, as they are gathered."""

    errors: dict[Position, str] = field(default_factory=dict)
    formulas: dict[Position, str] = field(default_factory=dict)
    uncalculated: set[Position] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def beside(sheets: Iterable[SheetCells], marks: Mapping[str, Beside]) -> tuple[SheetCells, ...]:
    """The sheets with their marks by name, rows down to the last error; hidden ones as far as there are cells."""
    return tuple(_marked(sheet, marks[sheet.name]) if sheet.name in marks else sheet for sheet in sheets)


def _marked(sheet: SheetCells, marks: Beside) -> SheetCells:
    rows = [*sheet.rows]
    blank = marks.uncalculated.union(marks.errors)
    rows += [()] * (max((row for row, _ in blank), default=0) - len(rows))
    right = max((*map(len, rows), *(column for _, column in blank)), default=0)
    for row, column in marks.errors:
        if rows[row - 1][column - 1 : column]:  # some errors come as text
            rows[row - 1] = [*rows[row - 1][: column - 1], "", *rows[row - 1][column:]]
    return replace(
        sheet,
        rows=rows,
        errors=marks.errors,
        formulas=marks.formulas,
        uncalculated=frozenset(marks.uncalculated),
        hidden_rows=frozenset(row for row in marks.hidden_rows if row <= len(rows)),
        hidden_columns=frozenset(column for column in marks.hidden_columns if column <= right),
    )
