"""What the rules between ledgers and between years look at: all of a year, and the years before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unionreport.doubt import used_fields
from unionreport.figure import Figure
from unionreport.ledger import Ledger
from unionreport.ledgers import Ledgers
from unionreport.schema import Catalog, FieldType


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier year: its ledgers and what they come to."""

    ledgers: Ledgers
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Book:
    """One year's ledgers and figures, the catalog, and the earlier years, the last of them first."""

    ledgers: Ledgers
    figures: Mapping[str, Figure]
    catalog: Catalog
    earlier: tuple[Earlier, ...] = ()

    @property
    def last(self) -> Earlier | None:
        """The year before this one, where it was given."""
        return next((each for each in self.earlier if _is_year_before(each.ledgers, self.ledgers)), None)

    def is_sure(self, name: str) -> bool:
        """Whether every cell that a figure needs could be read; where not, that is the finding, not the figure."""
        return is_sure(name, self.ledgers, self.catalog)


def _is_year_before(earlier: Ledgers, later: Ledgers) -> bool:
    return earlier.year is not None and later.year is not None and earlier.year == later.year - 1


def is_sure(name: str, ledgers: Ledgers, catalog: Catalog) -> bool:
    """Whether every cell that a figure, or one it is worked out from, needs could be read in these ledgers."""
    schemas = [catalog.figures[each] for each in catalog.dependents(name)]
    return all(
        not is_flawed(ledger, used_fields(schema, catalog))
        for schema in schemas
        if schema.ledger
        for ledger in ledgers.of(schema.ledger)
    )


def is_flawed(ledger: Ledger, names: set[str]) -> bool:
    """Whether a cell of these fields could not be read, is missing where it is required, or has two columns."""
    if not names.isdisjoint(ledger.unread_fields) or not names.isdisjoint(ledger.header.ambiguous):
        return True
    required = [name for name in names if name in ledger.rows and _must_be_filled(ledger, name)]
    return any(ledger.rows[name].missing for name in required)


def _must_be_filled(ledger: Ledger, name: str) -> bool:
    field = ledger.schema.fields[name]
    return field.required and field.type not in (FieldType.YESNO, FieldType.TALLY) and not ledger.schema.items
