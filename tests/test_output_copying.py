"""Workbooks to write into: what the library refuses, and the values of a fresh one."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO

import openpyxl
import pytest

from unionreport.output import copying

MOMENT = datetime.datetime(2023, 5, 6, 7, 8)


def test_values_keep_their_kind_in_a_fresh_book() -> None:
    """Days, moments, times, numbers, truth and text come back as what they were; blanks stay blank."""
    values = [datetime.date(2023, 5, 6), MOMENT, datetime.time(7, 8), 0.1 + 0.2, True, "", None, "=1", "a\x00b\ud800"]
    book, titles = copying.fresh({"一": [values], "二": []})
    sheet = openpyxl.load_workbook(BytesIO(copying.file_bytes(book)))["一"]
    read = [cell.value for cell in sheet[1]]
    assert read == [datetime.datetime(2023, 5, 6), MOMENT, datetime.time(7, 8), 0.1 + 0.2, True, None, None, "=1", "ab"]
    assert [cell.number_format for cell in sheet[1]][:3] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm"]
    assert sheet["H1"].data_type == "s"
    assert titles == {"一": "一", "二": "二"}


def test_titles_that_excel_refuses_are_mended_and_remembered() -> None:
    """Sheets of other kinds of files may have names that an .xlsx cannot have; each keeps one of its own."""
    book, titles = copying.fresh({"收入/支出": [], "收入_支出": [], "长" * 40: [], "": []})
    assert list(titles) == ["收入/支出", "收入_支出", "长" * 40, ""]
    assert book.sheetnames == list(titles.values())
    assert titles["收入/支出"] == "收入_支出"
    assert len(set(titles.values())) == 4
    assert len(titles["长" * 40]) == 31


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The file with a piece of one part replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for each in given.namelist():
            part = given.read(each)
            made.writestr(each, part.replace(old, new) if each == name else part)
    return out.getvalue()


@pytest.fixture
def plain() -> bytes:
    """A workbook of one number."""
    book, _ = copying.fresh({"一": [[7]]})
    return copying.file_bytes(book)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/gone.xml"),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ("xl/styles.xml", b"<cellXfs", b"<xf/>" * 70_000 + b"<cellXfs"),
        ("xl/styles.xml", b"<cellXfs", b"<cellXfs<"),
    ],
)  # fmt: skip
def test_what_the_library_is_not_up_to_is_refused(plain: bytes, name: str, old: bytes, new: bytes) -> None:
    """No sheets, a merge over a whole sheet, millions of styles, broken parts: an error of a known kind, at once."""
    assert copying.copy_of(plain).sheetnames == ["一"]
    with pytest.raises(copying.REFUSALS):
        copying.copy_of(changed(plain, name, old, new))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"a,b\n"])
def test_other_kinds_are_refused(data: bytes) -> None:
    """What is no zip file of a workbook is not copied."""
    with pytest.raises(copying.REFUSALS):
        copying.copy_of(data)
