"""The words of the command line: help by the names of commands and parameters, in one language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from unionreport.texts import Texts

_FRAME = {
    "Usage:": "frame_usage",
    "Arguments:\n": "frame_arguments",
    "Options:\n": "frame_options",
    "Commands:\n": "frame_commands",
    "[OPTIONS]": "frame_some_options",
    "COMMAND [ARGS]...": "frame_some_command",
    "Show this message and exit.": "frame_help",
    "[required]": "frame_required",
    "[default: ": "frame_default",
}
_TYPE_NAMES = re.compile(r" <(?:list\[)?(?:Path|path|str)(?:,Path)*\]?>")
_TOGETHER = re.compile(r"\{([A-Z ]+)\}\.\.\.")  # two arguments that are one parameter
_SWITCHES = ("-q", "--quiet", "-v", "--verbose")
_VALUED = ("--lang", "--config")


def localize(command: Any, words: Texts, above: str = "") -> Any:
    """Gives a command, its subcommands and their parameters their help in one language, by name.

    The command is the framework's own, of whichever version is installed; ``above`` is the group it is in.
    """
    name = f"{above}{command.name}"
    command.help = words.say(f"cli.command_{name}")
    if name != "unionreport":
        example = words.say(f"cli.example_{name}")
        command.epilog = words.say("cli.epilog", example=example)
    for parameter in command.params:
        kind = parameter.param_type_name
        parameter.help = words.say(f"cli.{kind}_{parameter.name}")
    plain_help = command.get_help
    command.get_help = lambda context: translated(plain_help(context), words)
    for each in getattr(command, "commands", {}).values():
        localize(each, words, "" if name == "unionreport" else f"{name}_")
    return command


def translated(text: str, words: Texts) -> str:
    """The framework's own words in a help page, put into the language of the rest; its type names left out."""
    for english, key in _FRAME.items():
        text = text.replace(english, words.say(f"cli.{key}"))
    return _TYPE_NAMES.sub(lambda found: " " * len(found[0]), _TOGETHER.sub(r"\1", text))


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The arguments with the common options first, so that they may stand before or after the command."""
    first: list[str] = []
    rest: list[str] = []
    queue = list(arguments)
    while queue and queue[0] != "--":
        each = queue.pop(0)
        is_common = each in _SWITCHES or each.partition("=")[0] in _VALUED
        (first if is_common else rest).append(each)
        if each in _VALUED and queue:
            first.append(queue.pop(0))
    return [*first, *rest, *queue]
