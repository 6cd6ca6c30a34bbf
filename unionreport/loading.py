"""Reads the rows of a sheet into a `Ledger`: what is data, what is a total, which value each cell has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from unionreport.cells import Setting, Unread, is_blank, read_column, text_of
from unionreport.header import Header, plain, unit_in
from unionreport.ledger import Ledger, filled
from unionreport.schema import Derivation, Field, FieldType, LedgerSchema
from unionreport.sheets import SheetCells

if TYPE_CHECKING:
    import pandas as pd

_SCALES = {"万元": 10_000}
_FOOTER = re.compile(r"(填表人|制表人?|审核人?|复核人?|负责人|经办人|填报人|单位负责人|备注|说明|注)\s*[:：]")
_DTYPES = {
    FieldType.MONEY: "Int64",
    FieldType.COUNT: "Int64",
    FieldType.TALLY: "Int64",
    FieldType.YESNO: "boolean",
    FieldType.DATE: "datetime64[s]",
}

Rows = Mapping[int, Sequence[object]]
Columns = dict[str, list[object]]


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the cells of one sheet are to be read: by which schema and header, in which unit and year."""

    schema: LedgerSchema
    header: Header
    scales: Mapping[str, int]
    year: int | None


def load(sheet: SheetCells, schema: LedgerSchema, header: Header, file: str, year: int | None) -> Ledger:
    """Reads the rows below the header; blank rows, repeated headers and signature lines are passed over.

    ``year`` completes dates such as 3月5日; amounts are in the unit that the header, or a line above it,
    names, else in 元.
    """
    raw = dict(_data_rows(sheet, header))
    labelled = {row for row, cells in raw.items() if _is_total(cells, schema)}
    layout = _Layout(schema, header, _scales(sheet, header), year)
    details = {row: cells for row, cells in raw.items() if row not in labelled}
    columns = _read(details, layout)
    _substitute(columns, schema, len(details))
    rows, unread = _frame(columns, list(details), schema)
    sums = {row: cells for row, cells in raw.items() if row in labelled}
    totals, _ = _frame(_read(sums, layout), list(sums), schema)
    ledger = Ledger(schema, file, sheet.name, header, rows, totals, raw, unread)
    return replace(ledger, parts=_nested_rows(ledger)) if schema.nested else ledger


def _data_rows(sheet: SheetCells, header: Header) -> Iterator[tuple[int, Sequence[object]]]:
    titles = sheet.rows[header.row - 1]
    for number, cells in enumerate(sheet.rows[header.row :], header.row + 1):
        leading = next((each for each in cells if not is_blank(each)), None)
        is_footer = isinstance(leading, str) and _FOOTER.match(leading.strip())
        if leading is not None and not is_footer and list(cells) != list(titles):
            yield number, cells


def _is_total(cells: Sequence[object], schema: LedgerSchema) -> bool:
    """Whether one of the first two filled cells of a row is a label such as 合计."""
    leading = [plain(each) for each in cells if not is_blank(each)][:2]
    return any(each in schema.totals for each in leading)


def _scales(sheet: SheetCells, header: Header) -> dict[str, int]:
    """By field, how many 元 one of its unit is: from the header, else from a line above it."""
    above = [unit_in(each) for row in sheet.rows[: header.row - 1] for each in row]
    common = next((unit for unit in above if unit in ("元", "万元")), "元")
    return {name: _SCALES.get(header.units.get(name, common), 1) for name in header.columns}


def _read(raw: Rows, layout: _Layout) -> Columns:
    columns: Columns = {}
    for name, column in layout.header.columns.items():
        cells = [row[column - 1] if column <= len(row) else None for row in raw.values()]
        setting = Setting(layout.year, layout.scales[name])
        columns[name] = read_column(cells, layout.schema.fields[name], setting)
    return columns


def _substitute(columns: Columns, schema: LedgerSchema, size: int) -> None:
    """Fills blanks, and columns that are absent, from defaults, fallbacks and derivations."""
    for name, field in schema.fields.items():
        if field.has_substitute:
            values = columns.get(name, [None] * size)
            columns[name] = [
                _stand_in(field, columns, at) if value is None else value for at, value in enumerate(values)
            ]


def _stand_in(field: Field, columns: Columns, at: int) -> object:
    if field.default is not None:
        return field.default
    if field.fallback:
        parts: list[Any] = [columns[name][at] if name in columns else None for name in field.fallback]
        return None if any(each is None or isinstance(each, Unread) for each in parts) else sum(parts)
    found = next((each for way in field.derived if (each := _derive(way, columns, at))), None)
    if found is not None:
        return found
    source = columns.get(field.derived[-1].source)
    text = text_of(source[at]) if source and not isinstance(source[at], Unread) else ""
    return Unread("value-not-allowed", text) if text else None


def _derive(way: Derivation, columns: Columns, at: int) -> str | None:
    value = columns[way.source][at] if way.source in columns else None
    if not isinstance(value, str):
        return None
    by_prefix = (result for prefix, result in way.prefixes.items() if value.startswith(prefix))
    return way.values.get(value) or next(by_prefix, None)


def _frame(
    columns: Columns, index: Sequence[int], schema: LedgerSchema
) -> tuple[pd.DataFrame, dict[tuple[int, str], Unread]]:
    """The columns as a frame under the Excel row numbers, unread cells missing in it and listed beside it."""
    import pandas as pd

    unread = {
        (row, name): value
        for name, values in columns.items()
        for row, value in zip(index, values, strict=True)
        if isinstance(value, Unread)
    }
    rows = pd.Index(list(index), dtype="int64", name="row")
    frame = pd.DataFrame(index=rows)
    for name, values in columns.items():
        read: list[Any] = [None if isinstance(each, Unread) else each for each in values]
        frame[name] = pd.Series(read, index=rows, dtype=_DTYPES.get(schema.fields[name].type, "object"))
    return frame, unread


def _nested_rows(ledger: Ledger) -> frozenset[int]:
    """The rows whose code extends another row's code: parts of it, 50204 of 502."""
    name = ledger.schema.nested
    if name not in ledger.rows:
        return frozenset()
    codes = dict(filled(ledger.rows, name))
    known = set(codes.values())
    return frozenset(
        row for row, code in codes.items() if any(code[:length] in known for length in range(1, len(code)))
    )
