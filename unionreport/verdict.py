"""What became of the figures of a finished report: of each printing whether it is still what the ledgers say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from unionreport.errors import Worded
from unionreport.figure import Figure
from unionreport.finding import Severity


class Kind(StrEnum):
    """What is to be said of one printing, or of one number.

    EQUAL: it says what the ledgers say, at the precision shown. STALE: untouched, and the ledgers say something
    else now. TYPED: written over by hand, and not what the ledgers say. UNKNOWN: no ledger and no catalog has such
    a figure now. MISSING: printed once, and gone. DUPLICATED: stands once more than it was printed. MOVED: stands
    out of the order it was printed in. DIFFERS: two printings of one unknown figure contradict each other.
    CHART: a chart that does not draw what the ledgers say. TABLE: a table whose rows are not those of now, or
    that was rewritten by hand. SUM: parts that as printed do not add up. UNSOURCED: a number from no ledger.
    """

    EQUAL = "equal"
    STALE = "stale"
    TYPED = "typed"
    UNKNOWN = "unknown"
    MISSING = "missing"
    DUPLICATED = "duplicated"
    MOVED = "moved"
    DIFFERS = "differs"
    CHART = "chart"
    TABLE = "table"
    SUM = "sum"
    UNSOURCED = "unsourced"


_ERRORS = frozenset({Kind.STALE, Kind.TYPED, Kind.DIFFERS, Kind.CHART, Kind.TABLE})
_NOTES = frozenset({Kind.EQUAL, Kind.DUPLICATED, Kind.MOVED})


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing to say of a printing, at its place in the report.

    ``reason`` names the sentence that says it, ``<kind>`` or ``<kind>-<why>``. ``shown`` is what a reader reads,
    ``written`` what was printed, ``now`` the figure with its present value, in the style it stands in.
    ``sentence`` is the one around it, ``suggested`` are figures that a number without a source may be.
    ``bookmark`` is the printing's, where it is still there. ``tracked``: an open tracked change lies inside, or
    took it away. ``known``: the number stands in 报告文字, whose numbers `check` tells of, and is no more than a note.
    """

    kind: Kind
    place: Worded
    figure: str = ""
    reason: str = ""
    title: str = ""
    shown: str = ""
    written: str = ""
    now: Figure | None = None
    sentence: str = ""
    suggested: tuple[Figure, ...] = ()
    bookmark: str = ""
    tracked: bool = False
    known: bool = False

    @property
    def severity(self) -> Severity:
        """How much it matters: a wrong number, something to look at, something to know."""
        if self.kind in _ERRORS:
            return Severity.ERROR
        return Severity.NOTE if self.kind in _NOTES or self.known else Severity.WARNING

    @property
    def is_finding(self) -> bool:
        """Whether there is something to say: a printing that nobody touched and that is right needs no words."""
        return self.kind is not Kind.EQUAL or self.reason != Kind.EQUAL


@dataclass(frozen=True, slots=True)
class Verification:
    """All verdicts of a report in document order; ``figures`` were printed in it, ``found`` of them still stand.

    Of the standing ones, copies included, each is equal, stale, typed or unknown.
    """

    figures: int
    found: int
    verdicts: tuple[Verdict, ...]

    @property
    def findings(self) -> tuple[Verdict, ...]:
        """What there is to say."""
        return tuple(each for each in self.verdicts if each.is_finding)

    @property
    def summary(self) -> dict[str, int]:
        """How many printings, how many found, how many verdicts of each kind."""
        counts = Counter(each.kind for each in self.verdicts)
        return {"figures": self.figures, "found": self.found} | {str(kind): counts[kind] for kind in Kind}


def at_least(verdicts: Sequence[Verdict], level: Severity) -> bool:
    """Whether one of the verdicts is at least as grave as the level."""
    return any(each.is_finding and each.severity.reaches(level) for each in verdicts)
