"""A template's text whatever way Word cut it, its places, and all that is wrong with it by place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.docx_text import (
    Block,
    cut_runs,
    document,
    edit,
    elements,
    figure,
    filled,
    filled_lines,
    lines,
    paragraph,
    run,
    xml_document,
)
from unionreport.document.grammar import check_forms
from unionreport.document.language import Language
from unionreport.document.marks import mark_story
from unionreport.document.package import read_package
from unionreport.document.place import Story, TemplatePlace
from unionreport.document.source import Script, write_source
from unionreport.document.stories import stories
from unionreport.document.template import lint
from unionreport.errors import TemplateError

TEMPLATE = document(
    "征集建议{{ n }},采纳{{ adopted | cn }}。",
    "{% for award in awards %}",
    "{{ loop.index | cn }}是{{ award }};{% if loop.last %}完{% endif %}",
    "{% endfor %}",
    [["项目", "金额"], ["{% for row in rows %}", ""], ["{{ row.name }}", "{{ row.amount }}"], ["{% endfor %}", ""]],
)
CONTEXT = {
    "n": figure(),
    "adopted": figure(5, "条", "suggestions.adopted"),
    "awards": ("先进", "标杆"),
    "rows": ({"name": "助学", "amount": figure(898, "元", "aid.amount")}, {"name": "低保", "amount": "无"}),
}
WHOLE = lines(filled(TEMPLATE, **CONTEXT).data)


def script_of(template: bytes) -> Script:
    """The body of a template as source."""
    return write_source(mark_story(stories(read_package(template))[0]))[0]


def problems(*blocks: Block, **context: object) -> list[str]:
    """Everything wrong with a template of these blocks."""
    return described(document(*blocks), **context)


def described(template: bytes, **context: object) -> list[str]:
    """Everything wrong with a template, as ``place reason``."""
    return [f"{error.place} {error.key.removeprefix('template-')}" for error in lint(template, context or None)]


def test_a_source_line_is_a_paragraph() -> None:
    """Every paragraph with tags has a line of its own, and the line knows the paragraph's place."""
    script = script_of(TEMPLATE)
    places = {
        line.split("{", 1)[1]: place.key + str([number for number in place.params.values() if number])
        for line, place in zip(script.source.split("\n"), script.places, strict=True)
        if "{" in line
    }
    assert list(places.values()) == [
        "body-paragraph[1]",
        "body-paragraph[2]",
        "body-paragraph[3]",
        "body-paragraph[4]",
        "body-cell[1, 1, 2, 1]",
        "body-cell[1, 1, 3, 1]",
        "body-cell[1, 1, 3, 2]",
        "body-cell[1, 1, 4, 1]",
    ]


def test_no_words_of_the_template_are_in_the_source() -> None:
    """The source holds tags and numbers; literal text stays in the XML."""
    source = script_of(TEMPLATE).source
    assert not [word for word in ("征集", "采纳", "完", "项目") if word in source]


def test_words_between_the_parts_of_a_document_keep_their_order() -> None:
    """The filled text reads as the template does, with its values."""
    assert WHOLE == [
        "征集建议85份,采纳五条。",
        "一是先进;",
        "二是标杆;完",
        "项目",
        "金额",
        "助学",
        "8.98元",
        "低保",
        "无",
    ]


def test_runs_cut_at_every_character_give_the_same_text() -> None:
    """Word may cut a tag into single characters with spelling marks between; nothing changes."""
    assert lines(filled(cut_runs(TEMPLATE), **CONTEXT).data) == WHOLE


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_runs_cut_anywhere_give_the_same_text(data: st.DataObject) -> None:
    """Any way of cutting runs gives the text of whole runs."""

    def cuts(text: str) -> list[str]:
        at = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)) | {0, len(text)})
        return [text[start:end] for start, end in pairwise(at)]

    assert lines(filled(cut_runs(TEMPLATE, cuts), **CONTEXT).data) == WHOLE


def test_tabs_breaks_and_noise_inside_a_tag_are_blanks() -> None:
    """A tab, a line break, a page mark or a bookmark inside a tag does no harm; the bookmark stays."""
    template = xml_document(
        paragraph(
            "共",
            "<w:r><w:t>{{ n</w:t><w:tab/><w:lastRenderedPageBreak/><w:t>|</w:t><w:br/></w:r>",
            '<w:bookmarkStart w:id="7" w:name="here"/>',
            "<w:r><w:softHyphen/><w:t>cn }}</w:t></w:r>",
            '<w:bookmarkEnd w:id="7"/>',
            "个",
        )
    )
    data = filled(template, n=3).data
    assert lines(data) == ["共三个"]
    assert b'w:name="here"' in read_package(data)["word/document.xml"]


