"""Options that belong together, given to a command as one value, so that its own list stays short."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any, get_type_hints


def grouped(name: str, kind: type[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Makes the fields of a dataclass options of a command, which gets them as one value called ``name``.

    The fields are annotated as options are, and have defaults.
    """
    hints = get_type_hints(kind, include_extras=True)
    names = [each.name for each in fields(kind)]
    options = [
        inspect.Parameter(each.name, inspect.Parameter.KEYWORD_ONLY, default=each.default, annotation=hints[each.name])
        for each in fields(kind)
    ]

    def widen(command: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(command, eval_str=True)
        own = [each for each in signature.parameters.values() if each.name != name]

        @wraps(command)
        def call(*arguments: object, **values: object) -> None:
            value = kind(**{each: values.pop(each) for each in names})
            command(*arguments, **{name: value}, **values)

        call.__signature__ = signature.replace(parameters=[*own, *options])  # type: ignore[attr-defined]
        call.__annotations__ = {each.name: each.annotation for each in (*own, *options)}
        return call

    return widen
