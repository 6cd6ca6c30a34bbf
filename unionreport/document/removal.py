"""Taking parts out of a package, with all that refers to them (ECMA-376 part 2, 9.3 and 10.1.2)."""

from __future__ import annotations

import posixpath
from collections.abc import Collection

from unionreport.document.package import CONTENT_TYPES, Parts, parse_part, part_bytes
from unionreport.document.wordml import remove

_RELS = ".rels"


def without_parts(parts: Parts, names: Collection[str]) -> Parts:
    """The parts without those of these names, their relationships, and whatever declares or refers to them."""
    gone = set(names) | {_relations(name) for name in names}
    kept = {name: data for name, data in parts.items() if name not in gone}
    changed = {name: _without_references(kept, name, set(names)) for name in kept if name.endswith(_RELS)}
    root = parse_part(kept, CONTENT_TYPES)
    for each in [each for each in root if each.get("PartName", "").lstrip("/") in gone]:
        remove(each)
    return {**kept, **changed, CONTENT_TYPES: part_bytes(root)}


def _relations(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}{_RELS}")


def _without_references(parts: Parts, name: str, gone: set[str]) -> bytes:
    source = posixpath.dirname(posixpath.dirname(name))
    root = parse_part(parts, name)
    lost = [
        each
        for each in root
        if each.get("TargetMode") != "External"
        and posixpath.normpath(posixpath.join("/", source, each.get("Target", ""))).lstrip("/") in gone
    ]
    for each in lost:
        remove(each)
    return part_bytes(root) if lost else parts[name]
