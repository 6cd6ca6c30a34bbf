"""One form for one class of number in a sentence: 八人次 beside 12人次 is none (GB/T 15835-2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unionreport.prose.passage import HAN, Breach, Passage

_ENDS = re.compile("[。；！？\n]")
_VAGUE_NOUNS = "个项次条种件"
"""Measure words of many nouns: 五个方面 and 14个单位 are not of one class, so the noun tells."""

# 一个, 百人 and 百分之百 are words, 第三次 is a number in a series, 三四个 and 几十人 stand in characters only.
_COUNT = re.compile(
    r"(?:(?<![0-9.,A-Za-z第\-])(?P<arabic>[0-9]+(?:\.[0-9]+)?)"
    r"|(?<![第几数每某这那逐零一二两三四五六七八九十百千万亿0-9])(?P<chinese>[一二两三四五六七八九十百千]+))"
    r"(?P<more>[余多]?(?:万|亿)?[余多]?)"
    r"(?P<unit>人次|户次|人(?![次民员才大社们家事均间口身文权力数])|名(?![单称义誉额])|户(?![口主籍外])"
    r"|家(?![庭长属人])|个(?![人性别体月])|项(?!目)|条(?![件例款])|件|份(?!额)|场次|场(?![所地合景])|期(?![间限末])|起|套|幢|种|次(?![性数]))"
)
_SHARE = re.compile(
    r"百分之(?!百)(?P<chinese>[零一二三四五六七八九十百点]+)|(?<![0-9.])(?P<arabic>[0-9]+(?:\.[0-9]+)?)[%％]"
)
_WORDS = ("一", "百", "千")
_NEIGHBOURS = re.compile("[一二三四五六七八九][一二三四五六七八九]")
_NOUN = re.compile(f"{HAN}{{2}}")


@dataclass(frozen=True, slots=True)
class _Number:
    """One counted number of a sentence: its class, its form and the words that print it."""

    kind: str
    chinese: bool
    text: str


def mixed(passage: Passage) -> Iterator[Breach]:
    """The classes that a sentence writes in both forms, all its numbers of the class quoted.

    Left out are figures whose form a template's author has chosen by a filter: the form of the others is
    the house's or the hand's.
    """
    start = 0
    for end in [*(each.end() for each in _ENDS.finditer(passage.text)), len(passage.text)]:
        classes: dict[str, list[_Number]] = {}
        for number in _numbers(passage, start, end):
            classes.setdefault(number.kind, []).append(number)
        for numbers in classes.values():
            if len({number.chinese for number in numbers}) > 1:
                yield Breach("numerals-mixed", "、".join(number.text for number in numbers))
        start = end


def _numbers(passage: Passage, start: int, end: int) -> Iterator[_Number]:
    text = passage.text
    for match in _SHARE.finditer(text, start, end):
        if not _is_printed(passage, match, chosen=True):
            yield _Number("%", bool(match["chinese"]), match[0])
    for match in _COUNT.finditer(text, start, end):
        digits = match["chinese"] or ""
        is_word = digits in _WORDS or _NEIGHBOURS.search(digits)
        if not is_word and not _is_printed(passage, match, chosen=True):
            yield _Number(_class(passage, match), bool(digits), match[0])


def _is_printed(passage: Passage, match: re.Match[str], *, chosen: bool = False) -> bool:
    """Whether a figure printed the number, in a form of the author's choice where that is asked."""
    spans = (span for span in passage.printed if span.chosen or not chosen)
    return any(span.start < match.end() and match.start() < span.end for span in spans)


def _class(passage: Passage, match: re.Match[str]) -> str:
    """The measure word; with the noun behind it where the word alone does not tell what is counted."""
    unit = match["unit"]
    if unit not in _VAGUE_NOUNS or _is_printed(passage, match):
        return unit
    noun = _NOUN.match(passage.text, match.end())
    return unit + (noun[0] if noun else f"@{match.start()}")
