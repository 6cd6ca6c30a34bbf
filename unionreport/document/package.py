"""A .docx as the parts of its zip: opened strictly, written with the same bytes every time (ECMA-376 part 2)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element

from unionreport.document.place import FILE
from unionreport.errors import TemplateError

Parts = Mapping[str, bytes]
"""Part names as they stand in the zip, without a leading slash, and their bytes."""

CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OLD_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6
_READABLE = 0o644 << 16
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def read_package(data: bytes) -> Parts:
    """The parts of a Word document; raises `TemplateError` for anything else, and names what it is."""
    if data.startswith(_OLD_FORMAT):
        raise TemplateError(FILE, "file-old")
    parts = _unzip(data)
    if CONTENT_TYPES not in parts:
        raise TemplateError(FILE, "file-not-word")
    kinds = _content_types(parts)
    if f"{_WORD}.template.main+xml" in kinds:
        raise TemplateError(FILE, "file-dotx")
    if f"{_WORD}.document.main+xml" not in kinds:
        raise TemplateError(FILE, "file-not-word")
    return parts


def _unzip(data: bytes) -> Parts:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except _UNREADABLE as error:
        raise TemplateError(FILE, "file-damaged", detail=str(error)) from error


def write_package(parts: Parts) -> bytes:
    """The zip of the parts: fixed order, date, attributes and compression, so that equal parts give equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name in sorted(parts, key=_writing_order):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, _READABLE
            archive.writestr(entry, parts[name], compresslevel=_LEVEL)
    return target.getvalue()


def _writing_order(name: str) -> tuple[bool, bool, str]:
    """Content types and package relationships first, as readers that do not seek expect them."""
    return name != CONTENT_TYPES, not name.startswith("_rels/"), name


def parse_part(parts: Parts, name: str) -> Element:
    """The root element of an XML part; raises `TemplateError` with the part's name where it is damaged or absent."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(parts[name], parser)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise TemplateError(FILE, "part-damaged", part=name, detail=str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:  # OPC forbids document type declarations (part 2, 9.1)
        raise TemplateError(FILE, "part-damaged", part=name, detail="DOCTYPE")
    return root


def part_bytes(root: Element) -> bytes:
    """The element as the bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _content_types(parts: Parts) -> Mapping[str, str]:
    """Content type → part name, of the parts that have a content type of their own."""
    root = parse_part(parts, CONTENT_TYPES)
    return {each.get("ContentType", ""): each.get("PartName", "") for each in root.iter(f"{_TYPES}Override")}


def with_content_type(parts: Parts, name: str, content_type: str) -> Parts:
    """The parts with the content type of one part declared."""
    root = parse_part(parts, CONTENT_TYPES)
    for known in root.iter(f"{_TYPES}Override"):
        if known.get("PartName") == f"/{name}":
            known.set("ContentType", content_type)
            break
    else:
        etree.SubElement(root, f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)
    return {**parts, CONTENT_TYPES: part_bytes(root)}
