"""Tables of figures as Word tables: widths, header, numbers, merges, totals, notes, controls."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree
from lxml.etree import _Element as Element

from tests.docx_text import NAMES, W, document, edit, elements, filled, line_of, lines, root_of, xml_document
from tests.exhibits import ODD, money, table
from unionreport.document.controls import read_controls
from unionreport.exhibit import Column, FigureTable, Shown

AID = table(
    f"""
    项目*    | 类型* | 备注 | 金额（元）#
    先进集体 | 集体  | 甲   | 123456
    先进集体 | 集体  | 乙   | -6050
    先进集体 | 个人  | -    | 0
    {ODD}    | 个人  | 丁   | -
    合计     |       |      | 117406
    """.replace("合计     |       |      |", "合计 | - | - |"),
    notes=("注：占比因四舍五入，各项之和可能不等于100%。", "另一条注。"),
)


def only_table(data: bytes) -> Element:
    """The first table of the body."""
    found = root_of(data).find(".//w:tbl", NAMES)
    assert found is not None
    return found


def made(exhibit: FigureTable, template: bytes | None = None) -> bytes:
    """A report whose template has the table between two paragraphs."""
    usual = document("前。", "{{ tables.aid }}", "后。")
    return filled(template or usual, tables={"aid": exhibit}).data


def cells(row: Element) -> list[str]:
    """The texts of a row's cells; a merged one begins with ↓ or is ↑ below that."""
    found = []
    for cell in row.findall("w:tc", NAMES):
        merge = cell.find("w:tcPr/w:vMerge", NAMES)
        mark = "" if merge is None else {"restart": "↓", "continue": "↑"}[merge.get(f"{{{W}}}val", "continue")]
        found.append(mark + "/".join(line_of(each) for each in cell.findall("w:p", NAMES)))
    return found


def grid(data: bytes) -> list[list[str]]:
    """All rows of the first table."""
    return [cells(row) for row in only_table(data).findall("w:tr", NAMES)]


def values(data: bytes, path: str, name: str = "val") -> list[str]:
    """An attribute of all elements at a path of the first table."""
    return [str(each.get(f"{{{W}}}{name}")) for each in only_table(data).iterfind(path, NAMES)]


def test_a_table_has_header_rows_totals_and_notes() -> None:
    """The title stands above, notes below, an empty value is a dash, no character needs care."""
    assert grid(made(AID)) == [
        ["项目", "类型", "备注", "金额（元）"],
        ["↓先进集体", "↓集体", "甲", "1234.56"],
        ["↑", "↑", "乙", "-60.50"],
        ["↑", "个人", "—", "0.00"],
        [ODD, "个人", "丁", "—"],
        ["合计", "1174.06"],
    ]
    body = [line_of(each) for each in root_of(made(AID))[0].findall("w:p", NAMES)]
    assert body == ["前。", "帮扶情况表", *AID.notes, "后。"]


def test_a_merged_column_does_not_reach_over_a_border_to_its_left() -> None:
    """个人 stands in two groups, so it is two cells; a column right of them is merged within both."""
    exhibit = table("甲*|乙*|丙*\n一|同|x\n一|同|x\n二|同|x\n二|异|x\n二|异|-\n二|异|-")
    assert grid(made(exhibit))[1:] == [
        ["↓一", "↓同", "↓x"],
        ["↑", "↑", "↑"],
        ["↓二", "同", "x"],
        ["↑", "↓异", "x"],
        ["↑", "↑", "—"],
        ["↑", "↑", "—"],
    ]


def test_figures_in_a_merged_column_are_one_only_if_they_are_the_same() -> None:
    """The same figure printed in neighbouring rows is one cell and one control; equal amounts of two are two."""
    columns = (Column("a", "小计", merged=True), Column("b", "数"))
    same, other = money(100, "aid.one"), money(100, "aid.two")
    rows: tuple[dict[str, Shown], ...] = tuple({"a": each, "b": "x"} for each in (same, same, other))
    data = made(FigureTable("t", "", columns, rows))
    assert grid(data)[1:] == [["↓1.00", "x"], ["↑", "x"], ["1.00", "x"]]
    assert [each.figure for each in read_controls(data)] == ["aid.one", "aid.two"]


