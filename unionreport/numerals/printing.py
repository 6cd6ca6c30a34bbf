"""How Chinese reports print a number: 六个, 340余人次, 近5万元, 90%以上, 同比增长12.5%, 比上年增加12人."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from unionreport import hanzi
from unionreport.numerals.styles import Rounding, Style, StyleError, is_power_of_ten, is_step, parse_style

POINTS = "个百分点"
"""The unit of a difference between two percentages."""

_RATED = (POINTS, "分")  # what rises and falls (提高, 下降), where a count grows or shrinks (增加, 减少)
_LARGEST_SMALL = 10
_WAN = 10**4
_YI = 10**8


def show(value: int | Fraction, unit: str, style: str = "plain", rounding: Rounding = Rounding.HALF_UP) -> str:
    """The number as the style prints it, with its unit; rounded once, here.

    ``value`` is fen for 元, a ratio for % (1 is 100%), else a whole count or an exact mean. Styles:

    - ``plain`` 85份, 93.25分 (up to 2 decimals); as ``yuan`` for 元, as ``pct`` for %
    - ``wan`` 70.2万元, 1.18万人次, up to 2 decimals, ``wan:2`` exactly; what would print as 0万 prints plain
    - ``yuan`` 30000元, 4509.50元; ``yuan:2`` 30000.00元
    - ``pct`` 5.9%, up to 1 decimal; ``pct:2`` exactly
    - ``cn`` 两名, 七十万二千元, 百分之四点八
    - ``small`` 两名, 十件, 11件, 0件: counts from one to ten as ``cn``, all others as ``plain``
    - ``approx`` 340余人次, 85万余元: floored to two digits, tens below 100, no decimals before 余
      (so money of 万 and more to whole 万); ``approx:100`` floors to hundreds
    - ``approxwan`` 25余万元, 340余人次: the same with 余 before 万
    - ``many`` 1200多家, 90多万元, 56万多人: as ``approx`` with 多, before 万 where the number of 万 ends in 0
    - ``near`` 近5万元: the round number just above, of one digit if within a tenth, else of two
    - ``floor`` 90%以上 in steps of 5 points, ``floor:10`` of 10; 1200家以上 as ``approx``
    - ``upper`` 人民币壹仟肆佰零玖元伍角 (支付结算办法 附件一)
    - ``tenths`` 九成, 八成五; below one and from ten tenths on as ``pct``
    - ``yoy`` 同比增长12.5%, 同比下降3.1%, 与上年持平, 与上年基本持平
    - ``change`` 比上年增加12人, 比上年减少1.2万元 (from 1万元 on), 比上年提高2.3个百分点, 与上年持平; what
      would print as nothing as less than its last digit, 比上年提高不足0.1个百分点; ``change:2`` for 元 and 个百分点
    - ``bare`` 78900.00, 23.91, 85: without the unit, which the header of a column says (see `header_unit`);
      元 and % with 2 decimals, counts up to 2; ``bare:1`` exactly
    - ``barewan`` 7.89 in a column of 万元, 2 decimals; ``barewan:4`` exactly

    ``approx``, ``approxwan``, ``many``, ``near`` and ``floor`` print numbers up to 10, negative and round ones plain.
    Raises `StyleError` for an unknown style and one that does not fit the unit.
    """
    parsed = parse_style(style)
    if not _fits(parsed, unit):
        raise StyleError(style, unit)
    number = Fraction(value, 100) if unit == "元" else Fraction(value)
    return _WRITERS[parsed.name](number, unit, parsed.argument, rounding)


def _fits(style: Style, unit: str) -> bool:
    match style.name:
        case "yuan" | "upper":
            return unit == "元"
        case "pct" | "yoy" | "tenths":
            return unit == "%"
        case "small":
            return unit not in {"元", "%"}
        case "wan" | "approx" | "approxwan" | "many" | "near" | "barewan":
            return unit != "%"
        case "change" if style.argument is None:
            return unit != "%"
    return style.argument is None or _takes(style.name, style.argument, unit)


def _takes(name: str, argument: int, unit: str) -> bool:
    """Whether a style may have that argument with the unit."""
    match name:
        case "change":
            return unit in {"元", POINTS}
        case "floor":
            return (is_step if unit == "%" else is_power_of_ten)(argument)
    return True


def _plain(number: Fraction, unit: str, _: int | None, rounding: Rounding) -> str:
    if unit == "元":
        return _yuan(number, unit, None, rounding)
    if unit == "%":
        return _pct(number, unit, None, rounding)
    return _decimal(number, None, 2, rounding) + unit


def _wan(number: Fraction, unit: str, places: int | None, rounding: Rounding) -> str:
    text = _decimal(number / _WAN, places, 2, rounding)
    if number and not text.strip("-0."):
        return _plain(number, unit, None, rounding)
    return f"{text}万{unit}"


def _yuan(number: Fraction, unit: str, places: int | None, rounding: Rounding) -> str:
    text = _decimal(number, 2, 2, rounding)
    return (text if places else text.removesuffix(".00")) + unit


def _pct(number: Fraction, unit: str, places: int | None, rounding: Rounding) -> str:
    return _decimal(number * 100, places, 1, rounding) + unit


def _cn(number: Fraction, unit: str, _: int | None, rounding: Rounding) -> str:
    if unit == "元":
        fen = rounded(number * 100, rounding)
        return ("负" if fen < 0 else "") + hanzi.write_yuan(abs(fen))
    share = unit == "%"
    digits = _decimal(number * 100, None, 1, rounding) if share else _decimal(number, None, 2, rounding)
    sign = "负" if digits.startswith("-") else ""
    text = _characters(digits.removeprefix("-"))
    if share:
        return f"{sign}百分之{'百' if text == '一百' else text}"
    return sign + ("两" if text == "二" and unit else text) + unit


def _small(number: Fraction, unit: str, places: int | None, rounding: Rounding) -> str:
    is_small = number.denominator == 1 and 1 <= number <= _LARGEST_SMALL
    return (_cn if is_small else _plain)(number, unit, places, rounding)


def _characters(decimal: str) -> str:
    whole, point, places = decimal.partition(".")
    return hanzi.write(int(whole)) + ("点" if point else "") + "".join(hanzi.DIGITS[int(digit)] for digit in places)


def _approx(number: Fraction, unit: str, step: int | None, rounding: Rounding) -> str:
    floor = _floored(number, unit, step)
    if floor is None:
        return _plain(number, unit, None, rounding)
    return f"{_round_text(floor)}{'余' if number > floor else ''}{unit}"


def _approx_wan(number: Fraction, unit: str, step: int | None, rounding: Rounding) -> str:
    floor = _floored(number, unit, step)
    if floor is None:
        return _plain(number, unit, None, rounding)
    head, letter = _split(floor)
    return f"{head}{'余' if number > floor else ''}{letter}{unit}"


def _many(number: Fraction, unit: str, step: int | None, rounding: Rounding) -> str:
    floor = _floored(number, unit, step)
    if floor is None:
        return _plain(number, unit, None, rounding)
    head, letter = _split(floor)
    if number == floor:
        return f"{head}{letter}{unit}"
    return f"{head}多{letter}{unit}" if head.endswith("0") else f"{head}{letter}多{unit}"


def _floor(number: Fraction, unit: str, step: int | None, rounding: Rounding) -> str:
    if unit == "%":
        return _share_floor(number, step or 5, rounding)
    floor = _floored(number, unit, step)
    if floor is None:
        return _plain(number, unit, None, rounding)
    return f"{_round_text(floor)}{unit}{'以上' if number > floor else ''}"


def _share_floor(ratio: Fraction, step: int, rounding: Rounding) -> str:
    points = math.floor(ratio * 100 / step) * step
    if points <= 0 or ratio == 1:
        return _pct(ratio, "%", None, rounding)
    return f"{points}%以上"


def _floored(number: Fraction, unit: str, step: int | None) -> int | None:
    """The round number at or below; None where the number is too small to be rounded."""
    if number <= 10:
        return None
    whole = math.floor(number)
    if step is None:
        step = max(10, 10 ** (len(str(whole)) - 2))
        if unit == "元" and whole >= _WAN:
            step = max(step, _WAN)
    return whole // step * step or None


def _near(number: Fraction, unit: str, _: int | None, rounding: Rounding) -> str:
    if number <= 10:
        return _plain(number, unit, None, rounding)
    power = 10 ** (len(str(math.floor(number))) - 1)
    above = math.ceil(number / power) * power
    if (above - number) * 10 > number:
        above = math.ceil(number * 10 / power) * power // 10
    return f"{'近' if number < above else ''}{_round_text(above)}{unit}"


def _round_text(number: int) -> str:
    """The whole number with 亿 or 万 where it needs no decimals."""
    for power, letter in ((_YI, "亿"), (_WAN, "万")):
        if number % power == 0:
            return f"{number // power}{letter}"
    return str(number)


def _split(number: int) -> tuple[str, str]:
    """The digits of a round number, and 亿 or 万 where it needs no decimals."""
    text = _round_text(number)
    head = text.rstrip("万亿")
    return head, text[len(head) :]


def _upper(number: Fraction, _: str, __: int | None, rounding: Rounding) -> str:
    return hanzi.write_formal_yuan(rounded(number * 100, rounding))


def _tenths(number: Fraction, unit: str, _: int | None, rounding: Rounding) -> str:
    points = rounded(number * 100, rounding)
    if not 10 <= points < 100:
        return _pct(number, unit, None, rounding)
    tens, ones = divmod(points, 10)
    return f"{'两' if points == 20 else hanzi.DIGITS[tens]}成{hanzi.DIGITS[ones] if ones else ''}"


def _yoy(number: Fraction, unit: str, places: int | None, rounding: Rounding) -> str:
    if not number:
        return "与上年持平"
    text = _pct(abs(number), unit, places, rounding)
    if not text.strip("0.%"):
        return "与上年基本持平"
    return f"同比{'增长' if number > 0 else '下降'}{text}"


def _change(number: Fraction, unit: str, places: int | None, rounding: Rounding) -> str:
    if not number:
        return "与上年持平"
    more, less = ("提高", "下降") if unit in _RATED else ("增加", "减少")
    return f"比上年{more if number > 0 else less}{_difference(abs(number), unit, places, rounding)}"


def _difference(size: Fraction, unit: str, places: int | None, rounding: Rounding) -> str:
    least = 1 if unit == POINTS else 2
    if unit == "元":
        write = _yuan if places is None and size < _WAN else _wan
        text = write(size, unit, places, rounding)
    else:
        text = _decimal(size, places, least, rounding) + unit
        least = least if places is None else places
    if text.removesuffix(unit).strip("0."):
        return text
    return f"不足{_decimal(Fraction(1, 10**least), least, least, rounding)}{unit}"


def _bare(number: Fraction, unit: str, places: int | None, rounding: Rounding) -> str:
    if places is None and unit in {"元", "%"}:
        places = 2
    return _decimal(number * 100 if unit == "%" else number, places, 2, rounding)


def _bare_wan(number: Fraction, _: str, places: int | None, rounding: Rounding) -> str:
    return _decimal(number / _WAN, 2 if places is None else places, 2, rounding)


def header_unit(unit: str, style: str) -> str:
    """The unit that the header of a column must say, since its cells do not: 元, 万元, %; empty where they do."""
    name = parse_style(style).name
    return {"bare": unit, "barewan": f"万{unit}"}.get(name, "")


def _decimal(number: Fraction, places: int | None, most: int, rounding: Rounding) -> str:
    """The number with exactly ``places`` decimals; without that, up to ``most`` and no zeros at the end."""
    kept = most if places is None else places
    digits = rounded(number * 10**kept, rounding)
    whole, rest = divmod(abs(digits), 10**kept)
    text = f"{'-' if digits < 0 else ''}{whole}" + (f".{rest:0{kept}d}" if kept else "")
    return text if places is not None else text.rstrip("0").removesuffix(".")


def rounded(number: Fraction, rounding: Rounding) -> int:
    """The nearest whole number; which one a half goes to is the rounding's."""
    if rounding == Rounding.HALF_EVEN:
        return round(number)
    size = math.floor(abs(number) + Fraction(1, 2))
    return size if number >= 0 else -size


_WRITERS: dict[str, Callable[[Fraction, str, int | None, Rounding], str]] = {
    "plain": _plain,
    "wan": _wan,
    "yuan": _yuan,
    "pct": _pct,
    "cn": _cn,
    "small": _small,
    "approx": _approx,
    "approxwan": _approx_wan,
    "many": _many,
    "near": _near,
    "floor": _floor,
    "upper": _upper,
    "tenths": _tenths,
    "yoy": _yoy,
    "change": _change,
    "bare": _bare,
    "barewan": _bare_wan,
}
