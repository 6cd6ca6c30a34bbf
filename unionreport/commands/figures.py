"""The commands that print figures and where they come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unionreport.options import DONE, FOUND, Common, FigureFormat, Strict, TraceFormat, Workbook

if TYPE_CHECKING:
    from unionreport.app import Case


def figures(
    context: typer.Context,
    workbook: Workbook,
    form: Annotated[FigureFormat, typer.Option("--format")] = FigureFormat.CONSOLE,
    strict: Strict = False,
) -> None:
    """Prints every figure of a workbook."""
    from unionreport.output import figures as output

    common: Common = context.obj
    case = _examine(workbook, common)
    listed = output.entries(case.figures, case.catalog, common.texts)
    if form is FigureFormat.JSON:
        typer.echo(output.as_json(case.ledgers.file, case.ledgers.year, listed))
    else:
        typer.echo(output.as_csv(listed) if form is FigureFormat.CSV else output.console(listed, common.texts))
    raise typer.Exit(FOUND if strict and case.errors else DONE)


def trace(
    context: typer.Context,
    figure: Annotated[str, typer.Argument(metavar="FIGURE", show_default=False)],
    workbook: Workbook,
    form: Annotated[TraceFormat, typer.Option("--format")] = TraceFormat.CONSOLE,
    strict: Strict = False,
) -> None:
    """Prints one figure and the rows behind it."""
    from unionreport import app as use
    from unionreport.output import tracing

    common: Common = context.obj
    case = _examine(workbook, common)
    show = tracing.as_json if form is TraceFormat.JSON else tracing.console
    typer.echo(show(use.trace(case, figure), case.catalog, common.texts))
    raise typer.Exit(FOUND if strict and case.errors else DONE)


def _examine(workbook: Path, common: Common) -> Case:
    """Reads a workbook and names on standard error what its errors leave in doubt."""
    from unionreport import app as use

    case = use.examine(workbook, use.settings(workbook, common.config))
    if case.errors:
        named = "、".join(sorted(case.doubtful))
        common.tell(
            "figures.doubt" if named else "figures.doubt_other", file=workbook.name, count=case.errors, figures=named
        )
    return case
