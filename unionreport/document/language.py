"""The template language: Jinja in a strict sandbox, whose values leave it as references and never as text."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast, runtime_checkable

from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS
from jinja2.utils import missing

from unionreport import dates
from unionreport.document.controls import control_tag
from unionreport.document.filters import FILTERS, Merged, require_known
from unionreport.document.refusal import RefusedError, UnknownNameError
from unionreport.document.stream import Token, write_token
from unionreport.document.wordml import clean
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure
from unionreport.numerals import StyleError

TESTS = {name: JINJA_TESTS[name] for name in ("defined", "undefined", "none", "even", "odd", "divisibleby")}
"""Every test a template may use after ``is``, by name."""

READABLE = ("title", "unit")
"""What a template may read of a figure; its number alone would have no source."""

READABLE_OF_EXHIBITS: Mapping[type, tuple[str, ...]] = {
    FigureTable: ("title", "columns", "rows", "totals", "notes"),
    Chart: ("title",),
}
"""What a template may read of a table and of a chart."""

_LARGEST = 10**15
_LONGEST = 10**5


@runtime_checkable
class Counter(Protocol):
    """A value that prints something new each time, such as the number of a heading."""

    def advance(self) -> str:
        """The text of this printing; the next one differs."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One value as a template printed it: its text, the figure or exhibit if it is one; ``merged`` by the filter."""

    text: str
    figure: Figure | None = None
    exhibit: FigureTable | Chart | None = None
    merged: bool = False


class _Unknown(StrictUndefined):
    """A name without a value; any use but ``is defined`` raises `UnknownNameError`."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:
        owner = None if obj is missing else obj
        error = cast("Any", lambda _: UnknownNameError(name, owner))
        super().__init__(hint, obj, name, error if exc is None else exc)


class Language(ImmutableSandboxedEnvironment):
    """The environment of one filling; ``printed`` collects what its templates print, in order."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self) -> None:
        super().__init__(undefined=_Unknown, finalize=self._print, autoescape=False, cache_size=0)
        self.globals.clear()
        self.filters = dict(FILTERS)
        self.tests = dict(TESTS)
        self.printed: list[Printed] = []

    @property
    def _print(self) -> Callable[[Context, object], str]:
        @pass_context  # with the context Jinja cannot print constants while it compiles, before there is a document
        def finalize(_: Context, value: object) -> str:
            self.printed.append(as_printed(value))
            return write_token(Token.VALUE, len(self.printed) - 1)

        return finalize

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value at ``obj.attribute``: the item of a mapping, or a public attribute of anything else."""
        if isinstance(obj, Figure) and attribute not in READABLE:
            raise RefusedError("figure-attribute", figure=obj.id, attribute=attribute)
        if isinstance(obj, Mapping):
            return self._item(obj, attribute)
        if isinstance(obj, FigureTable | Chart) and attribute not in READABLE_OF_EXHIBITS[type(obj)]:
            known = "、".join(READABLE_OF_EXHIBITS[type(obj)])
            raise RefusedError("table-attribute", table=obj.id, attribute=attribute, known=known)
        found = super().getattr(obj, attribute)
        if callable(found) and not isinstance(found, Undefined):
            raise RefusedError("attribute-refused", attribute=attribute)
        return found

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The value at ``obj[argument]``, of a mapping or by number; else as `getattr`."""
        if isinstance(obj, Mapping):
            return self._item(obj, argument)
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def _item(self, obj: Mapping[object, object], key: object) -> object:
        try:
            return obj[key]
        except KeyError:
            return self.undefined(obj=obj, name=str(key))

    def unsafe_undefined(self, _: Any, attribute: str) -> Undefined:
        """Refuses what Python keeps private."""
        raise RefusedError("attribute-refused", attribute=attribute)

    def call_binop(self, _: Context, operator: str, left: Any, right: Any) -> Any:
        """Sums of texts and small numbers; nothing that grows without bounds, nothing with figures."""
        for each in (left, right):
            require_known(each)
            if isinstance(each, Figure):
                raise RefusedError("figure-arithmetic", figure=each.id)
        return calculate(operator, left, right)


_OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
}


def calculate(sign: str, left: object, right: object) -> object:
    """The result of an operation on two small numbers, or of joining two texts with ``+``."""
    if isinstance(left, str) and isinstance(right, str) and sign == "+":
        if len(left) + len(right) > _LONGEST:
            raise RefusedError("arithmetic", sign=sign)
        return left + right
    if sign not in _OPERATIONS or not (_is_small(left) and _is_small(right)):
        raise RefusedError("arithmetic", sign=sign)
    if sign in {"/", "//", "%"} and not right:
        raise RefusedError("division-by-zero")
    return _OPERATIONS[sign](left, right)


def _is_small(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST


def as_printed(value: object) -> Printed:
    """What a value prints as; refuses all but figures and exhibits that are there, texts, whole numbers and dates.

    A number with a fraction is refused because it says nothing of its rounding, None and True because
    they are no words of a report.
    """
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return Printed(clean(str(value)))
    if isinstance(value, Figure):
        return _printed_figure(value)
    if isinstance(value, FigureTable | Chart):
        return _printed_exhibit(value)
    if isinstance(value, Merged):
        return replace(as_printed(value.value), merged=True)
    if isinstance(value, datetime.date):
        return Printed(dates.show(value))
    if isinstance(value, Undefined):
        require_known(value)
        raise RefusedError("value-missing")
    if isinstance(value, Counter):
        return Printed(clean(value.advance()))
    raise RefusedError("value-unprintable", kind=type(value).__name__)


def _printed_exhibit(exhibit: FigureTable | Chart) -> Printed:
    if not exhibit:
        raise RefusedError("exhibit-absent", name=exhibit.id)
    return Printed("", exhibit=exhibit)


def _printed_figure(figure: Figure) -> Printed:
    if figure.value is None:
        raise RefusedError("figure-absent", figure=figure.id)
    control_tag(figure)  # refuses an id that no control can carry
    try:
        return Printed(clean(figure.shown), figure)
    except StyleError as error:
        raise RefusedError("style-unfit", style=figure.style, unit=figure.unit) from error
