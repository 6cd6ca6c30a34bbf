"""What stands where a finding points."""

from __future__ import annotations

from dataclasses import replace

from tests.books import all_loaded, line
from unionreport.config import builtin
from unionreport.evidence import judge
from unionreport.finding import Finding
from unionreport.judgement import Excerpt, Judged
from unionreport.ledgers import Ledgers
from unionreport.places import Place, cell

AID = "日期 | 项目 | 姓名 | 身份证号 | 户号 | 户主 | 金额 | 内部号\n2023-01-01 | 其他 | 王 | 990101199001011237 | H1 | | 5 | 甲"
FILE, SHEET = "2023.xlsx", "帮扶发放"


def ledgers() -> Ledgers:
    """帮扶发放 with one row, and 会员名册."""
    return all_loaded({"会员名册": "姓名\n王", SHEET: AID})[0]


def judged(*findings: Finding) -> tuple[Judged, ...]:
    """The findings as judged by the product's own catalog."""
    return judge(ledgers(), findings, builtin())


def excerpt(finding: Finding) -> Excerpt | None:
    """The row shown for one finding."""
    (only,) = judged(finding)
    return only.excerpt


def test_findings_stand_by_sheet_and_row() -> None:
    """What concerns the file comes first, then sheet by sheet and row by row, unknown sheets last."""
    places = [
        Place(FILE, "临时"),
        cell(FILE, SHEET, 2, 7),
        cell(FILE, SHEET, 2, 1),
        Place(FILE, SHEET, 1, 8, 1, 8),
        cell(FILE, "会员名册", 2, 1),
        Place(FILE),
    ]
    ordered = judged(*(Finding("cell-missing", place) for place in places))
    assert [line(each.finding).split()[0] for each in ordered] == [
        "2023.xlsx",
        "会员名册!A2",
        "帮扶发放!H1",
        "帮扶发放!A2",
        "帮扶发放!G2",
        "临时",
    ]


def test_rules_that_are_off_are_left_out() -> None:
    """A finding of a rule the catalog does not have is not judged; the others have their severity."""
    catalog = replace(builtin(), rules={"cell-missing": builtin().rules["cell-missing"]})
    findings = [Finding("duplicate-row", Place(FILE)), Finding("cell-missing", Place(FILE))]
    assert [(each.rule.code, str(each.severity)) for each in judge(ledgers(), findings, catalog)] == [("V101", "error")]


def test_a_cell_shows_its_value() -> None:
    """The value is the cell's text; ranges, sheets, files and cells beyond the row have none."""
    places = [
        cell(FILE, SHEET, 2, 7),
        cell(FILE, SHEET, 2, 99),
        Place(FILE, SHEET, 2, 1, 2, 8),
        Place(FILE, SHEET),
        Place(FILE),
    ]
    values = {each.finding.place: each.value for each in judged(*(Finding("cell-missing", place) for place in places))}
    assert [values[place] for place in places] == ["5", None, None, None, None]
    (missing,) = judged(Finding("cell-missing", cell(FILE, SHEET, 9, 1)))
    assert (missing.value, missing.excerpt) == (None, None)


def test_personal_numbers_are_masked_everywhere() -> None:
    """Params, values and excerpts show no more than four signs of an ID number."""
    (only,) = judged(Finding("value-not-allowed", cell(FILE, SHEET, 2, 4), {"value": "990101199001011237"}))
    assert only.finding.params == {"value": "**************1237"}
    assert only.value == "**************1237"
    assert only.excerpt is not None
    assert "**************1237" in only.excerpt.cells
    assert "990101199001011237" not in repr(only)


def test_an_excerpt_shows_the_cell_and_leading_columns() -> None:
    """Five columns of the row: the one that is meant, marked, and the first of the others."""
    assert excerpt(Finding("amount-not-number", cell(FILE, SHEET, 2, 7))) == Excerpt(
        row=2,
        letters=("A", "B", "C", "D", "G"),
        headers=("日期", "项目", "姓名", "身份证号", "金额"),
        cells=("2023-01-01", "其他", "王", "**************1237", "5"),
        marked=(False, False, False, False, True),
    )


def test_related_cells_of_the_row_are_shown() -> None:
    """Cells of the same row that belong to the cause are shown unmarked; those of other rows are not."""
    related = (cell(FILE, SHEET, 2, 6), cell(FILE, SHEET, 3, 5))
    shown = excerpt(Finding("order-reversed", cell(FILE, SHEET, 2, 7), {}, related))
    assert shown is not None
    assert shown.letters == ("A", "B", "C", "F", "G")
    assert shown.marked == (False, False, False, False, True)


def test_a_whole_row_is_not_marked() -> None:
    """Where the row itself is meant, nothing in it is underlined."""
    shown = excerpt(Finding("duplicate-row", Place(FILE, SHEET, 2, 1, 2, 7)))
    assert shown is not None
    assert shown.letters == ("A", "B", "C", "D", "E")
    assert not any(shown.marked)


def test_a_column_without_a_field_has_no_header() -> None:
    """A cell beyond the known columns is shown under its letter alone, a cell beyond the row as blank."""
    shown = excerpt(Finding("cell-missing", cell(FILE, SHEET, 2, 8)))
    assert shown is not None
    assert (shown.letters[-1], shown.headers[-1], shown.cells[-1]) == ("H", "", "甲")
    beyond = excerpt(Finding("cell-missing", cell(FILE, SHEET, 2, 9)))
    assert beyond is not None
    assert (beyond.letters[-1], beyond.cells[-1]) == ("I", "")


def test_headers_and_strange_sheets_have_no_excerpt() -> None:
    """Only a row of a ledger can be shown."""
    assert excerpt(Finding("column-unknown", Place(FILE, SHEET, 1, 8, 1, 8))) is None
    assert excerpt(Finding("sheet-unknown", Place(FILE, "临时"))) is None


def test_tables_side_by_side_show_their_own_row() -> None:
    """A cell of the right-hand table is shown with its own columns, not with those of the left-hand one."""
    table = "日期 | 类型 | 对象 | 日期 | 类型 | 对象\n2023-01-01 | 入党 | 王 | 改天 | 入党 | 李"
    both = all_loaded({"谈心谈话": table})[0]
    (only,) = judge(both, [Finding("date-unreadable", cell(FILE, "谈心谈话", 2, 4), {"value": "改天"})], builtin())
    assert only.value == "改天"
    assert only.excerpt is not None
    assert only.excerpt.letters == ("D", "E", "F")
    assert only.excerpt.cells == ("改天", "入党", "李")
