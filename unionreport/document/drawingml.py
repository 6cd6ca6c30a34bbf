"""Elements of DrawingML: drawings in a text, and the charts behind them (ECMA-376 part 1, 20 and 21.2)."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": CHART,
    "pic": PICTURE,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


def node(name: str, /, *children: Element | str | None, **attributes: object) -> Element:
    """A new element, its name with the usual prefix (``c:bar``), with these children (or this text) and attributes.

    A child that is None is left out; attributes have no namespace, but ``r_id`` is ``r:id``.
    """
    prefix, _, local = name.partition(":")
    named = {_attribute(key): str(value) for key, value in attributes.items()}
    made = etree.Element(f"{{{_NAMES[prefix]}}}{local}", named, nsmap={prefix: _NAMES[prefix]})
    for child in children:
        if isinstance(child, str):
            made.text = child
        elif child is not None:
            made.append(child)
    return made


def _attribute(name: str) -> str:
    return f"{{{_NAMES['r']}}}{name[2:]}" if name.startswith("r_") else name


def chart_root(*children: Element) -> Element:
    """The root of a chart part, with the prefixes that readers expect to be declared there."""
    names = {prefix: _NAMES[prefix] for prefix in ("c", "a", "r")}
    root = etree.Element(f"{{{CHART}}}chartSpace", nsmap=names)
    root.extend(children)
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(names))
    return root
