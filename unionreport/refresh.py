"""Puts today's figures into a report that was edited by hand: the use case behind ``refresh``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from unionreport import exhibits
from unionreport.app import Case, examine, settings
from unionreport.comparing import comparisons, past_figures
from unionreport.contents import contents
from unionreport.document.manifest import read_manifest
from unionreport.document.refreshing import refresh as write_figures
from unionreport.document.workpiece import Now
from unionreport.errors import OutputError, RequestError, TemplateError
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Comparison, Figure
from unionreport.history import in_doubt
from unionreport.outputs import is_taken, write
from unionreport.renewal import Renewal
from unionreport.verifying import read_report, refuse_other

_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Request:
    """How a report is wanted refreshed: in which file, over typed figures, in spite of errors, or only to be told."""

    output: Path | None = None
    force: bool = False
    draft: bool = False
    previous: tuple[Path, ...] = ()
    rehearsed: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a request: what was done to the figures, None where errors in the ledgers forbid it.

    ``written`` is the file, None where nothing had to be or was to be written; ``backup`` is where the report that
    stood there went.
    """

    case: Case
    renewal: Renewal | None = None
    written: Path | None = None
    backup: Path | None = None


def refresh(report: Path, workbook: Path, request: Request, chosen: Path | None) -> Done:
    """Refreshes a report from a workbook, whole or not at all; what stood in its place is kept beside it.

    Nothing is written where the ledgers have errors, unless a draft is wanted. Raises RequestError for what is
    no report of ours, or is another union's or another year's, OutputError where the file wanted is in the way.
    """
    data = read_report(report)
    try:
        manifest = read_manifest(data)
    except TemplateError as error:
        raise RequestError("report-not-word", file=str(report)) from error
    if manifest is None:
        raise RequestError("report-without-manifest", file=report.name)
    target = request.output or report
    _refuse_unfit(target)
    config = settings(workbook, chosen)
    case = examine(workbook, config, request.previous)
    refuse_other(manifest, report, case, config)
    if case.errors and not request.draft:
        return Done(case)
    try:
        done = write_figures(data, now(case), force=request.force)
    except TemplateError as error:
        raise error.inside(report.name) from error
    assert done is not None  # noqa: S101  it has a manifest
    if request.rehearsed or (done.data == data and target == report):
        return Done(case, done.renewal)
    backup = _keep_beside(target)
    write(target, done.data)
    return Done(case, done.renewal, target, backup)


def now(case: Case) -> Now:
    """What an examined workbook says now."""
    doubtful = case.doubtful | in_doubt(case.doubtful) | exhibits.in_doubt(case) if case.errors else frozenset[str]()
    return Now(_figures(case), _exhibits(case), case.path.name, case.ledgers.digest, doubtful)


def _figures(case: Case) -> Callable[[str], Figure | None]:
    """Every figure by id; where a growth cannot be said, the change that a template prints instead of it."""
    known = {**exhibits.cells(case), **past_figures(case), **case.figures, **comparisons(case)}

    def figure(name: str) -> Figure | None:
        found = known.get(name)
        kind, _, rest = name.partition(".")
        if (found is None or found.value is None) and kind == Comparison.GROWTH:
            return known.get(f"{Comparison.CHANGE}.{rest}", found)
        return found

    return figure


def _exhibits(case: Case) -> Callable[[str], FigureTable | Chart | None]:
    """Every table and chart by id, worked out when it is asked for."""
    context = contents(case).context

    def exhibit(name: str) -> FigureTable | Chart | None:
        group, _, rest = name.partition(".")
        made = context.get(group)
        found = made.get(rest) if isinstance(made, Mapping) else None
        return found if isinstance(found, FigureTable | Chart) else None

    return exhibit


def _refuse_unfit(target: Path) -> None:
    """Refuses a file that is there and is no report of ours; OutputError."""
    if not is_taken(target):
        return
    try:
        is_ours = read_manifest(target.read_bytes()) is not None
    except OSError as error:
        raise OutputError("output-unwritable", file=str(target), detail=error.strerror or str(error)) from error
    except TemplateError:
        is_ours = False
    if not is_ours:
        raise OutputError("refresh-in-the-way", file=str(target))


def _keep_beside(target: Path) -> Path | None:
    """Copies the report that stands in the file to ``2023.bak.docx``, or the next free number; an equal one will do."""
    if not is_taken(target):
        return None
    data, is_private = target.read_bytes(), not target.stat().st_mode & _OTHERS
    for number in count(1):
        backup = target.with_name(f"{target.stem}.bak{number if number > 1 else ''}{target.suffix}")
        if not is_taken(backup):
            write(backup, data, private=is_private)
            return backup
        if backup.is_file() and backup.stat().st_size == len(data) and backup.read_bytes() == data:
            return backup
    raise AssertionError  # numbers do not end
