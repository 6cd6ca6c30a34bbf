"""Reading a printed number back: which values could have been printed so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from unionreport import hanzi, money, written
from unionreport.numerals.printing import POINTS, header_unit
from unionreport.numerals.styles import parse_style
from unionreport.written import DECIMAL, HANZI, NUMBER, SCALE, Numeral

_DIGIT = f"[{hanzi.DIGITS[1:]}]"
_LETTER = rf"[^\W\d_{hanzi.DIGITS}〇]"
_UNIT = rf"%|[℃㎡㎥]|(?![余多万亿]|以上){_LETTER}(?:{_LETTER}|[()（）/])*?"

_PRINTED = re.compile(
    rf"(?P<near>近)?(?P<sign>[-负])?(?P<number>{NUMBER})\s*(?P<more>[余多])?(?P<scale>{SCALE})?\s*"
    rf"(?P<unit>{_UNIT})?(?P<above>以上)?"
)
_PERCENT = re.compile(rf"(?P<sign>负)?百分之(?P<points>百|{HANZI})")
_TENTHS = re.compile(rf"(?P<tens>{_DIGIT}|两)成(?P<ones>{_DIGIT})?")
_FRACTION = re.compile(rf"(?P<below>{HANZI})分之(?P<top>{HANZI})")
_GROWTH = re.compile(rf"同比(?:(?P<up>增长|增加|上升|提高)|下降|减少|降低)(?P<points>{DECIMAL})%")
_CHANGE = re.compile(
    r"比(?:上年|去年)(?:同期)?(?:(?P<up>增加|增长|提高|上升)|减少|下降|降低)(?P<below>不足(?!近))?(?P<size>[^-负].*)"
)
_LEVEL = "与上年持平"
_AMOUNT = re.compile("人民币|RMB|¥|角|[元圆].*[分整正]")


@dataclass(frozen=True, slots=True)
class Reading:
    """The values that could have been printed so, from ``low`` to ``high``, both included.

    Fen for 元, ratios for % (1 is 100%), else the count itself. ``half_open`` leaves ``high`` itself out:
    340余 is 340 up to, not with, 350. ``low`` equals ``high`` where the print is exact.
    """

    low: Fraction
    high: Fraction
    unit: str
    half_open: bool = False

    def admits(self, value: int | Fraction) -> bool:
        """Whether the value could have been printed so.

        Where the print is exact a value that is not whole, so a mean, may be half of the last digit
        that `numerals.show` keeps away: 93.001分 prints as 93分.
        """
        if self.low == self.high and self.unit != "%" and Fraction(value).denominator != 1:
            return abs(value - self.low) <= (Fraction(1, 2) if self.unit == "元" else Fraction(1, 200))
        return self.low <= value < self.high or (value == self.high and not self.half_open)


def read(text: str) -> Reading | None:
    """The values and the unit of one printed number; None if the text is none.

    Arabic (full-width and thousands commas too) and Chinese numerals, 大写金额, 百分之…, …分之…, 九成,
    every form that `numerals.show` prints, and 多 for 余. Whole counts, 元 and Chinese whole numbers are
    exact; decimals, percentages and numbers in 万 or 亿 reach half of their last digit to both sides.
    余 reaches up to the next step of the last digit that is not zero, 近 a tenth down, 以上 up to 100%
    or, for counts, as 余.
    """
    line = written.narrow(text).strip()
    return (
        _growth(line)
        or _change(line)
        or _percent(line)
        or _tenths(line)
        or _fraction(line)
        or _money(line)
        or _printed(line)
    )


def read_styled(text: str, unit: str, style: str) -> Reading | None:
    """The same for a number that was printed in a style, whose unit a column's header may say instead of it.

    与上年持平 names no unit and is of the one given. Amounts that the style rounds to whole 元 or 角, which
    would be exact otherwise, reach half a digit to both sides.
    """
    reading, parsed = read(text + header_unit(unit, style)), parse_style(style)
    if reading is not None and unit == "元" and parsed.name == "bare" and parsed.argument in {0, 1}:
        slack = Fraction(50, 10**parsed.argument)
        return replace(reading, low=reading.low - slack, high=reading.high + slack)
    return replace(reading, unit=unit) if reading is not None and text.strip() == _LEVEL else reading


def _growth(text: str) -> Reading | None:
    if text == _LEVEL:
        return Reading(Fraction(0), Fraction(0), "%")
    if text == "与上年基本持平":
        return Reading(Fraction(-1, 200), Fraction(1, 200), "%")
    match = _GROWTH.fullmatch(text)
    return _parsed(match["points"], "%", negative=not match["up"]) if match else None


def _change(text: str) -> Reading | None:
    match = _CHANGE.fullmatch(text)
    size = (_money(match["size"]) or _printed(match["size"])) if match else None
    if match is None or size is None or size.unit == "%":
        return None
    if size.unit == POINTS and size.low == size.high:  # rounded, as percentages are
        size = Reading(size.low - Fraction(1, 2), size.high + Fraction(1, 2), POINTS)
    if match["up"] and not match["below"]:
        return size
    if size.half_open:  # turned round, it would leave out its other end; and 不足340余 says nothing
        return None
    if match["below"]:
        low, high = sorted((Fraction(0), (size.low + size.high) / 2 * (1 if match["up"] else -1)))
        return Reading(low, high, size.unit)
    return Reading(-size.high, -size.low, size.unit)


def _percent(text: str) -> Reading | None:
    match = _PERCENT.fullmatch(text)
    if match is None:
        return None
    points = "一百" if match["points"] == "百" else match["points"]
    return _parsed(points, "%", negative=bool(match["sign"]))


def _tenths(text: str) -> Reading | None:
    """九成, 九成五."""
    match = _TENTHS.fullmatch(text)
    if match is None:
        return None
    points = hanzi.DIGITS.index(match["tens"].replace("两", "二")) * 10 + hanzi.DIGITS.index(match["ones"] or "零")
    return _around(Numeral(Fraction(points), Fraction(1 if match["ones"] else 10)), "%")


def _fraction(text: str) -> Reading | None:
    """三分之一: exact."""
    match = _FRACTION.fullmatch(text)
    below, top = (written.parse(match["below"]), written.parse(match["top"])) if match else (None, None)
    if below is None or top is None or not below.value:
        return None
    ratio = top.value / below.value
    return Reading(ratio, ratio, "%")


def _money(text: str) -> Reading | None:
    """Amounts with 角, 分, 整 or a currency mark, all exact; 500元 is an ordinary number with a unit."""
    fen = money.read(text) if _AMOUNT.search(text) else None
    return Reading(fen, fen, "元") if fen is not None else None


def _printed(text: str) -> Reading | None:
    match = _PRINTED.fullmatch(text)
    found = written.parse(match["number"]) if match else None
    if match is None or found is None:
        return None
    found = found.times(match["scale"] or "")
    unit = match["unit"] or ""
    vague = [name for name in ("near", "more", "above") if match[name]]
    if not vague:
        return _around(found, unit, negative=bool(match["sign"]))
    # approximators do not stack, and none stands with zero or a negative number
    return None if len(vague) > 1 or match["sign"] or not found.value else _vague(found, unit, vague[0])


def _vague(found: Numeral, unit: str, word: str) -> Reading:
    low = found.value * _worth(unit)
    if word == "near":
        return Reading(low * Fraction(9, 10), low, unit)
    if word == "above" and unit == "%":
        return Reading(low, Fraction(1), unit) if low < 1 else Reading(low, low + 1, unit, half_open=True)
    return Reading(low, low + found.zeros * _worth(unit), unit, half_open=True)


def _parsed(number: str, unit: str, *, negative: bool = False) -> Reading | None:
    found = written.parse(number)
    return _around(found, unit, negative=negative) if found else None


def _around(found: Numeral, unit: str, *, negative: bool = False) -> Reading:
    rounded = found.scaled or unit == "%" or (found.digit < 1 and unit != "元")
    slack = found.digit * _worth(unit) / 2 if rounded else Fraction(0)
    value = found.value * _worth(unit) * (-1 if negative else 1)
    return Reading(value - slack, value + slack, unit)


def _worth(unit: str) -> Fraction:
    """What one of the unit is in the values of figures: a 元 is 100 fen, a point of % a hundredth."""
    return {"元": Fraction(100), "%": Fraction(1, 100)}.get(unit, Fraction(1))
