"""What a file is by its first bytes."""

from __future__ import annotations

import pytest

from tests.containers import OLE, ods, sheet, xlsb, xlsx_parts, zipped
from unionreport.errors import WorkbookError
from unionreport.workbook.archive import open_archive
from unionreport.workbook.kinds import Kind, kind_of_archive, kind_of_bytes, looks_wide
from unionreport.workbook.limits import Meter


def kind_in(parts: dict[str, str | bytes] | dict[str, str]) -> Kind:
    """The kind of workbook in a container of the parts."""
    return kind_of_archive(open_archive(zipped(parts), Meter()))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04...", None),
        (b"PK\x05\x06...", None),
        (OLE + b"\0", Kind.XLS),
        ("姓名,金额\n".encode(), Kind.TEXT),
        ("姓名,金额\n".encode("gb18030"), Kind.TEXT),
        ("姓名,金额\n".encode("utf-8-sig"), Kind.TEXT),
        ("姓名,金额\n".encode("utf-16"), Kind.TEXT),
        ("name,sum\n".encode("utf-16-be"), Kind.TEXT),
        (b"a", Kind.TEXT),
        (b"a\tb\r\n\x1a", Kind.TEXT),
    ],
)
def test_kinds_of_bytes(data: bytes, kind: Kind | None) -> None:
    """A zip container is of no kind yet; what has no signature and no control characters is text."""
    assert kind_of_bytes(data) is kind


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"),
        (OLE, "truncated"),
        (OLE[:5], "truncated"),
        (b"<html><body>", "html"),
        (b"\xef\xbb\xbf\r\n  <!DOCTYPE HTML PUBLIC", "html"),
        ("<table><tr>".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "html"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xml-2003"),
        (b'<?xml version="1.0"?><office:document/>', "foreign"),
        (b"%PDF-1.7", "foreign"),
        (b"\x89PNG\r\n\x1a\n\0\0", "foreign"),
        (b"\x09\x08\x10\0", "foreign"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, key: str) -> None:
    """Web pages, XML of 2003 and everything else that is named .xls have their own words."""
    with pytest.raises(WorkbookError) as refused:
        kind_of_bytes(data)
    assert refused.value.key == f"workbook-{key}"


def test_kinds_of_containers() -> None:
    """The parts of a container tell its kind."""
    assert kind_in(xlsx_parts({"甲": sheet("")})) is Kind.XLSX
    assert kind_in({"[Content_Types].xml": ""}) is Kind.XLSX
    assert kind_in({"XL\\WORKBOOK.XML": ""}) is Kind.XLSX
    assert kind_in(xlsb(b"")) is Kind.XLSB
    assert kind_in(ods("")) is Kind.ODS


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({"word/document.xml": "", "[Content_Types].xml": ""}, "foreign"),
        ({"ppt/presentation.xml": ""}, "foreign"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}, "foreign"),
        ({"a.txt": ""}, "foreign"),
        ({}, "damaged"),
        (ods("") | {"META-INF/manifest.xml": "<encryption-data/>"}, "locked"),
    ],
)
def test_other_containers_are_named(parts: dict[str, str], key: str) -> None:
    """Documents, presentations and plain archives are no workbooks; an encrypted one is locked."""
    with pytest.raises(WorkbookError) as refused:
        kind_in(parts)
    assert refused.value.key == f"workbook-{key}"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [(b"a\0b\0", "utf-16-le"), (b"\0a\0b", "utf-16-be"), (b"abcd", ""), (b"a\0", ""), (b"\0\0\0\0", "")],
)
def test_wide_text_without_a_mark(head: bytes, encoding: str) -> None:
    """A NUL in every other place tells UTF-16 and its order."""
    assert looks_wide(head) == encoding
