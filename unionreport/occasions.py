"""The words of a report that belong to its year: 2023年, 第五届, the union's name, who reports and when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from unionreport import dates, hanzi
from unionreport.numerals.shown import Kind, Number

_SHORTEST = {"name": 4, "congress": 4, "session": 3, "reporter": 2}
"""How long a particular must be, so that it cannot be part of another word."""

_HAN = re.compile("[\u4e00-\u9fff]")
_YEAR = re.compile("(?P<year>[0-9]{4}|[一二][〇零○一二三四五六七八九]{3})(?P<rest>.*)", re.DOTALL)
_WHOLE = re.compile("年度?|年(?:12|十二)月(?:31日|三十一日|底|末)|年(?:1月1日|一月一日)")
_FOUNDED = re.compile("(?:成立于|始建于|建于|修订于|自|从|起于)$")
_SINCE = re.compile("[ ]?(?:起|成立|建成|建会|版|修订|修正|颁布|施行|发布|印发|制定|以前|之前|始)")
_COMPARED = re.compile("比|较|同期|结转|结余|增长|增加|减少|下降|提高")
_TITLE = re.compile("《[^《》]*》")


@dataclass(frozen=True, slots=True)
class Facts:
    """The year that a report is on, and the union's particulars as its workbook has them."""

    year: int
    particulars: Mapping[str, str | datetime.date]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text and what is to stand there: the code of a tag, ``profile.name``."""

    start: int
    end: int
    code: str


def occasions(text: str, numbers: Sequence[Number], facts: Facts) -> list[Span]:
    """What in a text becomes a field of the year or of the union, in order and without overlaps.

    Only what the field prints back character for character; years in titles, ranges, days of the year and
    the years in which something was founded or issued stay.
    """
    found: list[Span] = []
    for span in (*_of_union(text, facts), *_years(text, numbers, facts)):
        if not any(span.start < each.end and each.start < span.end for each in found):
            found.append(span)
    return sorted(found, key=lambda each: each.start)


def _of_union(text: str, facts: Facts) -> Iterator[Span]:
    """The particulars, the longest first; a name of two signs may be part of a word, so it must stand alone."""
    printed = [(word, code) for name, value in facts.particulars.items() for word, code in _printed(name, value)]
    for word, code in sorted(printed, key=lambda each: -len(each[0])):
        for match in re.finditer(re.escape(word), text):
            if len(word) > 2 or _stands_alone(text, match):
                yield Span(match.start(), match.end(), code)


def _printed(name: str, value: str | datetime.date) -> Iterator[tuple[str, str]]:
    """The texts that a particular prints as, each with its code."""
    if isinstance(value, datetime.date):
        if name == "date":
            yield dates.show(value), f"profile.{name}"
            yield in_digits(value), f"profile.{name} | digits"
    elif len(value) >= _SHORTEST.get(name, 100):
        yield value, f"profile.{name}"


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    sides = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return not _HAN.search(sides)


def _years(text: str, numbers: Sequence[Number], facts: Facts) -> Iterator[Span]:
    titles = [(match.start(), match.end()) for match in _TITLE.finditer(text)]
    for number in numbers:
        match = _YEAR.fullmatch(number.printed) if number.kind is Kind.DATE else None
        if match is None or not _WHOLE.fullmatch(match["rest"]) or _is_lasting(text, number):
            continue
        if any(start < number.start < end for start, end in titles):
            continue
        code = _code(match["year"], _clause(text, number), facts.year)
        if code:
            yield Span(number.start, number.start + len(match["year"]), code)


def _is_lasting(text: str, number: Number) -> bool:
    """Whether the year is one in which something began or was issued, which no year changes."""
    before = text[max(number.start - 4, 0) : number.start].rstrip()
    return _FOUNDED.search(before) is not None or _SINCE.match(text, number.stop) is not None


def _clause(text: str, number: Number) -> str:
    start = max(text.rfind(sign, 0, number.start) for sign in "，。；\n")
    ends = [at for at in (text.find(sign, number.stop) for sign in "，。；\n") if at >= 0]
    return text[start + 1 : min(ends, default=len(text))]


def _code(year: str, clause: str, this: int) -> str:
    for name, number in (("year", this), ("next_year", this + 1), ("last_year", this - 1)):
        if name == "last_year" and not _COMPARED.search(clause):
            continue  # a year that is long over may be anything
        if year == str(number):
            return name
        if year == in_digits(number):
            return f"{name} | digits"
    return ""


def left_over(numbers: Sequence[Number], facts: Facts, spans: Sequence[Span]) -> list[Number]:
    """The dates near the year and the ordinals of sessions that stay, for a person to look at."""
    near = {str(year) for year in (facts.year - 1, facts.year, facts.year + 1)}
    near |= {in_digits(int(year)) for year in near}
    return [
        each
        for each in numbers
        if not any(span.start < each.stop and each.start < span.end for span in spans)
        and (
            (each.kind is Kind.DATE and any(year in each.printed for year in near))
            or (each.kind is Kind.ORDINAL and "届" in each.printed)
        )
    ]


def in_digits(value: int | datetime.date) -> str:
    """A year or a date in Chinese digits: 二〇二三, 二〇二三年一月十五日 (GB/T 15835-2011, 4.2)."""
    if isinstance(value, datetime.date):
        return f"{in_digits(value.year)}年{hanzi.write(value.month)}月{hanzi.write(value.day)}日"
    return "".join("〇" if digit == "0" else hanzi.DIGITS[int(digit)] for digit in str(value))
