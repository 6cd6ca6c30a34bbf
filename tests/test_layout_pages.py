"""The official layout, measured on pages: what LibreOffice prints is held against GB/T 9704-2012, to a millimetre.

The fonts are Debian's Noto, in place of 仿宋 and its like: a Chinese character is as wide and as high in both. Noto's
digits are 0.55 of a character wide, not half of one, so what depends on the width of a date is measured by its end.
"""

from __future__ import annotations

import runpy
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest

from tests.congress_year import CHAPTERS, FIGURES, TEXTS, made_up_context
from tests.docx_text import lines
from tests.office import Line, Office, text_of
from unionreport.document.report import Stamp, fill
from unionreport.document.styling import lay_out
from unionreport.layout import Layout

FOLDER = Path(__file__).parent.parent / "templates"
NEAR, DIGITS = 1.0, "0123456789"
TOP, BOTTOM, LEFT, RIGHT = 37.0, 262.0, 28.0, 184.0
PITCH, CHARACTER = 225 / 22, 156 / 28
LONG, SHORT, DATE = "锦绣社区及周边商务楼宇联合工会第五届委员会", "锦绣社区工会", "2024年1月15日"
PLAIN = "组织职工立足岗位学技术比贡献创一流激发干事创业热情" * 9
MIXED = "“四必谈、五必访”（试行），共走访1280人次、发放慰问金70.2万元，满意率94.4%；其中：困难职工——" * 9
ENTRY = "关于进一步做好困难职工帮扶救助和送温暖工作的若干具体措施及其说明"

Pages = list[list[Line]]


@cache
def templates() -> Mapping[str, bytes]:
    """The templates whose pages are measured."""
    make = runpy.run_path(str(FOLDER / "make.py"))
    congress = (FOLDER / "congress-report.docx").read_bytes()

    def signed(*names: str) -> bytes:
        return bytes(make["compose"]([("Body", "正文。"), *(("Signature", name) for name in names)]))

    attached = [("Body", "正文。"), *map(make["attachment_note"], (f"附件：1. {ENTRY}", f"2. {ENTRY}"))]
    attached += [("Attachment", "附件1"), ("AttachmentTitle", "困难职工名单"), ("Body", "正文。")]
    return {
        "report": congress,
        "other": lay_out(congress, Layout(lines=20, characters=25))[0],
        "short": signed(SHORT, DATE),
        "long": signed(LONG, DATE),
        "name": signed(LONG),
        "date": signed(DATE),
        "attached": bytes(make["compose"](attached)),
        "alone": bytes(make["compose"]([("AttachmentNote", f"附件：{ENTRY}")])),
    }


@cache
def documents() -> Mapping[str, bytes]:
    """The filled documents."""
    narrative = dict.fromkeys(CHAPTERS[:-1], (PLAIN, f"{MIXED}。"))
    stamp = Stamp(title="报告", date=date(2024, 1, 15))
    return {
        name: fill(template, made_up_context(FIGURES, TEXTS, narrative), stamp).data
        for name, template in templates().items()
    }


@pytest.fixture(scope="module")
def pdfs(office: Office) -> dict[str, bytes]:
    """The documents as pages, all by one run of the office."""
    return office.convert(documents())


@pytest.fixture(scope="module")
def pages(office: Office, pdfs: dict[str, bytes]) -> dict[str, Pages]:
    """The lines of every page of every document."""
    return {name: office.pages(pdf) for name, pdf in pdfs.items()}


def near(value: float, wanted: float) -> bool:
    """Whether a length is the one wanted, to a millimetre."""
    return abs(value - wanted) <= NEAR


def left(line: Line) -> float:
    """Where a line begins."""
    return line[0].left


def right(line: Line) -> float:
    """Where a line ends."""
    return line[-1].right


def middle(line: Line) -> float:
    """The height of a line's middle on its page."""
    return mean((line[0].top, line[0].bottom))


def find(pages: Pages, start: str) -> list[Line]:
    """The lines that begin with these characters."""
    return [line for page in pages for line in page if text_of(line).startswith(start)]


