"""Numbers in prose: approximators, ranges, dates, and one form for one class (GB/T 15835-2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionreport.prose.forms import mixed
from unionreport.prose.passage import HAN, Breach, Passage

_DIGITS = r"(?<![0-9.,])[0-9]+(?:\.[0-9]+)?"
_NUMBER = rf"(?:{_DIGITS}|(?<![第零一二两三四五六七八九十百千])[一二两三四五六七八九十百千]+)"
_SCALE = "(?:万亿|亿|百万|千万|万|千|百)?"
# 节约 and 附近 are words of their own, not 约 and 近.
_BEFORE = (
    "(?P<before>大约|约莫|(?<![节预签公合条违契制履毁邀简特大])约|将近|接近|(?<![附临邻最远亲靠接将])近"
    "|超过|逾|不少于|不低于|不超过|至少|最多)"
)
_UNIT = "[%％万亿元人名户家个次项条件份期场岁天倍级]{0,2}?"
_STACKED = re.compile(
    rf"{_BEFORE}?(?P<core>{_NUMBER}(?P<more>[余多])?{_SCALE}(?P<again>[余多])?)"
    rf"(?:{_UNIT}(?P<after>以上|以下|左右|上下|以内))?"
)
_RECENT = re.compile("年|个?月|天|日|周|期|次|届|代")
_WORD = re.compile(HAN)

_SIMPLE = {
    # 2.28万余元, 25.6余万元
    "more-after-decimal": re.compile(
        r"(?<![0-9.])[0-9]+\.[0-9]+(?:万|亿|千|百)?[余多](?:万|亿)?[元人个名户次件份条项家]?"
    ),
    # 5-10万人, 4~6%; after 年, 月, 第 and letters numbers are dates and codes
    "range-unit-once": re.compile(
        r"(?<![0-9.,:：/\-–—~～年月日第A-Za-z])[0-9]+(?:\.[0-9]+)?\s?(?:-|–|—|~|～|至|到)\s?[0-9]+(?:\.[0-9]+)?[万亿%％]"
    ),
    # 293,549,90元, 4509、50元, 1310、00
    "number-grouping": re.compile(
        r"(?<![0-9.,])(?:[0-9]{1,3}(?:,[0-9]{3})+,[0-9]{1,2}(?![0-9,])|[0-9]+,[0-9]{1,2}(?:万|亿)?元"
        r"|[0-9]{4,},[0-9]{3}(?:\.[0-9]+)?元|[0-9]{4,}、[0-9]{2}元|[0-9]{3,}、00(?![0-9]))"
    ),
    # 2020-23年, 23年5月
    "year-short": re.compile(
        r"(?<![0-9])(?:(?:19|20)[0-9]{2}\s?[-–—~～至]\s?[0-9]{2}年|[0-9]{2}年(?:0?[1-9]|1[0-2])月(?![0-9]))"
    ),
    # 2024年01月15日, 05月
    "date-zero": re.compile(r"(?<![0-9.:：])0[1-9](?:月(?:[0-9]{1,2}日)?|日)|(?<![0-9])[1-9][0-9]?月0[1-9]日"),
}


def check(passage: Passage) -> Iterator[Breach]:
    """The breaches of one paragraph in its numbers."""
    yield from mixed(passage)
    yield from (Breach("approximators-stacked", text) for text in _stacked(passage.text))
    for name, pattern in _SIMPLE.items():
        yield from (Breach(name, each[0]) for each in pattern.finditer(passage.text))


def _stacked(text: str) -> Iterator[str]:
    """约1000多人, 超过90%以上: two words that each make the number vague; 近三年多 only looks like it."""
    for match in _STACKED.finditer(text):
        if match["before"] == "近" and _RECENT.match(text, match.end("core")):
            continue
        if sum(bool(match[name]) for name in ("before", "more", "again", "after")) > 1:
            following = "" if match["after"] else text[match.end() : match.end() + 1]
            yield match[0] + (following if _WORD.fullmatch(following) else "")
