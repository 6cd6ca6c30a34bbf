"""Whether a declared table hangs together: all it names exists, may be shown, and has a unit that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from unionreport.coherence import check_condition, check_figure
from unionreport.exhibit import ChartKind
from unionreport.numerals import StyleError, header_unit, show
from unionreport.schema import Checks, Condition, Field, FieldType, FigureSchema, LedgerSchema, Secrecy
from unionreport.table import Table
from unionreport.tabledeclaration import fail_near, read_table
from unionreport.tableschema import ChartSchema, ColumnSchema, Content, Order, RowSchema, TableKind, TableSchema

_GROUPED = (FieldType.TEXT, FieldType.CODE)
_LEAST_YEARS = 2
_OF_A_RATIO = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What a table may name: ledgers and figures; and what it may show of people."""

    ledgers: Mapping[str, LedgerSchema]
    figures: Mapping[str, FigureSchema]
    checks: Checks


def read_tables(sources: Iterable[Table], known: Known, base: Mapping[str, TableSchema]) -> dict[str, TableSchema]:
    """The tables of these sources over those at hand; one of a known name takes the place of that one.

    Raises CatalogError for what cannot be shown, and for two charts of one name.
    """
    tables, charts = dict(base), {}
    for source in sources:
        for name in source.data:
            table = source.table(name)
            tables[name] = read_table(table, name, known.ledgers)
            check_table(table, tables[name], known)
            charts[name] = table
    taken: dict[str, str] = {}
    for name in sorted(tables, key=lambda each: each in charts):
        for number, chart in enumerate(tables[name].charts, 1):
            if chart.name in taken:
                charts[name].fail(f"charts[{number}].name", "chart-taken", name=chart.name, table=taken[chart.name])
            taken[chart.name] = name
    return tables


def check_table(table: Table, schema: TableSchema, known: Known) -> None:
    """Refuses a table that names what does not exist or no table may show; raises CatalogError."""
    if schema.kind in {TableKind.GROUP, TableKind.LIST}:
        _check_ledger(table, schema, known)
    if schema.kind is TableKind.FIGURES and not _has(Content.FIGURE, schema):
        table.fail("columns", "columns-missing")
    for source, column in zip(table.tables("columns"), schema.columns.values(), strict=True):
        _check_column(source, column, schema, known)
    for source, row in zip(table.tables("rows"), schema.rows, strict=True):
        _check_row(source, row, schema, known)
    for source, chart in zip(table.tables("charts"), schema.charts, strict=True):
        _check_chart(source, chart, schema, known)
    if schema.years < _LEAST_YEARS:
        table.fail("years", "years-few", least=_LEAST_YEARS)


def _has(content: Content, schema: TableSchema) -> bool:
    return any(each.content is content for each in schema.columns.values())


def _check_ledger(table: Table, schema: TableSchema, known: Known) -> None:
    ledger = known.ledgers.get(schema.ledger)
    if ledger is None:
        table.fail("ledger", "ledger-unknown", ledger=schema.ledger)
    _check_conditions(table.table("where"), schema.where, ledger)
    for name in schema.together:
        _field(table, "together", name, ledger)
    if schema.kind is TableKind.GROUP:
        _check_groups(table, schema, ledger, known)


def _check_groups(table: Table, schema: TableSchema, ledger: LedgerSchema, known: Known) -> None:
    field = _field(table, "by", schema.by, ledger)
    if field.type not in _GROUPED:
        table.fail("by", "group-not-text", field=field.title)
    private = known.checks.private(field)
    if known.checks.is_secret(field.title) or (private and private.secrecy is not Secrecy.NEVER):
        table.fail("by", "field-personal", field=field.title)
    for value in schema.labels:
        check_condition(table.table("labels"), Condition(schema.by, (value,)), ledger)
    if schema.order is Order.CODE and not ledger.nested:
        table.fail("order", "code-missing", ledger=ledger.title)
    if schema.largest:
        column = _column(table, "largest", schema.largest, schema)
        if column.content.verb is None:
            table.fail("largest", "column-no-number", name=schema.largest)


def _check_conditions(table: Table, where: tuple[Condition, ...], ledger: LedgerSchema) -> None:
    for condition in where:
        _field(table, condition.field, condition.field, ledger)
        check_condition(table, condition, ledger)


def _field(table: Table, key: str, name: str, ledger: LedgerSchema) -> Field:
    if name not in ledger.fields:
        table.fail(key, "field-unknown", field=name, ledger=ledger.title)
    return ledger.fields[name]


def _column(table: Table, key: str, name: str, schema: TableSchema) -> ColumnSchema:
    if name not in schema.columns:
        fail_near(table, key, "column-unknown", name, list(schema.columns))
    return schema.columns[name]


