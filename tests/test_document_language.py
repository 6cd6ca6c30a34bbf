"""What a template may print, read and calculate, and how each refusal is named."""

from __future__ import annotations

import datetime
from collections import UserDict
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.docx_text import document, figure, filled, filled_lines
from unionreport.document.language import as_printed
from unionreport.document.numbering import numbering
from unionreport.document.wordml import clean
from unionreport.errors import TemplateError
from unionreport.figure import Figure

SAVINGS = Figure("suggestions.savings", "节约资金", 70200000, "元", "wan")
RATE = Figure("satisfaction.rate", "满意率", Fraction(92, 100), "%")
ABSENT = figure(None)


def said(template: str, **context: object) -> str:
    """The one paragraph of the template, filled."""
    return "\n".join(filled_lines(template, **context))


def refused(*template: str, **context: object) -> tuple[str, dict[str, object]]:
    """The reason and the values of the error that the template gives; its place is the last paragraph."""
    with pytest.raises(TemplateError) as caught:
        filled(document(*template), **context)
    assert str(caught.value.place) == f"body-paragraph paragraph={len(template)}"
    return caught.value.key.removeprefix("template-"), caught.value.params


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ n }}", "85份"),
        ("{{ savings }}", "70.2万元"),
        ("{{ savings | wan(1) }}", "70.2万元"),
        ("{{ savings | wan(2) }}", "70.20万元"),
        ("{{ savings | yuan }}", "702000元"),
        ("{{ savings | plain }}", "702000元"),
        ("{{ savings | upper }}", "人民币柒拾万贰仟元整"),
        ("{{ savings | approx }}", "70万余元"),
        ("{{ n | cn }}", "八十五份"),
        ("{{ n | approx }}", "80余份"),
        ("{{ n | near }}", "近90份"),
        ("{{ rate | floor }}", "90%以上"),
        ("{{ rate | floor(10) }}", "90%以上"),
        ("{{ rate | pct(2) }}", "92.00%"),
        ("{{ rate | yoy }}", "同比增长92%"),
        ("{{ 3 }}", "3"),
        ("{{ 2 | cn }}", "二"),
        ("{{ -12 | cn }}", "负十二"),
        ("{{ day }}", "2024年1月15日"),
        ("{{ day | date }}", "2024年1月15日"),
        ("{{ day.year }}年", "2024年"),
        ("{{ n.title }}（{{ n.unit }}）", "合理化建议（份）"),
        ("{{ words | length }}", "2"),
        ("{{ words | first }}至{{ words | last }}", "甲至乙"),
        ("{{ words | join('、') }}", "甲、乙"),
        ("{{ words | reverse | join }}", "乙甲"),
        ("{{ [day, 1] | join(' ') }}", "2024年1月15日 1"),
        ("{{ 'a' ~ 1 ~ 'b' }}", "a1b"),
        ("{{ 'a' + 'b' }}", "ab"),
        ("{{ 7 // 2 + 1 * 2 - 1 }}{{ 7 % 4 }}", "43"),
        ("{% for k, v in data | items %}{{ k }}{{ v }}{% endfor %}", "甲1乙2"),
        ("{{ data.甲 }}{{ data['乙'] }}{{ words[0] }}{{ words[-1] }}", "12甲乙"),
        ("{{ words[1:] | join }}", "乙"),
        ("{{ n if n > 80 and rate >= 0.9 else '少' }}", "85份"),
        ("{% if absent %}有{% else %}无{% endif %}", "无"),
        ("{% if 6 is even and 7 is odd and none is none %}对{% endif %}", "对"),
        ("{% if '甲' in words and not '丙' in words %}对{% endif %}", "对"),
        ("{% if gone is defined %}有{% else %}无{% endif %}", "无"),
        (
            "{% for w in words %}{{ loop.index | cn }}是{{ w }}{% if not loop.last %}，{% endif %}{% endfor %}",
            "一是甲，二是乙",
        ),
        ("{% for w in none_at_all %}{{ w }}{% else %}无{% endfor %}", "无"),
        ("{% set k = 3 %}{{ k }}", "3"),
    ],
)
def test_what_a_template_says(template: str, text: str) -> None:
    """Figures print in their style with their unit; lists, conditions and small sums work as written."""
    values = {"n": figure(), "savings": SAVINGS, "rate": RATE, "absent": ABSENT, "day": datetime.date(2024, 1, 15)}
    assert said(template, **values, words=("甲", "乙"), data={"甲": 1, "乙": 2}, none_at_all=()) == text


