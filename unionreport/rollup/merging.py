"""Many summaries as one: sums, counts and all the values of each figure, in whatever order they come together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from unionreport.figure import Number
from unionreport.finding import Severity
from unionreport.rollup.summary import Summary
from unionreport.schema import Catalog, FigureSchema, Verb

_V = TypeVar("_V")

Entry = tuple[Number, str]
"""A union's value of a figure, and the address of its workbook."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One figure over some unions.

    ``numerator`` and ``denominator`` add up those of the unions; ``entries`` are their values, the least
    first. ``doubtful`` counts the unions whose errors leave the figure in doubt; ``identified`` says that
    all its people are known by ID number.
    """

    numerator: Number = 0
    denominator: Number = 0
    entries: tuple[Entry, ...] = ()
    doubtful: int = 0
    identified: bool = True


@dataclass(frozen=True, slots=True)
class Broken:
    """How often a rule is broken, in how many workbooks."""

    severity: str
    count: int
    unions: int


@dataclass(frozen=True, slots=True)
class RollUp:
    """Some workbooks as one: each figure, each rule, and by ledger how many have it and how many rows there are."""

    workbooks: int = 0
    figures: Mapping[str, Tally] = field(default_factory=dict)
    rules: Mapping[str, Broken] = field(default_factory=dict)
    ledgers: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def of_one(summary: Summary) -> RollUp:
    """One workbook as a roll-up."""
    doubtful = set(summary.doubtful)
    figures = {
        name: Tally(
            plain(part.numerator),
            plain(part.denominator),
            ((plain(part.value), summary.address),),
            int(name in doubtful),
            part.identified,
        )
        for name, part in summary.figures.items()
    }
    rules = {each.rule: Broken(each.severity, each.count, 1) for each in summary.findings}
    return RollUp(1, figures, rules, {kind: (1, rows) for kind, rows in summary.rows.items()})


def both(first: RollUp, second: RollUp) -> RollUp:
    """Two roll-ups as one; it is associative, and neither order nor grouping changes what comes out."""
    figures, rules, ledgers = dict(first.figures), dict(first.rules), dict(first.ledgers)
    for name, tally in second.figures.items():
        figures[name] = _tallied(figures[name], tally) if name in figures else tally
    for rule, broken in second.rules.items():
        rules[rule] = _broken(rules[rule], broken) if rule in rules else broken
    for kind, (unions, rows) in second.ledgers.items():
        had, count = ledgers.get(kind, (0, 0))
        ledgers[kind] = (had + unions, count + rows)
    return RollUp(first.workbooks + second.workbooks, _sorted(figures), _sorted(rules), _sorted(ledgers))


def _tallied(first: Tally, second: Tally) -> Tally:
    return Tally(
        plain(first.numerator + second.numerator),
        plain(first.denominator + second.denominator),
        tuple(sorted((*first.entries, *second.entries))),
        first.doubtful + second.doubtful,
        first.identified and second.identified,
    )


def _broken(first: Broken, second: Broken) -> Broken:
    """Unions may give a rule another severity; the graver one is told."""
    gravest = first.severity if Severity(first.severity).reaches(Severity(second.severity)) else second.severity
    return Broken(gravest, first.count + second.count, first.unions + second.unions)


def plain(value: Number) -> Number:
    """A whole number as such, so that equal values look alike."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def _sorted(each: Mapping[str, _V]) -> dict[str, _V]:
    return {name: each[name] for name in sorted(each)}


def rolled(summaries: Iterable[Summary]) -> RollUp:
    """All the summaries as one, merged as a tree: each value moves as often as there are doublings."""
    levels: list[RollUp | None] = []
    for summary in summaries:
        carried = of_one(summary)
        for level, held in enumerate(levels):
            if held is None:
                levels[level] = carried
                break
            carried = both(held, carried)
            levels[level] = None
        else:
            levels.append(carried)
    return together(each for each in levels if each is not None)


def together(parts: Iterable[RollUp]) -> RollUp:
    """Some roll-ups as one."""
    whole = RollUp()
    for each in parts:
        whole = both(whole, each)
    return whole


def value(schema: FigureSchema, tally: Tally) -> Number | None:
    """The figure over all the unions.

    Counts, sums, and what is stated once are added up, ratios and means divided anew from the sums of both
    sides, so that each union weighs as much as it has; the largest and the least stay so. A percentage that
    is merely stated cannot be added and has none.
    """
    if not tally.entries:
        return None
    if schema.verb is Verb.MAX:
        return tally.entries[-1][0]
    if schema.verb is Verb.MIN:
        return tally.entries[0][0]
    if is_ratio(schema):
        return Fraction(tally.numerator) / Fraction(tally.denominator) if tally.denominator else None
    return None if schema.unit == "%" else tally.numerator


def is_ratio(schema: FigureSchema) -> bool:
    """Whether a figure is worked out anew from two sums."""
    return schema.verb is Verb.RATIO


def in_order(names: Iterable[str], catalog: Catalog) -> list[str]:
    """The figures in the catalog's order."""
    known = set(names)
    return [name for name in catalog.figures if name in known]


def least(tally: Tally) -> Sequence[str]:
    """The workbooks with the least value."""
    return [address for number, address in tally.entries if number == tally.entries[0][0]]


def most(tally: Tally) -> Sequence[str]:
    """The workbooks with the largest value."""
    return [address for number, address in tally.entries if number == tally.entries[-1][0]]
