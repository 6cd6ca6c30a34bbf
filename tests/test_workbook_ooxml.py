"""Workbooks of Office Open XML."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from python_calamine import CalamineWorkbook

from tests.containers import MAIN, OFFICE, relations, sheet, xlsx_parts, zipped
from unionreport.errors import WorkbookError
from unionreport.sheets import SheetCells
from unionreport.workbook import limits, ooxml
from unionreport.workbook.archive import open_archive
from unionreport.workbook.limits import Meter

ONE = sheet('<row r="1"><c r="A1" s="1"><v>43528</v></c></row>')
DATED = '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
STYLES = f'{DATED}<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="176"/></cellXfs>'


def read(parts: Mapping[str, str]) -> tuple[SheetCells, ...]:
    """The sheets of a workbook of the parts."""
    return ooxml.read(open_archive(zipped(parts), Meter()))


def rows(parts: Mapping[str, str]) -> list[list[object]]:
    """The rows of its only sheet."""
    (only,) = read(parts)
    return [list(row) for row in only.rows]


def refusal(parts: Mapping[str, str]) -> tuple[str, object]:
    """The key and the detail of the refusal that reading the parts raises."""
    with pytest.raises(WorkbookError) as refused:
        read(parts)
    return refused.value.key, refused.value.params.get("detail")


def test_formats_make_dates() -> None:
    """The custom formats of the workbook's own styles, not those of its named or conditional ones."""
    assert rows(xlsx_parts({"甲": ONE}, styles=STYLES)) == [[date(2019, 3, 4)]]
    later = STYLES + '<dxfs><dxf><numFmt numFmtId="176" formatCode="0.00"/></dxf></dxfs>'
    assert rows(xlsx_parts({"甲": ONE}, styles=later)) == [[date(2019, 3, 4)]]
    assert rows(xlsx_parts({"甲": ONE})) == [[43528.0]]


def test_the_calendar_of_1904_is_known() -> None:
    """The same number is another day in a workbook that counts from 1904."""
    assert rows(xlsx_parts({"甲": ONE}, '<workbookPr date1904="1"/>', styles=STYLES)) == [[date(2023, 3, 5)]]


def test_stale_results_are_known() -> None:
    """A workbook to be calculated on opening has no results that are 0."""
    body = sheet('<row r="1"><c r="A1"><f>1+1</f><v>0</v></c></row>')
    assert read(xlsx_parts({"甲": body}, '<calcPr fullCalcOnLoad="1"/>'))[0].uncalculated == {(1, 1)}
    assert read(xlsx_parts({"甲": body}))[0].uncalculated == frozenset()


def test_hidden_sheets_are_read_and_named() -> None:
    """Hidden and very hidden sheets are sheets."""
    parts = xlsx_parts({"甲": ONE, "乙": ONE, "丙": ONE})
    book = parts["xl/workbook.xml"].replace('name="甲"', 'name="甲" state="hidden"')
    parts["xl/workbook.xml"] = book.replace('name="乙"', 'name="乙" state="veryHidden"')
    assert [(each.name, each.hidden) for each in read(parts)] == [("甲", True), ("乙", True), ("丙", False)]


def test_sheets_that_share_one_body_are_read_once() -> None:
    """Hundreds of sheets may point to one part."""
    parts = xlsx_parts({"甲": ONE, "乙": ONE})
    parts["xl/_rels/workbook.xml.rels"] = relations(r1="worksheet a.xml", r2="worksheet a.xml")
    parts["xl/a.xml"] = ONE
    first, second = read(parts)
    assert (first.name, second.name) == ("甲", "乙")
    assert first.rows is second.rows


def test_strict_workbooks_are_read() -> None:
    """ISO 29500 strict has other namespaces and dates in words."""
    strict = "http://purl.oclc.org/ooxml"
    parts = xlsx_parts({"甲": sheet('<row r="1"><c r="A1" t="d"><v>2023-03-05</v></c></row>')})
    swaps = ((MAIN, f"{strict}/spreadsheetml/main"), (OFFICE, f"{strict}/officeDocument/relationships"))
    for name, text in parts.items():
        for old, new in swaps:
            parts[name] = parts[name].replace(old, new)
        assert text
    assert rows(parts) == [[date(2023, 3, 5)]]


def test_targets_may_be_absolute_and_the_usual_part_unnamed() -> None:
    """A target counts from the package's root if it says so; without relations the usual name will do."""
    parts = xlsx_parts({"甲": ONE})
    parts["xl/_rels/workbook.xml.rels"] = relations(r1="worksheet /xl/worksheets/sheet1.xml")
    del parts["_rels/.rels"]
    assert rows(parts) == [[43528.0]]


