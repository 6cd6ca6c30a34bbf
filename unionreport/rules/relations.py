"""Family R: what holds within a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from unionreport.finding import Finding
from unionreport.ledger import Ledger


def sums_exceeded(ledger: Ledger) -> Iterator[Finding]:
    """A part above its whole, an end before its start, answers above what was returned."""
    for relation in ledger.schema.relations:
        rule = "order-reversed" if len(relation.low) == 1 else "parts-exceed-whole"
        for row, low, high in _pairs(ledger, relation.low, relation.high):
            if low > high:
                total = "" if len(relation.low) == 1 else str(low)
                yield _finding(ledger, rule, row, (relation.low, relation.high), total)


def sums_differing(ledger: Ledger) -> Iterator[Finding]:
    """A whole that is not the sum of its parts."""
    for equation in ledger.schema.equals:
        for row, parts, whole in _pairs(ledger, equation.parts, equation.whole):
            if parts != whole:
                yield _finding(ledger, "parts-differ", row, (equation.parts, equation.whole), str(parts))


def _pairs(ledger: Ledger, low: Sequence[str], high: str) -> Iterator[tuple[int, Any, Any]]:
    """By row, the sum of the low fields and the high one, where the sheet has them all and all are filled."""
    if not all(ledger.has(name) for name in (*low, high)):
        return
    rows = ledger.rows[[*low, high]].dropna()
    for row, *parts, whole in rows.itertuples(name=None):
        yield row, parts[0] if len(parts) == 1 else sum(parts), whole


def _finding(ledger: Ledger, rule: str, row: int, names: tuple[Sequence[str], str], total: str = "") -> Finding:
    low, high = names
    fields = ledger.schema.fields
    values = {
        "low": "+".join(fields[name].title for name in low),
        "low_value": total or "+".join(_text(ledger, row, name) for name in low),
        "high": fields[high].title,
        "high_value": _text(ledger, row, high),
    }
    return Finding(rule, ledger.place(row, high), values, tuple(ledger.place(row, name) for name in low))


def _text(ledger: Ledger, row: int, name: str) -> str:
    value = ledger.rows.loc[row, name]
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else ledger.text(row, name)
