"""Family N: the union's own paragraphs beside the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from unionreport import numerals
from unionreport.finding import Finding
from unionreport.rules.book import Book

_SCALE = "万|亿"
_NUMBER = re.compile(
    r"(?<![第\d.,/〔“\"A-Za-z:：-])(?P<about>约)?(?P<near>近)?(?P<digits>\d++(?:,\d{3})*+(?:\.\d++)?+)"
    rf"(?P<more>[余多])?+(?P<scale>{_SCALE})?+(?P<late>[余多])?+(?P<unit>元|%|％)?+(?P<word>[\u4e00-\u9fff]?+)"
    r'(?![-/:：〕”"])'
)
_OF_TIME = frozenset("年月日号时点分届季周岁")
_ABOUT = Fraction(1, 10)


def numbers_unsourced(book: Book) -> Iterator[Finding]:
    """Numbers in 报告文字 that no figure has: last year's, or a neighbour's, or one that a ledger lacks.

    Dates, ordinals and names such as “4050” are none; nor are goals, in the chapters of plans.
    """
    plans = book.catalog.checks.plan_chapters
    for ledger in book.ledgers.of("narrative"):
        for row, text in ledger.values("text"):
            chapter = str(ledger.value(row, "chapter") or "")
            if any(word in chapter for word in plans):
                continue
            claims = (each for each in _NUMBER.finditer(str(text)) if each["unit"] or each["word"] not in _OF_TIME)
            found = [each[0] for each in claims if not _has_source(each, book)]
            if found:
                shown = "、".join(dict.fromkeys(found))
                yield Finding("number-unsourced", ledger.place(row, "text"), {"numbers": shown})


def _has_source(found: re.Match[str], book: Book) -> bool:
    unit = {"元": "元", None: ""}.get(found["unit"], "%")
    more = found["more"] or found["late"] or ""
    printed = f"{found['near'] or ''}{found['digits']}{more}{found['scale'] or ''}{unit}"
    reading = numerals.read(printed)
    if reading is None:
        return True
    for figure in book.figures.values():
        value = figure.value
        if value is None or (figure.unit if figure.unit in ("元", "%") else "") != unit:
            continue
        is_about = bool(found["about"]) and abs(reading.low - Fraction(value)) <= abs(Fraction(value)) * _ABOUT
        if is_about or reading.admits(value):
            return True
    return False
