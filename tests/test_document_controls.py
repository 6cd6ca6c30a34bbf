"""Printed figures as content controls with a hidden bookmark, and reading them back."""

from __future__ import annotations

from lxml.etree import _Element as Element

from tests.docx_text import NAMES, W, document, edit, elements, figure, filled, lines, paragraph, root_of, xml_document
from tests.docx_text import run as r
from unionreport.document.controls import Control, ControlWriter, bookmark_name, read_controls
from unionreport.document.report import Stamp
from unionreport.figure import Figure

RATE = Figure("satisfaction.rate", "满意率 & “评价”", 1, "%")


def control_of(data: bytes) -> Element:
    """The first control of the body."""
    found = root_of(data).find(".//w:sdt", NAMES)
    assert found is not None
    return found


def names(element: Element) -> list[str]:
    """The names of the children."""
    return [each.tag.split("}")[1] for each in element]


def test_a_figure_is_a_rich_text_control_inside_a_bookmark() -> None:
    """The control has a title, a tag ``id|style`` and an id, and nothing that makes it plain or bound."""
    data = filled(document("征集{{ n | cn }}。"), n=figure()).data
    control = control_of(data)
    parent = control.getparent()
    assert parent is not None
    assert names(parent) == ["r", "bookmarkStart", "sdt", "bookmarkEnd", "r"]
    assert names(control) == ["sdtPr", "sdtContent"]
    assert names(control[0]) == ["alias", "tag", "id"]
    assert [each.get(f"{{{W}}}val") for each in control[0]][:2] == ["合理化建议", "suggestions.submitted|cn"]
    assert names(control[1]) == ["r"]
    assert parent[1].get(f"{{{W}}}id") == parent[3].get(f"{{{W}}}id")
    assert lines(data) == ["征集八十五份。"]


def test_texts_and_numbers_are_no_controls() -> None:
    """Only figures are marked; a name or a year is plain text."""
    assert read_controls(filled(document("{{ name }}{{ year }}"), name="某工会", year=2023).data) == []


def test_controls_are_read_back_as_they_were_written() -> None:
    """In body, table, header and footer, a control's figure, style, text, bookmark and part are found again."""
    template = document("{{ n }}与{{ rate | pct(1) }}", [["{{ n | cn }}"]], header="{{ n }}", footer="{{ rate }}")
    done = filled(template, n=figure(), rate=RATE)
    first, second, third, fourth = (bookmark_name("suggestions.submitted", number) for number in (1, 2, 3, 4))
    assert read_controls(done.data) == list(done.controls)
    assert [(each.figure, each.style, each.text, each.part) for each in done.controls] == [
        ("suggestions.submitted", "plain", "85份", "word/document.xml"),
        ("satisfaction.rate", "pct:1", "100.0%", "word/document.xml"),
        ("suggestions.submitted", "cn", "八十五份", "word/document.xml"),
        ("suggestions.submitted", "plain", "85份", "word/header1.xml"),
        ("satisfaction.rate", "plain", "100%", "word/footer1.xml"),
    ]
    assert [each.bookmark for each in done.controls if each.figure.startswith("sugg")] == [first, second, third]
    assert fourth not in [each.bookmark for each in done.controls]
    assert [each.id for each in done.printed] == [each.figure for each in done.controls]


def test_bookmarks_are_hidden_and_short() -> None:
    """A bookmark's name begins with an underscore and keeps within the 40 characters of Word."""
    name = bookmark_name("a" * 60, 99999)
    assert name.startswith("_UR_")
    assert len(name) <= 40


def test_ids_are_the_same_at_every_filling_and_never_twice() -> None:
    """Ids come of the figure and its occurrence: adding a figure before leaves the others as they were."""
    context = {"n": figure(), "rate": RATE}
    one = ids(filled(document("{{ n }}{{ n }}"), **context).data)
    two = ids(filled(document("{{ rate }}{{ n }}{{ n }}"), **context).data)
    assert two[1:] == one
    many = ids(filled(document("{% for x in rows %}", "{{ n }}", "{% endfor %}"), rows=range(300), **context).data)
    assert len(set(many)) == 300
    assert all(0 < int(each) < 2**31 for each in many)


def ids(data: bytes) -> list[str]:
    """The ids of the body's controls."""
    return [str(each.get(f"{{{W}}}val")) for each in root_of(data).findall(".//w:sdtPr/w:id", NAMES)]


def test_an_id_that_is_taken_gives_the_next() -> None:
    """Two figures whose ids would be equal have different ones all the same."""
    first = ids(filled(document("{{ n }}"), n=figure()).data)[0]
    writer = ControlWriter(ids={int(first)})
    run = elements(paragraph("甲"))[0][0]
    writer.wrap(run, figure())
    control = run.iterancestors(f"{{{W}}}sdt")
    assert next(control)[0][2].get(f"{{{W}}}val") == str(int(first) + 1)


def test_a_figure_in_doubt_is_red_in_a_draft() -> None:
    """Red comes where the format's order has the colour, and takes the place of another colour."""
    fonts = '<w:rFonts w:eastAsia="仿宋"/><w:b/><w:color w:val="0000FF"/><w:sz w:val="32"/>'
    template = xml_document(paragraph(r("{{ n }}", fonts), "<w:r><w:t>{{ n }}{{ rate }}</w:t></w:r>"))
    data = filled(template, Stamp(doubtful=frozenset({"suggestions.submitted"})), n=figure(), rate=RATE).data
    runs = list(root_of(data).iter(f"{{{W}}}r"))
    assert [names(each[0]) for each in runs[:2]] == [["rFonts", "b", "color", "sz"], ["color"]]
    assert [each[0][-2 if number == 0 else 0].get(f"{{{W}}}val") for number, each in enumerate(runs[:2])] == [
        "FF0000"
    ] * 2
    assert names(runs[2]) == ["t"]


def test_controls_are_found_after_editing() -> None:
    """A control that was moved, retyped in, or lost its bookmark is still found by its tag."""

    def change(root: Element) -> None:
        body, control = root[0], root.find(".//w:sdt", NAMES)
        assert control is not None
        text = control.find(".//w:t", NAMES)
        assert text is not None
        text.text = "9"
        control[1].append(elements(r("0份"))[0])
        body[1].append(control)

    data = edit(filled(document("{{ n }}", "甲"), n=figure()).data, change)
    assert read_controls(data) == [Control("suggestions.submitted", "plain", "90份", "", "word/document.xml")]


def test_other_controls_are_not_ours() -> None:
    """A control of the template's own, without a tag or with another, is no figure."""
    other = "<w:sdt><w:sdtPr><w:tag w:val='{}'/></w:sdtPr><w:sdtContent>" + r("甲") + "</w:sdtContent></w:sdt>"
    xml = paragraph(other.format("date"), other.format("a|B!"), other.replace("<w:tag w:val='{}'/>", ""))
    assert read_controls(xml_document(xml)) == []


def test_a_long_title_is_cut_for_word() -> None:
    """A control's title has at most 64 characters."""
    data = filled(document("{{ n }}"), n=Figure("a.b", "长" * 80, 1, "个")).data
    alias = root_of(data).find(".//w:alias", NAMES)
    assert alias is not None
    assert alias.get(f"{{{W}}}val") == "长" * 64
