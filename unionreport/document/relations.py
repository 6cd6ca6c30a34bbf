"""Which part of a package refers to which (ECMA-376 part 2, 9.3)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from unionreport.document.package import Parts, parse_part, part_bytes
from unionreport.document.place import FILE
from unionreport.errors import TemplateError

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIP = f"{{{_RELATIONSHIPS}}}Relationship"
_EMPTY = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship inside the package: its kind (the last word of its type) and the part it leads to."""

    kind: str
    target: str


def relations_of(parts: Parts, source: str = "") -> Iterator[Relation]:
    """The relationships of a part to other parts, in file order; of the package itself where no part is given."""
    name = _part_of_relations(source)
    if name not in parts:
        return
    for each in parse_part(parts, name).iter(_RELATIONSHIP):
        if each.get("TargetMode") != "External":
            yield Relation(each.get("Type", "").rsplit("/", 1)[-1], _resolve(source, each.get("Target", "")))


def related(parts: Parts, source: str, kind: str) -> list[str]:
    """The names of the parts of one kind that a part refers to and that are there, in file order, each once."""
    names = [each.target for each in relations_of(parts, source) if each.kind == kind and each.target in parts]
    return list(dict.fromkeys(names))


def main_part(parts: Parts) -> str:
    """The name of the document's main part, ``word/document.xml`` in all but odd files."""
    for name in related(parts, "", "officeDocument"):
        return name
    raise TemplateError(FILE, "file-not-word")


def with_relation(parts: Parts, source: str, type_uri: str, target: str) -> Parts:
    """The parts with one more relationship from a part (or the package, ``""``) to another; kept if it is there."""
    name = _part_of_relations(source)
    root = parse_part({name: parts.get(name, _EMPTY)}, name)
    kind = type_uri.rsplit("/", 1)[-1]
    if target in [each.target for each in relations_of(parts, source) if each.kind == kind]:
        return parts
    taken = {each.get("Id") for each in root}
    free = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    etree.SubElement(
        root, _RELATIONSHIP, Id=free, Type=type_uri, Target=posixpath.relpath(target, posixpath.dirname(source) or ".")
    )
    return {**parts, name: part_bytes(root)}


def relation_to(parts: Parts, source: str, target: str) -> str:
    """The id of the relationship that leads from a part to another; LookupError where there is none."""
    name = _part_of_relations(source)
    for each in parse_part(parts, name).iter(_RELATIONSHIP):
        if each.get("TargetMode") != "External" and _resolve(source, each.get("Target", "")) == target:
            return each.get("Id", "")
    raise LookupError(target)


def relation_target(parts: Parts, source: str, relation: str) -> str | None:
    """The part that a part's relationship of this id leads to; None where there is none, or none inside the package."""
    name = _part_of_relations(source)
    if not relation or name not in parts:
        return None
    for each in parse_part(parts, name).iter(_RELATIONSHIP):
        if each.get("Id") == relation and each.get("TargetMode") != "External":
            target = _resolve(source, each.get("Target", ""))
            return target if target in parts else None
    return None


def _part_of_relations(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolve(source: str, target: str) -> str:
    """A target as a part name; targets are relative to the source's folder, or absolute with a slash."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