def test_every_figure_of_a_table_has_its_control() -> None:
    """Cells and totals are found again by their ids, in document order; the manifest has them."""
    done = filled(document("{{ n }}", "{{ tables.aid }}", "{{ n }}"), tables={"aid": AID}, n=money(5))
    assert [each.figure for each in done.controls] == [
        "aid.total.amount",
        *(f"tables.aid.{row}.d" for row in (0, 1, 2, 4)),
        "aid.total.amount",
    ]
    assert read_controls(done.data) == list(done.controls)
    assert [each.id for each in done.printed] == [each.figure for each in done.controls]


def test_header_repeats_and_rows_stay_whole() -> None:
    """The header is on every page; no row is split; the last row stays with the totals, these with the notes."""
    data = made(replace(AID, rows=AID.rows * 5))
    rows = only_table(data).findall("w:tr", NAMES)
    assert [[each.tag.split("}")[1] for each in row[0]] for row in rows] == [
        ["cantSplit", "tblHeader"],
        *[["cantSplit"]] * 21,
    ]
    assert kept(rows) == [True, *[False] * 19, True, True]


def kept(rows: list[Element]) -> list[bool]:
    """Which rows stay on the page of the next."""
    return [row.find(".//w:keepNext", NAMES) is not None for row in rows]


def test_a_short_table_stays_on_one_page() -> None:
    """Up to twelve rows hang together, the last of them with the notes."""
    assert kept(only_table(made(AID)).findall("w:tr", NAMES)) == [True] * 6


def test_numbers_stand_to_the_right() -> None:
    """In a template without our styles the cells are formatted directly, without the indent of its body text."""
    data = made(AID)
    second = only_table(data).findall("w:tr", NAMES)[1]
    assert [str(each.get(f"{{{W}}}val")) for each in second.iterfind(".//w:jc", NAMES)] == ["left"] * 3 + ["right"]
    assert {each.get(f"{{{W}}}firstLine") for each in second.iterfind(".//w:ind", NAMES)} == {"0"}
    assert values(data, "w:tblPr/w:tblBorders/*") == ["single"] * 6
    totals = only_table(data).findall("w:tr", NAMES)[-1]
    assert len(totals.findall(".//w:b", NAMES)) == 2


def with_styles(data: bytes) -> bytes:
    """The document with the styles of our own templates."""
    names = ("TableTitle", "TableHead", "TableText", "TableNumber", "TableNote", "ChartTitle")
    xml = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="Base"/></w:style>'
        for name in names
    )
    xml += '<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="表"/></w:style>'
    xml += (
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="基"/><w:basedOn w:val="Base"/>'
        '<w:rPr><w:rFonts w:eastAsia="楷体"/><w:sz w:val="40"/></w:rPr></w:style>'
    )
    return edit(data, lambda root: root.extend(elements(xml)), "word/styles.xml")


def test_the_styles_of_a_template_are_used() -> None:
    """Where the template has our styles, nothing is formatted but by them."""
    data = made(AID, with_styles(document("{{ tables.aid }}", "{{ tables.aid }}")))
    first = root_of(data)[0]
    assert [each.get(f"{{{W}}}val") for each in first.iterfind("w:p/w:pPr/w:pStyle", NAMES)] == [
        *("TableTitle", "TableNote", "TableNote") * 2
    ]
    assert values(data, "w:tblPr/w:tblStyle") == ["ReportTable"]
    assert [values(data, f".//w:{name}") for name in ("tblBorders", "jc", "sz")] == [[], ["center"], []]
    rows = only_table(data).findall("w:tr", NAMES)
    styles = [[str(each.get(f"{{{W}}}val")) for each in row.iterfind(".//w:pStyle", NAMES)] for row in rows]
    assert (styles[0], styles[2], styles[-1]) == (
        ["TableHead"] * 4,
        ["TableText"] * 3 + ["TableNumber"],
        ["TableHead", "TableNumber"],
    )


def test_table_grid_and_cells_agree_in_their_widths() -> None:
    """Table, grid and each row are as wide as the line of the section, whatever spans columns."""
    data = made(AID)
    grids = [int(each) for each in values(data, "w:tblGrid/w:gridCol", "w")]
    section = root_of(data).find(".//w:sectPr", NAMES)
    assert section is not None
    size, margins = section.find("w:pgSz", NAMES), section.find("w:pgMar", NAMES)
    assert size is not None
    assert margins is not None
    line = int(size.get(f"{{{W}}}w", "")) - sum(int(margins.get(f"{{{W}}}{side}", "")) for side in ("left", "right"))
    assert sum(grids) == line == int(values(data, "w:tblPr/w:tblW", "w")[0])
    assert values(data, "w:tblPr/w:tblLayout", "type") == ["fixed"]
    for row in only_table(data).findall("w:tr", NAMES):
        assert sum(int(each.get(f"{{{W}}}w", "")) for each in row.iterfind("w:tc/w:tcPr/w:tcW", NAMES)) == line
    assert values(data, ".//w:gridSpan") == ["3"]


