"""What a workbook has for a template: its figures, its particulars, its own paragraphs, what it let stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from unionreport.app import Case
from unionreport.comparing import comparisons
from unionreport.document.context import Narrative, Particular, build
from unionreport.exhibits import tables
from unionreport.judgement import Checked
from unionreport.ledger import Ledger
from unionreport.output.wording import message
from unionreport.schema import Catalog
from unionreport.tableschema import CHARTS, PREFIX
from unionreport.texts import texts

LANGUAGE = "zh"
"""A report is Chinese whatever language the command line speaks."""

_ANY_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a template can name, with the particulars and the chapters that are in it."""

    context: Mapping[str, object]
    particulars: Mapping[str, Particular]
    narrative: Narrative


def contents(case: Case) -> Contents:
    """What an examined workbook has for a template; its tables and charts are made when they are asked for."""
    from unionreport.tables import Charts

    particulars, narrative = _particulars(case), Narrative(_chapters(case))
    context = build({**case.figures, **comparisons(case)}, particulars, narrative, case.ledgers.year, _accepted(case))
    drawn = tables(case)
    return Contents({**context, PREFIX: drawn, CHARTS: Charts(drawn)}, particulars, narrative)


def every_name(catalog: Catalog) -> Contents:
    """All that a template may name under a catalog, with every figure absent and every text empty.

    It is what a template is checked against where there is no workbook; the year is a placeholder.
    """
    from unionreport.compute import compute
    from unionreport.ledgers import Ledgers

    ledgers = Ledgers("", "", _ANY_YEAR, {})
    figures = compute(ledgers, catalog)
    return contents(Case(Path(), catalog, ledgers, figures, Checked("", ()), frozenset()))


def _accepted(case: Case) -> list[dict[str, str]]:
    """What the union accepted, for the audit committee: rule, sheet, reason and message of each."""
    words = texts(LANGUAGE)
    return [
        {
            "rule": words.say(f"rules.{each.rule.name}.title"),
            "sheet": each.finding.place.sheet,
            "reason": each.accepted,
            "message": message(each, words),
        }
        for each in case.checked.accepted
    ]


def _particulars(case: Case) -> dict[str, Particular]:
    """The union's name, congress, reporter and so on from 基本情况; empty texts where it says nothing."""
    schema = case.catalog.ledgers["profile"]
    found: dict[str, Particular] = {
        name: "" for name, item in schema.items.items() if f"profile.{name}" not in case.figures
    }
    for ledger in case.ledgers.of("profile"):
        for name, value in zip(ledger.rows["item"], ledger.rows["value"], strict=True):
            if name in found and isinstance(value, str | date):
                found[name] = value
    return found


def _chapters(case: Case) -> dict[str, list[str]]:
    """The paragraphs of 报告文字 by chapter, in the order given there."""
    chapters: dict[str, list[str]] = {}
    for ledger in case.ledgers.of("narrative"):
        if not {"chapter", "text"} <= set(ledger.rows):
            continue
        rows = [(row, chapter, ledger.value(row, "text")) for row, chapter in ledger.values("chapter")]
        for _, chapter, text in sorted(rows, key=lambda each: _order(ledger, each[0])):
            if text is not None:
                chapters.setdefault(chapter, []).append(text)
    return chapters


def _order(ledger: Ledger, row: int) -> tuple[bool, int]:
    """Where a paragraph stands: by its number, those without one last."""
    order = ledger.value(row, "order")
    return order is None, order or 0
