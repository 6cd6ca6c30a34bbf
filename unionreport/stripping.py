"""Writes the clean copy of a report, for print: nothing of ours but its words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from unionreport import outputs
from unionreport.document.cleaning import Remainder, clean_copy, remainder
from unionreport.document.package import read_package, write_package
from unionreport.errors import OutputError, RequestError, TemplateError

SUFFIX = ".docx"


@dataclass(frozen=True, slots=True)
class Stripped:
    """The clean copy that was written, whether anything had to go, and what of other people is still in it."""

    written: Path
    changed: bool
    left: Remainder


def strip(report: Path, output: Path | None = None, *, force: bool = False, everybody: bool = False) -> Stripped:
    """Writes the clean copy, ``REPORT-clean.docx`` beside the report unless told where, whole or not at all.

    ``everybody`` takes out the comments of other people too. What exists, the report itself above all, is
    overwritten only where it is forced. Raises OutputError for that, RequestError for what is no .docx.
    """
    target = output or report.with_name(f"{report.stem}-clean{SUFFIX}")
    data = _read(report)
    if target.suffix.lower() != SUFFIX:
        raise OutputError("strip-suffix", file=str(target))
    if outputs.is_taken(target) and not force:
        is_source = target.samefile(report)
        raise OutputError("strip-is-source" if is_source else "strip-in-the-way", file=str(target))
    try:
        parts = read_package(data)
        cleaned = clean_copy(parts, everybody=everybody)
        left = remainder(cleaned)
    except TemplateError as error:
        raise RequestError("report-not-word", file=str(report)) from error
    outputs.write(target, data if cleaned is parts else write_package(cleaned))
    return Stripped(target, cleaned is not parts, left)


def _read(report: Path) -> bytes:
    try:
        return report.read_bytes()
    except OSError as error:
        raise RequestError("report-unopened", file=str(report), detail=error.strerror or str(error)) from error
