"""Holds a finished report against the ledgers of its year: the use case behind ``verify``, and its marked copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from unionreport import exhibits, outputs
from unionreport.app import Case, examine, settings
from unionreport.comparing import comparisons, past_figures
from unionreport.config import Config
from unionreport.contents import contents
from unionreport.document.anchors import Anchor, carries_comments
from unionreport.document.comments import Comment, add_comments
from unionreport.document.manifest import Manifest
from unionreport.document.package import read_package, write_package
from unionreport.document.place import FILE, TemplatePlace
from unionreport.document.standing import Standings, read_standings
from unionreport.document.unsourced import Known
from unionreport.document.verification import Today
from unionreport.document.verification import verify as judge
from unionreport.errors import RequestError, TemplateError
from unionreport.exhibit import Chart, FigureTable
from unionreport.hanzi import LETTERS
from unionreport.history import is_same_union, union_name
from unionreport.output.verdicts import comment
from unionreport.schema import Catalog
from unionreport.tableschema import CHARTS, PREFIX
from unionreport.texts import Texts
from unionreport.verdict import Verification

_SHORT = 2
_NUMERALS = frozenset(LETTERS) | frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Verified:
    """A report and what was found in it; ``changed`` says that the workbook is not the one it was made of."""

    report: Path
    case: Case
    verification: Verification
    changed: bool


def verify(report: Path, workbook: Path, previous: tuple[Path, ...], chosen: Path | None) -> Verified:
    """Holds a report against a workbook, and those of earlier years where its comparisons need them.

    Raises TemplateError for what is no Word document, RequestError for a document without our manifest, and for a
    report of another union or another year than the workbook's.
    """
    data = read_report(report)
    try:
        parts = read_package(data)
        standings = read_standings(parts)
    except TemplateError as error:
        raise error.inside(report.name) from error
    if standings is None:
        raise RequestError("report-without-manifest", file=report.name)
    config = settings(workbook, chosen)
    case = examine(workbook, config, previous)
    refuse_other(standings.manifest, report, case, config)
    found = judge(parts, standings, today(case, config, standings))
    return Verified(report, case, found, standings.manifest.digest != case.ledgers.digest)


def read_report(path: Path) -> bytes:
    """The bytes of a report; RequestError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise RequestError("report-unreadable", file=str(path), detail=error.strerror or str(error)) from error


def refuse_other(manifest: Manifest, report: Path, case: Case, config: Config) -> None:
    """Refuses a workbook of another union, or of another year, than the report was made of; RequestError."""
    own, year = union_name(case.ledgers), str(case.ledgers.year or "")
    told = {"file": report.name, "workbook": case.path.name}
    if manifest.union and own and not is_same_union(manifest.union, (own, *config.former_names)):
        raise RequestError("report-other-union", **told, union=manifest.union, own=own)
    if manifest.year and year and manifest.year != year:
        raise RequestError("report-other-year", **told, year=manifest.year, own=year)


def today(case: Case, config: Config, standings: Standings) -> Today:
    """All that a workbook says now of what stands in a report."""
    told = {**case.figures, **comparisons(case)}
    figures = {**exhibits.cells(case), **past_figures(case), **told}
    known = Known(
        config.constants,
        frozenset(each.unit for each in case.catalog.figures.values() if each.unit not in ("", "%")),
        fixed_words(case.catalog),
        told,
        _narrative(case),
    )
    return Today(figures, case.catalog, config.house, _exhibits(case, standings.manifest), known)


def _exhibits(case: Case, manifest: Manifest) -> dict[str, FigureTable | Chart]:
    """The tables and charts of a report as they would be now, by id."""
    context = contents(case).context
    found: dict[str, FigureTable | Chart] = {}
    for shown in manifest.exhibits:
        id_ = getattr(shown, "table", "") or getattr(shown, "chart", "")
        group, _, name = id_.partition(".")
        made = context.get(group) if group in (PREFIX, CHARTS) else None
        exhibit = made.get(name) if isinstance(made, Mapping) else None
        if isinstance(exhibit, FigureTable | Chart):
            found[id_] = exhibit
    return found


def fixed_words(catalog: Catalog) -> frozenset[str]:
    """The names in a catalog that have numerals in them (4050社保补贴), which count nothing."""
    fields = [each for ledger in catalog.ledgers.values() for each in ledger.fields.values()]
    names = {name for each in fields for name in (*each.enum, *each.synonyms)}
    return frozenset(name for name in names if len(name) > _SHORT and _NUMERALS & set(name))


def _narrative(case: Case) -> tuple[str, ...]:
    """The union's own paragraphs."""
    found = []
    for ledger in case.ledgers.of("narrative"):
        found += [str(text) for _, text in ledger.values("text")]
    return tuple(found)


def mark(done: Verified, output: Path, texts: Texts) -> None:
    """Writes a copy of the report with a comment at each finding; all else is as it was.

    What stands where Word has no comments is told on the first paragraph, with its place.
    """
    parts = read_package(read_report(done.report))
    comments = []
    for each in done.verification.findings:
        place = each.place if isinstance(each.place, TemplatePlace) else FILE
        text = comment(each, texts)
        if not carries_comments(place):
            text = f"{texts.place(place)} {text}"
        comments.append(Comment(text, Anchor(place, each.shown, each.bookmark)))
    outputs.write(output, write_package(add_comments(parts, comments)))
