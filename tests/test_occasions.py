"""The words of the year and of the union become fields, and nothing that only looks like them does."""

from __future__ import annotations

import datetime

import pytest

from unionreport.numerals.scanning import find_numbers
from unionreport.occasions import Facts, in_digits, left_over, occasions

FACTS = Facts(
    2023,
    {
        "name": "锦绣社区工会",
        "session": "第五届",
        "congress": "第五届第二次会员代表大会",
        "reporter": "周国栋",
        "date": datetime.date(2024, 1, 15),
        "phone": "65123480",
        "notice_from": datetime.date(2024, 1, 16),
    },
)


def replaced(text: str, facts: Facts = FACTS) -> str:
    """The text with its fields in braces."""
    for span in reversed(occasions(text, find_numbers(text), facts)):
        text = f"{text[: span.start]}{{{span.code}}}{text[span.end :]}"
    return text


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("2023年工作回顾", "{year}年工作回顾"),
        ("2023年度报告", "{year}年度报告"),
        ("截至2023年底", "截至{year}年底"),
        ("截至2023年12月31日", "截至{year}年12月31日"),
        ("2024年工作安排", "{next_year}年工作安排"),
        ("比2022年增加", "比{last_year}年增加"),
        ("二〇二三年工作", "{year | digits}年工作"),
        ("二〇二四年一月十五日", "{profile.date | digits}"),
        ("2024年1月15日", "{profile.date}"),
        ("受第五届委员会委托", "受{profile.session}委员会委托"),
        ("在第五届第二次会员代表大会上", "在{profile.congress}上"),
        ("锦绣社区工会委员会", "{profile.name}委员会"),
        ("主席周国栋作报告", "主席{profile.reporter}作报告"),
    ],
)
def test_what_belongs_to_the_year_becomes_a_field(text: str, template: str) -> None:
    """Years, sessions, names and the date of the report, in the form they stand in."""
    assert replaced(text) == template


@pytest.mark.parametrize(
    "text",
    [
        "总工发〔2023〕7号",
        "2021—2025年规划",
        "2023年6月18日开展活动",
        "工会成立于2023年",
        "2023年成立以来",
        "自2022年起连续两年",
        "2022年建会",
        "《2023年工作要点》",
        "二零二三年",
        "2019年",
        "征集建议2023份",
        "65123480",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    """Documents, plans, days, foundings, titles, and digits that the field would print otherwise."""
    assert replaced(text) == text


def test_a_name_of_two_signs_must_stand_alone() -> None:
    """高兴 is a name and a word."""
    facts = Facts(2023, {"reporter": "高兴", "name": "工会"})
    assert replaced("（高兴）", facts) == "（{profile.reporter}）"
    assert replaced("大家高兴地看到工会", facts) == "大家高兴地看到工会"


def test_dates_near_the_year_and_other_sessions_are_told() -> None:
    """A person decides on 2023年6月18日 and 第四届; 2012年 and a field are no question."""
    text = "2012年成立，2023年6月18日第四届换届，2023年工作。"
    numbers = find_numbers(text)
    told = left_over(numbers, FACTS, occasions(text, numbers, FACTS))
    assert [each.printed for each in told] == ["2023年6月18日", "第四届"]


def test_digits_are_written_one_by_one() -> None:
    """二〇二三 by GB/T 15835; a day is counted."""
    assert in_digits(2023) == "二〇二三"
    assert in_digits(datetime.date(2024, 10, 31)) == "二〇二四年十月三十一日"
