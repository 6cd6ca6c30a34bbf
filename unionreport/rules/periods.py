"""Family D: rows and the year they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from unionreport.finding import Finding
from unionreport.ledger import Ledger


def outside_year(ledger: Ledger, year: int | None) -> Iterator[Finding]:
    """A row dated outside the report's year: listed, since it does not count."""
    dated = ledger.schema.dated
    if year is None or not ledger.has(dated):
        return
    for row, day in ledger.values(dated, ledger.rows[dated].where(lambda day: day.year != year)):
        values = {"date": day.isoformat(), "year": str(year)}
        yield Finding("date-outside-year", ledger.place(row, dated), values)
