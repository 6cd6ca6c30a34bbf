"""Which figure a number in a report is: by its value, its measure word and the words around it, or none by far.

A wrong binding would print a wrong number next year without a word, so a number is bound only where one
figure stands out; where several might be meant the clerk is asked, and what no figure explains stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from unionreport.likeness import (
    Likely,
    Signs,
    Stock,
    compares,
    digits,
    likely,
    named,
    own_words,
    plain,
    signs_of,
    strangers,
    with_other_values,
)
from unionreport.numerals.scanning import find_numbers
from unionreport.numerals.shown import Kind, Measure, Number
from unionreport.surroundings import Passage, Surroundings, surroundings

_CLEAR = (1.01, 0.62, 0.5, 0.36, 0.28)  # what words must say at least, by the number of digits
_MARGIN = 0.14
_RIVAL = 0.03
_COMPANY = 0.2
_NAMED = 0.6
_NO_CHANCE, _WORD_FOR_WORD, _MOST_STRANGERS = 4, 4, 2
_MOST_ASKED = 5
_LABEL = re.compile("(?:附件|附表|[图表注])[ ]?$")


class Verdict(StrEnum):
    """What became of a number: bound to a figure, to be asked, or left as it stands."""

    BOUND = "bound"
    ASKED = "asked"
    LEFT = "left"


class Reason(StrEnum):
    """Why a number was not bound."""

    UNEXPLAINED = "unexplained"
    WORDLESS = "wordless"
    SEVERAL = "several"
    RIVAL = "rival"
    STRANGE = "strange"
    OTHER_TIME = "other-time"
    PLAN = "plan"
    COMPARISON = "comparison"
    NONE = ""


_OPEN = frozenset({Reason.WORDLESS, Reason.RIVAL, Reason.STRANGE, Reason.SEVERAL})
"""The reasons for which a clerk is asked."""


@dataclass(frozen=True, slots=True)
class Match:
    """A number of a passage, what became of it, and the figures it may be, the likeliest first."""

    passage: int
    number: Number
    verdict: Verdict
    reason: Reason
    candidates: tuple[str, ...]
    sentence: str

    @property
    def figure(self) -> str:
        """The figure that it is bound to; empty where it is bound to none."""
        return self.candidates[0] if self.verdict is Verdict.BOUND else ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A number with all that is known of it while it is being settled."""

    passage: int
    number: Number
    around: Surroundings
    signs: Signs
    likely: tuple[Likely, ...]
    company: frozenset[str] = frozenset()
    spoken_for: frozenset[str] = frozenset()


def match(passages: Sequence[Passage], stock: Stock) -> list[Match]:
    """Every quantity of the passages, in order, with the figure it is bound to or those it may be.

    A number is bound if its value agrees at the precision shown, its measure word fits, the words around it
    speak of one figure clearly more than of any other with that value, and do not speak more of a figure
    with another value. Numbers of other years, of parts and of plans are never bound.
    """
    seen = [each for at, passage in enumerate(passages) for each in _see(at, passage, stock)]
    first = [_judge(each, stock) for each in seen]
    together: dict[int, list[tuple[_Seen, Match]]] = {}
    for each, judged in zip(seen, first, strict=True):
        together.setdefault(each.passage, []).append((each, judged))
    return [_judge(_in_company(each, together[each.passage]), stock) for each in seen]


def quantities(passage: Passage, stock: Stock) -> list[Number]:
    """All numbers of a passage; those of a table's cell have the unit of their column where they name none."""
    found = find_numbers(passage.text, stock.units, stock.wordings.numbered)
    if len(found) == 1 and passage.unit and not found[0].unit and found[0].text == passage.text.strip():
        with_unit = find_numbers(passage.text + passage.unit, stock.units)
        if len(with_unit) == 1 and with_unit[0].start == found[0].start:
            one = found[0]
            return [replace(with_unit[0], end=one.end, stop=one.stop, printed=one.printed)]
    return found


def _see(at: int, passage: Passage, stock: Stock) -> Iterator[_Seen]:
    numbers = quantities(passage, stock)
    for index, number in enumerate(numbers):
        around = surroundings(passage, numbers, index, stock.wordings.fillers)
        if number.kind is Kind.QUANTITY and not (number.measure is Measure.NONE and _LABEL.search(around.lead)):
            signs = signs_of(around)
            yield _Seen(at, number, around, signs, tuple(likely(number, signs, stock)))


