"""The whole way of a report: built, edited by hand, saved by LibreOffice, the ledger changed, refreshed."""

from __future__ import annotations

from copy import deepcopy
from difflib import unified_diff
from pathlib import Path
from shutil import copy

from lxml.etree import _Element as Element
from openpyxl import load_workbook

from tests.command import Run
from tests.docx_text import W, edit, elements, lines
from tests.office import Office
from unionreport import resources

P, T, SDT, TAG = (f"{{{W}}}{name}" for name in ("p", "t", "sdt", "tag"))


def control(root: Element, name: str) -> Element:
    """The control of a figure."""
    return next(
        each
        for each in root.iter(SDT)
        if any(one.get(f"{{{W}}}val", "").startswith(f"{name}|") for one in each.iter(TAG))
    )


def paragraph(root: Element, words: str) -> Element:
    """The paragraph with these words."""
    return next(each for each in root.iter(P) if words in "".join(text.text or "" for text in each.iter(T)))


def by_hand(root: Element) -> None:
    """Sentences reworded, two figures moved, one typed over, one copied, one deleted."""
    for text in root.iter(T):
        text.text = (text.text or "").replace("扎实做好困难帮扶", "用心用情做好困难帮扶")
    end = paragraph(root, "用心用情")
    for name in ("training.sessions", "profile.members"):
        end.extend([control(root, name), *elements("<w:r><w:t>，其中</w:t></w:r>")])
    first, *others = control(root, "aid.hardship.amount").iter(T)
    first.text = "两万余元"
    for each in others:
        each.text = ""
    end.append(deepcopy(control(root, "aid.medical.persons")))
    gone = control(root, "profile.women")
    gone.getparent().remove(gone)  # type: ignore[union-attr]


def change_ledger(path: Path) -> None:
    """One more member, one payment of medical aid higher."""
    book = load_workbook(path)
    profile, aid = book["基本情况"], book["帮扶发放"]
    row = next(each for each in range(1, profile.max_row + 1) if profile.cell(each, 1).value == "会员人数")
    profile.cell(row, 2).value = 153
    row = next(each for each in range(3, aid.max_row + 1) if aid.cell(each, 3).value == "医疗救助")
    aid.cell(row, 10).value = 10000
    book.save(path)


def test_refresh_after_hands_and_libreoffice(run: Run, tmp_path: Path, office: Office) -> None:
    """Only figures change, wherever they moved; what was typed stays, what was deleted is named."""
    for name in ("2022.xlsx", "2023.xlsx"):
        copy(resources.folder("sample_data") / name, tmp_path / name)
    assert run("build", "2023.xlsx", "--previous", "2022.xlsx").code == 0
    report = tmp_path / "2023.docx"
    report.write_bytes(office.convert({"report": edit(report.read_bytes(), by_hand)}, "docx")["report"])
    before = lines(report.read_bytes())
    change_ledger(tmp_path / "2023.xlsx")
    found = run("refresh", "2023.docx", "2023.xlsx", "--previous", "2022.xlsx", "--draft")
    assert found.code == 0, found.err
    after = lines(report.read_bytes())
    assert "会员人数：152人 → 153人" in found.out
    assert "医疗救助" in found.out
    assert "“困难补助金额”被手工改成“两万余元”" in found.err
    assert "“女会员人数”（“76人”）不在报告里了" in found.err
    assert "用心用情做好困难帮扶" in "".join(after)
    diff = [line for line in unified_diff(before, after, n=0, lineterm="") if line[:3] not in ("---", "+++")]
    removed = [line[1:] for line in diff if line.startswith("-") and not line.startswith("-注：占比")]
    added = [line[1:] for line in diff if line.startswith("+")]
    assert len(removed) == len(added)
    for old, new in zip(removed, added, strict=True):
        assert _letters(old) == _letters(new)
    again = run("refresh", "2023.docx", "2023.xlsx", "--previous", "2022.xlsx", "--draft")
    assert again.out == "没有要更新的数字\n"


def _letters(line: str) -> str:
    """A line without what figures are made of."""
    return "".join(each for each in line if each not in "0123456789.%")
