"""Findings and how grave they are."""

from __future__ import annotations

import pytest

from unionreport.finding import Finding, Severity, count_by_severity
from unionreport.places import cell

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@pytest.mark.parametrize(
    ("severity", "reached"),
    [(ERROR, [ERROR, WARNING, NOTE]), (WARNING, [WARNING, NOTE]), (NOTE, [NOTE])],
)
def test_a_severity_reaches_its_own_level_and_the_milder_ones(severity: Severity, reached: list[Severity]) -> None:
    """An error counts wherever warnings do, a note only where notes do."""
    assert [level for level in Severity if severity.reaches(level)] == reached


def test_counts_name_every_severity_gravest_first() -> None:
    """A severity that did not occur is counted as zero, not left out."""
    assert list(count_by_severity([NOTE, ERROR, NOTE]).items()) == [("error", 1), ("warning", 0), ("note", 2)]
    assert count_by_severity([]) == {"error": 0, "warning": 0, "note": 0}


def test_a_finding_holds_no_words() -> None:
    """A finding is a rule's name, a place and values; two of the same are equal."""
    place = cell("2023.xlsx", "帮扶发放", 4, 4)
    finding = Finding("amount-not-number", place, {"value": "约3000元"})
    assert finding == Finding("amount-not-number", place, {"value": "约3000元"}, ())
    assert Finding("year-unknown", place).params == {}
