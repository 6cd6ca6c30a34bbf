"""Reads the rows of a sheet into a `Ledger`: which value each cell has, and what was put right in reading it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from unionreport import naming
from unionreport.cells import Setting, Unread, is_mended, read_column, text_of
from unionreport.header import Header, unit_in
from unionreport.ledger import Ledger, Mended, filled
from unionreport.rows import Row, Table, table
from unionreport.schema import Derivation, Field, FieldType, LedgerSchema
from unionreport.sheets import SheetCells

if TYPE_CHECKING:
    import pandas as pd

_SCALES = {"元": 1, "百元": 100, "千元": 1000, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
_YEAR_IN_TITLE = re.compile(r"(?<![0-9])(20[0-9]{2})\s*年")
_PERSON, _PEOPLE = "person", "people"  # 张一三等5人 in the one says what the other leaves blank
_DTYPES = {
    FieldType.MONEY: "Int64",
    FieldType.COUNT: "Int64",
    FieldType.TALLY: "Int64",
    FieldType.YESNO: "boolean",
    FieldType.DATE: "datetime64[s]",
}

Columns = dict[str, list[object]]
Cells = Mapping[tuple[int, str], Unread]
Mends = dict[tuple[int, str], Mended]


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the cells of one table are to be read: by which schema and header, in which unit and year."""

    schema: LedgerSchema
    header: Header
    scales: Mapping[str, int]
    year: int | None
    uncalculated: frozenset[tuple[int, int]] = frozenset()


def load(sheet: SheetCells, schema: LedgerSchema, header: Header, file: str, year: int | None) -> Ledger:
    """Reads the rows below the header; blank rows, repeated headers, notes and signature lines are passed over.

    ``year`` completes dates such as 3月5日, else the year of a title line does; amounts are in the unit
    that the header, or a line above it, names, else in 元.
    """
    body = table(sheet, header, schema)
    layout = _Layout(schema, header, _scales(sheet, header), year or title_year(sheet, header), sheet.uncalculated)
    columns = _read(body.details, layout)
    mended = _mended(columns, body.details, layout)
    mended |= _count_people(columns, body.details, layout)
    _substitute(columns, schema, body)
    rows, unread = _frame(columns, list(body.details), schema)
    totals, unread_totals = _frame(_read(body.totals, layout), list(body.totals), schema)
    ledger = Ledger(
        schema=schema,
        file=file,
        sheet=sheet.name,
        header=header,
        rows=rows,
        totals=totals,
        raw=dict(sorted({**body.details, **body.totals}.items())),
        unread=unread,
        source=sheet,
        unread_totals=unread_totals,
        mended=mended,
        pooled=body.pooled,
        covered=body.covered,
    )
    return replace(ledger, parts=_nested_rows(ledger)) if schema.nested else ledger


def title_year(sheet: SheetCells, header: Header) -> int | None:
    """The year that the sheet's name or the lines above its header speak of, where they speak of only one."""
    lines = [sheet.name, *(cell for row in sheet.rows[: header.top - 1] for cell in row if isinstance(cell, str))]
    years = {int(year) for line in lines for year in _YEAR_IN_TITLE.findall(line)}
    return years.pop() if len(years) == 1 else None


def _scales(sheet: SheetCells, header: Header) -> dict[str, int]:
    """By field, how many 元 one of its unit is: from the header, else from a line above it."""
    above = [unit_in(each) for row in sheet.rows[: header.top - 1] for each in row]
    common = next((unit for unit in above if unit in _SCALES), "元")
    return {name: _SCALES.get(header.units.get(name, common), 1) for name in header.columns}


def _read(raw: Mapping[int, Row], layout: _Layout) -> Columns:
    columns: Columns = {}
    for name, column in layout.header.columns.items():
        cells = [row[column - 1] if column <= len(row) else None for row in raw.values()]
        setting = Setting(layout.year, layout.scales[name])
        values = read_column(cells, layout.schema.fields[name], setting)
        for at, row in enumerate(raw) if layout.uncalculated else ():
            if (row, column) in layout.uncalculated:
                values[at] = Unread("formula-uncalculated", text_of(cells[at]))
        columns[name] = values
    return columns


def _mended(columns: Columns, raw: Mapping[int, Row], layout: _Layout) -> Mends:
    """The cells whose value says something else than they do: a period for its first day, a synonym."""
    found: Mends = {}
    for name, values in columns.items():
        field, column = layout.schema.fields[name], layout.header.columns[name]
        for (row, cells), value in zip(raw.items(), values, strict=True):
            cell = cells[column - 1] if column <= len(cells) else None
            if value is not None and value is not cell and is_mended(cell, value, field):
                found[row, name] = Mended("value-normalised", text_of(cell), _shown(value, field))
    return found


def _shown(value: object, field: Field) -> str:
    if field.type is FieldType.MONEY and isinstance(value, int):
        from unionreport.money import yuan_text

        return yuan_text(value)
    return text_of(value)


def _count_people(columns: Columns, raw: Mapping[int, Row], layout: _Layout) -> Mends:
    """Takes the number of people from a name such as 张一三等5人 where 人数 says nothing."""
    field = layout.schema.fields.get(_PEOPLE)
    if field is None or _PERSON not in columns:
        return {}
    counts = columns.get(_PEOPLE, [None] * len(raw))
    found: Mends = {}
    for at, (row, name) in enumerate(zip(raw, columns[_PERSON], strict=True)):
        people = naming.people(name) if isinstance(name, str) and counts[at] is None else None
        if people is not None:
            counts[at] = people
            found[row, _PERSON] = Mended("people-from-name", str(name), str(people))
    if found:
        columns[_PEOPLE] = counts
    return found


def _substitute(columns: Columns, schema: LedgerSchema, body: Table) -> None:
    """Fills blanks, and columns that are absent, from defaults, fallbacks and derivations."""
    index = list(body.details)
    for name, field in schema.fields.items():
        if field.has_substitute:
            values = columns.get(name, [None] * len(index))
            columns[name] = [
                _stand_in(field, columns, at) if value is None and (row, name) not in body.covered else value
                for at, (row, value) in enumerate(zip(index, values, strict=True))
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


def _frame(columns: Columns, index: Sequence[int], schema: LedgerSchema) -> tuple[pd.DataFrame, Cells]:
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
