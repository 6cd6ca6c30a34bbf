"""The command that puts today's figures into a report edited by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unionreport.commands.figures import tell_left_out
from unionreport.errors import RequestError
from unionreport.options import DONE, FOUND, Common, Previous, TemplateFormat

if TYPE_CHECKING:
    from unionreport.refresh import Done
    from unionreport.renewal import Renewal


def refresh(
    context: typer.Context,
    both: Annotated[tuple[Path, Path], typer.Argument(metavar="REPORT WORKBOOK", show_default=False)],
    refreshed: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)] = None,
    previous: Previous = None,
    force_figures: Annotated[bool, typer.Option("--force-figures")] = False,
    draft: Annotated[bool, typer.Option("--draft")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    form: Annotated[TemplateFormat, typer.Option("--format")] = TemplateFormat.CONSOLE,
) -> None:
    """Puts today's figures into a report edited by hand."""
    from unionreport import refresh as use
    from unionreport.output import renewals

    common: Common = context.obj
    report, workbook = both
    request = use.Request(refreshed, force_figures, draft, tuple(previous or ()), dry_run)
    done = use.refresh(report, workbook, request, common.config)
    if done.renewal is None:
        common.refuse(RequestError("refresh-refused", file=workbook.name, report=report, count=done.case.errors))
        raise typer.Exit(FOUND)
    tell_left_out(done.case, common)
    if form is TemplateFormat.JSON:
        typer.echo(renewals.as_json(done.renewal, _files(report, workbook, done), common.texts))
    else:
        typer.echo(renewals.console(done.renewal, common.texts))
    _tell(done.renewal, common)
    _tell_files(done, report, common, rehearsed=dry_run)
    raise typer.Exit(DONE)


def _files(report: Path, workbook: Path, done: Done) -> dict[str, str | None]:
    written, backup = (str(each) if each else None for each in (done.written, done.backup))
    return {"report": str(report), "workbook": str(workbook), "written": written, "backup": backup}


def _tell(renewal: Renewal, common: Common) -> None:
    """Names what was kept and what is missing; where only results are wanted, errors alone."""
    from unionreport.finding import Severity
    from unionreport.output import renewals

    for each in renewal.kept:
        if each.severity is Severity.ERROR or not common.quiet:
            typer.echo(renewals.kept(each, common.texts), err=True)
    for lost in renewal.missing:
        if not common.quiet:
            typer.echo(renewals.missing(lost, common.texts), err=True)


def _tell_files(done: Done, report: Path, common: Common, *, rehearsed: bool) -> None:
    renewal = done.renewal
    assert renewal is not None  # noqa: S101  it was refreshed
    counts = {"changed": len(renewal.changed), "kept": len(renewal.kept), "missing": len(renewal.missing)}
    if done.written is None:
        common.tell("refresh.rehearsed" if rehearsed else "refresh.as_it_was", file=report, **counts)
        return
    if done.case.errors:
        common.tell("refresh.draft", file=done.case.path.name, count=done.case.errors)
    common.tell("refresh.written", file=done.written, **counts)
    if done.backup is not None:
        common.tell("refresh.backup", file=done.backup)
