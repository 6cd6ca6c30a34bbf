"""What a file is by its first bytes, never by the end of its name."""

from __future__ import annotations

from enum import StrEnum

from unionreport.errors import WorkbookError
from unionreport.workbook.archive import Archive, damaged

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY_ZIP = b"PK\x05\x06"
_HEAD = 4096
_HTML = ("<html", "<!doctype html", "<table", "<head", "<meta", "<style", "<script", "<div", "<body")
_ARCHIVED_PAGE = "mime-version:"
_XML_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a")  # a text of old may end in the last one


class Kind(StrEnum):
    """The kinds of file that can be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"


def kind_of_bytes(data: bytes) -> Kind | None:
    """The kind of a file, None for a zip container, whose parts must tell.

    Raises WorkbookError for a file that is empty or of a kind that cannot be read.
    """
    if not data:
        raise WorkbookError("workbook-empty")
    if data.startswith((ZIP, _EMPTY_ZIP)):
        return None
    if OLE.startswith(data[:8]) and len(data) <= len(OLE):
        raise WorkbookError("workbook-truncated")
    if data.startswith(OLE):
        return Kind.XLS
    head = data[:_HEAD]
    _refuse_pages(head)
    if data.startswith(b"%PDF") or _is_binary(head):
        raise WorkbookError("workbook-foreign")
    return Kind.TEXT


def kind_of_archive(archive: Archive) -> Kind:
    """The kind of workbook in a zip container; WorkbookError where there is none in it."""
    if "xl/workbook.bin" in archive:
        return Kind.XLSB
    if "content.xml" in archive and archive.head("mimetype", 100).startswith(_ODS):
        if b"encryption-data" in archive.head("META-INF/manifest.xml", 1 << 16):
            raise WorkbookError("workbook-locked")
        return Kind.ODS
    if any(name.startswith(("word/", "ppt/", "mimetype")) for name in archive.parts):
        raise WorkbookError("workbook-foreign")
    if "[Content_Types].xml" in archive or "_rels/.rels" in archive or "xl/workbook.xml" in archive:
        return Kind.XLSX
    raise WorkbookError("workbook-foreign") if archive.parts else damaged("zip")


def _refuse_pages(head: bytes) -> None:
    """Refuses the two things that offices name .xls although they are text: web pages and XML of 2003."""
    text = head.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if _XML_2003 in text:
        raise WorkbookError("workbook-xml-2003")
    if text.startswith((*_HTML, _ARCHIVED_PAGE)) or (text.startswith("<") and "<html" in text):
        raise WorkbookError("workbook-html")
    if text.startswith(("<?xml", "<office:")):
        raise WorkbookError("workbook-foreign")


def _is_binary(head: bytes) -> bool:
    """Whether the bytes are no text in any encoding; UTF-16 has its mark or a NUL in every other place."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if looks_wide(head):
        head = head.replace(b"\0", b"")
    return any(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in head)


def looks_wide(head: bytes) -> str:
    """The UTF-16 that text without a mark seems to be in, empty where it is in none."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    low, high = head[1 : pairs * 2 : 2].count(0), head[: pairs * 2 : 2].count(0)
    if low and not high:
        return "utf-16-le"
    return "utf-16-be" if high and not low else ""
