"""Turns an examined workbook into a Word report: the context of the template, the stamp, the file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from unionreport import exhibits, resources
from unionreport.app import Case, examine, settings
from unionreport.config import Config
from unionreport.contents import LANGUAGE, Contents, contents
from unionreport.document.manifest import Manifest, edited_since, read_manifest
from unionreport.document.report import Filled, Stamp, fill
from unionreport.document.styling import lay_out
from unionreport.errors import OutputError, RequestError, TemplateError
from unionreport.history import in_doubt
from unionreport.house import ChartForm
from unionreport.outputs import is_taken, write
from unionreport.printing import pdf_beside, refuse_to_overwrite
from unionreport.provenance import Comments, Wish, tell
from unionreport.remark import Remark
from unionreport.review import remarks
from unionreport.texts import texts

_SOURCE_DATE = "SOURCE_DATE_EPOCH"
_FIRST, _LAST = 315532800, 253402300799  # 1980, which a zip begins with, to 9999


@dataclass(frozen=True, slots=True)
class Request:
    """How a report is wanted: where, by which template, in spite of errors, over an edited file.

    ``previous`` are the workbooks of earlier years, which the ledgers are checked against; ``pdf`` says that a
    PDF will be printed beside the report, so that what is in its way is refused in time. ``comments`` and
    ``sources`` say what the report tells of where its figures came from.
    """

    output: Path | None = None
    template: str | None = None
    draft: bool = False
    force: bool = False
    previous: tuple[Path, ...] = ()
    pdf: bool = False
    comments: Comments = Comments.NONE
    sources: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a request: the file written, or none where errors forbid it.

    ``unplaced`` are the chapters of the narrative (on the sheet ``narrative``) that the template has no
    place for; ``digest`` is that of the report's content, which packing it anew does not change; ``unstyled``
    are the styles that the layout of the configuration changes and the template does not have; ``remarks``
    are what a person should look at in the text; ``comments`` is how many comments were put in.
    """

    case: Case
    written: Path | None = None
    unplaced: tuple[str, ...] = ()
    narrative: str = ""
    digest: str = ""
    unstyled: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    comments: int = 0


def build(path: Path, request: Request, chosen: Path | None) -> Built:
    """Checks, computes, fills and writes the report of one workbook, whole or not at all.

    Nothing is written where the ledgers have errors, unless a draft is wanted, which marks what they
    leave in doubt. Raises TemplateError with the paragraph at fault, OutputError where a report edited by
    hand, or a file that is none of ours, is in the way and overwriting is not forced.
    """
    config = settings(path, chosen)
    case = examine(path, config, request.previous)
    if case.errors and not request.draft:
        return Built(case)
    if case.ledgers.year is None:
        raise RequestError("year-needed", file=path.name)
    output = request.output or path.with_suffix(".docx")
    pdf = pdf_beside(output) if request.pdf else None
    if not request.force:
        _refuse_to_overwrite(output)
        if pdf:
            refuse_to_overwrite(pdf)
    held = contents(case)
    stamp = _stamp(case, held, config.house.charts)
    filled, unstyled = _fill(held, stamp, request, config)
    wish = Wish(request.comments, request.sources, _standing(output))
    told = tell(filled, case, held, stamp, wish)
    write(output, told.data)
    sheet = next((each.sheet for each in case.ledgers.of("narrative")), "")
    noticed = tuple(remarks(filled, case, config.house))
    return Built(case, output, held.narrative.unplaced, sheet, told.digest, unstyled, noticed, told.comments)


def _fill(held: Contents, stamp: Stamp, request: Request, config: Config) -> tuple[Filled, tuple[str, ...]]:
    """The template filled, laid out as the configuration has it; the styles that it lacks for that."""
    template = resources.template(request.template or config.template, config.folder)
    try:
        data, unstyled = template.read_bytes(), tuple[str, ...]()
        if config.house.layout is not None:
            data, unstyled = lay_out(data, config.house.layout)
        return fill(data, held.context, stamp), unstyled
    except TemplateError as error:
        raise error.inside(template.name) from error


def _standing(path: Path) -> Manifest | None:
    """The manifest of the report that is about to be replaced; None where there is no such report."""
    try:
        return read_manifest(path.read_bytes())
    except (OSError, TemplateError):
        return None


def _refuse_to_overwrite(path: Path) -> None:
    if not is_taken(path):
        return
    try:
        edited = edited_since(path.read_bytes())
    except OSError as error:
        raise OutputError("output-unwritable", file=str(path), detail=error.strerror or str(error)) from error
    except TemplateError as error:  # no Word document at all
        raise OutputError("output-in-the-way", file=str(path)) from error
    if edited is None:
        raise OutputError("output-in-the-way", file=str(path))
    if edited:
        raise OutputError("output-edited", file=str(path))


def source_date(seconds: str) -> date | None:
    """The day that SOURCE_DATE_EPOCH names, in UTC (reproducible-builds.org); None where it is not set.

    It dates a report whose ledgers name no date.
    """
    if not seconds:
        return None
    is_number = seconds.isascii() and seconds.isdecimal() and len(seconds) <= len(str(_LAST))
    if not is_number or not _FIRST <= int(seconds) <= _LAST:
        raise RequestError("source-date", value=seconds)
    return datetime.fromtimestamp(int(seconds), UTC).date()


def _stamp(case: Case, held: Contents, charts: ChartForm) -> Stamp:
    name, reported = held.particulars["name"], held.particulars["date"]
    words = texts(LANGUAGE)
    title = words.say("build.title" if name else "build.title_plain", name=name, year=case.ledgers.year)
    return Stamp(
        charts=charts,
        year=case.ledgers.year,
        title=title,
        author=str(name),
        date=reported if isinstance(reported, date) else source_date(os.environ.get(_SOURCE_DATE, "")),
        workbook=case.path.name,
        digest=case.ledgers.digest,
        doubtful=case.doubtful | in_doubt(case.doubtful) | exhibits.in_doubt(case),
    )
