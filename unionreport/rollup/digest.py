"""From an examined workbook to its summary: exact parts of figures, rows by ledger, findings by rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from unionreport.app import Case
from unionreport.figure import Figure
from unionreport.finding import Severity
from unionreport.history import union_name
from unionreport.ledger import Ledger
from unionreport.rollup.identities import by_id_number, people, rows_of
from unionreport.rollup.inputs import Input
from unionreport.rollup.summary import Found, Part, Summary
from unionreport.schema import Catalog, FigureSchema, Verb

_MOST_SAMPLES = 3
_YEAR = re.compile(r"20[0-9]{2}(?:年度?)?")
_GENERIC = re.compile(r"[\s_\-—.()（）\[\]]+|台账|工作簿|汇总表?|年度")


def summarise(case: Case, source: Input, catalog: Catalog) -> Summary:
    """The summary of a workbook; ``catalog`` is the roll-up's, whose figures a union may not declare otherwise."""
    name, key = naming(source, union_name(case.ledgers))
    redefined = tuple(each for each in case.figures if _is_other(each, case.catalog, catalog))
    kept = {each: figure for each, figure in case.figures.items() if each in catalog.figures and each not in redefined}
    return Summary(
        address=source.address,
        union=name,
        key=key,
        year=case.ledgers.year,
        figures=dict(_parts(kept, case)),
        rows={kind: sum(map(_rows, case.ledgers.of(kind))) for kind in case.ledgers.by_kind},
        findings=tuple(_found(case)),
        doubtful=tuple(sorted(case.doubtful & set(kept))),
        redefined=redefined,
    )


def naming(source: Input, stated: str) -> tuple[str, str]:
    """What a union is called and known by: 单位名称; else its file's name, or its folder's where that says nothing."""
    if stated.strip():
        return stated.strip(), "".join(unicodedata.normalize("NFKC", stated).split())
    folder, _, file = source.address.rpartition("/")
    stem = file if source.is_monthly else file.rpartition(".")[0]
    plain = _GENERIC.sub("", _YEAR.sub("", stem))
    if plain:
        return _YEAR.sub("", stem).strip(" -_()（）"), f"{folder}/{plain}"
    return source.home or stem or source.address, folder or source.home or source.address


def _is_other(name: str, own: Catalog, catalog: Catalog) -> bool:
    """Whether a union works a figure of the roll-up out in another way; how it prints does not matter."""
    schema = catalog.figures.get(name)
    return schema is not None and _meaning(own.figures[name]) != _meaning(schema)


def _meaning(schema: FigureSchema) -> tuple[object, ...]:
    return schema.verb, schema.targets, schema.unit, schema.where, schema.needs, schema.otherwise


_Key = tuple[str, str, int]


def _key(ledger: Ledger) -> _Key:
    """What tells one table from another, also on one sheet."""
    return ledger.file, ledger.sheet, ledger.header.left


def _parts(figures: Mapping[str, Figure], case: Case) -> Iterator[tuple[str, Part]]:
    known = {_key(ledger): people(ledger).keys() for ledger in case.ledgers}
    for name, figure in figures.items():
        if figure.value is not None:
            schema = case.catalog.figures[name]
            by_number = by_id_number(schema, case.catalog)
            part = _part(name, case)
            yield name, replace(part, identified=True) if by_number and _is_identified(figure, case, known) else part


def _part(name: str, case: Case) -> Part:
    """A ratio as what it was divided from, so that it can be worked out anew; the rest as it is."""
    figure, schema = case.figures[name], case.catalog.figures[name]
    assert figure.value is not None  # noqa: S101  asked for such figures only
    if schema.verb is not Verb.RATIO:
        return Part(figure.value)
    if figure.lineage.inputs == (schema.otherwise,):
        return _part(schema.otherwise, case)
    above, below = (case.figures[each].value for each in schema.targets)
    return Part(above or 0, below or 1)


def _is_identified(figure: Figure, case: Case, known: Mapping[_Key, AbstractSet[int]]) -> bool:
    """Whether every row behind a count of people has an ID number that may be somebody's."""
    ledgers = case.ledgers.of(case.catalog.figures[figure.id].ledger)
    return all(rows_of(figure, ledger) <= known[_key(ledger)] for ledger in ledgers)


def _rows(ledger: Ledger) -> int:
    """How many rows say anything in a column that every row should fill; in any column where there is none such."""
    required = [name for name, each in ledger.schema.fields.items() if each.required and ledger.has(name)]
    return len({row for name in required or ledger.schema.fields for row, _ in ledger.values(name)})


@dataclass(slots=True)
class _Heap:
    severity: Severity
    places: list[str]
    count: int = 0


def _found(case: Case) -> Iterator[Found]:
    """The findings by rule: addresses alone, since what stands in the cells may be somebody's name."""
    heaps: dict[str, _Heap] = {}
    for each in case.checked.open:
        heap = heaps.setdefault(each.rule.name, _Heap(each.severity, []))
        heap.count += 1
        if len(heap.places) < _MOST_SAMPLES:
            heap.places.append(_address(case, each.finding.place.seen_from(case.ledgers.file)))
    for rule in sorted(heaps):
        yield Found(rule, str(heaps[rule].severity), heaps[rule].count, tuple(heaps[rule].places))


def _address(case: Case, address: str) -> str:
    """The address; nothing for the whole file, whose own name is told beside it."""
    return "" if address == case.ledgers.file else address


def kinds(summaries: Sequence[Summary], catalog: Catalog) -> list[str]:
    """The ledgers that any of the workbooks has, in the catalog's order."""
    there = {kind for each in summaries for kind in each.rows}
    return [kind for kind in catalog.ledgers if kind in there]
