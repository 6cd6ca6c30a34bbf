"""The tables and charts of an examined workbook, and the figures that are their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionreport.comparing import recall
from unionreport.figure import Figure

if TYPE_CHECKING:
    from unionreport.app import Case
    from unionreport.tables import Tables


def tables(case: Case) -> Tables:
    """Every declared table of a workbook and its year, each worked out when it is asked for."""
    from unionreport.tables import Source, Tables

    past = recall(case)
    earlier = {year: each for year, each in past.years.items() if year != past.year} if past else {}
    return Tables(Source(case.ledgers, case.catalog, case.figures, case.house.shares, earlier))


def cells(case: Case) -> dict[str, Figure]:
    """Every figure that is a cell of a table, by id; those that the catalog declares are not among them."""
    made = tables(case)
    return {id_: figure for name in made for id_, figure in made.figures(name).items()}


def in_doubt(case: Case) -> frozenset[str]:
    """The cells of tables that the errors in the ledgers leave in doubt."""
    if not case.errors:
        return frozenset()
    from unionreport.doubt import touched
    from unionreport.tables.doubts import doubtful_cells

    return doubtful_cells(tables(case), touched(case.checked.judged, case.ledgers))