def test_every_way_around_text_is_read() -> None:
    """Links, tracked insertions, inline and block controls, fields and smart tags are read through."""
    inside = run("{{ n }}")
    template = xml_document(
        paragraph(f'<w:hyperlink r:id="rId1">{inside}</w:hyperlink>')
        + paragraph(f'<w:ins w:id="1" w:author="a">{inside}</w:ins>')
        + paragraph(f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
        + paragraph(f'<w:smartTag w:element="x">{inside}</w:smartTag>')
        + paragraph(f'<w:fldSimple w:instr="AUTHOR">{inside}</w:fldSimple>')
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('{{ n }}')}</w:sdtContent></w:sdt>"
    )
    data = filled(template, n=figure()).data
    assert lines(data) == ["85份"] * 6
    assert b"<w:text/>" not in read_package(data)["word/document.xml"]


def test_conditions_work_inside_a_link() -> None:
    """A condition that begins and ends in a link chooses inside it; a link left empty goes."""
    link = '<w:hyperlink w:anchor="a">{}</w:hyperlink>'
    template = xml_document(paragraph("见", link.format(run("{% if n %}附件{{ n }}{% endif %}")), "。"))
    assert lines(filled(template, n=2).data) == ["见附件2。"]
    data = filled(template, n=0).data
    assert lines(data) == ["见。"]
    assert b"hyperlink" not in read_package(data)["word/document.xml"]


@pytest.mark.parametrize(
    ("blocks", "problem"),
    [
        (["好", "{% if a %}", "甲"], "body-paragraph paragraph=2 block-unclosed"),
        (["{% for x in a %}甲"], "body-paragraph paragraph=1 block-unclosed"),
        (["甲", "{% endif %}"], "body-paragraph paragraph=2 block-unopened"),
        (["{% else %}"], "body-paragraph paragraph=1 block-unopened"),
        (["{% if a %}", "甲", "{% endfor %}"], "body-paragraph paragraph=3 block-mismatch"),
        (["{% for x in a %}", "{% elif a %}", "{% endfor %}"], "body-paragraph paragraph=2 block-mismatch"),
        (["{% if a %}甲", "{% endif %}"], "body-paragraph paragraph=2 control-shares-paragraph"),
        (["{% if a %}", "甲{% endif %}"], "body-paragraph paragraph=2 control-shares-paragraph"),
        (["{% if a %}", [["{% endif %}", "甲"]]], "body-cell paragraph=1 table=1 row=1 cell=1 block-split"),
        ([[["{% if a %}", "甲"], ["{% endif %}", "乙"]]], "body-cell paragraph=1 table=1 row=2 cell=1 block-split"),
        (["｛｛ a ｝｝"], "body-paragraph paragraph=1 brace-fullwidth"),
        (["甲", "", "{ a }}"], "body-paragraph paragraph=3 brace-single"),
        (["{{ a"], "body-paragraph paragraph=1 tag-unclosed"),
        (["{{ “a” }}"], "body-paragraph paragraph=1 quotes-curly"),
        (["{% macro x() %}"], "body-paragraph paragraph=1 tag-unknown"),
        (["好", "{{ a b }}"], "body-paragraph paragraph=2 syntax"),
        (["{% if %}", "{% endif %}"], "body-paragraph paragraph=1 syntax"),
        (["{{ a | lenght }}"], "body-paragraph paragraph=1 filter-unknown-near"),
        (["{{ a | xmlattr }}"], "body-paragraph paragraph=1 filter-unknown"),
        (["{% if a is definde %}{% endif %}"], "body-paragraph paragraph=1 test-unknown-near"),
        (["{% if a is callable %}{% endif %}"], "body-paragraph paragraph=1 test-unknown"),
        (["{{ a() }}"], "body-paragraph paragraph=1 form-refused"),
        (["{{ {} }}"], "body-paragraph paragraph=1 form-refused"),
        (["{{ a ** 2 }}"], "body-paragraph paragraph=1 form-refused"),
        (["{{ 9999999999999999 }}"], "body-paragraph paragraph=1 form-refused"),
        (["{% for x in a recursive %}", "{% endfor %}"], "body-paragraph paragraph=1 form-refused"),
        (["{{ a | wan(argument=1) }}"], "body-paragraph paragraph=1 form-refused"),
        (["{% if a %}", "{% else %}", "{% else %}", "{% endif %}"], "body-paragraph paragraph=3 block-unreadable"),
        (["好", "{{ " + "1 + " * 3000 + "1 }}"], "body-paragraph paragraph=2 syntax"),
        (["{{ " + "(" * 3000 + "a" + ")" * 3000 + " }}"], "body-paragraph paragraph=1 syntax"),
        (["{% for x in a %}"] * 30 + ["{% endfor %}"] * 30, "body-paragraph paragraph=1 block-unreadable"),
        (["{% set x %}", "甲"], "body-paragraph paragraph=1 syntax"),
    ],
)
def test_mistakes_are_named_by_paragraph(blocks: list[Block], problem: str) -> None:
    """A mistake in a template gives one error with the place where it stands."""
    assert problems(*blocks) == [problem]


