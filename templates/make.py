"""Makes the Word templates: each NAME.docx in this folder from the NAME.txt beside it.

``python templates/make.py`` makes them all. The wording lives in the text files, the typography in the package
(`unionreport.layout` and `unionreport.document.stylesheet`), all of it in named paragraph styles, so that a union
changes either in Word or WPS as well. The same text gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.text.paragraph import Paragraph
from lxml import etree

from unionreport.document.stylesheet import STAND_INS, Style, built_in_xml, run_xml, section_xml, style_xml, styles
from unionreport.document.styling import font_xml, set_theme_fonts
from unionreport.layout import Layout

HERE = Path(__file__).parent
LAYOUT = Layout()

# What a line of a text file begins with, and the style it asks for.
PREFIXES = {
    "=": "ReportTitle",
    "~": "Subtitle",
    "@": "Salutation",
    "#": "Section",
    "##": "Item",
    "###": "Point",
    "####": "Subpoint",
    "+": "Closing",
    ">": "Signature",
    "&": "AttachmentNote",
    "!": "Attachment",
    "!!": "AttachmentTitle",
    "|": "TableTitle",
    "*": "TableNote",
    "^": "ChartTitle",
}
BODY, MARK, NOTE = "Body", "Mark", "AttachmentNote"
TITLE, COMMENT = "//=", "//"

# “附件：1. 名称” and “2. 名称”: with a tab in place of the blank, wrapped lines align with the name.
NUMBERED = re.compile(r"(附件：)?(\d+|\{\{[^{}]*\}\})\. *")


def read_text(path: Path) -> Iterator[tuple[str, str]]:
    """The paragraphs of a template text, each with its style: (style id, text), in order."""
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip(" ")
        if not line or line.startswith(COMMENT):
            continue
        prefix = next((mark for mark in PREFIXES if line.startswith(f"{mark} ")), "")
        if PREFIXES.get(prefix) == NOTE:
            yield attachment_note(line.removeprefix(prefix).lstrip(" "))
        elif prefix:
            yield PREFIXES[prefix], line.removeprefix(prefix).lstrip(" ")
        else:
            yield MARK if is_control(line) else BODY, line


def read_title(path: Path) -> str:
    """What a template text calls its document in the line ``//= NAME``; the file's own name without one."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.removeprefix(TITLE).strip() for line in lines if line.startswith(TITLE)), path.stem)


def is_control(line: str) -> bool:
    """Whether a line is one control tag and nothing else."""
    return line.startswith("{%") and line.find("%}") == len(line) - 2


def attachment_note(text: str) -> tuple[str, str]:
    """An entry of the note on attachments in the style of its place: alone, the first of several, a later one."""
    numbered = NUMBERED.match(text)
    if not numbered:
        return NOTE, text
    style = f"{NOTE}First" if numbered[1] else f"{NOTE}Next"
    return style, f"{numbered[0].rstrip(' ')}\t{text[numbered.end() :]}"


def compose(paragraphs: Iterable[tuple[str, str]], title: str = "") -> bytes:
    """The template as a .docx: the paragraphs in their styles on the page of GB/T 9704."""
    document = Document()
    strip_package(document)
    replace_children(document.styles.element, styles_xml())
    replace_children(document.settings.element, SETTINGS)
    lay_out(document.sections[0])
    for style, text in paragraphs:
        set_style(document.add_paragraph(), style).add_run(text)
    describe(document, title)
    stream = io.BytesIO()
    document.save(stream)
    return normalise(stream.getvalue())


def strip_package(document: Docx) -> None:
    """Takes out what python-docx's own template brings along, and puts in fonts and a theme for Chinese."""
    part, package = document.part, document.part.package
    keep = {RT.STYLES, RT.SETTINGS}
    theme = next(rel.target_part.blob for rel in part.rels.values() if rel.reltype == RT.THEME)
    for rels, kept in ((part.rels, keep), (package.rels, {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES})):
        for key in [key for key, rel in rels.items() if rel.reltype not in kept]:
            del rels[key]
    part.relate_to(Part(PackURI("/word/theme/theme1.xml"), CT.OFC_THEME, chinese_theme(theme), package), RT.THEME)
    part.relate_to(Part(PackURI("/word/fontTable.xml"), CT.WML_FONT_TABLE, font_table(), package), RT.FONT_TABLE)


def chinese_theme(theme: bytes) -> bytes:
    """The theme with the fonts of our headings and text."""
    root = etree.fromstring(theme)
    set_theme_fonts(root, LAYOUT)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def font_table() -> bytes:
    """The fonts in use, each with the Chinese charset and its stand-in."""
    fonts = "".join(font_xml(name, other) for name, other in STAND_INS.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()


def styles_xml() -> str:
    """The whole of styles.xml inside its root: defaults, the styles Word itself expects, and ours."""
    # Latin text stays English: as Chinese, LibreOffice broke fourteen numbers of a long report at the ends of lines.
    ours = "".join(style_xml(key, style, LAYOUT) for key, style in styles(LAYOUT).items())
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run_xml(Style('Normal'), LAYOUT)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{built_in_xml(LAYOUT)}{ours}"
    )


# The compatibility switches that a Chinese Word sets in a new document.
SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:spaceForUL/>'
    "<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/>"
    '<w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" '
    'w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
    'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)


def replace_children(element: BaseOxmlElement, xml: str) -> None:
    """Gives an element the children and nothing but the children that the XML text has."""
    element.clear()
    element.extend(list(parse_xml(f"<w:root {nsdecls('w')}>{xml}</w:root>")))


def lay_out(section: Section) -> None:
    """Page, margins, the grid of lines and characters, and the page number in both footers."""
    properties = section._sectPr  # noqa: SLF001 -- python-docx has no face for the document grid
    replace_children(properties, section_xml(LAYOUT))
    number_pages(section.footer, "PageNumberOdd")
    number_pages(section.even_page_footer, "PageNumberEven")


def number_pages(footer: _Footer, style: str) -> None:
    """Writes — 1 —; each piece of the field in a run of its own, since WPS shows no field that shares one."""
    footer.is_linked_to_previous = False
    paragraph = set_style(footer.paragraphs[0], style)
    for piece in (
        '<w:t xml:space="preserve">— </w:t>',
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        '<w:t xml:space="preserve"> —</w:t>',
    ):
        replace_children(paragraph.add_run()._r, piece)  # noqa: SLF001 -- nor one for fields


def set_style(paragraph: Paragraph, style: str) -> Paragraph:
    """Gives a paragraph the style with this id and returns it."""
    paragraph._p.style = style  # noqa: SLF001 -- by id: a look-up by name would cost as much as the rest
    return paragraph


def describe(document: Docx, title: str) -> None:
    """Fixed core properties: nobody's name, no time of day."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = datetime(2024, 1, 1, tzinfo=UTC)
    properties.revision, properties.last_modified_by, properties.language = 1, "", "zh-CN"


def normalise(data: bytes) -> bytes:
    """The same package with fixed entry times and attributes, so that equal contents are equal bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fixed.create_system, fixed.external_attr, fixed.compress_type = 0, 0, zipfile.ZIP_DEFLATED
            target.writestr(fixed, source.read(entry))
    return stream.getvalue()


def make(text: Path) -> bytes:
    """The template of a text file."""
    return compose(read_text(text), read_title(text))


if __name__ == "__main__":
    for text in sorted(HERE.glob("*.txt")):
        text.with_suffix(".docx").write_bytes(make(text))
