"""Checks of figures as they are printed: sums that a reader adds up, groups so small that they name a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from unionreport import numerals
from unionreport.errors import Worded
from unionreport.figure import Comparison, Figure, earlier_year
from unionreport.house import House
from unionreport.remark import Remark
from unionreport.schema import Catalog, FigureSchema, FigureSum, Verb
from unionreport.tableschema import cell_figure

_PEOPLE = ("人", "名", "户", "人次", "户次", "位")
_EXACT = ("plain", "small", "cn", "wan", "yuan", "pct", "upper", "bare", "barewan")
"""The styles that print a number to its last digit; the others say that they do not."""


@dataclass(frozen=True, slots=True)
class Printing:
    """A figure as it was printed, and where."""

    figure: Figure
    place: Worded


def proofread(
    printings: Sequence[Printing], figures: Mapping[str, Figure], catalog: Catalog, house: House
) -> list[Remark]:
    """What printed figures, in document order, say beyond what they should; sums first, then small groups.

    ``figures`` are all of the workbook, printed or not: of a sum whose parts are printed, those that are
    not must be zero.
    """
    return [*_sums(printings, figures, catalog), *_small_groups(printings, catalog, house)]


def _sums(printings: Sequence[Printing], figures: Mapping[str, Figure], catalog: Catalog) -> Iterator[Remark]:
    """Sums that are right, and that a reader who adds up what is printed finds wrong, by rounding alone.

    A figure that is printed more than once counts in its most exact form.
    """
    found: dict[str, Printing] = {}
    for each in printings:
        known = found.get(each.figure.id)
        if _step(each.figure) is not None and (known is None or _is_finer(each.figure, known.figure)):
            found[each.figure.id] = each
    for one in declared_sums(catalog):
        if one.whole in found and _is_shown(one, found, figures) and _adds_up(one, figures):
            yield from _as_printed(one, found, figures)


def declared_sums(catalog: Catalog) -> Iterator[FigureSum]:
    """The sums of a catalog: those it names, and those that the verbs of its figures say."""
    yield from catalog.sums
    for figure in catalog.figures.values():
        if figure.verb is Verb.TOTAL:
            yield FigureSum(figure.id, figure.targets)
        elif figure.verb is Verb.DIFFERENCE:
            yield FigureSum(figure.id, figure.targets[:1], figure.targets[1:])


def _is_shown(one: FigureSum, found: Mapping[str, Printing], figures: Mapping[str, Figure]) -> bool:
    """Whether a reader has all of a sum before him: every part is printed or zero, and two at least are printed."""
    parts = (*one.parts, *one.less)
    absent = [name for name in parts if name not in found]
    are_known = all(name in figures and figures[name].value is not None for name in (one.whole, *parts))
    return are_known and len(parts) - len(absent) > 1 and not any(figures[name].value for name in absent)


def _adds_up(one: FigureSum, figures: Mapping[str, Figure]) -> bool:
    """Whether the exact values add up; a whole with further parts is none of these sums."""
    parts = sum(Fraction(figures[name].value or 0) for name in one.parts)
    less = sum(Fraction(figures[name].value or 0) for name in one.less)
    return parts - less == figures[one.whole].value


def _as_printed(one: FigureSum, found: Mapping[str, Printing], figures: Mapping[str, Figure]) -> Iterator[Remark]:
    whole = found[one.whole]
    parts = [found[name].figure for name in one.parts if name in found]
    less = [found[name].figure for name in one.less if name in found]
    total = sum(map(_printed_value, parts), Fraction(0)) - sum(map(_printed_value, less), Fraction(0))
    reading = _reading(whole.figure)
    if reading is None or reading.low <= total <= reading.high:
        return
    finest = min([*parts, *less, whole.figure], key=lambda each: _step(each) or Fraction(0))
    params = {
        "text": "＋".join(each.shown for each in parts) + "".join(f"－{each.shown}" for each in less),
        "sum": numerals.show(total, whole.figure.unit, finest.style, whole.figure.rounding),
        "whole": whole.figure.shown,
        "title": figures[one.whole].title,
    }
    yield Remark("sum-as-printed", whole.place, params)


def _reading(figure: Figure) -> numerals.Reading | None:
    return numerals.read_styled(figure.shown, figure.unit, figure.style)


def _printed_value(figure: Figure) -> Fraction:
    """What the printed words say, to their last digit: 7.89万元 is 78900元 whatever the ledger has."""
    reading = _reading(figure)
    return (reading.low + reading.high) / 2 if reading is not None else Fraction(0)


def _step(figure: Figure) -> Fraction | None:
    """How far the value may be from the print; None where the print does not say its last digit."""
    if numerals.parse_style(figure.style).name not in _EXACT:
        return None
    reading = _reading(figure)
    return reading.high - reading.low if reading is not None else None


def _is_finer(figure: Figure, known: Figure) -> bool:
    ours, theirs = _step(figure), _step(known)
    return ours is not None and theirs is not None and ours < theirs


def _small_groups(printings: Sequence[Printing], catalog: Catalog, house: House) -> Iterator[Remark]:
    """Groups of people in need that are so small that everybody knows who is meant: 为1名遗孀.

    Each once, where it is first printed, those of one paragraph together. Shares of such groups are not
    judged: they do not say how many.
    """
    told: set[str] = set()
    groups: dict[Worded, list[str]] = {}
    for each in printings:
        figure = each.figure
        if figure.id not in told and _is_small_group(figure, house) and _is_sensitive(figure, catalog):
            told.add(figure.id)
            groups.setdefault(each.place, []).append(f"{figure.title}{figure.shown}")
    for place, names in groups.items():
        yield Remark("group-small", place, {"text": "、".join(names), "least": str(house.smallest_group)})


def _is_small_group(figure: Figure, house: House) -> bool:
    return figure.unit in _PEOPLE and figure.value is not None and 1 <= figure.value < house.smallest_group


def _is_sensitive(figure: Figure, catalog: Catalog) -> bool:
    """Whether the rows behind a figure tell of need, illness or mood; for last year's as for this year's."""
    name = figure.id
    first, _, rest = name.partition(".")
    if first == Comparison.PREVIOUS or earlier_year(name) is not None:
        name = rest
    schema = catalog.figures.get(name) or cell_figure(name, catalog.tables)
    return schema is not None and _counts_sensitive_rows(schema, catalog)


def _counts_sensitive_rows(schema: FigureSchema, catalog: Catalog) -> bool:
    if schema.verb.takes_figures:
        return all(_counts_sensitive_rows(catalog.figures[name], catalog) for name in schema.targets)
    conditions = catalog.ledgers[schema.ledger].sensitive
    if conditions is None:
        return False
    asked = {each.field: set(each.values) for each in schema.where if each.values}
    return all(asked.get(each.field) and asked[each.field] <= set(each.values) for each in conditions)
