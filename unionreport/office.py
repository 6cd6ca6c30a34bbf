"""Turns Word documents into PDF by LibreOffice: finds it, runs it in a room of its own, and ends it when it hangs.

LibreOffice exits 0 whether or not it could read a file, and one bad file takes those after it along; so
what counts is the files it leaves behind, and each that is missing is tried once more, alone.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from unionreport.errors import RequestError

VARIABLE = "UNIONREPORT_OFFICE"
"""The environment variable that names the program where it lies in no usual place."""

_NAMES = ("soffice.com", "soffice", "libreoffice")  # on Windows the .com is the one that can be waited for
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_OPTIONS: Mapping[str, object] = {
    "ExportNotes": False,  # any option at all turns comments on, as icons over the numbers
    "ExportFormFields": False,  # newer versions make content controls into forms to fill in
    "SelectPdfVersion": 2,  # PDF/A-2b (ISO 19005-2) for the archive: every font inside, nothing that runs; tagged
    "UseLosslessCompression": True,  # the numbers in a chart's picture stay sharp
}
_KINDS = {bool: "boolean", int: "long"}
_CHINESE = {"LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"}
"""The locale decides which fonts stand in for missing ones: Chinese ones, whoever runs it."""

# A document can have LibreOffice fetch pictures from the network; this product never goes there.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_BEGIN, _END = b"%PDF-", b"%%EOF"
_LAST_BYTES = 1024
_LONGEST_DETAIL = 200


class Failure(StrEnum):
    """Why there is no PDF, as an error's key: the office took too long, ended without one, or could not be started."""

    SLOW = "pdf-slow"
    NOTHING = "pdf-nothing"
    UNUSABLE = "pdf-unusable"


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of one document: the bytes of its PDF, or the failure with what the office said."""

    data: bytes = b""
    failure: Failure | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds the office may take: to start, and for each document."""

    start: float = 60
    each: float = 120


def find_office(environment: Mapping[str, str] = os.environ, places: Sequence[str] = _PLACES) -> Path:
    """The program of LibreOffice: the one that ``UNIONREPORT_OFFICE`` names, on the path, in its usual places.

    Raises RequestError where there is none, with how to install it.
    """
    if named := environment.get(VARIABLE):
        found = shutil.which(named, path=environment.get("PATH"))
        if found is None:
            raise RequestError("office-unusable", file=named, detail=VARIABLE)
        return Path(found)
    on_path = (shutil.which(name, path=environment.get("PATH")) for name in _NAMES)
    found = next((each for each in (*on_path, *map(shutil.which, places)) if each), None)
    if found is None:
        raise RequestError("office-missing")
    return Path(found)


def convert(documents: Sequence[bytes], office: Path, patience: Patience | None = None) -> list[Converted]:
    """The PDF of each .docx, all by one run of the office; those it failed at are tried once more, each alone.

    Where nothing succeeds, two documents in a row that fail alone are the last ones tried.
    """
    with tempfile.TemporaryDirectory(prefix="unionreport-", ignore_cleanup_errors=True) as folder:
        desk = _Desk(Path(folder).resolve(), office, patience or Patience())
        numbers = range(len(documents))
        for number in numbers:
            (desk.folder / f"{number}.docx").write_bytes(documents[number])
        done = dict(zip(numbers, desk.run(numbers), strict=True))
        failed = 0
        for number in [number for number in numbers if done[number].failure]:
            if failed > 1 and all(each.failure for each in done.values()):
                break
            done[number] = desk.run([number])[0]
            failed = failed + 1 if done[number].failure else 0
    return list(done.values())


@dataclass(slots=True)
class _Desk:
    """The folder that the office works in, by short names of ours, with a new profile for every run."""

    folder: Path
    office: Path
    patience: Patience
    runs: int = field(default=0)

    def run(self, numbers: Sequence[int]) -> list[Converted]:
        self.runs += 1
        profile, target = self.folder / f"profile-{self.runs}", self.folder / f"pdf-{self.runs}"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        said = self.folder / f"said-{self.runs}"
        command = [
            str(self.office),
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nologo", "--convert-to", _form(), "--outdir", target.name),
            *(f"{number}.docx" for number in numbers),
        ]
        failure = self._wait(command, said, self.patience.start + self.patience.each * len(numbers))
        detail = " ".join(said.read_text(encoding="utf-8", errors="replace").split())[-_LONGEST_DETAIL:]
        return [_taken(target / f"{number}.pdf", failure, detail) for number in numbers]

    def _wait(self, command: Sequence[str], said: Path, seconds: float) -> Failure:
        """Runs the office to its end or the end of our patience; nothing of it is left running either way."""
        try:
            with said.open("wb") as stream:
                process = subprocess.Popen(  # noqa: S603  a program the user chose, and names of ours
                    command,
                    cwd=self.folder,
                    env={**os.environ, **_CHINESE},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=stream,
                    start_new_session=True,
                )
        except OSError as error:
            said.write_text(error.strerror or str(error), encoding="utf-8")
            return Failure.UNUSABLE
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return Failure.SLOW
        finally:  # an interrupt too: the program is a script that starts others
            _end(process)
        return Failure.NOTHING


def _form() -> str:
    options = {name: {"type": _KINDS[type(value)], "value": json.dumps(value)} for name, value in _OPTIONS.items()}
    return f"pdf:writer_pdf_Export:{json.dumps(options)}"


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603  a program of the system
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:  # all have ended by themselves
            return
    process.wait()


def _taken(path: Path, failure: Failure, detail: str) -> Converted:
    """The PDF where it is whole: an office that is ended in the middle leaves half of one."""
    data = path.read_bytes() if path.is_file() else b""
    if data.startswith(_BEGIN) and _END in data[-_LAST_BYTES:]:
        return Converted(data)
    return Converted(failure=failure, detail=detail)
