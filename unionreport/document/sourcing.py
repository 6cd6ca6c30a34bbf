"""The sources of its figures put into a finished report: comments on them, and the table 数据出处 behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from unionreport.document.anchors import Anchor
from unionreport.document.appendix import Origin, append_origins, blocks
from unionreport.document.comments import Comment, add_comments
from unionreport.document.constants import quantities
from unionreport.document.controls import Control, ControlWriter
from unionreport.document.exhibits import looks_of
from unionreport.document.identities import settle_identities
from unionreport.document.inline import own_text
from unionreport.document.manifest import Constant, Entry, Manifest, content_digest, manifest_of, with_manifest
from unionreport.document.package import Parts, part_bytes, read_package, write_package
from unionreport.document.report import Filled, Stamp, entry_of
from unionreport.document.stories import stories
from unionreport.document.wordml import CONTROL, CONTROL_FORMAT, ID, PARAGRAPH, VAL
from unionreport.figure import Figure

_NEAR = 5


@dataclass(frozen=True, slots=True)
class Sources:
    """What is to be told of the sources: comments by the bookmark they are about, lines of the table 数据出处.

    A comment under an empty bookmark is about no place in the body; it stands on the first paragraph.
    """

    comments: Sequence[tuple[str, str]] = ()
    origins: Sequence[Origin] = ()


def with_sources(filled: Filled, sources: Sources, stamp: Stamp) -> bytes:
    """The report with its sources told; its manifest knows of it, so that it does not count as edited.

    Comments are dated as the report is. Equal inputs give equal bytes.
    """
    parts = read_package(filled.data)
    manifest = manifest_of(parts)
    if manifest is None or not (sources.comments or sources.origins):
        return filled.data
    if sources.origins:
        parts, manifest = _with_origins(parts, manifest, filled, sources.origins, stamp)
    comments = [Comment(text, Anchor(bookmark=bookmark)) for bookmark, text in sources.comments]
    parts = add_comments(parts, comments, stamp.date)
    return write_package(with_manifest(parts, replace(manifest, content=content_digest(parts))))


def _with_origins(
    parts: Parts, manifest: Manifest, filled: Filled, origins: Sequence[Origin], stamp: Stamp
) -> tuple[Parts, Manifest]:
    """The parts with the table behind the text, and the manifest with its figures and its fixed numbers."""
    found, entries = stories(parts), list[Entry]()
    root, writer = found[0].root, _writer(filled, found[0].root, stamp)

    def wrap(run: Element, figure: Figure) -> None:
        control = Control(figure.id, figure.style, figure.shown, writer.wrap(run, figure), found[0].name)
        entry = entry_of(figure, control, stamp.workbook)
        entries.append(replace(entry, doubtful=figure.id in stamp.doubtful))

    append_origins(root, looks_of(parts), origins, stamp.workbook, wrap)
    settle_identities(each.root for each in found)
    changed: Mapping[str, bytes] = {each.name: part_bytes(each.root) for each in found}
    fixed = (*manifest.constants, *_constants(root))
    return {**parts, **changed}, replace(manifest, entries=(*manifest.entries, *entries), constants=fixed)


def _constants(root: Element) -> Iterator[Constant]:
    """The numbers in the words of the table: in formulas, names and counts, not in the controls of its figures."""
    paragraphs = (each for block in blocks(root) for each in block.iter(PARAGRAPH))
    for text in (own_text(each) for each in paragraphs if each.find(CONTROL) is None):
        for number in quantities(text):
            yield Constant(number.printed, text[max(0, number.start - _NEAR) : number.stop + _NEAR])


def _writer(filled: Filled, root: Element, stamp: Stamp) -> ControlWriter:
    """A writer of controls that goes on where the report's own ended."""
    numbers = (each.get(VAL, "") for each in root.iterfind(f".//{CONTROL_FORMAT}/{ID}"))
    counts = Counter[str]()
    for each in filled.controls:
        counts[each.figure] = max(counts[each.figure], int(each.bookmark.rpartition("_")[2]))
    return ControlWriter(stamp.doubtful, counts, {int(each) for each in numbers if each.isdecimal()})
