"""A template that is compiled once and filled as often as wanted."""

from __future__ import annotations

import pytest

from tests.docx_text import document, figure, filled, lines
from unionreport.document.template import lint, ready
from unionreport.errors import TemplateError

TEMPLATE = document("{% for x in names %}", "{{ x }}：{{ n }}", "{% else %}", "无", "{% endfor %}", "{{ year }}年3户")


def test_a_template_is_compiled_once() -> None:
    """Equal bytes are the same template, wherever they came from."""
    context = {"names": (), "n": figure(), "year": 2023}
    assert ready(TEMPLATE, context) is ready(bytes(bytearray(TEMPLATE)), context)


def test_nothing_of_one_filling_is_in_the_next() -> None:
    """Neither its values nor their numbers, whatever came between."""
    first = filled(TEMPLATE, names=("甲", "乙"), n=figure(85), year=2023)
    other = filled(TEMPLATE, names=(), n=figure(7), year=2024)
    assert lines(other.data) == ["无", "2024年3户"]
    assert (other.printed, other.controls) == ((), ())
    assert filled(TEMPLATE, names=("甲", "乙"), n=figure(85), year=2023) == first
    assert lines(first.data) == ["甲：85份", "乙：85份", "2023年3户"]


def test_a_failed_filling_leaves_nothing_behind() -> None:
    """The next one begins anew."""
    with pytest.raises(TemplateError):
        filled(TEMPLATE, names=("甲",), n=figure(None), year=2023)
    assert lines(filled(TEMPLATE, names=("甲",), n=figure(1), year=2023).data) == ["甲：1份", "2023年3户"]


def test_each_context_is_checked_for_its_names() -> None:
    """A template that was compiled for another one too, in every branch, with all that is wrong in order."""
    filled(TEMPLATE, names=(), n=figure(), year=2023)
    with pytest.raises(TemplateError) as refused:
        filled(TEMPLATE, names=(), years=2023)
    told = [(each.key, each.params["name"]) for each in lint(TEMPLATE, {"names": (), "years": 2023})]
    assert told == [("template-name-unknown", "n"), ("template-name-unknown-near", "year")]
    assert (refused.value.key, refused.value.params["name"]) == told[0]
