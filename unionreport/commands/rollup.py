"""The command that rolls up the workbooks of many unions."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unionreport.errors import RequestError
from unionreport.options import DONE, FOUND, Common, Strict

if TYPE_CHECKING:
    from unionreport.progress import Progress
    from unionreport.rollup.outcome import Outcome

_MOST_TOLD = 20


def rollup(
    context: typer.Context,
    sources: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER", show_default=False)],
    results: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", show_default=False)],
    jobs: Annotated[int | None, typer.Option("--jobs", metavar="N")] = None,
    scheduler: Annotated[str | None, typer.Option("--scheduler", metavar="ADDRESS")] = None,
    only_year: Annotated[int | None, typer.Option("--year", metavar="YEAR")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    strict: Strict = False,
) -> None:
    """Rolls up the workbooks of many unions into one folder of results."""
    from unionreport.rollup.course import Request
    from unionreport.rollup.production import produce

    common: Common = context.obj
    if jobs is not None and jobs < 1:
        raise RequestError("rollup-jobs")
    if jobs is not None and scheduler:
        raise RequestError("rollup-jobs-and-scheduler")
    request = Request(tuple(sources), results, jobs, scheduler, only_year, common.config)
    with common.progress() as progress:
        made = produce(request, common.texts, told_by(progress, common), force=force)
    for file in made.files:
        typer.echo(file)
    raise typer.Exit(FOUND if _tell(made.outcome, common) and strict else DONE)


def told_by(
    progress: Progress, common: Common, clock: Callable[[], float] = time.monotonic
) -> Callable[[int, int], None]:
    """Shows how far the work has come, how many workbooks a second, and how long the rest will take."""
    since = clock()

    def step(done: int, total: int) -> None:
        spent = clock() - since
        if not done or spent <= 0:
            progress.say("progress.rollup_start", done=done, total=total)
            return
        left = _span((total - done) * spent / done, common)
        progress.say("progress.rollup", done=done, total=total, rate=f"{done / spent:.1f}", left=left)

    return step


def _span(seconds: float, common: Common) -> str:
    """A span of time in two units at most."""
    whole = round(seconds)
    if whole >= 3600:
        return common.texts.say("rollup.hours", hours=whole // 3600, minutes=whole % 3600 // 60)
    if whole >= 60:
        return common.texts.say("rollup.minutes", minutes=whole // 60, seconds=whole % 60)
    return common.texts.say("rollup.seconds", seconds=whole)


def _tell(outcome: Outcome, common: Common) -> bool:
    """What a person should know, on standard error; whether there is an error in anything."""
    from unionreport.rollup.figures import BOOK
    from unionreport.rollup.production import account, is_wrong

    lines = account(outcome, common.texts)
    shown = lines if common.verbose else lines[:_MOST_TOLD]
    for key, values in shown:
        common.tell(key, **values)
    if len(shown) < len(lines):
        sheet = common.texts.say("rollup.sheet_left")
        common.tell("rollup.left_more", count=len(lines) - len(shown), book=BOOK, sheet=sheet)
    return is_wrong(outcome)
