"""Every template that comes with the product, however Word cut it and whatever ledgers a union keeps.

The tests run over all of ``templates/``, so that a template that is added is tried as well.
"""

from __future__ import annotations

import io
import itertools
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml.etree import _Element as Element

from tests.docx_text import edit, elements, lines, parts
from tests.office import Office
from tests.wordschema import assert_valid
from unionreport import hanzi
from unionreport.app import Case, examine
from unionreport.config import Config, builtin
from unionreport.contents import contents
from unionreport.document.controls import read_controls
from unionreport.document.inline import own_text
from unionreport.document.leftovers import is_blank
from unionreport.document.package import read_package
from unionreport.document.report import Stamp, fill
from unionreport.document.stories import stories
from unionreport.document.text import plain_text
from unionreport.document.wordml import BODY, CELL, PARAGRAPH, w
from unionreport.finding import Severity
from unionreport.proofing import proof
from unionreport.reporting import Request, build
from unionreport.resources import folder, template_names

SAMPLES = folder("sample_data")
NAMES = template_names()
TEMPLATES = {name: (folder("templates") / f"{name}.docx").read_bytes() for name in NAMES}
KEPT: Mapping[str, tuple[str, ...]] = {
    "every": (),
    "aid": ("帮扶发放", "走访慰问", "评先评优"),
    "money": ("经费收支", "职工代表提案", "合理化建议"),
    "profile": ("基本情况",),
}


@cache
def year() -> Case:
    """The sample year beside the year before it."""
    return examine(SAMPLES / "2023.xlsx", Config(builtin()), [SAMPLES / "2022.xlsx"])


def filled(template: bytes) -> bytes:
    """The template filled with the sample year."""
    return fill(template, contents(year()).context, Stamp()).data


@cache
def original(name: str) -> bytes:
    """A template of the product, filled."""
    return filled(TEMPLATES[name])


def test_there_are_templates_to_try() -> None:
    """The folder is found."""
    assert "congress-report" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_nothing_wrong(name: str) -> None:
    """Proofreading finds neither an error nor a figure that no condition guards, with or without a workbook."""
    path = folder("templates") / f"{name}.docx"
    for case in (None, year()):
        found = proof(path, Config(builtin()), case).problems
        assert [each for each in found if each.severity is not Severity.NOTE] == []


NOISE = (
    '<w:proofErr w:type="spellStart"/>',
    '<w:proofErr w:type="gramEnd"/>',
    '<w:bookmarkStart w:id="{0}" w:name="_Goto{0}"/><w:bookmarkEnd w:id="{0}"/>',
    "<w:r><w:lastRenderedPageBreak/></w:r>",
)


def cut_as_word_does(data: bytes, seed: int) -> bytes:
    """The document with its runs cut in the middle of tags and words, revision marks and noise between the pieces."""
    chance = random.Random(seed)  # noqa: S311  the cuts shall vary, not be secret
    numbers = itertools.count(5000)

    def change(root: Element) -> None:
        for run in [each for each in root.iter(w("r")) if each.find(w("t")) is not None]:
            _cut(run, chance, numbers)

    for name in parts(data):
        if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml", name):
            data = edit(data, change, name)
    return data


def _cut(run: Element, chance: random.Random, numbers: Iterator[int]) -> None:
    """Puts each text of a run into runs of one to four characters, formatted alike."""
    for child in [each for each in run if each.tag != w("rPr")]:
        text = child.text or ""
        while child.tag == w("t") and len(text) > 1:
            size = chance.randint(1, 4)
            _put_before(run, text[:size], chance, numbers)
            text = text[size:]
        if child.tag == w("t"):
            _put_before(run, text, chance, numbers)
        else:
            piece = _like(run)
            piece.append(child)
            run.addprevious(piece)
    holder = run.getparent()
    assert holder is not None
    holder.remove(run)


def _put_before(run: Element, text: str, chance: random.Random, numbers: Iterator[int]) -> None:
    piece = _like(run)
    piece.extend(elements('<w:t xml:space="preserve"/>'))
    piece[-1].text = text
    run.addprevious(piece)
    for noise in elements(chance.choice(NOISE).format(next(numbers))):
        run.addprevious(noise)


def _like(run: Element) -> Element:
    (piece,) = elements('<w:r w:rsidR="00AB12CD" w:rsidRPr="00EF34AB"/>')
    look = run.find(w("rPr"))
    piece.extend([] if look is None else elements(_xml(look)))
    return piece


