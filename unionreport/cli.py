"""The command line: parses, calls one function, prints, exits. Nothing heavy is imported before a command runs.

Parameters carry no words here; `helptext` gives each command and parameter its help by name.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unionreport import __version__
from unionreport.errors import RequestError, UnionReportError
from unionreport.finding import Severity, count_by_severity
from unionreport.helptext import hoisted, localize
from unionreport.options import (
    Common,
    FigureFormat,
    FindingFormat,
    Previous,
    Strict,
    TemplateAction,
    TraceFormat,
    Workbook,
)
from unionreport.privacy import masked
from unionreport.progress import Progress
from unionreport.texts import LANGUAGES, choose_language, texts

if TYPE_CHECKING:
    from unionreport.app import Case
    from unionreport.judgement import Checked
    from unionreport.reporting import Request

DONE, FOUND, REFUSED = 0, 1, 2

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
    del version  # answered by `main`
    if lang is not None and lang not in LANGUAGES:
        raise RequestError("language-unknown", language=lang)
    context.obj = Common(context.obj, config, quiet, verbose)


@app.command()
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


@app.command()
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
        _deliver(show[form](checked, common.texts), output)
    for each in refused:
        common.refuse(each)
    if marked is not None and paths and checked:
        _mark(paths[0], marked, checked[0], common)
    raise typer.Exit(REFUSED if refused else FOUND if at_least(checked, fail_on) else DONE)


def _deliver(text: str, output: Path | None) -> None:
    """Prints a result, or writes it to the file asked for."""
    from unionreport import results

    if output is None:
        typer.echo(text)
    else:
        results.save(text, output)


def _mark(path: Path, output: Path, checked: Checked, common: Common) -> None:
    """Writes the marked copy and says where it is and what it lacks."""
    from unionreport import marking

    written = marking.write(path, output, checked, common.texts)
    common.tell("marked.written", file=written.written)
    if not common.quiet:
        typer.echo("\n".join(written.remarks), err=True, nl=bool(written.remarks))


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
def template(
    action: Annotated[TemplateAction, typer.Argument(metavar="list", show_default=False)],
) -> None:
    """Prints the templates at hand."""
    from unionreport import resources

    if action is TemplateAction.LIST:
        typer.echo("\n".join(resources.template_names()))


def main() -> None:
    """The ``unionreport`` command: exit 0 done, 1 findings, 2 could not run; never a traceback."""
    arguments = sys.argv[1:]
    if "--version" in arguments:
        print(__version__)  # noqa: T201  before a command line is built, so that it costs nothing
        return
    _settle_streams()
    words = texts(choose_language(arguments))
    command = localize(typer.main.get_command(app), words)
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
