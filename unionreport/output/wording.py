"""Findings and figures in words: rule texts filled with a finding's values, formulas spelled out."""

from __future__ import annotations

from unionreport.figure import Figure
from unionreport.judgement import Judged
from unionreport.schema import Catalog, Condition, FigureSchema, LedgerSchema, Verb
from unionreport.texts import Texts


def message(judged: Judged, texts: Texts) -> str:
    """What is wrong, in one sentence."""
    return texts.say(f"rules.{judged.rule.name}.message", **judged.finding.params)


def remedy(judged: Judged, texts: Texts) -> str:
    """What to do about it, with the nearest allowed value where there is one."""
    rule = f"rules.{judged.rule.name}"
    key = f"{rule}.near" if judged.finding.params.get("near") and texts.has(f"{rule}.near") else f"{rule}.help"
    return texts.say(key, **judged.finding.params)


def formula_of(figure: Figure, catalog: Catalog, texts: Texts) -> str:
    """How a figure came about: as the catalog declares it, or as its lineage says where that is not enough."""
    if figure.lineage.formula:
        return texts.say(f"formula.{figure.lineage.formula}")
    return formula(catalog.figures[figure.id], catalog, texts)


def formula(figure: FigureSchema, catalog: Catalog, texts: Texts) -> str:
    """How a figure is worked out, from its verb and its conditions."""
    if figure.verb.takes_figures:
        text = _of_figures(figure, catalog, texts)
    else:
        text = _of_ledger(figure, catalog.ledgers[figure.ledger], texts)
    if figure.otherwise:
        other = catalog.figures[figure.otherwise].title
        return texts.say("formula.otherwise", formula=text, title=other)
    return text


def _of_figures(figure: FigureSchema, catalog: Catalog, texts: Texts) -> str:
    titles = [catalog.figures[name].title for name in figure.targets]
    if figure.verb is Verb.TOTAL:
        return texts.say("formula.total", inputs=texts.say("formula.plus").join(titles))
    return texts.say(f"formula.{figure.verb}", first=titles[0], second=titles[1])


def _of_ledger(figure: FigureSchema, ledger: LedgerSchema, texts: Texts) -> str:
    parts = [target.partition(".")[2] for target in figure.targets]
    values = {"ledger": ledger.title}
    if figure.verb is Verb.DISTINCT:
        values["entity"] = _keys(ledger, parts[0], texts)
    elif figure.verb is not Verb.COUNT:
        titles = [f"{ledger.title}.{ledger.fields[part].title}" for part in parts]
        values["fields"] = texts.say("formula.plus").join(titles)
    text = texts.say(f"formula.{figure.verb}", **values)
    if not figure.where:
        return text
    conditions = [_condition(each, ledger, texts) for each in figure.where]
    return text + texts.say("formula.where", conditions=texts.say("formula.and").join(conditions))


def _keys(ledger: LedgerSchema, entity: str, texts: Texts) -> str:
    keys = ["+".join(ledger.fields[name].title for name in key) for key in ledger.entities[entity]]
    return texts.say("formula.key_or").join(keys)


def _condition(condition: Condition, ledger: LedgerSchema, texts: Texts) -> str:
    title = ledger.fields[condition.field].title
    if condition.minimum is not None:
        return texts.say("formula.minimum", field=title, minimum=condition.minimum)
    if condition.filled:
        return texts.say("formula.filled", field=title)
    names = [_value(each, ledger, condition.field, texts) for each in condition.values]
    return texts.say("formula.condition", field=title, values=texts.say("formula.or").join(names))


def _value(value: str | bool, ledger: LedgerSchema, field: str, texts: Texts) -> str:  # noqa: FBT001  a value
    if isinstance(value, bool):
        return texts.say("formula.yes" if value else "formula.no")
    items = ledger.items if field == "item" else {}
    return items[value].title if value in items else value