def _check_column(table: Table, column: ColumnSchema, schema: TableSchema, known: Known) -> None:
    if column.content.verb is not None:
        _check_conditions(table.table("where"), column.where, known.ledgers[schema.ledger])
        check_figure(table, schema.figure(column), known.ledgers, {})
    elif column.where:
        table.fail("where", "where-needless")
    elif column.content is Content.FIELD:
        _check_field(table, column, schema, known)
    elif column.content in {Content.SHARE, Content.RATIO}:
        _check_derived(table, column, schema)
    if column.total:
        _check_total(table, column, schema, known)


def _check_field(table: Table, column: ColumnSchema, schema: TableSchema, known: Known) -> None:
    """A table shows only fields that are nobody's secret; names and numbers of people stand in lists alone."""
    if len(column.of) != 1:
        table.fail("field", "not-text")
    field = _field(table, "field", column.of[0], known.ledgers[schema.ledger])
    private = known.checks.private(field)
    is_refused = private and (private.secrecy is Secrecy.NEVER or schema.kind is TableKind.GROUP)
    if is_refused or known.checks.is_secret(field.title):
        table.fail("field", "field-personal", field=field.title)


def _check_derived(table: Table, column: ColumnSchema, schema: TableSchema) -> None:
    columns = [_column(table, column.content, name, schema) for name in column.of]
    for name, each in zip(column.of, columns, strict=True):
        if each.content.verb is None:
            table.fail(column.content, "column-no-number", name=name)
        if column.content is Content.SHARE and not each.content.adds_up:
            table.fail(column.content, "share-unaddable", name=name)
    if len(columns) != (1 if column.content is Content.SHARE else _OF_A_RATIO):
        table.fail(column.content, "columns-number", content=column.content)
    if column.unit != "%":
        table.fail("unit", "unit-unfit", unit=column.unit)


def _check_total(table: Table, column: ColumnSchema, schema: TableSchema, known: Known) -> None:
    figure = known.figures.get(column.total)
    if figure is None:
        fail_near(table, "total", "figure-unknown-too", column.total, list(known.figures))
    if not schema.totals or figure.unit not in {column.unit, ""}:
        table.fail("total", "unit-unfit" if schema.totals else "totals-missing", unit=column.unit)


def _check_row(table: Table, row: RowSchema, schema: TableSchema, known: Known) -> None:
    for slot, name in row.figures.items():
        figure = known.figures.get(name)
        if figure is None:
            fail_near(table, "figure", "figure-unknown-too", name, list(known.figures))
        column = schema.columns.get(slot)
        if column and column.unit and figure.unit != column.unit:
            table.fail("figure", "unit-unfit", unit=figure.unit)
        style = row.style or (column.style if column else "bare")
        try:
            show(1, figure.unit, style)
        except StyleError:
            table.fail("show", "style-unknown", value=row.style, unit=figure.unit)
        is_said = (column and column.unit) or _has(Content.MEASURE, schema)
        if header_unit(figure.unit, style) and not is_said:
            table.fail("show", "unit-unsaid", value=style, unit=figure.unit)


def _check_chart(table: Table, chart: ChartSchema, schema: TableSchema, known: Known) -> None:
    """All that is drawn on one axis has one unit, and a pie has one series."""
    if schema.kind is not TableKind.YEARS:
        column = _column(table, "category", chart.category, schema)
        if column.content not in {Content.LABEL, Content.FIELD}:
            table.fail("category", "column-no-text", name=chart.category)
    units = set(_units_drawn(table, chart, schema, known))
    if len(units) != 1:
        table.fail("values", "chart-units", units="、".join(sorted(units)))
    if chart.kind is ChartKind.PIE and (len(chart.values) != 1 or schema.kind is TableKind.YEARS):
        table.fail("values", "pie-one")


def _units_drawn(table: Table, chart: ChartSchema, schema: TableSchema, known: Known) -> Iterator[str]:
    rows = {each.figures[""]: each for each in schema.rows if "" in each.figures}
    for name in chart.values:
        if schema.kind is TableKind.YEARS:
            if name not in rows:
                fail_near(table, "values", "figure-unknown-too", name, list(rows))
            yield known.figures[name].unit
            continue
        column = _column(table, "values", name, schema)
        if column.content in {Content.SEQ, Content.LABEL, Content.MEASURE}:
            table.fail("values", "column-no-number", name=name)
        if column.content is Content.FIGURE:
            yield from (known.figures[each.figures[name]].unit for each in schema.rows if name in each.figures)
        elif column.content is Content.FIELD and not known.ledgers[schema.ledger].fields[column.of[0]].type.is_numeric:
            table.fail("values", "column-no-number", name=name)
        else:
            yield column.unit
