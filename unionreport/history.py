"""The figures of several years side by side: 同比, 累计, 连续n年, 最高 and 最低, each with what it came from."""

from __future__ import annotations

import operator
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from unionreport.figure import Change, Comparison, Figure, Lineage, Number
from unionreport.ledgers import PROFILE, Ledgers
from unionreport.numerals.printing import POINTS
from unionreport.rules.book import Book, is_sure
from unionreport.schema import Catalog, FigureSchema, Verb
from unionreport.texts import texts

_LANGUAGE = "zh"  # figures have the titles of the report
_RUNNING, _OUTSTANDING = 2, 3  # 连续两年 is two rises in a row; the highest of two years is only a growth


@dataclass(frozen=True, slots=True)
class History:
    """The computed figures of each year that is known, the report's own year among them.

    ``left_out`` names by year the figures that have no value here although their ledger has one: a cell
    that they need could not be read.
    """

    year: int
    years: Mapping[int, Mapping[str, Figure]]
    left_out: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def recall(book: Book) -> History | None:
    """The history of a book; None where the year or every earlier one is unknown."""
    before = {each.ledgers.year: each for each in book.earlier if each.ledgers.year is not None}
    if book.ledgers.year is None or not before:
        return None
    years, left_out = {book.ledgers.year: book.figures}, {}
    for year, earlier in before.items():
        unsure = [name for name in earlier.figures if not is_sure(name, earlier.ledgers, book.catalog)]
        years[year] = {**earlier.figures, **{name: replace(earlier.figures[name], value=None) for name in unsure}}
        left_out[year] = tuple(name for name in unsure if earlier.figures[name].value is not None)
    return History(book.ledgers.year, years, left_out)


def union_name(ledgers: Ledgers) -> str:
    """单位名称 as the ledgers state it; empty where they do not."""
    for ledger in ledgers.of(PROFILE):
        items = dict(ledger.values("item"))
        for row, value in ledger.values("value"):
            if items[row] == "name":
                return str(value)
    return ""


def is_same_union(name: str, names: Iterable[str]) -> bool:
    """Whether a name is one of those, blanks and full-width signs aside; what stands in brackets counts."""
    return _tight(name) in {_tight(each) for each in names}


