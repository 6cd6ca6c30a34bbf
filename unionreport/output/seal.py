"""A seal in a workbook of ours: it tells whether anybody saved the file since it was written."""

from __future__ import annotations

import hashlib
import re
import zipfile
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

_NAME = "unionreport"
_OPEN = "0" * 64
_PART = "docProps/custom.xml"
_VALUE = re.compile(rb'name="unionreport"[^>]*>\s*<(?:\w+:)?lpwstr[^>]*>([0-9a-f]{64})<')


def prepare(book: Workbook) -> None:
    """Gives the book a document property for the seal, which `seal` fills in the saved file."""
    properties: Any = book.custom_doc_props  # type: ignore[attr-defined]  # its types lack it
    if _NAME in properties.names:
        del properties[_NAME]
    properties.append(StringProperty(name=_NAME, value=_OPEN))


def seal(data: bytes) -> bytes:
    """The file with the digest of its other parts in the property."""
    sealed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(sealed, "w") as target:
        digest = _digest(source).encode()
        for entry in source.infolist():
            part = source.read(entry)
            part = part.replace(_OPEN.encode(), digest) if entry.filename == _PART else part
            target.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return sealed.getvalue()


def is_broken(data: bytes) -> bool | None:
    """Whether the file was saved by anybody since it was sealed; None for a file without a seal."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            found = _VALUE.search(parts.read(_PART)) if _PART in parts.namelist() else None
            return None if found is None else found[1].decode() != _digest(parts)
    except (zipfile.BadZipFile, OSError, ValueError):
        return None


def _digest(parts: zipfile.ZipFile) -> str:
    digest = hashlib.sha256()
    for name in sorted(parts.namelist()):
        if name != _PART:
            digest.update(name.encode() + b"\0" + parts.read(name))
    return digest.hexdigest()
