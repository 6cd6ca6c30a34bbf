"""What came of a roll-up: the figures over all unions, how each is spread, what was found, what was not counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from unionreport.figure import Number
from unionreport.finding import Severity
from unionreport.rollup.crossing import SEVERITIES, Crossed, Rule
from unionreport.rollup.distribution import Distribution, distribution
from unionreport.rollup.identities import counted_people
from unionreport.rollup.marks import MOST_FIGURES
from unionreport.rollup.merging import RollUp, Tally, in_order, is_ratio, value
from unionreport.rollup.selection import Selection
from unionreport.schema import Catalog, FigureSchema, Verb


class Method(StrEnum):
    """How a figure over all unions came about."""

    SUM = "sum"
    RATIO = "ratio"
    MAX = "max"
    MIN = "min"
    DISTINCT = "distinct"
    DISTINCT_BY_UNION = "distinct-by-union"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rolled:
    """One figure over all the unions that know it.

    ``overlap`` is how often people are known to be counted by more than one workbook; it is taken off
    where everybody is known by ID number (`Method.DISTINCT`), and only told of where not.
    """

    schema: FigureSchema
    value: Number | None
    method: Method
    tally: Tally
    spread: Distribution
    overlap: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A row of one union's workbook, as a finding across unions shows it; the name is masked."""

    address: str
    union: str
    sheet: str
    row: int
    item: str
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """One finding across unions, with the rows that it is about."""

    rule: Rule
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that a roll-up tells; ``told`` are the findings across unions as they are listed."""

    catalog: Catalog
    selection: Selection
    whole: RollUp
    crossed: Crossed
    told: tuple[Told, ...] = ()

    @property
    def figures(self) -> Mapping[str, Rolled]:
        """Every figure that any union knows, in the catalog's order."""
        return dict(_rolled(self))

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity, in the workbooks, across them and of unions counted twice."""
        inside = sum(each.count for each in self.whole.rules.values() if each.severity == severity)
        across = sum(count for rule, count in self.crossed.counts.items() if SEVERITIES[Rule(rule)] is severity)
        return inside + across + (len(self.doubled) if severity is Severity.ERROR else 0)

    @property
    def doubled(self) -> tuple[str, ...]:
        """The unions of which one ledger counts more than once."""
        return tuple(each.union for each in self.selection.doubles if each.shared)


def _rolled(outcome: Outcome) -> Iterator[tuple[str, Rolled]]:
    bits = {name: bit for bit, name in enumerate(counted_people(outcome.catalog)[:MOST_FIGURES])}
    for name in in_order(outcome.whole.figures, outcome.catalog):
        schema, tally = outcome.catalog.figures[name], outcome.whole.figures[name]
        spread, found = distribution(tally), value(schema, tally)
        assert spread is not None  # noqa: S101  a tally is made of entries
        overlap = outcome.crossed.overlaps.get(bits[name], 0) if name in bits else 0
        method = _method(schema, tally, found)
        if method is Method.DISTINCT and found is not None:
            found -= overlap
        yield name, Rolled(schema, found, method, tally, spread, overlap)


def _method(schema: FigureSchema, tally: Tally, found: Number | None) -> Method:
    if found is None:
        return Method.NONE
    if is_ratio(schema):
        return Method.RATIO
    if schema.verb in (Verb.MAX, Verb.MIN):
        return Method(schema.verb)
    if schema.verb is Verb.DISTINCT:
        return Method.DISTINCT if tally.identified else Method.DISTINCT_BY_UNION
    return Method.SUM
