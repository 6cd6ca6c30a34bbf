"""The command that makes a template of last year's report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unionreport.options import DONE, Common, Previous, TemplateFormat

if TYPE_CHECKING:
    from unionreport.adopted import Adoption
    from unionreport.adopting import Wanted


def adopt(
    context: typer.Context,
    finished_pair: Annotated[tuple[Path, Path], typer.Argument(metavar="REPORT WORKBOOK", show_default=False)],
    made_template: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", show_default=False)],
    bind: Annotated[list[str] | None, typer.Option("--bind", metavar="KEY=FIGURE|FILE")] = None,
    marked_questions: Annotated[Path | None, typer.Option("--marked", metavar="FILE")] = None,
    previous: Previous = None,
    form: Annotated[TemplateFormat, typer.Option("--format")] = TemplateFormat.CONSOLE,
    force_template: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Makes a template of a finished report."""
    from unionreport.adopting import Wanted

    earlier = tuple(previous or ())
    wanted = Wanted(*finished_pair, made_template, tuple(bind or ()), marked_questions, earlier, force_template)
    _adopt(wanted, form, context.obj)


def _adopt(wanted: Wanted, form: TemplateFormat, common: Common) -> None:
    from unionreport import adopting
    from unionreport.output import adoption as output

    case, done = adopting.carry_out(wanted, common.config, common.texts)
    if form is TemplateFormat.JSON:
        typer.echo(output.as_json(done, str(wanted.template), common.texts))
    else:
        typer.echo(output.console(done, common.texts, everything=common.verbose))
    if case.errors:
        common.tell("figures.doubt_other", file=wanted.workbook.name, count=case.errors)
    _tell(wanted, done, common)
    raise typer.Exit(DONE)


def _tell(wanted: Wanted, done: Adoption, common: Common) -> None:
    common.tell("adopt.written", file=wanted.template)
    if done.differing:
        common.tell("adopt.differs", places="、".join(common.texts.place(each) for each in done.differing))
    else:
        common.tell("adopt.faithful", workbook=wanted.workbook.name)
    if not done.named:
        common.tell("adopt.unnamed", workbook=wanted.workbook.name)
    if done.asked:
        file = next(iter(wanted.files), None)
        common.tell("adopt.how_to_answer" if file is None else "adopt.answer_there", file=file)
    if wanted.marked is not None:
        common.tell("adopt.marked", file=wanted.marked)
