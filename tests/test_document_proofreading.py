"""Proofreading a Word document: its paragraphs, its printed figures, the fixed text of a template."""

from __future__ import annotations

import pytest

from tests.docx_text import document, figure, filled, paragraph, xml_document
from unionreport.document.proofreading import lint_text, passages
from unionreport.errors import TemplateError

MIXED = "接待来访{{ a | cn }}，探望{{ b }}，慰问{{ c }}。"


def said(data: bytes, styles: dict[str, str] | None = None) -> list[str]:
    """The remarks of a document without words."""
    return [str(each) for each in lint_text(data, styles)]


def report(template: str = MIXED) -> bytes:
    """A report of three figures of one class."""
    return filled(
        document(template), a=figure(8, "人次", "a.a"), b=figure(12, "人次", "a.b"), c=figure(5, "人次", "a.c")
    ).data


def test_printed_figures_are_part_of_their_sentence() -> None:
    """A figure in its control is read with the words around it, and known by its place in them."""
    (passage,) = passages(report(), {"a.a": "plain", "a.b": "plain", "a.c": "plain"})
    assert passage.text == "接待来访八人次，探望12人次，慰问5人次。"
    assert [(passage.text[each.start : each.end], each.figure, each.chosen) for each in passage.printed] == [
        ("八人次", "a.a", True),
        ("12人次", "a.b", False),
        ("5人次", "a.c", False),
    ]


def test_a_form_that_a_template_asked_for_is_no_breach() -> None:
    """What a filter printed is the author's choice; what the house style printed is not."""
    usual = dict.fromkeys(("a.a", "a.b", "a.c"), "plain")
    assert said(report(), usual) == []
    mixed = "body-paragraph paragraph=1 numerals-mixed 八人次、12人次、5人次"
    assert said(report(), {**usual, "a.a": "cn"}) == [mixed]
    assert said(report()) == []
    assert said(document("接待来访八人次，探望12人次，慰问5人次。")) == [mixed]


def test_every_story_is_read_where_it_stands() -> None:
    """Cells, headers and footers are read; numbers of paragraphs are those of the body alone."""
    data = document("一、甲", "二、乙", [["三、丙。。", "1,234"]], header="页-眉", footer="三、完。。")
    assert said(data) == [
        "body-cell paragraph=1 table=1 row=1 cell=1 punctuation-doubled 三、丙。。",
        "header-paragraph paragraph=1 hyphen-between 页-眉",
        "footer-paragraph paragraph=1 punctuation-doubled 三、完。。",
    ]


def test_a_tag_may_stand_for_anything() -> None:
    """In a template nothing is said of the signs next to a tag, nor of numbers that depend on conditions."""
    data = document(
        "{{ clause }}工作{% if a %}，{{ a }}{% endif %}。", "{% if b %}", "三、乙", "{% endif %}", "{# 注 #}"
    )
    assert said(data) == []
    assert said(document("{{ a }}民-主，", "{{ a", "工作。。")) == [
        "body-paragraph paragraph=1 punctuation-dangling 民-主，",
        "body-paragraph paragraph=1 hyphen-between 民-主",
        "body-paragraph paragraph=3 punctuation-doubled 工作。。",
    ]


def test_a_text_box_is_read_once() -> None:
    """A box is read in its own place, its fallback for old readers is not."""
    box = f"<w:txbxContent>{paragraph('民-主')}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}"
        "</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert said(xml_document(paragraph("甲", shape))) == ["box-paragraph paragraph=1 number=1 hyphen-between 民-主"]


def test_a_control_of_somebody_else_is_words() -> None:
    """A content control that no figure stands in is text like any other."""
    inner = "<w:r><w:t>八人次，12人次</w:t></w:r>"
    control = f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    assert said(xml_document(paragraph("接待", control, "。"))) == [
        "body-paragraph paragraph=1 numerals-mixed 八人次、12人次"
    ]


def test_a_plain_cell_is_no_sentence() -> None:
    """Names and numbers in cells are left out; a figure in a cell is known by its place."""
    data = filled(document([["项目", "人 数"], ["困难补助", "{{ a }}"]]), a=figure(8, "人次", "a.a")).data
    (passage,) = passages(data)
    assert (str(passage.place), passage.flowing) == ("body-cell paragraph=1 table=1 row=2 cell=2", False)
    assert [each.figure for each in passage.printed] == ["a.a"]


def test_what_is_no_document_is_refused() -> None:
    """Only a .docx can be read."""
    with pytest.raises(TemplateError):
        lint_text(b"PK")
