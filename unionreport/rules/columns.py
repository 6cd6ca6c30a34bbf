"""Family S: the columns of a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from unionreport.finding import Finding
from unionreport.ledger import Ledger
from unionreport.places import Place, cell


def missing(ledger: Ledger) -> Iterator[Finding]:
    """A required column that the header row does not have, or none of a group of which one is needed."""
    fields = ledger.schema.fields
    groups = [(name,) for name, field in fields.items() if field.required] + list(ledger.schema.any_of)
    for group in groups:
        if not any(ledger.has(name) or name in ledger.header.ambiguous for name in group):
            titles = "/".join(fields[name].title for name in group)
            aliases = "、".join(alias for name in group for alias in fields[name].aliases)
            key = "column-missing"
            yield Finding(key, _header_place(ledger), {"column": titles, "aliases": aliases or titles})


def ambiguous(ledger: Ledger) -> Iterator[Finding]:
    """Two columns or more that both fit one field: asked, never guessed, with the lines that would answer it."""
    for name, columns in ledger.header.ambiguous.items():
        places = [cell(ledger.file, ledger.sheet, ledger.header.row, column) for column in columns]
        titles = [_title(ledger, column) for column in columns]
        values = {
            "column": ledger.schema.fields[name].title,
            "candidates": "、".join(f"{place.cells} {title}" for place, title in zip(places, titles, strict=True)),
            "table": f"ledgers.{ledger.schema.id}.columns",
            "lines": " / ".join(f'{name} = "{title}"' for title in dict.fromkeys(titles)),
        }
        yield Finding("column-ambiguous", places[0], values, tuple(places[1:]))


def unknown(ledger: Ledger) -> Iterator[Finding]:
    """Columns that fit no field: kept and ignored, told once a sheet."""
    left = ledger.header.unknown
    if left:
        row = ledger.header.row
        place = Place(ledger.file, ledger.sheet, row, min(left), row, max(left))
        yield Finding("column-unknown", place, {"columns": "、".join(left.values())})


def _title(ledger: Ledger, column: int) -> str:
    """The header of a column in one line: its groups and its own text."""
    return ledger.header.titles.get(column, "")


def _header_place(ledger: Ledger) -> Place:
    columns = ledger.header.columns.values()
    row = ledger.header.row
    return Place(ledger.file, ledger.sheet, row, min(columns), row, max(columns))
