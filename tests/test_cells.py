"""Cells as values of their field's type."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.cells import Setting, Unread, is_blank, read_column, text_of
from unionreport.schema import Field, FieldType

KIND = Field("kind", "类型", FieldType.TEXT, enum=("住院", "退休", "B类"), synonyms={"看望病号": "住院", "A类": "退休"})
ANSWER = Field("filed", "是否立案", FieldType.YESNO, synonyms={"已立案": "是", "未立案": "否"})
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.sampled_from(["#REF!", "#N/A", "#DIV/0!", "9" * 5000, "1e999999", "\ud800", "九千亿亿", "-" * 40]),
)  # fmt: skip


def read(cell: object, field: Field | FieldType, year: int | None = 2023, scale: int = 1) -> object:
    """One cell as the field, or as a plain field of the type, reads it."""
    wanted = field if isinstance(field, Field) else Field("x", "某", field)
    (value,) = read_column([cell], wanted, Setting(year, scale))
    return value


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (" 张 一 三 ", "张 一 三"),
        (5.0, "5"),
        (0.1 + 0.2, "0.3"),
        (123456789012345678.0, "123456789012346000"),
        (float("inf"), "inf"),
        (7, "7"),
        (True, "True"),
        (date(2023, 3, 5), "2023-03-05"),
        (datetime(2023, 3, 5), "2023-03-05"),
        (datetime(2023, 3, 5, 14, 30), "2023-03-05 14:30:00"),
        (time(14, 30), "14:30:00"),
        ("甲\x00乙\x1f\ufffe", "甲乙"),
        ("甲\n乙", "甲\n乙"),
    ],
)
def test_a_cell_is_shown_as_in_the_sheet(cell: object, text: str) -> None:
    """Whole numbers without .0, dates without a midnight, control signs left out."""
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("cell", "blank"), [(None, True), ("", True), (" \n　", True), ("0", False), (0.0, False), (False, False)]
)
def test_blank_is_nothing_but_blanks(cell: object, blank: bool) -> None:
    """Zero and False are answers, blanks are not."""
    assert is_blank(cell) is blank


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  后勤 ", "后勤"),
        ("张　三", "张三"),
        ("欧阳 小 明", "欧阳小明"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("Li Ming", "Li Ming"),
        ("共有五个字 的一句", "共有五个字 的一句"),
        (12.0, "12"),
        (" ", None),
        (None, None),
    ],
)
def test_text_is_kept_and_names_are_closed_up(cell: object, value: object) -> None:
    """Blanks inside a Chinese name go, blanks inside other text stay."""
    assert read(cell, FieldType.TEXT) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("住院", "住院"),
        ("看望病号", "住院"),
        (" 看望 病号 ", "住院"),
        ("Ａ类", "退休"),
        ("退 休", "退休"),
        ("Ｂ 类", "B类"),
        ("住院补助", "住院"),
        ("住院慰问", Unread("value-not-allowed", "住院慰问")),
        ("丧事", Unread("value-not-allowed", "丧事")),
        (5.0, Unread("value-not-allowed", "5")),
        ("", None),
    ],
)
def test_allowed_values_are_known_by_synonym_and_width(cell: object, value: object) -> None:
    """A value is one of those allowed, under any known spelling, or it is unread."""
    assert read(cell, KIND) == value


def test_an_open_list_keeps_other_values() -> None:
    """Where other values are possible, an unusual one is kept as it stands."""
    assert read("安全训练", Field("x", "某", FieldType.TEXT, enum=("专题培训",), open=True)) == "安全训练"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (" 99010119900101123x ", "99010119900101123X"),
        ("Ａ 12", "A12"),
        (50204.0, "50204"),
        ("０01", "001"),
        ("", None),
        (None, None),
    ],
)
def test_codes_never_become_numbers(cell: object, code: str | None) -> None:
    """Codes keep leading zeros, in half-width capitals without blanks."""
    assert read(cell, FieldType.CODE) == code


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2023, 3, 5), date(2023, 3, 5)),
        ("3月5日", date(2023, 3, 5)),
        ("2022年3月5日", date(2022, 3, 5)),
        (44990.0, date(2023, 3, 5)),
        ("", None),
        ("03/05/2023", Unread("date-unreadable", "03/05/2023")),
        (time(8, 30), Unread("date-unreadable", "08:30:00")),
        (True, Unread("date-unreadable", "True")),
    ],
)
def test_dates_are_read_in_the_year(cell: object, day: object) -> None:
    """A date without a year is of the report's year; what is no date is unread."""
    assert read(cell, FieldType.DATE) == day


def test_a_day_without_any_year_is_unread() -> None:
    """Where the year is unknown, 3月5日 means no date."""
    assert read("3月5日", FieldType.DATE, year=None) == Unread("date-unreadable", "3月5日")


