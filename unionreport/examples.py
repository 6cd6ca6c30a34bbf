"""Two example rows for each ledger, marked as such; reading passes over them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import lru_cache

from unionreport.resources import CATALOG
from unionreport.schema import Field, FieldType, LedgerSchema
from unionreport.table import parse

MARK = "示例"
"""What the first filled cell of an example row begins with."""

COUNT = 2
_PLAIN: Mapping[FieldType, tuple[object, object]] = {
    FieldType.DATE: ("03-05", "09-10"),
    FieldType.MONEY: (500, 1000),
    FieldType.COUNT: (1, 2),
    FieldType.NUMBER: (1, 2),
    FieldType.YESNO: ("是", "否"),
    FieldType.TALLY: (1, 0),
}
_WORD = "……"


def example_rows(ledger: LedgerSchema, year: int) -> tuple[dict[str, object], ...]:
    """The example rows of a ledger: by field, a text, a number or a day of the year; blank fields are left out.

    The first column says that the row is an example. A ledger of the union's own gets plain values by type.
    """
    declared = _declared().get(ledger.id, {})
    rows = []
    for number in range(COUNT):
        row: dict[str, object] = {}
        for field in ledger.fields.values():
            value = declared[field.name][number] if field.name in declared else _by_type(field, declared)[number]
            if value != "":
                row[field.name] = _as_day(value, year) if field.type is FieldType.DATE else value
        first = next(iter(ledger.fields.values()))
        own = "" if first.type is FieldType.CODE else row.get(first.name, "")
        rows.append({**row, first.name: f"{MARK}：{own}" if own else MARK})
    return tuple(rows)


def in_order(ledgers: Iterable[LedgerSchema]) -> list[LedgerSchema]:
    """The ledgers as a workbook has them: in the order of the declared examples, the union's own after them."""
    order = list(_declared())
    return sorted(ledgers, key=lambda ledger: order.index(ledger.id) if ledger.id in order else len(order))


@lru_cache(maxsize=1)
def _declared() -> Mapping[str, Mapping[str, tuple[object, ...]]]:
    table = parse((CATALOG / "examples.toml").read_bytes(), "examples.toml")
    return {
        name: {field: tuple(values) for field, values in ledger.items()}
        for name, ledger in table.data.items()
        if isinstance(ledger, Mapping)
    }


def _by_type(field: Field, declared: Mapping[str, object]) -> tuple[object, object]:
    """Plain values for a field of the union's own; blank where a ledger of ours leaves it blank."""
    if declared and not field.required:
        return "", ""
    if field.enum:
        return field.enum[0], field.enum[-1]
    if field.type in _PLAIN:
        return _PLAIN[field.type]
    return (_WORD, _WORD) if field.required else ("", "")


def _as_day(value: object, year: int) -> object:
    month, day = str(value).split("-")
    return datetime.date(year, int(month), int(day))
