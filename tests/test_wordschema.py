"""The check of Word documents: good ones pass it, broken ones do not."""

from __future__ import annotations

import io
import re
from itertools import product
from pathlib import Path

import docx
import pytest

from tests.docx_text import pack, parts
from tests.office import Office
from tests.wordschema import assert_valid, complaints
from unionreport.document.text import plain_text
from unionreport.reporting import Request, build
from unionreport.resources import folder, template_names

TEMPLATES = sorted(folder("templates").glob("*.docx"))
BASE = parts((folder("templates") / "congress-report.docx").read_bytes())
BODY, STYLES, FOOTER = "word/document.xml", "word/styles.xml", "word/footer1.xml"
RELATIONS = "word/_rels/document.xml.rels"
CELL = '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr><w:p/></w:tc>'


def changed(name: str, old: str, new: str) -> bytes:
    """The template with the first match of a pattern in one part replaced."""
    text = BASE[name].decode()
    made = re.sub(old, new, text, count=1, flags=re.DOTALL)
    assert made != text
    return pack({**BASE, name: made.encode()})


def table(*rows: str, width: int = 3000, grid: tuple[int, ...] = (1000, 2000)) -> str:
    """A table as XML."""
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in grid)
    lines = "".join(f"<w:tr>{each}</w:tr>" for each in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>'
    )


def words(document: bytes) -> str:
    """A document's text in one line, without the number of a page, which every office writes anew."""
    return re.sub(r"— \d+ —", "", plain_text(document).replace("\n", ""))


def control(id_: int, more: str = "") -> str:
    """A content control as XML."""
    return f'<w:sdt><w:sdtPr><w:id w:val="{id_}"/>{more}</w:sdtPr><w:sdtContent><w:r><w:t>85</w:t></w:r></w:sdtContent></w:sdt>'


def bookmark(id_: int, name: str) -> str:
    """An empty bookmark as XML."""
    return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/><w:bookmarkEnd w:id="{id_}"/>'


def body(xml: str) -> bytes:
    """The template with blocks put before its text."""
    return changed(BODY, "<w:body>", f"<w:body>{xml}")


def inline(xml: str) -> bytes:
    """The template with a paragraph of these inline elements before its text."""
    return body(f"<w:p>{xml}</w:p>")


def mark(kind: str) -> str:
    """A mark of a field in a run of its own."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="9" cy="9"/><wp:docPr id="7" name="{}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="urn:x"/></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)


@pytest.mark.parametrize("template", TEMPLATES, ids=[each.stem for each in TEMPLATES])
def test_every_template_is_valid(template: Path) -> None:
    """The templates of the product are without complaint."""
    assert_valid(template.read_bytes())


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What each template gives of the sample year, as it is and laid out anew."""
    home = tmp_path_factory.mktemp("reports")
    configs = {"": home / "usual.toml", "-20x25": home / "other.toml"}
    for path, text in zip(configs.values(), ("", "[layout]\nlines = 20\ncharacters = 25"), strict=True):
        path.write_text(text, encoding="utf-8")
    made = {}
    for template, (kind, config) in product(template_names(), configs.items()):
        path = home / f"{template}{kind}.docx"
        build(folder("sample_data") / "2023.xlsx", Request(output=path, template=template), config)
        made[path.stem] = path.read_bytes()
    return made


def test_every_report_is_valid(reports: dict[str, bytes]) -> None:
    """What each template gives of the sample year is without complaint, laid out anew as well."""
    assert {name: found for name, data in reports.items() if (found := complaints(data))} == {}


