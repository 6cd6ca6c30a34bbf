"""Prints finished reports as PDF, all by one run of the office, and proves that nothing was lost on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from unionreport.document.collation import Loss, losses, without_numbers
from unionreport.document.passages import Passage, has_page_numbers, passages, squeeze
from unionreport.document.pdf import is_ours, page_texts, with_mark
from unionreport.errors import OutputError, RequestError, UnionReportError
from unionreport.office import Converted, convert, find_office
from unionreport.outputs import write

MOST_SHOWN = 5
_MOST_LOSSES = 100


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of one report: the PDF written beside it, or the errors, the reason first and then what is lost."""

    report: Path
    pdf: Path | None = None
    errors: tuple[UnionReportError, ...] = ()


def pdf_beside(report: Path) -> Path:
    """Where the PDF of a report goes; raises RequestError where the report itself is called .pdf."""
    pdf = report.with_suffix(".pdf")
    if pdf == report or report.suffix.lower() == ".pdf":
        raise RequestError("pdf-output", file=str(report))
    return pdf


def refuse_to_overwrite(pdf: Path) -> None:
    """Raises OutputError where a PDF is in the way that is none of ours, or was signed or annotated since."""
    try:
        data = pdf.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError("output-unwritable", file=str(pdf), detail=error.strerror or str(error)) from error
    if not is_ours(data):
        raise OutputError("pdf-in-the-way", file=str(pdf))


def print_reports(reports: Sequence[Path]) -> list[Printed]:
    """Writes the PDF of each .docx beside it, whole or not at all; what fails at one does not touch the others.

    A PDF that lacks a figure or any text of its report is not written; an older one stays. Raises
    RequestError where there is no office.
    """
    if not reports:
        return []
    office = find_office()
    documents = [path.read_bytes() for path in reports]
    converted = convert([with_mark(each) for each in documents], office)
    return [_finish(*each) for each in zip(reports, documents, converted, strict=True)]


def _finish(report: Path, document: bytes, converted: Converted) -> Printed:
    pdf = pdf_beside(report)
    errors = _errors(report, document, converted)
    if not errors:
        try:
            write(pdf, converted.data)
        except OutputError as error:
            errors = (error,)
    if not errors:
        return Printed(report, pdf)
    if pdf.exists():
        errors = (*errors, OutputError("pdf-older", file=str(pdf)))
    return Printed(report, None, errors)


def _errors(report: Path, document: bytes, converted: Converted) -> tuple[UnionReportError, ...]:
    if converted.failure:
        return (OutputError(converted.failure, file=str(report), detail=converted.detail),)
    pages = page_texts(converted.data)
    if pages is None:
        return (OutputError("pdf-nothing", file=str(report), detail=""),)
    wanted = passages(document)
    bare = without_numbers(pages) if has_page_numbers(document) else [squeeze(page) for page in pages]
    lost = list(islice(losses(wanted, bare), _MOST_LOSSES))
    return _complaint(report, wanted, lost)


def _complaint(report: Path, wanted: Sequence[Passage], lost: Sequence[Loss]) -> tuple[UnionReportError, ...]:
    if not lost:
        return ()
    most = min(_MOST_LOSSES * 200, sum(len(each.text) for each in wanted))
    if 2 * sum(len(each.text) for each in lost) > most:  # signs without a font
        return (OutputError("pdf-fonts", file=str(report)),)
    count = f"{len(lost)}+" if len(lost) == _MOST_LOSSES else str(len(lost))
    ranked = sorted(lost, key=lambda each: not each.figures)  # figures first
    named = [error for each in ranked for error in _named(each)]
    return (OutputError("pdf-incomplete", file=str(report), count=count), *named[:MOST_SHOWN])


def _named(loss: Loss) -> list[UnionReportError]:
    if not loss.figures:
        return [OutputError("pdf-lost-text", place=loss.place, text=loss.text[:40])]
    return [
        OutputError("pdf-lost-figure", place=loss.place, figure=each.figure, text=each.text) for each in loss.figures
    ]
