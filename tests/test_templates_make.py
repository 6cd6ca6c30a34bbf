"""The templates of the product: made from their texts, and laid out by GB/T 9704-2012."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from lxml.etree import _Element as Element

from tests.docx_text import NAMES, W, parts, root_of

FOLDER = Path(__file__).parent.parent / "templates"
TEXTS = sorted(FOLDER.glob("*.txt"))
TEMPLATES = {path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.docx"))}
MAKE = runpy.run_path(str(FOLDER / "make.py"))
CONGRESS = TEMPLATES["congress-report"]
MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}

every_template = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())


def at(root: Element, path: str, attribute: str = "val") -> str | None:
    """An attribute of what stands at a path; None where it is not there."""
    found = root.find(path, NAMES)
    return None if found is None else found.get(f"{{{W}}}{attribute}")


def style(id_: str) -> Element:
    """A style of the template by its id."""
    (found,) = [
        each
        for each in root_of(CONGRESS, "word/styles.xml").iter(f"{{{W}}}style")
        if each.get(f"{{{W}}}styleId") == id_
    ]
    return found


@pytest.mark.parametrize("text", TEXTS, ids=[each.stem for each in TEXTS])
def test_is_made_from_its_text(text: Path) -> None:
    """Each document in the folder is what the script makes of its text, byte for byte every time."""
    first, second = MAKE["make"](text), MAKE["make"](text)
    assert first == second
    assert parts(first) == parts(text.with_suffix(".docx").read_bytes())


def test_every_template_has_its_text() -> None:
    """No template lies in the folder that the script does not make."""
    assert {each.stem for each in TEXTS} == TEMPLATES.keys()


def test_each_kind_of_line_has_its_style(tmp_path: Path) -> None:
    """The mark at the beginning of a line gives its style; without one a line is text, a control tag alone a mark."""
    path = tmp_path / "own.txt"
    path.write_text(
        "//= 工作简报\n// 说明\n= 标题\n~ 副标题\n@ 各位：\n# 一\n## （一）\n### 1.\n#### （1）\n  正文\n\n{% if a %}\n{% if a %}甲{% endif %}\n"
        "+ 结束\n> 工会\n! 附件1\n!! 名单\n| 表1\n* 注\n^ 图1\n=无空格\n",
        encoding="utf-8",
    )
    assert MAKE["read_title"](path) == "工作简报"
    assert [f"{style} {text}" for style, text in MAKE["read_text"](path)] == [
        "ReportTitle 标题",
        "Subtitle 副标题",
        "Salutation 各位：",
        "Section 一",
        "Item （一）",
        "Point 1.",
        "Subpoint （1）",
        "Body 正文",
        "Mark {% if a %}",
        "Body {% if a %}甲{% endif %}",
        "Closing 结束",
        "Signature 工会",
        "Attachment 附件1",
        "AttachmentTitle 名单",
        "TableTitle 表1",
        "TableNote 注",
        "ChartTitle 图1",
        "Body =无空格",
    ]


def test_a_text_without_a_title_is_called_by_its_file(tmp_path: Path) -> None:
    """The line with the title may be left out."""
    path = tmp_path / "own.txt"
    path.write_text("= 标题", encoding="utf-8")
    assert MAKE["read_title"](path) == "own"


@pytest.mark.parametrize(
    ("line", "style", "text"),
    [
        ("附件：名单", "AttachmentNote", "附件：名单"),
        ("附件：1. 名单", "AttachmentNoteFirst", "附件：1.\t名单"),
        ("2. 名单", "AttachmentNoteNext", "2.\t名单"),
        ("{{ loop.index }}. {{ name }}", "AttachmentNoteNext", "{{ loop.index }}.\t{{ name }}"),
        ("附件：{{ number }}. 名单", "AttachmentNoteFirst", "附件：{{ number }}.\t名单"),
        ("附件：2024年名单", "AttachmentNote", "附件：2024年名单"),
    ],
)
def test_the_note_on_attachments_aligns_with_the_names(line: str, style: str, text: str, tmp_path: Path) -> None:
    """A number is followed by a tab, to which wrapped lines are indented; the first of several has its own style."""
    path = tmp_path / "own.txt"
    path.write_text(f"& {line}", encoding="utf-8")
    assert list(MAKE["read_text"](path)) == [(style, text)]


def test_the_marks_are_explained_where_they_are_written() -> None:
    """The head of the text names every mark."""
    head = (FOLDER / "congress-report.txt").read_text(encoding="utf-8").partition("\n\n")[0].split()
    assert [mark for mark in MAKE["PREFIXES"] if mark not in head] == []


@every_template
def test_page_is_that_of_the_standard(template: bytes) -> None:
    """A4, margins 37/35/28/26 mm, 22 lines of 28 characters, page numbers on both sides (GB/T 9704-2012)."""
    section = root_of(template).find(".//w:sectPr", NAMES)
    assert section is not None
    millimetres = {side: round(int(at(section, "w:pgMar", side) or 0) * 25.4 / 1440) for side in MARGINS}
    assert millimetres == MARGINS
    assert [at(section, "w:docGrid", name) for name in ("type", "linePitch", "charSpace")] == [
        "linesAndChars",
        "579",
        "-842",
    ]
    assert {each.get(f"{{{W}}}type") for each in section.findall("w:footerReference", NAMES)} == {"default", "even"}
    assert root_of(template, "word/settings.xml").find("w:evenAndOddHeaders", NAMES) is not None


@pytest.mark.parametrize(
    ("id_", "name", "font", "half_points"),
    [
        ("ReportTitle", "公文标题", "方正小标宋简体", "44"),
        ("Subtitle", "公文副标题", "楷体", "32"),
        ("Salutation", "称谓", "仿宋", "32"),
        ("Body", "公文正文", "仿宋", "32"),
        ("Closing", "结束语", "仿宋", "32"),
        ("Section", "一级标题", "黑体", "32"),
        ("Item", "二级标题", "楷体", "32"),
        ("Point", "三级标题", "仿宋", "32"),
        ("Subpoint", "四级标题", "仿宋", "32"),
        ("Signature", "落款", "仿宋", "32"),
        ("AttachmentNote", "附件说明", "仿宋", "32"),
        ("Attachment", "附件", "黑体", "32"),
        ("AttachmentTitle", "附件标题", "方正小标宋简体", "44"),
        ("TableTitle", "表格标题", "黑体", "28"),
        ("TableHead", "表头", "黑体", "24"),
        ("TableText", "表格文字", "仿宋", "24"),
        ("TableNumber", "表格数字", "仿宋", "24"),
        ("TableNote", "表注", "仿宋", "21"),
        ("Chart", "图", "仿宋", "24"),
        ("ChartTitle", "图题", "黑体", "28"),
        ("PageNumberOdd", "页码", "宋体", "28"),
    ],
)
def test_styles_carry_the_typography(id_: str, name: str, font: str, half_points: str) -> None:
    """Each kind of paragraph has a style of its own with the standard's font and size, Chinese font named."""
    found = style(id_)
    assert at(found, "w:name") == name
    assert at(found, "w:rPr/w:rFonts", "eastAsia") == font
    assert at(found, "w:rPr/w:sz") == half_points


