"""The figures of a finished report as they stand now, after weeks of editing in any editor.

A figure is known by its control's tag wherever it has moved; by its bookmark where an editor dropped the tag;
by its text where both are gone and only the control's shell is left, if that text can mean one figure only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lxml.etree import _Element as Element

from unionreport.document.controls import figure_of_tag
from unionreport.document.inline import run_text
from unionreport.document.manifest import Entry, Manifest, manifest_of
from unionreport.document.package import Parts
from unionreport.document.place import TemplatePlace
from unionreport.document.stories import StoryPart, paragraphs, stories
from unionreport.document.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_FORMAT,
    DELETED,
    FALLBACK,
    ID,
    INSERTED,
    MOVED_AWAY,
    MOVED_HERE,
    NAME,
    PARAGRAPH,
    PREFIX,
    RUN,
    w,
)

_GONE = (DELETED, MOVED_AWAY, FALLBACK)
_TRACKED = (INSERTED, DELETED, MOVED_AWAY, MOVED_HERE)
_PLACEHOLDER = f"{CONTROL_FORMAT}/{w('showingPlcHdr')}"


class Carrier(StrEnum):
    """What a figure was known by."""

    CONTROL = "control"
    BOOKMARK = "bookmark"
    TEXT = "text"


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """One figure where it stands: its text now and as last written, the runs that carry it.

    ``entry`` is the printing it goes back to, None for a copy of one, whose ``written`` is that of its
    original. ``tracked`` says that an open tracked change lies inside.
    """

    figure: str
    style: str
    text: str
    written: str
    place: TemplatePlace
    part: str
    runs: tuple[Element, ...]
    carrier: Carrier
    entry: Entry | None
    tracked: bool

    @property
    def is_touched(self) -> bool:
        """Whether somebody wrote another text over the figure."""
        return self.text != self.written


@dataclass(frozen=True, slots=True, eq=False)
class Standings:
    """A finished report, opened: its story parts, its manifest, its figures in document order, those that are gone.

    ``withdrawn`` are the bookmarks of those that are gone by an open tracked deletion.
    """

    stories: tuple[StoryPart, ...]
    manifest: Manifest
    figures: tuple[Standing, ...]
    missing: tuple[Entry, ...]
    withdrawn: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class _Find:
    """A control or a bookmarked range, before it is known which printing of which figure it is."""

    part: str
    place: TemplatePlace
    runs: list[Element]
    bookmarks: tuple[str, ...] = ()
    tag: tuple[str, str] | None = None
    tracked: bool = False
    start: Element | None = None

    @property
    def text(self) -> str:
        return "".join(run_text(run) for run in self.runs)


@dataclass(slots=True)
class _Search:
    """All finds of a document, and the number of each run in document order."""

    controls: list[_Find] = field(default_factory=list)
    ranges: list[_Find] = field(default_factory=list)
    order: dict[Element, int] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)


def read_standings(parts: Parts) -> Standings | None:
    """The figures of a report as they stand; None for a document without a manifest, which is no report of ours."""
    manifest = manifest_of(parts)
    if manifest is None:
        return None
    opened = tuple(stories(parts))
    search = _Search()
    for part in opened:
        _search_part(part, search)
    settling = _Settling(manifest)
    settling.settle(search)
    figures = sorted(settling.standing, key=lambda each: search.order[each.runs[0]])
    missing = tuple(each for each in manifest.entries if each.bookmark not in settling.claimed)
    withdrawn = search.withdrawn & {each.bookmark for each in missing}
    return Standings(opened, manifest, tuple(figures), missing, frozenset(withdrawn))


def _search_part(part: StoryPart, search: _Search) -> None:
    places = dict(paragraphs(part))
    here = TemplatePlace(part.story)
    ranges: dict[str, _Find] = {}
    for each in part.root.iter(PARAGRAPH, RUN, CONTROL, BOOKMARK_START, BOOKMARK_END):
        if each.tag == PARAGRAPH:
            here = places.get(each, here)
        elif each.tag == BOOKMARK_START and each.get(NAME, "").startswith(PREFIX):
            ranges[each.get(ID, "")] = _Find(part.name, here, [], (each.get(NAME, ""),), start=each)
        elif each.tag == BOOKMARK_END and each.get(ID, "") in ranges:
            search.ranges.append(ranges.pop(each.get(ID, "")))
        elif each.tag == RUN:
            _search_run(each, ranges.values(), search)
        elif each.tag == CONTROL and next(each.iterancestors(PARAGRAPH), None) is not None:
            bookmarks = [name for one in ranges.values() for name in one.bookmarks]
            search.controls.append(_control(each, part.name, here, bookmarks))


def _search_run(run: Element, ranges: Iterable[_Find], search: _Search) -> None:
    """Puts a run into the ranges around it; one that is deleted, but not for good, says so of them."""
    if _is_there(run):
        search.order[run] = len(search.order)
        for one in ranges:
            one.runs.append(run)
            one.tracked = one.tracked or _is_tracked_within(run, one.start)
    elif next(run.iterancestors(DELETED, MOVED_AWAY), None) is not None:
        for one in ranges:
            one.tracked = True
            search.withdrawn.update(one.bookmarks)


def _is_tracked_within(run: Element, start: Element | None) -> bool:
    """Whether a tracked change holds the run that does not hold all of the bookmark."""
    around = [] if start is None else list(start.iterancestors(*_TRACKED))
    return any(change not in around for change in run.iterancestors(*_TRACKED))


def _control(control: Element, part: str, place: TemplatePlace, bookmarks: Sequence[str]) -> _Find:
    runs = [run for run in control.iter(RUN) if _is_there(run)]
    tracked = any(next(content.iter(*_TRACKED), None) is not None for content in control.iterchildren(CONTROL_CONTENT))
    return _Find(part, place, runs, tuple(bookmarks), figure_of_tag(control), tracked)


def _is_there(run: Element) -> bool:
    """Whether a run belongs to the text: not deleted, not moved away, no second copy of a text box.

    The words by which Word asks for text in an emptied control belong to nothing either.
    """
    around = run.iterancestors(*_GONE, CONTROL)
    return not any(each.tag != CONTROL or each.find(_PLACEHOLDER) is not None for each in around)


@dataclass(slots=True)
class _Settling:
    """Which find is which printing of the manifest: each printing is claimed once, by the best sign left of it."""

    manifest: Manifest
    claimed: set[str] = field(default_factory=set)
    standing: list[Standing] = field(default_factory=list)
    settled: set[Element] = field(default_factory=set)
    named: dict[str, Entry] = field(default_factory=dict)
    alike: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.manifest.entries:
            self.named[each.bookmark] = each
            self.alike.setdefault((each.figure, each.style), []).append(each)

    def settle(self, search: _Search) -> None:
        """Goes through the finds from the surest sign to the weakest; a text as it was written is one of them."""
        tagged = [each for each in search.controls if each.tag and each.text]
        shells = [each for each in search.controls if not each.tag and each.text]
        ranges = [each for each in search.ranges if each.text]
        for find in tagged:
            self._claim(find, Carrier.CONTROL, [each for each in self._around(find) if _tag_of(each) == find.tag])
        for is_written in (True, False):
            for find in ranges:
                entries = [each for each in self._around(find) if not is_written or each.text == find.text]
                self._claim(find, Carrier.BOOKMARK, entries)
            for find in tagged:
                entries = [each for each in self._free(find.tag) if not is_written or each.text == find.text]
                self._claim(find, Carrier.CONTROL, entries)
        for find in tagged:
            self._copy(find, Carrier.CONTROL, find.tag)
        self._settle_shells(shells)

    def _settle_shells(self, shells: Sequence[_Find]) -> None:
        """Controls that lost their tag, without a bookmark of their own: known only by a text that means one figure."""
        meanings: dict[str, set[tuple[str, str]]] = {}
        for entry in self.manifest.entries:
            meanings.setdefault(entry.text, set()).add(_tag_of(entry))
        for find in shells:
            tag = self._meant(find.text, meanings)
            self._claim(find, Carrier.TEXT, self._free(tag))
            self._copy(find, Carrier.TEXT, tag)

    def _meant(self, text: str, meanings: Mapping[str, set[tuple[str, str]]]) -> tuple[str, str] | None:
        """The one figure that was ever printed as this text; None where it may be one of several."""
        known = meanings.get(text, set())
        return next(iter(known)) if len(known) == 1 and text not in self.manifest.unsure else None

    def _around(self, find: _Find) -> list[Entry]:
        """The printings whose bookmarks stand around a find."""
        return [self.named[name] for name in find.bookmarks if name in self.named and name not in self.claimed]

    def _free(self, tag: tuple[str, str] | None) -> list[Entry]:
        """The printings of one figure in one style that nothing has claimed yet."""
        return [each for each in self.alike.get(tag or ("", ""), ()) if each.bookmark not in self.claimed]

    def _claim(self, find: _Find, carrier: Carrier, entries: Sequence[Entry]) -> None:
        if entries and not self.settled & set(find.runs):
            self.claimed.add(entries[0].bookmark)
            self._stand(find, carrier, entries[0], entries[0])

    def _copy(self, find: _Find, carrier: Carrier, tag: tuple[str, str] | None) -> None:
        """A figure that stands once more than it was printed."""
        if tag is not None and not self.settled & set(find.runs):
            alike = self.alike.get(tag, [Entry("", *tag, "", "", "", ())])
            self._stand(find, carrier, None, alike[0])

    def _stand(self, find: _Find, carrier: Carrier, entry: Entry | None, meant: Entry) -> None:
        self.settled |= set(find.runs)
        runs, where = tuple(find.runs), (find.place, find.part)
        texts = (find.text, meant.text)
        self.standing.append(Standing(*_tag_of(meant), *texts, *where, runs, carrier, entry, find.tracked))


def _tag_of(entry: Entry) -> tuple[str, str]:
    return entry.figure, entry.style
