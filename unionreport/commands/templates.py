"""The commands about templates: which there are, what one uses, what may stand in one, what is wrong with one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unionreport.options import DONE, FOUND, Common, Previous, TemplateFormat

if TYPE_CHECKING:
    from unionreport.app import Case

app = typer.Typer(name="template", no_args_is_help=True, rich_markup_mode=None)

Form = Annotated[TemplateFormat, typer.Option("--format")]
Book = Annotated[Path | None, typer.Argument(metavar="[WORKBOOK]", show_default=False)]


@app.callback()
def template() -> None:
    """Is a group of commands."""


@app.command("list")
def list_(context: typer.Context, form: Form = TemplateFormat.CONSOLE) -> None:
    """Prints the templates at hand."""
    from unionreport import app as use
    from unionreport import templating
    from unionreport.output import templates as output

    common: Common = context.obj
    files = templating.at_hand(use.settings(Path(), common.config).folder)
    typer.echo(output.listing_json(files) if form is TemplateFormat.JSON else output.listing(files, common.texts))


@app.command()
def show(
    context: typer.Context,
    chosen: Annotated[str | None, typer.Argument(metavar="[NAME|FILE]", show_default=False)] = None,
    form: Form = TemplateFormat.CONSOLE,
) -> None:
    """Prints what a template prints, where and when."""
    from unionreport import app as use
    from unionreport import resources, templating
    from unionreport.output import templates as output

    common: Common = context.obj
    config = use.settings(Path(), common.config)
    path = resources.template(chosen or config.template, config.folder)
    used = templating.inventory(path, config.catalog)
    if form is TemplateFormat.JSON:
        typer.echo(output.contents_json(path.name, used, common.texts))
    else:
        typer.echo(output.contents(used, common.texts))
    if used.errors:
        common.tell("template.has_errors", file=path.name, count=used.errors)


@app.command()
def fields(
    context: typer.Context,
    workbook: Book = None,
    template: Annotated[str | None, typer.Option("--template", metavar="NAME|FILE")] = None,
    previous: Previous = None,
    form: Form = TemplateFormat.CONSOLE,
) -> None:
    """Prints everything that may stand in a template."""
    from unionreport import app as use
    from unionreport import resources, templating
    from unionreport.output import vocabulary as output
    from unionreport.vocabulary import vocabulary

    common: Common = context.obj
    config = use.settings(workbook or Path(), common.config)
    at_hand = [each.path for each in templating.at_hand(config.folder)]
    templates = at_hand if template is None else [resources.template(template, config.folder)]
    case = _examined(workbook, previous, common)
    known = vocabulary(config.catalog, case, templates, marked=template is not None)
    show_ = output.as_json if form is TemplateFormat.JSON else output.console
    typer.echo(show_(known, common.texts))


@app.command()
def lint(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="NAME|FILE", show_default=False)],
    workbook: Book = None,
    marked_template: Annotated[Path | None, typer.Option("--marked", metavar="FILE")] = None,
    previous: Previous = None,
    form: Form = TemplateFormat.CONSOLE,
) -> None:
    """Prints what is wrong with a template."""
    from unionreport import annotating, proofing, resources
    from unionreport import app as use
    from unionreport.output import templates as output

    common: Common = context.obj
    config = use.settings(workbook or Path(), common.config)
    path = resources.template(file, config.folder)
    if marked_template is not None:
        annotating.refuse_unfit(path, marked_template)
    done = proofing.proof(path, config, _examined(workbook, previous, common))
    show_ = output.problems_json if form is TemplateFormat.JSON else output.problems
    typer.echo(show_(done, common.texts))
    if marked_template is not None:
        annotating.mark(done, marked_template, common.texts)
        common.tell("template.marked", file=marked_template)
    raise typer.Exit(FOUND if done.errors else DONE)


def _examined(workbook: Path | None, previous: list[Path] | None, common: Common) -> Case | None:
    """The workbook read and computed; that its errors leave something in doubt is said on standard error."""
    from unionreport import app as use

    if workbook is None:
        return None
    case = use.examine(workbook, use.settings(workbook, common.config), previous or ())
    if case.errors:
        common.tell("figures.doubt_other", file=workbook.name, count=case.errors)
    return case
