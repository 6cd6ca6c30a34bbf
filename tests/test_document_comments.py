"""Word comments put into a document: where they stand, whose they are, and that nothing else changes."""

from __future__ import annotations

import datetime
import io

import docx
import pytest
from lxml import etree
from lxml.etree import _Element as Element

from tests.docx_text import W, document, elements, line_of, lines, pack, paragraph, parts, root_of, run, xml_document
from tests.office import Office
from unionreport.document.anchors import Anchor, carries_comments
from unionreport.document.comments import AUTHOR, Comment, add_comments, without_comments
from unionreport.document.package import read_package, write_package
from unionreport.document.place import FILE, Story, TemplatePlace

SECOND = TemplatePlace(Story.BODY, paragraph=2)
PLAIN = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
RICH = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
BOX = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"


def commented(data: bytes, *comments: Comment) -> bytes:
    """The document with the comments."""
    return write_package(add_comments(read_package(data), comments))


def anchored(data: bytes) -> dict[str, str]:
    """What each comment stands on: its text → the text between its marks and where its reference is."""
    found = {}
    listing, root = root_of(data, "word/comments.xml"), root_of(data)
    for comment in listing:
        number = comment.get(f"{{{W}}}id")
        marks = [
            each
            for each in root.iter()
            if str(each.tag).startswith(f"{{{W}}}comment") and each.get(f"{{{W}}}id") == number
        ]
        assert [str(each.tag).split("}")[1] for each in marks] == [
            "commentRangeStart",
            "commentRangeEnd",
            "commentReference",
        ]
        start, end, reference = marks
        assert start.getparent() is end.getparent()
        assert reference.getparent() is end.getnext()
        holder = start.getparent()
        assert holder is not None
        assert holder.tag == f"{{{W}}}p"
        inside = list(holder)[holder.index(start) + 1 : holder.index(end)]
        shell = elements("<w:p/>")[0]
        shell.extend(elements("".join(etree_text(each) for each in inside)))
        found[line_of(comment)] = line_of(shell)
    return found


def etree_text(element: Element) -> str:
    """An element as XML."""
    return etree.tostring(element, encoding="unicode")


def test_a_comment_stands_on_the_words_it_is_about() -> None:
    """The marks stand around the runs that hold the words, whatever way these are cut; blanks do not matter."""
    template = xml_document(paragraph(run("甲"), run("{{ "), run("a }"), run("}"), run("乙")) + paragraph("丙", "丁"))
    data = commented(
        template,
        Comment("一", Anchor(about="{{a}}")),
        Comment("二", Anchor(SECOND, "丁")),
        Comment("三", Anchor(SECOND, "没有")),
    )
    assert anchored(data) == {"一": "{{ a }}", "二": "丁", "三": "丙丁"}


def test_a_comment_is_small_signed_and_dated() -> None:
    """Author and date are fixed, each line is a paragraph that does not take the look of the body."""
    parts_ = add_comments(read_package(document("甲")), [Comment("<一> & “二”\n三\x0b四")], datetime.date(2024, 1, 15))
    comment = root_of(write_package(parts_), "word/comments.xml")[0]
    assert {str(key).split("}")[1]: value for key, value in comment.attrib.items()} == {
        "id": "0",
        "author": "unionreport",
        "date": "2024-01-15T00:00:00Z",
        "initials": "un",
    }
    assert [line_of(each) for each in comment] == ["<一> & “二”", "三", "四"]
    assert {each.get(f"{{{W}}}val") for each in comment.iter(f"{{{W}}}sz")} == {"18"}
    assert (
        root_of(commented(document("甲"), Comment("x")), "word/comments.xml")[0]
        .get(f"{{{W}}}date", "")
        .startswith("1980-01-01")
    )


def test_equal_comments_give_equal_bytes_and_none_give_the_document() -> None:
    """There is no clock and no chance in a commented copy."""
    template = document("甲", "乙")
    assert commented(template, Comment("一")) == commented(template, Comment("一"))
    found = read_package(template)
    assert add_comments(found, []) is found


