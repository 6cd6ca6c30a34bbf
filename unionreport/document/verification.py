"""Is each figure of a finished report still what the ledgers say? Verdicts on all of it, in document order.

What is compared is what a reader reads, at the precision shown (see `agreement`); a figure is never called
equal for being in its place alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from unionreport.document.agreement import Spot, as_read, is_cut, overlap, printed, reading_of, says
from unionreport.document.constants import Allowance
from unionreport.document.displays import Displays, chart_verdicts, read_displays, table_verdicts
from unionreport.document.lines import Line, lines
from unionreport.document.manifest import Entry
from unionreport.document.package import Parts
from unionreport.document.place import Story, TemplatePlace
from unionreport.document.standing import Standing, Standings
from unionreport.document.unsourced import Known, unsourced
from unionreport.document.wordml import PARAGRAPH
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure, is_across_years
from unionreport.house import House
from unionreport.printed import Printing, proofread
from unionreport.schema import Catalog
from unionreport.verdict import Kind, Verdict, Verification


@dataclass(frozen=True, slots=True)
class Today:
    """What the ledgers say now: every figure by id, cells of tables too, and the tables and charts by id.

    ``known`` is what is known of numbers that are no figures.
    """

    figures: Mapping[str, Figure]
    catalog: Catalog
    house: House = House()
    exhibits: Mapping[str, FigureTable | Chart] = field(default_factory=dict)
    known: Known = field(default_factory=Known)


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """A standing figure with its line, the spot in it, and its verdict."""

    standing: Standing
    spot: Spot
    verdict: Verdict


def verify(parts: Parts, standings: Standings, today: Today) -> Verification:
    """The verdicts on every printing of a report, its tables and charts, and its other numbers."""
    found = [line for part in standings.stories for line in lines(part)]
    by_run = {run: line for line in found for run in line.spans}
    judged = [_judge(each, _line_of(each, by_run), today) for each in standings.figures]
    displays = read_displays(parts, standings)
    allowance = Allowance(standings.manifest.constants, today.known.accepted)
    verdicts = [
        *(each.verdict for each in judged),
        *_copies(judged),
        *_moved(judged, standings.manifest.entries),
        *_missing(judged, standings, displays, today),
        *_contradictions(judged, today),
        *_sums(judged, today),
        *table_verdicts(displays, today.exhibits, frozenset(each.figure for each in standings.manifest.entries)),
        *chart_verdicts(displays, today.figures, today.exhibits),
        *unsourced([each for each in found if not displays.owns(each)], _taken(judged), allowance, today.known),
    ]
    order = {line.place: number for number, line in enumerate(found)}
    ordered = sorted(verdicts, key=lambda each: _position(each, order))
    standing = sum(each.standing.entry is not None for each in judged)
    return Verification(len(standings.manifest.entries), standing, tuple(ordered))


def _position(verdict: Verdict, order: Mapping[TemplatePlace, int]) -> int:
    place = verdict.place
    return order.get(place, len(order)) if isinstance(place, TemplatePlace) else len(order)


def _line_of(standing: Standing, by_run: Mapping[Element, Line]) -> Line | None:
    """The line that a figure stands in; editors put runs without text before it."""
    return next((by_run[run] for run in standing.runs if run in by_run), None)


def _judge(standing: Standing, line: Line | None, today: Today) -> _Judged:
    spot, is_whole = _spot(standing, line)
    now = today.figures.get(standing.figure)
    verdict = Verdict(
        Kind.UNKNOWN,
        standing.place,
        standing.figure,
        shown=as_read(spot, today.known.units),
        written=standing.written,
        now=_styled(now, standing.style),
        title=now.title if now else "",
        sentence=line.sentence(spot.start, spot.end) if line and is_whole else standing.text,
        bookmark=standing.entry.bookmark if standing.entry else "",
        tracked=standing.tracked,
    )
    if now is None or now.value is None:
        return _Judged(standing, spot, replace(verdict, reason=_why_unknown(standing.figure, now)))
    is_right = is_whole and says(spot, standing.style, now, today.known.units)
    kind, reason = _kind(standing, spot, now, is_right=is_right)
    shown = standing.text if is_right else verdict.shown
    return _Judged(standing, spot, replace(verdict, kind=kind, reason=reason, shown=shown))


def _spot(standing: Standing, line: Line | None) -> tuple[Spot, bool]:
    """Where a figure stands; alone, and not whole, where a paragraph's end cuts it in two."""
    span = line.span(standing.runs) if line else None
    if line and span and line.text[slice(*span)] == standing.text:
        return Spot(line.text, *span), True
    return Spot(standing.text, 0, len(standing.text)), False


def _styled(now: Figure | None, style: str) -> Figure | None:
    """The figure in the style it stands in, or in its own where that no longer fits its unit."""
    if now is None or now.value is None:
        return None
    return now.styled(style) if printed(now, style) else now


