"""The numbers of a report that came from no ledger: every quantity outside of the figures, with its sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from unionreport.document.constants import Allowance, quantities
from unionreport.document.lines import Line
from unionreport.figure import Figure
from unionreport.numerals.shown import Number, agrees, measure_of
from unionreport.verdict import Kind, Verdict

_MOST = 3
_SMALL = 10
_PAIR = 2
_MEASURED = ("元", "%")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of numbers: those accepted, the units and fixed words of a catalog, and every figure as of now.

    ``narrative`` are the union's own paragraphs (报告文字), whose numbers came from no ledger from the beginning.
    """

    accepted: Sequence[str] = ()
    units: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    narrative: Collection[str] = ()


def unsourced(
    found: Sequence[Line], taken: Mapping[Element, list[tuple[int, int]]], allowance: Allowance, known: Known
) -> Iterator[Verdict]:
    """One verdict for each number that is neither a figure nor accepted.

    ``taken`` are the spans of figures by paragraph.
    """
    open_: list[tuple[Line, Number]] = []
    for line in found:
        spans = [*taken.get(line.paragraph, ()), *line.shown]
        open_ += [(line, each) for each in _free(line, spans, known) if not allowance.covers(line.text, each)]
    for line, number in open_:  # only now it is known which fixed numbers are left over
        if not allowance.spares(number):
            yield _verdict(line, number, known)


def _free(line: Line, spans: Sequence[tuple[int, int]], known: Known) -> Iterator[Number]:
    for number in quantities(line.text, known.units, known.words):
        if not any(number.start < end and start < number.stop for start, end in spans):
            yield number


def _verdict(line: Line, number: Number, known: Known) -> Verdict:
    sentence = line.sentence(number.start, number.stop)
    return Verdict(
        Kind.UNSOURCED,
        line.place,
        reason=Kind.UNSOURCED,
        shown=number.printed,
        sentence=sentence,
        suggested=suggestions(number, sentence, known.figures),
        known=any(sentence.strip("…") in text for text in known.narrative),
    )


def suggestions(number: Number, sentence: str, figures: Mapping[str, Figure]) -> tuple[Figure, ...]:
    """The figures that a number may be, the likeliest first, three at most: value first, then unit and words.

    A small count is in so many figures that only one of its unit with a word of the sentence is named.
    """
    ranked = [
        (score, -at, figure)
        for at, figure in enumerate(figures.values())
        if figure.value is not None and agrees(number, figure.value, figure.unit, figure.rounding)
        for score in (_score(number, sentence, figure),)
        if score
    ]
    return tuple(figure for *_, figure in sorted(ranked, key=lambda each: each[:2], reverse=True)[:_MOST])


def _score(number: Number, sentence: str, figure: Figure) -> int:
    """How likely it is; 0 for a figure that has nothing but the value in common with the number."""
    title = figure.title
    shared = len({title[at : at + _PAIR] for at in range(len(title) - 1)} & _pairs_of(sentence))
    is_unit = number.unit == figure.unit or (measure_of(figure.unit) == number.measure and figure.unit in _MEASURED)
    is_small = figure.unit not in _MEASURED and -_SMALL <= (figure.value or 0) <= _SMALL
    if is_small:
        return 2 + shared if is_unit and shared else 0
    return 2 * is_unit + shared


def _pairs_of(text: str) -> set[str]:
    return {text[at : at + _PAIR] for at in range(len(text) - 1)}
