"""Which months a title speaks of: 3月, 2023-03, 第一季度, 上半年."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from unionreport import hanzi

_MONTH = rf"1[0-2]|0?[1-9]|十[一二]?|[{hanzi.DIGITS[1:]}]"
_YEAR = r"(?:(?P<year>20[0-9]{2})[年度.\-_ ]*)?"
_WORD = re.compile(
    rf"{_YEAR}(?:(?P<first>{_MONTH})月?份?[-~—至到](?P<last>{_MONTH})月份?|(?<![0-9])(?P<month>{_MONTH})月份?"
    r"|第?(?P<quarter>[1-4一二三四])季度?|(?P<half>[上下])半年)"
)
_DIGITS = re.compile(r"(?<![0-9])(?P<year>20[0-9]{2})[-_. ]?(?P<month>1[0-2]|0[1-9]|(?<=[-_. ])[1-9])(?![0-9])")
_NAMED_YEAR = re.compile("20[0-9]{2}")

Months = frozenset[int]


def named(title: str) -> Months:
    """The months, 1 to 12, that a sheet's title or a file's name speaks of; none where it names none."""
    found = _search(title)
    return _months(found) if found else frozenset()


def without(title: str) -> str:
    """The title without the months it names: 帮扶发放 of 帮扶发放1月, and nothing of 2023年1月."""
    found = _search(title)
    if found is None:
        return title
    text = unicodedata.normalize("NFKC", title)
    return text[: found.start()] + text[found.end() :]


def is_only_months(name: str) -> bool:
    """Whether a file's name is a month and nothing else: 1月, 2023-01, 202301, 一季度台账 is not."""
    return bool(named(name)) and not without(name).strip(" -_.()（）")


def are_of_one_year(names: Sequence[str]) -> bool:
    """Whether the files of these names, two or more, are months of one year: 1月 and 2月, 2023-01 and 2023-02."""
    years = {year for name in names for year in _NAMED_YEAR.findall(name)}
    return len(names) > 1 and len(years) < 2 and all(is_only_months(name) for name in names)


def _search(title: str) -> re.Match[str] | None:
    text = unicodedata.normalize("NFKC", title)
    return _WORD.search(text) or _DIGITS.search(text)


def _months(found: re.Match[str]) -> Months:
    part = found.groupdict()
    if part.get("half"):
        return frozenset(range(1, 7) if part["half"] == "上" else range(7, 13))
    if part.get("quarter"):
        last = 3 * _number(part["quarter"])
        return frozenset(range(last - 2, last + 1))
    if part.get("first"):
        return frozenset(range(_number(part["first"]), _number(part["last"]) + 1))
    return frozenset({_number(part["month"])})


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else hanzi.read(text) or 0