def test_other_kinds_of_sheets_are_left_out() -> None:
    """Charts, dialogs and macro sheets have no ledger; relations that lead outside are none."""
    parts = xlsx_parts({"甲": ONE, "图": ONE})
    rels = relations(r1="worksheet worksheets/sheet1.xml", r2="chartsheet worksheets/sheet2.xml")
    outside = '<Relationship Id="r1" Type="x/worksheet" Target="http://example.org" TargetMode="External"/></Rel'
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Rel", outside)
    assert [each.name for each in read(parts)] == ["甲"]


def test_a_missing_part_is_damage() -> None:
    """No sheet is left out in silence: neither one without a relation nor one without a part."""
    parts = xlsx_parts({"甲": ONE, "乙": ONE})
    assert refusal({**parts, "xl/_rels/workbook.xml.rels": relations(r1="worksheet worksheets/sheet1.xml")}) == (
        "workbook-damaged",
        "乙",
    )
    del parts["xl/worksheets/sheet2.xml"]
    assert refusal(parts) == ("workbook-damaged", "/xl/worksheets/sheet2.xml")


def test_missing_strings_and_styles_are_none() -> None:
    """A relation to a part that is not there names no strings; a cell that needs one is damage."""
    parts = xlsx_parts({"甲": ONE}, strings=["a"], styles=STYLES)
    del parts["xl/sharedStrings.xml"], parts["xl/styles.xml"]
    assert rows(parts) == [[43528.0]]
    parts["xl/worksheets/sheet1.xml"] = sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    assert refusal(parts) == ("workbook-damaged", "A1")


def test_styles_have_a_limit_and_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten million styles hang other readers; a format that is no number is damage."""
    monkeypatch.setattr(ooxml, "MOST_STYLES", 1)
    assert refusal(xlsx_parts({"甲": ONE}, styles=STYLES))[0] == "workbook-too-large-styles"
    assert refusal(xlsx_parts({"甲": ONE}, styles='<cellXfs><xf numFmtId="a"/></cellXfs>'))[0] == "workbook-damaged"


def test_a_bomb_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What inflates beyond the limit is refused while it is read."""
    monkeypatch.setattr(limits, "MOST_INFLATED_MIB", 1)
    blank = '<row r="1"/>' * 200_000
    assert refusal(xlsx_parts({"甲": sheet(blank)}))[0] == "workbook-too-large-inflated"


VALUES = st.one_of(
    st.none(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e15, 1e15).map(lambda number: round(number, 4)),
    st.booleans(),
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="_=\ufffe\uffff"), max_size=9
    ),
    st.dates(date(1900, 3, 1), date(9999, 12, 30)),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 30)).map(lambda moment: moment.replace(microsecond=0)),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
    st.timedeltas(timedelta(0), timedelta(9)).map(lambda span: timedelta(seconds=span // timedelta(seconds=1))),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=5), max_size=5))
def test_both_readers_agree(table: list[list[object]]) -> None:
    """What openpyxl writes is read cell by cell, value and type, as python-calamine reads it."""
    made = Book()
    for row, cells in enumerate(table, 2):
        for column, value in enumerate(cells, 2):
            if value is not None:
                cell = made.worksheets[0].cell(row, column)
                cell.value = value  # type: ignore[assignment]  # any of those it takes
                if isinstance(value, str):
                    cell.data_type = "s"
    held = io.BytesIO()
    made.save(held)
    (own,) = ooxml.read(open_archive(held.getvalue(), Meter()))
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(held.getvalue())).get_sheet_by_index(0)
    assert filled(own.rows) == filled(theirs.to_python(skip_empty_area=False))


def filled(table: object) -> dict[tuple[int, int], tuple[object, type]]:
    """The filled cells by row and column, with their types."""
    assert isinstance(table, list)
    return {
        (row, column): (value, type(value))
        for row, cells in enumerate(table, 1)
        for column, value in enumerate(cells, 1)
        if value != ""
    }


def test_times_below_a_day_are_times() -> None:
    """Half past eight alone is a time, not a day of 1899."""
    body = sheet('<row r="1"><c r="A1" s="1"><v>0.3541666667</v></c></row>')
    assert rows(xlsx_parts({"甲": body}, styles=STYLES)) == [[time(8, 30)]]
