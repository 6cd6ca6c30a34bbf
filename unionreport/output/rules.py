"""The rules in words: one explained, or all of them listed."""

from __future__ import annotations

from unionreport.output.columns import table
from unionreport.schema import Catalog, RuleSchema
from unionreport.texts import Texts


def explanation(rule: RuleSchema, texts: Texts) -> str:
    """What a rule means, with a wrong and a right example."""
    name = f"rules.{rule.name}"
    severity = texts.say(f"severity.{rule.severity}")
    facts = [(texts.say(f"check.{each}"), texts.say(f"{name}.{each}")) for each in ("wrong", "right")]
    return f"{rule.code} {rule.name}  {severity}\n  {texts.say(f'{name}.title')}\n{table(facts, '  ')}"


def listing(catalog: Catalog, texts: Texts) -> str:
    """Every rule with code, name, severity and title, by code."""
    rules = sorted(catalog.rules.values(), key=lambda rule: rule.code)
    return table(
        [
            (rule.code, rule.name, texts.say(f"severity.{rule.severity}"), texts.say(f"rules.{rule.name}.title"))
            for rule in rules
        ]
    )
