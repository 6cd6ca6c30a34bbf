"""Which figures the errors in the ledgers leave in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from unionreport.finding import Severity
from unionreport.judgement import Judged
from unionreport.ledgers import Ledgers
from unionreport.places import Place
from unionreport.schema import Catalog, FigureSchema, Verb

Touched = Mapping[str, set[str | None]]


def doubtful(judged: Iterable[Judged], ledgers: Ledgers, catalog: Catalog) -> frozenset[str]:
    """The figures that use a cell, a column or a sheet with an error, directly or through other figures."""
    marked = touched(judged, ledgers)
    direct = {name for name, schema in catalog.figures.items() if is_touched(schema, catalog, marked)}
    return frozenset(name for name in catalog.figures if not direct.isdisjoint(catalog.dependents(name)))


def touched(judged: Iterable[Judged], ledgers: Ledgers) -> Touched:
    """By kind of ledger, the fields with a cell in error; None among them where a whole row or sheet is."""
    found: dict[str, set[str | None]] = {}
    for each in judged:
        if each.severity is Severity.ERROR and not each.accepted:
            # a whole sheet named beside the place: the one that counts where two are of one kind
            sheets = [place for place in each.finding.related if not place.top]
            for place in (each.finding.place, *sheets):
                for kind, field in _fields_at(place, ledgers):
                    found.setdefault(kind, set()).add(field)
    return found


def _fields_at(place: Place, ledgers: Ledgers) -> Iterable[tuple[str, str | None]]:
    """The ledger and field a place belongs to; no field where it is a row, a sheet or a column nobody knows."""
    for ledger in ledgers:
        if not place.sheet or ledger.holds(place):
            fields = {column: name for name, column in ledger.header.columns.items()}
            one_cell = place.sheet and place.left == place.right and place.top > ledger.header.row
            yield ledger.schema.id, fields.get(place.left) if one_cell else None


def is_touched(schema: FigureSchema, catalog: Catalog, touched: Touched) -> bool:
    """Whether a figure needs a field that an error touches."""
    fields = touched.get(schema.ledger)
    if not fields:
        return False
    return None in fields or not fields.isdisjoint(used_fields(schema, catalog))


def used_fields(schema: FigureSchema, catalog: Catalog) -> set[str]:
    """The fields of its ledger that a figure needs: its targets, its conditions, and what stands in for them."""
    ledger = catalog.ledgers[schema.ledger]
    used = {ledger.dated, *(each.field for each in schema.where)}
    for target in schema.targets:
        part = target.partition(".")[2]
        if schema.verb is Verb.DISTINCT:
            used |= {name for key in ledger.entities[part] for name in key}
        else:
            used.add(part)
    fields = [ledger.fields[name] for name in used if name in ledger.fields]
    return used.union(*({*each.fallback, *(way.source for way in each.derived)} for each in fields))
