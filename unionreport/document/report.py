"""Filling a Word template with the figures and texts of a report."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from unionreport.document.assembly import assemble
from unionreport.document.controls import Control, ControlWriter
from unionreport.document.identities import settle_identities
from unionreport.document.language import Language
from unionreport.document.manifest import Entry, Manifest, addresses, content_digest, with_manifest
from unionreport.document.package import Parts, part_bytes, write_package
from unionreport.document.properties import with_properties
from unionreport.document.rendering import Context, Program, run
from unionreport.document.stories import StoryPart
from unionreport.document.template import read_template
from unionreport.figure import Figure


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a report says of its making: properties, the workbook's name and digest, the figures in doubt (draft)."""

    title: str = ""
    author: str = ""
    date: datetime.date | None = None
    workbook: str = ""
    digest: str = ""
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filled:
    """A finished report: the bytes of its file, and every figure as printed, with its control, in document order."""

    data: bytes
    printed: tuple[Figure, ...]
    controls: tuple[Control, ...]


@dataclass(slots=True)
class _Filling:
    language: Language
    context: Context
    writer: ControlWriter
    figures: list[Figure] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)


def fill(template: bytes, context: Context, stamp: Stamp) -> Filled:
    """The template filled with the context's figures, texts, whole numbers and dates; equal inputs give equal bytes.

    ``template`` is a .docx. Raises `TemplateError`, with the place, for the first thing that is wrong in it;
    `template.lint` has them all.
    """
    language = Language()
    read = read_template(template, language, context)
    for error in read.errors:
        raise error
    filling = _Filling(language, context, ControlWriter(stamp.doubtful))
    roots = {part.name: _fill_story(filling, part, program) for part, program in read.programs}
    settle_identities(roots.values())
    parts = {**read.parts, **{name: part_bytes(root) for name, root in roots.items()}}
    parts = dict(with_properties(parts, stamp.title, stamp.author, stamp.date))
    manifest = _describe(filling, stamp, template, parts)
    data = write_package(with_manifest(parts, manifest))
    return Filled(data, tuple(filling.figures), tuple(filling.controls))


def _fill_story(filling: _Filling, part: StoryPart, program: Program) -> Element:
    stream = run(program, filling.context)

    def wrap(run_: Element, figure: Figure) -> None:
        bookmark = filling.writer.wrap(run_, figure)
        filling.figures.append(figure)
        filling.controls.append(Control(figure.id, figure.style, figure.shown, bookmark, part.name))

    return assemble(program.script, stream, filling.language.printed, wrap)


def _describe(filling: _Filling, stamp: Stamp, template: bytes, parts: Parts) -> Manifest:
    entries = tuple(
        _entry(figure, control, stamp.workbook)
        for figure, control in zip(filling.figures, filling.controls, strict=True)
    )
    made_of = hashlib.sha256(template).hexdigest()
    return Manifest(stamp.workbook, stamp.digest, made_of, content_digest(parts), entries)


def _entry(figure: Figure, control: Control, workbook: str) -> Entry:
    cells = addresses(figure.lineage.cells, workbook)
    return Entry(control.bookmark, figure.id, figure.style, control.text, str(figure.value), figure.unit, cells)