def test_all_mistakes_are_named_at_once_in_document_order() -> None:
    """One reading finds every mistake, those in tags that parse and those in tags that do not."""
    assert problems("{{ a b }}", "{{ c | nope }}", "{% if 1 == %}", "x", "{% endif %}", "{{ “d” }}") == [
        "body-paragraph paragraph=1 syntax",
        "body-paragraph paragraph=2 filter-unknown",
        "body-paragraph paragraph=3 syntax",
        "body-paragraph paragraph=6 quotes-curly",
    ]


def test_an_unreadable_control_tag_does_not_make_its_partner_an_error() -> None:
    """One cause gives one error: where an if cannot be read, its endif is not called an orphan."""
    assert problems("｛% if a %｝", "甲", "{% endif %}") == ["body-paragraph paragraph=1 brace-fullwidth"]


def test_every_tag_by_itself_is_checked_where_the_whole_cannot_be_read() -> None:
    """Middle and end tags, loops and settings are no errors because another tag is one."""
    template = [
        "{{ a b }}",
        "{% for x in a %}",
        "{% else %}",
        "{% endfor %}",
        "{% if a %}",
        "{% elif b %}",
        "{% endif %}",
    ]
    assert problems(*template, "{% set x = 1 %}") == ["body-paragraph paragraph=1 syntax"]


def test_unknown_names_are_found_in_branches_that_are_not_taken() -> None:
    """A misspelt figure is an error though its sentence would be left out, and the nearest name is told."""
    context = {"aid": {"students": {"persons": figure()}}, "rows": ()}
    template = document("{% if rows %}", "{{ aid.studnets.persons }}", "{% endif %}", "{{ nothing }}")
    errors = lint(template, context)
    assert [(str(error.place), error.key, error.params) for error in errors] == [
        ("body-paragraph paragraph=2", "template-name-unknown-near", {"name": "studnets", "near": "students"}),
        ("body-paragraph paragraph=4", "template-name-unknown", {"name": "nothing"}),
    ]


def test_names_that_the_template_makes_or_asks_for_are_known() -> None:
    """Loop variables, loop, set names and names tested with ``is defined`` are no errors."""
    template = document(
        "{% set k = 3 %}{{ k }}",
        "{% for a, b in rows if a %}{{ loop.index }}{{ a }}{{ b }}{{ k }}{% else %}{{ k }}{% endfor %}",
        "{% if extra is defined and extra.x %}{{ extra.x }}{% endif %}",
        '{% if rows[0] and data["x"] %}{% endif %}',
    )
    assert lint(template, {"rows": (("甲", "乙"),), "data": {"x": 1}}) == []
    assert [error.params for error in lint(document("{{ loop.index }}"), {"a": 1})] == [{"name": "loop"}]


def test_without_a_context_names_are_not_judged() -> None:
    """A template can be checked before there is any data."""
    assert lint(document("{{ whatever.it.is }}")) == []


