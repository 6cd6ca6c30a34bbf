"""The finished text: formats kept, blocks repeated or left out, and nothing left behind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import _Element as Element

from tests.docx_text import (
    NAMES,
    W,
    cut_runs,
    document,
    elements,
    figure,
    filled,
    filled_lines,
    lines,
    paragraph,
    root_of,
    xml_document,
)
from tests.docx_text import run as r

BOLD, ITALIC = "<w:b/>", "<w:i/>"


def formats(data: bytes) -> list[tuple[str, str]]:
    """(text, names of the format's elements) of every run of the body."""
    return [
        ("".join(text.text or "" for text in run.findall("w:t", NAMES)), " ".join(_names(run.find("w:rPr", NAMES))))
        for run in root_of(data).iter(f"{{{W}}}r")
    ]


def _names(formatting: Element | None) -> list[str]:
    return [] if formatting is None else [each.tag.split("}")[1] for each in formatting]


def shapes(data: bytes) -> list[str]:
    """The names of the body's children."""
    return [each.tag.split("}")[1] for each in root_of(data)[0]]


def test_a_value_has_the_format_of_its_expression() -> None:
    """The run in which the name begins gives its format; the text around keeps its own."""
    template = xml_document(
        paragraph(r("共", ITALIC), r("{{ ", ITALIC), r("n", BOLD), r(" }}人", ITALIC), r("次", BOLD))
    )
    assert formats(filled(template, n=3).data) == [("共", "i"), ("3", "b"), ("人", "i"), ("次", "b")]


def test_a_figure_keeps_the_format_too() -> None:
    """A figure's run, inside its control, is formatted as a plain value would be."""
    template = xml_document(paragraph(r("{{ n }}", BOLD)))
    assert formats(filled(template, n=figure()).data) == [("85份", "b")]


def test_cut_runs_keep_their_formats() -> None:
    """Cutting runs into characters changes no format of any character."""
    template = xml_document(paragraph(r("甲乙", BOLD), r("{{ n }}", ITALIC), r("丙{% if n %}丁{% endif %}")))
    whole = formats(filled(template, n=3).data)
    assert whole == [("甲乙", "b"), ("3", "i"), ("丙", ""), ("丁", "")]
    cut = formats(filled(cut_runs(template), n=3).data)
    assert [(letter, name) for text, name in cut for letter in text] == [
        (letter, name) for text, name in whole for letter in text
    ]


def test_what_is_no_text_stays_in_its_place() -> None:
    """Pictures, tabs, breaks, notes and fields beside a tag stay where they are."""
    things = '<w:tab/><w:drawing/><w:br w:type="page"/><w:footnoteReference w:id="2"/><w:sym w:char="F0A7"/>'
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    data = filled(
        xml_document(paragraph(f"<w:r><w:t>甲{{{{ n }}}}乙</w:t>{things}<w:t>丙</w:t></w:r>", field)), n=3
    ).data
    names = [each.tag.split("}")[1] for each in root_of(data).iter() if each.tag.split("}")[1] not in {"t", "rPr", "r"}]
    assert names[3:10] == ["tab", "drawing", "br", "footnoteReference", "sym", "fldChar", "instrText"]
    assert lines(data) == ["甲3乙\t\n丙"]


def test_lines_and_tabs_of_a_value_are_words_own() -> None:
    """A line break in a value is a break, a tab a tab, blanks at the ends stay."""
    data = filled(document("{{ a }}"), a=" 甲\n\t乙\n ").data
    assert lines(data) == [" 甲\n\t乙\n "]
    assert len(root_of(data).findall(".//w:br", NAMES)) == 2


@pytest.mark.parametrize(
    "value", ["<w:p/>&amp; & < > \" ' “ ” ‘", "{{ n }}", "{% endif %}{#", "\x01" + "0\x05", "{_{", "｛｛"]
)
def test_a_value_is_never_anything_but_text(value: str) -> None:
    """Markup, quotes, tags and the engine's own signs in the data come out as text."""
    assert filled_lines("{{ a }}尾", "后", a=value) == [value.replace("\x01", "").replace("\x05", "") + "尾", "后"]


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff")))
def test_any_text_comes_out_as_it_is(value: str) -> None:
    """Whatever text the data has, a reader of the document reads it."""
    assert filled_lines("甲{{ a }}乙", a=value) == [f"甲{value}乙"]


def test_control_paragraphs_leave_nothing_behind() -> None:
    """A loop's or a condition's own paragraphs go, several tags in one as well; notes go too."""
    template = ["{% for a in rows %}{% if a %}", "{{ a }}", "{% endif %}{% endfor %}", "{# 说明 #}", "尾{# 说明 #}"]
    assert filled_lines(*template, rows=("甲", "", "乙")) == ["甲", "乙", "尾"]


def test_a_paragraph_that_says_nothing_is_left_out() -> None:
    """A paragraph with tags and no text in the end goes; an empty one of the template stays."""
    assert filled_lines("甲", "{% if n %}乙{% endif %}", " {{ e }} ", "", "丙", n=0, e="") == ["甲", "", "丙"]


def test_a_blank_paragraph_with_a_picture_or_a_page_break_stays() -> None:
    """What shows something is not blank though its text is."""
    for thing in ("<w:drawing/>", '<w:br w:type="page"/>'):
        data = filled(xml_document(paragraph("{% if n %}甲{% endif %}", f"<w:r>{thing}</w:r>") + "<w:p/>"), n=0).data
        assert shapes(data) == ["p", "p", "sectPr"]


def test_a_section_break_is_never_lost() -> None:
    """A paragraph that ends a section stays, empty, and outside of the block whose tag it held."""
    section = "<w:p><w:pPr><w:sectPr><w:cols w:num='{}'/></w:sectPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"
    xml = section.format(1, "{% if n %}") + paragraph("甲") + section.format(2, "{% endif %}")
    assert [len(root_of(filled(xml_document(xml), n=n).data).findall(".//w:pPr/w:sectPr", NAMES)) for n in (0, 1)] == [
        2,
        2,
    ]
    blank = section.format(1, "{% if n %}甲{% endif %}")
    assert lines(filled(xml_document(blank + paragraph("乙")), n=0).data) == ["", "乙"]


def test_a_body_a_header_and_a_box_keep_a_paragraph() -> None:
    """Where Word needs a paragraph one is left, with the format of the one that was there."""
    template = document(
        "{% if n %}", "甲", "{% endif %}", header="{% if n %}甲{% endif %}", footer="{% if n %}{% endif %}"
    )
    data = filled(template, n=0).data
    assert shapes(data) == ["p", "sectPr"]
    assert lines(data, "word/header1.xml") == [""]
    assert lines(data, "word/footer1.xml") == [""]


def test_rows_are_repeated_between_rows_of_tags() -> None:
    """Rows that hold only tags repeat or choose the rows between them, and go."""
    table = [
        ["项目", "金额"],
        ["{% for row in rows %}", ""],
        ["{{ row.name }}", "{{ row.n }}"],
        ["{% if row.note %}", ""],
        ["注", "{{ row.note }}"],
        ["{% endif %}", "{% endfor %}"],
    ]
    rows = ({"name": "助学", "n": 1, "note": ""}, {"name": "低保", "n": 2, "note": "甲"})
    assert filled_lines(table, rows=rows) == ["项目", "金额", "助学", "1", "低保", "2", "注", "甲"]


def test_a_table_without_rows_goes() -> None:
    """A table all of whose rows vanish is left out, one with a header row stays."""
    loop = [["{% for x in rows %}"], ["{{ x }}"], ["{% endfor %}"]]
    assert shapes(filled(document("甲", loop, "乙"), rows=()).data) == ["p", "p", "sectPr"]
    assert shapes(filled(document("甲", [["头"], *loop], "乙"), rows=()).data) == ["p", "tbl", "p", "sectPr"]


def test_a_cell_keeps_a_paragraph() -> None:
    """A cell whose text went has an empty paragraph; one with another paragraph is not padded."""
    table = [["{{ e }}", "甲\n{{ e }}", "{% if e %}\n乙\n{% endif %}", "{{ e }}\n{{ e }}", "{% if e %}{% endif %}"]]
    data = filled(document(table), e="").data
    cells = root_of(data).findall(".//w:tc", NAMES)
    assert [[each.tag.split("}")[1] for each in cell][1:] for cell in cells] == [["p"]] * 5
    assert lines(data) == ["", "甲", "", "", ""]


def test_a_cell_ends_with_a_paragraph() -> None:
    """After a nested table a cell has a paragraph, even when the one there was blank."""
    nested = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    cells = ("{{ e }}", "{% if e %}"), ("", "{% endif %}")
    for before, after in (("", paragraph("{{ e }}")), (paragraph("{% if e %}"), nested + paragraph("{% endif %}"))):
        data = filled(xml_document(f"<w:tbl><w:tr><w:tc>{before}{nested}{after}</w:tc></w:tr></w:tbl>"), e="").data
        cell = root_of(data).find(".//w:tc", NAMES)
        assert cell is not None
        assert cell[-1].tag.endswith("}p")
    assert cells


def test_repeated_tables_stay_apart() -> None:
    """Word joins neighbouring tables, so a repeated one is kept apart by a hairline."""
    template = document("{% for x in rows %}", [["{{ x }}"]], "{% endfor %}")
    assert shapes(filled(template, rows=("甲", "乙")).data) == ["tbl", "p", "tbl", "sectPr"]
    chosen = document([["甲"]], "{% if n %}中{% endif %}", [["乙"]])
    assert shapes(filled(chosen, n=0).data) == ["tbl", "p", "tbl", "sectPr"]
    rows = document("{% for x in rows %}", [["{% for y in x %}"], ["{{ y }}"], ["{% endfor %}"]], "{% endfor %}")
    assert shapes(filled(rows, rows=(("甲",), (), ("乙",))).data) == ["tbl", "p", "tbl", "sectPr"]


def test_tables_inside_tables_are_filled() -> None:
    """A loop may stand in a nested table, inside a loop of the outer one."""
    inner = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{% for b in a %}</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>{{ b }}</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>{% endfor %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    row = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    rows = (row.format("{% for a in rows %}"), f"<w:tr><w:tc>{inner}<w:p/></w:tc></w:tr>", row.format("{% endfor %}"))
    assert lines(filled(xml_document(f"<w:tbl>{''.join(rows)}</w:tbl>"), rows=(("甲", "乙"), ("丙",))).data) == [
        "甲",
        "乙",
        "",
        "丙",
        "",
    ]


def test_a_text_box_is_filled_both_times_word_keeps_it() -> None:
    """A box's paragraphs are filled in the drawing and in its fallback, loops included."""
    box = "".join(paragraph(text) for text in ("{% for x in rows %}", "{{ x }}{{ n }}", "{% endfor %}"))
    xml = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
        "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    data = filled(
        xml_document(paragraph("甲{{ n }}", xml.format(box), "{{ n }}乙")), rows=("丙", "丁"), n=figure()
    ).data
    outer, *inner = root_of(data).iter(f"{{{W}}}p")
    assert [each.text for each in inner[0].iter(f"{{{W}}}t")] == ["丙", "85份"]
    assert len(inner) == 4
    own = [
        each.text for each in outer.iter(f"{{{W}}}t") if next(each.iterancestors(f"{{{W}}}txbxContent"), None) is None
    ]
    assert own == ["甲", "85份", "85份", "乙"]
    names = [each.get(f"{{{W}}}name") for each in root_of(data).iter(f"{{{W}}}bookmarkStart")]
    assert len(names) == len(set(names)) == 6


def test_ids_of_paragraphs_are_not_repeated() -> None:
    """Copies of a paragraph do not share Word's paragraph id."""
    xml = paragraph("{% for x in rows %}") + '<w:p w14:paraId="0A0B0C0D"><w:r><w:t>{{ x }}</w:t></w:r></w:p>'
    data = filled(xml_document(xml + paragraph("{% endfor %}")), rows=("甲", "乙")).data
    assert b"paraId" not in b"".join(elements_bytes(data))


def elements_bytes(data: bytes) -> list[bytes]:
    """Attribute names of the body's paragraphs."""
    return [" ".join(map(str, each.attrib)).encode() for each in root_of(data).iter(f"{{{W}}}p")]


def test_paragraphs_without_tags_are_copied_as_they_are() -> None:
    """What has no tag comes out element by element as it was, inside a loop and beside one."""
    plain = paragraph(r("甲", BOLD), '<w:r><w:tab/><w:sym w:char="F0A7"/></w:r>')
    data = filled(xml_document(plain + paragraph("{{ n }}")), n=1).data
    kept = root_of(data)[0][0]
    assert [each.tag for each in kept.iter()] == [each.tag for each in elements(plain)[0].iter()]
