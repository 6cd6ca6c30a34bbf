"""Limits that differ by province and year: packs that come with the product, and a union's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from unionreport.coherence import check_condition
from unionreport.declaration import read_conditions
from unionreport.resources import CATALOG
from unionreport.schema import FieldType, LedgerSchema, Limit, Per
from unionreport.table import Table, parse

_FOLDER = CATALOG / "packs"
_KEYS = ("ledger", "where", "fields", "per", "most", "forbids", "words_in", "document", "source")

Ledgers = Mapping[str, LedgerSchema]


def pack_names() -> tuple[str, ...]:
    """The packs at hand, by name."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def read_packs(table: Table, ledgers: Ledgers) -> Iterator[Limit]:
    """The limits of the packs that a configuration chose under ``packs``.

    Raises CatalogError for a pack that there is not, naming those at hand.
    """
    known = pack_names()
    for name in table.texts("packs"):
        if name not in known:
            table.fail("packs", "not-among", value=name, allowed="、".join(known))
        pack = parse((_FOLDER / f"{name}.toml").read_bytes(), f"packs/{name}.toml")
        pack.only("title", "limits")
        for each in pack.tables("limits"):
            yield read_limit(each, name, ledgers)


def read_limit(table: Table, name: str, ledgers: Ledgers) -> Limit:
    """One limit: an amount a head, a number of payments, or words that may not stand in a row.

    Raises CatalogError where it names a ledger, a field or a value that there is not, or limits nothing.
    """
    table.only(*_KEYS)
    limit = Limit(
        name=name,
        ledger=table.text("ledger"),
        document=table.text("document"),
        source=table.text("source", ""),
        where=tuple(read_conditions(table.table("where"))),
        fields=table.texts("fields"),
        per=table.choice("per", Per, Per.TIME),
        most=table.whole("most"),
        forbids=table.texts("forbids"),
        words_in=table.texts("words_in"),
    )
    _check(table, limit, ledgers)
    return limit


def _check(table: Table, limit: Limit, ledgers: Ledgers) -> None:
    ledger = ledgers.get(limit.ledger)
    if ledger is None:
        table.fail("ledger", "ledger-unknown", ledger=limit.ledger)
    lacks = {
        "most": limit.most is None and not limit.forbids,
        "words_in": bool(limit.forbids) and not limit.words_in,
        "fields": limit.most is not None and limit.per is not Per.TIMES and not limit.fields,
    }
    for key in (key for key, is_lacking in lacks.items() if is_lacking):
        table.fail(key, "key-missing")
    if "person" not in ledger.fields:
        table.fail("ledger", "field-unknown", field="person", ledger=ledger.title)
    _check_fields(table, limit, ledger)


def _check_fields(table: Table, limit: Limit, ledger: LedgerSchema) -> None:
    named = {"where": [each.field for each in limit.where], "fields": limit.fields, "words_in": limit.words_in}
    for key, names in named.items():
        for each in names:
            if each not in ledger.fields:
                table.fail(key, "field-unknown", field=each, ledger=ledger.title)
    for each in limit.fields:
        if ledger.fields[each].type is not FieldType.MONEY:
            table.fail("fields", "not-numeric", field=each, ledger=ledger.title)
    for condition in limit.where:
        check_condition(table.table("where"), condition, ledger)
