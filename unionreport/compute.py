"""Works out every declared figure from the ledgers, each with the cells it came from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import pandas as pd

from unionreport.figure import Figure, Lineage, Number
from unionreport.ledger import Ledger, row_numbers
from unionreport.ledgers import Ledgers
from unionreport.places import Place
from unionreport.schema import Catalog, Condition, FieldType, FigureSchema, Verb


def compute(ledgers: Ledgers, catalog: Catalog) -> dict[str, Figure]:
    """Every figure of the catalog by id, in the catalog's order.

    A figure whose ledger is absent, or whose ledger lacks a column it needs, has value None. Only rows
    of the report's year count; total rows and sub-subjects never do.
    """
    work = _Work(ledgers, catalog)
    return {name: work.figure(name) for name in catalog.figures}


def counted_rows(ledger: Ledger, year: int | None) -> pd.DataFrame:
    """The rows of a ledger that count in the year: dated in it, or undated where dates are optional."""
    rows = ledger.rows
    if ledger.parts:
        rows = rows[~rows.index.isin(ledger.parts)]
    dated = ledger.schema.dated
    if dated not in rows or year is None:
        return rows
    dates = rows[dated]
    is_in_year = dates.dt.year == year
    if not ledger.schema.fields[dated].required:
        unreadable = [row for row, name in ledger.unread if name == dated]
        is_in_year |= dates.isna() & ~dates.index.isin(unreadable)
    counted: pd.DataFrame = rows.loc[is_in_year]
    return counted


@dataclass(frozen=True, slots=True)
class _Result:
    value: Number | None = None
    cells: tuple[Place, ...] = ()


_ABSENT = _Result()


@dataclass(frozen=True, slots=True)
class _Source:
    """The rows of one sheet that count for one figure."""

    ledger: Ledger
    rows: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Work:
    """One computation: the figures worked out so far, and the counted rows of each sheet."""

    ledgers: Ledgers
    catalog: Catalog
    done: dict[str, Figure] = field(default_factory=dict)
    counted: dict[tuple[str, str, int], pd.DataFrame] = field(default_factory=dict)

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
        cells = tuple(dict.fromkeys(place for each in inputs for place in each.lineage.cells))
        if len(values) < len(inputs):
            return _ABSENT, schema.targets
        return _Result(_COMBINE[schema.verb](values), cells), schema.targets

    def _from_ledger(self, schema: FigureSchema) -> _Result:
        sources = [
            _Source(ledger, matching(ledger, self._counted(ledger), schema.where))
            for ledger in self.ledgers.of(schema.ledger)
            if provides(ledger, schema)
        ]
        return _TAKE[schema.verb](sources, schema) if sources else _ABSENT

    def _counted(self, ledger: Ledger) -> pd.DataFrame:
        key = (ledger.file, ledger.sheet, ledger.header.left)
        if key not in self.counted:
            self.counted[key] = counted_rows(ledger, self.ledgers.year)
        return self.counted[key]


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


def matching(ledger: Ledger, rows: pd.DataFrame, where: Sequence[Condition]) -> pd.DataFrame:
    """The rows that meet every condition; the frame must have their fields."""
    for condition in where:
        column = rows[condition.field]
        if condition.values:
            rows = rows[column.isin(condition.values)]
        elif condition.minimum is not None:
            least = condition.minimum * (100 if ledger.schema.fields[condition.field].type is FieldType.MONEY else 1)
            rows = rows[[_is_number(each) and each >= least for each in column]]
        else:
            rows = rows[column.notna()]
    return rows


def _part(schema: FigureSchema) -> str:
    return schema.targets[0].partition(".")[2]


def _count(sources: Sequence[_Source], schema: FigureSchema) -> _Result:
    """Rows; the cells named are those of the first required column."""
    del schema
    cells: list[Place] = []
    for each in sources:
        cells += each.ledger.ranges(row_numbers(each.rows), leading_field(each.ledger))
    return _Result(sum(len(each.rows) for each in sources), tuple(cells))


def leading_field(ledger: Ledger) -> str:
    """The field whose cells stand for whole rows: the first required one that the sheet has."""
    names = [name for name, each in ledger.schema.fields.items() if each.required and ledger.has(name)]
    return next(iter([*names, *ledger.header.columns, *ledger.schema.fields]))  # a header may have no clear column


def _values(sources: Sequence[_Source], schema: FigureSchema) -> Iterator[tuple[Ledger, str, pd.Series]]:
    for each in sources:
        for name, series in numbers(each.ledger, each.rows, schema):
            yield each.ledger, name, series


def numbers(ledger: Ledger, rows: pd.DataFrame, schema: FigureSchema) -> Iterator[tuple[str, pd.Series]]:
    """The numbers of each field that a figure takes; a column of any type may hold texts beside them."""
    for target in schema.targets:
        name = target.partition(".")[2]
        column = rows[name].dropna()
        if ledger.schema.fields[name].type is FieldType.ANY:
            column = column[[_is_number(value) for value in column]]
        yield name, column


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) or bool(pd.api.types.is_integer(value))


def _sum(sources: Sequence[_Source], schema: FigureSchema) -> _Result:
    value: Number = 0
    cells: list[Place] = []
    for ledger, name, series in _values(sources, schema):
        value += sum((exact(each) for each in series), start=0)
        cells += ledger.ranges(row_numbers(series), name if ledger.has(name) else leading_field(ledger))
    return _Result(value, tuple(cells))


def exact(value: object) -> Number:
    """A cell's number without loss: whole numbers stay whole, decimals become fractions."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else Fraction(value)
    return int(value)  # type: ignore[call-overload,no-any-return]


