"""The commands that write reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unionreport.errors import RequestError, UnionReportError
from unionreport.finding import count_by_severity
from unionreport.options import DONE, FOUND, REFUSED, Common, Previous
from unionreport.progress import Progress

if TYPE_CHECKING:
    from unionreport.reporting import Request


def build(
    context: typer.Context,
    workbooks: Annotated[list[Path], typer.Argument(metavar="WORKBOOK", show_default=False)],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    template: Annotated[str | None, typer.Option("--template", metavar="NAME|FILE")] = None,
    draft: Annotated[bool, typer.Option("--draft")] = False,
    force: Annotated[bool, typer.Option("--force")] = False,
    previous: Previous = None,
) -> None:
    """Writes the report of each workbook."""
    from unionreport.reporting import Request

    if output is not None and len(workbooks) > 1:
        raise RequestError("one-output")
    request = Request(output, template, draft, force, tuple(previous or ()))
    status = DONE
    with context.obj.progress() as progress:
        for number, path in enumerate(workbooks, 1):
            progress.step(number, len(workbooks), path.name)
            status = max(status, _build_one(path, request, context.obj, progress))
    raise typer.Exit(status)


def _build_one(path: Path, request: Request, common: Common, progress: Progress) -> int:
    """Builds one report; the exit status of it alone."""
    from unionreport import reporting

    try:
        built = reporting.build(path, request, common.config)
        progress.clear()
    except UnionReportError as error:
        progress.clear()
        common.refuse(error)
        return REFUSED
    counts = count_by_severity(each.severity for each in built.case.checked.open)
    file = path.name
    if built.written is None:
        common.refuse(RequestError("build-refused", file=file, count=counts["error"]))
        return FOUND
    typer.echo(built.written)
    if counts["error"]:
        common.tell("build.draft", file=file, count=counts["error"])
    if counts["warning"]:
        common.tell("build.findings", file=file, **counts)
    if built.unplaced:
        common.tell("build.unplaced", file=file, sheet=built.narrative, chapters="、".join(built.unplaced))
    if common.verbose:
        common.tell("build.digest", file=built.written, digest=built.digest)
    return DONE
