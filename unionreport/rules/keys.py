"""Family K: rows that may be one, persons and households that may be two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from unionreport.finding import Finding
from unionreport.identity import is_cut
from unionreport.ledger import Ledger, row_numbers
from unionreport.places import Place
from unionreport.schema import FieldType

_ORDINALS = ("seq", "no", "order")

Parts = Sequence[Ledger]


@dataclass(frozen=True, slots=True)
class _Contradiction:
    """A key with two values, the first and another one, and where each stands."""

    key: str
    values: tuple[str, str]
    place: Place
    first: Place


def duplicate_rows(parts: Parts) -> Iterator[Finding]:
    """A row that says the same as an earlier one in every column but its number, on whichever sheet.

    Ballots, which name nothing but a date and ticks, are meant to repeat.
    """
    first: dict[tuple[tuple[str, str], ...], tuple[Ledger, int]] = {}
    for ledger in parts:
        if not _can_repeat_by_mistake(ledger):
            continue
        for row in row_numbers(ledger.rows):
            earlier, at = first.setdefault(content(ledger, row), (ledger, row))
            if (earlier, at) != (ledger, row):
                values = {"row": str(row), "earlier": str(at) if earlier is ledger else f"{earlier.sheet}!{at}"}
                yield Finding("duplicate-row", ledger.row_place(row), values, (earlier.row_place(at),))


def content(ledger: Ledger, row: int) -> tuple[tuple[str, str], ...]:
    """What a row says, by field, its own number left out."""
    cells = ((name, ledger.text(row, name)) for name in ledger.header.columns if name not in _ORDINALS)
    return tuple(sorted((name, text) for name, text in cells if text))


def _can_repeat_by_mistake(ledger: Ledger) -> bool:
    names = [name for name in ledger.header.columns if name not in _ORDINALS]
    return ledger.schema.duplicates and not ledger.schema.items and any(_identifies(ledger, each) for each in names)


def _identifies(ledger: Ledger, name: str) -> bool:
    field = ledger.schema.fields[name]
    return field.required and field.type is FieldType.TEXT


def numbers_twice(parts: Parts) -> Iterator[Finding]:
    """One 编号 for two different rows of a sheet."""
    for ledger in parts:
        if not ledger.has("no"):
            continue
        first: dict[str, int] = {}
        for row, number in ledger.values("no"):
            earlier = first.setdefault(number, row)
            if earlier != row and content(ledger, earlier) != content(ledger, row):
                values = {"number": number, "earlier": str(earlier)}
                related = (ledger.place(earlier, "no"),)
                yield Finding("number-twice", ledger.place(row, "no"), values, related)


def same_names(parts: Parts) -> Iterator[Finding]:
    """Rows that share name and 单位, some without ID number: counted as one person or as two, on a guess.

    Told once a name, where the ledger keeps ID numbers at all.
    """
    rows = joined(parts, ("person", "id_no"), ("unit",))
    names = pd.MultiIndex.from_frame(rows[["person", "unit"]].fillna(""))
    nameless = rows["id_no"].isna().to_numpy()
    rows = rows[rows["person"].notna() & names.isin(names[nameless]) & names.duplicated(keep=False)]
    for _, group in rows.groupby(["person", "unit"], dropna=False, sort=False):
        part, row = group[group["id_no"].isna()].index[0]
        values = {"name": str(group["person"].iloc[0]), "count": str(len(group))}
        related = tuple(parts[other].place(at, "person") for other, at in group.index if (other, at) != (part, row))
        yield Finding("same-name", parts[part].place(row, "person"), values, related)


def persons_in_two_households(parts: Parts) -> Iterator[Finding]:
    """An ID number that stands under two 户号: a household is counted too often."""
    seen: dict[str, dict[str, tuple[int, int]]] = {}
    rows = joined(parts, ("id_no", "household_no")).dropna()
    for (part, row), person, household in rows.itertuples(name=None):
        known = seen.setdefault(person, {})
        if known and household not in known:
            other, (first_part, first) = next(iter(known.items()))
            values = {"household": household, "other": other}
            related = (parts[first_part].place(first, "household_no"),)
            yield Finding("person-in-two-households", parts[part].place(row, "household_no"), values, related)
        known.setdefault(household, (part, row))


def households_with_two_heads(parts: Parts) -> Iterator[Finding]:
    """A 户号 that stands beside two 户主: two households are counted as one. Told once a 户号."""
    rows = joined(parts, ("household_no", "household_head")).dropna()
    for each in _contradictions(rows, parts):
        values = {"household": each.key, "head": each.values[1], "other": each.values[0]}
        yield Finding("household-two-heads", each.place, values, (each.first,))


def ids_with_two_names(parts: Parts) -> Iterator[Finding]:
    """An ID number that stands beside two names, on whichever sheet: two persons are counted as one.

    Told once a number. Numbers that Excel cut off at the end are shared for that reason, and told so.
    """
    rows = joined(parts, ("id_no", "person")).dropna()
    rows = rows[~rows["id_no"].map(is_cut).astype(bool)]
    for each in _contradictions(rows, parts):
        values = {"id": each.key, "name": each.values[1], "other": each.values[0]}
        yield Finding("id-two-names", each.place, values, (each.first,))


def _contradictions(rows: pd.DataFrame, parts: Parts) -> Iterator[_Contradiction]:
    """Each key (first column) with two values (second), once."""
    key, name = rows.columns
    starts = {number: (at, str(value)) for at, number, value in rows.drop_duplicates(key).itertuples(name=None)}
    differing = rows[rows[name] != rows[key].map({number: value for number, (_, value) in starts.items()})]
    for (part, row), number, value in differing.drop_duplicates(key).itertuples(name=None):
        (first, at), other = starts[number]
        places = (parts[part].place(row, name), parts[first].place(at, name))
        yield _Contradiction(str(number), (other, str(value)), *places)


def joined(parts: Parts, needed: Sequence[str], wanted: Sequence[str] = ()) -> pd.DataFrame:
    """The rows of the parts that have the needed columns, under part number and Excel row."""
    names = [*needed, *wanted]
    frames = {
        number: part.rows.reindex(columns=names).astype("object")
        for number, part in enumerate(parts)
        if all(part.has(name) for name in needed)
    }
    if not frames:
        return pd.DataFrame(columns=names, dtype="object")
    return pd.concat(frames)
