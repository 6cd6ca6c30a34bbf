"""A PDF as far as we must know it: the text of its pages, and the mark that says which report it was made of."""

from __future__ import annotations

import hashlib
import io
import re

from lxml import etree

from unionreport.document.package import Parts, parse_part, part_bytes, read_package, write_package
from unionreport.document.relations import related

_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_MARK = "unionreport-"
_KEYWORDS = re.compile(rb"<pdf:Keywords>[^<]*unionreport-[0-9a-f]{64}")  # XMP, plain in PDF/A (ISO 19005-2, 6.6.2)
_PRODUCER = b"<pdf:Producer>LibreOffice"


def page_texts(data: bytes) -> list[str] | None:
    """The text of each page, as its producer meant it to be read; None where the file is damaged."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except PyPdfError:
        return None


def with_mark(document: bytes) -> bytes:
    """The .docx with its own sha256 among the keywords, which its PDF takes over."""
    parts: Parts = read_package(document)
    name = next(iter(related(parts, "", "core-properties")), "")
    if not name:
        return document
    root = parse_part(parts, name)
    keywords = root.find(_CORE)
    if keywords is None:
        keywords = etree.SubElement(root, _CORE)
    mark = _MARK + hashlib.sha256(document).hexdigest()
    keywords.text = " ".join(each for each in (keywords.text, mark) if each)
    return write_package({**parts, name: part_bytes(root)})


def is_ours(data: bytes) -> bool:
    """Whether a PDF was made of a report of ours and is as it was: not signed, stamped or annotated since.

    Programs that add to a PDF append to it, and leave a second end behind.
    """
    return bool(_KEYWORDS.search(data)) and _PRODUCER in data and data.count(b"%%EOF") == 1
