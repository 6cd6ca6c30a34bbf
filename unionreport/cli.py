"""The command line: its commands, the options all of them have, and the last line of defence.

Nothing heavy is imported before a command runs. Parameters carry no words; `helptext` gives each command
and parameter its help by name.
"""

from __future__ import annotations

import gc
import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from unionreport.commands import (
    adoptions,
    figures,
    ledgers,
    refreshes,
    reports,
    rollup,
    stripping,
    templates,
    verifying,
)
from unionreport.errors import RequestError, UnionReportError
from unionreport.helptext import hoisted, localize
from unionreport.options import REFUSED, Common
from unionreport.parameters import take_plainly
from unionreport.privacy import masked
from unionreport.texts import LANGUAGES, choose_language, texts

_FEW_COLLECTIONS = 100_000  # objects: what a command makes it needs to its end, so that looking for waste is waste

app = typer.Typer(
    name="unionreport",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def unionreport(
    context: typer.Context,
    lang: Annotated[str | None, typer.Option("--lang", metavar="zh|en")] = None,
    config: Annotated[Path | None, typer.Option("--config", metavar="FILE")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v")] = False,
    version: Annotated[bool, typer.Option("--version")] = False,
) -> None:
    """Takes the options that every command has."""
    del version  # answered by `__main__`, before a command line is built
    if lang is not None and lang not in LANGUAGES:
        raise RequestError("language-unknown", language=lang)
    context.obj = Common(context.obj, config, quiet, verbose)


for command in (
    reports.build,
    verifying.verify,
    refreshes.refresh,
    adoptions.adopt,
    stripping.strip,
    ledgers.check,
    ledgers.init,
    figures.figures,
    figures.trace,
    rollup.rollup,
    ledgers.explain,
):
    app.command()(command)
app.add_typer(templates.app)


def main() -> None:
    """The ``unionreport`` command: exit 0 done, 1 findings, 2 could not run; never a traceback."""
    arguments = sys.argv[1:]
    _settle_streams()
    gc.set_threshold(_FEW_COLLECTIONS)
    words = texts(choose_language(arguments))
    command = take_plainly(localize(typer.main.get_command(app), words))
    try:
        command.main(args=hoisted(arguments), prog_name="unionreport", obj=words)
    except UnionReportError as error:
        typer.echo(words.error(error), err=True)
        sys.exit(REFUSED)
    except Exception as error:  # noqa: BLE001  the last line of defence: our own fault, told in one line
        if {"-v", "--verbose"} & set(arguments):
            typer.echo(masked(traceback.format_exc()), err=True)
        typer.echo(words.say("errors.internal", kind=type(error).__name__, detail=masked(str(error))), err=True)
        sys.exit(REFUSED)


def _settle_streams() -> None:
    """Results for a program are UTF-8; a terminal that lacks a sign shows another, and does not fail."""
    for stream in (sys.stdout, sys.stderr):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace")  # type: ignore[union-attr]