def test_everything_else_is_kept() -> None:
    """Every other part keeps its bytes, every paragraph its text, and python-docx reads the comments."""
    template = document("甲", "乙", [["丙", "丁"]], header="眉")
    data = commented(template, Comment("一"), Comment("二", Anchor(TemplatePlace(Story.BODY, 1, 1, 1, 2))))
    before, after = parts(template), parts(data)
    changed = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name for name in after if before.get(name) != after[name]} == changed
    assert lines(data) == lines(template)
    assert anchored(data) == {"一": "甲", "二": "丁"}
    assert [(each.text, each.author) for each in docx.Document(io.BytesIO(data)).comments] == [
        ("一", AUTHOR),
        ("二", AUTHOR),
    ]


def with_persons_comment(template: bytes) -> bytes:
    """The document with a comment that somebody wrote on its first run."""
    made = docx.Document(io.BytesIO(template))
    made.add_comment(made.paragraphs[0].runs, text="人写的", author="张一三")
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_comments_of_people_stay_and_ours_count_on() -> None:
    """Ours get the next numbers; taken out again, the document has the persons' comments alone."""
    template = with_persons_comment(document("甲", "乙"))
    data = commented(template, Comment("一"), Comment("二", Anchor(SECOND)))
    assert anchored(data) == {"人写的": "甲", "一": "甲", "二": "乙"}
    assert [each.get(f"{{{W}}}id") for each in root_of(data, "word/comments.xml")] == ["0", "1", "2"]
    again = write_package(without_comments(read_package(data)))
    assert anchored(again) == {"人写的": "甲"}
    assert root_of(again).xpath("count(//*[local-name()='r'])") == root_of(template).xpath(
        "count(//*[local-name()='r'])"
    )


def test_a_document_without_ours_is_untouched() -> None:
    """Where nothing is to be taken out, the parts are the very same."""
    for template in (document("甲"), with_persons_comment(document("甲"))):
        found = read_package(template)
        assert without_comments(found) is found


def test_an_anchor_is_never_inside_an_inline_control() -> None:
    """Words in a control, a link or an insertion get their marks outside of it."""
    for wrap in (PLAIN, RICH, '<w:hyperlink w:anchor="a">{}</w:hyperlink>', '<w:ins w:id="1" w:author="a">{}</w:ins>'):
        data = commented(
            xml_document(paragraph("前", wrap.format(run("{{ a }}")), "后")), Comment("一", Anchor(about="{{ a }}"))
        )
        assert anchored(data) == {"一": "{{ a }}"}


def test_a_paragraph_in_a_control_of_plain_text_is_commented_beside_it() -> None:
    """The comment goes to the paragraph before the control, or behind it where there is none before."""
    inside = PLAIN.format(paragraph("内"))
    assert anchored(
        commented(xml_document(paragraph("前") + inside + paragraph("后")), Comment("一", Anchor(SECOND)))
    ) == {"一": "前"}
    first = TemplatePlace(Story.BODY, 1)
    assert anchored(commented(xml_document(inside + paragraph("后")), Comment("一", Anchor(first)))) == {"一": "后"}
    alone = commented(xml_document(inside), Comment("一", Anchor(first)))
    assert anchored(alone) == {"一": ""}
    assert lines(alone) == ["内", ""]
    rich = RICH.format(paragraph("内"))
    assert anchored(commented(xml_document(paragraph("前") + rich), Comment("一", Anchor(SECOND)))) == {"一": "内"}


def test_what_cannot_carry_a_comment_is_told_on_the_first_paragraph() -> None:
    """Headers, notes, the file and places that are not there; a text box is told where it hangs."""
    template = document("甲", "乙", header="眉")
    for place in (
        TemplatePlace(Story.HEADER, 1),
        TemplatePlace(Story.FOOTNOTE, 1, number=1),
        FILE,
        TemplatePlace(Story.BODY, 9),
    ):
        data = commented(template, Comment("一", Anchor(place, "眉")))
        assert anchored(data) == {"一": "甲"}
        assert b"comment" not in parts(data)["word/header1.xml"]
    boxed = xml_document(paragraph("甲") + paragraph("乙", BOX.format(paragraph("框"))))
    (told,) = anchored(commented(boxed, Comment("一", Anchor(TemplatePlace(Story.BOX, 1, number=1))))).items()
    assert told[1].startswith("乙")
    assert [carries_comments(each) for each in (FILE, SECOND, TemplatePlace(Story.BOX, 1, number=1))] == [
        False,
        True,
        False,
    ]


