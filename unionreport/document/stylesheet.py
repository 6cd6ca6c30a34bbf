"""The named styles of our templates, made to the measure of a layout (GB/T 9704-2012; ECMA-376 part 1, 17.7).

The templates are made of them, and a document that has styles of these names is laid out anew by them. All styles of
the text reach the grid of the page by exact lines and spaced characters and do not snap to it: LibreOffice gives a
character that is wider than its cell two cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from xml.sax.saxutils import quoteattr

from unionreport.layout import Font, Layout, Role, twips

STAND_INS: Mapping[str, str] = MappingProxyType(
    {
        "方正小标宋简体": "宋体",
        "仿宋": "仿宋_GB2312",
        "楷体": "楷体_GB2312",
        "黑体": "SimHei",
        "宋体": "SimSun",
    }
)
"""What a machine without the font may take in its place."""

SIGNATURE = "落款"
"""The name of the style of the signature: the union's name, and the date in the next paragraph."""

MARK_SIZE = 10.5
"""The size of what only the makers of a template see, and of comments: 五号."""

_SINGLE = '<w:spacing w:line="240" w:lineRule="auto"/>'
_CENTRED = '<w:keepNext/><w:jc w:val="center"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name in Word, what its font is for, its w:pPr, its own size in points, its colour."""

    name: str
    role: Role = Role.BODY
    paragraph: str = ""
    size: float = 0
    color: str = ""


def styles(layout: Layout) -> dict[str, Style]:
    """Every paragraph style of our templates by its id."""
    return {**_text_styles(layout), **_attachment_styles(layout), **_exhibit_styles(layout), **_page_styles(layout)}


def _text_styles(layout: Layout) -> dict[str, Style]:
    indent = _indent(layout, firstLine=2)
    return {
        "ReportTitle": Style("公文标题", Role.TITLE, _CENTRED),
        "Subtitle": Style("公文副标题", Role.ITEM, _CENTRED),
        "Salutation": Style("称谓", Role.BODY, _blank(layout)),
        "Body": Style("公文正文", Role.BODY, indent),
        # Takes its last lines along, so that the signature never stands alone on a page.
        "Closing": Style("结束语", Role.BODY, f"<w:keepNext/><w:widowControl/>{indent}"),
        "Section": Style("一级标题", Role.SECTION, _heading(layout, 0)),
        "Item": Style("二级标题", Role.ITEM, _heading(layout, 1)),
        "Point": Style("三级标题", Role.BODY, _heading(layout, 2)),
        "Subpoint": Style("四级标题", Role.BODY, _heading(layout, 3)),
        # Spacing between two paragraphs of this style is dropped, so the first alone has the blank line above. Where
        # both the name and the date are there, a finished report indents each by itself (`signature`).
        "Signature": Style(
            SIGNATURE,
            Role.BODY,
            f"<w:keepNext/><w:keepLines/>{_blank(layout)}{_indent(layout, right=2)}"
            '<w:contextualSpacing/><w:jc w:val="right"/>',
        ),
    }


def _attachment_styles(layout: Layout) -> dict[str, Style]:
    """附件说明, the first of several as “附件：1.⇥…”, the next as “2.⇥…”; 附件, on a new page by its style."""
    two_lines = _blank(layout, after=True)
    return {
        "AttachmentNote": Style("附件说明", Role.BODY, _blank(layout) + _indent(layout, left=5, hanging=3)),
        "AttachmentNoteFirst": Style(
            "附件说明（第一项）", Role.BODY, _blank(layout) + _indent(layout, left=6.5, hanging=4.5)
        ),
        "AttachmentNoteNext": Style("附件说明（其余项）", Role.BODY, _indent(layout, left=6.5, hanging=1.5)),
        "Attachment": Style("附件", Role.SECTION, '<w:keepNext/><w:pageBreakBefore/><w:jc w:val="left"/>'),
        "AttachmentTitle": Style("附件标题", Role.TITLE, f'<w:keepNext/>{two_lines}<w:jc w:val="center"/>'),
    }


def _exhibit_styles(layout: Layout) -> dict[str, Style]:
    size = layout.fonts[Role.TABLE].size
    half = layout.line // 2
    above = f'<w:spacing w:before="{half}" w:after="60" w:line="240" w:lineRule="auto"/>'
    below = f'<w:spacing w:before="60" w:after="{half}" w:line="240" w:lineRule="auto"/>'
    return {
        "TableTitle": Style("表格标题", Role.SECTION, f'<w:keepNext/>{above}<w:jc w:val="center"/>', size + 2),
        "TableHead": Style("表头", Role.SECTION, f'<w:keepNext/>{_SINGLE}<w:jc w:val="center"/>', size),
        "TableText": Style("表格文字", Role.TABLE, f'{_SINGLE}<w:jc w:val="left"/>'),
        "TableNumber": Style("表格数字", Role.TABLE, f'{_SINGLE}<w:jc w:val="right"/>'),
        "TableNote": Style("表注", Role.TABLE, f'{below}<w:jc w:val="left"/>', MARK_SIZE),
        # A picture stands in its line: an exact pitch would cut it off.
        "Chart": Style("图", Role.TABLE, f'<w:keepNext/>{above}<w:jc w:val="center"/>'),
        "ChartTitle": Style("图题", Role.SECTION, f'{below}<w:jc w:val="center"/>', size + 2),
    }


