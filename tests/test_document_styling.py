"""A template laid out anew by the ``[layout]`` of a union."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.etree import _Element as Element

from tests.books import book
from tests.command import SMALL, Run
from tests.docx_text import NAMES, W, document, edit, elements, pack, parts, root_of
from tests.office import Office
from tests.wordschema import assert_valid
from unionreport.document.styling import lay_out
from unionreport.errors import TemplateError
from unionreport.layout import FONTS, Font, Layout, Margins, Role
from unionreport.resources import folder

OURS = (folder("templates") / "congress-report.docx").read_bytes()
WIDER = Layout(
    Margins(top=30, left=25), 20, 25, {**FONTS, Role.BODY: Font("仿宋_GB2312", 15), Role.PAGE_NUMBER: Font("宋体", 12)}
)
STYLES, THEME, FONT_TABLE = "word/styles.xml", "word/theme/theme1.xml", "word/fontTable.xml"
ALL = ("公文标题", "公文正文", "一级标题", "二级标题", "页码")


def style(data: bytes, name: str) -> Element:
    """The style with this name."""
    (found,) = [each for each in root_of(data, STYLES).findall("w:style", NAMES) if said(each, "w:name") == name]
    return found


def said(element: Element, path: str, attribute: str = "val") -> str | None:
    """An attribute of what stands at a path."""
    found = element.find(path, NAMES)
    return None if found is None else found.get(f"{{{W}}}{attribute}")


def test_the_same_layout_changes_nothing() -> None:
    """Laid out by the standard, a template of ours says what it said."""
    laid, missing = lay_out(OURS, Layout())
    assert missing == ()
    for name in ("word/document.xml", STYLES, "word/settings.xml", "word/footer1.xml"):
        assert [(each.tag, dict(each.attrib), each.text) for each in root_of(laid, name).iter()] == [
            (each.tag, dict(each.attrib), each.text) for each in root_of(OURS, name).iter()
        ]


def test_pages_and_styles_follow_the_layout() -> None:
    """Margins, grid, exact lines, spacing, indents, fonts and sizes are those of the layout; the result is valid."""
    laid, missing = lay_out(OURS, WIDER)
    section = root_of(laid).find(".//w:sectPr", NAMES)
    assert section is not None
    assert missing == ()
    assert [said(section, "w:pgMar", side) for side in ("top", "left", "right")] == ["1701", "1417", "1474"]
    assert (said(section, "w:docGrid", "linePitch"), said(section, "w:docGrid", "charSpace")) == ("657", "12410")
    body = style(laid, "公文正文")
    assert said(body, "w:rPr/w:rFonts", "eastAsia") == "仿宋_GB2312"
    assert (said(body, "w:rPr/w:sz"), said(body, "w:rPr/w:spacing")) == ("30", "59")
    assert (said(body, "w:pPr/w:ind", "firstLine"), said(body, "w:pPr/w:ind", "firstLineChars")) == ("718", "200")
    assert said(style(laid, "Normal"), "w:pPr/w:spacing", "line") == "657"
    assert said(style(laid, "页码"), "w:rPr/w:sz") == "24"
    assert said(root_of(laid, STYLES), "w:docDefaults/w:rPrDefault/w:rPr/w:sz") == "30"
    assert said(style(laid, "一级标题"), "w:rPr/w:rFonts", "eastAsia") == "黑体"
    assert "仿宋_GB2312" in parts(laid)[THEME].decode()
    assert 'w:name="仿宋_GB2312"' in parts(laid)[FONT_TABLE].decode()
    assert_valid(laid)


def test_what_a_union_made_of_a_style_stays() -> None:
    """Bold, colour, alignment and whatever a layout does not settle are kept, in the order the format demands."""

    def change(root: Element) -> None:
        for each in root.findall("w:style", NAMES):
            if said(each, "w:name") == "公文正文":
                for old in list(each):
                    if old.tag in (f"{{{W}}}rPr", f"{{{W}}}pPr"):
                        each.remove(old)
                each.extend(
                    elements(
                        '<w:pPr><w:keepLines/><w:jc w:val="left"/></w:pPr><w:rPr><w:b/><w:color w:val="FF0000"/><w:lang w:val="zh-CN"/></w:rPr>'
                    )
                )
            elif said(each, "w:name") == "二级标题":
                for old in list(each):
                    if old.tag in (f"{{{W}}}rPr", f"{{{W}}}pPr"):
                        each.remove(old)

    laid, _ = lay_out(edit(OURS, change, STYLES), WIDER)
    body, item = style(laid, "公文正文"), style(laid, "二级标题")
    assert [[part.tag.rpartition("}")[2] for part in each] for each in body.findall("w:pPr", NAMES)] == [
        ["keepLines", "ind", "jc"]
    ]
    assert [[part.tag.rpartition("}")[2] for part in each] for each in body.findall("w:rPr", NAMES)] == [
        ["rFonts", "b", "color", "spacing", "sz", "szCs", "lang"]
    ]
    assert said(item, "w:rPr/w:sz") == "32"
    assert_valid(laid)


def test_names_the_styles_that_a_template_lacks() -> None:
    """A template of other styles gets the pages alone; what could not be changed is named."""
    own = document("一段")
    laid, missing = lay_out(own, WIDER)
    assert missing == ALL
    assert said(root_of(laid), ".//w:pgMar", "top") == "1701"
    assert root_of(laid, STYLES).xpath("string()") == root_of(own, STYLES).xpath("string()")
    assert said(root_of(laid, STYLES), "w:docDefaults/w:rPrDefault/w:rPr/w:sz") == said(
        root_of(own, STYLES), "w:docDefaults/w:rPrDefault/w:rPr/w:sz"
    )
    assert parts(laid)[THEME] == parts(own)[THEME]


def test_one_style_of_ours_is_enough_to_be_changed() -> None:
    """What a template took over from ours is changed; the rest is named."""

    def change(root: Element) -> None:
        root.extend(
            elements(
                '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="公文正文"/></w:style><w:style w:type="character" w:styleId="a2"><w:name w:val="页码"/></w:style>'
            )
        )

    laid, missing = lay_out(edit(document("一段"), change, STYLES), WIDER)
    assert missing == ("公文标题", "一级标题", "二级标题", "页码")
    assert said(style(laid, "公文正文"), "w:rPr/w:sz") == "30"


def test_pages_across_keep_their_geometry() -> None:
    """A landscape section, for a wide table, stays as it is; one without a size is given it."""

    def change(root: Element) -> None:
        (last,) = root.findall("w:body/w:sectPr", NAMES)
        last.addprevious(
            elements(
                '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr></w:pPr></w:p>'
            )[0]
        )
        last.addprevious(elements("<w:p><w:pPr><w:sectPr/></w:pPr></w:p>")[0])

    laid, _ = lay_out(edit(OURS, change), WIDER)
    assert [each.get(f"{{{W}}}top") for each in root_of(laid).iter(f"{{{W}}}pgMar")] == ["1000", "1701", "1701"]


def test_parts_that_are_absent_are_not_missed() -> None:
    """A document without theme and table of fonts is laid out like any other."""
    files = {name: data for name, data in parts(OURS).items() if name not in (THEME, FONT_TABLE)}
    assert lay_out(pack(files), WIDER)[1] == ()


def test_no_word_document_is_refused() -> None:
    """What is no .docx is named as the template's fault."""
    with pytest.raises(TemplateError):
        lay_out(b"no document", Layout())


