"""Lines as a reader sees them, and where each run stands in one."""

from __future__ import annotations

from tests.docx_text import document, paragraph, run, xml_document
from unionreport.document.lines import Line, lines
from unionreport.document.package import read_package
from unionreport.document.stories import stories

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{text}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def of(data: bytes) -> list[Line]:
    """The lines of the body."""
    return list(lines(stories(read_package(data))[0]))


def only(*runs: str) -> Line:
    """The line of a paragraph."""
    return of(xml_document(paragraph(*runs)))[0]


def hidden(line: Line) -> list[str]:
    """What fields show in a line."""
    return [text for start, end in line.shown if (text := line.text[start:end])]


def test_marks_between_signs_are_nothing() -> None:
    """A comment's mark inside a number does not part it."""
    line = only("1", '<w:r><w:commentReference w:id="1"/></w:r>', "85份")
    assert line.text == "185份"
    runs = list(line.paragraph)
    assert (line.span(runs[2:]), line.span(runs[:1]), line.span([])) == ((1, 4), (0, 1), None)


def test_what_fields_show_is_known_as_such() -> None:
    """Page numbers, simple or not, are nobody's words; a link's words are."""
    assert hidden(only("第", FIELD.format(code="PAGE", text="12"), "页")) == ["12"]
    assert hidden(only('<w:fldSimple w:instr="PAGE"><w:r><w:t>12</w:t></w:r></w:fldSimple>')) == ["12"]
    assert hidden(only(FIELD.format(code='HYPERLINK "x"', text="85份"))) == []
    assert (
        hidden(only('<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>', "1")) == []
    )


def test_a_run_of_several_pieces_stands_from_its_first_to_its_last() -> None:
    """Text, tab and text in one run; the numbers of a formula are read too."""
    line = only("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "<m:oMath><m:r><m:t>85</m:t></m:r></m:oMath>")
    assert line.text == "甲\t乙85"
    assert line.span([line.paragraph[0]]) == (0, 3)


def test_a_sentence_is_cut_where_it_is_long() -> None:
    """From full stop to full stop, at most forty signs to each side."""
    line = of(document(f"甲。{'乙' * 50}85份{'丙' * 50}。丁"))[0]
    at = line.text.index("85")
    assert line.sentence(at, at + 3) == f"…{'乙' * 40}85份{'丙' * 40}…"
    assert line.sentence(0, 1) == "甲。"
    assert line.sentence(len(line.text) - 1, len(line.text)) == "丁"


def test_a_text_box_is_read_once() -> None:
    """Word keeps it twice, for old readers."""
    box = "<w:txbxContent><w:p><w:r><w:t>85份</w:t></w:r></w:p></w:txbxContent>"
    content = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent>"
    )
    assert [each.text for each in of(xml_document(paragraph(run("甲"), f"<w:r>{content}</w:r>")))][:2] == ["甲", "85份"]
    assert len(of(xml_document(paragraph(run("甲"), f"<w:r>{content}</w:r>")))) == 2