def _distinct(sources: Sequence[_Source], schema: FigureSchema) -> _Result:
    found: set[Hashable] = set()
    cells: list[Place] = []
    for each in sources:
        keys = entity_keys(each.ledger, each.rows, _part(schema)).dropna()
        found |= set(keys)
        cells += each.ledger.ranges(row_numbers(keys), entity_field(each.ledger, _part(schema)))
    return _Result(len(found), tuple(cells))


def entity_field(ledger: Ledger, entity: str) -> str:
    """The field whose cells stand for a person, household or session: the leading one of its best key."""
    leading = (key[0] for key in ledger.schema.entities[entity] if ledger.has(key[0]))
    return next(leading, leading_field(ledger))


def entity_keys(ledger: Ledger, rows: pd.DataFrame, entity: str) -> pd.Series:
    """What each row's person, household or session is known by; missing where the row names none.

    The first of the entity's keys whose leading field is filled counts, so that an ID number goes before
    name and 单位.
    """
    result = pd.Series([None] * len(rows), index=rows.index, dtype="object")
    for key in ledger.schema.entities[entity]:
        if key[0] not in rows:
            continue
        present = [name for name in key if name in rows]
        filled = rows[key[0]].notna() & result.isna()
        tuples = zip(*(rows.loc[filled, name].astype("object") for name in present), strict=True)
        plain = [
            tuple((name, None if pd.isna(v) else v) for name, v in zip(present, each, strict=True)) for each in tuples
        ]
        result.loc[filled] = pd.Series(plain, index=rows.index[filled], dtype="object")
    return result


def _first(sources: Sequence[_Source], schema: FigureSchema) -> _Result:
    for ledger, name, series in _values(sources, schema):
        if len(series):
            return _Result(exact(series.iloc[0]), (ledger.place(row_numbers(series)[0], name),))
    return _ABSENT


def _extreme(choose: Callable[[Sequence[Number]], Number]) -> Callable[[Sequence[_Source], FigureSchema], _Result]:
    def take(sources: Sequence[_Source], schema: FigureSchema) -> _Result:
        found = [
            (exact(value), row, ledger, name)
            for ledger, name, series in _values(sources, schema)
            for row, value in zip(row_numbers(series), series, strict=True)
        ]
        if not found:
            return _ABSENT
        best = choose([value for value, *_ in found])
        return _Result(best, tuple(ledger.place(row, name) for value, row, ledger, name in found if value == best))

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
