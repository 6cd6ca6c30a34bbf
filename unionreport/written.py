"""A number as it is written, in Arabic or Chinese numerals, with 万 and 亿: 1,200.00, 1万4千, 七点八九万."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from unionreport import hanzi

_LONGEST = 60  # no number that anybody writes
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_THOUSAND = "千(?![克米瓦])"  # in 5千克 the 千 belongs to the unit
_HUNDRED = "百(?!分[之点])"  # and in 百分之五 and 百分点 the 百 to what follows
_LETTERS = rf"(?:[{hanzi.LETTERS.replace('百', '').replace('千', '')}]|{_THOUSAND}|{_HUNDRED})"

# Pieces of patterns, without groups: a number, and what may scale it.
SCALE = rf"(?:万亿|亿|百万|千万|万|{_THOUSAND}|{_HUNDRED})"
DECIMAL = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
HANZI = rf"{_LETTERS}+(?:点[{hanzi.DIGITS}〇]+[万亿]?)?"
NUMBER = rf"(?:{DECIMAL}(?:{SCALE}{DECIMAL})*{SCALE}?|{HANZI})"

_TERM = re.compile(rf"({DECIMAL})({SCALE})?")
_ARABIC = re.compile(rf"{DECIMAL}(?:{SCALE}{DECIMAL})*{SCALE}?")
_CHINESE = re.compile(rf"({_LETTERS}+)(?:点([{hanzi.DIGITS}〇]+)([万亿])?)?")
_NARROW = str.maketrans("０１２３４５６７８９，．：／％＋－−￥", "0123456789,.:/%+--¥")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: its value, the worth of its last digit, and whether 万 or the like scales it."""

    value: Fraction
    digit: Fraction
    scaled: bool = False

    @property
    def zeros(self) -> Fraction:
        """The worth of the last digit that is not zero: 10 for 340, 10000 for 85万; 0 itself has none."""
        digits = str(int(self.value / self.digit))
        return self.digit * int("1" + "0" * (len(digits) - len(digits.rstrip("0"))))

    def times(self, scale: str) -> Numeral:
        """The number with a further 万 or the like behind it."""
        power = _SCALES[scale]
        return Numeral(self.value * power, self.digit * power, self.scaled or power > 1)


def narrow(text: str) -> str:
    """The text with full-width digits and signs made narrow; brackets stay, since units have some."""
    return text.translate(_NARROW)


def parse(text: str) -> Numeral | None:
    """The number that the whole text is, None if it is none; narrow text without sign or unit.

    Thousands commas must stand where they belong: ``1,23`` is no number. Arabic terms with falling
    scales add up: ``1万4千``. Chinese numerals are read as `hanzi.read` does, with 点 for the point.
    """
    if len(text) > _LONGEST:
        return None
    if _ARABIC.fullmatch(text):
        return _sum(text)
    match = _CHINESE.fullmatch(text)
    whole = hanzi.read(match[1]) if match else None
    if match is None or whole is None:
        return None
    return _with_places(whole, match[2] or "").times(match[3] or "")


def _sum(text: str) -> Numeral | None:
    total, last = Fraction(0), Numeral(Fraction(0), Fraction(1))
    room: Fraction | None = None
    for digits, scale in _TERM.findall(text):
        last = _decimal(digits).times(scale)
        if room is not None and last.value >= room:
            return None
        total, room = total + last.value, Fraction(_SCALES[scale])
    return Numeral(total, last.digit, last.scaled)


def _decimal(digits: str) -> Numeral:
    value = digits.replace(",", "")
    return Numeral(Fraction(value), Fraction(1, 10 ** len(value.partition(".")[2])))


def _with_places(whole: int, places: str) -> Numeral:
    digits = "".join(str(hanzi.read(letter)) for letter in places)
    power = 10 ** len(digits)
    return Numeral(Fraction(whole * power + int(digits or "0"), power), Fraction(1, power))
