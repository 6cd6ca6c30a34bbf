"""What an examined workbook says beside its earlier years: comparisons, and the figures of those years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionreport.figure import Figure

if TYPE_CHECKING:
    from unionreport.app import Case
    from unionreport.history import History


def recall(case: Case) -> History | None:
    """The figures of the workbook's year and of the years before it; None where none of these was given."""
    from unionreport import history
    from unionreport.rules.book import Book

    return history.recall(Book(case.ledgers, case.figures, case.catalog, case.earlier))


def comparisons(case: Case) -> dict[str, Figure]:
    """Every comparison by id, ``growth.talks.total``; none where no earlier year was given."""
    from unionreport.history import compare

    past = recall(case)
    return {} if past is None else compare(past, case.catalog)


def past_figures(case: Case) -> dict[str, Figure]:
    """The figures of every earlier year by id, ``y2022.talks.total``."""
    from unionreport.history import past

    history = recall(case)
    if history is None:
        return {}
    named = (
        past(figure, year)
        for year, figures in sorted(history.years.items())
        for figure in figures.values()
        if year < history.year
    )
    return {each.id: each for each in named}


def left_out(case: Case) -> dict[int, tuple[str, ...]]:
    """By year the figures that are not compared with because a cell that they need could not be read."""
    history = recall(case)
    return {} if history is None else {year: names for year, names in history.left_out.items() if names}
