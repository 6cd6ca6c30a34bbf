"""Paragraphs cut where they should go on: inside a number, or without an end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from unionreport.prose.passage import HAN, Breach, Passage

_WHOLE_LINE = re.compile(r"\s*[0-9]+[.．]?\s*")
_UNITS = "[万亿%％元人名户家个次项条件份]"
_CUTS = (
    (re.compile(r"[0-9][.．,]$"), re.compile(rf"[0-9]+(?={_UNITS})")),
    (re.compile(r"[^0-9.][0-9]+$"), re.compile(r"(?:[.．][0-9]+)?[万亿]?(?:[%％]|元(?![旦宵月])|人次)")),
)
"""How the first half of a number ends, and how its second half begins: 27. and 7万元, 27 and 万元."""

_UNENDED = re.compile(rf"。[^。]*{HAN}$")
_CLOSING = re.compile("特此|此致|敬礼|[年月日]$|：.{0,20}$")
_SHOWN = 6


def check(passages: Mapping[int, Passage]) -> Iterator[tuple[int, Breach]]:
    """The breaches of a running text at the ends of its paragraphs; each is placed where the first half stands."""
    places = list(passages)
    for at, following in zip_longest(places, places[1:]):
        text = passages[at].text.strip()
        after = passages[following].text.strip() if following is not None else ""
        if _is_cut(text, after):
            yield at, Breach("number-cut", f"{text[-_SHOWN:]}/{after[:_SHOWN]}")
        elif _UNENDED.search(text) and not _closes(text):
            yield at, Breach("end-missing", text[-_SHOWN:])
        elif not after and text.endswith("："):
            yield at, Breach("punctuation-dangling", text[-_SHOWN:])


def _is_cut(text: str, after: str) -> bool:
    if _WHOLE_LINE.fullmatch(text):
        return False
    return any(end.search(text) and begin.match(after) for end, begin in _CUTS)


def _closes(text: str) -> bool:
    """Whether the words after the last full stop are a closing formula, a date or a note, which end without one."""
    return bool(_CLOSING.search(text.rpartition("。")[2]))
