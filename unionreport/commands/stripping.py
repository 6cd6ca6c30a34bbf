"""The command that makes the clean copy of a report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from unionreport.options import Common


def strip(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT", show_default=False)],
    clean: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    overwrite: Annotated[bool, typer.Option("--force")] = False,
    all_comments: Annotated[bool, typer.Option("--all-comments")] = False,
) -> None:
    """Writes a copy of a report without anything of ours but the text."""
    from unionreport import stripping

    common: Common = context.obj
    done = stripping.strip(report, clean, force=overwrite, everybody=all_comments)
    typer.echo(done.written)
    if not done.changed:
        common.tell("strip.nothing", file=report.name)
    if done.left:
        kinds = [*_named("comments", done.left.comments, common), *_named("changes", done.left.changes, common)]
        common.tell("strip.left", kinds="、".join(kinds))


def _named(kind: str, by_author: Mapping[str, int], common: Common) -> list[str]:
    """How much each person left, ``张三 的批注 2 条``."""
    nobody = common.texts.say("strip.nobody")
    return [
        common.texts.say(f"strip.{kind}", author=author or nobody, count=count) for author, count in by_author.items()
    ]
