"""Works out every declared figure from the ledgers, each with the cells it came from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from unionreport.columns import Column, Marks, column, exact
from unionreport.composites import combined, either
from unionreport.figure import Figure, Lineage, Number
from unionreport.ledger import Ledger
from unionreport.ledgers import Ledgers
from unionreport.places import Place, together
from unionreport.schema import Catalog, Condition, FieldType, FigureSchema, Verb


def compute(ledgers: Ledgers, catalog: Catalog) -> dict[str, Figure]:
    """Every figure of the catalog by id, in the catalog's order.

    A figure whose ledger is absent, or whose ledger lacks a column it needs, has value None. Only rows
    of the report's year count; total rows and sub-subjects never do.
    """
    work = _Work(ledgers, catalog)
    return {name: work.figure(name) for name in catalog.figures}


def counted_rows(ledger: Ledger, year: int | None) -> Marks:
    """The rows of a ledger that count in the year: dated in it, or undated where dates are optional."""
    key = ("counted", year)
    if key not in ledger.rows.kept:
        ledger.rows.kept[key] = _counted_rows(ledger, year)
    found: Marks = ledger.rows.kept[key]
    return found


def _counted_rows(ledger: Ledger, year: int | None) -> Marks:
    rows = ledger.rows
    counted = rows.all()
    if ledger.parts:
        counted &= ~rows.marked(ledger.parts)
    dated = ledger.schema.dated
    if dated not in rows or year is None:
        return counted
    dates = rows[dated]
    is_in_year = dates.where(lambda day: day.year == year)
    if not ledger.schema.fields[dated].required:
        unreadable = rows.marked(row for row, name in ledger.unread if name == dated)
        is_in_year |= dates.missing & ~unreadable
    return counted & is_in_year


@dataclass(frozen=True, slots=True)
class _Result:
    value: Number | None = None
    cells: Sequence[Place] = ()


_ABSENT = _Result()


@dataclass(frozen=True, slots=True)
class _Source:
    """The rows of one sheet that count for one figure."""

    ledger: Ledger
    rows: Marks


@dataclass(frozen=True, slots=True)
class _Work:
    """One computation: the figures worked out so far."""

    ledgers: Ledgers
    catalog: Catalog
    done: dict[str, Figure] = field(default_factory=dict)

    def figure(self, name: str) -> Figure:
        if name not in self.done:
            self.done[name] = self._make(self.catalog.figures[name])
        return self.done[name]

    def _make(self, schema: FigureSchema) -> Figure:
        result, inputs = self._from_figures(schema) if schema.verb.takes_figures else (self._from_ledger(schema), ())
        if result.value is None and schema.otherwise:
            other = self.figure(schema.otherwise)
            result, inputs = _Result(other.value, other.lineage.cells), (schema.otherwise,)
        lineage = Lineage(result.cells, inputs)
        return Figure(schema.id, schema.title, result.value, schema.unit, schema.style, lineage, self.catalog.rounding)

    def _from_figures(self, schema: FigureSchema) -> tuple[_Result, tuple[str, ...]]:
        inputs = [self.figure(name) for name in schema.targets]
        values = [each.value for each in inputs if each.value is not None]
        cells = together((each.lineage.cells for each in inputs), once=True)
        if len(values) < len(inputs):
            return _ABSENT, schema.targets
        return _Result(_COMBINE[schema.verb](values), cells), schema.targets

    def _from_ledger(self, schema: FigureSchema) -> _Result:
        sources = [
            _Source(ledger, matching(ledger, counted_rows(ledger, self.ledgers.year), schema.where))
            for ledger in self.ledgers.of(schema.ledger)
            if provides(ledger, schema)
        ]
        return _TAKE[schema.verb](sources, schema) if sources else _ABSENT


def provides(ledger: Ledger, schema: FigureSchema) -> bool:
    """Whether a sheet has every field that a figure needs."""
    needed = {each.field for each in schema.where}
    if schema.verb is Verb.DISTINCT:
        keys = ledger.schema.entities[_part(schema)]
        if not any(ledger.provides(key[0]) for key in keys):
            return False
    elif schema.verb is not Verb.COUNT:
        needed |= {each.partition(".")[2] for each in schema.targets}
    has_columns = all(ledger.has(each.partition(".")[2]) for each in schema.needs)
    return has_columns and all(ledger.provides(name) for name in needed)


def matching(ledger: Ledger, rows: Marks, where: Sequence[Condition]) -> Marks:
    """Those of the rows that meet every condition; the ledger must have their fields."""
    for condition in where:
        rows &= _meeting(ledger, condition)
    return rows


def _meeting(ledger: Ledger, condition: Condition) -> Marks:
    key = ("meeting", condition)
    if key not in ledger.rows.kept:
        ledger.rows.kept[key] = _all_meeting(ledger, condition)
    found: Marks = ledger.rows.kept[key]
    return found


def _all_meeting(ledger: Ledger, condition: Condition) -> Marks:
    column = ledger.rows[condition.field]
    if condition.values:
        return column.isin(condition.values)
    if condition.minimum is None:
        return column.filled
    least = condition.minimum * (100 if ledger.schema.fields[condition.field].type is FieldType.MONEY else 1)
    return column.where(lambda each: is_number(each) and each >= least)


def _part(schema: FigureSchema) -> str:
    return schema.targets[0].partition(".")[2]


def _count(sources: Sequence[_Source], schema: FigureSchema) -> _Result:
    """Rows; the cells named are those of the first required column."""
    del schema
    cells = together(each.ledger.cells(each.rows, leading_field(each.ledger)) for each in sources)
    return _Result(sum(each.rows.count for each in sources), cells)


def leading_field(ledger: Ledger) -> str:
    """The field whose cells stand for whole rows: the first required one that the sheet has."""
    names = [name for name, each in ledger.schema.fields.items() if each.required and ledger.has(name)]
    return next(iter([*names, *ledger.header.columns, *ledger.schema.fields]))  # a header may have no clear column


def _values(sources: Sequence[_Source], schema: FigureSchema) -> Iterator[tuple[Ledger, str, Marks]]:
    for each in sources:
        for name, rows in numbers(each.ledger, each.rows, schema):
            yield each.ledger, name, rows


def numbers(ledger: Ledger, rows: Marks, schema: FigureSchema) -> Iterator[tuple[str, Marks]]:
    """The rows with a number in each field that a figure takes; a column of any type may hold texts beside them."""
    for target in schema.targets:
        name = target.partition(".")[2]
        column = ledger.rows[name]
        is_any = ledger.schema.fields[name].type is FieldType.ANY
        yield name, rows & (column.where(is_number) if is_any else column.filled)


def is_number(value: object) -> bool:
    """Whether a value is a whole number or a decimal."""
    return isinstance(value, int | Decimal)


def _sum(sources: Sequence[_Source], schema: FigureSchema) -> _Result:
    value: Number = 0
    cells: list[Sequence[Place]] = []
    for ledger, name, rows in _values(sources, schema):
        value += ledger.rows[name].sum(rows)
        cells.append(ledger.cells(rows, name if ledger.has(name) else leading_field(ledger)))
    return _Result(value, together(cells))


def _distinct(sources: Sequence[_Source], schema: FigureSchema) -> _Result:
    keys = [entity_keys(each.ledger, _part(schema)) for each in sources]
    cells = (
        each.ledger.cells(each.rows & key.filled, entity_field(each.ledger, _part(schema)))
        for each, key in zip(sources, keys, strict=True)
    )
    if len(sources) == 1:
        return _Result(keys[0].distinct(sources[0].rows), together(cells))
    found: set[Hashable] = set()
    for each, key in zip(sources, keys, strict=True):
        found.update(key.values[code] for code in key.present(each.rows))
    return _Result(len(found), together(cells))


def entity_field(ledger: Ledger, entity: str) -> str:
    """The field whose cells stand for a person, household or session: the leading one of its best key."""
    leading = (key[0] for key in ledger.schema.entities[entity] if ledger.has(key[0]))
    return next(leading, leading_field(ledger))


def entity_keys(ledger: Ledger, entity: str) -> Column:
    """What each row's person, household or session is known by; missing where the row names none.

    The first of the entity's keys whose leading field is filled counts, so that an ID number goes before
    name and 单位.
    """
    key = ("entity", entity)
    if key not in ledger.rows.kept:
        ledger.rows.kept[key] = _entity_keys(ledger, entity)
    found: Column = ledger.rows.kept[key]
    return found


def _entity_keys(ledger: Ledger, entity: str) -> Column:
    rows = ledger.rows
    found = column([0] * len(rows), [None])
    for key in ledger.schema.entities[entity]:
        present = tuple(name for name in key if name in rows)
        if key[0] in rows and found.missing:
            keys = combined([rows[name] for name in present], needed=1)
            found = either(found, column(keys.codes, _Named(present, keys.values)))
    return found


class _Named(Sequence[Any]):
    """Keys with the names of their fields, so that an ID number is never taken for a name."""

    __slots__ = ("_names", "_values")

    def __init__(self, names: Sequence[str], values: Sequence[Any]) -> None:
        self._names = names
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        value = self._values[at]
        return None if value is None else tuple(zip(self._names, value, strict=True))


def _first(sources: Sequence[_Source], schema: FigureSchema) -> _Result:
    for ledger, name, rows in _values(sources, schema):
        first = next(ledger.values(name, rows), None)
        if first is not None:
            return _Result(exact(first[1]), (ledger.place(first[0], name),))
    return _ABSENT


def _extreme(choose: Callable[[Sequence[Number]], Number]) -> Callable[[Sequence[_Source], FigureSchema], _Result]:
    def take(sources: Sequence[_Source], schema: FigureSchema) -> _Result:
        found = list(_values(sources, schema))
        values = [exact(value) for ledger, name, rows in found for value, _ in ledger.rows[name].counts(rows)]
        if not values:
            return _ABSENT
        best = choose(values)
        cells = [
            ledger.place(row, name)
            for ledger, name, rows in found
            for row in ledger.rows.chosen(rows & ledger.rows[name].where(lambda value: exact(value) == best))
        ]
        return _Result(best, tuple(cells))

    return take


def _ratio(values: Sequence[Number]) -> Number | None:
    numerator, denominator = values
    return Fraction(numerator) / Fraction(denominator) if denominator else None


_TAKE: Mapping[Verb, Callable[[Sequence[_Source], FigureSchema], _Result]] = MappingProxyType(
    {
        Verb.COUNT: _count,
        Verb.SUM: _sum,
        Verb.DISTINCT: _distinct,
        Verb.FIRST: _first,
        Verb.MAX: _extreme(max),
        Verb.MIN: _extreme(min),
    }
)
_COMBINE: Mapping[Verb, Callable[[Sequence[Number]], Number | None]] = MappingProxyType(
    {
        Verb.RATIO: _ratio,
        Verb.DIFFERENCE: lambda values: values[0] - values[1],
        Verb.TOTAL: lambda values: sum(values, start=0),
    }
)
