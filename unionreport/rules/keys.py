"""Family K: rows that may be one, persons that may be two."""

from __future__ import annotations

from collections.abc import Iterator

from unionreport.finding import Finding
from unionreport.ledger import Ledger, row_numbers
from unionreport.schema import FieldType

_ORDINALS = ("seq", "no", "order")


def duplicate_rows(ledger: Ledger) -> Iterator[Finding]:
    """A row that says the same as an earlier one in every column but its number.

    Ballots, which name nothing but a date and ticks, are meant to repeat.
    """
    names = [name for name in ledger.header.columns if name not in _ORDINALS]
    if not ledger.schema.duplicates or ledger.schema.items or not any(_identifies(ledger, each) for each in names):
        return
    first: dict[tuple[str, ...], int] = {}
    for row in row_numbers(ledger.rows):
        earlier = first.setdefault(tuple(ledger.text(row, name) for name in names), row)
        if earlier != row:
            values = {"row": str(row), "earlier": str(earlier)}
            yield Finding("duplicate-row", ledger.row_place(row), values, (ledger.row_place(earlier),))


def _identifies(ledger: Ledger, name: str) -> bool:
    field = ledger.schema.fields[name]
    return field.required and field.type is FieldType.TEXT


def same_names(ledger: Ledger) -> Iterator[Finding]:
    """Rows that share name and 单位, some without ID number: counted as one person or as two, on a guess.

    Told once a name, where the ledger keeps ID numbers at all.
    """
    if not (ledger.has("id_no") and ledger.has("person")):
        return
    rows = ledger.rows[ledger.rows["person"].notna()]
    keys = [name for name in ("person", "unit") if name in rows]
    for _, group in rows.groupby(keys, dropna=False, sort=False):
        without = row_numbers(group[group["id_no"].isna()])
        if without and len(group) > 1:
            others = [row for row in row_numbers(group) if row != without[0]]
            values = {"name": str(group["person"].iloc[0]), "count": str(len(group))}
            related = tuple(ledger.place(row, "person") for row in others)
            yield Finding("same-name", ledger.place(without[0], "person"), values, related)


def persons_in_two_households(ledger: Ledger) -> Iterator[Finding]:
    """An ID number that stands under two 户号: a household is counted too often."""
    if not (ledger.has("id_no") and ledger.has("household_no")):
        return
    households = dict(ledger.values("household_no"))
    seen: dict[str, dict[str, int]] = {}
    for row, person in ledger.values("id_no"):
        household = households.get(row)
        if household is None:
            continue
        rows = seen.setdefault(person, {})
        if rows and household not in rows:
            other, first = next(iter(rows.items()))
            values = {"household": household, "other": other}
            related = (ledger.place(first, "household_no"),)
            yield Finding("person-in-two-households", ledger.place(row, "household_no"), values, related)
        rows.setdefault(household, row)
