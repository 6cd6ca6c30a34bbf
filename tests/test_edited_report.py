"""A report after weeks of hand editing: what README says of it is what the commands print."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from lxml.etree import _Element as Element
from openpyxl import load_workbook

from tests.command import Run
from tests.docx_text import W, edit, lines
from tests.office import Office
from unionreport import resources

ROOT = Path(__file__).parent.parent
P, T, SDT, TAG = (f"{{{W}}}{name}" for name in ("p", "t", "sdt", "tag"))
READMES = {"en": "README.md", "zh": "README.zh-CN.md"}


def control(root: Element, name: str) -> Element:
    """The first control of a figure."""
    tagged = ((each, tag.get(f"{{{W}}}val", "")) for each in root.iter(SDT) for tag in each.iter(TAG))
    return next(each for each, tag in tagged if tag.startswith(f"{name}|"))


def by_hand(root: Element) -> None:
    """A sentence reworded with a number of somebody's own, two figures moved, one typed over, one copied, one deleted."""
    for text in root.iter(T):
        text.text = (text.text or "").replace("努力为职工做好事", "千方百计为职工做好事，走访企业37家")
    places = list(root.iter(P))
    places[6].append(copy.deepcopy(control(root, "aid.total.amount")))
    places[7].append(control(root, "talks.total"))
    places[5].append(control(root, "receptions.settled"))
    next(control(root, "suggestions.submitted").iter(T)).text = "90份"
    gone = control(root, "training.sessions")
    holder = gone.getparent()
    assert holder is not None
    holder.remove(gone)


def change_ledger(path: Path) -> None:
    """One suggestion saved 10,000 元 more."""
    book = load_workbook(path)
    for row in book["合理化建议"].iter_rows():
        for cell in row:
            if cell.value == 286000:
                cell.value = 296000
    book.save(path)


def block(language: str, command: str) -> str:
    """What README shows below a command, without the shell's sign."""
    text = (ROOT / READMES[language]).read_text(encoding="utf-8")
    return text.split(f"$ {command}\n", 1)[1].split("```", 1)[0].split("\n$ ", 1)[0].rstrip("\n")


@pytest.mark.parametrize("language", READMES)
def test_verify_names_exactly_what_was_done_and_refresh_updates_the_rest(
    run: Run, tmp_path: Path, office: Office, language: str
) -> None:
    """Edited, saved by LibreOffice, the ledger changed: README shows the two commands and their real output."""
    (tmp_path / "2023.xlsx").write_bytes((resources.folder("sample_data") / "2023.xlsx").read_bytes())
    assert run("build", "2023.xlsx").code == 0
    report = tmp_path / "2023.docx"
    report.write_bytes(office.convert({"report": edit(report.read_bytes(), by_hand)}, "docx")["report"])
    change_ledger(tmp_path / "2023.xlsx")
    verified = run("verify", "2023.docx", "2023.xlsx", "--lang", language)
    assert (verified.code, verified.out.rstrip("\n")) == (1, block(language, "unionreport verify 2023.docx 2023.xlsx"))
    before = lines(report.read_bytes())
    refreshed = run("refresh", "2023.docx", "2023.xlsx", "--lang", language)
    assert refreshed.code == 0
    assert refreshed.out + refreshed.err.rstrip("\n") == block(language, "unionreport refresh 2023.docx 2023.xlsx")
    after = lines(report.read_bytes())
    assert [
        (old, new) for old, new in zip(before, after, strict=True) if old.replace("70.2万元", "71.2万元") != new
    ] == []
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
