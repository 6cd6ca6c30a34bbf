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
    """One finding with the rule it breaks; ``value`` is the cell's text, personal numbers masked.

    ``accepted`` is the union's reason to let it stand; such a finding is listed and does not count.
    """

    finding: Finding
    rule: RuleSchema
    value: str | None = None
    excerpt: Excerpt | None = None
    accepted: str = ""

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
        """Whether any finding that counts is at least as grave as the level."""
        return any(each.severity.reaches(level) for each in self.open)

    @property
    def open(self) -> tuple[Judged, ...]:
        """The findings that count: those that nobody accepted."""
        return tuple(each for each in self.judged if not each.accepted)

    @property
    def accepted(self) -> tuple[Judged, ...]:
        """The findings that the union accepted, each with its reason."""
        return tuple(each for each in self.judged if each.accepted)


def at_least(checked: Sequence[Checked], level: Severity) -> bool:
    """Whether any workbook has a finding at least as grave as the level."""
    return any(each.reaches(level) for each in checked)
