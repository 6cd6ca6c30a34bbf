"""Personal numbers stay out of messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.privacy import masked


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
