"""What a check found: which rule, where, with which values; no wording and no severity inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from unionreport.places import Place


class Severity(StrEnum):
    """How much a finding matters: a figure would be wrong, a person should look, or it was put right."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def reaches(self, level: Severity) -> bool:
        """Whether this severity is at least as grave as the level."""
        return _GRAVITY.index(self) <= _GRAVITY.index(level)


_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong or worth knowing, at one place.

    ``rule`` names the rule, ``params`` fill its texts, ``related`` are further places that belong to
    the same cause (the other row of a duplicate, the header of a column).
    """

    rule: str
    place: Place
    params: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Place, ...] = ()


def count_by_severity(severities: Iterable[Severity]) -> dict[str, int]:
    """How many there are of each severity, every severity named, gravest first."""
    counts = Counter(severities)
    return {str(severity): counts[severity] for severity in _GRAVITY}
