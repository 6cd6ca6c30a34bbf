"""The rules in words."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from unionreport import config
from unionreport.finding import Severity
from unionreport.output.rules import explanation, listing, page
from unionreport.texts import LANGUAGES, texts

CATALOG = config.builtin()
ROOT = Path(__file__).parent.parent


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


def test_the_page_of_rules_is_current() -> None:
    """RULES.md is what `python -m unionreport.output.rules` prints now."""
    made = page(CATALOG, [texts(language) for language in LANGUAGES])
    assert (ROOT / "RULES.md").read_text(encoding="utf-8") == made


def test_the_page_of_rules_is_printed_by_its_module() -> None:
    """The command that the page names makes it."""
    command = [sys.executable, "-X", "utf8", "-m", "unionreport.output.rules"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.decode("utf-8") == (ROOT / "RULES.md").read_text(encoding="utf-8")


def test_every_rule_is_on_the_page_in_both_languages() -> None:
    """One line a rule: code, name, level, and its meaning in each language; no place is left unfilled."""
    text = (ROOT / "RULES.md").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if re.match(r"\| [A-Z][0-9]{3} ", line)]
    assert [line.split()[1] for line in lines] == sorted(rule.code for rule in CATALOG.rules.values())
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 5 for line in lines)
    assert not re.search(r"\{[a-z_]+\}", text)
    line = next(line for line in lines if "`amount-not-number`" in line)
    assert "**金额不是数字**" in line
    assert "错误 error" in line


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_page_of_rules_is_linked(name: str) -> None:
    """Both READMEs lead to it."""
    assert "(RULES.md)" in (ROOT / name).read_text(encoding="utf-8")
