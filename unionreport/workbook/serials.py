"""Numbers that a cell's format makes dates: which formats do, and which day a number is."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import IntEnum

# ECMA-376 part 1, 18.8.30: 27 to 36 and 50 to 58 are dates in Chinese Excel and WPS
_BUILTIN_DATES = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
_BUILTIN_DURATION = 46
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DATE_LETTER = re.compile(r"[ymdhs]", re.IGNORECASE)
_LAST_SERIAL = {False: 2_958_466, True: 2_957_004}  # the day after 9999-12-31
_NO_SUCH_DAY = 60  # 29 February 1900 is a day in Excel only
_DAY_MS = 86_400_000
_MIDNIGHT = datetime(1900, 1, 1)  # noqa: DTZ001  a workbook knows no time zones


class Format(IntEnum):
    """What a number format makes of a number."""

    NUMBER = 0
    DATE = 1
    DURATION = 2


def classify(number: int, code: str | None) -> Format:
    """What a number format is, by its id and, for custom ones, its code: ``yyyy"年"m"月"``."""
    if code is None:
        if number == _BUILTIN_DURATION:
            return Format.DURATION
        return Format.DATE if number in _BUILTIN_DATES else Format.NUMBER
    bare = _LITERAL.sub("", code).split(";")[0]
    if _ELAPSED.search(bare):
        return Format.DURATION
    return Format.DATE if _DATE_LETTER.search(_BRACKETS.sub("", bare)) else Format.NUMBER


def value_of(number: float, form: Format, *, from_1904: bool) -> object:
    """The date, datetime, time or timedelta that a number with such a format shows.

    Whole days are dates, numbers below one are times. What is no day of Excel's calendar, such as
    20230305 or the 29th of February 1900, stays the number.
    """
    if form is Format.NUMBER or not 0 <= number < _LAST_SERIAL[from_1904]:
        return number
    days, milliseconds = divmod(round(number * _DAY_MS), _DAY_MS)
    if form is Format.DURATION:
        return timedelta(days, milliseconds=milliseconds)
    if days == 0:
        return (_MIDNIGHT + timedelta(milliseconds=milliseconds)).time()
    if not from_1904 and days == _NO_SUCH_DAY:
        return number
    try:
        day = _epoch(days, from_1904=from_1904) + timedelta(days)
    except OverflowError:  # the last millisecond of 9999
        return number
    return day if not milliseconds else datetime.combine(day, time.min) + timedelta(milliseconds=milliseconds)


def _epoch(days: int, *, from_1904: bool) -> date:
    if from_1904:
        return date(1904, 1, 1)
    return date(1899, 12, 31) if days < _NO_SUCH_DAY else date(1899, 12, 30)
