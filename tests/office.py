"""LibreOffice in tests: documents converted to pages, and the pages measured (poppler's pdftotext and pdftoppm).

Import nothing but `Office` and the measures; the fixture ``office`` is known to every test (conftest). Tests that ask
for it are skipped, with the reason, where a program or the fonts are missing; with ``UNIONREPORT_REQUIRE_OFFICE=1``
they fail instead, so that nobody takes a skip for a proof.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import etree

PROGRAMS = ("soffice", "pdftotext", "pdftoppm")
NOTO = "Noto Serif CJK SC"
TIMEOUT = 240
MM = 25.4 / 72

# Only Debian's fonts-noto-cjk, whatever else a machine has: the same widths everywhere.
FONTS = {
    "方正小标宋简体": NOTO,
    "仿宋": NOTO,
    "楷体": NOTO,
    "宋体": NOTO,
    "黑体": "Noto Sans CJK SC",
}
_ALIAS = "<alias binding='same'><family>{}</family><prefer><family>{}</family></prefer></alias>"
_FONTCONFIG = "<?xml version='1.0'?><fontconfig>{}<cachedir>{}</cachedir>{}</fontconfig>"


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text on a page as poppler sees it: the box of its characters in millimetres from the upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


Line = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """An office with a profile of its own; what it converted once it does not convert again."""

    folder: Path
    done: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def convert(self, files: Mapping[str, bytes], form: str = "pdf") -> dict[str, bytes]:
        """The documents (name without suffix → .docx) in another form, all by one run of the program."""
        keys = {name: (hashlib.sha256(data).hexdigest(), form) for name, data in files.items()}
        missing = {keys[name]: data for name, data in files.items() if keys[name] not in self.done}
        if missing:
            self._convert(missing, form)
        return {name: self.done[key] for name, key in keys.items()}

    def _convert(self, missing: Mapping[tuple[str, str], bytes], form: str) -> None:
        source, target = self.folder / "in", self.folder / "out"
        for folder in (source, target):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        for (digest, _), data in missing.items():
            (source / f"{digest}.docx").write_bytes(data)
        command = [
            "soffice",
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
        ]
        command += ["--convert-to", form, "--outdir", str(target), *map(str, sorted(source.iterdir()))]
        subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT, env=self._environment())
        for key in missing:
            self.done[key] = (target / f"{key[0]}.{form}").read_bytes()

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "FONTCONFIG_FILE": str(self.folder / "fonts.conf"), "LC_ALL": "C.UTF-8"}

    def pages(self, pdf: bytes) -> list[list[Line]]:
        """The lines of each page from the top down, each as its words from the left."""
        root = etree.fromstring(self._poppler("pdftotext", pdf, "-bbox-layout", "-"))
        return [_lines_of(page) for page in root.iter("{*}page")]

    def text(self, pdf: bytes) -> str:
        """Every character of the pages but blanks."""
        return "".join(self._poppler("pdftotext", pdf, "-raw", "-").decode().split())

    def ink(self, pdf: bytes, page: int, dots: int = 144) -> list[tuple[float, float, float]]:
        """Where a page (from 1) is black: rows of dots that have ink, as (top, left, right) in millimetres."""
        wanted = ("-r", str(dots), "-gray", "-f", str(page), "-l", str(page))
        kind, size, _, pixels = self._poppler("pdftoppm", pdf, *wanted, before=True).split(b"\n", 3)
        assert kind == b"P5"
        width = int(size.split()[0])
        rows = [pixels[start : start + width] for start in range(0, len(pixels), width)]
        dark = [[x for x, value in enumerate(row) if value < 128] if min(row) < 128 else [] for row in rows]
        return [(y * 25.4 / dots, row[0] * 25.4 / dots, row[-1] * 25.4 / dots) for y, row in enumerate(dark) if row]

    def _poppler(self, program: str, pdf: bytes, *options: str, before: bool = False) -> bytes:
        path = self.folder / "page.pdf"
        path.write_bytes(pdf)
        command = [program, *options, str(path)] if before else [program, *options[:-1], str(path), options[-1]]
        return subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT).stdout


def _lines_of(page: etree._Element) -> list[Line]:
    """Poppler's words, joined to lines by their height: it cuts a line where blanks are wide."""
    rows: list[list[Word]] = []
    for word in sorted((_word(each) for each in page.iter("{*}word")), key=lambda word: (word.top, word.left)):
        row = next((row for row in rows if abs(_middle(row[0]) - _middle(word)) < 2), None)
        if row is None:
            rows.append(row := [])
        row.append(word)
    return [tuple(sorted(row, key=lambda word: word.left)) for row in rows]


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _word(each: etree._Element) -> Word:
    left, top, right, bottom = (float(each.get(name, "")) * MM for name in ("xMin", "yMin", "xMax", "yMax"))
    return Word(each.text or "", left, top, right, bottom)


def text_of(line: Line) -> str:
    """A line's characters."""
    return "".join(word.text for word in line)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice with a profile and fonts of its own."""
    folder = tmp_path_factory.mktemp("office")
    fonts = Path("/usr/share/fonts/opentype/noto")
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    missing += [] if list(fonts.glob("NotoSerifCJK*")) else ["fonts-noto-cjk"]
    if missing:
        refuse = pytest.fail if os.environ.get("UNIONREPORT_REQUIRE_OFFICE") == "1" else pytest.skip
        refuse(f"not on this machine: {', '.join(missing)}")
    aliases = "".join(_ALIAS.format(*pair) for pair in FONTS.items())
    (folder / "fonts.conf").write_text(
        _FONTCONFIG.format(f"<dir>{fonts}</dir>", folder / "cache", aliases), encoding="utf-8"
    )
    return Office(folder)
