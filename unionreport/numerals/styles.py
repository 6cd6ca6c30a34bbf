"""The closed list of ways a number may be printed, by name, and how it is rounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Rounding(StrEnum):
    """What happens to a last digit of exactly five.

    HALF_UP is 四舍五入, away from zero, as reports and finance do it; HALF_EVEN is GB/T 8170.
    """

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"


class StyleError(ValueError):
    """A style that does not exist, has a bad argument or does not fit the unit."""

    def __init__(self, style: str, unit: str = "") -> None:
        super().__init__(f"style {style!r} does not fit unit {unit!r}" if unit else f"no such style: {style!r}")
        self.style = style
        self.unit = unit


@dataclass(frozen=True, slots=True)
class Style:
    """A way of printing: one of `STYLES` and its argument, None where the style was named alone."""

    name: str
    argument: int | None = None

    def __str__(self) -> str:
        return self.name if self.argument is None else f"{self.name}:{self.argument}"


@lru_cache(maxsize=256)
def parse_style(text: str) -> Style:
    """The style that ``name`` or ``name:argument`` names; the argument is a whole number.

    ``wan``, ``pct``, ``yoy``, ``change``, ``bare`` and ``barewan`` take the number of decimals, ``yuan`` takes 2,
    ``approx`` and ``many`` the power of ten they floor to, ``floor`` that or, for a percentage, a step in points that
    divides 100.
    Raises `StyleError`.
    """
    name, colon, argument = text.partition(":")
    if name not in _ARGUMENTS:
        raise StyleError(text)
    if not colon:
        return Style(name)
    if not (argument.isascii() and argument.isdecimal() and len(argument) <= 12 and _ARGUMENTS[name](int(argument))):
        raise StyleError(text)
    return Style(name, int(argument))


def is_power_of_ten(number: int) -> bool:
    """Whether the number is 10, 100, 1000 and so on."""
    return number >= 10 and str(number).strip("0") == "1"


def is_step(points: int) -> bool:
    """Whether steps of so many points lead from 0 to 100."""
    return points > 0 and 100 % points == 0


def _never(_: int) -> bool:
    return False


def _is_places(number: int) -> bool:
    return number <= 9


# A step that is no power of ten could not be told from the printed number when it is read back.
_ARGUMENTS: dict[str, Callable[[int], bool]] = {
    "plain": _never,
    "wan": _is_places,
    "yuan": lambda places: places == 2,
    "pct": _is_places,
    "cn": _never,
    "small": _never,
    "approx": is_power_of_ten,
    "approxwan": _never,
    "many": is_power_of_ten,
    "near": _never,
    "floor": lambda step: is_step(step) or is_power_of_ten(step),
    "upper": _never,
    "tenths": _never,
    "yoy": _is_places,
    "change": _is_places,
    "bare": _is_places,
    "barewan": _is_places,
}

STYLES: tuple[str, ...] = tuple(_ARGUMENTS)
