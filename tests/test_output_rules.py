"""The rules in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from unionreport import config
from unionreport.finding import Severity
from unionreport.output.rules import explanation, listing
from unionreport.texts import LANGUAGES, texts

CATALOG = config.builtin()


def test_a_rule_is_explained_with_a_wrong_and_a_right_example() -> None:
    """Code, name, severity, title, then the two examples."""
    assert explanation(CATALOG.rules["amount-not-number"], texts("zh")).split("\n") == [
        "V103 amount-not-number  错误",
        "  金额不是数字",
        "  错例  约3000元",
        "  正例  3000.00",
    ]


def test_the_level_is_the_unions() -> None:
    """A union that changed a rule's level is told its own."""
    rule = replace(CATALOG.rules["amount-not-number"], severity=Severity.NOTE)
    assert explanation(rule, texts("en")).split("\n")[0] == "V103 amount-not-number  note"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_can_be_explained(language: str) -> None:
    """No rule lacks a sentence."""
    for rule in CATALOG.rules.values():
        assert len(explanation(rule, texts(language)).split("\n")) == 4


def test_all_rules_are_listed_by_code() -> None:
    """One line a rule: code, name, severity, title."""
    lines = listing(CATALOG, texts("zh")).split("\n")
    assert [line.split()[0] for line in lines] == sorted(rule.code for rule in CATALOG.rules.values())
    line = next(line for line in lines if line.startswith("V103"))
    assert line.split() == ["V103", "amount-not-number", "错误", "金额不是数字"]


def test_a_rule_that_is_off_is_not_listed() -> None:
    """The list is the union's own."""
    rules = {name: rule for name, rule in CATALOG.rules.items() if name == "same-name"}
    assert listing(replace(CATALOG, rules=rules), texts("zh")) == "K102  same-name  警告  同名而没有身份证号"
