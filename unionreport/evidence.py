"""Puts beside each finding what stands where it points, so that it can be shown without the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unionreport.cells import text_of
from unionreport.finding import Finding
from unionreport.judgement import Excerpt, Judged
from unionreport.ledger import Ledger
from unionreport.ledgers import Ledgers
from unionreport.places import Place, column_letters
from unionreport.privacy import masked
from unionreport.schema import Catalog

_SHOWN_COLUMNS = 5


def judge(ledgers: Ledgers, findings: Iterable[Finding], catalog: Catalog) -> tuple[Judged, ...]:
    """Each finding with its rule, value and row, by sheet and row; rules that are off are left out."""
    order = {(ledger.file, ledger.sheet): number for number, ledger in enumerate(ledgers, 1)}
    tables: dict[tuple[str, str], list[Ledger]] = {}
    for ledger in ledgers:
        tables.setdefault((ledger.file, ledger.sheet), []).append(ledger)
    judged = []
    for finding in findings:
        rule = catalog.rules.get(finding.rule)
        if rule is not None:
            place = finding.place
            table = next((each for each in tables.get((place.file, place.sheet), ()) if each.holds(place)), None)
            judged.append(Judged(_masked(finding), rule, _value(table, finding), _excerpt(table, finding)))
    return tuple(sorted(judged, key=lambda each: _position(each.finding.place, order)))


def _position(place: Place, order: dict[tuple[str, str], int]) -> tuple[int, int, int]:
    """Whole-file findings first, then sheet by sheet; sheets that are no ledgers last."""
    sheet = order.get((place.file, place.sheet), len(order) + 1) if place.sheet else 0
    return sheet, place.top, place.left


def _masked(finding: Finding) -> Finding:
    values = {name: masked(value) for name, value in finding.params.items()}
    return Finding(finding.rule, finding.place, values, finding.related)


def _value(ledger: Ledger | None, finding: Finding) -> str | None:
    place = finding.place
    if ledger is None or not place.top or place.cells is None or ":" in place.cells:
        return None
    cell = ledger.raw_cell(place.top, place.left)
    return None if cell is None else masked(text_of(cell))


def _excerpt(ledger: Ledger | None, finding: Finding) -> Excerpt | None:
    """The finding's row: its own columns, those of related cells in the same row, and leading ones."""
    row = finding.place.top
    if ledger is None or row not in ledger.raw:
        return None
    meant = set(_columns(finding.place))
    if len(meant) > 1:
        meant = set()  # the whole row is meant: nothing to underline
    beside = {column for place in finding.related if place.top == row for column in _columns(place)}
    leading = [column for column in sorted(ledger.header.columns.values()) if column not in meant | beside]
    chosen = sorted(meant | beside | set(leading[: max(0, _SHOWN_COLUMNS - len(meant | beside))]))
    titles = {column: ledger.schema.fields[name].title for name, column in ledger.header.columns.items()}
    return Excerpt(
        row=row,
        letters=tuple(column_letters(column) for column in chosen),
        headers=tuple(titles.get(column, "") for column in chosen),
        cells=tuple(masked(text_of(ledger.raw_cell(row, column))) for column in chosen),
        marked=tuple(column in meant for column in chosen),
    )


def _columns(place: Place) -> Iterator[int]:
    yield from range(place.left, place.right + 1)
