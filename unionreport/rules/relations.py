"""Family R: what holds within a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from unionreport.columns import Column
from unionreport.composites import combined
from unionreport.finding import Finding
from unionreport.ledger import Ledger


def sums_exceeded(ledger: Ledger) -> Iterator[Finding]:
    """A part above its whole, an end before its start, answers above what was returned."""
    for relation in ledger.schema.relations:
        rule = "order-reversed" if len(relation.low) == 1 else "parts-exceed-whole"
        for row, low in _breaking(ledger, relation.low, relation.high, lambda low, high: low > high):
            total = "" if len(relation.low) == 1 else str(low)
            yield _finding(ledger, rule, row, (relation.low, relation.high), total)


def sums_differing(ledger: Ledger) -> Iterator[Finding]:
    """A whole that is not the sum of its parts."""
    for equation in ledger.schema.equals:
        for row, parts in _breaking(ledger, equation.parts, equation.whole, lambda parts, whole: parts != whole):
            yield _finding(ledger, "parts-differ", row, (equation.parts, equation.whole), str(parts))


def _breaking(
    ledger: Ledger, low: Sequence[str], high: str, is_wrong: Callable[[Any, Any], bool]
) -> Iterator[tuple[int, Any]]:
    """The rows in which the sum of the low fields and the high one stand wrong to each other, with that sum.

    Only where the sheet has all the fields and all are filled.
    """
    if not all(ledger.has(name) for name in (*low, high)):
        return
    rows = combined([ledger.rows[name] for name in (*low, high)])
    for row, (*parts, _) in _rows(ledger, rows, lambda values: is_wrong(_sum(values[:-1]), values[-1])):
        yield row, _sum(parts)


def _rows(ledger: Ledger, rows: Column, test: Callable[[Any], bool]) -> Iterator[tuple[int, Any]]:
    for at, values in rows.items(rows.where(test)):
        yield int(ledger.rows.numbers[at]), values


def _sum(parts: Sequence[Any]) -> Any:
    return parts[0] if len(parts) == 1 else sum(parts)


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
    value = ledger.value(row, name)
    return value.isoformat() if isinstance(value, date) else ledger.text(row, name)
