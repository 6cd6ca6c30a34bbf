"""Writes the marked copy of a workbook: read again, findings put in, written whole and for its owner alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from unionreport import outputs
from unionreport.errors import OutputError, RequestError
from unionreport.judgement import Checked
from unionreport.texts import Texts

if TYPE_CHECKING:
    from unionreport.output.marked import Copy

SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True)
class Marked:
    """The copy that was written, and in sentences what it does not keep of the workbook."""

    written: Path
    remarks: tuple[str, ...]


def refuse_unfit(sources: list[Path], output: Path) -> None:
    """Refuses, before any work, a copy that cannot be made or whose place is taken.

    One workbook is marked at a time, never itself; what stands there already is replaced only where it is
    a marked copy of ours that nobody saved since. Raises RequestError and OutputError.
    """
    from unionreport.output import seal

    if len(sources) != 1 or sources[0].is_dir():
        raise RequestError("one-marked")
    if output.suffix.lower() != SUFFIX:
        raise OutputError("marked-suffix", file=str(output))
    if not outputs.is_taken(output):
        return
    if sources[0].exists() and output.samefile(sources[0]):
        raise OutputError("marked-is-source", file=str(output))
    try:
        broken = seal.is_broken(output.read_bytes())
    except OSError as error:
        raise OutputError("output-unwritable", file=str(output), detail=error.strerror or str(error)) from error
    if broken is None:
        raise OutputError("marked-in-the-way", file=str(output))
    if broken:
        raise OutputError("marked-edited", file=str(output))


def write(path: Path, output: Path, checked: Checked, texts: Texts) -> Marked:
    """The marked copy of a workbook; of one that openpyxl cannot copy, a fresh workbook with its values."""
    from unionreport.output import copying

    try:
        copy, data = _copied(path.read_bytes(), checked, texts)
    except copying.REFUSALS:
        copy, data = _fresh(path, checked, texts)
    outputs.write(output, data, private=True)
    return Marked(output, tuple(copy.remarks))


def _copied(data: bytes, checked: Checked, texts: Texts) -> tuple[Copy, bytes]:
    from unionreport.output.copying import copy_of
    from unionreport.output.losses import losses
    from unionreport.output.marked import Copy, unmark
    from unionreport.output.seal import is_broken

    book = copy_of(data)
    lost = [texts.say(f"marked.lost.{kind}") for kind in losses(data, book)]
    remarks = [texts.say("marked.lost_these", kinds=texts.say("marked.comma").join(lost))] if lost else []
    if is_broken(data) is not None:
        unmark(book)
    copy = Copy(book, remarks=tuple(remarks))
    return copy, _finished(copy, checked, texts)


def _fresh(path: Path, checked: Checked, texts: Texts) -> tuple[Copy, bytes]:
    from unionreport import workbook
    from unionreport.output.copying import fresh
    from unionreport.output.marked import Copy

    sheets = {sheet.name: sheet.rows for sheet in workbook.read(path).sheets}
    book, titles = fresh(sheets)
    copy = Copy(book, titles, (texts.say("marked.values_only", file=path.name),))
    return copy, _finished(copy, checked, texts)


def _finished(copy: Copy, checked: Checked, texts: Texts) -> bytes:
    from unionreport.output import seal
    from unionreport.output.copying import file_bytes
    from unionreport.output.marked import mark

    seal.prepare(copy.book)
    mark(copy, checked, texts)
    return seal.seal(file_bytes(copy.book))
