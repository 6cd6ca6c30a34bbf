"""The tables and charts of a finished report, held against what the ledgers say now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from lxml.etree import _Element as Element

from unionreport import numerals
from unionreport.document.lines import Line
from unionreport.document.package import Parts
from unionreport.document.place import Story, TemplatePlace
from unionreport.document.plotted import Drawn, Extent, drawn_in, extents, rows_of
from unionreport.document.shown import ShownChart, ShownTable, row_digest
from unionreport.document.standing import Standing, Standings
from unionreport.document.stories import StoryPart, paragraphs
from unionreport.document.tables import shown_text
from unionreport.document.wordml import CELL, PARAGRAPH, ROW, TABLE
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure
from unionreport.verdict import Kind, Verdict

_NOISE = Decimal("1e-9")  # what a binary fraction adds to a decimal one


@dataclass(frozen=True, slots=True, eq=False)
class HeldTable:
    """A table where it stands: the digests of its rows as of the texts written in them, and the rows still ours."""

    shown: ShownTable
    place: TemplatePlace
    digests: tuple[str, ...]
    own: frozenset[Element]


@dataclass(frozen=True, slots=True, eq=False)
class HeldChart:
    """A chart where it stands; ``series`` is None for a picture, and for a chart that cannot be read."""

    shown: ShownChart
    place: TemplatePlace
    is_there: bool
    series: tuple[Drawn, ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class Displays:
    """The tables and charts of a report as they stand, and the tables that are gone."""

    tables: tuple[HeldTable, ...]
    charts: tuple[HeldChart, ...]
    lost_tables: tuple[ShownTable, ...]

    def owns(self, line: Line) -> bool:
        """Whether a line is in a row of a table that nobody rewrote, figures apart."""
        row = next(line.paragraph.iterancestors(ROW), None)
        return any(row in each.own for each in self.tables)


def read_displays(parts: Parts, standings: Standings) -> Displays:
    """The tables and charts that the manifest tells of, found again by their bookmarks, or by what is in them."""
    body = next(each for each in standings.stories if each.story is Story.BODY)
    exhibits = standings.manifest.exhibits
    held = extents(body, [each.bookmark for each in exhibits])
    places = dict(paragraphs(body))
    written = _written(standings.figures)
    tables, lost = [], []
    taken = {extent.table for extent in held.values()}
    for shown in exhibits:
        if isinstance(shown, ShownTable):
            extent = held.get(shown.bookmark)
            table = extent.table if extent else None
            table = table if table is not None else _by_rows(shown, body, taken, written)
            if table is None:
                lost.append(shown)
            else:
                taken.add(table)
                tables.append(_table(shown, table, places, written))
    charts = [
        _chart(each, held.get(each.bookmark), body, parts, places) for each in exhibits if isinstance(each, ShownChart)
    ]
    return Displays(tuple(tables), tuple(charts), tuple(lost))


def _written(figures: Sequence[Standing]) -> dict[Element, str]:
    """What was written in the cells of figures, by paragraph."""
    found = {}
    for each in figures:
        paragraph = next(each.runs[0].iterancestors(PARAGRAPH))
        if next(paragraph.iterancestors(CELL), None) is not None:
            found[paragraph] = each.written
    return found


def _by_rows(
    shown: ShownTable, body: StoryPart, taken: set[Element | None], written: Mapping[Element, str]
) -> Element | None:
    """The table with the most rows of a printed one, where an editor dropped the bookmark."""
    wanted = Counter(shown.rows)
    best: Element | None = None
    most = 0
    for table in body.root.iter(TABLE):
        if table not in taken:
            alike = sum((Counter(row_digest(row) for row, _ in rows_of(table, written)) & wanted).values())
            if alike > most:
                best, most = table, alike
    return best


def _table(
    shown: ShownTable, table: Element, places: Mapping[Element, TemplatePlace], written: Mapping[Element, str]
) -> HeldTable:
    rows = [(row_digest(texts), row) for texts, row in rows_of(table, written)]
    head = table.findall(ROW)[:1]
    left = Counter(shown.rows)
    own = set(head)
    for digest, row in rows:
        if left[digest]:
            left[digest] -= 1
            own.add(row)
    return HeldTable(shown, _place(table, places), tuple(digest for digest, _ in rows), frozenset(own))


def _place(holder: Element, places: Mapping[Element, TemplatePlace]) -> TemplatePlace:
    found = (places[each] for each in holder.iter(PARAGRAPH) if each in places)
    return next(found, TemplatePlace(Story.BODY))


def _chart(
    shown: ShownChart,
    extent: Extent | None,
    body: StoryPart,
    parts: Parts,
    places: Mapping[Element, TemplatePlace],
) -> HeldChart:
    if extent is None or not extent.has_drawing:
        return HeldChart(shown, TemplatePlace(Story.BODY), is_there=False, series=None)
    series = drawn_in(extent, body, parts)
    place = next((places[each] for each in extent.paragraphs if each in places), TemplatePlace(Story.BODY))
    return HeldChart(shown, place, is_there=True, series=None if series is None else tuple(series))


def table_verdicts(
    displays: Displays, exhibits: Mapping[str, FigureTable | Chart], printed: frozenset[str]
) -> Iterator[Verdict]:
    """Tables that lack rows which the ledgers have now, and tables that are gone with nothing in them to tell so.

    ``printed`` are the ids of all figures in the report; rows with figures are known by these, others by their texts.
    """
    for each in displays.tables:
        now = exhibits.get(each.shown.table)
        if isinstance(now, FigureTable):
            new = _new_rows(now, each, printed)
            if new:
                yield Verdict(Kind.TABLE, each.place, each.shown.table, "table", each.shown.title, written=str(new))
    for lost in displays.lost_tables:
        if not any(name.startswith(f"{lost.table}.") for name in printed):
            yield Verdict(Kind.MISSING, TemplatePlace(Story.BODY), lost.table, "missing-table", lost.title)


def _new_rows(now: FigureTable, standing: HeldTable, printed: frozenset[str]) -> int:
    """How many rows the table has now that the report has not."""
    left = {*standing.shown.rows, *standing.digests}
    found = 0
    for row in now.rows:
        cells = [row.get(column.name) for column in now.columns]
        ids = {cell.id for cell in cells if isinstance(cell, Figure) and cell.value is not None}
        found += not (ids & printed if ids else row_digest([shown_text(cell) for cell in cells]) in left)
    return found


def chart_verdicts(
    displays: Displays, figures: Mapping[str, Figure], exhibits: Mapping[str, FigureTable | Chart]
) -> Iterator[Verdict]:
    """What a chart draws, has in its workbook and should draw now: all three must be one number at every point."""
    for each in displays.charts:
        told = (each.shown.chart, "missing-chart", each.shown.title)
        if not each.is_there:
            yield Verdict(Kind.MISSING, each.place, *told)
            continue
        yield from _verdicts(each, figures)
        now = exhibits.get(each.shown.chart)
        if isinstance(now, Chart):
            known = {figure for one in each.shown.series for figure in one.figures}
            here = {figure.id for one in now.series for figure in one.figures if figure and figure.value is not None}
            if here - known:
                yield Verdict(Kind.CHART, each.place, told[0], "chart-rows", told[2], written=str(len(here - known)))


def _verdicts(chart: HeldChart, figures: Mapping[str, Figure]) -> Iterator[Verdict]:
    shown = chart.shown
    if not _has_shape(chart):
        yield Verdict(Kind.CHART, chart.place, shown.chart, "chart-shape", shown.title)
        return
    points = list(_points(chart))
    yield from (verdict for each in points for verdict in _judge(chart, each, figures))
    unknown = [each for each in points if _value(figures.get(each.figure)) is None]
    if unknown:
        told = (shown.chart, "unknown-chart", shown.title)
        yield Verdict(Kind.UNKNOWN, chart.place, *told, written=str(len(unknown)))


def _has_shape(chart: HeldChart) -> bool:
    """Whether a chart still has the series and the categories it was drawn with."""
    if chart.series is None:
        return chart.shown.form != "native"
    lengths = {len(one.numbers) for one in chart.series}
    return len(chart.series) == len(chart.shown.series) and lengths <= {len(chart.shown.categories)}


@dataclass(frozen=True, slots=True)
class _Point:
    """One number of a chart: as it was drawn, as it is drawn now, as its workbook has it; the words that name it."""

    figure: str
    value: str
    drawn: str
    number: Decimal | None
    stored: Decimal | None
    title: str


def _points(chart: HeldChart) -> Iterator[_Point]:
    """The points that have a figure; of a picture, and where the workbook is gone, the numbers as they were drawn."""
    for at, one in enumerate(chart.shown.series):
        drawn = chart.series[at] if chart.series is not None else None
        for number, category in enumerate(chart.shown.categories):
            if one.figures[number] and one.drawn[number]:
                was = Decimal(one.drawn[number])
                shows = drawn.numbers[number] if drawn else was
                stored = drawn.stored[number] if drawn and drawn.stored is not None else shows
                told = (one.figures[number], one.values[number], one.drawn[number])
                yield _Point(*told, shows, stored, f"{chart.shown.title}·{category}·{one.name}")


def _judge(chart: HeldChart, point: _Point, figures: Mapping[str, Figure]) -> Iterator[Verdict]:
    now = figures.get(point.figure)
    shown = _text(point.number)
    verdict = Verdict(
        Kind.CHART, chart.place, point.figure, "chart", point.title, shown, point.drawn, bookmark=chart.shown.bookmark
    )
    if not _is_same(point.number, point.stored):
        yield replace(verdict, reason="chart-workbook", written=_text(point.stored), now=now)
    if now is None or now.value is None:
        return
    style = _style(point, now)
    if not _is_same(point.number, _drawn(now, now.value, style)):
        is_untouched = _is_same(point.number, Decimal(point.drawn))
        reason = "chart" if is_untouched else "chart-typed"
        yield replace(verdict, reason=reason, now=now.styled(style))


def _style(point: _Point, now: Figure) -> str:
    """The style that the number was drawn in: the one that makes of the old value what was drawn."""
    places = len(point.drawn.partition(".")[2])
    styles = [f"bare:{places}", f"barewan:{places}"] if now.unit != "%" else [f"bare:{places}"]
    was = Fraction(point.value)
    return next((each for each in styles if _drawn(now, was, each) == Decimal(point.drawn)), styles[0])


def _drawn(figure: Figure, value: int | Fraction, style: str) -> Decimal:
    return Decimal(numerals.show(value, figure.unit, style, figure.rounding))


def _is_same(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _NOISE * max(Decimal(1), abs(other))


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _value(figure: Figure | None) -> int | Fraction | None:
    return None if figure is None else figure.value
