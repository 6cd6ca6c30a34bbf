"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from unionreport.errors import OutputError
from unionreport.outputs import write

OLD, NEW = b"the old report", b"the new report, longer"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report that stands already."""
    path = tmp_path / "2023.docx"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    """What lies in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("data", [NEW, b"", bytes(range(256)) * 5000])
def test_the_file_holds_the_data_and_nothing_lies_beside_it(tmp_path: Path, data: bytes) -> None:
    """A new file is there as given, without a trace of how it was written."""
    path = tmp_path / "2023.docx"
    write(path, data)
    assert path.read_bytes() == data
    assert names(tmp_path) == ["2023.docx"]


def test_an_old_file_is_replaced(report: Path) -> None:
    """Writing again leaves the new data alone."""
    write(report, NEW)
    assert report.read_bytes() == NEW
    assert names(report.parent) == ["2023.docx"]


def test_a_name_of_full_length_can_be_written(tmp_path: Path) -> None:
    """A long Chinese title is a name like another: what the system allows, writing allows."""
    path = tmp_path / ("工" * 83 + ".docx")
    write(path, NEW)
    assert path.read_bytes() == NEW


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are the system's own there")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permissions_are_kept(report: Path, mode: int) -> None:
    """Who could read the old file can read the new one, and nobody else."""
    report.chmod(mode)
    write(report, NEW)
    assert report.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are the system's own there")
def test_a_new_file_has_the_permissions_new_files_have(tmp_path: Path) -> None:
    """The temporary file's narrow permissions do not stick."""
    before = os.umask(0o027)
    try:
        write(tmp_path / "2023.docx", NEW)
        assert (tmp_path / "2023.docx").stat().st_mode & 0o777 == 0o640
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are the system's own there")
def test_a_private_file_is_its_owners_alone(report: Path) -> None:
    """What holds personal data is opened to nobody else, even where the file before it was."""
    report.chmod(0o664)
    write(report, NEW, private=True)
    assert report.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    """Nothing is made up on the way to a file."""
    path = tmp_path / "none" / "2023.docx"
    with pytest.raises(OutputError) as error:
        write(path, NEW)
    assert error.value.key == "output-unwritable"
    assert error.value.params == {"file": str(path), "detail": os.strerror(errno.ENOENT)}
    assert names(tmp_path) == []


def test_a_folder_in_the_way_is_refused_and_left(tmp_path: Path) -> None:
    """A folder under the file's name stays, and no temporary file does."""
    path = tmp_path / "2023.docx"
    path.mkdir()
    with pytest.raises(OutputError):
        write(path, NEW)
    assert path.is_dir()
    assert names(tmp_path) == ["2023.docx"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is unwritable to an administrator")
def test_a_folder_without_leave_to_write_is_refused(report: Path) -> None:
    """The old file is as it was."""
    report.parent.chmod(0o500)
    try:
        with pytest.raises(OutputError) as error:
            write(report, NEW)
    finally:
        report.parent.chmod(0o700)
    assert error.value.params["detail"] == os.strerror(errno.EACCES)
    assert report.read_bytes() == OLD


def test_a_folder_that_takes_no_new_file_is_refused(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not even the temporary file can be made, the old file is as it was."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("unionreport.outputs.tempfile.mkstemp", refuse)
    with pytest.raises(OutputError) as error:
        write(report, NEW)
    assert error.value.params == {"file": str(report), "detail": "Permission denied"}
    assert (report.read_bytes(), names(report.parent)) == (OLD, ["2023.docx"])


@pytest.mark.parametrize("step", ["os.fsync", "Path.replace", "Path.chmod"])
def test_a_full_disk_leaves_the_old_file_and_no_other(report: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Whichever step the system fails at, the old report stays whole and nothing half-written remains."""

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"unionreport.outputs.{step}", fail)
    with pytest.raises(OutputError) as error:
        write(report, NEW)
    assert error.value.params == {"file": str(report), "detail": "No space left on device"}
    assert (report.read_bytes(), names(report.parent)) == (OLD, ["2023.docx"])


def test_an_error_without_words_is_told_all_the_same(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system gives no reason, what it gives is shown."""

    def fail(*_: object) -> None:
        raise OSError("the drive is gone")

    monkeypatch.setattr("unionreport.outputs.os.fsync", fail)
    with pytest.raises(OutputError) as error:
        write(report, NEW)
    assert error.value.params["detail"] == "the drive is gone"


@pytest.mark.parametrize("step", ["os.fsync", "Path.replace"])
@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, MemoryError])
def test_an_interrupt_leaves_the_old_file_and_no_other(
    report: Path, monkeypatch: pytest.MonkeyPatch, step: str, kind: type[BaseException]
) -> None:
    """Ctrl+C in the middle is passed on, after clearing up."""

    def interrupt(*_: object) -> None:
        raise kind

    monkeypatch.setattr(f"unionreport.outputs.{step}", interrupt)
    with pytest.raises(kind):
        write(report, NEW)
    assert (report.read_bytes(), names(report.parent)) == (OLD, ["2023.docx"])
