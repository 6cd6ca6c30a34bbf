"""Files as sheets of cells, through the one door."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book

from tests.books import book, book_of_rows
from tests.containers import MAIN, OLE, binary, ods, ole, record, saved, sheet, xls, xlsb, xlsx_parts, zipped
from unionreport import workbook
from unionreport.errors import WorkbookError
from unionreport.workbook import read

TABLE = "日期 | 类型 | 对象\n2023-03-01 | 入党 | 王一三"
NUMBER = b"\0\0\0\0\0\0" + b"\0\0\0\0\0\0\x14\x40"  # A1 is 5.0


def refusal(path: Path) -> str:
    """The key of the refusal that reading the file raises."""
    with pytest.raises(WorkbookError) as refused:
        read(path)
    assert refused.value.params["file"]
    return refused.value.key


def test_every_cell_stands_at_its_own_place(tmp_path: Path) -> None:
    """Sheets keep their order, cells their row and column even where the first ones are blank."""
    path = book_of_rows(tmp_path, {"甲": [[], [None, "乙", 5, 1.5, True, date(2023, 3, 5)]], "空": []})
    found = read(path)
    assert [sheet.name for sheet in found.sheets] == ["甲", "空"]
    assert [list(row) for row in found.sheets[0].rows] == [[], ["", "乙", 5.0, 1.5, True, date(2023, 3, 5)]]
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


@pytest.mark.parametrize("name", ["2023.et", "2023.xls", "2023", "2023.csv"])
def test_the_kind_is_told_by_the_bytes(name: str, tmp_path: Path) -> None:
    """A workbook with a wrong suffix, or none, is read all the same."""
    path = book(tmp_path, {"谈心谈话": TABLE}, "whole.xlsx").rename(tmp_path / name)
    assert [sheet.name for sheet in read(path).sheets] == ["谈心谈话"]


def test_charts_are_no_sheets(tmp_path: Path) -> None:
    """Only sheets of cells are read."""
    made = Book()
    made.worksheets[0].title = "甲"
    made.create_chartsheet("图")
    made.save(tmp_path / "2023.xlsx")
    assert [sheet.name for sheet in read(tmp_path / "2023.xlsx").sheets] == ["甲"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (xls(record(0x203, NUMBER)), "2023.et"),
        (zipped(xlsb(binary(0, b"\0" * 25) + binary(5, b"\0" * 8 + NUMBER[6:]))), "2023.xlsb"),
        (
            zipped(
                ods(
                    '<table:table table:name="帮扶发放"><table:table-row>'
                    '<table:table-cell office:value-type="float" office:value="5"/></table:table-row></table:table>'
                )
            ),
            "2023.ods",
        ),
        (zipped(xlsx_parts({"帮扶发放": sheet("<row><c><v>5</v></c></row>")})), "2023.xlsm"),
    ],
)
def test_every_kind_gives_the_same(data: bytes, name: str, tmp_path: Path) -> None:
    """The same number in the same cell of each kind of workbook is the same value."""
    (only,) = read(saved(tmp_path, data, name)).sheets
    assert (only.name, [list(row) for row in only.rows]) == ("帮扶发放", [[5.0]])
    assert type(only.rows[0][0]) is float


def test_text_is_a_sheet_named_after_the_file(tmp_path: Path) -> None:
    """A .csv is a workbook of one sheet, all of it text."""
    (only,) = read(saved(tmp_path, "姓名,金额\n王,500\n".encode(), "帮扶发放2023年.csv")).sheets
    assert (only.name, only.rows) == ("帮扶发放", [["姓名", "金额"], ["王", "500"]])


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "workbook-empty"),
        ("日期,a\n".encode(), "workbook-is-text"),
        ("日期\ta\n".encode("gbk"), "workbook-is-text"),
        (b"<html></html>", "workbook-html"),
        (b"%PDF-1.7", "workbook-foreign"),
        (b"PK\x03\x04", "workbook-truncated"),
        (zipped({"a": "b" * 999})[:-30], "workbook-truncated"),
        (b"PK\x05\x06", "workbook-damaged"),
        (b"PK\x05\x06" + b"\0" * 18, "workbook-damaged"),
        (zipped({"word/document.xml": "<w/>"}), "workbook-foreign"),
        (zipped({"a.txt": "甲"}), "workbook-foreign"),
        (zipped(xlsx_parts({})), "workbook-no-sheets"),
        (OLE, "workbook-truncated"),
        (OLE + b"\0" * 2000, "workbook-damaged"),
        (ole({"WordDocument": b"a"}), "workbook-foreign"),
        (ole({"EncryptedPackage": b""}), "workbook-locked"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, key: str, tmp_path: Path) -> None:
    """Empty, foreign, broken off and damaged files are told apart, each with its own key."""
    assert refusal(saved(tmp_path, data, "2023.xls")) == key


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A missing file and a folder are told apart, and what has an impossible name from both."""
    assert refusal(tmp_path / "2023.xlsx") == "workbook-missing"
    assert refusal(tmp_path / "a.xlsx" / "b.xlsx") == "workbook-missing"
    assert refusal(tmp_path) == "workbook-is-folder"
    assert refusal(tmp_path / ("long" * 200)) == "workbook-unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_what_is_no_ordinary_file_is_never_opened(tmp_path: Path) -> None:
    """A pipe, a socket and a device are refused unread: the first would wait for ever, the last never end."""
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert refusal(tmp_path / "pipe.xlsx") == "workbook-not-file"
    (tmp_path / "zero.xlsx").symlink_to("/dev/zero")
    assert refusal(tmp_path / "zero.xlsx") == "workbook-not-file"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        assert refusal(tmp_path / "s") == "workbook-not-file"