def test_every_report_survives_another_office(reports: dict[str, bytes], office: Office) -> None:
    """Opened and saved by LibreOffice, a report still opens in python-docx and has all its text."""
    for name, saved in office.convert(reports, "docx").items():
        assert docx.Document(io.BytesIO(saved)).paragraphs
        assert words(saved) == words(reports[name]), name


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (changed(STYLES, '<w:sz w:val="32"/><w:szCs w:val="32"/>', '<w:szCs w:val="32"/><w:sz w:val="32"/>'), "'sz'"),
        (changed(STYLES, 'w:val="both"', 'w:val="quite"'), "quite"),
        (changed(BODY, "<w:r>", "<w:foo/><w:r>"), "'foo'"),
        (changed(BODY, 'w:w="11906"', 'w:w="wide"'), "integer"),
        (changed(BODY, 'w:w="11906"', 'w:w="11906" w:zz="1"'), "zz"),
        (changed(BODY, 'w:val="Body"', 'w:val="Bodi"'), "Bodi"),
        (changed(BODY, r"(<w:pgSz[^>]*/>)(<w:pgMar[^>]*/>)", r"\2\1"), "'pgSz'"),
        (changed(BODY, 'r:id="rId', 'r:id="rId9'), "rId9"),
        (changed(RELATIONS, "styles.xml", "stiles.xml"), "leads to no part (word/stiles.xml)"),
        (changed(RELATIONS, r"<Relationship [^>]*fontTable.xml[^>]*/>", ""), "fontTable.xml: no relationship"),
        (changed("[Content_Types].xml", r'<Override PartName="/word/styles.xml"[^>]*/>', ""), "content type"),
        (changed("[Content_Types].xml", r'PartName="/word/styles.xml"', 'PartName="/word/stiles.xml"'), "no part word/stiles"),
        (pack({**BASE, "word/media/picture.png": b""}), "picture.png: has no content type"),
        (inline(control(1) + control(1)), "content control id 1 repeated"),
        (inline(control(1, "<w:text/>")), "plain-text"),
        (inline(control(1, '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>')), "bound"),
        (inline(bookmark(1, "a") + bookmark(1, "b")), "bookmark id 1 repeated"),
        (inline(bookmark(1, "a") + bookmark(2, "a")), "bookmark name a repeated"),
        (inline(bookmark(1, "a" * 41)), "too long"),
        (inline('<w:bookmarkStart w:id="1" w:name="a"/>'), "unevenly"),
        (inline(DRAWING.format("a") * 2), "drawing id 7 repeated"),
        (inline(DRAWING.format("")), "drawing 7 has no name"),
        (changed(FOOTER, '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""), "not ended"),
        (changed(FOOTER, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', ""), "code outside the field"),
        (changed(FOOTER, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', ""), "end without what goes before"),
        (changed(FOOTER, r'(w:fldCharType="begin"/>)</w:r><w:r>', r"\1"), "share a run"),
        (inline(mark("begin") + CODE.format(" TOC ") + mark("separate") + mark("end")), "table of contents"),
        (inline('<w:fldSimple w:instr="PAGE"/>'), "fldSimple"),
        (body(table(CELL.format(1000) + CELL.format(2000), width=2999)), "2999 wide, its columns 3000"),
        (body(table(CELL.format(1000))), "1 cells over 2 columns"),
        (body(table(CELL.format(1000) + CELL.format(1000))), "the cell over column 2"),
        (body("<w:tbl><w:tblPr/><w:tblGrid/><w:tr/></w:tbl>"), "not given in twips"),
        (body("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"), "tblGrid"),
        (inline("<w:r><w:object/></w:r>"), "OLE"),
        (body('<w:altChunk r:id="rId1"/>'), "altChunk"),
        (inline("<w:r><w:t>85 </w:t></w:r>"), "the blanks around “85” are not kept"),
    ],
)  # fmt: skip
def test_a_broken_document_is_found_out(broken: bytes, complaint: str) -> None:
    """Each kind of damage has its complaint."""
    assert complaint in "\n".join(complaints(broken))
    with pytest.raises(AssertionError):
        assert_valid(broken)


def test_what_is_right_draws_no_complaint() -> None:
    """Controls, bookmarks, nested fields and tables with spans and nested tables pass where they are right."""
    nested = mark("begin") + CODE.format(" IF ") + mark("separate") + mark("begin") + CODE.format(" PAGE ")
    nested += mark("separate") + mark("end") + mark("end")
    span = '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>{}<w:p/></w:tc>'
    inner = table(CELL.format(1000) + CELL.format(2000))
    half = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + CELL.format(2000)
    assert_valid(inline(control(1) + control(2) + bookmark(1, "a") + bookmark(2, "b") + DRAWING.format("a") + nested))
    assert_valid(body(table(span.format(inner), half, CELL.format(1000) + CELL.format(2000))))
