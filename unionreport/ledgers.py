"""All the ledgers of a workbook: which sheet is which, whose year it is, what could not be settled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from unionreport.finding import Finding
from unionreport.header import Header, find, fits, plain_title
from unionreport.ledger import Ledger
from unionreport.loading import load
from unionreport.places import Place
from unionreport.profile import read_items
from unionreport.schema import Catalog, LedgerSchema
from unionreport.sheets import SheetCells, Workbook

_YEAR_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The ledgers of one union and year; each kind may stand on several sheets."""

    file: str
    digest: str
    year: int | None
    by_kind: Mapping[str, tuple[Ledger, ...]]

    def of(self, kind: str) -> tuple[Ledger, ...]:
        """The sheets of one kind of ledger; none where the union has no such ledger."""
        return self.by_kind.get(kind, ())

    def __iter__(self) -> Iterator[Ledger]:
        for sheets in self.by_kind.values():
            yield from sheets


@dataclass(frozen=True, slots=True)
class _Match:
    sheet: SheetCells
    schema: LedgerSchema
    by_title: bool


def load_all(workbook: Workbook, catalog: Catalog) -> tuple[Ledgers, list[Finding]]:
    """Every sheet that is a ledger, read; with the findings on sheets, headers and the year."""
    findings: list[Finding] = []
    chosen = _choose(workbook, catalog, findings)
    headers = {kind: header for kind, match in chosen.items() if (header := _header(match, workbook, findings))}
    profile = _load(chosen[PROFILE], headers[PROFILE], workbook, None) if PROFILE in headers else None
    if profile is not None:
        profile, problems = read_items(profile)
        findings += problems
    year = _year(workbook, profile, findings)
    loaded: dict[str, tuple[Ledger, ...]] = {PROFILE: (profile,)} if profile else {}
    for kind, header in headers.items():
        if kind != PROFILE:
            loaded[kind] = (_load(chosen[kind], header, workbook, year),)
    year = year or _assumed_year(workbook, loaded, findings)
    places = {sheet.name: number for number, sheet in enumerate(workbook.sheets)}
    ordered = dict(sorted(loaded.items(), key=lambda each: places[each[1][0].sheet]))
    findings += _absences(workbook, catalog, chosen)
    return Ledgers(workbook.name, workbook.digest, year, ordered), findings


def _load(match: _Match, header: Header, workbook: Workbook, year: int | None) -> Ledger:
    return load(match.sheet, match.schema, header, workbook.name, year)


def _choose(workbook: Workbook, catalog: Catalog, findings: list[Finding]) -> dict[str, _Match]:
    """By kind, the sheet that holds it: by title first, by headers where the title says nothing."""
    chosen: dict[str, _Match] = {}
    filled = [sheet for sheet in workbook.sheets if any(any(cell != "" for cell in row) for row in sheet.rows)]
    matches = [_recognise(sheet, catalog) for sheet in filled]
    for sheet, match in sorted(zip(filled, matches, strict=True), key=lambda pair: not (pair[1] and pair[1].by_title)):
        place = Place(workbook.name, sheet.name)
        if match is None:
            findings.append(Finding("sheet-unknown", place, {"sheet": sheet.name}))
        elif match.schema.id in chosen:
            first = chosen[match.schema.id].sheet.name
            values = {"ledger": match.schema.title, "sheet": sheet.name, "first": first}
            findings.append(Finding("sheet-twice", place, values, (Place(workbook.name, first),)))
        else:
            chosen[match.schema.id] = match
            if not match.by_title:
                values = {"sheet": sheet.name, "ledger": match.schema.title}
                findings.append(Finding("sheet-by-header", place, values))
    return chosen


def _recognise(sheet: SheetCells, catalog: Catalog) -> _Match | None:
    title = plain_title(sheet.name)
    for ledger in catalog.ledgers.values():
        if title in {plain_title(each) for each in ledger.titles}:
            return _Match(sheet, ledger, by_title=True)
    scores = Counter(
        {
            ledger.id: header.score
            for ledger in catalog.ledgers.values()
            if not ledger.items and (header := find(sheet.rows, ledger)) and fits(header, ledger)
        }
    )
    ranked = scores.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return _Match(sheet, catalog.ledgers[ranked[0][0]], by_title=False)


def _header(match: _Match, workbook: Workbook, findings: list[Finding]) -> Header | None:
    header = find(match.sheet.rows, match.schema)
    if header is None:
        expected = "、".join(field.title for field in match.schema.fields.values() if field.required)
        values = {"sheet": match.sheet.name, "expected": expected}
        findings.append(Finding("header-missing", Place(workbook.name, match.sheet.name), values))
    return header


def _year(workbook: Workbook, profile: Ledger | None, findings: list[Finding]) -> int | None:
    """The report's year: what 基本情况 says, else what the file's name says."""
    named = _YEAR_IN_NAME.findall(workbook.path.stem)
    in_name = int(named[0]) if len(set(named)) == 1 else None
    stated = _stated_year(profile)
    if profile is None or stated is None:
        return in_name
    row, year = stated
    if in_name not in (None, year):
        values = {"stated": str(year), "named": str(in_name)}
        findings.append(Finding("year-differs", profile.place(row, "value"), values))
    return year


def _stated_year(profile: Ledger | None) -> tuple[int, int] | None:
    if profile is None:
        return None
    items = dict(profile.values("item"))
    return next(((row, value) for row, value in profile.values("value") if items[row] == "year"), None)


def _assumed_year(workbook: Workbook, loaded: Mapping[str, tuple[Ledger, ...]], findings: list[Finding]) -> int | None:
    """The year of most dates, where neither 基本情况 nor the file's name says one."""
    years: Counter[int] = Counter()
    for ledger in (each for sheets in loaded.values() for each in sheets):
        if ledger.has(ledger.schema.dated):
            years.update(day.year for _, day in ledger.values(ledger.schema.dated))
    place = Place(workbook.name)
    if not years:
        if loaded:
            findings.append(Finding("year-unknown", place))
        return None
    year = years.most_common(1)[0][0]
    findings.append(Finding("year-assumed", place, {"year": str(year)}))
    return year


def _absences(workbook: Workbook, catalog: Catalog, chosen: Mapping[str, _Match]) -> Iterator[Finding]:
    place = Place(workbook.name)
    if not chosen:
        known = "、".join(ledger.title for ledger in catalog.ledgers.values())
        yield Finding("no-ledger", place, {"known": known})
        return
    absent = [ledger.title for kind, ledger in catalog.ledgers.items() if kind not in chosen]
    if absent:
        yield Finding("ledgers-absent", place, {"ledgers": "、".join(absent)})
