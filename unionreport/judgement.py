"""A finding ready to be shown: with its rule, what stands in the cell, and the row as the sheet shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionreport.finding import Finding, Severity
from unionreport.schema import RuleSchema


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One row of a sheet: the Excel column letters, the headers, the cells as text, and which is meant."""

    row: int
    letters: tuple[str, ...]
    headers: tuple[str, ...]
    cells: tuple[str, ...]
    marked: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One finding with the rule it breaks; ``value`` is the cell's text, personal numbers masked."""

    finding: Finding
    rule: RuleSchema
    value: str | None = None
    excerpt: Excerpt | None = None

    @property
    def severity(self) -> Severity:
        """How grave the finding is."""
        return self.rule.severity


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one workbook."""

    file: str
    judged: tuple[Judged, ...]

    def reaches(self, level: Severity) -> bool:
        """Whether any finding is at least as grave as the level."""
        return any(each.severity.reaches(level) for each in self.judged)


def at_least(checked: Sequence[Checked], level: Severity) -> bool:
    """Whether any workbook has a finding at least as grave as the level."""
    return any(each.reaches(level) for each in checked)
