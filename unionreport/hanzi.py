"""Chinese numerals: whole numbers and amounts of money to characters, and characters to whole numbers."""

from __future__ import annotations

import re

DIGITS = "零一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_EVERYDAY = str.maketrans("〇壹贰叁肆伍陆柒捌玖拾佰仟两", "零一二三四五六七八九十百千二")

LETTERS = DIGITS + "十百千万亿〇两壹贰叁肆伍陆柒捌玖拾佰仟"
"""Every character of a Chinese whole number, everyday and formal."""

_LONGEST = 60  # no number that anybody writes; keeps a cell full of 万 from nesting without end
_WAN = 10**4
_YI = 10**8
_ROW = re.compile("[零〇一二三四五六七八九]+")
_SECTION = re.compile(
    "(?:([一二三四五六七八九])千)?"
    "(?:零?([一二三四五六七八九])百)?"
    "(?:零?([一二三四五六七八九]?)(十))?"
    "(?:(?:(?<=十)|(?<=零)|^|零)([一二三四五六七八九]))?"
)


def write(number: int) -> str:
    """The whole number, zero or more, in everyday characters: 十二, 一百零五, 一万零三百, 一万亿."""
    text = _write(number)
    return text[1:] if text.startswith("一十") else text


def write_formal(number: int) -> str:
    """The whole number in the characters of bills: 壹拾贰, 壹佰零伍."""
    return _write(number).translate(_FORMAL)


def write_yuan(fen: int) -> str:
    """The amount in everyday characters: 七十万二千元, 两元零五分, 零元五角; fen, zero or more.

    The 元 is always there: 五分 alone would be a mark of five points.
    """
    yuan, rest = divmod(fen, 100)
    whole = "两" if yuan == 2 else write(yuan)
    return whole + "元" + _coins(rest)


def write_formal_yuan(fen: int) -> str:
    """The amount as it stands on a bill, with 人民币 before it: 人民币壹仟肆佰零玖元伍角; fen, of either sign.

    支付结算办法 附件一: 整 after 元, none after 角 (where it is optional) and 分; a run of zeros is one 零.
    """
    yuan, rest = divmod(abs(fen), 100)
    sign = "负" if fen < 0 else ""
    whole = f"{write_formal(yuan)}元" if yuan or not rest else ""
    coins = _coins(rest).translate(_FORMAL) or "整"
    return f"人民币{sign}{whole}{coins if whole else coins.removeprefix('零')}"


def _coins(rest: int) -> str:
    jiao, fen = divmod(rest, 10)
    if not fen:
        return f"{DIGITS[jiao]}角" if jiao else ""
    return (f"{DIGITS[jiao]}角" if jiao else "零") + f"{DIGITS[fen]}分"


def _write(number: int) -> str:
    for power, letter in ((_YI, "亿"), (_WAN, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= power:
            head, tail = divmod(number, power)
            gap = "零" if 0 < tail < power // 10 else ""
            return f"{_write(head)}{letter}{gap}{_write(tail) if tail else ''}"
    return DIGITS[number]


def read(text: str) -> int | None:
    """The whole number that the characters mean, None if they are none.

    Everyday and formal characters, 两 and 〇 are read; a row of three or more digits, or one with a
    zero, is read digit by digit (二〇二四). Refused are two digits side by side (三四 means three or
    four) and shortened numbers (三千二, 一万四).
    """
    if len(text) > _LONGEST:
        return None
    if _ROW.fullmatch(text) and (len(text) > 2 or (len(text) == 2 and set("零〇") & set(text))):
        return int("".join(str(DIGITS.index(letter)) for letter in text.replace("〇", "零")))
    everyday = text.translate(_EVERYDAY)
    return 0 if everyday == "零" else _large(everyday)


def _large(text: str) -> int | None:
    for letter, power in (("亿", _YI), ("万", _WAN)):
        head, found, tail = text.rpartition(letter)
        if found:
            times, rest = _large(head), _tail(tail)
            return None if times is None or rest is None else times * power + rest
    return _section(text)


def _tail(text: str) -> int | None:
    """What follows 万 or 亿; a digit alone there is short for thousands, and refused."""
    if not text:
        return 0
    return None if len(text) == 1 else _large(text.removeprefix("零"))


def _section(text: str) -> int | None:
    match = _SECTION.fullmatch(text)
    if not text or match is None:
        return None
    thousands, hundreds, tens, ten, ones = match.groups(default="")
    number = DIGITS.find(thousands or "零") * 1000 + DIGITS.find(hundreds or "零") * 100
    return number + (DIGITS.find(tens or "一") * 10 if ten else 0) + DIGITS.find(ones or "零")
