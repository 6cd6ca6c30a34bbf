"""Reads a print against its report: every passage must stand on the pages, as often as the report has it.

Each passage uses up the characters it is found in, so that one `5条` is not taken for two. Most are found
where the one before ended; the rest is looked for in what nobody else used, where running heads, hyphens and
page breaks may stand between its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from unionreport.document.passages import Passage, Shown, squeeze
from unionreport.document.place import TemplatePlace

_SURE = 12  # characters that do not come together twice by chance
_AHEAD, _REACH = 3, 20  # pages: where the next passage is looked for, where one that is left over
_SHORT = 4  # what is shorter stands in one piece
_APART = 60  # characters of running heads between two halves
_EDGE = 400  # characters from the end or the beginning of a page where a break can be: heads, cells beside
_ALIKE = 40  # characters that two cells may have in common
_USED = "\0"


@dataclass(frozen=True, slots=True)
class Loss:
    """Text that the print lacks, squeezed, where it stands in the report, and the figures it belongs to."""

    text: str
    place: TemplatePlace
    figures: tuple[Shown, ...]


def losses(passages: Sequence[Passage], pages: Sequence[str]) -> Iterator[Loss]:
    """What the pages lack of the passages, the longest passages first; nothing where the print is whole.

    ``pages`` are squeezed. Text that a drawing happens to show as well can hide the loss of a passage of
    fewer than four characters; nothing else can.
    """
    search = _Search(list(pages), [0] * len(pages), [[] for _ in pages])
    left: list[tuple[Passage, int]] = []
    for number, passage in enumerate(passages):
        if not search.follow(passage.text, _ahead(passages, number)):
            left.append((passage, search.at))
    search.strike()
    for passage, page in sorted(left, key=lambda each: -len(each[0].text)):
        if not search.take(passage.text, page):
            yield _loss(passage, search.around(page, len(passage.text)))


def without_numbers(pages: Sequence[str]) -> list[str]:
    """The pages without their own number at the head or foot (``— 3 —``, ``第3页 共6页``), squeezed."""
    return [squeeze("\n".join(_unnumbered(page.splitlines(), number))) for number, page in enumerate(pages, 1)]


def _unnumbered(lines: list[str], number: int) -> list[str]:
    own = re.compile(rf"\W*第?\W*{number}\W*页?\W*(共?\W*\d+\W*页?)?\W*")
    if lines and own.fullmatch(lines[-1]):
        return lines[:-1]
    return lines[1:] if lines and own.fullmatch(lines[0]) else lines


def _ahead(passages: Sequence[Passage], number: int) -> str:
    """The passage with as many after it as make it unmistakable."""
    text = ""
    for passage in passages[number : number + _SURE]:
        text += passage.text
        if len(text) >= _SURE:
            return text
    return ""


@dataclass(slots=True)
class _Search:
    """The pages, how far each has been read, which spans of each are used, and the page we are on."""

    pages: list[str]
    read: list[int]
    used: list[list[tuple[int, int]]]
    at: int = field(default=0)

    def follow(self, text: str, ahead: str) -> bool:
        """Takes the passage where it follows the last one, there or on a next page, or over the break between."""
        last = len(self.pages)
        for page in range(max(self.at - 1, 0), min(self.at + _AHEAD, last)):  # a cell's end may stand on the next page
            if self.pages[page].startswith(text, self.read[page]):
                return self._use(page, self.read[page], len(text))
        if any(self._break(text, page) for page in range(max(self.at - 1, 0), min(self.at + 2, last - 1))):
            return True
        for page in range(self.at, min(self.at + _AHEAD, last)):
            start = self.pages[page].find(ahead, self.read[page]) if ahead else -1
            if start >= 0:
                return self._use(page, start, len(text))
        return False

    def _break(self, text: str, here: int) -> bool:
        """A passage that begins where this page has been read to and ends on the next."""
        following = here + 1
        fits = self.pages[here][self.read[here] : self.read[here] + len(text)]
        most = next((n for n, pair in enumerate(zip(fits, text, strict=False)) if pair[0] != pair[1]), len(fits))
        rest, begin = self.pages[following], self.read[following]
        # What follows here may begin as the rest does there; the cut is where the rest stands first.
        cuts = [
            (rest.find(text[head:], begin, begin + _EDGE + len(text)), -head)
            for head in range(most, max(most - _ALIKE, 0), -1)
        ]
        start, cut = min((each for each in cuts if each[0] >= 0), default=(-1, 0))
        if start < 0 or len(self.pages[here]) - self.read[here] + cut > _EDGE:
            return False
        self._use(here, self.read[here], -cut)
        return self._use(following, start, len(text) + cut)

    def _use(self, page: int, start: int, length: int) -> bool:
        self.used[page].append((start, start + length))
        self.read[page] = start + length
        self.at = max(self.at, page)
        return True

    def strike(self) -> None:
        """Takes out what is used, so that only the rest is searched from now on."""
        for number, spans in enumerate(self.used):
            page, kept, end = self.pages[number], [], 0
            for start, stop in sorted(spans):
                kept.append(page[end:start])
                end = stop
            self.pages[number] = _USED.join([*kept, page[end:]])

    def take(self, text: str, near: int) -> bool:
        """Takes the passage out of what is left: in one piece on any page, else with something in between."""
        for page in sorted(range(len(self.pages)), key=lambda page: abs(page - near)):
            start = self.pages[page].find(text)
            if start >= 0:
                left = self.pages[page]
                self.pages[page] = left[:start] + _USED + left[start + len(text) :]
                return True
        return len(text) >= _SHORT and self._take_scattered(text, near)

    def _take_scattered(self, text: str, near: int) -> bool:
        window = self._window(near, len(text))
        joined = "\f".join(self.pages[page] for page in window)
        places = _scattered(text, joined)
        if places is None:
            return False
        taken = set(places)
        rest = "".join(_USED if number in taken else each for number, each in enumerate(joined))
        for page, left in zip(window, rest.split("\f"), strict=True):
            self.pages[page] = left
        return True

    def _window(self, near: int, length: int) -> range:
        return range(max(near - 1, 0), min(near + _REACH + length // 400, len(self.pages)))

    def around(self, near: int, length: int) -> str:
        """What is left where a passage should have been."""
        return "\f".join(self.pages[page] for page in self._window(near, length))


def _scattered(text: str, within: str) -> list[int] | None:
    """Where the characters stand in order and closest together; None where that is too wide for one passage."""
    best: list[int] | None = None
    first = within.find(text[0])
    while first >= 0:
        found = [first]
        for each in text[1:]:
            position = within.find(each, found[-1] + 1)
            if position < 0:
                return best  # nor from any later beginning
            found.append(position)
        if found[-1] - first < (2 * len(text) + _APART if best is None else best[-1] - best[0]):
            best = found
        first = within.find(text[0], first + 1)
    return best


def _loss(passage: Passage, within: str) -> Loss:
    """The characters of the passage that cannot be matched, and the figures they belong to."""
    text = passage.text
    blocks = SequenceMatcher(None, text, within, autojunk=False).get_matching_blocks()
    found = {number for block in blocks for number in range(block.a, block.a + block.size)}
    if 2 * len(found) < len(text):
        return Loss(text, passage.place, passage.figures)
    gone = [number for number in range(len(text)) if number not in found]
    figures = tuple(each for each in passage.figures if any(each.start <= number < each.end for number in gone))
    return Loss("".join(text[number] for number in gone) or text, passage.place, figures)