def _judge(seen: _Seen, stock: Stock) -> Match:
    ranked = _ranked(seen)
    reason = _reason(seen, ranked, stock)
    if reason in _OPEN and ranked[0].score < _CLEAR[-1]:
        reason = Reason.UNEXPLAINED
    verdict = Verdict.BOUND if reason is Reason.NONE else Verdict.ASKED if reason in _OPEN else Verdict.LEFT
    candidates = tuple(each.figure for each in ranked[:_MOST_ASKED])
    return Match(seen.passage, seen.number, verdict, reason, candidates, seen.around.told)


def _ranked(seen: _Seen) -> list[Likely]:
    """The figures that a number may be, the likeliest first: those beside its neighbours, none told in its sentence."""
    left = [each for each in seen.likely if each.figure not in seen.spoken_for] or list(seen.likely)
    scored = [replace(each, score=each.score + _COMPANY * (_group(each.figure) in seen.company)) for each in left]
    return sorted(scored, key=lambda each: (-each.score, each.figure))


def _reason(seen: _Seen, ranked: Sequence[Likely], stock: Stock) -> Reason:
    """Why the likeliest figure is not bound; NONE where nothing speaks against it."""
    if compares(seen.number) and not ranked:
        return Reason.COMPARISON
    other_time = _guarded(seen, ranked, stock)
    if other_time or not ranked:
        return other_time or Reason.UNEXPLAINED
    return _rival(seen, ranked[0], stock) or _doubt(seen, ranked[0], stock) or _unclear(seen, ranked, stock)


def _doubt(seen: _Seen, first: Likely, stock: Stock) -> Reason:
    """Whether the near words are at most those of the whole ledger (走访慰问5人次), or name a stranger (慰问困难党员).

    A number of many digits is no chance, and neither are four characters of the figure's own word for word.
    """
    is_no_chance = digits(seen.number) >= _NO_CHANCE
    if not is_no_chance and named(first.figure, seen.signs, stock) < _NAMED:
        return Reason.WORDLESS
    near = plain(seen.around.near)
    if any(len(word) >= _WORD_FOR_WORD and word in near for word in own_words(first.figure, stock)):
        return Reason.NONE
    most = _MOST_STRANGERS if is_no_chance else 1
    return Reason.STRANGE if len(strangers(first.figure, near, stock)) > most else Reason.NONE


def _unclear(seen: _Seen, ranked: Sequence[Likely], stock: Stock) -> Reason:
    """Whether the words say too little, or nearly as much for another figure of that value."""
    first = ranked[0]
    need = _CLEAR[min(max(digits(seen.number), 1), len(_CLEAR) - 1)]
    if first.score < need or first.near < need / 2:
        return Reason.WORDLESS
    others = [each for each in ranked[1:] if not _are_twins(each.figure, first.figure, stock)]
    return Reason.SEVERAL if others and first.score - others[0].score < _MARGIN else Reason.NONE


def _guarded(seen: _Seen, ranked: Sequence[Likely], stock: Stock) -> Reason:
    """Why a number is none of this year's results, by words that the likeliest figure does not have itself."""
    if compares(seen.number):
        return Reason.NONE
    guards, around = stock.wordings.guards, seen.around
    if any(word in around.heading for word in guards.goals):
        return Reason.PLAN
    own = " ".join(
        word for each in ranked[:1] for word in (stock.figures[each.figure].title, *own_words(each.figure, stock))
    )
    if any(word in around.clause and word not in own for word in guards.other):
        return Reason.OTHER_TIME
    return Reason.PLAN if any(word in around.clause and word not in own for word in guards.part) else Reason.NONE


def _rival(seen: _Seen, first: Likely, stock: Stock) -> Reason:
    """Whether the near words speak more of a figure that has another value."""
    others = with_other_values(seen.number, {each.figure for each in seen.likely}, stock)
    best = max((named(each, seen.signs, stock) for each in others), default=0.0)
    return Reason.RIVAL if best > named(first.figure, seen.signs, stock) + _RIVAL else Reason.NONE


def _are_twins(one: str, other: str, stock: Stock) -> bool:
    return stock.twins.get(one, one) == stock.twins.get(other, other)


def _group(name: str) -> str:
    return name.rpartition(".")[0]


def _in_company(each: _Seen, together: Sequence[tuple[_Seen, Match]]) -> _Seen:
    """The number with what its neighbours are: the groups in its clause, the figures told in its sentence."""
    others = [(other, judged) for other, judged in together if other is not each and judged.figure]
    company = {_group(judged.figure) for other, judged in others if other.around.clause_at == each.around.clause_at}
    told = {judged.figure for other, judged in others if other.around.sentence_at == each.around.sentence_at}
    return replace(each, company=frozenset(company), spoken_for=frozenset(told))
