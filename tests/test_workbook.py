"""Files as sheets of cells."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book

from tests.books import book, book_of_rows
from unionreport.errors import WorkbookError
from unionreport.workbook import read

TABLE = "日期 | 类型 | 对象\n2023-03-01 | 入党 | 王一三"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE_SECTOR, END_OF_CHAIN = b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff"


def zipped(parts: dict[str, str]) -> bytes:
    """A zip file of the given parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()


def refusal(path: Path) -> str:
    """The key of the refusal that reading the file raises."""
    with pytest.raises(WorkbookError) as refused:
        read(path)
    return refused.value.key


def test_every_cell_stands_at_its_own_place(tmp_path: Path) -> None:
    """Sheets keep their order, cells their row and column even where the first ones are blank."""
    path = book_of_rows(tmp_path, {"甲": [[], [None, "乙", 5, 1.5, True, date(2023, 3, 5)]], "空": []})
    found = read(path)
    assert [sheet.name for sheet in found.sheets] == ["甲", "空"]
    assert list(found.sheets[0].rows[0]) == [""] * 6
    assert list(found.sheets[0].rows[1]) == ["", "乙", 5.0, 1.5, True, date(2023, 3, 5)]
    assert list(found.sheets[1].rows) == []


def test_a_workbook_knows_its_name_and_digest(tmp_path: Path) -> None:
    """The digest is the sha256 of the file's bytes, the name has no folder."""
    path = book(tmp_path, {"谈心谈话": TABLE})
    found = read(path)
    assert (found.name, found.path) == ("2023.xlsx", path)
    assert found.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_times_and_dates_keep_their_kind(tmp_path: Path) -> None:
    """A cell with a time comes as a datetime."""
    path = book_of_rows(tmp_path, {"甲": [[datetime(2023, 3, 5, 14, 30)]]})
    assert list(read(path).sheets[0].rows[0]) == [datetime(2023, 3, 5, 14, 30)]


def test_the_kind_is_told_by_the_bytes(tmp_path: Path) -> None:
    """A workbook with a wrong suffix is read all the same."""
    path = book(tmp_path, {"谈心谈话": TABLE}, "2023.xlsx").rename(tmp_path / "2023.et")
    assert [sheet.name for sheet in read(path).sheets] == ["谈心谈话"]


def test_charts_are_no_sheets(tmp_path: Path) -> None:
    """Only sheets of cells are read."""
    made = Book()
    made.worksheets[0].title = "甲"
    made.create_chartsheet("图")
    made.save(tmp_path / "2023.xlsx")
    assert [sheet.name for sheet in read(tmp_path / "2023.xlsx").sheets] == ["甲"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "workbook-empty"),
        (b"\xe6\x97\xa5\xe6\x9c\x9f,a\n", "workbook-foreign"),
        (b"<html></html>", "workbook-foreign"),
        (b"%PDF-1.7", "workbook-foreign"),
        (b"PK\x03\x04", "workbook-damaged"),
        (zipped({"word/document.xml": "<w/>"}), "workbook-damaged"),
        (zipped({"a.txt": "甲"}), "workbook-damaged"),
        (OLE, "workbook-damaged"),
        (OLE + b"\0" * 2000, "workbook-damaged"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, key: str, tmp_path: Path) -> None:
    """Empty, foreign and damaged files are told apart, each with its own key."""
    path = tmp_path / "2023.xlsx"
    path.write_bytes(data)
    assert refusal(path) == key


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A missing file and a folder are told apart."""
    assert refusal(tmp_path / "2023.xlsx") == "workbook-missing"
    assert refusal(tmp_path) == "workbook-is-folder"


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file the system will not open is refused with the system's reason."""
    path = book(tmp_path, {"谈心谈话": TABLE})

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(WorkbookError) as refused:
        read(path)
    assert (refused.value.key, refused.value.params["detail"]) == ("workbook-unreadable", os.strerror(13))


@pytest.mark.parametrize("between", [b"", b"\x86\0\0\0"])
def test_a_locked_workbook_is_refused(between: bytes, tmp_path: Path) -> None:
    """A workbook under a password says so, the new kind (an encrypted package) and the old (a FilePass record)."""
    path = tmp_path / "2023.xlsx"
    path.write_bytes(locked())
    assert refusal(path) == "workbook-locked"
    path.write_bytes(OLE + b"\0" * 504 + b"\x09\x08\x10\0" + b"\0" * 16 + between + b"\x2f\0\x36\0" + b"\0" * 480)
    assert refusal(path) == "workbook-locked"


def test_a_workbook_without_sheets_is_damaged(tmp_path: Path) -> None:
    """A container of no sheet of cells is no workbook to work with."""
    made = Book()
    made.create_chartsheet("图")
    made.remove(made.worksheets[0])
    made.save(tmp_path / "2023.xlsx")
    assert refusal(tmp_path / "2023.xlsx") == "workbook-damaged"


def cut(data: bytes, at: int) -> bytes:
    """The file broken off."""
    return data[: max(4, at % len(data))]


def spoilt(data: bytes, at: int) -> bytes:
    """The file with a run of bytes overwritten."""
    at = 4 + at % (len(data) - 4)
    return data[:at] + b"\xff\x00\xaa" * 7 + data[at + 21 :]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.sampled_from([cut, spoilt]), at=st.integers(0, 10**6))
def test_a_damaged_workbook_is_read_or_refused(damage: Callable[[bytes, int], bytes], at: int, tmp_path: Path) -> None:
    """Whatever happened to the bytes, the workbook is read or refused as damaged, and nothing else is raised."""
    source = tmp_path / "whole.xlsx"
    if not source.exists():
        book(tmp_path, {"谈心谈话": TABLE, "会员名册": "姓名\n王"}, "whole.xlsx")
    path = tmp_path / "2023.xlsx"
    path.write_bytes(damage(source.read_bytes(), at))
    try:
        assert read(path).sheets
    except WorkbookError as error:
        assert error.key == "workbook-damaged"  # noqa: PT017  either outcome will do


def locked() -> bytes:
    """The smallest OLE container with an ``EncryptedPackage``, as Excel writes a workbook under a password.

    Sectors of 512 bytes ([MS-CFB] 2.2): the allocation table, then the directory.
    """
    header = OLE + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + b"\0" * 10
    header += (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + b"\0" * 4 + (4096).to_bytes(4, "little")
    header += END_OF_CHAIN + b"\0" * 4 + END_OF_CHAIN + b"\0" * 4 + b"\0" * 4 + FREE_SECTOR * 108
    table = b"\xfd\xff\xff\xff" + END_OF_CHAIN + FREE_SECTOR * 126
    entries = entry("Root Entry", 5, child=1) + entry("EncryptedPackage", 2) + entry("", 0) * 2
    return header + table + entries


def entry(name: str, kind: int, child: int = 0xFFFFFFFF) -> bytes:
    """One entry of an OLE directory ([MS-CFB] 2.6): name, kind, siblings, child, an empty stream."""
    text = name.encode("utf-16-le")
    length = (len(text) + 2 if name else 0).to_bytes(2, "little")
    links = FREE_SECTOR * 2 + child.to_bytes(4, "little")
    return text.ljust(64, b"\0") + length + bytes([kind, 1]) + links + b"\0" * 36 + END_OF_CHAIN + b"\0" * 8
