"""What a person should look at in a report before it goes to print: its prose, and its figures as printed."""

from __future__ import annotations

from unionreport.app import Case
from unionreport.document.place import FILE
from unionreport.document.proofreading import passages
from unionreport.document.report import Filled
from unionreport.house import House
from unionreport.printed import Printing, proofread
from unionreport.prose import lint
from unionreport.remark import Remark


def remarks(filled: Filled, case: Case, house: House) -> list[Remark]:
    """Everything to look at in a finished report, in document order; it was written all the same."""
    styles = {name: figure.style for name, figure in case.catalog.figures.items()}
    read = list(passages(filled.data, styles))
    first = {span.figure: each.place for each in reversed(read) for span in reversed(each.printed)}
    printings = [Printing(figure, first.get(figure.id, FILE)) for figure in filled.printed]
    found = [*lint(read), *proofread(printings, case.figures, case.catalog, house)]
    order = {each.place: number for number, each in enumerate(read)}
    return sorted(found, key=lambda remark: order.get(remark.place, len(order)))
