"""Keeps personal numbers out of messages: only the last four signs of an ID, card or phone number show."""

from __future__ import annotations

import re

_SIGN = re.compile(r"\w")
_PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?<!\d\.)(?:"
    r"(?<![A-Za-z])\d{10,21}[\dXxＸｘ]"  # a run of 11 to 22 digits; no amount of a union has as many before its point
    r"|\d{6}[ -]?\d{8}[ -]?\d{3}[\dXxＸｘ]"  # 身份证: GB 11643, in its three parts
    r"|[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,4})?"  # bank cards, in fours: ISO/IEC 7812, first digit of banks
    r"|1[3-9]\d[ -]?\d{4}[ -]?\d{4}"  # mobile numbers, as they are spoken
    r"|0\d{2,3}-\d{7,8}"  # fixed lines with their area code
    r")(?!\d)"
)
_SHOWN = 4


def masked(text: str) -> str:
    """The text with every number of 11 to 22 digits reduced to its last four signs, its blanks and hyphens kept.

    Digits after a point, and codes that begin with a letter, are no personal number unless they have its shape.
    """
    return _PERSONAL_NUMBER.sub(lambda found: _SIGN.sub("*", found[0][:-_SHOWN]) + found[0][-_SHOWN:], text)


_BETWEEN = re.compile(r"([、,，;；/\s]+)")
_NOTE = re.compile(r"\s*[(（\[【〔].*", re.DOTALL)
_SEVERAL = re.compile(r"(?P<name>[^等]+)(?P<rest>等.*)?", re.DOTALL)


def masked_name(text: str) -> str:
    """The names with all between the first and the last character masked: 张*三, 李*, 欧**国; 张*三等5人 stays several.

    There is no national form of masking; the surname is usually kept. A note in brackets behind a name
    goes, since it may say more than the name.
    """
    return "".join(_masked_one(each) if number % 2 == 0 else each for number, each in enumerate(_BETWEEN.split(text)))


def _masked_one(text: str) -> str:
    plain = _NOTE.sub("", text)
    found = _SEVERAL.fullmatch(plain)
    if found is None:
        return "*" if plain else ""
    name = found["name"]
    inside = "*" * max(1, len(name) - 2)
    last = name[-1] if len(name) > 2 else ""
    return (f"{name[0]}{inside}{last}" if len(name) > 1 else "*") + (found["rest"] or "")


def last_four(number: str) -> str:
    """A personal number as a notice may show it: its last four signs, or nothing of one that has few more."""
    return f"****{number[-_SHOWN:]}" if len(number) >= 2 * _SHOWN else "****"