@pytest.mark.parametrize(
    ("cell", "scale", "fen"),
    [
        (500.0, 1, 50_000),
        (0.4, 10_000, 400_000),
        ("0.4万元", 1, 400_000),
        ("300元", 10_000, 30_000),
        ("", 1, None),
        ("约3000元", 1, Unread("amount-not-number", "约3000元")),
        (0.005, 1, Unread("amount-below-fen", "0.005")),
        (True, 1, Unread("amount-not-number", "True")),
        (9_999_999_999_999.99, 1, 10**15 - 1),
        (1e13, 1, Unread("amount-not-number", "10000000000000")),
        (-1e13, 1, Unread("amount-not-number", "-10000000000000")),
        ("九千亿亿", 1, Unread("amount-not-number", "九千亿亿")),
        ("9" * 25, 1, Unread("amount-not-number", "9" * 25)),
    ],
)
def test_money_is_fen_or_unread(cell: object, scale: int, fen: object) -> None:
    """Amounts are whole fen in the column's unit; more than a spreadsheet keeps exactly is refused."""
    assert read(cell, FieldType.MONEY, scale=scale) == fen


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (5.0, 5),
        ("12人", 12),
        ("12 人次", 12),
        ("1,018人", 1018),
        ("１２", 12),
        ("5.00", 5),
        (-3.0, -3),
        ("", None),
        ("999999999999999", 10**15 - 1),
        ("1,000,000,000,000", 10**12),
        *(
            (cell, Unread("count-not-number", cell))
            for cell in ("十几人", "5.5", "12余人", "近百", "1,00", "3万", "9" * 16)
        ),
        ("9" * 5000, Unread("count-not-number", "9" * 5000)),
        (True, Unread("count-not-number", "True")),
        (datetime(2023, 3, 5), Unread("count-not-number", "2023-03-05")),
        (1e200, Unread("count-not-number", "1" + "0" * 200)),
    ],
)
def test_counts_are_whole_or_unread(cell: object, count: object) -> None:
    """A count is a whole number with at most a unit; a vague or an endless one is unread."""
    assert read(cell, FieldType.COUNT) == count


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (18.5, Decimal("18.5")),
        ("18.5分", Decimal("18.5")),
        ("１８ 分", Decimal(18)),
        (".5", Decimal("0.5")),
        (5.551115123125783e-17, Decimal("5.55111512312578E-17")),
        ("-3", Decimal(-3)),
        ("", None),
        *(
            (cell, Unread("number-not-number", cell))
            for cell in ("优", "1_000", "nan", "Infinity", "1e999999", "1e-999", "9" * 16, ".")
        ),
        (float("nan"), Unread("number-not-number", "nan")),
        (True, Unread("number-not-number", "True")),
    ],
)
def test_numbers_are_decimals_or_unread(cell: object, number: object) -> None:
    """A mark is an exact decimal of ordinary length; everything else is unread."""
    assert read(cell, FieldType.NUMBER) == number


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        *((cell, True) for cell in ("是", "√", "✓", "有", "y", "Yes", "对", 1.0, True, "已立案", " 是 ")),
        *((cell, False) for cell in ("否", "×", "无", "n", "NO", 0.0, False, "", None, "○", "未立案")),
        ("待定", Unread("yesno-unreadable", "待定")),
        (2.0, Unread("yesno-unreadable", "2")),
    ],
)
def test_answers_are_yes_no_or_unread(cell: object, answer: object) -> None:
    """Every usual yes and no is known, blank means no, 待定 is neither."""
    assert read(cell, ANSWER) == answer


@pytest.mark.parametrize(
    ("cell", "tally"),
    [
        ("√", 1),
        (" ☑ ", 1),
        ("是", 1),
        ("", 0),
        (None, 0),
        (12.0, 12),
        ("12票", 12),
        ("很多", Unread("count-not-number", "很多")),
    ],
)
def test_a_tally_is_a_tick_or_a_count(cell: object, tally: object) -> None:
    """A tick is one, a blank none, a number itself."""
    assert read(cell, FieldType.TALLY) == tally


@pytest.mark.parametrize(("cell", "value"), [(5.0, 5.0), (" 甲 ", " 甲 "), ("  ", None), (None, None)])
def test_a_value_of_any_type_is_kept(cell: object, value: object) -> None:
    """Where another column settles the type, the cell stays as it is."""
    assert read(cell, FieldType.ANY) == value


@given(ANYTHING, st.sampled_from([*(Field("x", "某", each) for each in FieldType), KIND, ANSWER]))
def test_no_cell_ever_raises(cell: object, field: Field) -> None:
    """Whatever stands in a cell, it is a value of the field's type, missing, or unread with its text."""
    value = read(cell, field)
    if isinstance(value, Unread):
        assert value.text == text_of(cell)
    elif value is not None:
        types = {
            FieldType.DATE: date,
            FieldType.NUMBER: Decimal,
            FieldType.TEXT: str,
            FieldType.CODE: str,
            FieldType.ANY: object,
        }
        assert isinstance(value, types.get(field.type, int))


@given(st.integers(-(10**12), 10**12))
def test_counts_come_back_from_every_print(number: int) -> None:
    """A whole number is the same as number, as text and with thousands commas."""
    assert (
        read(number, FieldType.COUNT)
        == read(f"{number:,}人", FieldType.COUNT)
        == read(float(number), FieldType.COUNT)
        == number
    )


@given(st.timedeltas())
def test_durations_are_no_dates(cell: timedelta) -> None:
    """A duration is never a date."""
    assert isinstance(read(cell, FieldType.DATE), Unread)
