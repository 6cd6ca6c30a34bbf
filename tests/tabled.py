"""Tables of workbooks that stand in the test, printed as text tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.books import NAME, Sheets, all_loaded_sheets
from unionreport.compute import compute
from unionreport.config import builtin
from unionreport.exhibit import FigureTable
from unionreport.figure import Figure
from unionreport.house import Shares
from unionreport.ledgers import Ledgers, load_all
from unionreport.schema import Catalog
from unionreport.sheets import Workbook
from unionreport.tables import Source, Tables


def tables(
    sheets: Sheets,
    catalog: Catalog | None = None,
    shares: Shares = Shares.NOTE,
    earlier: Mapping[int, Sheets] | None = None,
) -> Tables:
    """Every table of a workbook of text tables, beside those of earlier years."""
    catalog = catalog or builtin()
    past = {year: compute(loaded(each, f"{year}.xlsx", catalog), catalog) for year, each in (earlier or {}).items()}
    ledgers = loaded(sheets, NAME, catalog)
    return Tables(Source(ledgers, catalog, compute(ledgers, catalog), shares, past))


def loaded(sheets: Sheets, name: str, catalog: Catalog) -> Ledgers:
    """The ledgers of text tables, read by a catalog."""
    return load_all(Workbook(Path(name), "", all_loaded_sheets(sheets)), catalog)[0]


def printed(table: FigureTable) -> str:
    """Headers, rows, totals and notes, a line each; — is an empty cell."""
    names = [each.name for each in table.columns]
    lines = [" | ".join(each.title for each in table.columns)]
    lines += [_line(row, names) for row in (*table.rows, *([table.totals] if table.totals else []))]
    return "\n".join([*lines, *table.notes])


def _line(row: Mapping[str, object], names: list[str]) -> str:
    return " | ".join("—" if row[name] is None else str(row[name]) for name in names).rstrip()


def figure(table: FigureTable, row: int, column: str) -> Figure:
    """The figure in a cell."""
    cell = table.rows[row][column]
    assert isinstance(cell, Figure)
    return cell


def block(text: str) -> str:
    """A text block of a test without its indentation."""
    return "\n".join(line.strip() for line in text.strip().splitlines())
