"""One proofreading of a whole text, all rules over all of its paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from unionreport.prose import breaks, figures, order, signs
from unionreport.prose.passage import UNKNOWN, Breach, Passage
from unionreport.remark import Remark

_MOST = 5
_Located = Iterator[tuple[int, Breach]]

_OF_PARAGRAPHS: tuple[Callable[[Passage], Iterator[Breach]], ...] = (figures.check, signs.check)
_OF_TEXTS: tuple[Callable[[Mapping[int, Passage]], _Located], ...] = (order.check, breaks.check)
"""The rules over running text; they number its paragraphs by where these stand among all passages."""


def lint(passages: Sequence[Passage]) -> list[Remark]:
    """What the passages, in document order, breach: a remark for each kind in each paragraph, in that order.

    Up to five cases of a kind are quoted, in the order they stand in; never raises, whatever the text.
    """
    found: dict[tuple[int, str], list[str]] = {}
    for at, breach in sorted(_breaches(passages), key=lambda each: each[0]):
        quoted = found.setdefault((at, breach.name), [])
        words = breach.text.replace(UNKNOWN, "")
        if words not in quoted:
            quoted.append(words)
    return [Remark(name, passages[at].place, {"text": _listed(texts)}) for (at, name), texts in found.items()]


def _breaches(passages: Sequence[Passage]) -> _Located:
    for at, passage in enumerate(passages):
        for check in _OF_PARAGRAPHS:
            yield from ((at, breach) for breach in check(passage))
    flowing = {at: each for at, each in enumerate(passages) if each.flowing and each.text.strip()}
    for check_text in _OF_TEXTS:
        yield from check_text(flowing)


def _listed(texts: Sequence[str]) -> str:
    return "　".join(texts[:_MOST]) + ("　…" if len(texts) > _MOST else "")
