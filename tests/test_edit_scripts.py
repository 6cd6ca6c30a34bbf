"""Weeks of editing, drawn at random: whatever people do to the sample report, a refresh loses no word of theirs."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from tests.docx_text import pack, parts
from tests.edits import T, edited, is_anonymous, standing
from unionreport import resources
from unionreport.app import Case, examine
from unionreport.app import settings as configured
from unionreport.contents import contents
from unionreport.document.refreshing import refresh
from unionreport.document.report import Stamp, fill
from unionreport.document.workpiece import Now
from unionreport.refresh import now
from unionreport.renewal import Renewal

SAMPLES = resources.folder("sample_data")
BODY = "word/document.xml"
SCRIPTS = int(os.environ.get("UNIONREPORT_EDIT_SCRIPTS", "200"))


def case(path: Path) -> Case:
    """The sample's year, read and computed beside the year before."""
    return examine(path, configured(path, None), (SAMPLES / "2022.xlsx",))


@cache
def report() -> bytes:
    """The sample report as built."""
    of = case(SAMPLES / "2023.xlsx")
    stamp = Stamp(workbook="2023.xlsx", digest=of.ledgers.digest)
    return fill(resources.template("congress-report").read_bytes(), contents(of).context, stamp).data


@cache
def today() -> Now:
    """What the ledgers say after the year was gone through once more: values, an item that is gone, one that is new."""
    book = load_workbook(SAMPLES / "2023.xlsx")
    aid, profile = book["帮扶发放"], book["基本情况"]
    for row in range(3, aid.max_row + 1):
        if aid.cell(row, 3).value == "遗孀救助":
            aid.cell(row, 3).value = "困难补助"
        if aid.cell(row, 3).value == "医疗救助":
            aid.cell(row, 10).value = 2500
    for row in range(1, profile.max_row + 1):
        if profile.cell(row, 1).value == "会员人数":
            profile.cell(row, 2).value = 159
    with TemporaryDirectory() as folder:
        path = Path(folder) / "2023.xlsx"
        book.save(path)
        return now(case(path))


def expected(mark: str, of: Now) -> str | None:
    """What a control should say now, by the tag that it had when the report was made."""
    tag = mark.partition(" ")[2].partition(" copy ")[0]
    name, _, style = tag.partition("|")
    found = of.figure(name)
    if found is None or found.value is None:
        return None
    return (found.styled(style) if found.id == name else found).shown


@settings(max_examples=SCRIPTS, deadline=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False), count=st.integers(1, 30))
def test_no_word_is_lost_and_no_figure_is_wrong(random: Random, count: int) -> None:
    """Words of people are there, typed and tracked figures as they left them, every other figure says what is now."""
    of = today()
    files = parts(report())
    root = etree.fromstring(files[BODY])
    script = edited(root, random, count)
    before = standing(root)
    done = refresh(pack({**files, BODY: etree.tostring(root)}), of)
    assert done is not None
    after = etree.fromstring(parts(done.data)[BODY])
    text = "".join(each.text or "" for each in after.iter(T))
    assert [word for word in script.words if word not in text] == [], script.log
    for mark, shown in standing(after).items():
        _check(mark, shown, before[mark], (script.typed, script.tracked, done.renewal, of, is_anonymous(root, mark)))
    again = refresh(done.data, of)
    assert again is not None
    assert (again.data, again.renewal.changed) == (done.data, ())


def _check(mark: str, shown: str, before: str, known: tuple[dict[str, str], set[str], Renewal, Now, bool]) -> None:
    typed, tracked, renewal, of, is_anonymous_ = known
    if mark in typed or mark in tracked:
        assert shown == before, mark
        return
    wanted = expected(mark, of) or before
    if is_anonymous_ and shown != wanted:  # then it is told that its figure is not to be found
        assert shown == before, mark
        assert before in {each.text for each in renewal.missing} | {each.text for each in renewal.kept}, mark
        return
    assert shown == wanted, mark
