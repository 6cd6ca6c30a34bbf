"""Makes congress-report.docx, the template of the work report to the congress, from congress-report.txt.

``python templates/make.py`` writes the document beside the text. The wording lives in the text file, the
typography here, all of it in named paragraph styles, so that a union changes either in Word or WPS as well.
Sizes and margins: GB/T 9704-2012. The same text gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.text.paragraph import Paragraph
from lxml import etree

HERE = Path(__file__).parent

# Lengths in twips (1/20 pt). 22 lines and 28 characters fill the type area of 156 × 225 mm, so a line takes
# 28.95 pt and a character 15.79 pt: a little less than the 16 pt of 三号. The page states that grid, but the styles
# reach it by exact lines and tightened characters and do not snap to it: LibreOffice gives a character that is wider
# than its cell two cells.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP, BOTTOM, LEFT, RIGHT = 2098, 1984, 1587, 1474
FOOTER = 1417
LINE = 579
CHARACTER = (PAGE_WIDTH - LEFT - RIGHT) // 28
GRID_SPACE = -842  # in 1/4096 pt: what the grid takes from a character
TIGHTENED = -5

# What a line of the text file begins with, and the style it asks for.
PREFIXES = {
    "=": "ReportTitle",
    "~": "Subtitle",
    "@": "Salutation",
    "#": "Section",
    "##": "Item",
    "+": "Closing",
    ">": "Signature",
}
BODY, MARK = "Body", "Mark"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name in Word, the font of all its scripts, the size in points, further w:pPr."""

    name: str
    font: str = "仿宋"
    size: float = 16
    paragraph: str = ""
    color: str = ""


INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'
HEADING = f'<w:keepNext/>{INDENT}<w:outlineLvl w:val="{{}}"/>'
CENTRED = '<w:keepNext/><w:jc w:val="center"/>'
# One blank line above, as spacing: an empty paragraph would be lost or doubled in editing.
BLANK_ABOVE = f'<w:spacing w:beforeLines="100" w:before="{LINE}"/>'
SINGLE = '<w:spacing w:line="240" w:lineRule="auto"/>'

STYLES = {
    "ReportTitle": Style("公文标题", "方正小标宋简体", 22, CENTRED),
    "Subtitle": Style("公文副标题", "楷体", paragraph=CENTRED),
    "Salutation": Style("称谓", paragraph=BLANK_ABOVE),
    "Body": Style("公文正文", paragraph=INDENT),
    # Takes its last lines along, so that the signature never stands alone on a page.
    "Closing": Style("结束语", paragraph=f"<w:keepNext/><w:widowControl/>{INDENT}"),
    "Section": Style("一级标题", "黑体", paragraph=HEADING.format(0)),
    "Item": Style("二级标题", "楷体", paragraph=HEADING.format(1)),
    # Spacing between two paragraphs of this style is dropped, so the first alone has the blank line above.
    "Signature": Style(
        "落款",
        paragraph=f'<w:keepNext/><w:keepLines/>{BLANK_ABOVE}<w:ind w:rightChars="200" w:right="{2 * CHARACTER}"/>'
        '<w:contextualSpacing/><w:jc w:val="right"/>',
    ),
    "PageNumberOdd": Style(
        "页码", "宋体", 14, f'{SINGLE}<w:ind w:rightChars="100" w:right="{CHARACTER}"/><w:jc w:val="right"/>'
    ),
    "PageNumberEven": Style(
        "页码（双页）", "宋体", 14, f'{SINGLE}<w:ind w:leftChars="100" w:left="{CHARACTER}"/><w:jc w:val="left"/>'
    ),
    "Mark": Style("模板标记", "宋体", 10.5, f'{SINGLE}<w:jc w:val="left"/>', "808080"),
}


# What a machine without the font may take in its place.
STAND_INS = {
    "方正小标宋简体": "宋体",
    "仿宋": "仿宋_GB2312",
    "楷体": "楷体_GB2312",
    "黑体": "SimHei",
    "宋体": "SimSun",
}