def test_every_character_is_printed(pages: dict[str, Pages]) -> None:
    """What the document says is on its pages, in order and to the last comma: hung punctuation once got lost."""
    for name, data in documents().items():
        printed = "".join(text_of(line) for page in pages[name] for line in page[:-1])
        said = "".join("".join(lines(data)).split())
        assert unicodedata.normalize("NFKC", printed) == unicodedata.normalize("NFKC", said), name


def test_no_number_is_broken_at_the_end_of_a_line(pages: dict[str, Pages]) -> None:
    """A figure stays on one line: that is why Latin text is English and not Chinese, which lets LibreOffice cut it."""
    ends = [(text_of(above)[-1], text_of(below)[0]) for page in pages["report"] for above, below in pairwise(page[:-1])]
    assert [(end, start) for end, start in ends if end in f"{DIGITS}." and start in f"{DIGITS}.%"] == []


@pytest.mark.parametrize(("name", "count"), [("report", 22), ("other", 20)])
def test_a_full_page_has_its_lines(pages: dict[str, Pages], name: str, count: int) -> None:
    """A page of text has the lines asked for, evenly spaced, within the type area, and no room for one more."""
    full = [page[:-1] for page in pages[name][1:-1]]
    assert len(full) > 3
    assert max(map(len, full)) == count
    for page, after in pairwise(full):  # a heading goes on to the page of its text
        assert len(page) == count or text_of(after[0]).startswith(("一、", "二、", "三、", "（"))
    for page in (page for page in full if len(page) == count):
        steps = [middle(below) - middle(above) for above, below in pairwise(page)]
        assert all(near(step, 225 / count) for step in steps)
        assert page[0][0].top >= TOP - NEAR
        assert BOTTOM - 225 / count < max(word.bottom for word in page[-1]) <= BOTTOM + NEAR


@pytest.mark.parametrize(("name", "count"), [("report", 28), ("other", 25)])
def test_a_full_line_has_its_characters(pages: dict[str, Pages], name: str, count: int) -> None:
    """A line of Chinese text has the characters asked for, from margin to margin; the first is two shorter."""
    first, second, third, *_ = find_paragraph(pages[name], PLAIN)
    assert [len(text_of(line)) for line in (first, second, third)] == [count - 2, count, count]
    assert near(left(second), LEFT)
    assert near(right(second), RIGHT)
    assert near(right(first), RIGHT)
    assert near(left(first) - left(second), 2 * 156 / count)


def find_paragraph(pages: Pages, text: str) -> list[Line]:
    """The lines of the first paragraph with this text that stands on one page as far as three lines."""
    for page in pages:
        for number, line in enumerate(page[:-3]):
            if text.startswith(text_of(line)) and near(left(line), LEFT + 2 * CHARACTER + 0.5):
                return page[number : number + 3]
    raise AssertionError(text)


@pytest.mark.parametrize("name", ["report", "other"])
def test_nothing_stands_in_the_margins(pages: dict[str, Pages], name: str) -> None:
    """Every line begins and ends inside the type area; only punctuation may hang over its right edge."""
    for line in (line for page in pages[name] for line in page[:-1]):
        assert left(line) >= LEFT - NEAR
        assert right(line) <= RIGHT + NEAR or text_of(line)[-1] in "，。、；：）”"


def test_the_title_is_centred(pages: dict[str, Pages]) -> None:
    """Title and subtitles stand in the middle of the type area, the title in 22 pt."""
    title, *below = pages["report"][0][:3]
    assert all(near(mean((left(line), right(line))), (LEFT + RIGHT) / 2) for line in (title, *below))
    assert near((right(title) - left(title)) / len("锦绣社区工会2023年工作报告"), 22 * 25.4 / 72)


def test_headings_are_indented_like_text(pages: dict[str, Pages]) -> None:
    """Headings of both levels begin two characters in."""
    headings = [*find(pages["report"], "一、2023年"), *find(pages["report"], "（一）")]
    assert len(headings) == 2
    assert all(near(left(line), LEFT + 2 * CHARACTER) for line in headings)


