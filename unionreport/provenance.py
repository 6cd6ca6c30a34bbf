"""Where the figures of a finished report came from, told in it: comments on them, the table 数据出处 behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from unionreport.app import Case
from unionreport.contents import LANGUAGE, Contents
from unionreport.document.appendix import Origin
from unionreport.document.manifest import Manifest, read_manifest
from unionreport.document.package import read_package
from unionreport.document.place import TemplatePlace
from unionreport.document.report import Filled, Stamp
from unionreport.document.shown import ShownChart, ShownTable
from unionreport.document.sourcing import Sources, with_sources
from unionreport.document.spots import Spot, spots
from unionreport.document.stories import stories
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure
from unionreport.output import sourcing as words
from unionreport.tableschema import CHARTS, PREFIX, TableKind
from unionreport.texts import texts

_SAY = texts(LANGUAGE)


class Comments(StrEnum):
    """Which figures get a comment: none, every one, those that differ from the report that is replaced."""

    NONE = "none"
    ALL = "all"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be told; ``before`` is the manifest of the report that is replaced, if there is one.

    Where there is none, every figure counts as changed.
    """

    comments: Comments = Comments.NONE
    sources: bool = False
    before: Manifest | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its sources told, the digest of its content, and how many comments it got."""

    data: bytes
    digest: str
    comments: int = 0


@dataclass(frozen=True, slots=True)
class _Report:
    """A finished report beside the values it was made of."""

    filled: Filled
    case: Case
    held: Contents
    spots: Mapping[str, Spot]

    def exhibit(self, shown: ShownTable | ShownChart) -> FigureTable | Chart:
        """The table or the chart that was printed."""
        id_, known = (shown.table, PREFIX) if isinstance(shown, ShownTable) else (shown.chart, CHARTS)
        found: Mapping[str, FigureTable | Chart] = self.held.context[known]  # type: ignore[assignment]
        return found[id_.partition(".")[2]]


def tell(filled: Filled, case: Case, held: Contents, stamp: Stamp, wish: Wish) -> Told:
    """The report with comments on its figures and the table 数据出处, as wished; personal data is in neither."""
    if wish.comments is Comments.NONE and not wish.sources:
        return Told(filled.data, filled.manifest.content)
    tables = [each.bookmark for each in filled.exhibits if isinstance(each, ShownTable)]
    report = _Report(filled, case, held, spots(read_package(filled.data), tables))
    before = wish.before if wish.comments is Comments.CHANGED else None
    comments = list(_comments(report, before)) if wish.comments is not Comments.NONE else []
    origins = list(_origins(report)) if wish.sources else []
    data = with_sources(filled, Sources(comments, origins), stamp)
    manifest = read_manifest(data) or filled.manifest
    return Told(data, manifest.content, len(comments))


def _comments(report: _Report, before: Manifest | None) -> Iterator[tuple[str, str]]:
    """The comments by bookmark: on each figure of the text, on each table as a whole, on each chart."""
    catalog, places = report.case.catalog, _outside(report)
    printed = {
        control.bookmark: (figure, control)
        for figure, control in zip(report.filled.printed, report.filled.controls, strict=True)
    }
    for bookmark, (figure, control) in printed.items():
        spot = report.spots.get(bookmark)
        earlier = _earlier(figure, before)
        if earlier is None or (spot is not None and spot.table):
            continue
        note = words.figure_note(figure, catalog, _SAY, earlier)
        if spot is not None:
            yield bookmark, note
        else:
            yield "", _SAY.say("sources.elsewhere", place=places[control.part], note=note)
    for shown in report.filled.exhibits:
        if before is None or not _is_same(shown, before, report.exhibit(shown)):
            yield shown.bookmark, words.exhibit_note(report.exhibit(shown), catalog, _SAY)


def _outside(report: _Report) -> Mapping[str, str]:
    """What the parts of a document are called."""
    return {part.name: _SAY.place(TemplatePlace(part.story)) for part in stories(read_package(report.filled.data))}


def _earlier(figure: Figure, before: Manifest | None) -> str | None:
    """How the replaced report printed a figure, empty where it did not; None where it is the same as now."""
    if before is None:
        return ""
    known = [each for each in before.entries if each.figure == figure.id]
    if any((each.value, each.text) == (str(figure.value), figure.shown) for each in known):
        return None
    return next((each.text for each in sorted(known, key=lambda each: each.style != figure.style)), "")


def _is_same(shown: ShownTable | ShownChart, before: Manifest, exhibit: FigureTable | Chart) -> bool:
    """Whether the replaced report showed the same: rows or points, and the exact values behind them."""
    twins = [each for each in before.exhibits if each.bookmark == shown.bookmark]
    if isinstance(shown, ShownChart):
        return any(isinstance(each, ShownChart) and each.series == shown.series for each in twins)
    values = {each.figure: each.value for each in before.entries}
    is_exact = all(values.get(each.id) == str(each.value) for each in words.figures_in(exhibit))
    return is_exact and any(isinstance(each, ShownTable) and each.rows == shown.rows for each in twins)


def _origins(report: _Report) -> Iterator[Origin]:
    """The lines of the table: every figure that is printed or drawn, once, in document order.

    The numbers that a list takes from the ledger row by row are one line a column.
    """
    seen: set[str] = set()
    lists: set[str] = set()
    for section, figure in _in_order(report):
        if figure.id in seen:
            continue
        seen.add(figure.id)
        place = words.column_of(figure, report.case.catalog)
        if place is None or place[0].kind is not TableKind.LIST or figure.lineage.formula != "table_field":
            yield _origin(section, figure, report)
        elif (name := f"{place[0].name}.{place[1].name}") not in lists:
            lists.add(name)
            yield _origin_of_list(section, figure, report)


def _in_order(report: _Report) -> Iterator[tuple[str, Figure]]:
    """Every figure of the report with the part that it stands in; those outside of the body last."""
    printed = dict(zip((each.bookmark for each in report.filled.controls), report.filled.printed, strict=True))
    exhibits = {each.bookmark: each for each in report.filled.exhibits}
    for bookmark, spot in report.spots.items():
        if bookmark in printed:
            yield spot.heading, printed.pop(bookmark)
        elif bookmark in exhibits and isinstance(exhibits[bookmark], ShownChart):
            for figure in words.figures_in(report.exhibit(exhibits[bookmark])):
                yield spot.heading, figure
    for figure in printed.values():
        yield _SAY.say("sources.outside"), figure


def _origin(section: str, figure: Figure, report: _Report) -> Origin:
    catalog = report.case.catalog
    return Origin(
        section,
        words.titled(figure),
        figure,
        words.formula_of_printed(figure, catalog, _SAY),
        words.whence(figure.lineage.cells, _SAY, words.MOST_IN_TABLE, report.case.path.name),
    )


def _origin_of_list(section: str, figure: Figure, report: _Report) -> Origin:
    """One line for a column of a list, whose cells are the ledger's own."""
    place = words.column_of(figure, report.case.catalog)
    alike: Sequence[Figure] = [
        each
        for each in dict.fromkeys(report.filled.printed)
        if each.lineage.formula == "table_field" and words.column_of(each, report.case.catalog) == place
    ]
    table = place[0].title if place else ""
    cells = [cell for each in alike for cell in each.lineage.cells]
    return Origin(
        section,
        _SAY.say("sources.listed", table=table, title=words.titled(figure)),
        _SAY.say("sources.listed_count", count=len({each.id for each in alike})),
        words.formula_of_printed(figure, report.case.catalog, _SAY),
        words.whence(cells, _SAY, words.MOST_IN_TABLE, report.case.path.name),
    )
