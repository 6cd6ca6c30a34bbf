"""The runs, controls and bookmarks that carry a figure, written over and made whole in a report edited by hand.

Nothing but their text is taken out of runs; what an editor dropped of a control or bookmark is put back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from lxml.etree import _Element as Element

from unionreport.document.controls import ControlWriter, bookmark_name, control_tag, figure_of_tag, paint, properties_of
from unionreport.document.inline import run_text
from unionreport.document.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_FORMAT,
    FALLBACK,
    ID,
    NAME,
    PARAGRAPH,
    PREFIX,
    RUN,
    RUN_FORMAT,
    TAB,
    TEXT,
    VAL,
    element,
    is_line_break,
    remove,
    text_element,
    w,
)
from unionreport.figure import Figure

_NO_BREAK_HYPHEN = w("noBreakHyphen")
_TAG, _ALIAS = w("tag"), w("alias")
_RED = "FF0000"
_CHOICE = FALLBACK.replace("Fallback", "Choice")


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """A bookmark of ours where it stands: its two marks, and the runs with text between them."""

    start: Element
    end: Element
    runs: frozenset[Element]


@dataclass(slots=True)
class Carriers:
    """The bookmarks of a report, and what makes new controls whose numbers and names are free in it."""

    ranges: dict[str, Range]
    writer: ControlWriter
    marks: int
    names: set[str] = field(default_factory=set)

    def wrap(self, run: Element, figure: Figure) -> str:
        """Gives a run a control and a bookmark of its own; the bookmark's name."""
        self.writer.counts[figure.id] = self._free(figure.id) - 1
        bookmark = self.writer.wrap(run, figure)
        self.marks += 1
        control = next(run.iterancestors(CONTROL))
        for mark in (control.getprevious(), control.getnext()):
            if mark is not None:
                mark.set(ID, str(self.marks))
        self.names.add(bookmark.casefold())
        return bookmark

    def free_name(self, figure: str) -> str:
        """A bookmark for one more printing of a figure."""
        return bookmark_name(figure, self._free(figure))

    def _free(self, figure: str) -> int:
        return next(each for each in count(1) if bookmark_name(figure, each).casefold() not in self.names)

    def heal(self, runs: Sequence[Element], figure: Figure, bookmark: str) -> bool:
        """Sees to it that the runs stand in one control with the figure's tag, inside the bookmark (or a new one).

        Whether anything had to be done; the bookmark must be free or the figure's own.
        """
        control, is_done = self._control(runs, figure)
        range_ = self.ranges.get(bookmark)
        if range_ is not None and range_.runs == frozenset(_with_text(runs)):
            return is_done
        if range_ is not None:
            remove(range_.start)
            remove(range_.end)
        self.marks += 1
        control.addprevious(element("bookmarkStart", id=str(self.marks), name=bookmark))
        control.addnext(element("bookmarkEnd", id=str(self.marks)))
        self.names.add(bookmark.casefold())
        return True

    def release(self, runs: Sequence[Element], bookmark: str) -> None:
        """Takes control and bookmark away from around runs that are no figure any more; the runs stay."""
        range_ = self.ranges.pop(bookmark, None)
        for mark in (range_.start, range_.end) if range_ else ():
            remove(mark)
        control = _control_around(runs)
        if control is not None:
            for content in control.iterchildren(CONTROL_CONTENT):
                for each in list(content):
                    control.addprevious(each)
            remove(control)

    def _control(self, runs: Sequence[Element], figure: Figure) -> tuple[Element, bool]:
        """The control of the runs, tagged anew or made, and whether it had to be."""
        control = _control_around(runs)
        if control is None:
            return self._enclose(runs, figure), True
        tag = control.find(f"{CONTROL_FORMAT}/{_TAG}")
        if tag is not None and tag.get(VAL) == control_tag(figure):
            return control, False
        self._tag(control, figure)
        return control, True

    def _tag(self, control: Element, figure: Figure) -> None:
        """Puts title and tag into a control that lost them, at their place among its properties."""
        properties = control.find(CONTROL_FORMAT)
        if properties is None:
            properties = element("sdtPr")
            control.insert(0, properties)
        for old in [each for each in properties if each.tag in (_TAG, _ALIAS)]:
            properties.remove(old)
        alias, tag, number = properties_of(figure, 0)
        at = 1 if len(properties) and properties[0].tag == RUN_FORMAT else 0
        properties.insert(at, alias)
        properties.insert(at + 1, tag)
        if properties.find(ID) is None:
            number.set(VAL, str(self.writer.free_id(figure.id, len(self.writer.ids))))
            properties.insert(at + 2, number)

    def _enclose(self, runs: Sequence[Element], figure: Figure) -> Element:
        """A new control around the runs, or around the first where they do not stand together."""
        shown = _with_text(runs)
        together = shown if len({each.getparent() for each in shown}) == 1 else shown[:1]
        control, content = element("sdt"), element("sdtContent")
        control.append(properties_of(figure, self.writer.free_id(figure.id, len(self.writer.ids))))
        control.append(content)
        together[0].addprevious(control)
        moved = [together[0]]
        while moved[-1] is not together[-1]:
            following = moved[-1].getnext()
            assert following is not None  # noqa: S101  the last stands behind the first
            moved.append(following)
        content.extend(moved)
        return control


