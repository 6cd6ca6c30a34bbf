"""Personal numbers stay out of messages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.privacy import last_four, masked, masked_name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("990101199001011237", "**************1237"),
        ("99010119900101123X", "**************123X"),
        ("99010119900101123x", "**************123x"),
        ("手机13900001111，谢谢", "手机*******1111，谢谢"),
        ("6222000011112222333", "***************2333"),
        ("13900001111、13900002222", "*******1111、*******2222"),
        ("1234567890", "1234567890"),
        ("12345678901234567890123", "12345678901234567890123"),
        ("20230305", "20230305"),
        ("1234.12345678901", "1234.12345678901"),
        ("A12345678901", "A12345678901"),
        ("ID990101199001011237", "ID**************1237"),
        ("NO.990101199001011237", "NO.**************1237"),
        ("990101 19900101 123X", "****** ******** 123X"),
        ("139 0000 1111或139-0000-1111", "*** **** 1111或***-****-1111"),
        ("6222 0000 1111 2222 333", "**** **** **** **** 333"),
        ("9901011990010１１237", "**************１237"),
        ("13900001111.0", "*******1111.0"),
        ("0531-88880000", "****-****0000"),
        ("2023-01-05 2023-01-08", "2023-01-05 2023-01-08"),
        ("2021 2022 2023 2024", "2021 2022 2023 2024"),
        ("约3000元", "约3000元"),
        ("", ""),
    ],
)
def test_only_the_last_four_signs_show(text: str, shown: str) -> None:
    """IDs, cards and telephone numbers are reduced to their end; amounts, days and codes are not."""
    assert masked(text) == shown


@given(st.text())
def test_masking_keeps_the_length_and_is_final(text: str) -> None:
    """A masked text is as long as it was, and masking it again changes nothing."""
    assert len(masked(text)) == len(text)
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张一三", "张*三"),
        ("李四", "李*"),
        ("欧阳建国", "欧**国"),
        ("王", "*"),
        ("", ""),
        ("陈一、姜二三", "陈*、姜*三"),
        ("张一三等5人", "张*三等5人"),
        ("张一三（已故）", "张*三"),
        ("阿卜杜拉·买买提", "阿******提"),
        ("等", "*"),
    ],
)
def test_names_keep_their_first_and_last_character_at_most(name: str, shown: str) -> None:
    """A surname stays, what is between goes; several names in a cell are masked one by one."""
    assert masked_name(name) == shown


@given(st.text("张王李一二三、等5人 （）", max_size=12))
def test_a_masked_name_is_never_the_name(name: str) -> None:
    """Whatever stands in the cell, a name of two characters or more does not come through whole."""
    masked = masked_name(name)
    for part in re.split(r"[、\s]", re.sub(r"[(（].*", "", name.replace("等", "、"))):
        if len(part) > 1 and not set(part) & set("（）5人"):
            assert part not in masked.split("、")


@pytest.mark.parametrize(
    ("number", "shown"),
    [("11010519491231002X", "****002X"), ("12345678", "****5678"), ("1234567", "****"), ("", "****")],
)
def test_a_number_shows_its_last_four_signs_or_nothing(number: str, shown: str) -> None:
    """Of a short number four signs would be most of it."""
    assert last_four(number) == shown
