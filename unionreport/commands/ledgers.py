"""The commands that judge ledgers, begin them and explain the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unionreport.finding import Severity
from unionreport.options import DONE, FOUND, REFUSED, Common, FindingFormat, Previous, deliver

if TYPE_CHECKING:
    from unionreport.judgement import Checked


def check(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="FILE|FOLDER", show_default=False)] = None,
    form: Annotated[FindingFormat, typer.Option("--format")] = FindingFormat.CONSOLE,
    fail_on: Annotated[Severity, typer.Option("--fail-on")] = Severity.ERROR,
    marked: Annotated[Path | None, typer.Option("--marked", metavar="FILE")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    previous: Previous = None,
    everything: Annotated[bool, typer.Option("--all")] = False,
) -> None:
    """Prints what is wrong in the ledgers."""
    from unionreport import app as use
    from unionreport import marking
    from unionreport.judgement import at_least
    from unionreport.output import findings, html

    common: Common = context.obj
    if marked is not None:
        marking.refuse_unfit(paths or [], marked)
    with common.progress() as progress:
        checked, refused = use.check(paths or [], common.config, progress.step, previous or [])
    show = {
        FindingFormat.CONSOLE: findings.in_full if everything else findings.console,
        FindingFormat.JSON: findings.as_json,
        FindingFormat.GITHUB: findings.github,
        FindingFormat.HTML: html.page,
    }
    if checked or not refused or form is FindingFormat.JSON:
        deliver(show[form](checked, common.texts), output)
    for each in refused:
        common.refuse(each)
    if marked is not None and paths and checked:
        _mark(paths[0], marked, checked[0], common)
    raise typer.Exit(REFUSED if refused else FOUND if at_least(checked, fail_on) else DONE)


def _mark(path: Path, output: Path, checked: Checked, common: Common) -> None:
    """Writes the marked copy and says where it is and what it lacks."""
    from unionreport import marking

    written = marking.write(path, output, checked, common.texts)
    common.tell("marked.written", file=written.written)
    if not common.quiet:
        typer.echo("\n".join(written.remarks), err=True, nl=bool(written.remarks))


def init(
    context: typer.Context,
    year: Annotated[int | None, typer.Argument(metavar="[YEAR]", show_default=False)] = None,
    folder: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", show_default=False)] = Path(),
) -> None:
    """Begins a year with a blank workbook."""
    from datetime import datetime

    from unionreport import blank

    common: Common = context.obj
    begun = blank.begin(year or datetime.now().astimezone().year, folder, common.config, common.texts)
    typer.echo("\n".join(map(str, begun.written)))
    if begun.kept:
        common.tell("init.kept", file=begun.kept)


def explain(
    context: typer.Context,
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", show_default=False)] = None,
) -> None:
    """Prints what a rule means, or the list of rules."""
    from unionreport import app as use
    from unionreport.output import rules

    common: Common = context.obj
    catalog = use.settings(Path(), common.config).catalog
    chosen = use.find_rule(rule, catalog) if rule else None
    typer.echo(rules.explanation(chosen, common.texts) if chosen else rules.listing(catalog, common.texts))