def test_a_build_with_layout_is_laid_out_by_it(tmp_path: Path) -> None:
    """The table ``[layout]`` of the configuration reaches the report; a build without it keeps the template's pages."""
    from unionreport.reporting import Request, build

    config = tmp_path / "unionreport.toml"
    config.write_text("[layout]\nlines = 20\ncharacters = 25", encoding="utf-8")
    pitches = []
    for chosen in (config, None):
        path = tmp_path / f"{chosen is None}.docx"
        built = build(folder("sample_data") / "2023.xlsx", Request(output=path), chosen)
        assert built.unstyled == ()
        pitches.append(said(root_of(path.read_bytes()), ".//w:docGrid", "linePitch"))
    assert pitches == ["637", "579"]


def test_build_tells_what_the_layout_could_not_change(run: Run, tmp_path: Path) -> None:
    """With a template of other styles, the build says which styles it did not find, and builds all the same."""
    book(tmp_path, SMALL, "2023.xlsx")
    (tmp_path / "own.docx").write_bytes(document("{{ year }}年"))
    (tmp_path / "unionreport.toml").write_text('template = "own.docx"\n[layout]\nlines = 20', encoding="utf-8")
    result = run("build", "2023.xlsx")
    assert (result.code, result.out) == (0, "2023.docx\n")
    assert "、".join(ALL) in result.err
    assert said(root_of((tmp_path / "2023.docx").read_bytes()), ".//w:docGrid", "linePitch") == "637"


def test_a_template_saved_by_another_office_is_known_by_its_names(office: Office) -> None:
    """LibreOffice gives styles other ids; their names stay, and so does what the layout makes of them."""
    laid, missing = lay_out(office.convert({"ours": OURS}, "docx")["ours"], WIDER)
    assert missing == ()
    assert said(style(laid, "公文正文"), "w:rPr/w:sz") == "30"
    assert said(root_of(laid), ".//w:docGrid", "linePitch") == "657"
    assert_valid(laid)