@pytest.mark.parametrize(
    ("template", "reason", "params"),
    [
        ("{{ x }}", "name-unknown", {"name": "x"}),
        ("{{ ratee }}", "name-unknown-near", {"name": "ratee", "near": "rate"}),
        ("{{ data.cc }}", "name-unknown", {"name": "cc"}),
        ("{{ rows[0].nam }}", "name-unknown-near", {"name": "nam", "near": "name"}),
        ("{{ day.yaer }}", "name-unknown-near", {"name": "yaer", "near": "year"}),
        ("{{ words[9] }}", "name-unknown", {"name": "9"}),
        ("{% if rows[0].nam.x %}{% endif %}", "name-unknown-near", {"name": "nam", "near": "name"}),
        ("{% for a in rows[0].zz %}{% endfor %}", "name-unknown", {"name": "zz"}),
        ("{{ rows[0].nam | wan }}", "name-unknown-near", {"name": "nam", "near": "name"}),
        ("{{ rows[0].nam + 1 }}", "name-unknown-near", {"name": "nam", "near": "name"}),
        ("{{ n.titel }}", "figure-attribute", {"figure": "suggestions.submitted", "attribute": "titel"}),
        ("{{ absent }}", "figure-absent", {"figure": "suggestions.submitted"}),
        ("{{ absent | cn }}", "figure-absent", {"figure": "suggestions.submitted"}),
        ("{{ nothing }}", "value-unprintable", {"kind": "NoneType"}),
        ("{{ true }}", "value-unprintable", {"kind": "bool"}),
        ("{{ 0.5 }}", "value-unprintable", {"kind": "float"}),
        ("{{ 1 / 2 }}", "value-unprintable", {"kind": "float"}),
        ("{{ exact }}", "value-unprintable", {"kind": "Decimal"}),
        ("{{ words }}", "value-unprintable", {"kind": "tuple"}),
        ("{{ [exact] | join }}", "value-unprintable", {"kind": "Decimal"}),
        ("{{ 'a' if nothing }}", "value-missing", {}),
        ("{{ n + 1 }}", "figure-arithmetic", {"figure": "suggestions.submitted"}),
        ("{{ 1 - n }}", "figure-arithmetic", {"figure": "suggestions.submitted"}),
        ("{{ -n }}", "figure-arithmetic", {"figure": "suggestions.submitted"}),
        ("{{ 'a' + n }}", "figure-arithmetic", {"figure": "suggestions.submitted"}),
        ("{{ 'a' ~ n }}", "figure-joined", {"figure": "suggestions.submitted"}),
        ("{% set s = 'a' ~ (n ~ 'b') %}{{ s }}", "figure-joined", {"figure": "suggestions.submitted"}),
        ("{{ [n] | join }}", "figure-joined", {"figure": "suggestions.submitted"}),
        ("{% if n is even %}{% endif %}", "figure-arithmetic", {"figure": "suggestions.submitted"}),
        ("{{ n.value }}", "figure-attribute", {"figure": "suggestions.submitted", "attribute": "value"}),
        ("{{ n['number'] }}", "figure-attribute", {"figure": "suggestions.submitted", "attribute": "number"}),
        ("{{ n.styled }}", "figure-attribute", {"figure": "suggestions.submitted", "attribute": "styled"}),
        ("{{ ''.__class__ }}", "attribute-refused", {"attribute": "__class__"}),
        ("{{ ''['__class__'] }}", "attribute-refused", {"attribute": "__class__"}),
        ("{{ 'a'.upper }}", "attribute-refused", {"attribute": "upper"}),
        ("{{ '{0}'.format }}", "attribute-refused", {"attribute": "format"}),
        ("{{ 'x' * 10000000000 }}", "arithmetic", {"sign": "*"}),
        ("{{ '%s' % 1 }}", "arithmetic", {"sign": "%"}),
        ("{{ 1 + 'a' }}", "arithmetic", {"sign": "+"}),
        ("{{ 1000000 * 1000000 * 1000000 * 10 }}", "arithmetic", {"sign": "*"}),
        ("{{ long + long }}", "arithmetic", {"sign": "+"}),
        ("{{ 1 // 0 }}", "division-by-zero", {}),
        ("{{ 'a' | wan }}", "filter-figure", {"filter": "wan"}),
        ("{{ 'a' | cn }}", "filter-figure", {"filter": "cn"}),
        ("{{ n | wan('1') }}", "filter-argument", {"filter": "wan"}),
        ("{{ n | wan(true) }}", "filter-argument", {"filter": "wan"}),
        ("{{ n | date }}", "filter-date", {}),
        ("{{ n | length }}", "filter-list", {"filter": "length"}),
        ("{{ n | items }}", "filter-list", {"filter": "items"}),
        ("{{ [] | first }}", "list-empty", {"filter": "first"}),
        ("{{ n | upper }}", "style-unfit", {"style": "upper", "unit": "份"}),
        ("{{ n | wan(-1) }}", "style-unfit", {"style": "wan:-1", "unit": "份"}),
    ],
)
def test_what_a_template_may_not_say(template: str, reason: str, params: dict[str, object]) -> None:
    """Whatever would lose a figure's source, print no word of a report, or run without bounds is refused by name."""
    values = {"n": figure(), "absent": ABSENT, "rate": RATE, "nothing": None, "exact": Decimal(1)}
    more = {"words": ("甲",), "data": {"a": 1}, "rows": ({"name": "甲"},), "day": datetime.date(2024, 1, 15)}
    assert refused("好", template, **values, **more, long="a" * 60000) == (reason, params)


