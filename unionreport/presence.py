"""Which figures have a value wherever others have one, by what the catalog declares of their ledgers."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from unionreport.schema import Catalog, FigureSchema, LedgerSchema, Verb

_ALWAYS = (Verb.COUNT, Verb.SUM, Verb.DISTINCT)
"""What gives a number, if only 0, for every ledger that has the columns; a greatest value needs a row as well."""


def surely_present(known: Collection[str], catalog: Catalog) -> frozenset[str]:
    """The figures that must have a value where the known ones have: figures by id, or groups as ``finance``.

    A ledger that is there gives every figure that needs no more than its required columns; a figure worked
    out from others is there only with all of them, and they with it.
    """
    present = {each for name in known for each in _parts(name, catalog)}
    kept = {ledger for name in known for ledger in _ledgers(name, catalog)}
    kept |= {ledger for name in present for ledger in _ledgers(name, catalog)}
    figures = catalog.figures.values()
    present |= {each.id for each in figures if each.ledger in kept and _needs_no_more(each, catalog)}
    while more := {each.id for each in figures if each.id not in present and _follows(each, present)}:
        present |= more
    return frozenset(present)


def _parts(name: str, catalog: Catalog) -> Iterator[str]:
    """The figure and all that it is worked out from, unless something else can stand in for it."""
    schema = catalog.figures.get(name)
    if schema is None:
        return
    yield name
    if schema.verb.takes_figures and not schema.otherwise:
        for each in schema.targets:
            yield from _parts(each, catalog)


def _ledgers(name: str, catalog: Catalog) -> Iterator[str]:
    """The ledger without which neither the figure nor any of the group would have a value."""
    members = [each for each in catalog.figures if each == name or each.startswith(f"{name}.")]
    sources = {catalog.figures[each].ledger for member in members for each in catalog.dependents(member)} - {""}
    if len(sources) == 1:
        yield from sources


def _needs_no_more(figure: FigureSchema, catalog: Catalog) -> bool:
    ledger = catalog.ledgers[figure.ledger]
    part = figure.targets[0].partition(".")[2]
    if figure.verb not in _ALWAYS or not all(_is_required(ledger, each.partition(".")[2]) for each in figure.needs):
        return False
    if figure.verb is Verb.DISTINCT and not any(_is_certain(ledger, keys[0]) for keys in ledger.entities[part]):
        return False
    fields = [each.field for each in figure.where] + ([part] if figure.verb is Verb.SUM else [])
    return all(_is_certain(ledger, each) for each in fields)


def _is_required(ledger: LedgerSchema, field: str) -> bool:
    return ledger.fields[field].required


def _is_certain(ledger: LedgerSchema, field: str) -> bool:
    return ledger.fields[field].required or ledger.fields[field].has_substitute


def _follows(figure: FigureSchema, present: Collection[str]) -> bool:
    """Whether all that a figure is worked out from is there; a ratio may still lack its denominator."""
    if figure.otherwise in present:
        return True
    return figure.verb.takes_figures and figure.verb is not Verb.RATIO and set(figure.targets) <= set(present)
