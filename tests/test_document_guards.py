"""Which conditions of a template keep an absent value from being printed."""

from __future__ import annotations

import pytest

from unionreport.document.guards import prints
from unionreport.document.language import Language


def bare(code: str) -> list[str]:
    """The names that are printed without a condition that tests them."""
    found = prints(Language().parse(code))
    return [".".join(each.path) for each in found if each.path not in each.held]


@pytest.mark.parametrize(
    "code",
    [
        "{% if a %}{{ a }}{% endif %}",
        "{% if a.b %}{{ a.b }}{% endif %}",
        '{% if a["b"] %}{{ a.b }}{% endif %}',
        "{% if x and a %}{{ a }}{% endif %}",
        "{% if a %}{% if x %}{{ a | cn }}{% endif %}{% endif %}",
        "{% if (a and x) or (a and y) %}{{ a }}{% endif %}",
        "{% if not a %}无{% else %}{{ a }}{% endif %}",
        "{% if not (not a or not x) %}{{ a }}{% endif %}",
        "{% if x %}甲{% elif a %}{{ a }}{% endif %}",
        "{% if not a %}甲{% elif x %}{{ a }}{% else %}{{ a }}{% endif %}",
        "{% if a > 3 %}{{ a }}{% endif %}",
        "{% if 3 <= a < 5 %}{{ a }}{% endif %}",
        "{% if a == 3 %}{{ a }}{% endif %}",
        "{% if a > x %}{{ x }}{% endif %}",
        "{{ a if a else '无' }}",
        "{{ '无' if not a else a }}",
        "{{ 'x' if a }}",
        "{{ not a or a }}",
        "{% set has = a %}{% if has %}{{ a }}{{ has }}{% endif %}",
        "{% set has = a and x %}{% if has and y %}{{ a }}{% endif %}",
        "{% set has = has %}{{ has }}",
        "{% for x in a.rows %}{{ a }}{% endfor %}",
        "{% for x in rows %}{{ x }}{{ x.a }}{{ loop.index }}{% endfor %}",
        "{{ 'text' }}{{ 1 + 2 }}",
        "{% set has = 1 if a else 0 %}{% if has %}{{ a }}{% endif %}",
        "{% set has = 1 if a and x else 0 %}{% if y and has %}{{ a }}{% endif %}",
        "{% if (a if x else a) %}{{ a }}{% endif %}",
        "{% if (1 if a) %}{{ a }}{% endif %}",
        "{% set lacks = 0 if a else 1 %}{% if not lacks %}{{ a }}{% endif %}",
        "{% set b, c = a %}{% if a %}{{ a }}{% endif %}",
    ],
)
def test_a_condition_that_tests_the_value_guards_it(code: str) -> None:
    """Truth, comparison, negation, and their combinations hold only where the value is there."""
    assert bare(code) == []


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("{{ a }}", ["a"]),
        ("{{ a | wan(1) }}", ["a"]),
        ("{% if a or x %}{{ a }}{% endif %}", ["a"]),
        ("{% if a %}{% else %}{{ a }}{% endif %}", ["a"]),
        ("{% if not a %}{{ a }}{% endif %}", ["a"]),
        ("{% if a != 3 %}{{ a }}{% endif %}", ["a"]),
        ("{% if a is defined %}{{ a }}{% endif %}", ["a"]),
        ("{% if a.b %}{{ a.c }}{% endif %}", ["a.c"]),
        ("{% if not (a and x) %}甲{% endif %}{{ a }}", ["a"]),
        ("{% if a %}甲{% elif x %}{{ a }}{% endif %}", ["a"]),
        ("{{ a if x else b }}", ["a", "b"]),
        ("{{ x or a }}", ["a"]),
        ("{% set has = a or x %}{% if has %}{{ a }}{% endif %}", ["a"]),
        ("{% set b = a %}{{ b }}{{ b.c }}", ["a", "a.c"]),
        ("{% for x in rows %}{{ a }}{% else %}{{ b }}{% endfor %}", ["a", "b"]),
        ("{% for x in a | items %}{{ a }}{% endfor %}", ["a"]),
        ("{% set has = 1 if a or x else 0 %}{% if has %}{{ a }}{% endif %}", ["a"]),
        ("{% set has = 1 if a else 2 %}{% if has %}{{ a }}{% endif %}", ["a"]),
        ("{% if (0 if a else 0) %}{{ a }}{% endif %}", ["a"]),
        ("{% if not (a > 3) %}{{ a }}{% endif %}", ["a"]),
    ],
)
def test_anything_less_leaves_it_open(code: str, names: list[str]) -> None:
    """Either-or, not-equal, is-defined and conditions on something else do not tell that the value is there."""
    assert bare(code) == names


def test_filters_are_told_with_their_arguments() -> None:
    """The filters stand in the order in which they are applied; a line is that of the source."""
    (found,) = prints(Language().parse("\n{{ a | wan(1) | plain }}"))
    assert (found.line, found.path, found.filters) == (2, ("a",), (("wan", (1,)), ("plain", ())))
