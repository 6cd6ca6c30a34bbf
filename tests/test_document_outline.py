"""What a template says in its tags, by place."""

from __future__ import annotations

import pytest

from tests.docx_text import document
from unionreport.document.outline import outline
from unionreport.errors import TemplateError


def test_each_printing_tag_is_told_with_its_blocks() -> None:
    """Place, the tag and the blocks around it, a branch with all its tags so far; header and cells too."""
    found = outline(
        document(
            "{{ year }}",
            "{% if a %}",
            "{{ a | cn }}{% for x in b %}{{ x }}{% endfor %}",
            "{% elif c %}",
            "{{ c }}",
            "{% else %}",
            "{{ d }}",
            "{% endif %}",
            [["甲", "{{ e }}"]],
            header="{{ f }}",
        )
    )
    assert [(str(each.place), each.tag, each.blocks) for each in found.printings] == [
        ("body-paragraph paragraph=1", "{{ year }}", ()),
        ("body-paragraph paragraph=3", "{{ a | cn }}", ("{% if a %}",)),
        ("body-paragraph paragraph=3", "{{ x }}", ("{% if a %}", "{% for x in b %}")),
        ("body-paragraph paragraph=5", "{{ c }}", ("{% if a %} {% elif c %}",)),
        ("body-paragraph paragraph=7", "{{ d }}", ("{% if a %} {% elif c %} {% else %}",)),
        ("body-cell paragraph=1 table=1 row=1 cell=2", "{{ e }}", ()),
        ("header-paragraph paragraph=1", "{{ f }}", ()),
    ]
    assert [".".join(each.value.path) for each in found.needs] == ["year", "a", "c", "d", "e", "f"]
    assert {".".join(path) for path in found.named} == {"year", "a", "b", "x", "c", "d", "e", "f"}
    assert list(found.order.values()) == list(range(len(found.order)))


def test_a_story_with_torn_blocks_is_read_tag_by_tag() -> None:
    """What can be read is told all the same, as guarded; loop variables are no needs."""
    found = outline(
        document("{% else %}{{ z }}", "{% if a %}", "{{ b }}{{ c d }}", "{% for x in e %}", "{{ x }}", "{% endif %}")
    )
    assert [(".".join(each.value.path), each.value.path in each.value.held) for each in found.needs] == [
        ("z", True),
        ("b", True),
    ]
    assert ("e",) in found.named
    assert found.printings[0].blocks == ("{% else %}",)


def test_what_is_no_template_is_refused() -> None:
    """A file that is no Word document has no outline."""
    with pytest.raises(TemplateError):
        outline(b"PK")
