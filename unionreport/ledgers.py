"""All the ledgers of a workbook: which sheet is which, whose year it is, what could not be settled."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from unionreport import months
from unionreport.finding import Finding
from unionreport.header import Header, find, fits, plain_title
from unionreport.ledger import Ledger
from unionreport.loading import load, title_year
from unionreport.places import Place
from unionreport.profile import read_items
from unionreport.schema import RESERVED_TITLES, Catalog, LedgerSchema
from unionreport.sheets import SheetCells, Workbook

_YEAR_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The ledgers of one union and year; each kind may stand on several sheets, of one file or of several.

    ``file`` is the name of the workbook, or of the folder of monthly ones.
    """

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
    """A sheet known as a ledger, and the months that it, or its file, is named after."""

    workbook: Workbook
    sheet: SheetCells
    schema: LedgerSchema
    by_title: bool
    months: months.Months

    @property
    def place(self) -> Place:
        return Place(self.workbook.name, self.sheet.name)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The workbooks of one year, and the name that they go by together."""

    name: str
    stems: tuple[str, ...]
    workbooks: tuple[Workbook, ...]

    @property
    def place(self) -> Place:
        return Place(self.name)


Chosen = dict[str, tuple[_Match, ...]]


def load_all(workbook: Workbook, catalog: Catalog) -> tuple[Ledgers, list[Finding]]:
    """Every sheet that is a ledger, read; with the findings on sheets, headers and the year."""
    return _load_shelf(_Shelf(workbook.name, (workbook.path.stem,), (workbook,)), catalog)


def load_folder(folder: Path, workbooks: Sequence[Workbook], catalog: Catalog) -> tuple[Ledgers, list[Finding]]:
    """The same for monthly workbooks that together are one year; places carry the name of their file."""
    ordered = sorted(workbooks, key=lambda each: (min(months.named(each.path.stem), default=0), each.name))
    stems = (folder.name, *(each.path.stem for each in ordered))
    return _load_shelf(_Shelf(folder.name, stems, tuple(ordered)), catalog)


def _load_shelf(shelf: _Shelf, catalog: Catalog) -> tuple[Ledgers, list[Finding]]:
    findings: list[Finding] = []
    chosen = _choose(shelf, catalog, findings)
    headers: dict[str, list[tuple[_Match, Header]]] = {}
    for kind, matches in chosen.items():
        headers[kind] = [(each, header) for each in matches if (header := _header(each, findings))]
    profile = next((_load(match, header, None) for match, header in headers.get(PROFILE, ())), None)
    if profile is not None:
        profile, problems = read_items(profile)
        findings += problems
    year = _year(shelf, profile, findings) or _titled_year(headers)
    loaded: dict[str, tuple[Ledger, ...]] = {PROFILE: (profile,)} if profile else {}
    for kind, pairs in headers.items():
        if kind != PROFILE and pairs:
            loaded[kind] = _parts(pairs, year)
    year = year or _assumed_year(shelf, loaded, findings)
    findings += _absences(shelf, catalog, chosen)
    return Ledgers(shelf.name, _digest(shelf), year, _in_order(shelf, loaded)), findings


def _load(match: _Match, header: Header, year: int | None) -> Ledger:
    return load(match.sheet, match.schema, header, match.workbook.name, year)


def _parts(pairs: Sequence[tuple[_Match, Header]], year: int | None) -> tuple[Ledger, ...]:
    """Every table of a kind: on each of its sheets the first one, and those beside it."""
    tables = [_load(match, each, year) for match, header in pairs for each in (header, *header.beside)]
    if len(tables) == 1:
        return tuple(tables)
    return tuple(replace(each, others=tuple(other for other in tables if other is not each)) for each in tables)


def _in_order(shelf: _Shelf, loaded: Mapping[str, tuple[Ledger, ...]]) -> dict[str, tuple[Ledger, ...]]:
    sheets = ((book.name, sheet.name) for book in shelf.workbooks for sheet in book.sheets)
    places = {place: number for number, place in enumerate(sheets)}
    return dict(sorted(loaded.items(), key=lambda each: places[each[1][0].file, each[1][0].sheet]))


def _digest(shelf: _Shelf) -> str:
    """The digest of the workbook, or of the digests of several."""
    digests = [each.digest for each in shelf.workbooks]
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _choose(shelf: _Shelf, catalog: Catalog, findings: list[Finding]) -> Chosen:
    """By kind, the sheets that hold it: by title first, by headers where the title says nothing."""
    matches: dict[str, list[_Match]] = {}
    for book in shelf.workbooks:
        for sheet in book.sheets:
            if sheet.name.strip() in RESERVED_TITLES or not any(any(cell != "" for cell in row) for row in sheet.rows):
                continue
            match = _recognise(book, sheet, catalog)
            if match is None:
                findings.append(Finding("sheet-unknown", Place(book.name, sheet.name), {"sheet": sheet.name}))
            else:
                matches.setdefault(match.schema.id, []).append(match)
    chosen = {}
    for kind, group in matches.items():
        chosen[kind] = _settle(sorted(group, key=lambda each: not each.by_title), findings)
    _tell_joined(shelf, chosen, findings)
    return chosen


def _settle(group: Sequence[_Match], findings: list[Finding]) -> tuple[_Match, ...]:
    """The sheets of one kind that count: all of them where each is of other months, else the first."""
    if _are_of_other_months(group):
        return tuple(sorted(group, key=lambda each: min(each.months)))
    first, *others = group
    values = {"ledger": first.schema.title, "sheet": first.sheet.name, "first": first.sheet.name}
    if not first.by_title:
        findings.append(Finding("sheet-by-header", first.place, values))
    for other in others:
        is_copy = other.workbook is not first.workbook and list(other.sheet.rows) == list(first.sheet.rows)
        if not is_copy:
            findings.append(Finding("sheet-twice", other.place, {**values, "sheet": other.sheet.name}, (first.place,)))
    return (first,)


def _are_of_other_months(group: Sequence[_Match]) -> bool:
    """Whether sheets are parts of one ledger: several, dated, and no month on two of them."""
    every = [month for each in group for month in each.months]
    is_named = all(each.months for each in group)
    return len(group) > 1 and bool(group[0].schema.dated) and is_named and len(every) == len(set(every))


def _tell_joined(shelf: _Shelf, chosen: Chosen, findings: list[Finding]) -> None:
    joined = [group for group in chosen.values() if len(group) > 1]
    if len(shelf.workbooks) > 1:
        ledgers = "、".join(group[0].schema.title for group in joined)
        files = "、".join(each.name for each in shelf.workbooks)
        if joined:
            findings.append(Finding("sheets-joined", shelf.place, {"ledger": ledgers, "sheets": files}))
        return
    for group in joined:
        values = {"ledger": group[0].schema.title, "sheets": "、".join(each.sheet.name for each in group)}
        findings.append(Finding("sheets-joined", group[0].place, values, tuple(each.place for each in group[1:])))


def _recognise(book: Workbook, sheet: SheetCells, catalog: Catalog) -> _Match | None:
    spoken = months.named(sheet.name) or months.named(book.path.stem)
    titles = {plain_title(sheet.name), plain_title(months.without(sheet.name))} - {""}
    for ledger in catalog.ledgers.values():
        if titles & {plain_title(each) for each in ledger.titles}:
            return _Match(book, sheet, ledger, by_title=True, months=spoken)
    scores = Counter(
        {
            ledger.id: header.score
            for ledger in catalog.ledgers.values()
            if not ledger.items and (header := find(sheet.rows, ledger, sheet.merges)) and fits(header, ledger)
        }
    )
    ranked = scores.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return _Match(book, sheet, catalog.ledgers[ranked[0][0]], by_title=False, months=spoken)


def _header(match: _Match, findings: list[Finding]) -> Header | None:
    header = find(match.sheet.rows, match.schema, match.sheet.merges)
    if header is None:
        expected = "、".join(field.title for field in match.schema.fields.values() if field.required)
        findings.append(Finding("header-missing", match.place, {"sheet": match.sheet.name, "expected": expected}))
    return header


def _year(shelf: _Shelf, profile: Ledger | None, findings: list[Finding]) -> int | None:
    """The report's year: what 基本情况 says, else what the file's name says."""
    named = {int(year) for stem in shelf.stems for year in _YEAR_IN_NAME.findall(stem)}
    in_name = named.pop() if len(named) == 1 else None
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


def _titled_year(headers: Mapping[str, Sequence[tuple[_Match, Header]]]) -> int | None:
    """The year that the titles of the sheets speak of, where they all speak of the same."""
    pairs = [pair for group in headers.values() for pair in group]
    years = {year for match, header in pairs if (year := title_year(match.sheet, header))}
    return years.pop() if len(years) == 1 else None


def _assumed_year(shelf: _Shelf, loaded: Mapping[str, tuple[Ledger, ...]], findings: list[Finding]) -> int | None:
    """The year of most dates, where neither 基本情况 nor the file's name says one."""
    years: Counter[int] = Counter()
    for ledger in (each for sheets in loaded.values() for each in sheets):
        if ledger.has(ledger.schema.dated):
            for day, count in ledger.rows[ledger.schema.dated].counts():
                years[day.year] += count
    if not years:
        if loaded:
            findings.append(Finding("year-unknown", shelf.place))
        return None
    year = years.most_common(1)[0][0]
    findings.append(Finding("year-assumed", shelf.place, {"year": str(year)}))
    return year


def _absences(shelf: _Shelf, catalog: Catalog, chosen: Chosen) -> Iterator[Finding]:
    if not chosen:
        known = "、".join(ledger.title for ledger in catalog.ledgers.values())
        yield Finding("no-ledger", shelf.place, {"known": known})
        return
    absent = [ledger.title for kind, ledger in catalog.ledgers.items() if kind not in chosen]
    if absent:
        yield Finding("ledgers-absent", shelf.place, {"ledgers": "、".join(absent)})