def carriers_of(roots: Iterable[Element], known: Iterable[str], doubtful: frozenset[str]) -> Carriers:
    """The carriers of a report's parts; ``known`` are names of bookmarks that its manifest knows too."""
    ranges: dict[str, Range] = {}
    numbers, taken = [0], set[int]()
    names = {name.casefold() for name in known}
    for root in roots:
        names |= {mark.get(NAME, "").casefold() for mark in root.iter(BOOKMARK_START)}
        numbers += [int(text) for mark in root.iter(BOOKMARK_START) if (text := mark.get(ID, "")).isdecimal()]
        numbers_of_controls = (each.get(VAL, "") for each in root.iterfind(f".//{CONTROL_FORMAT}/{ID}"))
        taken |= {abs(int(text)) for text in numbers_of_controls if text.lstrip("-").isdecimal()}
        ranges |= _ranges(root)
    return Carriers(ranges, ControlWriter(doubtful, Counter(), taken), max(numbers), names)


def _ranges(root: Element) -> dict[str, Range]:
    """Our bookmarks in a part by name."""
    found: dict[str, Range] = {}
    opened: dict[str, tuple[Element, set[Element]]] = {}
    for each in root.iter(BOOKMARK_START, BOOKMARK_END, RUN):
        number = each.get(ID, "")
        if each.tag == RUN:
            if opened and run_text(each):
                for _, runs in opened.values():
                    runs.add(each)
        elif each.tag == BOOKMARK_START and each.get(NAME, "").startswith(PREFIX):
            opened[number] = each, set()
        elif each.tag == BOOKMARK_END and number in opened:
            start, runs = opened.pop(number)
            found.setdefault(start.get(NAME, ""), Range(start, each, frozenset(runs)))
    return found


def _control_around(runs: Sequence[Element]) -> Element | None:
    """The nearest control inside the paragraph that holds the text of these runs and no other."""
    shown = _with_text(runs)
    for holder in shown[0].iterancestors():
        if holder.tag == PARAGRAPH:
            return None
        if holder.tag == CONTROL:
            inside = set(_with_text(list(holder.iter(RUN))))
            return holder if inside == set(shown) else None
    return None


def title_of(runs: Sequence[Element]) -> str:
    """The title that the control around the runs has; empty where there is none."""
    control = _control_around(runs)
    alias = control.find(f"{CONTROL_FORMAT}/{_ALIAS}") if control is not None else None
    return "" if alias is None else alias.get(VAL, "")


def _with_text(runs: Sequence[Element]) -> list[Element]:
    return [run for run in runs if run_text(run)]


def write_over(runs: Sequence[Element], text: str) -> None:
    """Puts a text into the first of the runs that has one, in its format; the others lose theirs and nothing else."""
    first, *others = _with_text(runs)
    put_text(first, text)
    for other in others:
        for piece in _pieces(other):
            other.remove(piece)


def put_text(run: Element, text: str) -> None:
    """Puts a text in the place of a run's own, line breaks and tabs as the elements they are in Word."""
    pieces = _pieces(run)
    at = run.index(pieces[0]) if pieces else len(run)
    for piece in pieces:
        run.remove(piece)
    for made in reversed(list(_made(text))):
        run.insert(at, made)


def _made(text: str) -> Iterable[Element]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield element("br")
        for column, piece in enumerate(line.split("\t")):
            if column:
                yield element("tab")
            if piece:
                yield text_element(piece)


def _pieces(run: Element) -> list[Element]:
    """The elements of a run that are its text."""
    return [each for each in run if each.tag in (TEXT, TAB, _NO_BREAK_HYPHEN) or is_line_break(each)]


def set_doubt(runs: Sequence[Element], *, was: bool, now: bool) -> bool:
    """Makes a figure red that is in doubt now, and takes the red of an earlier draft away; whether it did."""
    shown = _with_text(runs)
    if now and not was:
        paint(shown[0])
    if was and not now:
        red = [color for run in shown for color in run.iterfind(f"{RUN_FORMAT}/{w('color')}") if color.get(VAL) == _RED]
        for color in red:
            remove(color)
    return was != now


def renew_fallbacks(root: Element) -> None:
    """Gives the second copy of each text box, which old readers show, the figures of the first."""
    for fallback in root.iter(FALLBACK):
        choice = fallback.getprevious()
        if choice is None or choice.tag != _CHOICE:
            continue
        ours, theirs = _controls(choice), _controls(fallback)
        if [tag for tag, _ in ours] == [tag for tag, _ in theirs]:
            for (_, runs), (_, copies) in zip(ours, theirs, strict=True):
                text = "".join(map(run_text, runs))
                if text and _with_text(copies) and text != "".join(map(run_text, copies)):
                    write_over(copies, text)


def _controls(holder: Element) -> list[tuple[tuple[str, str], list[Element]]]:
    """The figures' controls inside an element: tag and runs."""
    named = ((figure_of_tag(control), control) for control in holder.iter(CONTROL))
    return [(tag, list(control.iter(RUN))) for tag, control in named if tag is not None]
