"""Which workbooks count: those of one year, each content once; and which unions handed in more than one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from unionreport.rollup.summary import Refusal, Summary


@dataclass(frozen=True, slots=True)
class Double:
    """Two or more workbooks of one union that all count; ``shared`` are the ledgers that more than one of them has."""

    union: str
    addresses: tuple[str, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The workbooks that count and those that do not, each with its reason, both by address."""

    year: int | None
    counted: tuple[Summary, ...]
    left: tuple[Summary, ...]
    doubles: tuple[Double, ...]

    @property
    def unions(self) -> int:
        """How many unions there are behind the workbooks that count."""
        return len({each.key for each in self.counted})


def select(summaries: Sequence[Summary], year: int | None = None) -> Selection:
    """The workbooks of the year, else of the year that most are of (the later of two), each content once.

    A workbook that says no year counts. Every other one is left out with its reason.
    """
    year = year or _usual_year(summaries)
    counted: list[Summary] = []
    left: list[Summary] = []
    first_of: dict[str, str] = {}
    for each in sorted(summaries, key=lambda each: each.address):
        reason = each.refused or _reason(each, year, first_of)
        (left if reason else counted).append(replace(each, refused=reason))
    return Selection(year, tuple(counted), tuple(left), tuple(_doubles(counted)))


def _usual_year(summaries: Sequence[Summary]) -> int | None:
    years = Counter(each.year for each in summaries if each.refused is None and each.year is not None)
    return max(years, key=lambda year: (years[year], year), default=None)


def _reason(summary: Summary, year: int | None, first_of: dict[str, str]) -> Refusal | None:
    if summary.year not in (None, year):
        return Refusal("rollup-other-year", {"year": str(summary.year), "this": str(year)})
    first = first_of.setdefault(summary.digest, summary.address) if summary.digest else summary.address
    return None if first == summary.address else Refusal("rollup-same-content", {"first": first})


def _doubles(counted: Sequence[Summary]) -> Iterator[Double]:
    by_union: dict[str, list[Summary]] = {}
    for each in counted:
        by_union.setdefault(each.key, []).append(each)
    for books in by_union.values():
        if len(books) > 1:
            times = Counter(kind for each in books for kind in each.rows)
            shared = tuple(kind for kind, count in times.items() if count > 1)
            yield Double(books[0].union, tuple(each.address for each in books), shared)
