"""What a report says of itself: its ledger, its template and each figure as printed, in a custom XML part.

The content digest is over the parts, not the zip, so that packing a report anew does not change it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from unionreport.document.package import (
    CONTENT_TYPES,
    Parts,
    parse_part,
    part_bytes,
    read_package,
    with_content_type,
)
from unionreport.document.relations import OFFICE, main_part, related, with_relation
from unionreport.document.removal import without_parts
from unionreport.document.shown import ShownChart, ShownTable, read_shown, write_shown
from unionreport.document.wordml import clean
from unionreport.errors import TemplateError
from unionreport.places import Place, brief

NAMESPACE = "urn:unionreport:manifest:1"
_EXHIBITS = (f"{{{NAMESPACE}}}table", f"{{{NAMESPACE}}}chart")  # optional: older reports have figures only
_CONSTANT = f"{{{NAMESPACE}}}constant"
_MOST_RUNS = 100
_UNSURE = f"{{{NAMESPACE}}}unsure"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_STORE_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One printing of a figure: ``value`` is exact as `Figure.value` writes it, ``cells`` are addresses.

    ``doubtful`` ones were printed in red, in a draft.
    """

    bookmark: str
    figure: str
    style: str
    text: str
    value: str
    unit: str
    cells: tuple[str, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Constant:
    """A fixed number of the template's or the product's own words: ``near`` is it with the words around it."""

    text: str
    near: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The workbook's name and digest, the template's digest, the content's digest, every printed figure and exhibit.

    ``constants`` are its fixed numbers; ``union`` and ``year`` say whose report it is. Reports of older versions
    have none of these. ``unsure`` are texts of figures that stand in it without tag and bookmark and could not be
    told apart: by such a text nothing is known ever after.
    """

    workbook: str
    digest: str
    template: str
    content: str
    entries: tuple[Entry, ...]
    exhibits: tuple[ShownTable | ShownChart, ...] = ()
    constants: tuple[Constant, ...] = ()
    union: str = ""
    year: str = ""
    unsure: tuple[str, ...] = ()


def addresses(cells: Sequence[Place], workbook: str) -> tuple[str, ...]:
    """Addresses as Excel writes them; another workbook's name stands before them, ``[2022.xlsx]帮扶发放!D4``.

    Of a column whose cells lie scattered over a very long sheet, the stretch that holds them all.
    """
    known = brief(cells, _MOST_RUNS)
    return tuple(f"[{each.file}]{each.address}" if each.file != workbook else each.address for each in known)


def content_digest(parts: Parts) -> str:
    """The sha256 of the names and digests of all parts with content; not of manifest, properties and package lists."""
    own = _own_parts(parts)
    lines = [
        f"{name} {hashlib.sha256(data).hexdigest()}\n"
        for name, data in sorted(parts.items())
        if name not in own and not name.startswith("docProps/") and not _is_list(name)
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _is_list(name: str) -> bool:
    return name == CONTENT_TYPES or name.endswith(".rels")


def _own_parts(parts: Parts) -> set[str]:
    item = _find(parts)
    return {item, *related(parts, item, "customXmlProps")} if item else set()


def _find(parts: Parts) -> str:
    """The name of the manifest's part, which editors rename; empty if there is none."""
    for name in related(parts, main_part(parts), "customXml"):
        try:
            root = parse_part(parts, name)
        except TemplateError:
            continue
        if root.tag == f"{{{NAMESPACE}}}manifest":
            return name
    return ""


def with_manifest(parts: Parts, manifest: Manifest) -> Parts:
    """The parts with the manifest among them, in the place of an older one."""
    item = _find(parts) or _free_name(parts)
    store = next(iter(related(parts, item, "customXmlProps")), item.replace("/item", "/itemProps"))
    added = {**parts, item: part_bytes(_write(manifest)), store: part_bytes(_store(manifest.content))}
    added = dict(with_relation(added, main_part(parts), f"{OFFICE}/customXml", item))
    added = dict(with_relation(added, item, f"{OFFICE}/customXmlProps", store))
    return with_content_type(with_content_type(added, item, "application/xml"), store, _STORE_TYPE)


def with_renewed_manifest(parts: Parts, manifest: Manifest) -> Parts:
    """The parts of a report with the manifest instead of the one it has, everything else as it is."""
    return {**parts, _find(parts): part_bytes(_write(manifest))}


def without_manifest(parts: Parts) -> Parts:
    """The parts without the manifest, for a document that is no report any more."""
    own = _own_parts(parts)
    return without_parts(parts, own) if own else parts


def _free_name(parts: Parts) -> str:
    numbers = range(1, len(parts) + 2)
    names = (f"customXml/item{number}.xml" for number in numbers)
    return next(name for name in names if name not in parts and name.replace("/item", "/itemProps") not in parts)


def _store(digest: str) -> Element:
    """The data store item that Word wants beside a custom part (22.5); its id comes of the content."""
    hexes = digest[:32].upper()
    guid = "-".join((hexes[:8], hexes[8:12], hexes[12:16], hexes[16:20], hexes[20:]))
    root = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    root.set(f"{{{_STORE}}}itemID", f"{{{guid}}}")
    references = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", NAMESPACE)
    return root


def _write(manifest: Manifest) -> Element:
    root = etree.Element(f"{{{NAMESPACE}}}manifest", nsmap={"ur": NAMESPACE})
    for name in ("workbook", "digest", "template", "content", "union", "year"):
        root.set(name, clean(getattr(manifest, name)))
    root.extend([write_shown(each, NAMESPACE) for each in manifest.exhibits])
    for each in manifest.constants:
        named = {"text": clean(each.text), "near": clean(each.near), "count": str(each.count)}
        etree.SubElement(root, _CONSTANT, named)
    for text in manifest.unsure:
        etree.SubElement(root, _UNSURE).text = clean(text)
    for entry in manifest.entries:
        made = etree.SubElement(root, f"{{{NAMESPACE}}}figure")
        for name in ("bookmark", "figure", "style", "text", "value", "unit"):
            made.set(name, clean(getattr(entry, name)))
        if entry.doubtful:
            made.set("doubtful", "true")
        for cell in entry.cells:
            etree.SubElement(made, f"{{{NAMESPACE}}}cells").text = clean(cell)
    return root


def read_manifest(document: bytes) -> Manifest | None:
    """The manifest of a document, None if it has none; raises `TemplateError` for a file that is no .docx."""
    return manifest_of(read_package(document))


def manifest_of(parts: Parts) -> Manifest | None:
    """The manifest among the parts of a document; None if there is none."""
    item = _find(parts)
    if not item:
        return None
    root = parse_part(parts, item)
    workbook, digest, template, content = (root.get(name, "") for name in ("workbook", "digest", "template", "content"))
    entries = tuple(_read_entry(each) for each in root.iterfind(f"{{{NAMESPACE}}}figure"))
    exhibits = tuple(read_shown(each) for each in root if each.tag in _EXHIBITS)
    constants = tuple(_read_constant(each) for each in root.iterfind(_CONSTANT))
    whose = (root.get("union", ""), root.get("year", ""))
    unsure = tuple(each.text or "" for each in root.iterfind(_UNSURE))
    return Manifest(workbook, digest, template, content, entries, exhibits, constants, *whose, unsure)


def _read_constant(made: Element) -> Constant:
    count = made.get("count", "")
    return Constant(made.get("text", ""), made.get("near", ""), int(count) if count.isdecimal() else 1)


def _read_entry(made: Element) -> Entry:
    bookmark, figure, style = (made.get(name, "") for name in ("bookmark", "figure", "style"))
    text, value, unit = (made.get(name, "") for name in ("text", "value", "unit"))
    cells = tuple(each.text or "" for each in made)
    return Entry(bookmark, figure, style, text, value, unit, cells, made.get("doubtful") == "true")


def edited_since(document: bytes) -> bool | None:
    """Whether a report has changed since it was filled; None if it has no manifest to tell by."""
    parts = read_package(document)
    manifest = manifest_of(parts)
    return None if manifest is None else content_digest(parts) != manifest.content
