"""Turns an examined workbook into a Word report: the context of the template, the stamp, the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from unionreport import resources
from unionreport.app import Case, examine, settings
from unionreport.contents import LANGUAGE, Contents, contents
from unionreport.document.manifest import edited_since
from unionreport.document.report import Stamp, fill
from unionreport.errors import OutputError, RequestError, TemplateError
from unionreport.outputs import write
from unionreport.texts import texts


@dataclass(frozen=True, slots=True)
class Request:
    """How a report is wanted: where, by which template, in spite of errors, over an edited file.

    ``previous`` are the workbooks of earlier years, which the ledgers are checked against.
    """

    output: Path | None = None
    template: str | None = None
    draft: bool = False
    force: bool = False
    previous: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a request: the file written, or none where errors forbid it.

    ``unplaced`` are the chapters of the narrative (on the sheet ``narrative``) that the template has no
    place for; ``digest`` is the sha256 of the file.
    """

    case: Case
    written: Path | None = None
    unplaced: tuple[str, ...] = ()
    narrative: str = ""
    digest: str = ""


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
    if not request.force:
        _refuse_to_overwrite(output)
    held = contents(case)
    template = resources.template(request.template or config.template)
    try:
        filled = fill(template.read_bytes(), held.context, _stamp(case, held))
    except TemplateError as error:
        raise error.inside(template.name) from error
    write(output, filled.data)
    sheet = next((each.sheet for each in case.ledgers.of("narrative")), "")
    return Built(case, output, held.narrative.unplaced, sheet, hashlib.sha256(filled.data).hexdigest())


def _refuse_to_overwrite(path: Path) -> None:
    if not path.exists():
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


def _stamp(case: Case, held: Contents) -> Stamp:
    name, reported = held.particulars["name"], held.particulars["date"]
    words = texts(LANGUAGE)
    title = words.say("build.title" if name else "build.title_plain", name=name, year=case.ledgers.year)
    return Stamp(
        title=title,
        author=str(name),
        date=reported if isinstance(reported, date) else None,
        workbook=case.path.name,
        digest=case.ledgers.digest,
        doubtful=case.doubtful,
    )
