"""The table 数据出处 behind a report."""

from __future__ import annotations

from pathlib import Path

from lxml.etree import _Element as Element

from tests.docx_text import W, document, elements, figure, line_of, paragraph, root_of, xml_document
from tests.wordschema import assert_valid
from unionreport.document.appendix import APPENDIX, Origin, append_origins, blocks
from unionreport.document.controls import ControlWriter
from unionreport.document.exhibits import looks_of
from unionreport.document.identities import settle_identities
from unionreport.document.looks import Looks, read_looks
from unionreport.document.package import read_package
from unionreport.provenance import Comments
from unionreport.reporting import Request, build
from unionreport.resources import folder
from unionreport.stripping import strip

ROWS = [
    Origin("", "甲", figure(85), "甲的行数", "甲!A1"),
    Origin("一、二", "乙", "共2个数", "乙之和", "乙!A1"),
    Origin("一、二", "丙", figure(7), "丙之和", "丙!A1"),
]


def appended(data: bytes, rows: list[Origin], looks: Looks | None = None) -> Element:
    """The body of a document with the table behind it."""
    root = root_of(data)
    append_origins(root, looks or looks_of(read_package(data)), rows, "2023.xlsx", ControlWriter().wrap)
    settle_identities([root])
    return root


def lines(root: Element) -> list[str]:
    """The paragraphs of a body."""
    return [line_of(each) for each in root.iter(f"{{{W}}}p")]


def test_the_table_stands_on_a_new_page_at_the_end() -> None:
    """Title, table, note; numbered lines, and the part of the report above those that stand in it."""
    root = appended(document("正文"), ROWS)
    assert lines(root) == [
        "正文", "数据出处", "序号", "指标", "印出的数", "计算方法", "出处",
        "1", "甲", "85份", "甲的行数", "甲!A1", "一、二",
        "2", "乙", "共2个数", "乙之和", "乙!A1", "3", "丙", "7份", "丙之和", "丙!A1",
        "注：单元格前没有写文件名的，取自 2023.xlsx；同一指标只列一次，印法取第一次出现的。",
    ]  # fmt: skip
    assert root[0][-1].tag == f"{{{W}}}sectPr"
    title = root[0][1]
    assert title.find(f"{{{W}}}pPr/{{{W}}}pageBreakBefore") is not None
    spans = [each.get(f"{{{W}}}val") for each in root.iter(f"{{{W}}}gridSpan")]
    assert spans == ["5"]


def test_an_older_table_gives_way_and_what_stands_behind_stays() -> None:
    """Title, table and note are replaced; without lines they go; words that somebody added behind are kept."""
    root = appended(document("正文"), ROWS)
    body = root[0]
    body.insert(len(body) - 1, elements(paragraph("后来写的"))[0])
    assert line_of(blocks(root)[0]) == "数据出处"
    append_origins(root, Looks(), ROWS[:1], "2023.xlsx", ControlWriter().wrap)
    settle_identities([root])
    assert lines(root)[:3] == ["正文", "后来写的", "数据出处"]
    assert lines(root).count("数据出处") == 1
    append_origins(root, Looks(), [], "", ControlWriter().wrap)
    assert lines(root) == ["正文", "后来写的"]
    assert APPENDIX not in [each.get(f"{{{W}}}name") for each in root.iter(f"{{{W}}}bookmarkStart")]
    assert blocks(root) == []


def styled(*names: str) -> Looks:
    """The looks of a document that has these styles."""
    xml = "".join(f'<w:style w:styleId="{name}"/>' for name in names)
    return read_looks(elements(f"<w:styles>{xml}</w:styles>")[0])


def test_it_is_an_attachment_where_the_template_has_them() -> None:
    """附件 in the template's style, with the next number where the report has attachments."""
    style = '<w:pPr><w:pStyle w:val="Attachment"/></w:pPr>'
    looks = styled("Attachment", "AttachmentTitle", "TableText")
    assert lines(appended(document("正文"), ROWS, looks))[1:3] == ["附件", "数据出处"]
    several = xml_document(paragraph(style, "附件1") + paragraph(style, "附件2"))
    assert lines(appended(several, ROWS, looks))[2:4] == ["附件3", "数据出处"]


def test_a_body_without_section_gets_it_at_its_end() -> None:
    """A document that another program wrote may have none."""
    root = root_of(document("正文"))
    root[0].remove(root[0][-1])
    append_origins(root, Looks(), ROWS, "2023.xlsx", ControlWriter().wrap)
    assert line_of(root[0][-1]).startswith("注：")


def test_a_told_report_and_its_clean_copy_are_valid(tmp_path: Path) -> None:
    """The sample's report with comments and table, and the clean copy of it, keep to the schemas of Word."""
    request = Request(tmp_path / "r.docx", comments=Comments.ALL, sources=True)
    built = build(folder("sample_data") / "2023.xlsx", request, None)
    assert built.written is not None
    assert_valid(built.written.read_bytes())
    assert_valid(strip(built.written).written.read_bytes())