def test_headings_have_their_levels() -> None:
    """The four levels of headings show in the outline of the document."""
    assert [at(style(id_), "w:pPr/w:outlineLvl") for id_ in ("Section", "Item", "Point", "Subpoint")] == [
        "0",
        "1",
        "2",
        "3",
    ]


def test_tables_print_with_single_black_lines() -> None:
    """The style of tables: lines of half a point all round and between, centred, cells with margins."""
    table = style("ReportTable")
    assert table.get(f"{{{W}}}type") == "table"
    lines = table.findall("w:tblPr/w:tblBorders/*", NAMES)
    assert len(lines) == 6
    assert {tuple(each.get(f"{{{W}}}{name}") for name in ("val", "sz", "color")) for each in lines} == {
        ("single", "4", "000000")
    }
    assert at(table, "w:tblPr/w:jc") == "center"
    assert int(at(table, "w:tblPr/w:tblCellMar/w:left", "w") or 0) > 0


def test_numbers_stand_right_and_their_text_left() -> None:
    """Digits of a column stand under each other."""
    sides = [at(style(id_), "w:pPr/w:jc") for id_ in ("TableHead", "TableText", "TableNumber")]
    assert sides == ["center", "left", "right"]


def test_chinese_fonts_stand_in_theme_and_table_of_fonts() -> None:
    """Theme and font table name the fonts in use, so that no Western or Japanese default shows."""
    theme = parts(CONGRESS)["word/theme/theme1.xml"].decode()
    assert theme.count('typeface="黑体"') == 3
    assert theme.count('typeface="仿宋"') == 3
    fonts = [each.get(f"{{{W}}}name") for each in root_of(CONGRESS, "word/fontTable.xml")]
    assert fonts == ["方正小标宋简体", "仿宋", "楷体", "黑体", "宋体"]


@every_template
def test_no_run_is_formatted_by_hand(template: bytes) -> None:
    """Every paragraph has a style that the document defines, and no run has formatting of its own."""
    root = root_of(template)
    defined = {each.get(f"{{{W}}}styleId") for each in root_of(template, "word/styles.xml").iter(f"{{{W}}}style")}
    assert {each.get(f"{{{W}}}val") for each in root.iter(f"{{{W}}}pStyle")} <= defined
    assert all(each.find("w:pPr/w:pStyle", NAMES) is not None for each in root.iter(f"{{{W}}}p"))
    assert list(root.iter(f"{{{W}}}rPr")) == []


@every_template
@pytest.mark.parametrize("footer", ["word/footer1.xml", "word/footer2.xml"])
def test_page_number_shows_in_every_editor(template: bytes, footer: str) -> None:
    """The page number reads — 1 —, each piece of its field in a run of its own, as WPS wants it."""
    root = root_of(template, footer)
    assert "".join(each.text or "" for each in root.iter(f"{{{W}}}t")) == "— 1 —"
    pieces = [[child.tag.rpartition("}")[2] for child in run] for run in root.iter(f"{{{W}}}r")]
    assert pieces == [["t"], ["fldChar"], ["instrText"], ["fldChar"], ["t"], ["fldChar"], ["t"]]