def test_a_tag_across_a_border_is_an_error() -> None:
    """A tag partly in a link, an insertion or around a deletion is named, never guessed."""
    half = run("{{ n")
    cases = {
        "tag-crosses": paragraph(half, f'<w:hyperlink w:anchor="a">{run(" }}")}</w:hyperlink>'),
        "tag-tracked": paragraph(half, f'<w:ins w:id="1" w:author="a">{run(" }}")}</w:ins>'),
        "tag-tracked ": paragraph(
            half, '<w:del w:id="1" w:author="a"><w:r><w:delText>m</w:delText></w:r></w:del>', run(" }}")
        ),
        "tag-interrupted": paragraph(half, '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" }}")),
    }
    for reason, xml in cases.items():
        assert described(xml_document(xml)) == [f"body-paragraph paragraph=1 {reason.strip()}"]


def test_a_block_across_a_field_is_an_error() -> None:
    """A condition that begins outside of a Word field and ends inside would break the field."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    xml = paragraph("{% if n %}", begin, "{% endif %}", end)
    assert described(xml_document(xml)) == ["body-paragraph paragraph=1 control-shares-paragraph"]


def test_a_block_may_stand_in_a_control_but_not_across_it() -> None:
    """A block control's own paragraphs can be chosen; a condition from outside into it is named."""
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inside = control.format(paragraph("{% if n %}") + paragraph("甲") + paragraph("{% endif %}"))
    assert lines(filled(xml_document(inside + paragraph("完")), n=1).data) == ["甲", "完"]
    gone = filled(xml_document(inside + paragraph("完")), n=0).data
    assert lines(gone) == ["完"]
    assert b"sdt>" not in read_package(gone)["word/document.xml"]
    across = paragraph("{% if n %}") + control.format(paragraph("{% endif %}"))
    assert described(xml_document(across)) == ["body-paragraph paragraph=2 block-split"]


def test_tags_where_nothing_is_filled_are_errors() -> None:
    """A tag in a picture's description, a field's code or a formula would be delivered as it is, so it is named."""
    cases = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="{{ n }}"/></wp:inline></w:drawing></w:r>',
        "<w:r><w:instrText>HYPERLINK {{ n }}</w:instrText></w:r>",
        "<m:oMath><m:r><m:t>{{ n }}</m:t></m:r></m:oMath>",
    )
    for xml in cases:
        assert described(xml_document(paragraph(xml))) == ["body-paragraph paragraph=1 tag-unreachable"]


def test_tags_in_properties_are_errors() -> None:
    """A tag in the keywords of the document's properties is named by its place."""

    def change(root: object) -> None:
        root.append(elements("<w:keywords>{{ n }}</w:keywords>")[0])  # type: ignore[attr-defined]

    template = edit(document("甲"), change, "docProps/core.xml")
    assert described(template) == ["properties tag-unreachable"]


def test_places_of_headers_boxes_and_nested_tables() -> None:
    """Places count paragraphs in the story or cell, tables in the story with nested ones, boxes in the document."""
    box = f"<w:txbxContent>{paragraph('{{ a b }}')}</w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{0}"
        "</wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    cell = "<w:tc>{}<w:p/></w:tc>"
    nested = f"<w:tbl><w:tr>{cell.format('')}{cell.format(paragraph('{{ c d }}'))}</w:tr></w:tbl>"
    table = f"<w:tbl><w:tr>{cell.format(nested)}</w:tr></w:tbl>"
    assert described(xml_document("<w:p/>" + paragraph("甲", shape.format(box)) + table)) == [
        "box-paragraph paragraph=1 number=1 syntax",
        "box-paragraph paragraph=1 number=1 syntax",
        "body-cell paragraph=1 table=2 row=1 cell=2 syntax",
    ]
    assert described(document("甲", header="{{ a b }}", footer="{{ a b }}")) == [
        "header-paragraph paragraph=1 syntax",
        "footer-paragraph paragraph=1 syntax",
    ]


def test_filling_raises_the_first_mistake() -> None:
    """The first error in document order is raised, with its place as a value."""
    with pytest.raises(TemplateError) as caught:
        filled(document("甲", "{{ a b }}", "{{ c d }}"))
    assert caught.value.place == TemplatePlace(Story.BODY, paragraph=2)
    assert caught.value.params["tag"] == "{{ a b }}"


def test_a_block_that_is_torn_names_where_it_was_opened() -> None:
    """The error of an end tag carries its begin tag and that one's place."""
    error = lint(document("{% if a %}", "甲", "{% endfor %}"))[0]
    assert (error.params["opened"], error.params["opened_at"]) == ("{% if a %}", TemplatePlace(Story.BODY, 1))


def test_words_in_the_source_are_refused() -> None:
    """Were a tag to end earlier for Jinja than for us, the words behind it would be an error, not lost."""
    faults = list(check_forms(Language().parse("{{ a }}\n}} 甲")))
    assert [(fault.line, fault.error.args) for fault in faults] == [(1, ("syntax",))]


def test_a_filled_text_is_the_templates_where_nothing_is_to_fill() -> None:
    """A template without tags comes out word by word, empty paragraphs too."""
    assert filled_lines("甲", "", "乙{丙}") == ["甲", "", "乙{丙}"]
