"""Ids and names that a document may have once only, after blocks were repeated or left out."""

from __future__ import annotations

from tests.docx_text import NAMES, W, figure, filled, paragraph, root_of, xml_document
from tests.docx_text import run as r

BOOKMARK = '<w:bookmarkStart w:id="5" w:name="{}"/>{}<w:bookmarkEnd w:id="5"/>'


def loop(xml: str) -> str:
    """The blocks repeated for every row."""
    return paragraph("{% for x in rows %}") + xml + paragraph("{% endfor %}")


def attributes(data: bytes, path: str, name: str) -> list[str]:
    """One attribute of every element at a path."""
    return [str(each.get(name, each.get(f"{{{W}}}{name}", ""))) for each in root_of(data).findall(path, NAMES)]


def test_a_repeated_bookmark_is_kept_once() -> None:
    """The first copy keeps the bookmark; the others have neither its start nor its end."""
    data = filled(xml_document(loop(paragraph(BOOKMARK.format("here", r("{{ x }}"))))), rows="甲乙丙").data
    assert attributes(data, ".//w:bookmarkStart", "name") == ["here"]
    assert attributes(data, ".//w:bookmarkEnd", "id") == attributes(data, ".//w:bookmarkStart", "id") == ["0"]


def test_bookmarks_of_figures_in_a_loop_are_all_different() -> None:
    """Every printing of a figure has a bookmark of its own beside those of the template."""
    xml = paragraph(BOOKMARK.format("all", r("甲{{ n }}"))) + loop(paragraph("{{ n }}"))
    data = filled(xml_document(xml), n=figure(), rows="甲乙").data
    starts, ends = (attributes(data, f".//w:bookmark{kind}", "id") for kind in ("Start", "End"))
    assert len(set(starts)) == 4
    assert sorted(starts) == sorted(ends)
    assert len(set(attributes(data, ".//w:bookmarkStart", "name"))) == 4


def test_half_a_bookmark_goes() -> None:
    """When a block takes one end of a bookmark with it, the other end goes too."""
    start, end = '<w:bookmarkStart w:id="5" w:name="here"/>', '<w:bookmarkEnd w:id="5"/>'
    for first, last in ((start, end), ("", end), (start, "")):
        block = paragraph("{% if x %}") + paragraph(first, "甲") + paragraph("{% endif %}") + paragraph("乙", last)
        data = filled(xml_document(block), x=0).data
        assert attributes(data, ".//w:bookmarkStart", "id") == attributes(data, ".//w:bookmarkEnd", "id") == []
    kept = paragraph("{% if x %}") + paragraph("甲", start) + paragraph("{% endif %}") + paragraph("乙{{ x }}")
    assert attributes(filled(xml_document(kept), x=1).data, ".//w:bookmarkStart", "id") == []


def test_pictures_and_controls_have_numbers_of_their_own() -> None:
    """A picture or a control in a loop gets a new number in each copy, the first keeps its own."""
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a"/></wp:inline></w:drawing></w:r>'
    control = f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{r("{{ x }}")}</w:sdtContent></w:sdt>'
    data = filled(xml_document(loop(paragraph(drawing, control))), rows="甲乙丙").data
    pictures = [str(each.get("id")) for each in root_of(data).iter() if each.tag.endswith("}docPr")]
    controls = attributes(data, ".//w:sdtPr/w:id", "val")
    assert (pictures[0], controls[0]) == ("1", "7")
    assert len(set(pictures)) == len(set(controls)) == 3


def test_numbers_that_are_none_are_replaced() -> None:
    """An id that is no number, or a new number that is taken, is put right."""
    controls = "".join(
        f'<w:sdt><w:sdtPr><w:id w:val="{number}"/></w:sdtPr><w:sdtContent>{r("{{ x }}")}</w:sdtContent></w:sdt>'
        for number in ("1001", "x", "-5")
    )
    assert attributes(filled(xml_document(paragraph(controls)), x=1).data, ".//w:sdtPr/w:id", "val") == [
        "1001",
        "1002",
        "1003",
    ]


def test_a_comment_is_anchored_once() -> None:
    """Copies of a commented paragraph have no second anchor, nor an empty run in its place."""
    marks = '<w:commentRangeStart w:id="3"/>{}<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>'
    data = filled(xml_document(loop(paragraph(marks.format(r("{{ x }}"))))), rows="甲乙").data
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert attributes(data, f".//w:{name}", "id") == ["3"]
    assert len(root_of(data).findall(".//w:r", NAMES)) == 3
