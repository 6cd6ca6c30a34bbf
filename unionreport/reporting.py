"""Turns an examined workbook into a Word report: the context of the template, the stamp, the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from unionreport import resources
from unionreport.app import Case, examine, settings
from unionreport.document.context import Narrative, Particular
from unionreport.document.context import build as build_context
from unionreport.document.manifest import edited_since
from unionreport.document.report import Stamp, fill
from unionreport.errors import OutputError, RequestError, TemplateError
from unionreport.output.wording import message
from unionreport.outputs import write
from unionreport.texts import texts

_LANGUAGE = "zh"  # a report is Chinese whatever language the command line speaks


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
    narrative = Narrative(_chapters(case))
    accepted = _accepted(case)
    context = build_context(case.figures, _particulars(case), narrative, case.ledgers.year, accepted)
    template = resources.template(request.template or config.template)
    try:
        filled = fill(template.read_bytes(), context, _stamp(case))
    except TemplateError as error:
        raise error.inside(template.name) from error
    write(output, filled.data)
    sheet = next((each.sheet for each in case.ledgers.of("narrative")), "")
    return Built(case, output, narrative.unplaced, sheet, hashlib.sha256(filled.data).hexdigest())


def _accepted(case: Case) -> list[dict[str, str]]:
    """What the union accepted, for the audit committee: rule, sheet, reason and message of each."""
    words = texts(_LANGUAGE)
    return [
        {
            "rule": words.say(f"rules.{each.rule.name}.title"),
            "sheet": each.finding.place.sheet,
            "reason": each.accepted,
            "message": message(each, words),
        }
        for each in case.checked.accepted
    ]


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


def _stamp(case: Case) -> Stamp:
    particulars = _particulars(case)
    name, reported = particulars["name"], particulars["date"]
    words = texts(_LANGUAGE)
    title = words.say("build.title" if name else "build.title_plain", name=name, year=case.ledgers.year)
    return Stamp(
        title=title,
        author=str(name),
        date=reported if isinstance(reported, date) else None,
        workbook=case.path.name,
        digest=case.ledgers.digest,
        doubtful=case.doubtful,
    )


def _particulars(case: Case) -> dict[str, Particular]:
    """The union's name, congress, reporter and so on from 基本情况; empty texts where it says nothing."""
    schema = case.catalog.ledgers["profile"]
    found: dict[str, Particular] = {
        name: "" for name, item in schema.items.items() if f"profile.{name}" not in case.figures
    }
    for ledger in case.ledgers.of("profile"):
        for name, value in zip(ledger.rows["item"], ledger.rows["value"], strict=True):
            if name in found and isinstance(value, str | date):
                found[name] = value
    return found


def _chapters(case: Case) -> dict[str, list[str]]:
    """The paragraphs of 报告文字 by chapter, in the order given there."""
    chapters: dict[str, list[str]] = {}
    for ledger in case.ledgers.of("narrative"):
        rows = ledger.rows.dropna(subset=["chapter", "text"]) if {"chapter", "text"} <= set(ledger.rows) else None
        if rows is None:
            continue
        if "order" in rows:
            rows = rows.sort_values("order", kind="stable", na_position="last")
        for chapter, text in zip(rows["chapter"], rows["text"], strict=True):
            chapters.setdefault(chapter, []).append(text)
    return chapters
