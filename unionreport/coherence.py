"""Whether a declared figure hangs together: everything it names exists, and its unit fits what it takes."""

from __future__ import annotations

from collections.abc import Mapping

from unionreport.schema import Condition, FieldType, FigureSchema, LedgerSchema, Verb
from unionreport.table import Table

Figures = Mapping[str, FigureSchema]

_OF_CELLS = (Verb.SUM, Verb.MAX, Verb.MIN, Verb.FIRST)
_UNITS_OF_A_KIND = ("元", "%")  # fen and shares; all others are plain numbers


def check_figure(table: Table, figure: FigureSchema, ledgers: Mapping[str, LedgerSchema], figures: Figures) -> None:
    """Refuses a figure whose ledger, fields, entities or inputs do not exist, or that needs itself.

    Also one whose unit is not that of its numbers, which would print fen for persons, and one that asks
    for a value no cell can have, which would always be nothing. Raises CatalogError.
    """
    if figure.otherwise and figure.otherwise not in figures:
        table.fail("otherwise", "figure-unknown", figure=figure.otherwise)
    if figure.verb.takes_figures:
        _check_inputs(table, figure, figures)
    else:
        _check_source(table, figure, ledgers)
    if _leads_to(figure.id, figure, figures, frozenset()):
        table.fail(figure.verb if figure.verb.takes_figures else "otherwise", "figure-circular", figure=figure.id)
    if figure.otherwise and _kind(figures[figure.otherwise].unit) != _kind(figure.unit):
        table.fail("otherwise", "unit-unfit", unit=figure.unit)


def _check_inputs(table: Table, figure: FigureSchema, figures: Figures) -> None:
    for name in figure.targets:
        if name not in figures:
            table.fail(figure.verb, "figure-unknown", figure=name)
    if figure.verb is not Verb.TOTAL and len(figure.targets) != 2:
        table.fail(figure.verb, "not-two-figures")
    kinds = [_kind(figures[name].unit) for name in figure.targets]
    if _kind(figure.unit) not in (_of_ratio(*kinds) if figure.verb is Verb.RATIO else _of_sum(kinds)):
        table.fail("unit", "unit-unfit", unit=figure.unit)


def _kind(unit: str) -> str:
    return unit if unit in _UNITS_OF_A_KIND else ""


def _of_sum(kinds: list[str]) -> set[str]:
    return set(kinds) if len(set(kinds)) == 1 else set()


def _of_ratio(first: str, second: str) -> set[str]:
    """What comes of a division: a share or a mean of like and like, 元 a head of 元 and heads."""
    if first == second:
        return {"", "%"}
    return {"元"} if (first, second) == ("元", "") else set()


def _leads_to(name: str, figure: FigureSchema, figures: Figures, seen: frozenset[str]) -> bool:
    inputs = figure.targets if figure.verb.takes_figures else ()
    nexts = [each for each in (*inputs, figure.otherwise) if each in figures and each not in seen]
    return name in nexts or any(_leads_to(name, figures[each], figures, seen | set(nexts)) for each in nexts)


def _check_source(table: Table, figure: FigureSchema, ledgers: Mapping[str, LedgerSchema]) -> None:
    ledger = ledgers.get(figure.ledger)
    if ledger is None:
        table.fail(figure.verb, "ledger-unknown", ledger=figure.ledger)
    for target in figure.targets:
        name, _, part = target.partition(".")
        if name != ledger.id:
            table.fail(figure.verb, "two-ledgers")
        _check_part(table, figure, ledger, part)
    for name in (*(each.field for each in figure.where), *(each.partition(".")[2] for each in figure.needs)):
        if name not in ledger.fields:
            table.fail("where", "field-unknown", field=name, ledger=ledger.title)
    for condition in figure.where:
        check_condition(table.table("where"), condition, ledger)


def _check_part(table: Table, figure: FigureSchema, ledger: LedgerSchema, part: str) -> None:
    """Whether the verb can take this part of the ledger, and whether the unit is that of its numbers."""
    known = ledger.entities if figure.verb is Verb.DISTINCT else ledger.fields
    if (part not in known) if figure.verb is not Verb.COUNT else part:
        table.fail(figure.verb, "field-unknown", field=part, ledger=ledger.title)
    kinds = {""}
    if figure.verb in _OF_CELLS:
        kind = ledger.fields[part].type
        if not kind.is_numeric:
            table.fail(figure.verb, "not-numeric", field=part, ledger=ledger.title)
        kinds = {FieldType.MONEY: {"元"}, FieldType.NUMBER: {"", "%"}, FieldType.ANY: {"", "%", "元"}}.get(kind, {""})
    if _kind(figure.unit) not in kinds:
        table.fail("unit", "unit-unfit", unit=figure.unit)


def check_condition(table: Table, condition: Condition, ledger: LedgerSchema) -> None:
    """Whether a cell of the field can ever be what the condition asks for."""
    field = ledger.fields[condition.field]
    if condition.minimum is not None and not field.type.is_numeric:
        table.fail(field.name, "not-numeric", field=field.name, ledger=ledger.title)
    allowed = tuple(ledger.items) if ledger.items and field.name == "item" else () if field.open else field.enum
    for value in condition.values:
        if isinstance(value, bool) != (field.type is FieldType.YESNO):
            table.fail(field.name, "not-flag" if field.type is FieldType.YESNO else "not-text")
        if allowed and value not in allowed:
            table.fail(field.name, "not-among", value=value, allowed="、".join(allowed))