def test_what_python_cannot_do_is_an_error_with_a_place() -> None:
    """A loop over a number or a comparison of text with a number never becomes a traceback."""
    assert refused("{% for a in 5 %}{% endfor %}")[0] == "code-failed"
    assert refused("好", "{% if 'a' < 5 %}{% endif %}")[0] == "code-failed"
    assert refused("{{ n | wan(1, 2) }}", n=figure())[0] == "code-failed"


def test_an_error_inside_a_loop_names_its_own_paragraph() -> None:
    """The place of an error at run time is the paragraph of the tag, not of the loop."""
    with pytest.raises(TemplateError) as caught:
        filled(document("{% for r in rows %}", "{{ r }}", "{{ r.name }}", "{% endfor %}"), rows=("甲",))
    assert str(caught.value.place) == "body-paragraph paragraph=3"


def test_a_long_figure_id_is_refused() -> None:
    """An id that would not fit the control's tag is an error when it is printed, not a cut tag."""
    assert refused("{{ n }}", n=figure(name="a" * 70)) == ("figure-tag-long", {"figure": "a" * 70})


def test_mappings_have_items_and_no_methods() -> None:
    """``data.items`` is the item of that name, or unknown; methods of mappings are out of reach."""
    assert said("{{ data.items }}", data=UserDict(items="甲")) == "甲"
    assert refused("{{ data.keys }}", data=UserDict(a=1))[0] == "name-unknown"


def test_numbering_counts_with_every_print() -> None:
    """A counter prints its next number each time, wherever in the document it stands."""
    assert filled_lines("{{ section }}甲", "{{ item }}", "{{ section }}乙", "{{ item }}", **numbering()) == [
        "一、甲",
        "（一）",
        "二、乙",
        "（一）",
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\x0bb", "a\nb"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\x85c\x0cd", "a\nb\nc\nd"),
        ("a\x00\x07\x1fb\ud800\uffffc", "abc"),
        ("\x01" + "1\x05", "1"),
        ("a\tb 😀", "a\tb 😀"),
    ],
)
def test_text_is_made_fit_for_xml(written: str, kept: str) -> None:
    """Line breaks of every kind are line breaks, characters that XML cannot hold are gone."""
    assert clean(written) == kept
    assert as_printed(written).text == kept


@given(st.text())
def test_any_text_prints(text: str) -> None:
    """Any text of the data can be printed, and printing it again changes nothing."""
    assert clean(clean(text)) == clean(text)
    assert as_printed(text).figure is None
