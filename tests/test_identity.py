"""Identity numbers of citizens."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport import identity
from unionreport.identity import Flaw


@pytest.mark.parametrize(
    ("number", "flaw"),
    [
        ("11010519491231002X", None),
        ("440524188001010014", None),
        ("110105194912310021", Flaw.CHECK_DIGIT),
        ("11010519491331002X", Flaw.BIRTH),
        ("110105174912310020", Flaw.BIRTH),
        ("110105491231002", Flaw.OLD),
        ("110105491331002", Flaw.BIRTH),
        ("1101051949123100", Flaw.LENGTH),
        ("A10105194912310021", Flaw.LENGTH),
        ("", Flaw.LENGTH),
    ],
)
def test_a_number_is_told_what_is_wrong_with_it(number: str, flaw: Flaw | None) -> None:
    """Form first, then the birth date, then the check digit, as GB 11643 has them."""
    assert identity.flaw(number) is flaw


@pytest.mark.parametrize(
    ("number", "cut"),
    [("110101199003071000", True), ("11010119900307123X", False), ("110101199003070000", True), ("000", False)],
)
def test_a_number_cut_by_a_spreadsheet_is_known(number: str, cut: bool) -> None:
    """It ends in 000 where the check digit would be another."""
    assert identity.is_cut(number) is cut


def test_sex_and_birth_are_in_the_number() -> None:
    """The seventeenth digit, the fifteenth of an old number, is odd for men."""
    assert identity.is_man("110105194912310039")
    assert not identity.is_man("11010519491231002X")
    assert identity.is_man("110105491231003")
    assert identity.birth("110105491231002") == date(1949, 12, 31)


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(day: date, order: int, at: int, more: int) -> None:
    """A valid number has no flaw, and changing any one digit of it gives one."""
    digits = f"990101{day:%Y%m%d}{order:03}"
    number = digits + identity.check_digit(digits)
    changed = f"{number[:at]}{(int(number[at]) + more) % 10}{number[at + 1 :]}"
    assert identity.flaw(number) is None
    assert identity.flaw(changed) in (Flaw.CHECK_DIGIT, Flaw.BIRTH)
