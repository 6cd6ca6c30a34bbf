"""Dates in cells."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport import dates, hanzi

DAY = date(2023, 3, 5)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2023, 3, 5, 10, 30),
        20230305,
        20230305.0,
        44990,
        44990.4375,
        "2023.3.5",
        "2023-3-5",
        "2023/03/05",
        "2023年3月5日",
        "2023年03月05号",
        "23年3月5日",
        "20230305",
        "230305",
        "3月5日",
        "三月五日",
        "二〇二三年三月五日",
        "二零二三年三月五日",
        " 2023 年 3 月 5 日 ",
        "２０２３．３．５",
        "2023－3－5",
        "2023-03-05 10:30",
        "2023-03-05T10:30:00",
        "2023-03-05 10：30：05.000",
        "2023年3月5日上午10:30",
        "2023年3月5日(星期日)",
        "2023年3月5日（周日）",
        "2023-3-5 星期日 10:30",
    ],
)
def test_every_form_that_people_type_is_read(value: object) -> None:
    """5 March 2023 is read from each of its forms, the year given where the cell leaves it out."""
    assert dates.parse(value, 2023) == DAY


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023年3月", date(2023, 3, 1)),
        ("2023.10", date(2023, 10, 1)),
        ("二〇二三年十二月", date(2023, 12, 1)),
        ("3月份", date(2024, 3, 1)),
        ("3月—5月", date(2024, 3, 1)),
        ("2023年3月-5月", date(2023, 3, 1)),
        ("1-3月", date(2024, 1, 1)),
        ("2023年1-3月", date(2023, 1, 1)),
        ("第二季度", date(2024, 4, 1)),
        ("2023年一季度", date(2023, 1, 1)),
        ("下半年", date(2024, 7, 1)),
        ("上半年", date(2024, 1, 1)),
        ("3月上旬", date(2024, 3, 1)),
        ("十月下旬", date(2024, 10, 21)),
        ("3月5日至8日", date(2024, 3, 5)),
        ("3月5日-8日", date(2024, 3, 5)),
        ("2023.3.5-2023.3.8", date(2023, 3, 5)),
        ("2023-03-05至2023-03-08", date(2023, 3, 5)),
        ("24.3.5", date(2024, 3, 5)),
        ("24/03/05", date(2024, 3, 5)),
        (230305, date(2023, 3, 5)),
        (2023.11, date(2023, 11, 1)),
        (2023.2, date(2023, 2, 1)),
        ("五月一日", date(2024, 5, 1)),
        ("十二月三十一日", date(2024, 12, 31)),
        ("2月29日", date(2024, 2, 29)),
    ],
)
def test_a_month_is_its_first_day_and_a_day_takes_the_year(value: object, day: date) -> None:
    """A month without a day means its first, a day without a year lies in the year given."""
    assert dates.parse(value, 2024) == day


class NotATime(datetime):
    """A time that equals nothing, as data frames mark a missing one."""

    __hash__ = datetime.__hash__

    def __eq__(self, other: object) -> bool:
        return False


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "周三",
        "上旬",
        "2023-02-30",
        "2月29日",
        "03/05/2023",
        "3.5",
        "2023-3.5",
        "三四月",
        "三四年五月一日",
        "1023-03-05",
        "45000",
        "231332",
        19999,
        80001,
        231332,
        1230305,
        2023.1,
        2023.0,
        2023.13,
        1023.5,
        "24.3.5",
        "2023-3-5-8",
        "13-15月",
        "3月—",
        "很早—5月",
        20231332,
        20230305.5,
        True,
        float("nan"),
        float("inf"),
        "2023-03-05" + " " * 30000 + "x",
        "万" * 5000,
        NotATime(2023, 3, 5),
    ],
)
def test_impossible_and_ambiguous_dates_are_refused(value: object) -> None:
    """What names no day, or more than one, gives none."""
    assert dates.parse(value, 2023) is None


def test_a_day_without_a_year_needs_one() -> None:
    """3月5日 means nothing until the report's year is known."""
    assert dates.parse("3月5日") is None


def test_serials_reach_from_20000_to_80000() -> None:
    """The first and last Excel serials that are taken for dates."""
    assert (dates.parse(20000), dates.parse(80000)) == (date(1954, 10, 3), date(2119, 1, 11))


def test_papers_print_no_leading_zeros() -> None:
    """GB/T 9704 prints 2024年1月15日, not 01月."""
    assert dates.show(date(2024, 1, 5)) == "2024年1月5日"


@given(DAYS)
def test_every_form_round_trips(day: date) -> None:
    """Each way of writing a day is read as that day."""
    year = "".join(hanzi.DIGITS[int(digit)] for digit in str(day.year))
    forms = [
        dates.show(day),
        f"{day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day} 08:05",
        f"{day.month}月{day.day}日",
        f"{year}年{hanzi.write(day.month)}月{hanzi.write(day.day)}日",
    ]
    assert {dates.parse(form, day.year) for form in forms} == {day}
    assert dates.parse(int(f"{day:%Y%m%d}")) == day


@given(st.text("0123456789年月日./-一二三十〇 :（）星期", max_size=14))
def test_any_text_is_a_date_or_none(text: str) -> None:
    """No text raises."""
    assert dates.parse(text, 2023) is None or isinstance(dates.parse(text, 2023), date)


@pytest.mark.parametrize(
    ("value", "lost"), [(2023.1, True), (2023.11, False), ("2023.1", False), (float("inf"), False)]
)
def test_a_lost_month_is_known(value: object, lost: bool) -> None:
    """2023.10 typed as a number is stored as 2023.1: nobody can tell October from January."""
    assert dates.is_lost_month(value) is lost


@pytest.mark.parametrize(
    ("value", "full"),
    [
        ("2023年3月5日", True),
        ("2023-03-05 10:30", True),
        ("20230305", True),
        (20230305, True),
        (44990.0, True),
        (date(2023, 3, 5), True),
        (230305, False),
        (2023.11, False),
        ("230305", False),
        ("23.3.5", False),
        ("3月5日", False),
        ("2023年3月", False),
        ("3月—5月", False),
    ],
)
def test_a_full_date_needs_nothing_added(value: object, full: bool) -> None:
    """Year, month and day are all there, or something was added or left out."""
    assert dates.is_full(value) is full
