"""The filters of the template language: figures in another style, lists in another order."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Undefined

from unionreport import dates, hanzi
from unionreport.document.refusal import RefusedError
from unionreport.figure import Change, Figure
from unionreport.occasions import in_digits


def _style(name: str) -> Callable[..., Figure]:
    """A filter that prints a figure in one style; its one argument is the style's."""

    def styled(value: object, argument: int | None = None) -> Figure:
        if not isinstance(value, Figure):
            raise RefusedError("filter-figure", filter=name)
        if argument is None:
            return value.styled(name)
        if isinstance(argument, bool) or not isinstance(argument, int):
            raise RefusedError("filter-argument", filter=name)
        return value.styled(f"{name}:{argument}")

    return styled


def _change(value: object, argument: int | None = None) -> Figure:
    """A change in words; a figure of one year would print as if it had grown by all it is."""
    if not isinstance(value, Change):
        raise RefusedError("filter-change")
    return _style("change")(value, argument)


def _yoy(value: object, argument: int | None = None) -> Figure:
    """A growth in words; the change that stands in for one is worded already."""
    if isinstance(value, Change) and value.unit != "%":
        return value
    return _style("yoy")(value, argument)


def _cn(value: object) -> Figure | str:
    """Chinese numerals, of a figure with its unit, of a whole number as the ordinals write it: 一, 二, 三."""
    if isinstance(value, int) and not isinstance(value, bool):
        return ("负" if value < 0 else "") + hanzi.write(abs(value))
    return _style("cn")(value)


def _date(value: object) -> str:
    """A date as official documents write it, 2024年1月15日 (GB/T 9704-2012, 7.3.5.4)."""
    if not isinstance(value, datetime.date):
        raise RefusedError("filter-date")
    return dates.show(value)


def _digits(value: object) -> str:
    """A year or a date in Chinese digits: 二〇二三, 二〇二三年一月十五日."""
    if isinstance(value, datetime.date) or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return in_digits(value)
    raise RefusedError("filter-digits")


def _length(value: object) -> int:
    return len(_sequence(value, "length"))


def _first(value: object) -> object:
    return _end(value, "first", 0)


def _last(value: object) -> object:
    return _end(value, "last", -1)


def _end(value: object, name: str, index: int) -> object:
    sequence = _sequence(value, name)
    if not sequence:
        raise RefusedError("list-empty", filter=name)
    return sequence[index]


def _reverse(value: object) -> list[object]:
    return list(reversed(_sequence(value, "reverse")))


def _items(value: object) -> list[tuple[object, object]]:
    if not isinstance(value, Mapping):
        raise RefusedError("filter-list", filter="items")
    return list(value.items())


def _join(value: object, separator: str = "") -> str:
    """The texts as one; a figure among them would lose its source, so it is refused."""
    return str(separator).join(_joinable(each) for each in _sequence(value, "join"))


def _joinable(value: object) -> str:
    if isinstance(value, Figure):
        raise RefusedError("figure-joined", figure=value.id)
    if isinstance(value, datetime.date):
        return dates.show(value)
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise RefusedError("value-unprintable", kind=type(value).__name__)


def _sequence(value: object, name: str) -> Sequence[object]:
    if not isinstance(value, Sequence):
        raise RefusedError("filter-list", filter=name)
    return value


@dataclass(frozen=True, slots=True)
class Merged:
    """A value whose table cell becomes one with equal neighbours above and below."""

    value: object


def require_known(value: object) -> None:
    """Raises the error that names a value which the data does not have."""
    if isinstance(value, Undefined):
        bool(value)


def _of_known(apply: Callable[..., object]) -> Callable[..., object]:
    """The filter, for which an unknown name is that and not a value of a wrong kind."""

    def apply_to_known(value: object, *arguments: object) -> object:
        require_known(value)
        return apply(value, *arguments)

    return apply_to_known


_ALL: Mapping[str, Callable[..., object]] = {
    **{name: _style(name) for name in ("wan", "yuan", "approx", "near", "floor", "pct", "upper", "plain")},
    **{name: _style(name) for name in ("bare", "barewan", "approxwan", "many", "tenths")},
    "yoy": _yoy,
    "change": _change,
    "cn": _cn,
    "merged": Merged,
    "date": _date,
    "digits": _digits,
    "length": _length,
    "first": _first,
    "last": _last,
    "reverse": _reverse,
    "items": _items,
    "join": _join,
}

FILTERS = {name: _of_known(apply) for name, apply in _ALL.items()}
"""Every filter a template may use, by name."""