@pytest.mark.parametrize("name", ["report", "other"])
def test_the_page_number_stands_outside(
    office: Office, pdfs: dict[str, bytes], pages: dict[str, Pages], name: str
) -> None:
    """— 1 — is one character in from the right on odd pages and from the left on even ones, 7 mm below the text."""
    for number, page in enumerate(pages[name], 1):
        assert text_of(page[-1]) == f"—{number}—"
        if number % 2:
            assert near(right(page[-1]), RIGHT - 156 / (28 if name == "report" else 25))
        else:
            assert near(left(page[-1]), LEFT + 156 / (28 if name == "report" else 25))
    for number in (1, 2):
        below = [row for row in office.ink(pdfs[name], number) if row[0] > BOTTOM]
        dashes = max(below, key=lambda row: row[2] - row[1])
        assert near(dashes[0], BOTTOM + 7)


def test_a_long_name_is_signed_by_the_standard(pages: dict[str, Pages]) -> None:
    """One line blank, the name two characters from the margin, the date below, two right of the name's first."""
    (body,), (name,), (signed,) = (find(pages["long"], each) for each in ("正文。", LONG, DATE))
    assert near(right(name), RIGHT - 2 * CHARACTER)
    assert near(left(signed) - left(name), 2 * CHARACTER)
    assert near(middle(name) - middle(body), 2 * PITCH)
    assert near(middle(signed) - middle(name), PITCH)


def test_a_short_name_is_signed_by_the_standard(pages: dict[str, Pages]) -> None:
    """A date longer than the name is two characters from the margin, and the name begins two left of its first."""
    (name,), (signed,) = (find(pages["short"], each) for each in (SHORT, DATE))
    digits = sum(each.isdigit() for each in DATE)
    width = (len(DATE) - digits / 2) * CHARACTER  # in a font whose digits are half a character wide
    assert near(right(signed), RIGHT - 2 * CHARACTER)
    assert near(left(name), RIGHT - 2 * CHARACTER - width - 2 * CHARACTER)
    assert near(middle(signed) - middle(name), PITCH)


@pytest.mark.parametrize(("document", "text"), [("name", LONG), ("date", DATE)])
def test_a_part_alone_ends_two_characters_from_the_margin(pages: dict[str, Pages], document: str, text: str) -> None:
    """A name without a date, a date without a name: one line blank above, two characters right of it."""
    (body,), (line,) = (find(pages[document], each) for each in ("正文。", text))
    assert near(right(line), RIGHT - 2 * CHARACTER)
    assert near(middle(line) - middle(body), 2 * PITCH)


def test_attachments_are_named_by_the_standard(pages: dict[str, Pages]) -> None:
    """附件： begins two characters in after a blank line; wrapped lines align with the name, as does the next entry."""
    body, first, wrapped, second, again = pages["attached"][0][:-1]
    assert near(middle(first) - middle(body), 2 * PITCH)
    assert near(left(first), LEFT + 2 * CHARACTER)
    assert near(left(wrapped), first[1].left)
    assert near(left(second), LEFT + 5 * CHARACTER)
    assert near(left(again), second[1].left)
    assert near(second[1].left, first[1].left)
    alone, below = pages["alone"][0][:-1]
    assert near(left(alone), LEFT + 2 * CHARACTER)
    assert near(left(below), LEFT + 5 * CHARACTER)


def test_an_attachment_begins_a_page(pages: dict[str, Pages]) -> None:
    """附件1 stands flush left on the first line of a new page, its title centred on the third."""
    label, title, body = pages["attached"][1][:-1]
    assert text_of(label) == "附件1"
    assert near(left(label), LEFT)
    assert middle(label) < TOP + PITCH
    assert near(middle(title) - middle(label), 2 * PITCH)
    assert near(mean((left(title), right(title))), (LEFT + RIGHT) / 2)
    assert near(middle(body) - middle(title), 2 * PITCH)