def _xml(element: Element) -> str:
    from lxml import etree

    return etree.tostring(element, encoding="unicode")


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", NAMES)
def test_a_template_cut_by_word_renders_the_same_text(name: str, seed: int) -> None:
    """Tags cut into pieces of a few characters, with revision ids, spelling marks and bookmarks between: the same."""
    cut = cut_as_word_does(TEMPLATES[name], seed)
    assert len(parts(cut)["word/document.xml"]) > 2 * len(parts(TEMPLATES[name])["word/document.xml"])
    again = filled(cut)
    assert plain_text(again) == plain_text(original(name))
    assert [each.figure for each in read_controls(again)] == [each.figure for each in read_controls(original(name))]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_saved_by_an_office_renders_the_same_text(name: str, office: Office) -> None:
    """Opened and saved by LibreOffice, a template gives the same report, paragraph by paragraph."""
    saved = office.convert(TEMPLATES, "docx")[name]
    again = filled(saved)
    assert lines(again) == lines(original(name))
    assert without_page_numbers(again) == without_page_numbers(original(name))


def without_page_numbers(data: bytes) -> list[str]:
    """Every paragraph of all stories; the number of a page is the office's, not the template's."""
    return sorted(re.sub(r"— \d+ —", "—", plain_text(data)).split("\n"))


def workbook(folder_: Path, kept: tuple[str, ...]) -> Path:
    """The sample year with these sheets only, or all."""
    path = folder_ / "2023.xlsx"
    shutil.copyfile(SAMPLES / "2023.xlsx", path)
    if kept:
        book = openpyxl.load_workbook(path)
        for title in set(book.sheetnames) - set(kept):
            book.remove(book[title])
        book.save(path)
    return path


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_well_formed_whatever_ledgers_there_are(name: str, kept: str, tmp_path: Path) -> None:
    """With every ledger, with three, with the profile alone: valid, numbered, without gaps and stray signs."""
    done = build(workbook(tmp_path, KEPT[kept]), Request(template=name), None)
    assert done.written is not None
    data = done.written.read_bytes()
    assert_valid(data)
    assert docx.Document(io.BytesIO(data)).paragraphs
    assert ill_formed(data) == []


BROKEN = re.compile(
    r"[{}｛｝]|[{}%]%|None|nan\b"
    r"|\s{2,}|[\u4e00-\u9fff，。；：、] +[\u4e00-\u9fff，。；：、]"
    r"|[，。；、：！？]{2}|（）|（[，。、；：]|[，、；：]）|“”|《》"
    r"|^[，。；、：！？）]|[，；、（]$"
)


def ill_formed(data: bytes) -> list[str]:
    """What no report may contain: empty paragraphs, punctuation without words, blanks, broken numbering."""
    (body,) = stories(read_package(data))[0].root.iter(BODY)
    found = [f"empty after {before}" for before, each in _paragraphs(body) if is_blank(each) and not _is_spacer(each)]
    texts = [own_text(each) for each in body.iter(PARAGRAPH)]
    found += [text for text in texts if BROKEN.search(text.strip("　"))]
    outside = [own_text(each) for each in body.iter(PARAGRAPH) if next(each.iterancestors(CELL), None) is None]
    return found + misnumbered(outside)


def _paragraphs(body: Element) -> Iterator[tuple[str, Element]]:
    """The paragraphs outside of tables, each with the words before it."""
    before = ""
    for each in body.iter(PARAGRAPH):
        if next(each.iterancestors(CELL), None) is None:
            yield before, each
            before = own_text(each) or before


def _is_spacer(paragraph: Element) -> bool:
    """Whether a blank paragraph only keeps a table from what follows it."""
    beside = (paragraph.getprevious(), paragraph.getnext())
    return any(each is not None and each.tag == w("tbl") for each in beside)


LEVELS = (
    r"^([一二三四五六七八九十]+)、",
    r"^（([一二三四五六七八九十]+)）",
    r"(?:^|[。；：])([一二三四五六七八九十]+)是",
)


def misnumbered(texts: list[str]) -> list[str]:
    """Numbers that do not count up from one within the level above, and a number that stands alone."""
    counts = [0] * len(LEVELS)
    found = []
    for text in [*texts, "一、"]:
        for level, pattern in enumerate(LEVELS):
            for number in re.findall(pattern, text):
                if level < len(LEVELS) - 1:
                    found += [f"alone before {text}" for count in counts[level + 1 :] if count == 1]
                    counts[level + 1 :] = [0] * (len(LEVELS) - 1 - level)
                counts[level] = 1 if number == "一" and counts[level] != 1 and level else counts[level] + 1
                if text != "一、" and number != hanzi.write(counts[level]):
                    found.append(text)
    return found


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (["一、甲", "（一）乙", "一是丙。二是丁。", "（二）戊", "二、己"], []),
        (["一、甲", "三、乙"], ["三、乙"]),
        (["一、甲", "（一）乙", "二、丙"], ["alone before 二、丙"]),
        (["一、甲", "一是乙。", "二、丙"], ["alone before 二、丙"]),
        (["一、甲", "（二）乙", "（三）丙", "二、丁"], ["（二）乙", "（三）丙"][:1]),
    ],
)
def test_broken_numbering_is_seen(texts: list[str], wrong: list[str]) -> None:
    """The measure itself: gaps and only children are told, new chapters begin anew."""
    assert misnumbered(texts)[:1] == wrong
