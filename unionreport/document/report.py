"""Filling a Word template with the figures and texts of a report."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from unionreport.document.assembly import Makers, assemble
from unionreport.document.constants import constants
from unionreport.document.controls import Control, ControlWriter
from unionreport.document.exhibits import ExhibitWriter, looks_of
from unionreport.document.identities import settle_identities
from unionreport.document.language import Language
from unionreport.document.manifest import Entry, Manifest, addresses, content_digest, with_manifest
from unionreport.document.package import Parts, parse_part, part_bytes, write_package
from unionreport.document.properties import with_properties
from unionreport.document.relations import main_part, related
from unionreport.document.rendering import Context, Program, run
from unionreport.document.shown import ShownChart, ShownTable
from unionreport.document.signature import settle_signatures
from unionreport.document.stories import StoryPart
from unionreport.document.template import ready
from unionreport.document.wordml import BOOKMARK_START, NAME
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure
from unionreport.house import ChartForm


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a report says of its making: properties, the workbook's name and digest, the figures in doubt (draft).

    ``charts`` is how its charts are put in.
    """

    title: str = ""
    author: str = ""
    date: datetime.date | None = None
    workbook: str = ""
    digest: str = ""
    doubtful: frozenset[str] = frozenset()
    charts: ChartForm = ChartForm.NATIVE
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A finished report: its file and the manifest in it, every figure as printed, with its control, in document order.

    ``exhibits`` are its tables and charts as its manifest tells of them.
    """

    data: bytes
    manifest: Manifest
    printed: tuple[Figure, ...]
    controls: tuple[Control, ...]
    exhibits: tuple[ShownTable | ShownChart, ...] = ()


@dataclass(slots=True)
class _Filling:
    language: Language
    context: Context
    writer: ControlWriter
    exhibits: ExhibitWriter
    figures: list[Figure] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)


def fill(template: bytes, context: Context, stamp: Stamp) -> Filled:
    """The template filled with the context's figures, texts, whole numbers and dates; equal inputs give equal bytes.

    ``template`` is a .docx. Raises `TemplateError`, with the place, for the first thing that is wrong in it;
    `template.lint` has them all.
    """
    read = ready(template, context)
    exhibits = ExhibitWriter(read.parts, stamp.charts, looks_of(read.parts))
    filling = _Filling(Language(), context, ControlWriter(stamp.doubtful), exhibits)
    roots = {part.name: _fill_story(filling, part, program) for part, program in read.programs}
    settle_identities(roots.values())
    _sign(read.parts, roots)
    parts = {**exhibits.parts, **{name: part_bytes(root) for name, root in roots.items()}}
    parts = dict(with_properties(parts, stamp.title, stamp.author, stamp.date))
    shown = [each.bookmark for each in exhibits.shown]
    fixed = constants(read.fixed, [replace(part, root=roots[part.name]) for part, _ in read.programs], shown)
    manifest = replace(_describe(filling, stamp), template=read.digest, content=content_digest(parts), constants=fixed)
    data = write_package(with_manifest(parts, manifest))
    return Filled(data, manifest, tuple(filling.figures), tuple(filling.controls), tuple(exhibits.shown))


def _sign(parts: Parts, roots: Mapping[str, Element]) -> None:
    main = main_part(parts)
    for name in related(parts, main, "styles"):
        settle_signatures(roots[main], parse_part(parts, name))


def _fill_story(filling: _Filling, part: StoryPart, program: Program) -> Element:
    stream = run(filling.language, program, filling.context)

    found: dict[str, tuple[Figure, Control]] = {}

    def wrap(run_: Element, figure: Figure) -> None:
        bookmark = filling.writer.wrap(run_, figure)
        found[bookmark] = figure, Control(figure.id, figure.style, figure.shown, bookmark, part.name)

    def show(paragraph: Element, exhibit: FigureTable | Chart) -> None:
        filling.exhibits.show(paragraph, exhibit, wrap)

    root = assemble(program.script, stream, filling.language.printed, Makers(wrap, show))
    names = [mark.get(NAME, "") for mark in root.iter(BOOKMARK_START)]
    kept = [found[name] for name in names if name in found]  # in document order, without what merging took away
    filling.figures += [figure for figure, _ in kept]
    filling.controls += [control for _, control in kept]
    return root


def _describe(filling: _Filling, stamp: Stamp) -> Manifest:
    """The manifest, as far as what was filled in tells it."""
    entries = tuple(
        replace(entry_of(figure, control, stamp.workbook), doubtful=figure.id in stamp.doubtful)
        for figure, control in zip(filling.figures, filling.controls, strict=True)
    )
    shown = tuple(filling.exhibits.shown)
    return Manifest(stamp.workbook, stamp.digest, "", "", entries, shown, (), stamp.author, str(stamp.year or ""))


def entry_of(figure: Figure, control: Control, workbook: str) -> Entry:
    """What the manifest tells of one printing of a figure."""
    cells = addresses(figure.lineage.cells, workbook)
    return Entry(control.bookmark, figure.id, figure.style, control.text, str(figure.value), figure.unit, cells)
