"""Dates in cells, in every form that people type, and dates as official papers print them."""

from __future__ import annotations

import math
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
        r"(?:(?P<y>[0-9]{4}|[0-9]{2})年)?(?P<m>[0-9]{1,2})月份?(?:(?P<d>[0-9]{1,2})[日号])?",
        r"(?P<y>[0-9]{4}|[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    )
)
_SHORT_YEAR = re.compile(r"(?P<y>[0-9]{2})(?P<sep>[./-])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})")
_LAST = r"[0-9][0-9年月日号./-]*份?"
_PERIOD = re.compile(rf"(?:(?P<first>[^~—–～至到]+)[~—–～至到]+|(?P<day>[0-9年月日号.]*[0-9月日号])-){_LAST}")
_MONTHS = re.compile(r"(?:(?P<y>[0-9]{4})年)?(?P<m>[0-9]{1,2})[-~—–～至到]+(?P<last>[0-9]{1,2})月份?")
_SEASON = re.compile(r"(?:(?P<y>[0-9]{4})年)?(?P<what>第?[1-4]季度|[上下]半年|[0-9]{1,2}月[上中下]旬)")
_THIRDS = {"上": 1, "中": 11, "下": 21}
_FULL = re.compile(r"[0-9]{4}(?:年|[./-])[0-9]{1,2}(?:月|[./-])[0-9]{1,2}[日号]?|[0-9]{8}")


def parse(value: object, year: int | None = None) -> date | None:
    """The date that a cell's value means, None if it means none or more than one.

    Numbers are Excel serials from 20000 to 80000 or whole days as 20230305. Text may be 2023.3.5,
    2023-3-5, 2023/3/5, 2023年3月5日, 2023年3月 (its first day), 20230305, 230305 or in Chinese numerals,
    with blanks, full-width digits, a time or a weekday; 3月5日 takes ``year``. A period (3月—5月, 一季度,
    3月上旬) is its first day; 23.3.5 is read where 23 is ``year``. 03/05/2023 is refused, and so is the
    number 2023.1, which 2023.10 becomes (see `is_lost_month`).
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


def is_lost_month(value: object) -> bool:
    """Whether a number may be January or October: 2023.10 typed into a cell is stored as 2023.1."""
    is_year = isinstance(value, float) and math.isfinite(value) and int(value) in _YEARS
    return is_year and format(value, ".15g").endswith(".1")


def is_full(value: object) -> bool:
    """Whether a cell says year, month and day itself, so that nothing had to be added or left out."""
    if not isinstance(value, str):
        return not isinstance(value, int | float) or value in _SERIALS or value >= 10**7
    line = _plain(value)
    return _FULL.fullmatch(line) is not None


def show(day: date) -> str:
    """The date as official papers print it, without leading zeros (GB/T 9704): 2024年1月15日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _from_number(number: float) -> date | None:
    if _SERIALS.start <= number < _SERIALS.stop:
        return _SERIAL_EPOCH + timedelta(days=int(number))
    if not math.isfinite(number):
        return None
    if number == int(number):
        return _from_text(str(int(number)), None) if 10**5 <= number < 10**8 else None
    if is_lost_month(number) or int(number) not in _YEARS:
        return None
    return _from_text(format(number, ".15g"), None)


@lru_cache(maxsize=4096)  # a ledger has many rows of few days
def _from_text(text: str, year: int | None) -> date | None:
    line = _plain(text)
    match = next(filter(None, (form.fullmatch(line) for form in _FORMS)), None)
    if match is not None:
        return _of(match, year)
    short = _SHORT_YEAR.fullmatch(line)
    if short is not None:
        is_meant = year is not None and int(short["y"]) == year % 100
        return _day(year, int(short["m"]), int(short["d"])) if is_meant else None
    return _start_of_period(line, year)


def _plain(text: str) -> str:
    """Narrow, without time, weekday and blanks, Chinese numerals as digits."""
    line = _TIME.sub("", _WEEKDAY.sub("", written.narrow(text)))
    return "".join(_HANZI.sub(_arabic, _WEEKDAY.sub("", line)).split())


def _start_of_period(line: str, year: int | None) -> date | None:
    """The first day of 3月—5月, 1-3月, 一季度, 下半年, 3月上旬 or 3月5日至8日."""
    months = _MONTHS.fullmatch(line)
    if months is not None and int(months["last"]) <= 12:
        return _day(int(months["y"]) if months["y"] else year, int(months["m"]), 1)
    season = _SEASON.fullmatch(line)
    if season is not None:
        return _day(int(season["y"]) if season["y"] else year, *_season(season["what"]))
    period = _PERIOD.fullmatch(line)
    if period is None:
        return None
    first = period["first"] or period["day"]
    match = next(filter(None, (form.fullmatch(first) for form in _FORMS)), None)
    return None if match is None else _of(match, year)


def _of(match: re.Match[str], year: int | None) -> date | None:
    return _day(_year(match["y"]) if match["y"] else year, int(match["m"]), int(match["d"] or 1))


def _season(what: str) -> tuple[int, int]:
    """Month and day that a season or a third of a month begins with."""
    if what.endswith("旬"):
        month, _, third = what.partition("月")
        return int(month), _THIRDS[third[0]]
    if what.endswith("半年"):
        return (1 if what[0] == "上" else 7), 1
    return 3 * int(what.removeprefix("第")[0]) - 2, 1


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