def test_a_blank_paragraph_and_a_body_without_paragraphs_can_be_commented() -> None:
    """There is always something to hold on to."""
    assert anchored(commented(xml_document("<w:p><w:pPr/></w:p>"), Comment("一"))) == {"一": ""}
    assert anchored(commented(xml_document(""), Comment("一"))) == {"一": ""}


MARKED = '<w:bookmarkStart w:id="7" w:name="_UR_x_1"/>{}<w:bookmarkEnd w:id="7"/>'


@pytest.mark.parametrize(
    ("body", "on"),
    [
        (paragraph("首") + paragraph("共", MARKED.format(RICH.format(run("85份"))), "建议"), "85份"),
        (
            paragraph("首") + MARKED.format(f"<w:tbl><w:tr><w:tc>{paragraph('格')}</w:tc></w:tr></w:tbl>") + "<w:p/>",
            "格",
        ),
        (paragraph("首") + paragraph('<w:bookmarkStart w:id="7" w:name="_UR_x_1"/>', "甲") + paragraph("乙"), "甲"),
        (paragraph("首") + PLAIN.format(paragraph(MARKED.format(run("85份")))), "首"),
        (paragraph("首") + paragraph("甲") + '<w:bookmarkStart w:id="7" w:name="_UR_x_1"/>', "首"),
        (paragraph("首") + paragraph("甲"), "首"),
        (paragraph("首", '<w:bookmarkStart w:id="8" w:name="x"/>') + paragraph(MARKED.format(run("甲")), "乙"), "甲"),
    ],
)
def test_a_comment_can_be_about_a_bookmark(body: str, on: str) -> None:
    """A figure is found by its bookmark, and the marks stand outside of its control; a table by its first cell."""
    data = commented(xml_document(body), Comment("一", Anchor(bookmark="_UR_x_1")))
    assert anchored(data) == {"一": on}


def test_a_bookmark_in_a_text_box_is_told_where_the_box_hangs() -> None:
    """A figure in a box has its comment beside it, not at the beginning of the document."""
    inside = paragraph(MARKED.format(run("框")))
    data = commented(
        xml_document(paragraph("首") + paragraph("乙", BOX.format(inside))), Comment("一", Anchor(bookmark="_UR_x_1"))
    )
    (told,) = anchored(data).values()
    assert told.startswith("乙")


def test_a_part_of_comments_that_nothing_refers_to_is_left_alone() -> None:
    """Our comments get a name that is free."""
    files = {**parts(document("甲")), "word/comments.xml": b"<lost/>"}
    data = commented(pack(files), Comment("一"))
    assert parts(data)["word/comments.xml"] == b"<lost/>"
    assert line_of(root_of(data, "word/comments1.xml")) == "一"


def test_an_office_opens_a_commented_copy_and_keeps_it(office: Office) -> None:
    """Body, cell, control, box, header: LibreOffice loses no text and no comment, as pages and as a document."""
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>'
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{paragraph("格子")}</w:tc></w:tr></w:tbl>'
    )
    comments = (
        Comment("一"),
        Comment("二", Anchor(SECOND, "321人次")),
        Comment("三", Anchor(TemplatePlace(Story.BODY, 1, 1, 1, 1))),
        Comment("四", Anchor(TemplatePlace(Story.HEADER, 1))),
    )
    copies = {
        name: commented(
            xml_document(
                paragraph("甲一三") + paragraph("共", wrap.format(run("321人次")), "。") + table + paragraph("完")
            ),
            *comments,
        )
        for name, wrap in (("rich", RICH), ("plain", PLAIN))
    }
    for page in office.convert(copies).values():
        assert "甲一三共321人次。格子完" in office.text(page)
    saved = office.convert({"rich": copies["rich"]}, "docx")["rich"]
    assert [line for line in lines(saved) if line] == ["甲一三", "共321人次。", "格子", "完"]
    told = {line_of(each) for each in root_of(saved, "word/comments.xml").iter(f"{{{W}}}comment")}
    assert told == {"一", "二", "三", "四"}
