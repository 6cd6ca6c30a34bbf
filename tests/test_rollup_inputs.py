from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.books import book
from tests.command import SMALL
from unionreport.errors import RequestError, WorkbookError
from unionreport.rollup import archives, remote
from unionreport.rollup.digest import naming
from unionreport.rollup.inputs import Input, Store, survey

OUT = Path("out")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder is empty."""
    monkeypatch.chdir(tmp_path)


def put(*paths: str) -> None:
    """Files at these paths; what stands in them does not matter for finding them."""
    for each in paths:
        path = Path(each)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def packed(path: str, *names: str) -> None:
    """A zip archive with members of these names."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")


def addresses(*sources: str) -> list[str]:
    """The addresses of what is found."""
    return [each.address for each in survey(sources, OUT)]


def test_every_workbook_below_a_folder_is_an_input() -> None:
    """Folders in folders are gone through by name; other files, owner files and hidden ones are none."""
    put(
        "街道/乙/2023.xlsx",
        "街道/甲/台账.et",
        "街道/甲/~$台账.et",
        "街道/甲/说明.docx",
        "街道/.隐/a.xlsx",
        "街道/甲/.b.xlsx",
    )
    assert addresses("街道") == ["乙/2023.xlsx", "甲/台账.et"]
    assert addresses("街道/") == ["乙/2023.xlsx", "甲/台账.et"]


def test_monthly_workbooks_are_one_union() -> None:
    """A folder of files named after months of a year is one input, with the name of the folder."""
    put("街道/甲/1月.xlsx", "街道/甲/2月.xlsx", "街道/乙/2023.xlsx")
    found = survey(["街道"], OUT)
    assert [(each.address, len(each.files), each.home) for each in found] == [
        ("乙/2023.xlsx", 1, "乙"),
        ("甲", 2, "街道"),
    ]
    assert found[1].is_monthly
    assert addresses("街道/甲") == ["甲"]


def test_a_roll_up_is_no_input() -> None:
    """Neither the output folder nor another roll-up below is read as a union's."""
    put("街道/甲/2023.xlsx", "街道/旧/rollup.xlsx", "街道/旧/.rollup-cache/x", "街道/out/rollup.xlsx")
    assert [each.address for each in survey(["街道"], Path("街道/out"))] == ["甲/2023.xlsx"]


def test_the_same_file_is_one_input() -> None:
    """A file that is named and lies in a folder that is named counts once; names that would be alike are told apart."""
    put("街道/甲/2023.xlsx", "乙/2023.xlsx")
    assert addresses("街道", "街道/甲/2023.xlsx", "./街道") == ["街道/甲/2023.xlsx"]
    Path("同").mkdir()
    packed("一.zip", "2023.xlsx")
    assert addresses("乙/2023.xlsx", "一.zip") == ["一.zip/2023.xlsx", "乙/2023.xlsx"]


def test_a_pattern_names_files_and_folders() -> None:
    """A name with * stands for what it fits; for nothing it is refused."""
    put("a/甲/2023.xlsx", "b/2023.xlsx", "b/note.txt", "out/c.xlsx")
    assert addresses("*/2023.xlsx") == ["b/2023.xlsx"]
    assert addresses("?") == ["a/甲/2023.xlsx", "b/2023.xlsx"]
    with pytest.raises(RequestError, match="rollup-source-missing"):
        survey(["*.ods"], OUT)
    with pytest.raises(RequestError, match="rollup-source-missing"):
        survey(["nowhere"], OUT)


def test_a_list_names_inputs_from_its_own_folder() -> None:
    """Blank lines and remarks are passed over; what is not there is an input all the same, to be refused."""
    put("表/甲/2023.xlsx", "表/乙.xlsx")
    Path("表/list.txt").write_text("# 名单\n甲\n\n乙.xlsx\n丙.xlsx\n", encoding="gb18030")
    assert addresses("表/list.txt") == ["丙.xlsx", "乙.xlsx", "甲/2023.xlsx"]


def test_the_members_of_an_archive_are_inputs() -> None:
    """An archive is gone through as a folder is, wherever it lies; one inside another is an input to be refused."""
    packed("unions.zip", "甲/2023.xlsx", "乙/1月.xlsx", "乙/2月.xlsx", "readme.md", "里/更里.zip")
    found = survey(["unions.zip"], OUT)
    assert [(each.address, each.store, each.home) for each in found] == [
        ("乙", Store.ARCHIVE, ""),
        ("甲/2023.xlsx", Store.ARCHIVE, "甲"),
        ("里/更里.zip", Store.ARCHIVE, "里"),
    ]
    Path("街道").mkdir()
    Path("unions.zip").rename("街道/unions.zip")
    assert addresses("街道")[0] == "unions.zip/乙"


def test_a_damaged_archive_is_refused_alone() -> None:
    """Named by itself it is refused at once; among others it is one input that will be."""
    put("街道/坏.zip", "街道/甲.xlsx")
    with pytest.raises(RequestError, match="rollup-archive-damaged"):
        survey(["街道/坏.zip"], OUT)
    assert addresses("街道") == ["坏.zip", "甲.xlsx"]


def test_names_in_an_archive_of_a_chinese_windows_are_read() -> None:
    """A member's name without the sign of UTF-8 is GBK."""
    with zipfile.ZipFile("旧.zip", "w") as archive:
        archive.writestr("????/2023.xlsx", b"x")
    data = Path("旧.zip").read_bytes().replace(b"????", "甲乙".encode("gbk"))
    Path("旧.zip").write_bytes(data)
    assert addresses("旧.zip") == ["甲乙/2023.xlsx"]
    assert archives.decoded("名单".encode("gbk")) == "名单"


