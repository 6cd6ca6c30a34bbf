"""The template of the congress report: made from its text, and laid out by GB/T 9704-2012."""

from __future__ import annotations

import io
import runpy
import zipfile
from pathlib import Path

import pytest
from lxml import etree

FOLDER = Path(__file__).parent.parent / "templates"
TEMPLATE = (FOLDER / "congress-report.docx").read_bytes()
MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(name: str) -> etree._Element:
    """One XML part of the template."""
    return etree.fromstring(contents(TEMPLATE)[name])


def contents(document: bytes) -> dict[str, bytes]:
    """The parts of a document."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_is_made_from_its_text() -> None:
    """The document in the folder is what the script makes of the text, byte for byte every time."""
    make = runpy.run_path(str(FOLDER / "make.py"))
    first, second = (make["compose"](make["read_text"](FOLDER / "congress-report.txt")) for _ in range(2))
    assert first == second
    assert contents(first) == contents(TEMPLATE)


def test_page_is_that_of_the_standard() -> None:
    """A4, margins 37/35/28/26 mm, 22 lines of 28 characters, page numbers on both sides (GB/T 9704-2012)."""
    section = part("word/document.xml").find(f".//{W}sectPr")
    assert section is not None
    margins, grid = section.find(f"{W}pgMar"), section.find(f"{W}docGrid")
    assert margins is not None
    assert grid is not None
    millimetres = {side: round(int(margins.get(f"{W}{side}") or 0) * 25.4 / 1440) for side in MARGINS}
    assert millimetres == MARGINS
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("linesAndChars", "579")
    assert {each.get(f"{W}type") for each in section.iter(f"{W}footerReference")} == {"default", "even"}
    assert part("word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


@pytest.mark.parametrize(
    ("style", "name", "font", "half_points"),
    [
        ("ReportTitle", "公文标题", "方正小标宋简体", "44"),
        ("Subtitle", "公文副标题", "楷体", "32"),
        ("Salutation", "称谓", "仿宋", "32"),
        ("Body", "公文正文", "仿宋", "32"),
        ("Closing", "结束语", "仿宋", "32"),
        ("Section", "一级标题", "黑体", "32"),
        ("Item", "二级标题", "楷体", "32"),
        ("Signature", "落款", "仿宋", "32"),
        ("PageNumberOdd", "页码", "宋体", "28"),
    ],
)
def test_styles_carry_the_typography(style: str, name: str, font: str, half_points: str) -> None:
    """Each kind of paragraph has a style of its own with the standard's font and size, Chinese font named."""
    found = part("word/styles.xml").find(f"{W}style[@{W}styleId='{style}']")
    assert found is not None
    values = {each.tag: each for each in found.iter()}
    assert values[f"{W}name"].get(f"{W}val") == name
    assert values[f"{W}rFonts"].get(f"{W}eastAsia") == font
    assert values[f"{W}sz"].get(f"{W}val") == half_points


def test_no_run_is_formatted_by_hand() -> None:
    """Every paragraph has a style that the document defines, and no run has formatting of its own."""
    root = part("word/document.xml")
    defined = {each.get(f"{W}styleId") for each in part("word/styles.xml").iter(f"{W}style")}
    assert {each.get(f"{W}val") for each in root.iter(f"{W}pStyle")} <= defined
    assert all(each.find(f"{W}pPr/{W}pStyle") is not None for each in root.iter(f"{W}p"))
    assert list(root.iter(f"{W}rPr")) == []


@pytest.mark.parametrize("footer", ["word/footer1.xml", "word/footer2.xml"])
def test_page_number_shows_in_every_editor(footer: str) -> None:
    """The page number reads — 1 —, each piece of its field in a run of its own, as WPS wants it."""
    root = part(footer)
    assert "".join(each.text or "" for each in root.iter(f"{W}t")) == "— 1 —"
    pieces = [[child.tag.removeprefix(W) for child in run] for run in root.iter(f"{W}r")]
    assert pieces == [["t"], ["fldChar"], ["instrText"], ["fldChar"], ["t"], ["fldChar"], ["t"]]