def _page_styles(layout: Layout) -> dict[str, Style]:
    line = _exactly(round(layout.fonts[Role.PAGE_NUMBER].size * 20 * 1.25))
    return {
        "PageNumberOdd": Style("页码", Role.PAGE_NUMBER, f'{line}{_indent(layout, right=1)}<w:jc w:val="right"/>'),
        "PageNumberEven": Style(
            "页码（双页）", Role.PAGE_NUMBER, f'{line}{_indent(layout, left=1)}<w:jc w:val="left"/>'
        ),
        "Mark": Style("模板标记", Role.PAGE_NUMBER, f'{_SINGLE}<w:jc w:val="left"/>', MARK_SIZE, "808080"),
    }


def _heading(layout: Layout, level: int) -> str:
    return f'<w:keepNext/>{_indent(layout, firstLine=2)}<w:outlineLvl w:val="{level}"/>'


def _indent(layout: Layout, **characters: float) -> str:
    """An indent in characters and, for readers that do not know those, in twips; both count the pitch of the text."""
    said = "".join(
        f' w:{side}Chars="{round(count * 100)}" w:{side}="{round(count * layout.character)}"'
        for side, count in characters.items()
    )
    return f"<w:ind{said}/>"


def _blank(layout: Layout, *, after: bool = False) -> str:
    """A blank line above (and below), as spacing: an empty paragraph would be lost or doubled in editing."""
    below = f' w:afterLines="100" w:after="{layout.line}"' if after else ""
    return f'<w:spacing w:beforeLines="100" w:before="{layout.line}"{below}/>'


def _exactly(line: int) -> str:
    return f'<w:spacing w:line="{line}" w:lineRule="exact"/>'


def section_xml(layout: Layout) -> str:
    """What the section properties say of the page: paper, margins, and the grid of lines and characters."""
    (width, height), margins = layout.page, layout.margins
    return (
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{twips(margins.top)}" w:right="{twips(margins.right)}" '
        f'w:bottom="{twips(margins.bottom)}" w:left="{twips(margins.left)}" w:header="851" w:footer="{layout.footer}" '
        f'w:gutter="0"/><w:docGrid w:type="linesAndChars" w:linePitch="{layout.line}" '
        f'w:charSpace="{layout.grid_space}"/>'
    )


def style_xml(key: str, style: Style, layout: Layout) -> str:
    """One paragraph style, based on Normal."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val={quoteattr(style.name)}/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{style.paragraph}</w:pPr>'
        f"<w:rPr>{run_xml(style, layout)}</w:rPr></w:style>"
    )


def run_xml(style: Style, layout: Layout) -> str:
    """Font, colour, spacing and size; one font for all scripts, so that digits and Chinese quotes keep their width."""
    font = font_of(style, layout)
    name, half_points = quoteattr(font.name), round(font.size * 2)
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    spacing = layout.spacing if font.size == layout.fonts[Role.BODY].size else 0
    return (
        f'<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name} w:hint="eastAsia"/>'
        f'<w:snapToGrid w:val="0"/>{color}<w:spacing w:val="{spacing}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


def font_of(style: Style, layout: Layout) -> Font:
    """The font of a style: that of its role, at a size of its own where it has one."""
    font = layout.fonts[style.role]
    return Font(font.name, style.size) if style.size else font


def normal_xml(layout: Layout) -> str:
    """The w:pPr of the style that all others are based on: exact lines, justified, off the grid."""
    return (
        # Word's default is said aloud: LibreOffice 7.4 reads it upside down, and loses what it hangs in a line.
        '<w:widowControl w:val="0"/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:snapToGrid w:val="0"/>{_exactly(layout.line)}<w:jc w:val="both"/>'
    )


def built_in_xml(layout: Layout) -> str:
    """The styles that Word itself expects, and the one table style of ours."""
    comment = Style("annotation text", Role.PAGE_NUMBER, size=MARK_SIZE)
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{normal_xml(layout)}</w:pPr><w:rPr>{run_xml(Style('Normal'), layout)}</w:rPr></w:style>"
        f"{_UNNAMED}"
        # For the comments that name each figure's source: Normal would set them in 三号.
        '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{_SINGLE}</w:pPr><w:rPr>{run_xml(comment, layout)}</w:rPr></w:style>'
        f"{_REPORT_TABLE}"
    )


_UNNAMED = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
)
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_REPORT_TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="报告表格"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:jc w:val="center"/>'
    f"<w:tblBorders>{_LINES}</w:tblBorders><w:tblCellMar>"
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
    '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
)