def test_an_archive_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many members, or one larger than a workbook may be, are refused by name."""
    packed("a.zip", "1.xlsx", "2.xlsx")
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    with pytest.raises(RequestError, match="rollup-archive-large"):
        survey(["a.zip"], OUT)
    monkeypatch.setattr(archives, "MOST_FILE_MIB", 0)
    with pytest.raises(WorkbookError, match="workbook-too-large-file"):
        archives.member_bytes(Path("a.zip"), "1.xlsx")
    with pytest.raises(WorkbookError, match="workbook-damaged"):
        archives.member_bytes(Path("a.zip"), "3.xlsx")


def test_a_locked_member_is_refused() -> None:
    """A member under a password says so."""
    packed("a.zip", "1.xlsx")
    data = bytearray(Path("a.zip").read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    Path("a.zip").write_bytes(data)
    with pytest.raises(WorkbookError, match="workbook-locked"):
        archives.member_bytes(Path("a.zip"), "1.xlsx")


def test_other_stores_need_fsspec(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the refusal says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(RequestError, match="rollup-needs-fsspec"):
        survey(["memory://unions"], OUT)


def test_an_address_of_another_store_is_a_source(tmp_path: Path) -> None:
    """Every workbook below an address is an input, read from there."""
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    store.pipe("/unions/甲/2023.xlsx", book(tmp_path, SMALL).read_bytes())
    store.pipe("/unions/乙/1月.xlsx", b"x")
    store.pipe("/unions/乙/2月.xlsx", b"x")
    try:
        found = survey(["memory://unions"], OUT)
        assert [(each.address, each.store) for each in found] == [("乙", Store.REMOTE), ("甲/2023.xlsx", Store.REMOTE)]
        assert addresses("memory://unions/甲/*.xlsx") == ["unions/甲/2023.xlsx"]
        assert addresses("memory://unions/甲/2023.xlsx") == ["unions/甲/2023.xlsx"]
        assert remote.file_bytes(found[1].files[0])[:2] == b"PK"
        with pytest.raises(WorkbookError, match="workbook-missing"):
            remote.file_bytes("memory://unions/丙.xlsx")
        with pytest.raises(RequestError, match="rollup-source-missing"):
            survey(["memory://nowhere"], OUT)
        with pytest.raises(RequestError, match="rollup-store-unreadable"):
            survey(["unheard-of://x"], OUT)
    finally:
        store.rm("/unions", recursive=True)


@pytest.mark.parametrize(
    ("source", "stated", "expected"),
    [
        (Input("甲/2023.xlsx", ("x",), home="甲"), "锦绣 社区工会", ("锦绣 社区工会", "锦绣社区工会")),
        (Input("甲社区/2023.xlsx", ("x",), home="甲社区"), "", ("甲社区", "甲社区")),
        (Input("街/甲社区2023年度台账.xlsx", ("x",), home="街"), "", ("甲社区台账", "街/甲社区")),
        (Input("街/甲社区", ("x", "y"), home="街"), "", ("甲社区", "街/甲社区")),
        (Input("2023.xlsx", ("x",)), " ", ("2023", "2023.xlsx")),
    ],
)
def test_a_union_has_a_name_and_a_key(source: Input, stated: str, expected: tuple[str, str]) -> None:
    """单位名称 goes before the file's name, and that before the folder's where it says only the year."""
    assert naming(source, stated) == expected


def test_inputs_of_one_name_are_told_apart() -> None:
    """Two members of one name in an archive, or a folder and an archive of one name, have two addresses."""
    packed("a.zip", "甲.xlsx")
    with zipfile.ZipFile("a.zip", "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("甲.xlsx", b"y")
    put("街/b/甲.xlsx", "c/街/b/甲.xlsx")
    Path("list.txt").write_text("街/b/甲.xlsx\nc/../c/街/b\n", encoding="utf-8")
    assert addresses("list.txt") == ["c/../c/街/b/甲.xlsx", "街/b/甲.xlsx"]
    assert addresses("a.zip") == ["甲.xlsx"]


def test_a_name_that_is_no_chinese_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """A member's name that is in no known encoding is as the archive has it."""
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("??.xlsx", b"x")
    data = Path("a.zip").read_bytes().replace(b"??", b"\xff\xff")
    Path("a.zip").write_bytes(data)
    (found,) = survey(["a.zip"], OUT)
    assert found.address.endswith(".xlsx")
    del monkeypatch


def test_a_store_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a store does not give, or gives too much of, is a refusal with its reason."""

    class Store:
        protocol = "odd"

        def find(self, _: str) -> None:
            raise PermissionError("no entry")

        def open(self, path: str, _: str) -> io.BytesIO:
            if "x" in path:
                raise PermissionError("no entry")
            return io.BytesIO(b"12345")

    monkeypatch.setattr(remote, "_opened", lambda address: (Store(), address))
    with pytest.raises(RequestError, match="rollup-store-unreadable"):
        remote.listed("odd://a")
    with pytest.raises(WorkbookError, match="workbook-unreadable"):
        remote.file_bytes("odd://x")
    monkeypatch.setattr(remote, "MOST_FILE_MIB", 0)
    with pytest.raises(WorkbookError, match="workbook-too-large-file"):
        remote.file_bytes("odd://b")
