"""The numbers of paragraphs and clauses: 一、（一）1.（1） (GB/T 9704-2012, 7.3.3), and 一是, 二是."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from unionreport.prose.passage import COUNTING, Breach, Passage, counted

_LEVELS = (
    re.compile(rf"(?P<mark>(?P<number>[{COUNTING}]+)[、.．])(?![{COUNTING}]+(?:[等季月届级楼组班号]|年级))"),
    re.compile(rf"(?P<mark>[（(](?P<number>[{COUNTING}]+)[）)])"),
    re.compile(r"(?:附件[：:]\s*)?(?P<mark>(?P<number>[0-9]{1,3})[.．、])(?![0-9](?![0-9]{3}年))"),
    re.compile(r"(?P<mark>[（(](?P<number>[0-9]{1,3})[）)])"),
)
_WRONG_FORMS = re.compile(
    rf"[0-9]{{1,3}}、(?![0-9](?![0-9]{{3}}年))|[{COUNTING}]+[.．](?![0-9])|[（(](?:[{COUNTING}]+|[0-9]{{1,3}})[）)][、.．，]"
)
_HEADING_LEVELS = 2
_LONGEST_HEADING = 40

_CLAUSE = re.compile("(?:^|(?<=[。；：！？，;:,]))(?P<mark>(?P<number>[一二三四五六七八九十]+)是)(?!(?P=number))")
_SAID = re.compile("[一二三四五六七八九十]+是")

Located = Iterator[tuple[int, Breach]]


@dataclass(frozen=True, slots=True)
class _Mark:
    """One number: the passage it stands in, its level (0 is 一、), the number and how it is written."""

    at: int
    level: int
    number: int
    text: str


@dataclass(slots=True)
class _Row:
    """The numbers that count on from one to the next, under one heading; ``ended`` is where the last row ended."""

    marks: list[_Mark] = field(default_factory=list)
    ended: int = 0


def check(passages: Mapping[int, Passage]) -> Located:
    """The breaches of a running text in its numbers, headings first; numbers that Word itself counts are not seen."""
    marks = {at: mark for at, each in passages.items() if (mark := _mark(at, each.text)) is not None}
    yield from _forms(passages)
    yield from _headings(marks, passages)
    yield from _clauses(passages, marks)


def _mark(at: int, text: str) -> _Mark | None:
    for level, pattern in enumerate(_LEVELS):
        match = pattern.match(text.strip())
        if match and counted(match["number"]):
            return _Mark(at, level, counted(match["number"]), match["mark"])
    return None


def _forms(passages: Mapping[int, Passage]) -> Located:
    """1、 for 1. and （一）、 for （一）."""
    for at, each in passages.items():
        match = _WRONG_FORMS.match(each.text.strip())
        if match:
            yield at, Breach("numbering-form", match[0])


def _headings(marks: Mapping[int, _Mark], passages: Mapping[int, Passage]) -> Located:
    rows: list[_Row] = [_Row() for _ in _LEVELS]
    stops: list[list[_Mark]] = [[] for _ in _LEVELS]
    for mark in marks.values():
        yield from _count_on(rows[mark.level], mark)
        for deeper in range(mark.level + 1, len(rows)):
            yield from _close(rows[deeper])
        stops[mark.level].append(mark)
    for row in rows:
        yield from _close(row)
    for level in stops[:_HEADING_LEVELS]:
        yield from _stops(level, passages)


def _count_on(row: _Row, mark: _Mark) -> Located:
    """Counts the mark to its row; a gap, a repetition or a row that does not begin with one is a breach.

    After two and more a one begins another row: an annex, a second list under one heading. A row may also
    go on from that under the heading before.
    """
    last = row.marks[-1] if row.marks else None
    if mark.number == 1 and last is not None and last.number > 1:
        yield from _close(row)
    elif mark.number - 1 not in ({last.number} if last else {0, row.ended}):
        yield mark.at, Breach("numbering-order", f"{last.text}→{mark.text}" if last else mark.text)
    row.marks.append(mark)


def _close(row: _Row) -> Located:
    """Ends a row; a number one without a two is a breach."""
    if len(row.marks) == 1 and row.marks[0].number == 1:
        yield row.marks[0].at, Breach("numbering-lonely", row.marks[0].text)
    row.ended = row.marks[-1].number if row.marks else row.ended
    row.marks.clear()


def _stops(marks: list[_Mark], passages: Mapping[int, Passage]) -> Located:
    """Headings that end with a full stop while those beside them do not."""
    headings = {mark.at: passages[mark.at].text.strip() for mark in marks}
    short = {at: text for at, text in headings.items() if len(text) <= _LONGEST_HEADING and "。" not in text[:-1]}
    stopped = [at for at, text in short.items() if text.endswith("。")]
    if 0 < len(stopped) < len(short) - len(stopped):
        for at in stopped:
            yield at, Breach("heading-stop", short[at])


def _clauses(passages: Mapping[int, Passage], headings: Mapping[int, _Mark]) -> Located:
    """一是, 二是 count on through the paragraphs below one heading."""
    row = _Row()
    for at, each in passages.items():
        if at in headings:
            yield from _close(row)
        text = each.text.strip()
        for match in _CLAUSE.finditer(text):
            mark = _Mark(at, 0, counted(match["number"]), match["mark"])
            if row.marks or mark.number == 1 or not _SAID.search(text, 0, match.start()):
                yield from _count_on(row, mark)
            else:  # 原因一是…，二是…: the first one stands inside the clause
                row.marks.append(mark)
    yield from _close(row)
