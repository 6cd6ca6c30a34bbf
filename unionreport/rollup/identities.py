"""Who is who across unions: ID numbers in one form, and the rows of a figure that they stand in."""

from __future__ import annotations

import unicodedata

from unionreport import identity
from unionreport.figure import Figure
from unionreport.identity import Flaw
from unionreport.ledger import Ledger
from unionreport.schema import Catalog, FigureSchema, Verb

ID_NUMBER = "id_no"
_CENTURY = "19"  # all numbers of fifteen digits are of people born in it, GB 11643-1989
_OLD = 15


def is_known(number: object) -> bool:
    """Whether a cell holds an ID number that may be somebody's, of eighteen or of fifteen digits."""
    return isinstance(number, str) and identity.flaw(_plain(number)) in (None, Flaw.OLD)


def settled(number: str) -> str:
    """An ID number in its form of eighteen signs, so that the old and the new one of a person are the same."""
    plain = _plain(number)
    if len(plain) != _OLD:
        return plain
    longer = plain[:6] + _CENTURY + plain[6:]
    return longer + identity.check_digit(longer)


def people(ledger: Ledger) -> dict[int, str]:
    """By Excel row, the settled ID numbers of a sheet that may be somebody's; none where it keeps no such numbers."""
    if not ledger.has(ID_NUMBER):
        return {}
    return {row: settled(number) for row, number in ledger.values(ID_NUMBER) if is_known(number)}


def _plain(number: str) -> str:
    if number.isascii() and number.isalnum():
        return number.upper()
    return "".join(unicodedata.normalize("NFKC", number).upper().split())


def by_id_number(schema: FigureSchema, catalog: Catalog) -> bool:
    """Whether a figure counts people whom their ledger knows by ID number before anything else."""
    if schema.verb is not Verb.DISTINCT:
        return False
    keys = catalog.ledgers[schema.ledger].entities[schema.targets[0].partition(".")[2]]
    return keys[0] == (ID_NUMBER,)


def counted_people(catalog: Catalog) -> list[str]:
    """The figures that count people by ID number, in the catalog's order."""
    return [name for name, schema in catalog.figures.items() if by_id_number(schema, catalog)]


def rows_of(figure: Figure, ledger: Ledger) -> set[int]:
    """The Excel rows of a sheet that a figure came from."""
    places = [place for place in figure.lineage.cells if ledger.holds(place)]
    return {row for place in places for row in range(place.top, place.bottom + 1)}
