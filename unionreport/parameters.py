"""Parameters whose values need no conversion by the framework, which loads a library of its own for it.

Typer 0.29 makes even a plain path by pydantic, whose import costs more than all of a small check. A word, a path and a
choice as they were typed are taken here; whatever is not plain, and everything that is wrong, goes the framework's way.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin


class _NotPlainError(Exception):
    """A value that the framework has to look at."""


def take_plainly(command: Any) -> Any:
    """Lets the parameters of a command and its subcommands take plain values by themselves; returns the command.

    A framework of a version that describes its parameters in another way is left as it is.
    """
    for parameter in command.params:
        _release(parameter)
    framework = command.get_help_option  # the one parameter that is made only when the command runs

    def get_help_option(context: Any) -> Any:
        option = framework(context)
        if option is not None and "process_value" not in vars(option):
            _release(option)
        return option

    command.get_help_option = get_help_option
    for each in getattr(command, "commands", {}).values():
        take_plainly(each)
    return command


def _release(parameter: Any) -> None:
    kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    if kind is not None:
        parameter.process_value = _processing(parameter, kind, parameter.process_value)


def _processing(parameter: Any, kind: Any, framework: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    is_repeated = parameter.multiple or parameter.nargs == -1

    def process(context: Any, value: Any) -> Any:
        try:
            is_absent = value is None or value == ()
            taken = _absent(is_repeated=is_repeated, required=parameter.required) if is_absent else _plain(value, kind)
        except _NotPlainError:
            return framework(context, value)
        return taken if parameter.callback is None else parameter.callback(context, parameter, taken)

    return process


def _absent(*, is_repeated: bool, required: bool) -> tuple[()] | None:
    if required:
        raise _NotPlainError
    return () if is_repeated else None


def _plain(value: Any, kind: Any) -> Any:
    """The value as this kind of thing."""
    if get_origin(kind) is list and isinstance(value, list | tuple):
        return [_plain(each, *get_args(kind)) for each in value]
    if get_origin(kind) is tuple and isinstance(value, tuple) and len(value) == len(get_args(kind)):
        return tuple(map(_plain, value, get_args(kind)))
    if isinstance(value, str) and kind is str:
        return value
    if isinstance(value, str | Path) and kind is Path:
        return _readable(Path(value))
    if isinstance(kind, type) and issubclass(kind, Enum) and value in [each.value for each in kind]:
        return kind(value)
    raise _NotPlainError


def _readable(path: Path) -> Path:
    if os.access(path, os.F_OK) and not os.access(path, os.R_OK):
        raise _NotPlainError
    return path
