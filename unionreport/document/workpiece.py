"""A report while it is refreshed: what the ledgers say now, what is known of it, what has been done so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from unionreport.document.carriers import Carriers
from unionreport.document.controls import Control
from unionreport.document.manifest import Entry
from unionreport.document.package import Parts
from unionreport.document.place import TemplatePlace
from unionreport.document.report import entry_of
from unionreport.document.shown import ShownChart, ShownTable
from unionreport.document.standing import Standings
from unionreport.document.stories import StoryPart, paragraphs
from unionreport.document.wordml import PARAGRAPH, clean
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure
from unionreport.renewal import Change, Kept, Missing, Reason


@dataclass(frozen=True, slots=True)
class Now:
    """What the ledgers say now: figures and exhibits by id, None where there is none; the workbook's name and digest.

    ``doubtful`` figures are red, in a draft.
    """

    figure: Callable[[str], Figure | None]
    exhibit: Callable[[str], FigureTable | Chart | None]
    workbook: str = ""
    digest: str = ""
    doubtful: frozenset[str] = frozenset()


@dataclass(slots=True)
class Workpiece:
    """A report while it is refreshed: what is known of it, and what has been done so far.

    ``entries`` and ``exhibits`` will be the manifest's, by bookmark; ``skipped`` are runs of figures that are
    gone from their table; ``replaced`` are changed parts that are no stories.
    """

    standings: Standings
    parts: Parts
    now: Now
    carriers: Carriers
    force: bool
    entries: dict[str, Entry]
    exhibits: dict[str, ShownTable | ShownChart] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    replaced: dict[str, bytes] = field(default_factory=dict)
    skipped: set[Element] = field(default_factory=set)
    tables: set[Element] = field(default_factory=set)
    changed: list[Change] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    missing: list[Missing] = field(default_factory=list)
    places: dict[str, dict[Element, TemplatePlace]] = field(default_factory=dict)

    def change(self, what: tuple[str, str], place: TemplatePlace, old: str, new: str) -> None:
        """Takes down that something, by id and title, says something else now."""
        self.changed.append(Change(*what, place, old, new))

    def keep(self, what: tuple[str, str], place: TemplatePlace, said: tuple[str, str], reason: Reason) -> None:
        """Takes down that something was left as it stands; ``said`` is what it says, and what it would say now."""
        self.kept.append(Kept(*what, place, *said, reason))

    def print_figure(self, run: Element, figure: Figure, part: str) -> None:
        """Gives a new figure's run its control, and the manifest its entry."""
        bookmark = self.carriers.wrap(run, figure)
        self.enter(figure, bookmark, clean(figure.shown), part)

    def enter(self, figure: Figure, bookmark: str, text: str, part: str) -> None:
        """Has the manifest tell of a figure as it was printed just now."""
        entry = entry_of(figure, Control(figure.id, figure.style, text, bookmark, part), self.now.workbook)
        self.entries[bookmark] = replace(entry, doubtful=figure.id in self.now.doubtful)

    def drop(self, figure: str) -> None:
        """Has the manifest no longer tell of a printing of the figure that is not in the report any more."""
        for entry in self.standings.missing:
            if entry.figure == figure:
                self.entries.pop(entry.bookmark, None)

    def place(self, part: StoryPart, block: Element) -> TemplatePlace:
        """Where a block of a story stands: the place of its first paragraph."""
        if part.name not in self.places:
            self.places[part.name] = dict(paragraphs(part))
        places = self.places[part.name]
        found = (places[each] for each in block.iter(PARAGRAPH) if each in places)
        return next(found, TemplatePlace(part.story))
