"""Family V: what was put right or left open in reading a sheet: notes, hidden parts, numbers for several rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unionreport import money, naming
from unionreport.cells import text_of
from unionreport.columns import LARGE, Column, Marks
from unionreport.finding import Finding
from unionreport.ledger import Ledger
from unionreport.places import Place
from unionreport.schema import FieldType

_WAN = 10**4  # 万元 in a column of 元, or the other way round
_GAP = 100  # between the two kinds, where nothing stands
_SPAN = 1000  # from the smallest to the largest, at least: 3000 and 0.4 are not quite ten thousandfold apart
_BORDER = 100_00  # fen: what is typed below is hardly paid in 元, what is typed above hardly in 万元


def mended(ledger: Ledger) -> Iterator[Finding]:
    """Cells that were put right on reading: told once a column, with one of them before and after."""
    groups: dict[tuple[str, str], list[int]] = {}
    for (row, name), each in ledger.mended.items():
        groups.setdefault((each.rule, name), []).append(row)
    for (rule, name), rows in groups.items():
        first = ledger.mended[min(rows), name]
        values = {
            "column": ledger.schema.fields[name].title,
            "count": str(len(rows)),
            "before": first.before,
            "after": first.after,
        }
        place, *others = ledger.ranges(rows, name)
        yield Finding(rule, place, values, tuple(others))


def amounts_merged(ledger: Ledger) -> Iterator[Finding]:
    """One amount or count for several rows: counted once, so that a single row's share is not known."""
    for name, area in ledger.pooled:
        place = Place(ledger.file, ledger.sheet, area.top, area.left, area.bottom, area.right)
        values = {"column": ledger.schema.fields[name].title, "rows": str(area.bottom - area.top + 1)}
        yield Finding("amount-merged", place, values)


def hidden(ledger: Ledger) -> Iterator[Finding]:
    """A hidden sheet, hidden or filtered rows, hidden columns: read all the same, and told."""
    source = ledger.source
    if ledger.header.left > 1:  # told with the first table of the sheet
        return
    if source.hidden:
        yield Finding("sheet-hidden", Place(ledger.file, ledger.sheet), {"sheet": ledger.sheet})
    rows = sorted(row for row in source.hidden_rows if row in ledger.raw)
    if rows:
        place, *others = _bands(ledger, rows)
        yield Finding("rows-hidden", place, {"count": str(len(rows))}, tuple(others))
    names = [name for name, column in ledger.header.columns.items() if column in source.hidden_columns]
    if names:
        columns = sorted(ledger.header.columns[name] for name in names)
        place = Place(ledger.file, ledger.sheet, ledger.header.row, columns[0], ledger.header.row, columns[-1])
        titles = "、".join(ledger.schema.fields[name].title for name in names)
        yield Finding("columns-hidden", place, {"columns": titles})


def _bands(ledger: Ledger, rows: Sequence[int]) -> Iterator[Place]:
    """The rows as bands over all the columns of the ledger."""
    columns = ledger.header.columns.values()
    for each in ledger.ranges(rows, next(iter(ledger.header.columns))):
        yield Place(ledger.file, ledger.sheet, each.top, min(columns), each.bottom, max(columns))


def units_jumping(ledger: Ledger) -> Iterator[Finding]:
    """Amounts of a column that lie about ten thousandfold apart in two groups, as 元 and 万元 mixed would."""
    for name, field in ledger.schema.fields.items():
        if field.type is not FieldType.MONEY or not ledger.has(name) or ledger.schema.nested:
            continue
        low, high = _split(ledger.written(name))
        if low and high:
            odd, usual = (low, high) if low.count <= high.count else (high, low)
            values = {"column": field.title, "count": str(odd.count)}
            values |= {"odd": _smallest(ledger, name, odd), "usual": _smallest(ledger, name, usual)}
            place, *others = ledger.cells(odd, name)
            yield Finding("unit-jump", place, values, tuple(others))


def _typed(cell: object) -> int:
    """The fen that a cell would be without the unit of its column; 0 where it names a unit of its own, or is none."""
    amount = money.parse(cell)
    names_unit = isinstance(cell, str) and amount == money.parse(cell, _WAN)
    return amount if isinstance(amount, int) and not names_unit else 0


def _split(cells: Column) -> tuple[Marks, Marks]:
    """The small and the large amounts, where they look like one kind of amount in two units; else nothing."""
    typed = amounts(cells)
    low = [each for each in typed if 0 < each < _BORDER]
    high = [each for each in typed if each >= _BORDER]
    nothing = cells.none(), cells.none()
    if not low or not high or min(high) < max(low) * _GAP or max(high) < min(low) * _SPAN:
        return nothing
    is_alike = max(low) * _WAN * 10 >= min(high) and min(low) * _WAN <= max(high) * 10
    if not is_alike:
        return nothing
    return cells.by_code([0 < each < _BORDER for each in typed]), cells.by_code([each >= _BORDER for each in typed])


def _smallest(ledger: Ledger, name: str, rows: Marks) -> str:
    """What stands in the smallest of some amounts."""
    cells = ledger.written(name)
    typed = amounts(cells)
    code = min(cells.present(rows), key=lambda code: typed[code])
    return text_of(cells.values[code])


def amounts(cells: Column) -> Sequence[int]:
    """What each distinct cell would be in fen, as `_typed` says."""
    if _typed not in cells and len(cells.values) > LARGE:
        from unionreport.bulkcells import fen_of

        sure, is_sure = fen_of(cells.values)
        pairs = zip(sure.tolist(), is_sure.tolist(), cells.values, strict=True)
        cells.tell(_typed, [amount if is_plain else _typed(cell) for amount, is_plain, cell in pairs])
    return [each or 0 for each in cells.told(_typed)]


def people_differing(ledger: Ledger) -> Iterator[Finding]:
    """A name such as 张一三等5人 beside another number of people."""
    if not (ledger.has("person") and ledger.has("people")):
        return
    several = ledger.rows["person"].where(naming.people) & ledger.says("people")
    for row, name in ledger.values("person", several):
        people = naming.people(name)
        if ledger.value(row, "people") not in (None, people):
            values = {"name": name, "people": str(people), "stated": ledger.text(row, "people")}
            yield Finding("people-differ", ledger.place(row, "people"), values, (ledger.place(row, "person"),))


def grains_mixed(ledger: Ledger) -> Iterator[Finding]:
    """Rows for a number of people in a ledger of named persons, whose distinct names are counted: left out there."""
    keys = {key[0] for entity in ledger.schema.entities.values() for key in entity}
    for group in ledger.schema.any_of:
        name = next((each for each in group if each in keys and ledger.has(each)), None)
        if name is None or not ledger.rows[name].filled:
            continue
        present = [each for each in group if ledger.has(each)]
        for row in ledger.rows.chosen(ledger.rows[name].missing & ledger.say_any(present)):
            if (row, name) not in ledger.unread:
                values = {"column": ledger.schema.fields[name].title}
                yield Finding("grains-mixed", ledger.place(row, name), values)
