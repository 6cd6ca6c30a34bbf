"""How much the words around a number in a report speak for each figure that it may be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from unionreport.figure import Figure
from unionreport.numerals.shown import Measure, Number, agrees, measure_of
from unionreport.surroundings import Surroundings
from unionreport.wordings import Wordings, pairs

_COMPARISONS = ("growth", "change")
_PREVIOUS = "previous"
_LEVELS = (1.0, 0.85, 0.5, 0.3, 0.35)  # near, clause, sentence, paragraph, heading
_LEDGER_SHARE = 0.45
_TOLD_ENOUGH = 3.5  # the rarity of a phrase from which on it says all
_LENGTH_SAYS, _LONG_ENOUGH = 0.06, 5
_FEW, _RARE_UNIT = 3, 0.15
_OTHER_WORD = 0.05
_NEAREST = 2  # levels that count as near
_HAN = re.compile("[\u4e00-\u9fff]")
_CHANCE = 2


@dataclass(frozen=True, slots=True)
class Stock:
    """The figures that numbers may be, with their words; ``twins`` name for a figure another that says the same.

    ``name`` is the union's, which says nothing of what was counted.
    """

    figures: Mapping[str, Figure]
    wordings: Wordings
    twins: Mapping[str, str]
    name: str = ""

    @property
    def units(self) -> frozenset[str]:
        """The units of the figures, which may be a union's own."""
        return frozenset(each.unit for each in self.figures.values())


@dataclass(frozen=True, slots=True)
class Likely:
    """A figure that a number may be: how much all words around speak for it, and how much the nearest."""

    figure: str
    score: float
    near: float


@dataclass(frozen=True, slots=True)
class Signs:
    """The pairs of characters around a number, by level: near, clause, sentence, paragraph, heading."""

    levels: tuple[frozenset[str], ...]


def signs_of(around: Surroundings) -> Signs:
    """The pairs and the single characters around a number, level by level."""
    texts = (around.near, around.clause, around.sentence, around.paragraph, around.heading)
    return Signs(tuple(pairs(plain(text)) | frozenset(plain(text)) for text in texts))


def plain(text: str) -> str:
    """The text without quotes and brackets: “金秋助学”金 is 金秋助学金."""
    return text.translate(_SIGNS)


_SIGNS = str.maketrans(dict.fromkeys("“”‘’\"'（）()《》", None))


def likely(number: Number, signs: Signs, stock: Stock) -> Iterator[Likely]:
    """The figures whose value and measure word the number may have."""
    for name, figure in stock.figures.items():
        if figure.value is None or not is_of_kind(number, name) or not may_be(number, figure, stock):
            continue
        if agrees(number, figure.value, figure.unit, figure.rounding):
            bonus = _unit_says(number, figure, stock)
            yield Likely(name, _speak(name, signs, stock) + bonus, _speak(name, signs, stock, _NEAREST) + bonus)


def with_other_values(number: Number, agreeing: Collection[str], stock: Stock) -> Iterator[str]:
    """The figures that the number might be by its measure word, if it had another value."""
    for name, figure in stock.figures.items():
        is_other = name not in agreeing and figure.value is not None
        if is_other and is_of_kind(number, name) and may_be(number, figure, stock):
            yield name


def _unit_says(number: Number, figure: Figure, stock: Stock) -> float:
    """What the measure word tells: a rare one much, another one than the figure's speaks a little against it."""
    if number.measure is not Measure.COUNT:
        return 0.0
    if number.unit != figure.unit:
        return -_OTHER_WORD
    alike = sum(each.unit == figure.unit for each in stock.figures.values())
    return _RARE_UNIT if alike <= _FEW else 0.0


def is_of_kind(number: Number, name: str) -> bool:
    """Whether the number and the figure are both comparisons with last year, or neither is."""
    return compares(number) == (name.partition(".")[0] in _COMPARISONS)


def compares(number: Number) -> bool:
    """Whether the number is printed as a comparison with last year."""
    return number.printed.startswith(("同比", "比上年", "与上年"))


def may_be(number: Number, figure: Figure, stock: Stock) -> bool:
    """Whether the number's measure word is the figure's or stands for it."""
    if number.measure is Measure.NONE:
        return digits(number) > _CHANCE and measure_of(figure.unit) is not Measure.SHARE
    if number.measure is not Measure.COUNT:
        return number.measure is measure_of(figure.unit)
    return measure_of(figure.unit) is Measure.COUNT and stock.wordings.fits(number.unit, figure.unit)


def named(name: str, signs: Signs, stock: Stock) -> float:
    """How much the near words are those of the figure itself."""
    phrases = stock.wordings.figures.get(_base(name))
    own = phrases.own if phrases else ()
    return max((_covered(each, signs, _NEAREST, stock.wordings) for each in own), default=0.0)


def _speak(name: str, signs: Signs, stock: Stock, levels: int = len(_LEVELS)) -> float:
    """How much the words speak for a figure, from 0 to 1 for its own words and a share for those of its ledger."""
    phrases = stock.wordings.figures.get(_base(name))
    if phrases is None:
        return 0.0
    own = max((_covered(each, signs, levels, stock.wordings) for each in phrases.own), default=0.0)
    ledger = max((_covered(each, signs, len(_LEVELS), stock.wordings) for each in phrases.ledger), default=0.0)
    return own + _LEDGER_SHARE * ledger


def _covered(phrase: str, signs: Signs, levels: int, wordings: Wordings) -> float:
    """How much of a phrase stands around a number, the nearer the better; a phrase of many figures says less."""
    total = found = 0.0
    for pair in pairs(phrase):
        weight = wordings.weight(pair)
        total += weight
        found += weight * max(
            (share for share, level in zip(_LEVELS[:levels], signs.levels, strict=False) if pair in level), default=0.0
        )
    longer = 1 + _LENGTH_SAYS * min(len(phrase) - 2, _LONG_ENOUGH)  # 办理满意率 says more than 满意率 in it
    return found / max(total, _TOLD_ENOUGH) * longer


def strangers(name: str, near: str, stock: Stock) -> str:
    """The characters near a number that are neither words of the figure nor such as stand everywhere."""
    phrases = stock.wordings.figures.get(_base(name))
    words = {pair for phrase in ((*phrases.own, *phrases.ledger) if phrases else ()) for pair in pairs(phrase)}
    known = [False] * len(near)
    for word in (*words, *pairs(stock.name), *stock.wordings.fillers.bare, *stock.wordings.fillers.glue):
        at = near.find(word) if word else -1
        while at >= 0:
            known[at : at + len(word)] = [True] * len(word)
            at = near.find(word, at + 1)
    return "".join(letter for letter, is_known in zip(near, known, strict=True) if not is_known and _HAN.match(letter))


def own_words(name: str, stock: Stock) -> tuple[str, ...]:
    """The figure's own words."""
    phrases = stock.wordings.figures.get(_base(name))
    return phrases.own if phrases else ()


def _base(name: str) -> str:
    head, _, rest = name.partition(".")
    return rest if head in (*_COMPARISONS, _PREVIOUS) else name


def digits(number: Number) -> int:
    """How many digits the number tells: 85 two, 70.2万 three, 340余 two."""
    if number.reading is None:
        return 0
    middle = (number.reading.low + number.reading.high) / 2
    if number.reading.half_open:
        middle = number.reading.low
    while middle.denominator != 1:
        middle *= 10
    return max(len(str(abs(int(middle))).rstrip("0")), 1) - bool(number.approximator and middle)
