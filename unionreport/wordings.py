"""The words by which a report speaks of a figure: its title, its ledger, its rows, and what reports usually say."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from unionreport.resources import CATALOG
from unionreport.schema import Catalog, Condition, FigureSchema, LedgerSchema
from unionreport.surroundings import Fillers

_COMMON_WEIGHT = 0.25
_WHETHER = "是否"
_BREAKS = str.maketrans(dict.fromkeys("（）()、，：“”及和的", " "))


@dataclass(frozen=True, slots=True)
class Guards:
    """Words that keep a number from being this year's result.

    ``other`` speak of another time, ``part`` of a part or a plan, ``goals`` make all under a heading a plan.
    """

    other: tuple[str, ...]
    part: tuple[str, ...]
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a report may say for a figure: ``own`` words of the figure itself, ``ledger`` those of its ledger."""

    own: tuple[str, ...]
    ledger: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wordings:
    """The phrases of every figure, and what each pair of characters in them tells.

    ``rarity`` is higher the fewer figures have the pair; ``measures`` are groups of measure words that stand
    for one another; ``fillers`` stand beside any figure.
    """

    figures: Mapping[str, Phrases]
    rarity: Mapping[str, float]
    guards: Guards
    measures: tuple[frozenset[str], ...]
    fillers: Fillers

    @property
    def numbered(self) -> frozenset[str]:
        """The words that have a number in them and count nothing: 4050社保补贴."""
        words = (word for each in self.figures.values() for word in (*each.own, *each.ledger))
        return frozenset(word for word in words if any(sign.isdecimal() for sign in word))

    def fits(self, unit: str, figure_unit: str) -> bool:
        """Whether a number with this measure word may be a figure with that one."""
        return unit == figure_unit or any({unit, figure_unit} <= group for group in self.measures)

    def weight(self, pair: str) -> float:
        """What the pair of characters tells about which figure is meant."""
        return self.rarity.get(pair, 1.0)


def pairs(text: str) -> frozenset[str]:
    """Every two characters that stand side by side; a text of one character is its own pair."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) or frozenset({text} if text else ())


def wordings(catalog: Catalog) -> Wordings:
    """The words of every figure that the catalog declares, those of a union's own figures too."""
    data = _declared()
    figures = {name: _phrases(each, catalog, data) for name, each in catalog.figures.items()}
    guards = data["guards"]
    return Wordings(
        figures,
        _rarity(figures, frozenset(data["common"])),
        Guards(tuple(guards["other"]), tuple(guards["part"]), tuple(guards["goals"])),
        tuple(frozenset(group.split()) for group in data["measures"]),
        Fillers(_longest_first(data["bare"]), _longest_first(data["glue"])),
    )


def _longest_first(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _declared() -> Mapping[str, Any]:
    return tomllib.loads((CATALOG / "wordings.toml").read_text(encoding="utf-8"))


def _rarity(figures: Mapping[str, Phrases], common: frozenset[str]) -> dict[str, float]:
    counts = Counter(
        pair
        for each in figures.values()
        for pair in {pair for phrase in (*each.own, *each.ledger) for pair in pairs(phrase)}
    )
    total = len(figures) + 1
    weights = {pair: math.log(total / count) for pair, count in counts.items()}
    return {pair: weight * (_COMMON_WEIGHT if pair in common else 1) for pair, weight in weights.items()}


def _phrases(figure: FigureSchema, catalog: Catalog, data: Mapping[str, Any]) -> Phrases:
    endings = tuple(data["endings"])
    ledger = catalog.ledgers.get(_ledger_of(figure, catalog))
    found = [*_parts(figure.title, endings), *data["figures"].get(figure.id, ())]
    if ledger is not None:
        found += [word for each in figure.where for word in _of_condition(each, ledger, endings)]
    titles = ledger.titles if ledger is not None else ()
    return Phrases(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(titles)))


def _ledger_of(figure: FigureSchema, catalog: Catalog) -> str:
    """The ledger that a figure comes from in the end; a derived one goes by the first it is made of."""
    seen: set[str] = set()
    while not figure.ledger and figure.id not in seen:
        seen.add(figure.id)
        figure = catalog.figures[figure.targets[0]]
    return figure.ledger


def _parts(title: str, endings: tuple[str, ...]) -> Iterator[str]:
    """The words of a title without what the unit says, and each piece of it."""
    whole = _without_ending(title.translate(_BREAKS).replace(" ", ""), endings)
    pieces = [_without_ending(each, endings) for each in title.translate(_BREAKS).split()]
    yield from (each for each in (whole, *pieces) if len(each) > 1)


def _without_ending(word: str, endings: tuple[str, ...]) -> str:
    return next((word.removesuffix(each) for each in endings if word.endswith(each) and word != each), word)


def _of_condition(condition: Condition, ledger: LedgerSchema, endings: tuple[str, ...]) -> Iterator[str]:
    """The words for the rows that count: a value, its other spellings; the field's for yes and for filled in."""
    field = ledger.fields[condition.field]
    texts = [each for each in condition.values if isinstance(each, str)]
    for value in texts:
        item = ledger.items.get(value)
        words = item.headers if item else (value, *(word for word, meant in field.synonyms.items() if meant == value))
        yield from (part for word in words for part in _parts(word, endings))
    if not texts and condition.minimum is None and condition.values != (False,):
        yield from (word.removeprefix(_WHETHER) for word in field.headers)
