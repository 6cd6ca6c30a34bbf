"""Reads declared ledgers and figures from TOML tables, new ones or additions to those at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from unionreport.coherence import check_condition
from unionreport.numerals import StyleError, show
from unionreport.schema import (
    Condition,
    Derivation,
    Equation,
    Field,
    FieldType,
    FigureSchema,
    LedgerSchema,
    Private,
    Relation,
    Secrecy,
    Verb,
)
from unionreport.table import Table

TOTAL_LABELS = ("合计", "小计", "总计", "累计", "共计", "本页合计")

_FIELD_KEYS = (
    "name", "title", "type", "aliases", "required", "enum", "open", "synonyms",
    "minimum", "maximum", "default", "fallback", "derived", "unit", "private",
)  # fmt: skip
_LEDGER_KEYS = (
    "title", "aliases", "dated", "totals", "nested", "duplicates", "any_of", "relations",
    "equals", "entities", "items", "fields", "columns", "sensitive",
)  # fmt: skip
_FIGURE_KEYS = ("title", "unit", "show", "where", "needs", "otherwise", *Verb)


def read_ledger(table: Table, name: str, base: LedgerSchema | None = None) -> LedgerSchema:
    """One ledger from its table; with a base, that ledger with the table's additions.

    Lists (aliases, totals, enum) are added to, fields with a known name are extended, single values
    replaced. Raises CatalogError on unknown keys, wrong types and names that lead nowhere.
    """
    table.only(*_LEDGER_KEYS)
    if base is None:
        base = LedgerSchema(name, table.text("title"), {}, totals=TOTAL_LABELS)
    relations = tuple(Relation(each.texts("low"), each.text("high")) for each in table.tables("relations"))
    equals = tuple(Equation(each.texts("parts"), each.text("whole")) for each in table.tables("equals"))
    ledger = replace(
        base,
        title=table.text("title", base.title),
        fields=_read_fields(table, "fields", base.fields),
        aliases=(*base.aliases, *table.texts("aliases")),
        dated=table.text("dated", base.dated),
        totals=table.texts("totals") or base.totals,
        nested=table.text("nested", base.nested),
        duplicates=table.flag("duplicates", default=base.duplicates),
        any_of=base.any_of + table.lists("any_of"),
        relations=base.relations + relations,
        equals=base.equals + equals,
        entities={**base.entities, **{key: table.table("entities").lists(key) for key in table.table("entities").data}},
        items=_read_fields(table, "items", base.items),
        columns={**base.columns, **table.mapping("columns")},
        sensitive=_read_sensitive(table) if "sensitive" in table.data else base.sensitive,
    )
    _check_ledger(table, ledger)
    return ledger


def _read_sensitive(table: Table) -> tuple[Condition, ...] | None:
    """``true`` for every row, ``{ kind = ["住院"] }`` for those that meet the conditions, ``false`` for none."""
    if isinstance(table.data["sensitive"], Mapping):
        return tuple(read_conditions(table.table("sensitive")))
    return () if table.flag("sensitive", default=False) else None


def _read_fields(table: Table, key: str, base: Mapping[str, Field]) -> dict[str, Field]:
    fields = dict(base)
    for each in table.tables(key):
        name = each.text("name")
        fields[name] = _read_field(each, fields.get(name))
    return fields


def _read_field(table: Table, base: Field | None) -> Field:
    table.only(*_FIELD_KEYS)
    if base is None:
        base = Field(table.text("name"), table.text("title"), table.choice("type", FieldType))
    default = table.data.get("default", base.default)
    if default is not None and not isinstance(default, int | str):
        table.fail("default", "not-text")
    return replace(
        base,
        title=table.text("title", base.title),
        type=table.choice("type", FieldType, base.type),
        aliases=(*base.aliases, *table.texts("aliases")),
        required=table.flag("required", default=base.required),
        enum=(*base.enum, *table.texts("enum")),
        open=table.flag("open", default=base.open),
        synonyms={**base.synonyms, **table.mapping("synonyms")},
        minimum=base.minimum if table.whole("minimum") is None else table.whole("minimum"),
        maximum=base.maximum if table.whole("maximum") is None else table.whole("maximum"),
        default=default,
        fallback=table.texts("fallback") or base.fallback,
        derived=tuple(_read_derivation(each) for each in table.tables("derived")) or base.derived,
        unit=table.text("unit", base.unit),
        private=_read_private(table.table("private")) if "private" in table.data else base.private,
    )


def _read_private(table: Table) -> Private:
    table.only("as", "only", "child", "instead")
    return Private(
        secrecy=table.choice("as", Secrecy),
        only=tuple(read_conditions(table.table("only"))),
        child=tuple(read_conditions(table.table("child"))),
        instead=table.text("instead", ""),
    )


def _read_derivation(table: Table) -> Derivation:
    table.only("from", "values", "prefixes")
    values, prefixes = table.table("values"), table.table("prefixes")
    return Derivation(table.text("from"), dict(_inverted(values)), dict(_inverted(prefixes)))


def _inverted(table: Table) -> Iterator[tuple[str, str]]:
    for result in table.data:
        for each in table.texts(result):
            yield each, result


def _check_ledger(table: Table, ledger: LedgerSchema) -> None:
    """Every field that the ledger speaks of must be one of its fields."""
    named = {
        "dated": [ledger.dated],
        "nested": [ledger.nested],
        "columns": list(ledger.columns),
        "sensitive": [each.field for each in ledger.sensitive or ()],
        "any_of": [each for group in ledger.any_of for each in group],
        "relations": [each for relation in ledger.relations for each in (*relation.low, relation.high)],
        "equals": [each for equation in ledger.equals for each in (*equation.parts, equation.whole)],
        "entities": [each for keys in ledger.entities.values() for key in keys for each in key],
        "fields": [each for field in ledger.fields.values() for each in _named_by(field)],
    }
    for key, names in named.items():
        for name in names:
            if name and name not in ledger.fields:
                table.fail(key, "field-unknown", field=name, ledger=ledger.title)
    for field in ledger.fields.values():
        for condition in (*field.private.only, *field.private.child) if field.private else ():
            check_condition(table, condition, ledger)
    if ledger.dated and ledger.fields[ledger.dated].type is not FieldType.DATE:
        table.fail("dated", "not-date-field", field=ledger.dated, ledger=ledger.title)


def _named_by(field: Field) -> Iterator[str]:
    yield from field.fallback
    yield from (way.source for way in field.derived)
    if field.private:
        yield from (each.field for each in (*field.private.only, *field.private.child))
        yield field.private.instead


def read_figures(table: Table, prefix: str = "") -> Iterator[tuple[Table, FigureSchema]]:
    """Every figure declared in a tree of tables, with its table; its id is the path of names to it.

    A table that holds nothing but tables is a group of figures.
    """
    for name in table.data:
        each = table.table(name)
        path = f"{prefix}.{name}" if prefix else name
        if all(isinstance(value, Mapping) for value in each.data.values()):
            yield from read_figures(each, path)
        else:
            yield each, _read_figure(each, path)


def _read_figure(table: Table, name: str) -> FigureSchema:
    table.only(*_FIGURE_KEYS)
    verbs = [verb for verb in Verb if verb in table.data]
    if len(verbs) != 1:
        table.fail("", "verb-count", allowed="、".join(Verb))
    unit, style = table.text("unit"), table.text("show", "plain")
    try:
        show(1, unit, style)
    except StyleError:
        table.fail("show", "style-unknown", value=style, unit=unit)
    return FigureSchema(
        id=name,
        title=table.text("title"),
        verb=verbs[0],
        targets=table.text_or_texts(verbs[0]) or table.fail(verbs[0], "not-texts"),
        unit=unit,
        style=style,
        where=tuple(read_conditions(table.table("where"))),
        needs=table.texts("needs"),
        otherwise=table.text("otherwise", ""),
    )


def read_conditions(table: Table) -> Iterator[Condition]:
    """What a ``where`` table asks of a row, field by field."""
    for name, value in table.data.items():
        if isinstance(value, Mapping):
            limits = table.table(name)
            limits.only("minimum", "filled")
            minimum, filled = limits.whole("minimum"), limits.flag("filled", default=False)
            if minimum is None and not filled:
                limits.fail("", "condition-empty")
            yield Condition(name, minimum=minimum, filled=filled)
        elif isinstance(value, bool):
            yield Condition(name, (value,))
        else:
            yield Condition(name, table.text_or_texts(name) or table.fail(name, "condition-empty"))
