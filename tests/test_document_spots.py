"""Where bookmarks of ours stand: headings and tables."""

from __future__ import annotations

import pytest

from tests.docx_text import edit, elements, paragraph, xml_document
from unionreport.document.package import read_package
from unionreport.document.spots import Spot, spots

MARK = '<w:bookmarkStart w:id="{0}" w:name="{1}"/>{2}<w:bookmarkEnd w:id="{0}"/>'
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Top"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Top"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="AttachmentTitle"/>'
)


def head(style: str, text: str) -> str:
    """A paragraph of a style."""
    return paragraph(f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>', text)


def figure(number: int, name: str) -> str:
    """A bookmark as one stands around a figure."""
    return MARK.format(number, name, "")


def found(body: str, *tables: str) -> dict[str, Spot]:
    """The spots of a body in a document with the styles."""
    styled = edit(xml_document(body), lambda root: root.extend(elements(STYLES)), "word/styles.xml")
    return spots(read_package(styled), tables)


@pytest.mark.parametrize(("style", "is_head"), [
    ("Top", True), ("Child", True), ("AttachmentTitle", True), ("Ring", False), ("Normal", False), ("none", False),
])  # fmt: skip
def test_headings_are_known_by_their_styles(style: str, is_head: bool) -> None:
    """By the outline level of the style or of one below it; the title of an attachment is one too."""
    body = head(style, "一、工作  回顾") + paragraph(figure(1, "_UR_a_1"))
    assert found(body) == {"_UR_a_1": Spot("一、工作 回顾" if is_head else "")}


def test_a_paragraph_may_be_a_heading_by_itself() -> None:
    """Its own level goes before that of its style, and a heading holds until the next of the first level."""
    own = '<w:pPr><w:pStyle w:val="Top"/><w:outlineLvl w:val="{}"/></w:pPr>'
    body = (
        paragraph(figure(1, "_UR_a_1"))
        + paragraph(own.format(0), "一", figure(2, "_UR_b_1"))
        + paragraph(own.format(1), "（一）", figure(3, "_UR_c_1"))
        + paragraph(figure(4, "other"))
    )
    assert found(body) == {"_UR_a_1": Spot(), "_UR_b_1": Spot("一"), "_UR_c_1": Spot("一")}


def test_what_stands_in_a_table_is_known() -> None:
    """From its bookmark's beginning to its end, whatever else begins and ends between."""
    body = (
        paragraph('<w:bookmarkStart w:id="9" w:name="_UR_T_x_1"/>', figure(1, "_UR_a_1"))
        + paragraph(figure(2, "_UR_b_1"), '<w:bookmarkEnd w:id="9"/>')
        + paragraph(figure(3, "_UR_c_1"))
    )
    assert {name: spot.table for name, spot in found(body, "_UR_T_x_1").items()} == {
        "_UR_T_x_1": "", "_UR_a_1": "_UR_T_x_1", "_UR_b_1": "_UR_T_x_1", "_UR_c_1": "",
    }  # fmt: skip


def test_a_document_without_styles_has_headings_all_the_same() -> None:
    """Where there is no list of styles, a paragraph's own level counts."""
    data = xml_document(paragraph('<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', "一", figure(1, "_UR_a_1")))
    files = dict(read_package(data))
    del files["word/styles.xml"]
    assert spots(files, ()) == {"_UR_a_1": Spot("一")}
