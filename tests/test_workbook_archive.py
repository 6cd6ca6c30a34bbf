"""The parts of a container, in pieces and within limits."""

from __future__ import annotations

import io
import time
import warnings
import zipfile

import pytest

from tests.containers import zipped
from unionreport.errors import WorkbookError
from unionreport.workbook import archive as archives
from unionreport.workbook import limits
from unionreport.workbook.archive import Archive, open_archive
from unionreport.workbook.limits import Meter


def opened(data: bytes) -> Archive:
    """The archive of the bytes."""
    return open_archive(data, Meter())


def refusal(data: bytes, name: str = "a") -> str:
    """The key of the refusal that reading a part raises."""
    with pytest.raises(WorkbookError) as refused:
        b"".join(opened(data).pieces(name))
    return refused.value.key


def test_parts_are_found_whatever_their_case_and_slashes() -> None:
    """Writers differ in case, backslashes and a leading slash."""
    found = opened(zipped({"xl\\Workbook.xml": "甲"}))
    assert "/XL/workbook.xml" in found
    assert b"".join(found.pieces("xl/workbook.xml")).decode() == "甲"
    assert found.head("xl/workbook.xml", 2) == "甲".encode()[:2]
    assert found.head("b", 2) == b""


def test_a_large_part_comes_in_pieces() -> None:
    """No part is held whole."""
    pieces = list(opened(zipped({"a": "b" * 3_000_000})).pieces("a"))
    assert sum(map(len, pieces)) == 3_000_000
    assert max(map(len, pieces)) <= 1 << 20


def test_what_is_inflated_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that inflates beyond the limit is given up on the way, whatever its directory says."""
    data = zipped({"a": "b" * (2 << 20), "c": "d"})
    opened(data).inflate()
    monkeypatch.setattr(limits, "MOST_INFLATED_MIB", 1)
    assert refusal(data) == "workbook-too-large-inflated"
    with pytest.raises(WorkbookError, match="workbook-too-large-inflated"):
        opened(data).inflate()


def test_time_is_counted() -> None:
    """Reading one file ends after the seconds allowed."""
    late = Meter(since=time.monotonic() - limits.MOST_SECONDS - 1)
    with pytest.raises(WorkbookError) as refused:
        list(open_archive(zipped({"a": "b"}), late).pieces("a"))
    assert (refused.value.key, refused.value.params["limit"]) == ("workbook-too-large-seconds", "15")


def test_a_large_file_may_ask_for_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes and seconds grow with the file's own size, so that a small one is refused as soon as ever."""
    monkeypatch.setattr(limits, "MOST_INFLATED_MIB", 1)
    Meter(size=1 << 20).spend(25 << 20)
    with pytest.raises(WorkbookError, match="workbook-too-large-inflated") as refused:
        Meter(size=1 << 20).spend((25 << 20) + 1)
    assert refused.value.params["limit"] == "25"
    begun = time.monotonic() - limits.MOST_SECONDS - 5
    Meter(size=20 << 20, since=begun).spend(1)
    with pytest.raises(WorkbookError, match="workbook-too-large-seconds"):
        Meter(size=2 << 20, since=begun).spend(1)


def test_members_are_counted_before_the_directory_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory of millions would take the memory by itself."""
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    assert refusal(zipped(dict.fromkeys("abc", ""))) == "workbook-too-large-members"
    assert b"".join(opened(zipped({"a": "b", "c": ""})).pieces("a")) == b"b"


def test_two_parts_of_one_name_contradict() -> None:
    """Readers differ in which they take; a part that nobody reads does no harm."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, text in (("a", "1"), ("A", "2"), ("b", "3")):
            archive.writestr(name, text)
    assert refusal(held.getvalue()) == "workbook-contradictory"
    assert b"".join(opened(held.getvalue()).pieces("b")) == b"3"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_foreign_compression_is_refused(method: int) -> None:
    """Workbooks are deflated or stored; others can inflate a piece without bounds."""
    assert refusal(zipped({"a": "b" * 1000}, method)) == "workbook-damaged"


def test_damage_is_told() -> None:
    """A part that is missing, encrypted, or does not inflate; a directory cut off or broken."""
    data = zipped({"a": "bcd" * 100})
    assert refusal(data, "b") == "workbook-damaged"
    assert refusal(data[:-30]) == "workbook-truncated"
    assert refusal(data[:31] + b"\xff\xff\xff" + data[34:]) == "workbook-damaged"
    at = data.index(b"PK\x01\x02")
    assert refusal(data[: at + 8] + b"\1" + data[at + 9 :]) == "workbook-locked"
    assert refusal(data[: at + 6] + b"\xff" + data[at + 7 :]) == "workbook-damaged"
    assert refusal(b"PK\x05\x06") == "workbook-damaged"
