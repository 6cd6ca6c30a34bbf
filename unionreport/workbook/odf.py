"""What the values of an .ods file do not tell, from its content (OpenDocument 1.3, part 3, 9.1)."""

from __future__ import annotations

from collections.abc import Callable

from unionreport.sheets import Position
from unionreport.workbook.archive import Archive
from unionreport.workbook.beside import UNNAMED_ERROR, Beside
from unionreport.workbook.limits import MOST_COLUMNS, MOST_MARKS, MOST_ROWS, too_large
from unionreport.workbook.markup import SEPARATOR, Attributes, Handlers, attribute, parse, shallow
from unionreport.workbook.strings import clean

_PART = "content.xml"


def marks(archive: Archive) -> dict[str, Beside]:
    """By sheet name, its errors, formulas and hidden rows and columns."""
    listener = _Listener()
    parse(archive.pieces(_PART), lambda _: listener.handlers(), _PART)
    return listener.found


class _Listener:
    """Follows rows and columns through their repetitions."""

    def __init__(self) -> None:
        self.found: dict[str, Beside] = {}
        self._sheet = Beside()
        self._row = self._column = self._repeat = self._tables = self._marks = 0
        self._error: Position | None = None
        self._texts: list[str] = []
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "table": self._start_table,
            "table-column": self._start_column,
            "table-row": self._start_row,
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_cell,
        }

    def handlers(self) -> Handlers:
        """What hears the elements."""
        return shallow(Handlers(self._start, self._end, self._hear))

    def _start(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(SEPARATOR)[2]
        if local in self._starts and (self._tables < 2 or local == "table"):
            self._starts[local](attributes)

    def _hear(self, text: str) -> None:
        if self._error is not None:
            self._texts.append(text)

    def _end(self, name: str) -> None:
        local = name.rpartition(SEPARATOR)[2]
        if local == "table":
            self._tables -= 1
        elif local == "table-row" and self._tables == 1:
            self._row += self._repeat
        elif local == "table-cell" and self._error is not None:
            self._sheet.errors[self._error] = clean("".join(self._texts)).strip() or UNNAMED_ERROR
            self._error = None

    def _start_table(self, attributes: Attributes) -> None:
        self._tables += 1
        if self._tables == 1:  # others stand within a cell or a shape
            self._row, self._column = 1, 1
            self._sheet = self.found.setdefault(clean(attribute(attributes, "name") or ""), Beside())

    def _start_column(self, attributes: Attributes) -> None:
        count = _count(attributes, "number-columns-repeated", MOST_COLUMNS)
        if attribute(attributes, "visibility") in {"collapse", "filter"}:
            self._sheet.hidden_columns.update(range(self._column, min(self._column + count, MOST_COLUMNS + 1)))
        self._column += count

    def _start_row(self, attributes: Attributes) -> None:
        self._column = 1
        self._repeat = _count(attributes, "number-rows-repeated", MOST_ROWS)
        if attribute(attributes, "visibility") in {"collapse", "filter"}:
            self._sheet.hidden_rows.update(range(self._row, min(self._row + self._repeat, MOST_ROWS + 1)))

    def _start_cell(self, attributes: Attributes) -> None:
        here = self._row, self._column
        self._column += _count(attributes, "number-columns-repeated", MOST_COLUMNS)
        formula = attribute(attributes, "formula")
        if formula is not None:
            self._sheet.formulas[here] = clean(formula.partition(":")[2] or formula)
            self._marks += 1
        types = [value for name, value in attributes.items() if name.endswith(SEPARATOR + "value-type")]
        if formula is not None and not types:
            self._sheet.uncalculated.add(here)
        if "error" in types:
            self._error = here
            self._texts.clear()
        if self._marks > MOST_MARKS:
            raise too_large("workbook-too-large-cells", MOST_MARKS)


def _count(attributes: Attributes, name: str, most: int) -> int:
    text = attribute(attributes, name) or "1"
    return min(int(text), most) if text.isdecimal() and text.isascii() else 1
