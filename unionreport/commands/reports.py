"""The commands that write reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unionreport.commands.figures import tell_left_out
from unionreport.commands.grouping import grouped
from unionreport.commands.pdf import print_all
from unionreport.errors import RequestError, UnionReportError
from unionreport.finding import count_by_severity
from unionreport.options import DONE, FOUND, REFUSED, Common, Previous
from unionreport.progress import Progress

if TYPE_CHECKING:
    from unionreport.reporting import Built, Request

_MOST_REMARKS = 20


@dataclass(frozen=True, slots=True)
class Extras:
    """What a report is to have beside its text: a PDF, and word of where its figures came from."""

    pdf: Annotated[bool, typer.Option("--pdf")] = False
    comments: Annotated[bool, typer.Option("--comments")] = False
    comments_changed: Annotated[bool, typer.Option("--comments-changed")] = False
    sources: Annotated[bool, typer.Option("--sources")] = False


@grouped("extras", Extras)
def build(
    context: typer.Context,
    workbooks: Annotated[list[Path], typer.Argument(metavar="WORKBOOK", show_default=False)],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    template: Annotated[str | None, typer.Option("--template", metavar="NAME|FILE")] = None,
    draft: Annotated[bool, typer.Option("--draft")] = False,
    force: Annotated[bool, typer.Option("--force")] = False,
    previous: Previous = None,
    *,
    extras: Extras,
) -> None:
    """Writes the report of each workbook."""
    from unionreport.provenance import Comments
    from unionreport.reporting import Request

    if output is not None and len(workbooks) > 1:
        raise RequestError("one-output")
    wanted = Comments.CHANGED if extras.comments_changed else Comments.ALL if extras.comments else Comments.NONE
    request = Request(output, template, draft, force, tuple(previous or ()), extras.pdf, wanted, extras.sources)
    status, written = DONE, list[Path]()
    with context.obj.progress() as progress:
        for number, path in enumerate(workbooks, 1):
            progress.step(number, len(workbooks), path.name)
            found, report = _build_one(path, request, context.obj, progress)
            status = max(status, found)
            written += [report] if report else []
        if extras.pdf and written:
            status = max(status, print_all(written, context.obj, progress))
    raise typer.Exit(status)


def _build_one(path: Path, request: Request, common: Common, progress: Progress) -> tuple[int, Path | None]:
    """Builds one report; the exit status of it alone, and the file."""
    from unionreport import reporting

    try:
        built = reporting.build(path, request, common.config)
        progress.clear()
    except UnionReportError as error:
        progress.clear()
        common.refuse(error)
        return REFUSED, None
    counts = count_by_severity(each.severity for each in built.case.checked.open)
    file = path.name
    if built.written is None:
        common.refuse(RequestError("build-refused", file=file, count=counts["error"]))
        return FOUND, None
    tell_left_out(built.case, common)
    typer.echo(built.written)
    if counts["error"]:
        common.tell("build.draft", file=file, count=counts["error"])
    if counts["warning"]:
        common.tell("build.findings", file=file, **counts)
    if built.unplaced:
        common.tell("build.unplaced", file=file, sheet=built.narrative, chapters="、".join(built.unplaced))
    if built.unstyled:
        common.tell("build.unstyled", file=file, styles="、".join(built.unstyled))
    if request.comments == "changed" and not built.comments:
        common.tell("build.unchanged", file=built.written)
    _tell_remarks(built, common)
    if common.verbose:
        common.tell("build.digest", file=built.written, digest=built.digest)
    return DONE, built.written


def _tell_remarks(built: Built, common: Common) -> None:
    """What a person should look at in the text, by its paragraphs; the first twenty unless all are wanted."""
    if not built.remarks or built.written is None:
        return
    shown = built.remarks if common.verbose else built.remarks[:_MOST_REMARKS]
    common.tell("build.remarks", file=built.written.name, count=len(built.remarks))
    for each in shown:
        common.tell("build.remark", remark=common.texts.remark(each))
    if len(shown) < len(built.remarks):
        common.tell("build.remarks_more", count=len(built.remarks) - len(shown))
