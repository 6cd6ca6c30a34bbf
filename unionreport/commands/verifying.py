"""The command that holds a finished report against its ledgers."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unionreport.commands.figures import tell_left_out
from unionreport.finding import Severity
from unionreport.options import DONE, FOUND, Common, Previous, deliver

if TYPE_CHECKING:
    from unionreport.verifying import Verified


class VerdictFormat(StrEnum):
    """How verdicts are printed."""

    CONSOLE = "console"
    JSON = "json"
    HTML = "html"


def verify(
    context: typer.Context,
    pair: Annotated[tuple[Path, Path], typer.Argument(metavar="REPORT WORKBOOK", show_default=False)],
    form: Annotated[VerdictFormat, typer.Option("--format")] = VerdictFormat.CONSOLE,
    fail_on: Annotated[Severity, typer.Option("--fail-on")] = Severity.ERROR,
    marked_report: Annotated[Path | None, typer.Option("--marked", metavar="FILE")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    previous: Previous = None,
    entire: Annotated[bool, typer.Option("--all")] = False,
) -> None:
    """Prints which figures of a report are still the ledgers', and which numbers came from none."""
    from unionreport import annotating, verifying
    from unionreport.verdict import at_least

    common: Common = context.obj
    report, workbook = pair
    if marked_report is not None:
        annotating.refuse_unfit(report, marked_report)
    done = verifying.verify(report, workbook, tuple(previous or ()), common.config)
    _tell_doubts(done, common)
    deliver(_written(form, done, common, everything=entire), output)
    if marked_report is not None:
        verifying.mark(done, marked_report, common.texts)
        common.tell("verify.marked", file=marked_report, count=len(done.verification.findings))
    raise typer.Exit(FOUND if at_least(done.verification.findings, fail_on) else DONE)


def _written(form: VerdictFormat, done: Verified, common: Common, *, everything: bool) -> str:
    from unionreport.output import verdictpage, verdicts

    names = (done.report.name, done.case.ledgers.file)
    if form is VerdictFormat.JSON:
        return verdicts.as_json(done.verification, common.texts, everything=everything)
    show = verdictpage.page if form is VerdictFormat.HTML else verdicts.console
    return show(done.verification, names, common.texts, everything=everything)


def _tell_doubts(done: Verified, common: Common) -> None:
    """Names on standard error what lessens the verdicts: errors in the ledgers, years that could not be read."""
    case = done.case
    if case.errors:
        named = "、".join(sorted(case.doubtful))
        key = "figures.doubt" if named else "figures.doubt_other"
        common.tell(key, file=case.path.name, count=case.errors, figures=named)
    tell_left_out(case, common)
    if done.changed:
        common.tell("verify.changed", workbook=case.path.name)