def _tight(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def past(figure: Figure, year: int) -> Figure:
    """A figure of an earlier year, under the id ``y2022.talks.total`` and with the year in its title."""
    title = texts(_LANGUAGE).say("comparisons.past", title=figure.title, year=year)
    lineage = Lineage(figure.lineage.cells, (figure.id,), "past")
    return replace(figure, id=past_id(figure.id, year), title=title, lineage=lineage)


def past_id(figure: str, year: int) -> str:
    """The id of a figure of an earlier year, in a report of a later one."""
    return f"y{year}.{figure}"


def compare(history: History, catalog: Catalog) -> dict[str, Figure]:
    """Everything that can be said of each figure of the catalog beside the years before, by id; see `Comparison`.

    - ``previous`` last year's value
    - ``change`` this year's less last year's, in the figure's unit, for a share in points (个百分点)
    - ``growth`` the change by last year's; of counts and money alone, where last year's is above zero and
      this year's is not below
    - ``cumulative`` the sum over every year given, of what may be added: rows and sums, not persons
    - ``rise``, ``fall`` for how many years running the figure has grown or fallen, from two on
    - ``highest``, ``lowest`` of how many years the figure is the only highest or lowest, from three on

    The last four count 年 back from this one, as far as the years follow one another. A year whose ledger
    is absent, or that took the figure another way (``otherwise``), ends the comparison. What cannot be
    said has value None.
    """
    made: dict[str, Figure] = {}
    for name, schema in catalog.figures.items():
        course = _follow(schema, history, catalog)
        for kind in Comparison:
            made[f"{kind}.{name}"] = _SAY[kind](course)
    return made


def in_doubt(figures: frozenset[str]) -> frozenset[str]:
    """The comparisons that are in doubt where these figures of the report's year are."""
    return frozenset(f"{kind}.{name}" for name in figures for kind in Comparison if kind is not Comparison.PREVIOUS)


@dataclass(frozen=True, slots=True)
class _Course:
    """A figure over the years: this year's, last year's, and the run of years that compare with this one.

    The run begins with this year and goes back; ``is_whole`` says that every year given is in it.
    """

    schema: FigureSchema
    year: int
    now: Figure
    last: Figure | None
    run: tuple[Figure, ...]
    is_whole: bool
    is_additive: bool

    @property
    def values(self) -> list[Number]:
        """The values of the run, this year's first."""
        return [each.value for each in self.run if each.value is not None]


def _follow(schema: FigureSchema, history: History, catalog: Catalog) -> _Course:
    name, year = schema.id, history.year
    run = tuple(_run(name, history, catalog))
    is_whole = len(run) == sum(each <= year for each in history.years)
    is_additive = all(_is_additive(catalog.figures[each]) for each in _parts(name, catalog))
    last = history.years.get(year - 1, {}).get(name)
    return _Course(schema, year, history.years[year][name], last, run, is_whole, is_additive)


def _run(name: str, history: History, catalog: Catalog) -> Iterator[Figure]:
    year = history.year
    way = _way(name, history.years[year], catalog)
    while year in history.years:
        figure = history.years[year].get(name)
        if figure is None or figure.value is None or _way(name, history.years[year], catalog) != way:
            return
        yield figure
        year -= 1


def _way(name: str, figures: Mapping[str, Figure], catalog: Catalog) -> frozenset[str]:
    """Which of the figures behind a figure took another one's value, for want of a column in that year."""
    schemas = (catalog.figures[each] for each in catalog.dependents(name))
    return frozenset(
        each.id
        for each in schemas
        if each.otherwise and each.id in figures and figures[each.id].lineage.inputs == (each.otherwise,)
    )


def _parts(name: str, catalog: Catalog) -> Iterator[str]:
    """The figures that a figure is the sum or the difference of, down to what is none; itself if it is none."""
    schema = catalog.figures[name]
    if schema.verb not in (Verb.TOTAL, Verb.DIFFERENCE):
        yield name
    else:
        for each in schema.targets:
            yield from _parts(each, catalog)


def _is_additive(schema: FigureSchema) -> bool:
    """Whether the years of a figure add up: rows and sums do; a person, or the money at hand, is there again."""
    return schema.verb in (Verb.COUNT, Verb.SUM) and not schema.otherwise


def _previous(course: _Course) -> Figure:
    last = course.last
    return _said(Comparison.PREVIOUS, course, () if last is None else (last,), None if last is None else last.value)


def _change(course: _Course) -> Figure:
    """The difference of two shares is in points, so that 90% after 80% is no growth of 10%."""
    pair, values, is_share = course.run[:2], course.values, course.now.unit == "%"
    value = (values[0] - values[1]) * (100 if is_share else 1) if len(pair) == 2 else None
    figure = _said(Comparison.CHANGE, course, pair, value)
    return replace(figure, unit=POINTS if is_share else figure.unit, style="change")


def _growth(course: _Course) -> Figure:
    pair, values = course.run[:2], course.values
    is_rate = course.schema.verb is Verb.RATIO or course.now.unit == "%"
    can_grow = len(pair) == 2 and not is_rate and values[1] > 0 and values[0] >= 0
    value = Fraction(values[0] - values[1]) / values[1] if can_grow else None
    return replace(_said(Comparison.GROWTH, course, pair, value), unit="%", style="yoy")


def _cumulative(course: _Course) -> Figure:
    can_add = course.is_additive and course.is_whole and len(course.run) > 1
    return _said(Comparison.CUMULATIVE, course, course.run, sum(course.values, start=0) if can_add else None)


def _running(kind: Comparison, goes_on: Callable[[Number, Number], bool]) -> Callable[[_Course], Figure]:
    """How many times in a row each year's value stands so to the one before."""

    def count(course: _Course) -> Figure:
        values = course.values
        steps = [goes_on(later, earlier) for later, earlier in pairwise(values)]
        years = steps.index(False) if False in steps else len(steps)
        return _of_years(kind, course, years + 1, years if years >= _RUNNING else None)

    return count


def _outstanding(kind: Comparison, beats: Callable[[Number, Number], bool]) -> Callable[[_Course], Figure]:
    """How many years back, this one included, this year's value stands so to all the others."""

    def count(course: _Course) -> Figure:
        values = course.values
        beaten = [beats(values[0], each) for each in values[1:]]
        years = 1 + (beaten.index(False) if False in beaten else len(beaten))
        return _of_years(kind, course, years, years if years >= _OUTSTANDING else None)

    return count


def _of_years(kind: Comparison, course: _Course, span: int, value: int | None) -> Figure:
    return replace(_said(kind, course, course.run[:span], value), unit="年", style="plain")


def _said(kind: Comparison, course: _Course, used: Sequence[Figure], value: Number | None) -> Figure:
    """A comparison in the unit and style of its figure; it came of the figures used, those of later years first."""
    now = course.now
    title = texts(_LANGUAGE).say(f"comparisons.{kind}", title=now.title)
    make = Change if kind in (Comparison.CHANGE, Comparison.GROWTH) else Figure
    lineage = Lineage(formula=kind)
    if value is not None:
        cells = dict.fromkeys(place for each in used for place in each.lineage.cells)
        older = [past_id(now.id, course.year - back) for back in range(2, len(used))]
        inputs = () if kind is Comparison.PREVIOUS else (now.id, f"{Comparison.PREVIOUS}.{now.id}", *older)
        lineage = Lineage(tuple(cells), inputs, kind)
    return make(f"{kind}.{now.id}", title, value, now.unit, now.style, lineage, now.rounding)


_SAY: Mapping[Comparison, Callable[[_Course], Figure]] = MappingProxyType(
    {
        Comparison.PREVIOUS: _previous,
        Comparison.CHANGE: _change,
        Comparison.GROWTH: _growth,
        Comparison.CUMULATIVE: _cumulative,
        Comparison.RISE: _running(Comparison.RISE, operator.gt),
        Comparison.FALL: _running(Comparison.FALL, operator.lt),
        Comparison.HIGHEST: _outstanding(Comparison.HIGHEST, operator.gt),
        Comparison.LOWEST: _outstanding(Comparison.LOWEST, operator.lt),
    }
)
