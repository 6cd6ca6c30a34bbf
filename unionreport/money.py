"""Amounts of money as people write them: to whole fen, exactly, or the reason why not."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from unionreport import hanzi, written
from unionreport.written import NUMBER


class Flaw(StrEnum):
    """Why a cell's value is no amount: it is no number, or it has parts of a fen."""

    NOT_NUMBER = "not-number"
    BELOW_FEN = "below-fen"


_SIGNED = r"(?P<before>[+-]|负)?(?P<mark>人民币|RMB|¥)?(?P<after>[+-]|负)?"
_COIN = f"[0-9{hanzi.DIGITS[1:]}壹贰叁肆伍陆柒捌玖]"
_WHOLE = re.compile(rf"{_SIGNED}(?P<number>{NUMBER})(?P<yuan>[元圆])?(?P<end>[整正])?")
_COINS = re.compile(
    rf"{_SIGNED}(?:(?P<yuan>{NUMBER})[元圆])?(?:零?(?P<jiao>{_COIN})角)?(?:零?(?P<fen>{_COIN})分)?(?P<end>[整正])?"
)
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")  # most cells, four times as fast as the rest
_OWN_SCALE = re.compile("[千仟万亿]")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
_BRACKETED = re.compile(r"[(（]([^()（）]+)[)）]")


def parse(value: object, scale: int = 1) -> int | Flaw:
    """The amount in fen that a cell's value means, or its `Flaw`.

    ``scale`` is what the header's unit is worth in 元: 1, or 10000 for 万元. A unit in the cell itself wins:
    元, 千, 万, 亿, 整 or a currency mark. Floats are first taken at the 15 significant digits that a
    spreadsheet keeps, so that 0.1 + 0.2 is thirty fen. Text may be full-width, blank-padded, in Chinese
    numerals or, for a negative amount, in brackets; a doubtful one is refused, never guessed at.
    """
    match value:
        case int() if not isinstance(value, bool):
            return value * scale * 100
        case float():
            return _decimal(Decimal(format(value, ".15g")), scale)
        case Decimal():
            return _decimal(value, scale)
        case str() if _PLAIN.fullmatch(value):
            return _decimal(Decimal(value), scale)
        case str():
            return _whole(read(value, scale))
    return Flaw.NOT_NUMBER


def read(text: str, scale: int = 1) -> Fraction | None:
    """The fen that the text says exactly, None if it is no amount; ``scale`` as in `parse`."""
    line = _tight(text)
    bracketed = _BRACKETED.fullmatch(line)
    if bracketed is None:
        return _amount(line, scale)
    inner = _amount(bracketed[1], scale)
    return None if inner is None else -abs(inner)


def yuan_text(fen: int) -> str:
    """The amount in 元 with two decimals and nothing else, as machines read it: ``702000.00``, ``-0.05``."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{rest:02d}"


def _decimal(number: Decimal, scale: int) -> int | Flaw:
    return _whole(Fraction(number) * (scale * 100) if number.is_finite() else None)


def _whole(fen: Fraction | None) -> int | Flaw:
    if fen is None:
        return Flaw.NOT_NUMBER
    return fen.numerator if fen.denominator == 1 else Flaw.BELOW_FEN


def _tight(text: str) -> str:
    """Narrow and without blanks; a blank between digits can only stand for a thousands comma."""
    return "".join(_BETWEEN_DIGITS.sub(",", written.narrow(text)).split())


def _amount(line: str, scale: int) -> Fraction | None:
    match = _WHOLE.fullmatch(line)
    if match is None:
        return _with_coins(line)
    number = written.parse(match["number"])
    if number is None:
        return None
    own = match["yuan"] or match["mark"] or match["end"] or _OWN_SCALE.search(line)
    return _signed(number.value * 100 * (1 if own else scale), match)


def _with_coins(line: str) -> Fraction | None:
    """Amounts with 角 or 分, which alone would be points: 五分 is no amount, 人民币伍分 is one."""
    match = _COINS.fullmatch(line)
    if match is None or not (match["jiao"] or (match["fen"] and (match["yuan"] or match["mark"]))):
        return None
    yuan = written.parse(match["yuan"] or "零")
    if yuan is None or yuan.digit < 1:
        return None
    return _signed(yuan.value * 100 + _coin(match["jiao"]) * 10 + _coin(match["fen"]), match)


def _coin(digit: str | None) -> int:
    found = written.parse(digit or "零")
    return int(found.value) if found else 0


def _signed(fen: Fraction, match: re.Match[str]) -> Fraction | None:
    before, after = match["before"], match["after"]
    if before and after:
        return None
    return fen if (before or after or "+") == "+" else -fen
