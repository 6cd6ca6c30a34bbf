"""Same inputs, same bytes: two processes that differ in all that must not matter write the same reports."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docx_text import parts
from unionreport.document.fonts import chinese_font
from unionreport.document.refusal import RefusedError
from unionreport.resources import folder, template_names

TEMPLATES = template_names()
ROOT = Path(__file__).parent.parent
Built = tuple[Mapping[str, bytes], Mapping[str, str]]


def forms() -> tuple[str, ...]:
    """The forms that charts can have here: pictures need a font with Chinese letters."""
    try:
        chinese_font()
    except RefusedError:
        return ("native",)
    return ("native", "picture")


FORMS = forms()
PROGRAM = """
import json, sys
from pathlib import Path
from unionreport.provenance import Comments
from unionreport.reporting import Request, build
from unionreport.stripping import strip

folder, told = Path(sys.argv[1]), {}
for form in sys.argv[2].split():
    for template in sys.argv[3].split():
        output = folder / f"{form}-{template}.docx"
        request = Request(output, template, previous=(folder / "2022.xlsx",), comments=Comments.ALL, sources=True)
        built = build(folder / "2023.xlsx", request, folder / f"{form}.toml")
        strip(output)
        told[output.name] = built.digest
print(json.dumps(told))
"""


@dataclass(frozen=True, slots=True)
class Making:
    """A process that fills every template, with comments, sources and charts of both forms, and makes clean copies."""

    home: Path
    process: subprocess.Popen[str]

    def result(self) -> Built:
        """The files, and the digests that the process told of the reports."""
        told, complaint = self.process.communicate()
        assert self.process.returncode == 0, complaint
        return {path.name: path.read_bytes() for path in sorted(self.home.glob("*.docx"))}, json.loads(told)


def start(home: Path, **environment: str) -> Making:
    """The process, in a folder of its own with the samples."""
    home.mkdir(parents=True)
    for name in ("2022.xlsx", "2023.xlsx"):
        shutil.copy(folder("sample_data") / name, home / name)
    for form in FORMS:
        (home / f"{form}.toml").write_text(f'charts = "{form}"\n', encoding="utf-8")
    command = [sys.executable, "-c", PROGRAM, str(home), " ".join(FORMS), " ".join(TEMPLATES)]
    known = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    pipe = subprocess.PIPE
    return Making(home, subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=known, cwd=home))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    """The reports of two processes: another hash seed, time zone, language, folder, and another day of making."""
    home = tmp_path_factory.mktemp("bytes")
    one = start(home / "one", PYTHONHASHSEED="0", TZ="Asia/Shanghai", LC_ALL="C.UTF-8", UNIONREPORT_LANG="zh")
    two = start(
        home / "a" / "二 folder", PYTHONHASHSEED="77", TZ="America/Los_Angeles", LC_ALL="C", UNIONREPORT_LANG="en",
        SOURCE_DATE_EPOCH="1600000000",
    )  # fmt: skip
    return [one.result(), two.result()]


def test_two_processes_write_the_same_bytes(both: list[Built]) -> None:
    """Every template, with comments, sources and charts of both forms, and its clean copy."""
    (first, told), (second, told_again) = both
    assert len(first) == 2 * len(FORMS) * len(TEMPLATES)
    assert set(first) == set(second)
    differing = {
        f"{name}: {part}"
        for name in first
        for part, data in parts(first[name]).items()
        if data != parts(second[name]).get(part)
    }
    assert differing == set()
    assert [name for name in first if first[name] != second[name]] == []
    assert told == told_again


def test_nothing_in_a_report_names_this_machine(both: list[Built]) -> None:
    """No part holds a path, a user or a moment of its making."""
    (first, _), (second, _) = both
    for reports, words in ((first, [b"/one/"]), (second, ["二 folder".encode(), b"2020-09-13"])):
        for data in reports.values():
            for part in parts(data).values():
                assert not any(word in part for word in [*words, str(Path.home()).encode() + b"/"])
