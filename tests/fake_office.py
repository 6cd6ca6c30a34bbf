"""An office for tests: a small program that prints .docx files in a plain way, or fails as real ones were seen to.

``UNIONREPORT_FAKE`` says how: ``hang``, ``half`` (stops in the middle), ``crash``, ``stubborn:2`` (ends at the
document of that number in every run and does nothing after it), ``once`` (fails in the first run),
``drop:TEXT`` (loses the first TEXT), ``boxes`` (no font: every sign is the same), ``damage`` (a PDF of nothing).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_LINE = 28


def pdf(pages: Sequence[str], keywords: str = "") -> bytes:
    """A PDF of the pages' lines, as LibreOffice writes them as far as we look."""
    signs = sorted(set("".join(pages)) - {"\n"})
    mapping = "".join(f"<{ord(each):04x}> <{ord(each):04x}>\n" for each in signs)
    cmap = f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(signs)} beginbfchar\n{mapping}endbfchar"
    xmp = f"<pdf:Producer>LibreOffice 7.4</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>"
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/ToUnicode 4 0 R/DescendantFonts"
        "[<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 1000/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>",
        _stream(cmap),
        _stream(xmp),
    ]
    for number, page in enumerate(pages):
        shown = "\n".join(f"<{''.join(f'{ord(each):04x}' for each in line)}> Tj T*" for line in page.split("\n"))
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * number} 0 R>>",
            _stream(f"BT /F 16 Tf 20 TL 40 800 Td\n{shown}\nET"),
        ]
    return _file(objects)


def _stream(text: str) -> str:
    return f"<</Length {len(text.encode())}>>stream\n{text}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    made, places = b"%PDF-1.6\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF\n".encode()


def folded(text: str, lines: int = 22) -> list[str]:
    """The text on pages of a few lines, broken wherever a line is full, with the page's number below."""
    rows = [line[start : start + _LINE] for line in text.split("\n") for start in range(0, len(line), _LINE)]
    pages = [rows[start : start + lines] for start in range(0, len(rows), lines)]
    return ["\n".join([*page, f"— {number} —"]) for number, page in enumerate(pages, 1)]


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, how: str = "") -> Path:
    """Makes the fake office the one that is used; the file it notes its runs in, one a line."""
    program, log = folder / "fake soffice", folder / "runs"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        f"from tests.fake_office import main\nmain(sys.argv[1:], {str(log)!r})\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    log.write_text("", encoding="utf-8")
    monkeypatch.setenv("UNIONREPORT_OFFICE", str(program))
    monkeypatch.setenv("UNIONREPORT_FAKE", how)
    return log


def main(arguments: Sequence[str], log: str) -> None:
    """What the program does."""
    how, _, detail = os.environ["UNIONREPORT_FAKE"].partition(":")
    files = [each for each in arguments if each.endswith(".docx")]
    with Path(log).open("a", encoding="utf-8") as stream:
        stream.write(" ".join(files) + "\n")
    sys.stderr.write("Error: source file could not be loaded\n")
    target = Path(arguments[arguments.index("--outdir") + 1])
    target.mkdir(exist_ok=True)
    if how == "crash" or (how == "once" and len(Path(log).read_text(encoding="utf-8").splitlines()) == 1):
        sys.exit(1)
    for name in files:
        if how == "stubborn" and name == f"{detail}.docx":
            os._exit(1)
        made = _printed(Path(name).read_bytes(), how, detail)
        (target / name).with_suffix(".pdf").write_bytes(made[:200] if how in ("half", "hang") else made)
        if how == "hang":
            time.sleep(600)


def _printed(document: bytes, how: str, detail: str) -> bytes:
    from unionreport.document.package import read_package
    from unionreport.document.text import plain_text

    core = read_package(document)["docProps/core.xml"].decode()
    keywords = core.partition("keywords>")[2].partition("<")[0]
    text = plain_text(document)
    if how == "drop":
        text = text.replace(detail, "", 1)
    if how == "boxes":
        text = "\n".join("工" * len(line) for line in text.split("\n"))
    return b"%PDF-1.6\nnothing\n%%EOF" if how == "damage" else pdf(folded(text), keywords)
