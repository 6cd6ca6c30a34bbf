"""Cells of a template's own tables that become one: the filter merged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import _Element as Element

from tests.docx_text import NAMES, document, edit, elements, figure, filled, root_of, xml_document
from tests.test_document_tables import cells
from unionreport.document.controls import read_controls
from unionreport.document.manifest import read_manifest
from unionreport.document.merging import FREE, Merges
from unionreport.errors import TemplateError

ROW = ["{{ row.title | merged }}", "{{ row.kind | merged }}", "{{ row.name }}"]
BEGIN, END = ["{% for row in rows %}", "", ""], ["{% endfor %}", "", ""]


def rows(*texts: str) -> list[dict[str, str]]:
    """Rows of title, kind and name."""
    return [dict(zip(("title", "kind", "name"), text.split(), strict=True)) for text in texts]


def shown(data: bytes) -> list[str]:
    """The rows of the body's first table, their cells with blanks between."""
    return [" ".join(each or "·" for each in cells(row)) for row in root_of(data).findall(".//w:tr", NAMES)]


AWARDS = rows("先进 集体 甲", "先进 集体 乙", "先进 个人 丙", "优秀 个人 丁", "优秀 个人 戊")


def test_equal_neighbours_become_one_and_nest() -> None:
    """A loop in the middle of a table: what is right of a border does not reach over it."""
    template = document([["称号", "类型", "姓名"], BEGIN, ROW, END, ["合计", "", "5"]])
    assert shown(filled(template, rows=AWARDS).data) == [
        "称号 类型 姓名",
        "↓先进 ↓集体 甲",
        "↑ ↑ 乙",
        "↑ 个人 丙",
        "↓优秀 ↓个人 丁",
        "↑ ↑ 戊",
        "合计 · 5",
    ]


def test_rows_left_out_and_other_rows_between_are_seen() -> None:
    """What counts is what stands in the finished table: a row left out joins, a row put in parts."""
    inner = [["{% if row.name != '乙' %}", "", ""], ROW, ["{% endif %}", "", ""]]
    note = [["{% if row.name == '丙' %}", "", ""], ["小计", "", ""], ["{% endif %}", "", ""]]
    template = document([["称号", "类型", "姓名"], BEGIN, *inner, *note, END])
    assert shown(filled(template, rows=AWARDS).data) == [
        "称号 类型 姓名",
        "↓先进 集体 甲",
        "↑ 个人 丙",
        "小计 · ·",
        "↓优秀 ↓个人 丁",
        "↑ ↑ 戊",
    ]


def test_two_loops_do_not_join() -> None:
    """The last row of one loop and the first of the next stay apart, though they say the same."""
    one = ["{{ row.title }}", "{{ row.kind | merged }}", "{{ row.name }}"]
    template = document([BEGIN, ROW, END, BEGIN, one, END])
    assert shown(filled(template, rows=AWARDS[3:]).data) == [
        "↓优秀 ↓个人 丁",
        "↑ ↑ 戊",
        "优秀 ↓个人 丁",
        "优秀 ↑ 戊",
    ]


def test_a_loop_in_a_loop_joins_its_rounds() -> None:
    """Rows of neighbouring groups belong to one loop; a row of either branch of a condition as well."""
    outer = [["{% for rows in groups %}", "", ""], BEGIN]
    branch = [["{% if loop.index == 1 %}", "", ""], ROW, ["{% else %}", "", ""], ROW, ["{% endif %}", "", ""]]
    template = document([*outer, *branch, END, END])
    assert shown(filled(template, groups=[AWARDS[:2], AWARDS[2:3]]).data) == [
        "↓先进 ↓集体 甲",
        "↑ ↑ 乙",
        "↑ 个人 丙",
    ]


def test_a_table_in_a_loop_is_merged_by_itself() -> None:
    """Each round of a loop around a table has its own cells; a row outside of any loop joins its like."""
    template = document("{% for rows in groups %}", [BEGIN, ROW, END, ROW_AFTER, ROW_AFTER], "。", "{% endfor %}")
    assert shown(filled(template, groups=[AWARDS[:1], AWARDS[:2]]).data) == [
        "先进 集体 甲",
        "↓末 · ·",
        "↑ · ·",
        "↓先进 ↓集体 甲",
        "↑ ↑ 乙",
        "↓末 · ·",
        "↑ · ·",
    ]


