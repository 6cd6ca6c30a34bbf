"""What ``--pdf`` adds to the commands that write reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from unionreport.errors import RequestError
from unionreport.options import DONE, REFUSED, Common
from unionreport.progress import Progress


def print_all(reports: Sequence[Path], common: Common, progress: Progress) -> int:
    """Prints the reports as PDF and says which were written, and why others were not; the exit status."""
    from unionreport import printing

    progress.say("progress.pdf", count=len(reports))
    try:
        printed = printing.print_reports(reports)
    except RequestError as error:  # no office
        progress.clear()
        common.refuse(error)
        common.tell("build.pdf_kept", files="、".join(map(str, reports)))
        return REFUSED
    progress.clear()
    for each in printed:
        if each.pdf:
            typer.echo(each.pdf)
        for complaint in each.errors:
            common.refuse(complaint)
    return max((REFUSED if each.errors else DONE for each in printed), default=DONE)
