from __future__ import annotations

from lxml.etree import _Element as Element

from tests.docx_text import document, edit, elements, figure, filled, paragraph, parts, run, xml_document
from unionreport.document.passages import has_page_numbers, passages, squeeze

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def texts(data: bytes) -> list[str]:
    """The passages' texts."""
    return [each.text for each in passages(data)]


def test_squeezing_levels_what_programs_write_differently() -> None:
    """Blanks, ligatures, widths, hyphens, capitals and signs without width make no difference."""
    assert squeeze(" 工　会\u200b２０２３ ﬁsh A\u2011b\u00ad ⼯ \uf0b7é") == squeeze("工会2023fishA-B工e\u0301")


def test_paragraphs_cells_and_notes_are_passages_with_places() -> None:
    """Each paragraph is a passage, cut at tabs; a blank one is none."""
    found = passages(document("甲 一\t乙", "", [["丙", "丁"]]))
    assert [(each.text, str(each.place)) for each in found] == [
        ("甲一", "body-paragraph paragraph=1"),
        ("乙", "body-paragraph paragraph=1"),
        ("丙", "body-cell paragraph=1 table=1 row=1 cell=1"),
        ("丁", "body-cell paragraph=1 table=1 row=1 cell=2"),
    ]


def test_figures_are_known_with_their_place_in_the_passage() -> None:
    """A figure's id, text and span stand with its passage."""
    made = filled(document("共 {{ x }}，好"), x=figure())
    (found,) = passages(made.data)
    (shown,) = found.figures
    assert (shown.figure, shown.text, found.text[shown.start : shown.end]) == ("suggestions.submitted", "85份", "85份")


def test_a_figure_in_several_runs_is_one() -> None:
    """An editor that cuts a figure's run does not make two of it."""
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="a.b|plain"/></w:sdtPr><w:sdtContent>'
        + run("8") + run("5份") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    (found,) = passages(xml_document(paragraph("共", control)))
    assert [(each.text, each.start, each.end) for each in found.figures] == [("85份", 1, 4)]


def test_fields_and_hidden_text_are_left_out() -> None:
    """What the office computes or does not print need not be there; the words of a link must."""
    hidden, shown = run("隐", "<w:vanish/>"), run("显", '<w:vanish w:val="0"/>')
    simple = '<w:fldSimple w:instr="DATE"><w:r><w:t>今天</w:t></w:r></w:fldSimple>'
    page, link = FIELD.format("PAGE", "9"), FIELD.format('HYPERLINK "x"', "链接")
    assert texts(xml_document(paragraph("甲", hidden, shown, simple))) == ["甲显"]
    assert texts(xml_document(paragraph("甲", page, "乙"))) == ["甲", "乙"]
    assert texts(xml_document(paragraph(link))) == ["链接"]
    loose = '<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert texts(xml_document(paragraph("甲", loose, "乙"))) == ["甲", "乙"]


def test_of_headers_the_figures_count_once() -> None:
    """A header's words may not be printed at all, its figures must be seen somewhere."""
    made = filled(document("正文", header="工会 {{ x }}", footer="又 {{ x }}"), x=figure())
    assert texts(made.data) == ["正文", "85份"]


def test_page_numbers_are_known_by_their_fields() -> None:
    """Only a header or footer with a page field numbers the pages."""
    assert not has_page_numbers(document("甲", footer="页"))

    def number(root: Element) -> None:
        root[0].extend(elements(FIELD.format(" PAGE ", "1")))

    plain = document("甲", footer="页")
    name = next(name for name in parts(plain) if "footer" in name and not name.endswith(".rels"))
    assert has_page_numbers(edit(plain, number, name))