def test_an_owner_file_is_refused_by_its_name(tmp_path: Path) -> None:
    """What Excel keeps beside an open workbook is told from a workbook, and the workbook named."""
    path = saved(tmp_path, b"\5anna", "~$2023.xlsx")
    with pytest.raises(WorkbookError) as refused:
        read(path)
    assert (refused.value.key, refused.value.params["open"]) == ("workbook-owner-file", "2023.xlsx")


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file the system will not open is refused with the system's reason."""
    path = book(tmp_path, {"谈心谈话": TABLE})

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(WorkbookError) as refused:
        read(path)
    assert (refused.value.key, refused.value.params["detail"]) == ("workbook-unreadable", os.strerror(13))


def test_a_file_of_unreasonable_size_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is asked before the bytes, and the limit is told."""
    monkeypatch.setattr(workbook, "MOST_FILE_MIB", 1)
    path = tmp_path / "2023.xlsx"
    with path.open("wb") as file:
        file.truncate((1 << 20) + 1)
    with pytest.raises(WorkbookError) as refused:
        read(path)
    assert (refused.value.key, refused.value.params["limit"]) == ("workbook-too-large-file", "1")


@pytest.mark.parametrize("between", [b"", b"\x86\0\0\0"])
def test_a_locked_workbook_is_refused(between: bytes, tmp_path: Path) -> None:
    """A workbook of the old kind under a password (a FilePass record) says so."""
    records = b"\x09\x08\x10\0" + b"\0" * 16 + between + b"\x2f\0\x36\0" + b"\0" * 480
    assert refusal(saved(tmp_path, OLE + b"\0" * 504 + records)) == "workbook-locked"


def cut(data: bytes, at: int) -> bytes:
    """The file broken off."""
    return data[: max(4, at % len(data))]


def spoilt(data: bytes, at: int) -> bytes:
    """The file with a run of bytes overwritten."""
    at = 4 + at % (len(data) - 4)
    return data[:at] + b"\xff\x00\xaa" * 7 + data[at + 21 :]


def doubled(data: bytes, at: int) -> bytes:
    """The file with a part of itself put in once more."""
    at %= len(data)
    return data[:at] + data[at // 2 : at] + data[at:]


def flipped(data: bytes, at: int) -> bytes:
    """The file with one bit turned."""
    at = 4 + at % (len(data) - 4)
    return data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]


DAMAGED = {"damaged", "truncated", "locked", "foreign", "contradictory", "no-sheets", "unsafe", "is-text", "html"}
DAMAGE = st.sampled_from([cut, spoilt, doubled, flipped])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=DAMAGE, at=st.integers(0, 10**6))
def test_a_damaged_workbook_is_read_or_refused(damage: Callable[[bytes, int], bytes], at: int, tmp_path: Path) -> None:
    """Whatever happened to the bytes, the workbook is read or refused with words, and nothing else is raised."""
    source = tmp_path / "whole.xlsx"
    if not source.exists():
        book(tmp_path, {"谈心谈话": TABLE, "会员名册": "姓名\n王"}, "whole.xlsx")
    assert outcome(saved(tmp_path, damage(source.read_bytes(), at))) in {"read", *DAMAGED}


PARTS = xlsx_parts(
    {"甲": sheet('<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><f>A1&amp;1</f><v>45000</v></c></row>',
                 after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')},
    strings=["姓名"], styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
)  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    part=st.sampled_from(sorted(PARTS)),
    damages=st.lists(st.tuples(DAMAGE, st.integers(0, 10**4)), min_size=1, max_size=3),
    digit=st.tuples(st.integers(0, 10**4), st.sampled_from([b"9", b"-", b"", b"&", b"<", b" "])),
)
def test_damaged_xml_is_read_or_refused(
    part: str, damages: list[tuple[Callable[[bytes, int], bytes], int]], digit: tuple[int, bytes], tmp_path: Path
) -> None:
    """The same where the damage reaches the XML of a part, and no sum of the container gives it away."""
    data = PARTS[part].encode()
    for damage, place in damages[: digit[0] % 3]:
        data = damage(data.ljust(9), place)
    at = digit[0] % len(data)
    found = outcome(saved(tmp_path, {**PARTS, part: data[:at] + digit[1] + data[at + 1 :]}))
    assert found in {"read", *DAMAGED} or found.startswith("too-large")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=DAMAGE, at=st.integers(0, 10**6), kind=st.sampled_from(["xls", "xlsb", "ods"]))
def test_damage_to_other_kinds_is_refused_too(
    damage: Callable[[bytes, int], bytes], at: int, kind: str, tmp_path: Path
) -> None:
    """What aborts the library on other kinds ends in a refusal as well."""
    whole = {"xls": xls(record(0x203, NUMBER)), "xlsb": zipped(xlsb(b"")), "ods": zipped(ods("<table:table/>"))}
    found = outcome(saved(tmp_path, damage(whole[kind], at)))
    assert found in {"read", *DAMAGED} or found.startswith("too-large")


def outcome(path: Path) -> str:
    """What became of a file: read, or the rest of its refusal's key."""
    try:
        assert read(path).sheets
    except WorkbookError as error:
        return error.key.removeprefix("workbook-")
    return "read"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE worksheet [<!ENTITY a "b">]>' + sheet(""),
        f'<!DOCTYPE w SYSTEM "file:///etc/passwd"><worksheet xmlns="{MAIN}"/>',
    ],
)
def test_document_types_are_refused(text: str, tmp_path: Path) -> None:
    """No entity is declared, inside or out, so none is expanded and no other file is read."""
    assert refusal(saved(tmp_path, xlsx_parts({"甲": text}))) == "workbook-unsafe"


def test_names_that_climb_out_touch_nothing(tmp_path: Path) -> None:
    """A part named ``../x`` is no more than a name: nothing is unpacked."""
    parts = {**xlsx_parts({"甲": sheet('<row r="1"><c r="A1"><v>1</v></c></row>')}), "../../evil.txt": "x"}
    folder = tmp_path / "in" / "side"
    folder.mkdir(parents=True)
    assert read(saved(folder, parts)).sheets[0].rows == [[1.0]]
    assert not list(tmp_path.rglob("evil.txt"))


def test_cells_are_counted_over_all_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets that are each within the limit are refused where together they are not."""
    path = book(tmp_path, {"甲": "1 | 2\n3 | ", "乙": "4 | 5"})
    monkeypatch.setattr(workbook, "MOST_CELLS", 5)
    assert len(read(path).sheets) == 2
    monkeypatch.setattr(workbook, "MOST_CELLS", 4)
    assert refusal(path) == "workbook-too-large-cells"
