"""Finding the tags in a paragraph's text, and what was meant as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.document.tags import Kind, scan


def found(text: str) -> list[tuple[str, str]]:
    """Kind and code of every tag."""
    return [(tag.kind.value, tag.code) for tag in scan(text)[0]]


def reasons(text: str) -> list[str]:
    """The reason of every slip."""
    return [slip.reason for slip in scan(text)[1]]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("共{{ n }}人", [("{{", "n")]),
        ("{% for a in b %}{{a}}{% endfor %}", [("{%", "for a in b"), ("{{", "a"), ("{%", "endfor")]),
        ("{# 说明 #}", [("{#", "说明")]),
        ("{{- a -}}{%- if b -%}", [("{{", "a"), ("{%", "if b")]),
        ('{{ "}}" }}', [("{{", '"}}"')]),
        (r'{{ "a\"}}" }}', [("{{", r'"a\"}}"')]),
        ('{{ {"a": {"b": 1}}["a"] }}', [("{{", '{"a": {"b": 1}}["a"]')]),
        ("{{\ta\nb\u3000}}", [("{{", "a b")]),
        ("{{ a\u200b }}", [("{{", "a")]),
        ('{{ x or "“先进”（甲）" }}', [("{{", 'x or "“先进”（甲）"')]),
        ("集合 {a, b} 与 {n}，完成率 90%", []),
        ("{a，3.5}", []),
    ],
)
def test_tags_are_found_whatever_stands_in_them(text: str, tags: list[tuple[str, str]]) -> None:
    """A tag ends at its own braces, not at those in its quoted text; blanks of any kind are blanks."""
    assert found(text) == tags
    assert reasons(text) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("人数｛｛ n ｝｝人", "brace-fullwidth"),
        ("｛% if n ％｝", "brace-fullwidth"),
        ("{{ n ｝｝", "brace-fullwidth"),
        ("共{ n }}人", "brace-single"),
        ("共{{ n }人", "brace-single"),
        ("{{ n }}}", "brace-single"),
        ("{{{ n }}", "brace-single"),
        ("{{{{ n }}", "tag-unclosed"),
        ("多{{{ n }}", "brace-single"),
        ("{ % if n % }", "brace-single"),
        ("{% if n %", "brace-single"),
        ("n }}", "brace-single"),
        ("if n %}", "brace-single"),
        ("共{ aid.total.persons }", "brace-single"),
        ("共{aid.total.persons|cn}人", "brace-single"),
        ("共｛aid.total.persons｝人", "brace-fullwidth"),
        ("{{ n", "tag-unclosed"),
        ("{# 说明", "tag-unclosed"),
        ('{{ "a }} 的"', "quote-unclosed"),
        ("{{ n == “先进” }}", "quotes-curly"),
        ("{{ n，m }}", "sign-fullwidth"),
        ("{{ }}", "tag-empty"),
        ("{%p if n %}", "tag-unknown"),
        ("{% include 'x' %}", "tag-unknown"),
        ("{{ a\ufffcb }}", "tag-interrupted"),
    ],
)
def test_slips_of_the_hand_are_named(text: str, reason: str) -> None:
    """Full-width braces, single braces, curly quotes and the like are errors, not text."""
    assert reasons(text) == [reason]


@given(st.text(alphabet="{}%#｛｝％ab\"'“”， \\\ufffc-", max_size=30))
def test_scanning_never_fails(text: str) -> None:
    """Whatever stands in a paragraph, its tags are in order, apart, and inside the text."""
    tags, slips = scan(text)
    borders = [border for tag in tags for border in (tag.start, tag.end)]
    assert borders == sorted(borders)
    assert all(0 <= tag.start < tag.inner < tag.end <= len(text) for tag in tags)
    assert all(text[tag.start : tag.start + 2] == tag.kind for tag in tags)
    assert all(0 <= slip.start < len(text) for slip in slips)


@given(st.text(alphabet="ab，。“”%90 （）", max_size=20), st.text(alphabet="甲乙，。", max_size=20))
def test_text_around_a_tag_is_never_part_of_it(before: str, after: str) -> None:
    """A tag is found at its place in any text without braces."""
    tags, slips = scan(f"{before}{{{{ n }}}}{after}")
    assert [(tag.kind, tag.start, tag.code) for tag in tags] == [(Kind.PRINT, len(before), "n")]
    assert slips == []
