"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from unionreport.errors import OutputError
from unionreport.outputs import is_taken, write

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


def test_a_full_disk_while_writing_leaves_the_old_file(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the data itself does not fit, and not even the temporary file can be taken away, one error is told."""
    handle = os.open("/dev/full", os.O_WRONLY) if Path("/dev/full").exists() else None
    if handle is None:
        pytest.skip("no /dev/full on this machine")
    temporary = report.with_name(".2023.docx.x.tmp")
    monkeypatch.setattr("unionreport.outputs.tempfile.mkstemp", lambda **_: (handle, str(temporary)))
    monkeypatch.setattr("unionreport.outputs.Path.unlink", _fail)
    with pytest.raises(OutputError) as error:
        write(report, NEW)
    assert error.value.params == {"file": str(report), "detail": os.strerror(errno.ENOSPC)}
    assert (report.read_bytes(), names(report.parent)) == (OLD, ["2023.docx"])


def _fail(*_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_a_file_open_in_another_program_is_left(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows does not let it be exchanged."""
    monkeypatch.setattr("unionreport.outputs.Path.replace", _fail)
    with pytest.raises(OutputError):
        write(report, NEW)
    assert (report.read_bytes(), names(report.parent)) == (OLD, ["2023.docx"])


@pytest.mark.skipif(sys.platform == "win32", reason="links need leave there")
def test_a_link_is_followed(report: Path) -> None:
    """The file that it leads to is written, also where that is not there yet; the link stays one."""
    for target in (report, report.with_name("new.docx")):
        link = report.with_name(f"link-{target.name}")
        link.symlink_to(target)
        write(link, NEW)
        assert link.is_symlink()
        assert target.read_bytes() == NEW


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among files there")
def test_what_is_no_file_is_refused_and_left(tmp_path: Path) -> None:
    """A rename would put a file in the place of a device or a pipe."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OutputError):
        write(pipe, NEW)
    assert pipe.is_fifo()
    assert names(tmp_path) == ["pipe"]


def test_a_file_protected_against_writing_is_refused(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody did that on purpose; a rename would not ask."""
    monkeypatch.setattr("unionreport.outputs.os.access", lambda *_: False)
    with pytest.raises(OutputError) as error:
        write(report, NEW)
    assert error.value.params["detail"] == os.strerror(errno.EACCES)
    assert report.read_bytes() == OLD


def test_a_name_too_long_is_refused_in_one_line(tmp_path: Path) -> None:
    """Whether it is asked for or written."""
    path = tmp_path / ("工" * 120 + ".docx")
    for act in (lambda: write(path, NEW), lambda: is_taken(path)):
        with pytest.raises(OutputError) as error:
            act()
        assert error.value.key == "output-unwritable"
    assert names(tmp_path) == []


_WRITER = """
import sys
from pathlib import Path
from unionreport.outputs import write
path, kinds = Path(sys.argv[1]), [b"1" * 3_000_000, b"2" * 2_000_000]
print("ready", flush=True)
while True:
    for data in kinds:
        write(path, data)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
@pytest.mark.parametrize("number", range(8))
def test_a_process_killed_at_any_moment_leaves_a_whole_file(report: Path, number: int) -> None:
    """Old or new, never a half; the moment is anywhere in a loop of writes."""
    root = Path(__file__).parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(report)], stdout=subprocess.PIPE, cwd=root, env={**os.environ}
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        for _ in range(3 + 7 * number):  # until some write or other is under way
            report.read_bytes()
        child.send_signal(signal.SIGKILL)
        child.wait()
    data = report.read_bytes()
    assert data in (OLD, b"1" * 3_000_000, b"2" * 2_000_000)
    write(report, NEW)
    assert report.read_bytes() == NEW