def _kind(standing: Standing, spot: Spot, now: Figure, *, is_right: bool) -> tuple[Kind, str]:
    alone = Spot(standing.text, 0, len(standing.text))
    if is_right:
        is_known = standing.text in {standing.written, printed(now, standing.style)}
        is_printed = is_known and not is_cut(spot) and says(alone, standing.style, now)
        return Kind.EQUAL, "equal-tracked" if standing.tracked else Kind.EQUAL if is_printed else "equal-form"
    if standing.is_touched:
        return Kind.TYPED, Kind.TYPED
    return (Kind.TYPED, "typed-beside") if says(alone, standing.style, now) else (Kind.STALE, Kind.STALE)


def _why_unknown(figure: str, now: Figure | None) -> str:
    if now is not None:
        return "unknown-absent"
    return "unknown-previous" if is_across_years(figure) else Kind.UNKNOWN


def _copies(judged: Sequence[_Judged]) -> Iterator[Verdict]:
    for each in judged:
        if each.standing.entry is None:
            yield replace(each.verdict, kind=Kind.DUPLICATED, reason=Kind.DUPLICATED)


def _moved(judged: Sequence[_Judged], entries: Sequence[Entry]) -> Iterator[Verdict]:
    """The fewest printings without which the others stand in the order they were printed in."""
    order = {entry.bookmark: number for number, entry in enumerate(entries)}
    standing = [each for each in judged if each.standing.entry is not None]
    kept = _longest_rising([order[each.verdict.bookmark] for each in standing])
    for number, each in enumerate(standing):
        if number not in kept:
            yield replace(each.verdict, kind=Kind.MOVED, reason=Kind.MOVED)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The positions of a longest row of rising numbers, by patience sorting."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        pile = bisect_left(tails, number)
        before.append(last[pile - 1] if pile else -1)
        tails[pile : pile + 1], last[pile : pile + 1] = [number], [at]
    kept: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _missing(judged: Sequence[_Judged], standings: Standings, displays: Displays, today: Today) -> Iterator[Verdict]:
    """What is gone, where its neighbour of then stands now; the cells of a table that is gone with it are one."""
    places = {each.verdict.bookmark: each.standing.place for each in judged}
    missing = {each.bookmark for each in standings.missing}
    here = TemplatePlace(Story.BODY)
    told: set[str] = set()
    for entry in standings.manifest.entries:
        here = places.get(entry.bookmark, here)
        table = next((each for each in displays.lost_tables if entry.figure.startswith(f"{each.table}.")), None)
        if entry.bookmark in missing and table is not None:
            if table.bookmark not in told:
                yield Verdict(Kind.MISSING, here, table.table, "missing-table", table.title)
            told.add(table.bookmark)
        elif entry.bookmark in missing:
            tracked = entry.bookmark in standings.withdrawn
            now = today.figures.get(entry.figure)
            what = (entry.figure, Kind.MISSING, now.title if now else "")
            yield Verdict(Kind.MISSING, here, *what, written=entry.text, tracked=tracked)


def _contradictions(judged: Sequence[_Judged], today: Today) -> Iterator[Verdict]:
    """Printings of a figure that nobody knows now, which cannot be of one value."""
    by_figure: dict[str, list[_Judged]] = {}
    for each in judged:
        if each.verdict.kind is Kind.UNKNOWN:
            by_figure.setdefault(each.standing.figure, []).append(each)
    for group in by_figure.values():
        unit = next((each.standing.entry.unit for each in group if each.standing.entry), "")
        readings = [reading_of(each.spot, each.standing.style, unit, today.known.units) for each in group]
        known = [each for each in readings if each is not None]
        if len(known) > 1 and not overlap(known):
            shown = "、".join(dict.fromkeys(each.verdict.shown for each in group))
            yield replace(group[-1].verdict, kind=Kind.DIFFERS, reason=Kind.DIFFERS, shown=shown)


def _sums(judged: Sequence[_Judged], today: Today) -> Iterator[Verdict]:
    """Sums that a reader finds wrong, by the figures as they stand."""
    printings = [
        Printing(figure, each.standing.place) for each in judged for figure in _as_it_stands(each, today) if figure
    ]
    for remark in proofread(printings, today.figures, today.catalog, today.house):
        if remark.name == "sum-as-printed":
            said = remark.params
            told = (said["title"], said["whole"], f"{said['text']}＝{said['sum']}")
            yield Verdict(Kind.SUM, remark.place, "", Kind.SUM, *told)


def _as_it_stands(judged: _Judged, today: Today) -> Iterator[Figure]:
    """The figure with the value that its text has, if its style prints that value so."""
    standing, now = judged.standing, today.figures.get(judged.standing.figure)
    if now is None or now.value is None:
        return
    if standing.text == printed(now, standing.style):
        yield now.styled(standing.style)
        return
    reading = reading_of(Spot(standing.text, 0, len(standing.text)), standing.style, now.unit)
    if reading is not None:
        figure = replace(now, value=(reading.low + reading.high) / 2, style=standing.style)
        if printed(figure, standing.style) == standing.text:
            yield figure


def _taken(judged: Sequence[_Judged]) -> dict[Element, list[tuple[int, int]]]:
    """The spans of the figures by paragraph."""
    spans: dict[Element, list[tuple[int, int]]] = {}
    for each in judged:
        paragraph = next(each.standing.runs[0].iterancestors(PARAGRAPH))
        spans.setdefault(paragraph, []).append((each.spot.start, each.spot.end))
    return spans