ROW_AFTER = ["{{ '末' | merged }}", "", ""]


def test_a_cell_with_more_than_the_value_is_compared_whole() -> None:
    """Cells join only if all they say is equal, so that nothing is lost; blank ones and pictures stay."""
    both = ["{{ row.kind | merged }}", "{{ row.title | merged }}：{{ row.name }}", "{{ '' | merged }}"]
    template = document([BEGIN, both, END])
    assert shown(filled(template, rows=AWARDS[:2]).data) == ["↓集体 先进：甲 ·", "↑ 先进：乙 ·"]
    picture = edit(document([BEGIN, ROW, END]), _put_picture)
    assert shown(filled(picture, rows=AWARDS[:2]).data) == ["先进 集体 甲", "先进 集体 乙"]


def _put_picture(root: Element) -> None:
    for cell in root.findall(".//w:tr", NAMES)[1].findall("w:tc", NAMES)[:1]:
        cell[-1].extend(elements("<w:r><w:drawing/></w:r>"))


def test_columns_are_those_of_the_grid() -> None:
    """Cells that span columns, and rows that begin later, are compared where they stand."""
    row = (
        "<w:tr><w:trPr>{}</w:trPr><w:tc><w:tcPr><w:gridSpan w:val='{}'/><w:vMerge/></w:tcPr><w:p><w:r><w:t>"
        "{{{{ '同' | merged }}}}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{{{{ '尾' | merged }}}}</w:t></w:r></w:p></w:tc></w:tr>"
    )
    xml = row.format("", 2) + row.format("", 2) + row.format("<w:gridBefore w:val='1'/>", 1) + row.format("", 1)
    data = filled(xml_document(f"<w:tbl><w:tblPr/><w:tblGrid/>{xml}</w:tbl>")).data
    assert [row.replace("↑同", "同") for row in shown(data)] == ["↓同 ↓尾", "↑ ↑", "同 尾", "同 尾"]


def test_figures_that_went_are_in_no_list() -> None:
    """A figure printed in two cells that became one is printed once, in report and manifest."""
    template = document([BEGIN, ["{{ n | merged }}", "{{ n | cn }}", ""], END])
    done = filled(template, n=figure(), rows=[1, 2, 3])
    assert [each.style for each in done.controls] == ["plain", "cn", "cn", "cn"]
    assert read_controls(done.data) == list(done.controls)
    manifest = read_manifest(done.data)
    assert manifest is not None
    assert [each.bookmark for each in manifest.entries] == [each.bookmark for each in done.controls]


def test_merged_belongs_into_a_table() -> None:
    """In a paragraph outside of tables there is nothing to merge with."""
    with pytest.raises(TemplateError) as caught:
        filled(document("x", "{{ '甲' | merged }}"))
    assert (caught.value.key, str(caught.value.place)) == ("template-merged-outside", "body-paragraph paragraph=2")
    assert caught.value.params == {"tag": "{{ '甲' | merged }}"}


@given(st.lists(st.tuples(st.sampled_from("ab-"), st.sampled_from("xy-*")), min_size=1, max_size=12))
def test_groups_are_of_equal_neighbours_and_nested(pairs: list[tuple[str, str]]) -> None:
    """Every group has equal keys, lies within a group to its left or beside, and cannot be longer."""
    signs: dict[str, object] = {"-": None, "*": FREE}
    left, right = ([signs.get(pair[at], pair[at]) for pair in pairs] for at in (0, 1))
    merges = Merges(len(pairs))
    first, second = merges.nest(left), merges.nest(right)
    for keys, spans in ((left, first), (right, second)):
        for start, end in spans:
            assert end - start > 1
            assert len(set(keys[start:end])) == 1
            assert keys[start] not in (None, FREE)
    for start, end in second:
        assert len(set(left[start:end])) == 1
    assert all(
        left[row - 1] != left[row] or left[row] is None or any(start < row < end for start, end in first)
        for row in range(1, len(pairs))
    )
