"""What a refresh did to a report: what it changed, what it kept and why, what is not there any more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unionreport.errors import Worded
from unionreport.finding import Severity


class Reason(StrEnum):
    """Why something was left as it stands."""

    TYPED = "typed"
    TRACKED = "tracked"
    GONE = "gone"
    EARLIER = "earlier"
    UNFIT = "unfit"
    UNSURE = "unsure"
    EXHIBIT_GONE = "exhibit-gone"
    ROW_NEW = "row-new"
    ROW_LEFT = "row-left"
    TABLE_EDITED = "table-edited"
    CHART_EDITED = "chart-edited"
    WORDS_EDITED = "words-edited"


_ERRORS = frozenset({Reason.GONE, Reason.EARLIER, Reason.UNFIT, Reason.EXHIBIT_GONE})


@dataclass(frozen=True, slots=True)
class Change:
    """A figure, a cell or a chart that says something else now: its id and title, where, the texts before and after."""

    figure: str
    title: str
    place: Worded
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What was left as it stands: ``text`` is what the report says, ``now`` what the ledgers say, empty if nothing."""

    figure: str
    title: str
    place: Worded
    text: str
    now: str
    reason: Reason

    @property
    def severity(self) -> Severity:
        """An error where the ledgers cannot answer for it any more."""
        return Severity.ERROR if self.reason in _ERRORS else Severity.WARNING


@dataclass(frozen=True, slots=True)
class Missing:
    """What was printed once and is not in the report any more: a figure, a table or a chart."""

    figure: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """All that a refresh has to tell, in the order of the document."""

    changed: tuple[Change, ...] = ()
    kept: tuple[Kept, ...] = ()
    missing: tuple[Missing, ...] = ()
