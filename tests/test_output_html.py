"""Findings as one HTML page."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from unionreport import config
from unionreport.finding import Finding
from unionreport.judgement import Checked, Excerpt, Judged
from unionreport.output.html import page
from unionreport.places import Place, cell
from unionreport.texts import LANGUAGES, texts

RULES = config.builtin().rules
FILE, SHEET = "2023.xlsx", "帮扶发放"
ZH = texts("zh")


def amount(row: int = 4, value: str = "约3000元", sheet: str = SHEET, file: str = FILE) -> Judged:
    """An amount that is no number, in column D, with its row."""
    seen = Excerpt(row, ("A", "D"), ("日期", "金额"), ("2023-02-14", value), (False, True))
    return Judged(
        Finding("amount-not-number", cell(file, sheet, row, 4), {"value": value}),
        RULES["amount-not-number"],
        value,
        seen,
    )


def twice(row: int, earlier: Place) -> Judged:
    """A row that repeats another one."""
    values = {"row": str(row), "earlier": str(earlier.top)}
    place = Place(FILE, SHEET, row, 1, row, 4)
    return Judged(Finding("duplicate-row", place, values, (earlier,)), RULES["duplicate-row"])


class Page(HTMLParser):
    """What a browser makes of a page: its tags with their attributes, its text by tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps the tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keeps the text."""
        self.words.append(data.strip())


def words(text: str) -> str:
    """The text of a page, a space between its pieces."""
    return " ".join(each for each in Page(text).words if each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_stands_with_its_rule(language: str) -> None:
    """Address, message, row, remedy, title, and a wrong and a right example are in the page, in its language."""
    said = texts(language)
    text = words(page([Checked(FILE, (amount(),))], said))
    for key in ("title", "help", "wrong", "right"):
        assert said.say(f"rules.amount-not-number.{key}") in text
    for each in ("D4", "V103 amount-not-number", "A 日期", "D 金额", "2023-02-14", FILE, SHEET):
        assert each in text
    assert said.say("rules.amount-not-number.message", value="约3000元") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language(language: str) -> None:
    """A screen reader and a browser learn which language the page is in."""
    assert Page(page([], texts(language))).tags[0] == ("html", {"lang": {"zh": "zh-CN", "en": "en"}[language]})


def test_nothing_is_fetched_and_nothing_runs() -> None:
    """No script, no link or picture from elsewhere; the page forbids them itself."""
    text = page([Checked(FILE, (amount(), twice(6, Place(FILE, SHEET, 5, 1, 5, 4))))], ZH)
    tags = Page(text).tags
    assert {tag for tag, _ in tags} & {"script", "img", "iframe", "object", "link", "form"} == set()
    assert all(str(attributes.get("href", "#")).startswith("#") for _, attributes in tags)
    assert not re.search(r"https?:|//|url\(|@import", text)
    assert (
        "meta",
        {"http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"},
    ) in tags
    assert ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}) in tags


def test_what_stands_in_a_workbook_cannot_become_a_tag() -> None:
    """Cells, sheets, files and values of messages are escaped, in text and in attributes."""
    evil = "<script>alert('x')</script>\"><img src=x onerror=y>{{ 7*7 }}"
    judged = (amount(value=evil, sheet=evil), twice(6, Place(evil, evil, 5, 1, 5, 4)))
    text = page([Checked(evil, judged), Checked(evil, ())], ZH)
    assert {tag for tag, _ in Page(text).tags} & {"script", "img"} == set()
    assert evil in words(text)


def test_sheets_and_severities_group_the_findings() -> None:
    """Each sheet has its section, the whole file first; in it the errors before the warnings and notes."""
    absent = Judged(Finding("ledgers-absent", Place(FILE), {"ledgers": "报告文字"}), RULES["ledgers-absent"])
    other = amount(2, "若干", "走访慰问")
    found = (absent, twice(9, Place(FILE, SHEET, 8, 1, 8, 4)), amount(10), other)
    text = page([Checked(FILE, found)], ZH)
    assert re.findall(r"<h3>(.*?)</h3>", text) == ["整个文件", SHEET, "走访慰问"]
    assert re.findall(r'<article class="(\w+)">', text) == ["note", "error", "warning", "error"]
    assert re.findall(r'<li><a href="#(\S+)">', text) == re.findall(r'<section id="(\S+)">', text)
    assert re.findall(r'<li class="(\w+)">\S+ <b>(\d+)</b>', text) == [("error", "2"), ("warning", "1"), ("note", "1")]
    assert "相关 帮扶发放!A8:D8" in words(text)


def test_related_places_in_the_same_row_are_left_out_and_other_files_named() -> None:
    """The row is shown already; a place in another workbook has its name before it."""
    here = replace(amount(), finding=replace(amount().finding, related=(cell(FILE, SHEET, 4, 1),)))
    assert "相关" not in words(page([Checked(FILE, (here,))], ZH))
    away = replace(
        amount(), finding=replace(amount().finding, related=(cell("2022.xlsx", SHEET, 4, 1), Place("2022.xlsx")))
    )
    assert "相关 [2022.xlsx]帮扶发放!A4、2022.xlsx" in words(page([Checked(FILE, (away,))], ZH))


def test_a_sheet_of_another_file_is_told_apart() -> None:
    """Where monthly workbooks make one ledger, a section says which of them it is about."""
    text = page([Checked("2023", (amount(file="1月.xlsx"), amount(file="2月.xlsx")))], ZH)
    assert re.findall(r"<h3>(.*?)</h3>", text) == [f"[1月.xlsx] {SHEET}", f"[2月.xlsx] {SHEET}"]


def test_a_hundred_of_a_rule_are_shown_and_the_rest_counted() -> None:
    """A page stays readable; nothing is left out without a word."""
    text = page([Checked(FILE, tuple(amount(row) for row in range(2, 132)))], ZH)
    assert text.count('<span class="address">') == 100
    assert "130 处" in words(text)
    assert "另有 30 处没有列出" in words(text)
    assert "没有列出" not in words(page([Checked(FILE, tuple(amount(row) for row in range(2, 102)))], ZH))


def test_a_workbook_without_findings_says_so() -> None:
    """A clean workbook is named, as clean."""
    assert "2022.xlsx 没有发现问题" in words(page([Checked("2022.xlsx", ()), Checked(FILE, (amount(),))], ZH))


def test_accepted_findings_stand_apart_with_their_reason() -> None:
    """What the union let stand is not counted, and can be read with the reason."""
    text = words(page([Checked(FILE, (replace(amount(), accepted="已核，见凭证12号"),))], ZH))
    assert "错误 0" in text
    assert "已说明 1 处" in text
    assert "帮扶发放!D4 “约3000元”不是数字 已核，见凭证12号" in text


def test_of_many_related_places_the_first_are_named() -> None:
    """A finding that concerns hundreds of cells names twenty and says that there are more."""
    related = tuple(cell(FILE, "会员名册", row, 3) for row in range(2, 60, 2))
    found = replace(amount(), finding=replace(amount().finding, related=related))
    text = words(page([Checked(FILE, (found,))], ZH))
    assert "会员名册!C40……" in text
    assert "会员名册!C42" not in text
