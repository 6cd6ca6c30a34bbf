"""The rules in words: one explained, all of them listed, or the page RULES.md with all of them in both languages."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from itertools import groupby

from unionreport.config import builtin
from unionreport.output.columns import table
from unionreport.schema import Catalog, RuleSchema
from unionreport.texts import LANGUAGES, Texts, texts

_PLACE = re.compile(r"\{[a-z_]+\}")


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


def page(catalog: Catalog, languages: Sequence[Texts]) -> str:
    """Every rule as a Markdown page, one table a family: what each means and what to do, in each language."""
    first = languages[0]
    lines = ["# " + " · ".join(each.say("handbook.title") for each in languages), ""]
    for each in languages:
        lines += [each.say("handbook.about", count=len(catalog.rules)), ""]
    rules = sorted(catalog.rules.values(), key=lambda rule: rule.code)
    for family, members in groupby(rules, key=lambda rule: rule.code[0]):
        title = " · ".join(each.say(f"handbook.family_{family}") for each in languages)
        head = [first.say("handbook.rule"), first.say("handbook.level"), *(each.language for each in languages)]
        lines += [f"## {family} {title}", "", _line(head), _line(["---"] * len(head))]
        lines += [*(_line(_cells(rule, languages)) for rule in members), ""]
    return "\n".join(lines)


def _cells(rule: RuleSchema, languages: Sequence[Texts]) -> list[str]:
    levels = " ".join(dict.fromkeys(each.say(f"severity.{rule.severity}") for each in languages))
    return [f"{rule.code} `{rule.name}`", levels, *(_meaning(rule, each) for each in languages)]


def _meaning(rule: RuleSchema, texts: Texts) -> str:
    title, remedy = (texts.say(f"rules.{rule.name}.title"), texts.sentences[f"rules.{rule.name}.help"])
    wrong, right = (texts.say(f"rules.{rule.name}.{each}") for each in ("wrong", "right"))
    shown = texts.say("handbook.example", wrong=wrong, right=right)
    return f"**{title}**<br>{_PLACE.sub('…', remedy).replace('{{', '{').replace('}}', '}')}<br>{shown}"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


if __name__ == "__main__":
    sys.stdout.write(page(builtin(), [texts(language) for language in LANGUAGES]))