def test_declared_widths_are_kept_but_a_number_is_never_broken() -> None:
    """Columns share the line as declared; a number too wide for its share gets what it needs."""
    columns = (Column("a", "甲", width=30), Column("b", "乙", width=10), Column("c", "丙", numeric=True, width=1))
    rows: tuple[dict[str, Shown], ...] = ({"a": "甲", "b": "乙", "c": money(12345678901)},)
    wide = [int(each) for each in values(made(FigureTable("t", "", columns, rows)), "w:tblGrid/w:gridCol", "w")]
    assert wide[2] == round(12 * 1.3 * 105) + 260
    assert abs(wide[0] - 3 * wide[1]) <= 3


def test_totals_are_named_where_the_table_does_not() -> None:
    """合计 is put first, also where the first column has no totals; a totals row may have a figure in each column."""
    columns = (Column("a", "项目"), Column("b", "数", numeric=True), Column("c", "注"))
    rows: tuple[dict[str, Shown], ...] = ({"a": "甲", "b": money(1), "c": None},)
    assert grid(made(FigureTable("t", "", columns, rows, {"b": money(1), "c": "见下"})))[-1] == ["合计", "0.01", "见下"]
    assert grid(made(FigureTable("t", "", columns, rows, {"b": None})))[-1] == ["合计", "—", ""]
    assert grid(made(FigureTable("t", "", columns[1:], rows, {"b": money(1)})))[-1] == ["0.01"]


def test_a_line_break_in_a_cell_is_one_in_word() -> None:
    """Text over several lines keeps them; dates and whole numbers print as elsewhere."""
    columns = (Column("a", "甲", merged=True), Column("b", "乙"))
    rows: tuple[dict[str, Shown], ...] = ({"a": "一\n二\r\n三", "b": 7}, {"a": "", "b": ""})
    data = made(FigureTable("t", "", columns, rows))
    assert grid(data)[1:] == [["一\n二\n三", "7"], ["", ""]]
    assert len(only_table(data).findall(".//w:br", NAMES)) == 2


def test_many_rows_are_all_there() -> None:
    """A thousand rows are a thousand rows in order."""
    exhibit = table("名#|额#\n" + "\n".join(f"某{number}|{number}" for number in range(1000)))
    data = made(exhibit)
    assert [row[0] for row in grid(data)[1:]] == [f"某{number}" for number in range(1000)]
    assert len(read_controls(data)) == 1000


def test_equal_tables_give_equal_bytes() -> None:
    """Filling twice gives the same file, and one that parses."""
    template = document("{{ tables.aid }}")
    data = made(AID, template)
    assert data == made(AID, template)
    assert etree.tostring(root_of(data)).count(b"_UR_T_") == 1


def test_a_table_may_stand_in_a_cell() -> None:
    """A table inside a table is as wide as its cell, and the cell ends with a paragraph."""
    template = xml_document(
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="2000"/></w:tblGrid><w:tr>'
        "<w:tc><w:p><w:r><w:t>左</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>{{ tables.aid }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    outer = only_table(made(table("甲|乙\n一|二", title=""), template))
    inner = outer.find(".//w:tbl", NAMES)
    assert inner is not None
    assert [int(each.get(f"{{{W}}}w", "")) for each in inner.iterfind("w:tblGrid/w:gridCol", NAMES)] == [892, 892]
    cell = inner.getparent()
    assert cell is not None
    assert [each.tag.split("}")[1] for each in cell] == ["tbl", "p"]


def test_what_follows_a_table_is_no_empty_paragraph() -> None:
    """Only where Word needs a paragraph behind a table is there one, a point high."""
    bare = table("甲|乙\n一|二", title="")
    assert lines(made(bare, document("前。", "{{ tables.aid }}", "后。"))) == ["前。", "甲", "乙", "一", "二", "后。"]
    for template in (document("{{ tables.aid }}"), document("{{ tables.aid }}", "{{ tables.aid }}")):
        data = made(bare, template)
        body = [each.tag.split("}")[1] for each in root_of(data)[0]]
        assert body == ["tbl", "p"] * body.count("tbl") + ["sectPr"]
        assert values(data, "../w:p/w:pPr/w:spacing", "line") == ["20"] * body.count("tbl")
