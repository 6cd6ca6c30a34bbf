"""Reading every word of a document, wherever it stands."""

from __future__ import annotations

from tests.docx_text import document, figure, filled, paragraph, xml_document
from tests.docx_text import run as r
from unionreport.document.text import plain_text


def test_figures_in_controls_are_read() -> None:
    """Text inside content controls is part of its sentence, in tables and headers too."""
    template = document("会员{{ n }}，较去年净增。", [["{{ n }}"]], header="页眉{{ n }}", footer="页脚")
    assert plain_text(filled(template, n=figure()).data).split("\n") == [
        "会员85份，较去年净增。",
        "85份",
        "页眉85份",
        "页脚",
    ]


def test_a_text_box_is_read_once() -> None:
    """A box stands behind its paragraph, once although Word keeps a fallback."""
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}"
        "</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert plain_text(xml_document(paragraph("甲", shape, "乙") + paragraph("丙"))) == "甲乙\n框\n丙"


def test_signs_and_changes_are_read_as_seen() -> None:
    """Tabs, breaks and hyphens are characters, insertions are read, deletions and field codes are not."""
    xml = paragraph(
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>1</w:t><w:noBreakHyphen/><w:cr/></w:r>",
        f'<w:ins w:id="1" w:author="a">{r("新")}</w:ins>',
        '<w:del w:id="2" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>',
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
    )
    assert plain_text(xml_document(xml)) == "甲\t乙\n1-\n新"
