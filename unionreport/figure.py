"""A figure of the report: one number with its unit, its printed form and where it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NoReturn

from unionreport import numerals
from unionreport.places import Place

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a figure came from: the cells behind it and the figures it was derived from.

    ``formula`` names the text under ``formula.`` that says how, for a figure that the catalog does not declare.
    """

    cells: Sequence[Place] = ()
    inputs: tuple[str, ...] = ()
    formula: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One number of the report; ``value`` is None where its ledger is absent.

    The unit settles what the value is: fen (int) for 元, a ratio (Fraction, 1 is 100%) for %, else a
    whole count or an exact mean. ``style`` says how it prints (see `numerals.show`). In a template a
    figure may be tested and compared, in 元, in shares of 1 or in units; arithmetic is refused, since
    the result would have no source: derived figures are declared in the catalog.
    """

    id: str
    title: str
    value: Number | None
    unit: str
    style: str = "plain"
    lineage: Lineage = Lineage()
    rounding: numerals.Rounding = numerals.Rounding.HALF_UP

    @property
    def shown(self) -> str:
        """The figure as the report prints it, with its unit; empty where it is absent."""
        if self.value is None:
            return ""
        return numerals.show(self.value, self.unit, self.style, self.rounding)

    @property
    def number(self) -> Fraction | None:
        """The value in the unit a reader thinks in: 元, shares of 1, or the unit itself."""
        if self.value is None:
            return None
        return Fraction(self.value, 100) if self.unit == "元" else Fraction(self.value)

    def styled(self, style: str) -> Figure:
        """The same figure printed in another style."""
        return replace(self, style=style)

    def __bool__(self) -> bool:
        """Whether there is anything to tell: absent and zero are not."""
        return bool(self.value)

    def __str__(self) -> str:
        return self.shown

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Figure):
            return (self.id, self.value, self.unit, self.style) == (other.id, other.value, other.unit, other.style)
        return self._compare(other, Fraction.__eq__)

    def __hash__(self) -> int:
        return hash((self.id, self.value, self.unit, self.style))

    def __lt__(self, other: object) -> bool:
        return self._compare(other, Fraction.__lt__)

    def __le__(self, other: object) -> bool:
        return self._compare(other, Fraction.__le__)

    def __gt__(self, other: object) -> bool:
        return self._compare(other, Fraction.__gt__)

    def __ge__(self, other: object) -> bool:
        return self._compare(other, Fraction.__ge__)

    def _compare(self, other: object, test: Callable[[Fraction, Fraction], bool]) -> bool:
        """Compares by number; a figure that is absent compares false with everything."""
        ours, theirs = self.number, _number(other)
        return ours is not None and theirs is not None and test(ours, theirs)

    def _refuse(self, *_: object) -> NoReturn:
        raise FigureArithmeticError(self.id)

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _refuse
    __pow__ = __rpow__ = __neg__ = __pos__ = __abs__ = __round__ = __int__ = __float__ = _refuse


@dataclass(frozen=True, slots=True, eq=False)
class Change(Figure):
    """What a figure has grown by since last year; true wherever both years are known, also where nothing changed."""

    def __bool__(self) -> bool:
        """Whether there is a comparison to tell of; 与上年持平 is one."""
        return self.value is not None


class Comparison(StrEnum):
    """What can be said of a figure beside earlier years; ``growth.talks.total`` is that of ``talks.total``."""

    PREVIOUS = "previous"
    CHANGE = "change"
    GROWTH = "growth"
    CUMULATIVE = "cumulative"
    RISE = "rise"
    FALL = "fall"
    HIGHEST = "highest"
    LOWEST = "lowest"


_EARLIER = re.compile("y(2[0-9]{3})")


def earlier_year(name: str) -> int | None:
    """The year that the first part of an id speaks of, 2022 for ``y2022.talks.total``; None where it does not."""
    match = _EARLIER.fullmatch(name.partition(".")[0])
    return int(match[1]) if match else None


def is_across_years(figure: str) -> bool:
    """Whether a figure of that id may come from the workbooks of other years than the report's."""
    return figure.partition(".")[0] in set(Comparison) or earlier_year(figure) is not None


@dataclass(frozen=True, slots=True)
class TracedSheet:
    """The rows of one sheet behind a figure: the headers, and the cells as text by Excel row."""

    name: str
    headers: tuple[str, ...]
    rows: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure of a workbook with the rows that it came from, sheet by sheet."""

    workbook: str
    figure: Figure
    sheets: tuple[TracedSheet, ...]


class FigureArithmeticError(TypeError):
    """A template tried to calculate with a figure."""

    def __init__(self, figure: str) -> None:
        super().__init__(figure)
        self.figure = figure


def _number(other: object) -> Fraction | None:
    if isinstance(other, Figure):
        return other.number
    if isinstance(other, float):
        return Fraction(Decimal(repr(other)))  # 0.9 as it was typed, not its nearest binary fraction
    return Fraction(other) if isinstance(other, int | Fraction | Decimal) else None
