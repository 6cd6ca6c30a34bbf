"""A finished report opened for adoption: tags go where the text stood, and all else stays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.docx_text import document, edit, lines, paragraph, parts, root_of, run, xml_document
from unionreport.document.adoption import OpenReport, open_report, read_lines, with_chapters, write_template
from unionreport.document.package import read_package
from unionreport.document.removal import without_parts
from unionreport.errors import TemplateError
from unionreport.occasions import Span

TAG = "n.total"


def tagged(data: bytes, text: str, code: str = TAG) -> tuple[list[str], int]:
    """The lines of the template in which a text became a tag, and how many were refused."""
    report = open_report(data)
    tags: dict[int, Sequence[Span]] = {}
    for number, each in enumerate(report.paragraphs):
        at = each.passage.text.find(text)
        if at >= 0:
            tags[number] = [Span(at, at + len(text), code)]
    template, refused = write_template(report, tags)
    return lines(template), len(refused)


def test_a_tag_stands_in_the_run_where_the_text_began() -> None:
    """Its format is that of the first sign; what follows keeps its own."""
    data = xml_document(paragraph(run("建议"), run("8", "<w:b/>"), run("5份，采"), run("纳")))
    report = open_report(data)
    template, refused = write_template(report, {0: [Span(2, 5, TAG)]})
    assert refused == []
    runs = list(root_of(template).iter("{*}r"))
    assert ["".join(map(str, each.itertext())) for each in runs] == ["建议", "{{ n.total }}", "，采", "纳"]
    assert runs[1].find("{*}rPr/{*}b") is not None


@pytest.mark.parametrize(
    "inside",
    [
        f"{run('8')}<w:ins w:id='1' w:author='a'>{run('5份')}</w:ins>",
        f"{run('8')}<w:hyperlink>{run('5份')}</w:hyperlink>",
        f"{run('8')}<w:del w:id='1' w:author='a'><w:r><w:delText>6</w:delText></w:r></w:del>{run('5份')}",
    ],
)
def test_text_across_a_border_is_not_replaced(inside: str) -> None:
    """A tag may not begin in one author's text and end in another's."""
    assert tagged(xml_document(f"<w:p>{inside}</w:p>"), "85份") == (["85份"], 1)


def test_the_visible_text_counts_where_changes_are_tracked() -> None:
    """A tag may stand inside of an insertion."""
    inside = f"{run('建议')}<w:ins w:id='1' w:author='a'>{run('85份')}</w:ins>"
    assert tagged(xml_document(f"<w:p>{inside}</w:p>"), "85份") == (["建议{{ n.total }}"], 0)


def test_what_a_field_worked_out_is_no_text() -> None:
    """A page number is not a number of the report."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    inside = mark.format("begin") + code + mark.format("separate") + run("12") + mark.format("end")
    simple = f'<w:fldSimple w:instr="PAGE">{run("13")}</w:fldSimple>'
    report = open_report(xml_document(f"<w:p>{run('第')}{inside}{simple}</w:p>"))
    assert not any(sign.isdecimal() for sign in report.paragraphs[0].passage.text)
    _, refused = write_template(report, {0: [Span(4, 6, TAG)]})
    assert len(refused) == 1


def test_a_cell_knows_its_row_its_column_and_its_unit() -> None:
    """The header row and the first cell label a number."""
    data = document("一、帮扶情况", [["项目", "户数", "金额（万元）"], ["金秋助学", "49", "8.98"]])
    found = {each.passage.text: each.passage for each in open_report(data).paragraphs}
    assert (found["49"].row, found["49"].column, found["49"].unit) == ("金秋助学", "户数", "户")
    assert (found["8.98"].unit, found["8.98"].heading) == ("万元", "一、帮扶情况")
    assert found["金秋助学"].row == ""


@pytest.mark.parametrize("text", ["{{ suggestions.submitted }}", "{% if aid %}", "共{{ n"])
def test_a_document_with_tags_is_no_report(text: str) -> None:
    """It is a template; the paragraph is named."""
    with pytest.raises(TemplateError, match="adopt-tags") as refused:
        open_report(document("甲", text))
    assert str(refused.value.place) == "body-paragraph paragraph=2"


def chaptered(*blocks: str) -> OpenReport:
    """A report in which 甲 and 乙 are the union's chapter 建功立业."""
    return with_chapters(open_report(document(*blocks)), {"建功立业": ["甲", "乙"], "空": [], '引"号': ["丙"]})


def test_a_chapter_of_the_unions_own_becomes_a_loop() -> None:
    """Its paragraphs side by side in order are one loop; all others stay."""
    template, _ = write_template(chaptered("前", "甲", "乙", "后", "丙"), {})
    assert lines(template) == [
        "前",
        '{% for text in narrative["建功立业"] %}',
        "{{ text }}",
        "{% endfor %}",
        "后",
        "丙",
    ]


@pytest.mark.parametrize("blocks", [("乙", "甲"), ("甲", "后", "乙"), ("甲",)])
def test_a_chapter_that_was_changed_stays(blocks: tuple[str, ...]) -> None:
    """In another order, parted, or in part only."""
    template, _ = write_template(chaptered(*blocks), {})
    assert lines(template) == list(blocks)


def test_the_lines_of_a_report_are_known_by_place() -> None:
    """What was read is what stands there."""
    found = read_lines(open_report(document("甲", "乙")))
    assert {str(place): text for place, text in found.items()} == {
        "body-paragraph paragraph=1": "甲",
        "body-paragraph paragraph=2": "乙",
    }


def test_parts_are_taken_out_with_all_that_refers_to_them() -> None:
    """Relationship and content type go too; links to the outside stay."""
    data = document("甲")

    def link(root: object) -> None:
        first = root[0]  # type: ignore[index]
        made = first.makeelement(first.tag, {"Id": "x", "Type": "t", "Target": "styles.xml", "TargetMode": "External"})
        root.append(made)  # type: ignore[attr-defined]

    files = parts(edit(data, link, "word/_rels/document.xml.rels"))
    left = without_parts(read_package(edit(data, link, "word/_rels/document.xml.rels")), {"word/styles.xml"})
    assert "word/styles.xml" in files
    assert "word/styles.xml" not in left
    assert left["word/_rels/document.xml.rels"].count(b"styles.xml") == 1
    assert b"/word/styles.xml" not in left["[Content_Types].xml"]
