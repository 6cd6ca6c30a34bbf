"""Identity numbers of citizens (GB 11643): their form, check digit, birth date and sex."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_NEW = re.compile(r"[0-9]{17}[0-9X]")
_OLD = re.compile(r"[0-9]{15}")
_LOST = "000"  # what Excel leaves of the last three digits of a number of eighteen
_FIRST_YEAR = 1850


class Flaw(StrEnum):
    """What is wrong with an identity number: its form, its birth date, its check digit, or that it is an old one."""

    LENGTH = "length"
    BIRTH = "birth"
    CHECK_DIGIT = "check-digit"
    OLD = "old"


def check_digit(digits: str) -> str:
    """The eighteenth sign that belongs to the first seventeen digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11]


def flaw(number: str) -> Flaw | None:
    """What is wrong with a number in half-width capitals; None for one that may be somebody's.

    Fifteen digits are the form of GB 11643-1989, without a check digit, valid until 2013.
    """
    if _OLD.fullmatch(number):
        return Flaw.OLD if birth(number) else Flaw.BIRTH
    if not _NEW.fullmatch(number):
        return Flaw.LENGTH
    if birth(number) is None:
        return Flaw.BIRTH
    return None if check_digit(number[:17]) == number[17] else Flaw.CHECK_DIGIT


def is_cut(number: str) -> bool:
    """Whether a spreadsheet has rounded the number to fifteen digits: it ends in 000 and its check digit is wrong."""
    return bool(_NEW.fullmatch(number)) and number.endswith(_LOST) and check_digit(number[:17]) != number[17]


def birth(number: str) -> date | None:
    """The birth date in a number of eighteen or fifteen signs, None where there is no such day."""
    digits = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None


def is_man(number: str) -> bool:
    """Whether the number is a man's: the last digit of the sequence, before any check digit, is odd."""
    return int(number[16] if len(number) == 18 else number[14]) % 2 == 1