def read_text(path: Path) -> Iterator[tuple[str, str]]:
    """The paragraphs of a template text, each with its style: (style id, text), in order."""
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip(" ")
        if not line or line.startswith("//"):
            continue
        prefix = next((mark for mark in PREFIXES if line.startswith(f"{mark} ")), "")
        if prefix:
            yield PREFIXES[prefix], line.removeprefix(prefix).lstrip(" ")
        else:
            yield MARK if is_control(line) else BODY, line


def is_control(line: str) -> bool:
    """Whether a line is one control tag and nothing else."""
    return line.startswith("{%") and line.find("%}") == len(line) - 2


def compose(paragraphs: Iterator[tuple[str, str]]) -> bytes:
    """The template as a .docx: the paragraphs in their styles on the page of GB/T 9704."""
    document = Document()
    strip_package(document)
    replace_children(document.styles.element, styles_xml())
    replace_children(document.settings.element, SETTINGS)
    lay_out(document.sections[0])
    for style, text in paragraphs:
        set_style(document.add_paragraph(), style).add_run(text)
    describe(document)
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
    """The theme with 黑体 for headings and 仿宋 for text in place of its Western and Japanese fonts."""
    root = parse_xml(theme)
    for tag, font in ((qn("a:majorFont"), "黑体"), (qn("a:minorFont"), "仿宋")):
        fonts = next(root.iter(tag))
        for child in list(fonts):
            if child.tag == qn("a:font"):
                fonts.remove(child)
            elif child.tag != qn("a:cs"):
                child.set("typeface", font)
        etree.SubElement(fonts, qn("a:font"), {"script": "Hans", "typeface": font})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def font_table() -> bytes:
    """The fonts in use, each with the Chinese charset and its stand-in."""
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, other in STAND_INS.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()


def styles_xml() -> str:
    """The whole of styles.xml inside its root: defaults, the styles Word itself expects, and ours."""
    # Latin text stays English: as Chinese, LibreOffice would break a number at the end of a line.
    ours = "".join(style_xml(key, style) for key, style in STYLES.items())
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run_xml(Style('Normal'))}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{BUILT_IN}{ours}"
    )


def style_xml(key: str, style: Style) -> str:
    """One paragraph style, based on Normal."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val={quoteattr(style.name)}/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{style.paragraph}</w:pPr>'
        f"<w:rPr>{run_xml(style)}</w:rPr></w:style>"
    )


def run_xml(style: Style) -> str:
    """Font, colour and size; one font for all scripts, so that digits and Chinese quotes keep their width."""
    font, half_points = quoteattr(style.font), round(style.size * 2)
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    return (
        f'<w:rFonts w:ascii={font} w:hAnsi={font} w:eastAsia={font} w:cs={font} w:hint="eastAsia"/>'
        f'<w:snapToGrid w:val="0"/>{color}<w:spacing w:val="{TIGHTENED}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


BUILT_IN = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    # Word's default is said aloud: LibreOffice 7.4 reads it upside down, and loses what it hangs in a justified line.
    '<w:pPr><w:widowControl w:val="0"/><w:overflowPunct/>'
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
    f'<w:spacing w:line="{LINE}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
    f"<w:rPr>{run_xml(Style('Normal'))}</w:rPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
    # For the comments that name each figure's source: Normal would set them in 三号.
    '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/>'
    f"<w:pPr>{SINGLE}</w:pPr><w:rPr>{run_xml(Style('annotation text', '宋体', 10.5))}</w:rPr></w:style>"
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
    replace_children(
        properties,
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="{TOP}" w:right="{RIGHT}" '
        f'w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="851" w:footer="{FOOTER}" w:gutter="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE}" w:charSpace="{GRID_SPACE}"/>',
    )
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


def describe(document: Docx) -> None:
    """Fixed core properties: nobody's name, no time of day."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "工会工作报告（模板）", "", ""
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


if __name__ == "__main__":
    (HERE / "congress-report.docx").write_bytes(compose(read_text(HERE / "congress-report.txt")))
