"""Dates in cells, in every form that people type, and dates as official papers print them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from unionreport import hanzi, written

_SERIAL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20000, 80001)
_YEARS = range(1900, 2200)

_LONGEST = 60  # no date that anybody writes
_TIME = re.compile(r"(?:(?<=[\s日号])|T)(?:上午|下午)?\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*$")
_WEEKDAY = re.compile(r"[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?\s*$")
_HANZI = re.compile(f"[{hanzi.LETTERS}]+")
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>[0-9]{4})(?P<sep>[./-])(?P<m>[0-9]{1,2})(?:(?P=sep)(?P<d>[0-9]{1,2}))?",
        r"(?:(?P<y>[0-9]{4}|[0-9]{2})年)?(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})[日号])?",
        r"(?P<y>[0-9]{4}|[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    )
)


def parse(value: object, year: int | None = None) -> date | None:
    """The date that a cell's value means, None if it means none or more than one.

    Numbers are Excel serials from 20000 to 80000 or whole days as 20230305. Text may be 2023.3.5,
    2023-3-5, 2023/3/5, 2023年3月5日, 2023年3月 (its first day), 20230305, 230305 or in Chinese numerals,
    with blanks, full-width digits, a time or a weekday; 3月5日 takes ``year``. 03/05/2023 is refused.
    """
    match value:
        case datetime():
            return value.date() if value == value else None  # noqa: PLR0124 - pandas' NaT is a datetime
        case date():
            return value
        case bool():
            return None
        case int() | float():
            return _from_number(value)
        case str() if len(value) <= _LONGEST:
            return _from_text(value, year)
    return None


def show(day: date) -> str:
    """The date as official papers print it, without leading zeros (GB/T 9704): 2024年1月15日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _from_number(number: float) -> date | None:
    if _SERIALS.start <= number < _SERIALS.stop:
        return _SERIAL_EPOCH + timedelta(days=int(number))
    return _from_text(str(int(number)), None) if 10**7 <= number < 10**8 and number == int(number) else None


@lru_cache(maxsize=4096)  # a ledger has many rows of few days
def _from_text(text: str, year: int | None) -> date | None:
    line = _TIME.sub("", _WEEKDAY.sub("", written.narrow(text)))
    line = "".join(_HANZI.sub(_arabic, _WEEKDAY.sub("", line)).split())
    match = next(filter(None, (form.fullmatch(line) for form in _FORMS)), None)
    if match is None:
        return None
    return _day(_year(match["y"]) if match["y"] else year, int(match["m"]), int(match["d"] or 1))


def _arabic(match: re.Match[str]) -> str:
    number = hanzi.read(match[0])
    return match[0] if number is None else str(number)


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _day(year: int | None, month: int, day: int) -> date | None:
    if year is None or year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
