"""What the commands are told: the options all of them have, and the forms in which results can be had."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from unionreport.errors import UnionReportError
from unionreport.progress import Progress
from unionreport.texts import Texts

DONE, FOUND, REFUSED = 0, 1, 2
"""The exit statuses: done, findings at the level asked for, could not run."""


class FindingFormat(StrEnum):
    """How findings are printed."""

    CONSOLE = "console"
    JSON = "json"
    GITHUB = "github"
    HTML = "html"


class FigureFormat(StrEnum):
    """How figures are printed."""

    CONSOLE = "console"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class TraceFormat(StrEnum):
    """How one figure is printed."""

    CONSOLE = "console"
    JSON = "json"


class TemplateFormat(StrEnum):
    """How what is told of templates is printed."""

    CONSOLE = "console"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Common:
    """What every command is told: the language, the configuration, how much to say."""

    texts: Texts
    config: Path | None = None
    quiet: bool = False
    verbose: bool = False

    def tell(self, key: str, **values: object) -> None:
        """One line on standard error, unless only results are wanted."""
        if not self.quiet:
            typer.echo(self.texts.say(key, **values), err=True)

    def progress(self) -> Progress:
        """A line on the terminal for work that takes its time."""
        return Progress(sys.stderr, self.texts, quiet=self.quiet)

    def refuse(self, error: UnionReportError) -> None:
        """One line on standard error for what could not be done."""
        typer.echo(self.texts.error(error), err=True)


Workbook = Annotated[Path, typer.Argument(metavar="WORKBOOK", show_default=False)]
Strict = Annotated[bool, typer.Option("--strict")]
Previous = Annotated[list[Path] | None, typer.Option("--previous", metavar="WORKBOOK")]


def deliver(text: str, output: Path | None) -> None:
    """Prints a result, or writes it to the file asked for."""
    from unionreport import results

    if output is None:
        typer.echo(text)
    else:
        results.save(text, output)
