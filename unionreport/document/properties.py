"""The document's core properties: title, author and dates from the report, nothing of the template's maker."""

from __future__ import annotations

import datetime

from lxml import etree

from unionreport.document.package import Parts, parse_part, part_bytes, with_content_type
from unionreport.document.relations import related, with_relation
from unionreport.document.wordml import clean

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CONTENT_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_NAMES = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
_KEPT = (f"{{{_DC}}}subject", f"{{{_DC}}}language", f"{{{_CORE}}}keywords", f"{{{_CORE}}}category")
_UNDATED = datetime.date(1980, 1, 1)


def with_properties(parts: Parts, title: str, author: str, date: datetime.date | None) -> Parts:
    """The parts with the core properties of this report; subject, language, keywords and category stay.

    A report without a date is dated 1980-01-01, the first day a zip can have, so that its bytes do not vary.
    """
    name = next(iter(related(parts, "", "core-properties")), "docProps/core.xml")
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=_NAMES)
    for tag, text in _texts(title, author).items():
        if text:
            etree.SubElement(root, tag).text = clean(text)
    for tag in ("created", "modified"):
        stamp = etree.SubElement(root, f"{{{_TERMS}}}{tag}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        stamp.text = f"{date or _UNDATED:%Y-%m-%d}T00:00:00Z"
    if name in parts:
        root.extend([each for each in parse_part(parts, name) if each.tag in _KEPT])
    added = with_relation({**parts, name: part_bytes(root)}, "", _KIND, name)
    return with_content_type(added, name, _CONTENT_TYPE)


def title_of(parts: Parts) -> str:
    """The title in a document's core properties, on one line; empty where it has none."""
    for name in related(parts, "", "core-properties"):
        return " ".join(parse_part(parts, name).findtext(f"{{{_DC}}}title", "").split())
    return ""


def _texts(title: str, author: str) -> dict[str, str]:
    return {
        f"{{{_DC}}}title": title,
        f"{{{_DC}}}creator": author,
        f"{{{_CORE}}}lastModifiedBy": author,
        f"{{{_CORE}}}revision": "1",
    }
