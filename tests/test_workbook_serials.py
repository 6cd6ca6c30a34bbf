"""Numbers that a format makes dates."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.workbook.serials import Format, classify, value_of


@pytest.mark.parametrize(
    "code",
    [
        "yyyy-mm-dd",
        'yyyy"年"m"月"',
        'yyyy"年"m"月"d"日";@',
        "[$-804]yyyy/m/d;@",
        "[DBNum1][$-804]yyyy年m月d日",
        "[$-F800]dddd, mmmm dd, yyyy",
        "h:mm AM/PM",
        "[Red]m/d",
        "上午/下午h时mm分",
        r"yyyy\-mm",
        "mm:ss.0",
    ],
)
def test_formats_of_dates(code: str) -> None:
    """A custom format with the letters of a date or time is one, in Chinese as well."""
    assert classify(176, code) is Format.DATE


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "G/通用格式",
        "0.00_);[Red](0.00)",
        '"d"0',
        "#,##0.00",
        r"0.00\d",
        "_d0*m",
        "0.00E+00",
        "@",
        '[$¥-804]#,##0.00"元"',
        "[<=9999999]###-####;(###) ###-####",
        "",
        '0"月"',
        "0;d",
    ],
)
def test_formats_of_numbers(code: str) -> None:
    """Letters in quotation marks, after a backslash and in brackets make no date."""
    assert classify(176, code) is Format.NUMBER


def test_builtin_formats() -> None:
    """Those of Chinese Excel are dates too; 46 and brackets around hours are durations."""
    dates = {number for number in range(164) if classify(number, None) is Format.DATE}
    assert dates == {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
    assert [classify(46, None), classify(200, "[h]:mm:ss"), classify(200, "[mm]:ss")] == [Format.DURATION] * 3


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (44990, date(2023, 3, 5)),
        (44990.5, datetime(2023, 3, 5, 12)),
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (60, 60),
        (60.5, 60.5),
        (61, date(1900, 3, 1)),
        (0.25, time(6)),
        (0, time(0)),
        (2958465, date(9999, 12, 31)),
        (2958465.9999999995, 2958465.9999999995),
        (2958466, 2958466),
        (20230305, 20230305),
        (-1, -1),
        (44990.999999999, date(2023, 3, 6)),
    ],
)
def test_days_of_excel(number: float, value: object) -> None:
    """Whole days are dates, parts of a day times; what is no day of the calendar stays the number."""
    found = value_of(number, Format.DATE, from_1904=False)
    assert (found, type(found)) == (value, type(value))


def test_the_calendar_of_1904() -> None:
    """Workbooks that once were a Macintosh's count from 1 January 1904, and have no 29 February 1900."""
    assert value_of(43528, Format.DATE, from_1904=True) == date(2023, 3, 5)
    assert value_of(60, Format.DATE, from_1904=True) == date(1904, 3, 1)
    assert value_of(2957003, Format.DATE, from_1904=True) == date(9999, 12, 31)
    assert value_of(2957003.9999999995, Format.DATE, from_1904=True) == 2957003.9999999995
    assert value_of(2957004, Format.DATE, from_1904=True) == 2957004


def test_durations_and_numbers() -> None:
    """Hours beyond a day are a duration; a number is itself."""
    assert value_of(1.5, Format.DURATION, from_1904=False) == timedelta(hours=36)
    assert value_of(1.5, Format.NUMBER, from_1904=False) == 1.5


@given(st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 30)))
def test_days_round_trip(moment: datetime) -> None:
    """A moment as Excel stores it comes back to the second."""
    moment = moment.replace(microsecond=0)
    number = (moment - datetime(1899, 12, 30)) / timedelta(1)
    found = value_of(number, Format.DATE, from_1904=False)
    assert found == (moment if moment.time() != time(0) else moment.date())
