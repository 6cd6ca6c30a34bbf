"""Reads the rows of a sheet into a `Ledger`: which value each cell has, and what was put right in reading it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from unionreport import naming
from unionreport.cells import Setting, Unread, is_mended, read_column, text_of
from unionreport.columns import LARGE, Column, Rows, canonical, column
from unionreport.composites import combined
from unionreport.header import Header, unit_in
from unionreport.ledger import ORDINALS, Ledger, Mended
from unionreport.lines import Lines
from unionreport.rows import Table, table
from unionreport.schema import Derivation, Field, FieldType, LedgerSchema
from unionreport.sheets import SheetCells

_SCALES = {"元": 1, "百元": 100, "千元": 1000, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
_YEAR_IN_TITLE = re.compile(r"(?<![0-9])(20[0-9]{2})\s*年")
_MENDED = (FieldType.DATE, FieldType.MONEY, FieldType.TEXT)  # see `is_mended`
_PERSON, _PEOPLE = "person", "people"  # 张一三等5人 in the one says what the other leaves blank
Columns = dict[str, Column]
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
    written: dict[str, Column] = field(default_factory=dict)


def load(sheet: SheetCells, schema: LedgerSchema, header: Header, file: str, year: int | None) -> Ledger:
    """Reads the rows below the header; blank rows, repeated headers, notes and signature lines are passed over.

    ``year`` completes dates such as 3月5日, else the year of a title line does; amounts are in the unit
    that the header, or a line above it, names, else in 元.
    """
    body = table(sheet, header, schema)
    layout = _Layout(schema, header, _scales(sheet, header), year or title_year(sheet, header), sheet.uncalculated)
    columns, mended = _read(body.lines, body.details, layout)
    mended |= _count_people(columns, body.details, layout)
    _substitute(columns, schema, body)
    rows, unread = _settled(columns, body.details)
    rows.kept |= {("written", name): cells for name, cells in layout.written.items()}
    totals, unread_totals = _settled(_read(body.lines, body.totals, replace(layout, written={}))[0], body.totals)
    ledger = Ledger(
        schema=schema,
        file=file,
        sheet=sheet.name,
        header=header,
        rows=rows,
        totals=totals,
        raw=body.lines,
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


def _read(lines: Lines, rows: Sequence[int], layout: _Layout) -> tuple[Columns, Mends]:
    """The columns of some rows, each distinct cell read once; and the cells whose value says something else."""
    columns: Columns = {}
    mends: Mends = {}
    for name, number in layout.header.columns.items():
        field, cells = layout.schema.fields[name], lines.column(number, rows)
        setting = Setting(layout.year, layout.scales[name])
        values = _values(["", *cells.values[1:]], field, setting)
        typed = _typed(cells, values, field)
        odd = _uncalculated(lines, rows, number, layout)
        columns[name] = typed.replaced(odd)
        if field.type.is_numeric or name not in ORDINALS:
            layout.written[name] = cells
        for at, cell, value in _mended(cells, values, field):
            if at not in odd:
                mends[int(rows[at]), name] = Mended("value-normalised", text_of(cell), _shown(value, field))
    return columns, mends


def _values(cells: Sequence[object], field: Field, setting: Setting) -> Sequence[object]:
    if len(cells) <= LARGE:
        return read_column(cells, field, setting)
    from unionreport.bulkcells import read_long_column

    return read_long_column(cells, field, setting)


def _typed(cells: Column, values: Sequence[object], field: Field) -> Column:
    """The column of the values that its distinct cells were read as."""
    if field.type is not FieldType.ANY:
        return canonical(cells.codes, values)
    kept = canonical(cells.codes, [None if each is None else (each.__class__, each) for each in values])
    return column(kept.codes, [None, *(each[1] for each in kept.values[1:])])


def _uncalculated(lines: Lines, rows: Sequence[int], number: int, layout: _Layout) -> dict[int, Unread]:
    """By position, the cells of a column that are formulas without a stored result."""
    wanted = {row for row, at in layout.uncalculated if at == number}
    if not wanted:
        return {}
    places = Rows(rows, {})
    found = ((places.at(row), text_of(lines.cell(row, number))) for row in sorted(wanted))
    return {at: Unread("formula-uncalculated", text) for at, text in found if at is not None}


def _mended(cells: Column, values: Sequence[object], field: Field) -> Iterator[tuple[int, object, object]]:
    """Position, cell and value of what says something else than it was: a period for its first day, a synonym."""
    pairs = enumerate(zip(cells.values, values, strict=True)) if field.type in _MENDED else ()
    found = {code for code, (cell, value) in pairs if value is not cell and is_mended(cell, value, field)}
    if found:
        marks = cells.by_code([code in found for code in range(len(values))])
        for at in marks.positions():
            code = int(cells.codes[at])
            yield at, cells.values[code], values[code]


def _shown(value: object, field: Field) -> str:
    if field.type is FieldType.MONEY and isinstance(value, int):
        from unionreport.money import yuan_text

        return yuan_text(value)
    return text_of(value)


def _count_people(columns: Columns, rows: Sequence[int], layout: _Layout) -> Mends:
    """Takes the number of people from a name such as 张一三等5人 where 人数 says nothing."""
    field = layout.schema.fields.get(_PEOPLE)
    if field is None or _PERSON not in columns:
        return {}
    names = columns[_PERSON]
    found = {at: names[at] for at in names.where(_people).positions()}
    if not found:
        return {}
    counts = columns.get(_PEOPLE) or column([0] * len(rows), [None])
    counted = {at: _people(name) for at, name in found.items() if counts[at] is None}
    if counted:
        columns[_PEOPLE] = canonical((more := counts.replaced(counted)).codes, more.values)
    return {
        (int(rows[at]), _PERSON): Mended("people-from-name", found[at], str(count)) for at, count in counted.items()
    }


def _people(name: object) -> int | None:
    return naming.people(name) if isinstance(name, str) else None


def _substitute(columns: Columns, schema: LedgerSchema, body: Table) -> None:
    """Fills blanks, and columns that are absent, from defaults, fallbacks and derivations."""
    size = len(body.details)
    for name, each in schema.fields.items():
        if not each.has_substitute:
            continue
        own = columns.get(name) or column([0] * size, [None])
        blank = own.missing
        covered = [row for row, covered in body.covered if covered == name]
        if covered:
            places = Rows(body.details, {})
            blank &= ~places.marked(covered)
        columns[name] = own.otherwise(_stand_ins(each, columns, size), blank) if blank else own


def _stand_ins(field: Field, columns: Columns, size: int) -> Column:
    """What would stand for a blank in each row."""
    if field.default is not None:
        return column([1] * size, [None, field.default])
    names = field.fallback or [each.source for each in field.derived]
    present = [name for name in dict.fromkeys(names) if name in columns]
    if not present:
        return column([0] * size, [None])
    rows = combined([columns[name] for name in present], needed=0)
    found = (_stand_in(field, dict(zip(present, values, strict=True))) for values in rows.values[1:])
    return canonical(rows.codes, [None, *found])


def _stand_in(field: Field, row: Mapping[str, object]) -> object:
    if field.fallback:
        parts: list[Any] = [row.get(name) for name in field.fallback]
        return None if any(each is None or isinstance(each, Unread) for each in parts) else sum(parts)
    found = next((each for way in field.derived if (each := _derive(way, row))), None)
    if found is not None:
        return found
    source = row.get(field.derived[-1].source)
    text = "" if isinstance(source, Unread) else text_of(source)
    return Unread("value-not-allowed", text) if text else None


def _derive(way: Derivation, row: Mapping[str, object]) -> str | None:
    value = row.get(way.source)
    if not isinstance(value, str):
        return None
    by_prefix = (result for prefix, result in way.prefixes.items() if value.startswith(prefix))
    return way.values.get(value) or next(by_prefix, None)


def _settled(columns: Columns, numbers: Sequence[int]) -> tuple[Rows, Cells]:
    """The columns under the Excel row numbers, unread cells missing in them and listed beside them."""
    unread: dict[tuple[int, str], Unread] = {}
    settled: Columns = {}
    for name, each in columns.items():
        settled[name] = each
        if isinstance(each.values, list) and Unread in set(map(type, each.values)):
            flags = [isinstance(value, Unread) for value in each.values]
            for at in each.by_code(flags).positions():
                unread[int(numbers[at]), name] = each[at]
            values = [None if is_unread else value for value, is_unread in zip(each.values, flags, strict=True)]
            settled[name] = canonical(each.codes, values)
    return Rows(numbers, settled), unread


def _nested_rows(ledger: Ledger) -> frozenset[int]:
    """The rows whose code extends another row's code: parts of it, 50204 of 502."""
    name = ledger.schema.nested
    if name not in ledger.rows:
        return frozenset()
    codes = ledger.rows[name]
    known = {codes.values[code] for code in codes.present()}
    parts = codes.where(lambda code: any(code[:length] in known for length in range(1, len(code))))
    return frozenset(ledger.rows.chosen(parts))
