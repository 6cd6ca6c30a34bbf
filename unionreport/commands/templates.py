"""The commands about templates."""

from __future__ import annotations

from typing import Annotated

import typer

from unionreport.options import TemplateAction


def template(
    action: Annotated[TemplateAction, typer.Argument(metavar="list", show_default=False)],
) -> None:
    """Prints the templates at hand."""
    from unionreport import resources

    if action is TemplateAction.LIST:
        typer.echo("\n".join(resources.template_names()))
