from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import fake_office
from tests.docx_text import document
from unionreport.errors import RequestError
from unionreport.office import Failure, Patience, convert, find_office

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fake office is a script with a first line")
DOCUMENTS = [document("甲"), document("乙"), document("丙")]
QUICK = Patience(1.5, 0)


def runs(log: Path) -> list[str]:
    """The documents of each run of the fake office."""
    return log.read_text(encoding="utf-8").splitlines()


def test_several_documents_are_converted_by_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The office starts once, gets all documents, and each comes back in its order."""
    log = fake_office.install(tmp_path, monkeypatch)
    done = convert(DOCUMENTS, find_office())
    assert runs(log) == ["0.docx 1.docx 2.docx"]
    assert [f"<{ord(sign):04x}> Tj".encode() in each.data for sign, each in zip("甲乙丙", done, strict=True)] == [
        True
    ] * 3
    assert {each.failure for each in done} == {None}


def test_a_document_that_ends_the_office_does_not_lose_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those after it are converted alone; it fails, with what the office said."""
    log = fake_office.install(tmp_path, monkeypatch, "stubborn:1")
    done = convert(DOCUMENTS, find_office())
    assert runs(log) == ["0.docx 1.docx 2.docx", "1.docx", "2.docx"]
    assert [each.failure for each in done] == [None, Failure.NOTHING, None]
    assert done[1].detail == "Error: source file could not be loaded"


def test_a_failure_is_tried_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What went wrong once by chance is right the second time."""
    log = fake_office.install(tmp_path, monkeypatch, "once")
    assert convert(DOCUMENTS[:1], find_office())[0].failure is None
    assert len(runs(log)) == 2


@pytest.mark.parametrize(
    ("how", "failure"), [("crash", Failure.NOTHING), ("half", Failure.NOTHING), ("hang", Failure.SLOW)]
)
def test_an_office_that_never_gives_a_whole_file_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, failure: Failure
) -> None:
    """A crash, half a file and no end in sight are failures, and half a file is never taken."""
    fake_office.install(tmp_path, monkeypatch, how)
    (done,) = convert(DOCUMENTS[:1], find_office(), QUICK if how == "hang" else None)
    assert (done.data, done.failure) == (b"", failure)


def test_an_office_that_fails_at_all_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After two documents that failed alone, where none succeeded, the others are not tried."""
    log = fake_office.install(tmp_path, monkeypatch, "crash")
    assert {each.failure for each in convert([*DOCUMENTS, *DOCUMENTS], find_office())} == {Failure.NOTHING}
    assert len(runs(log)) == 3


def alive(mark: str) -> bool:
    """Whether a process has the mark in its command."""
    return mark in subprocess.run(["/bin/ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(not Path("/bin/ps").exists(), reason="no ps to see processes with")
@pytest.mark.parametrize("error", [subprocess.TimeoutExpired("x", 1), KeyboardInterrupt()])
def test_nothing_is_left_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """When patience ends, or the user, the whole group of processes does; an interrupt is passed on."""
    program = tmp_path / f"{tmp_path.name}-soffice"
    program.write_text(f"#!/bin/sh\n/bin/sh -c 'sleep 60; : {program}' & wait\n", encoding="utf-8")
    program.chmod(0o755)
    real, waits = subprocess.Popen.wait, []

    def wait(self: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        waits.append(timeout)
        if timeout is not None:
            raise error
        return real(self)

    monkeypatch.setattr(subprocess.Popen, "wait", wait)
    if isinstance(error, KeyboardInterrupt):
        with pytest.raises(KeyboardInterrupt):
            convert(DOCUMENTS[:1], program)
    else:
        assert convert(DOCUMENTS[:1], program)[0].failure == Failure.SLOW
    monkeypatch.undo()
    assert waits
    assert not alive(str(program))


def test_a_program_that_cannot_be_started_is_a_failure(tmp_path: Path) -> None:
    """What is no program is told with the system's reason."""
    program = tmp_path / "soffice"
    program.write_text("not a program", encoding="utf-8")
    program.chmod(0o755)
    (done,) = convert(DOCUMENTS[:1], program)
    assert (done.failure, done.detail) == (Failure.UNUSABLE, "Exec format error")


def make(path: Path) -> Path:
    """An executable file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_office_is_found_by_name_on_the_path_and_in_its_places(tmp_path: Path) -> None:
    """The variable goes before the path, the path before the usual places."""
    own, on_path, usual = (make(tmp_path / name / "soffice") for name in ("own", "path", "usual"))
    path = {"PATH": str(on_path.parent)}
    assert find_office({**path, "UNIONREPORT_OFFICE": str(own)}, [str(usual)]) == own
    assert find_office(path, [str(usual)]) == on_path
    assert find_office({"PATH": str(tmp_path)}, [str(tmp_path / "none"), str(usual)]) == usual


def test_an_absent_office_is_refused(tmp_path: Path) -> None:
    """Without LibreOffice, or with a variable that names none, the request is refused."""
    with pytest.raises(RequestError) as missing:
        find_office({"PATH": str(tmp_path)}, [])
    assert missing.value.key == "office-missing"
    with pytest.raises(RequestError) as wrong:
        find_office({"PATH": str(tmp_path), "UNIONREPORT_OFFICE": "/none"}, [])
    assert (wrong.value.key, wrong.value.params["file"]) == ("office-unusable", "/none")


def test_the_office_gets_fixed_options_and_a_profile_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No comments, no form fields, PDF/A; Chinese fonts; a profile that goes nowhere near the network."""
    program = tmp_path / "soffice"
    told = tmp_path / "told"
    program.write_text(
        f'#!/bin/sh\nprintf \'%s\\n\' "$@" "$LC_ALL" > {told}\ncat profile-1/user/*.xcu >> {told}\n', encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setenv("LC_ALL", "C")
    convert(DOCUMENTS[:1], program)
    text = told.read_text(encoding="utf-8")
    assert '"ExportNotes": {"type": "boolean", "value": "false"}' in text
    assert '"ExportFormFields": {"type": "boolean", "value": "false"}' in text
    assert '"SelectPdfVersion": {"type": "long", "value": "2"}' in text
    assert "-env:UserInstallation=file:///" in text
    assert "zh_CN.UTF-8" in text
    assert "BlockUntrustedRefererLinks" in text
    folder = text.partition("UserInstallation=file://")[2].partition("/profile-")[0]
    assert not Path(folder).exists()
