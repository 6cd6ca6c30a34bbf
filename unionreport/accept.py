"""Findings that the union has looked into: matched by content, since rows move, and set aside with their reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from unionreport.finding import Finding
from unionreport.header import plain
from unionreport.judgement import Judged
from unionreport.ledger import Ledger
from unionreport.ledgers import Ledgers
from unionreport.money import yuan_text
from unionreport.places import Place
from unionreport.schema import Acceptance, Catalog, FieldType

_STALE = "accept-stale"


def settle(
    judged: Sequence[Judged], ledgers: Ledgers, acceptances: Sequence[Acceptance], catalog: Catalog
) -> tuple[Judged, ...]:
    """The findings, those that an acceptance covers with its reason; acceptances that cover none as notes before them.

    An acceptance covers the findings of its rule, on its sheet if it names one, whose row holds all that it
    matches by; a finding on a whole sheet or file has no row, and is matched by the values of its message.
    """
    ours = [each for each in acceptances if each.workbook in ("", ledgers.file)]
    if not ours:
        return tuple(judged)
    used: set[int] = set()
    settled = []
    for each in judged:
        found = next((at for at, one in enumerate(ours) if _covers(one, each.finding, ledgers)), None)
        settled.append(each if found is None else replace(each, accepted=ours[found].reason))
        used |= set() if found is None else {found}
    idle = (one for at, one in enumerate(ours) if at not in used and one.rule in catalog.rules)
    return (*_stale(idle, ledgers, catalog), *settled)


def _stale(idle: Iterable[Acceptance], ledgers: Ledgers, catalog: Catalog) -> Iterator[Judged]:
    rule = catalog.rules.get(_STALE)
    if rule is None:
        return
    for each in idle:
        values = {"rule": each.rule, "reason": each.reason, "sheet": each.sheet}
        yield Judged(Finding(_STALE, Place(ledgers.file), values), rule)


def _covers(acceptance: Acceptance, finding: Finding, ledgers: Ledgers) -> bool:
    place = finding.place
    if finding.rule != acceptance.rule or acceptance.sheet not in ("", place.sheet):
        return False
    rows = [
        (ledger, row)
        for ledger in ledgers
        if (ledger.file, ledger.sheet) == (place.file, place.sheet)
        for row in range(place.top, place.bottom + 1)
        if row in ledger.raw
    ]
    if not rows:
        return _holds(acceptance.match, finding.params)
    return bool(acceptance.match) and any(_matches(acceptance.match, *each) for each in rows)


def _holds(match: Mapping[str, str], params: Mapping[str, str]) -> bool:
    return all(params.get(name) == value for name, value in match.items())


def _matches(match: Mapping[str, str], ledger: Ledger, row: int) -> bool:
    names = {plain(header): name for name, field in ledger.schema.fields.items() for header in field.headers}
    names |= {name: name for name in ledger.schema.fields}
    found = {key: names.get(key) or names.get(plain(key)) for key in match}
    return all(name is not None and _says(ledger, row, name, match[key]) for key, name in found.items())


def _says(ledger: Ledger, row: int, name: str, expected: str) -> bool:
    """Whether a cell holds what is expected, as it stands or as it was read."""
    written = {ledger.text(row, name), _shown(ledger, row, name)}
    return expected in written or _number(expected) in {_number(each) for each in written} - {None}


def _shown(ledger: Ledger, row: int, name: str) -> str:
    value: Any = ledger.value(row, name)
    if isinstance(value, date):
        return date(value.year, value.month, value.day).isoformat()
    if ledger.schema.fields[name].type is FieldType.MONEY and value is not None:
        return yuan_text(value)
    return "" if value is None else str(value)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
