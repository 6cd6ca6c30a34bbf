"""Widths of texts, lines and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.docx_text import W, elements, root_of, xml_document
from unionreport.document.widths import Need, half_widths, line_width, share_out


@pytest.mark.parametrize(("text", "halves"), [("", 0), ("甲乙", 4), ("a1.", 3), ("（2023年）", 10), ("“x”", 5)])
def test_a_chinese_character_is_as_wide_as_two_digits(text: str, halves: int) -> None:
    """Full-width marks count as characters, quotes of the text too."""
    assert half_widths(text) == halves


def test_the_line_is_shared_as_wished_unless_a_column_needs_more() -> None:
    """What a column cannot do without it gets; the others share the rest; too little is too little for all."""
    assert share_out(900, [Need(0, 1), Need(0, 2)]) == [300, 600]
    assert share_out(900, [Need(500, 1), Need(0, 2), Need(0, 2)]) == [500, 200, 200]
    assert share_out(900, [Need(500, 1), Need(350, 9), Need(0, 90)]) == [500, 350, 50]
    assert share_out(100, [Need(300, 1), Need(100, 1)]) == [75, 25]


@given(
    st.integers(1, 20_000),
    st.lists(st.builds(Need, st.integers(0, 3000), st.integers(1, 5000)), min_size=1, max_size=12),
)
def test_widths_add_up_exactly(total: int, needs: list[Need]) -> None:
    """The sum is the line's, no width is below zero, and none below its least where there is room."""
    widths = share_out(total, needs)
    assert sum(widths) == total
    assert min(widths) >= 0
    if sum(need.least for need in needs) <= total:
        assert all(width >= need.least - 1 for width, need in zip(widths, needs, strict=True))


PAGE = '<w:pgSz w:w="{}"/><w:pgMar w:left="1000" w:right="1000"/>'


@pytest.mark.parametrize(
    ("section", "width"),
    [
        (PAGE.format(10000), 8000),
        (PAGE.format(10000) + '<w:cols w:num="2" w:space="500"/>', 3750),
        (PAGE.format(10000) + '<w:cols w:num="2"><w:col w:w="5000"/><w:col w:w="2500"/></w:cols>', 5000),
        ("", 8306),
        ('<w:pgSz w:w="wide"/>', 8306),
        (PAGE.format(100), 400),
    ],
)
def test_a_line_is_as_wide_as_its_section(section: str, width: int) -> None:
    """The section that ends next counts, with its columns; without one, A4 with Word's usual margins."""
    body = f"<w:p/><w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt><w:p><w:pPr><w:sectPr>{section}</w:sectPr></w:pPr></w:p><w:p/>"
    paragraphs = list(root_of(xml_document(body)).iter(f"{{{W}}}p"))
    assert [line_width(each) for each in paragraphs[:3]] == [width] * 3
    assert line_width(elements("<w:p/>")[0]) == 8306


@pytest.mark.parametrize(
    ("cell", "width"),
    [
        ('<w:tcW w:w="3000" w:type="dxa"/>', 2784),
        ('<w:tcW w:w="50" w:type="pct"/>', 2000 - 216),
        ('<w:gridSpan w:val="2"/>', 5000 - 216),
        ('<w:tcW w:w="0" w:type="dxa"/>', 2000 - 216),
    ],
)
def test_a_line_is_as_wide_as_its_cell(cell: str, width: int) -> None:
    """A cell states its width, or has that of its columns in the grid, less its margins."""
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in (500, 1000, 2000, 3000))
    row = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p/></w:tc><w:tc><w:tcPr>{cell}</w:tcPr><w:p/></w:tc></w:tr>'
    root = root_of(xml_document(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{row}</w:tbl>"))
    assert line_width(list(root.iter(f"{{{W}}}p"))[1]) == width
