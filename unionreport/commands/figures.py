"""The commands that print figures and where they come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unionreport.options import DONE, FOUND, Common, FigureFormat, Previous, Strict, TraceFormat, Workbook, deliver

if TYPE_CHECKING:
    from unionreport.app import Case


def figures(
    context: typer.Context,
    workbook: Workbook,
    form: Annotated[FigureFormat, typer.Option("--format")] = FigureFormat.CONSOLE,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    cells: Annotated[bool, typer.Option("--all")] = False,
    previous: Previous = None,
    strict: Strict = False,
) -> None:
    """Prints every figure of a workbook, and every comparison with earlier years where these are given."""
    from unionreport import exhibits, results
    from unionreport.comparing import comparisons
    from unionreport.output import figures as show

    common: Common = context.obj
    target = results.workbook_place(output) if form is FigureFormat.XLSX else None
    case = _examine(workbook, common, previous)
    compared = {name: each for name, each in comparisons(case).items() if each.value is not None}
    if cells:
        compared |= exhibits.cells(case)
    if target is not None:
        from unionreport.output.figurebook import figure_book

        results.save_workbook(figure_book({**case.figures, **compared}, case.catalog, common.texts), target)
    else:
        listed = show.entries({**case.figures, **compared}, case.catalog, common.texts)
        deliver(_written(form, case, listed, common), output)
    raise typer.Exit(FOUND if strict and case.errors else DONE)


def _written(form: FigureFormat, case: Case, listed: list[dict[str, object]], common: Common) -> str:
    from unionreport.output import figures as show

    if form is FigureFormat.JSON:
        return show.as_json(case.ledgers.file, case.ledgers.year, listed)
    return show.as_csv(listed) if form is FigureFormat.CSV else show.console(listed, common.texts)


def trace(
    context: typer.Context,
    figure: Annotated[str, typer.Argument(metavar="FIGURE", show_default=False)],
    workbook: Workbook,
    form: Annotated[TraceFormat, typer.Option("--format")] = TraceFormat.CONSOLE,
    previous: Previous = None,
    strict: Strict = False,
) -> None:
    """Prints one figure and the rows behind it."""
    from unionreport import app as use
    from unionreport.output import tracing

    common: Common = context.obj
    case = _examine(workbook, common, previous)
    show = tracing.as_json if form is TraceFormat.JSON else tracing.console
    typer.echo(show(use.trace(case, figure), case.catalog, common.texts))
    raise typer.Exit(FOUND if strict and case.errors else DONE)


def _examine(workbook: Path, common: Common, previous: list[Path] | None) -> Case:
    """Reads a workbook and names on standard error what its errors, and those of earlier years, leave in doubt."""
    from unionreport import app as use

    case = use.examine(workbook, use.settings(workbook, common.config), previous or ())
    if case.errors:
        named = "、".join(sorted(case.doubtful))
        common.tell(
            "figures.doubt" if named else "figures.doubt_other", file=workbook.name, count=case.errors, figures=named
        )
    tell_left_out(case, common)
    return case


def tell_left_out(case: Case, common: Common) -> None:
    """Names on standard error the figures of earlier years that could not be read and so are not compared with."""
    from unionreport.comparing import left_out

    for year, names in left_out(case).items():
        common.tell("figures.left_out", year=year, figures="、".join(names))
