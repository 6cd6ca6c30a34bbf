"""The XML of a sheet as cells, and what stands beside them."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest

from tests.containers import MAIN, sheet
from unionreport.errors import WorkbookError
from unionreport.sheets import Area, SheetCells
from unionreport.workbook import grid as grids
from unionreport.workbook.grid import Book
from unionreport.workbook.serials import Format
from unionreport.workbook.sheetxml import read_sheet

BOOK = Book(strings=("姓名", "金额", ""), formats=(Format.NUMBER, Format.DATE, Format.DURATION))
ODD = "<!-- read by the parser, not in blocks -->"


def read(rows: str, before: str = "", after: str = "", book: Book = BOOK) -> SheetCells:
    """The sheet read in both ways, as blocks and element by element, which must agree."""
    quick, slow = (read_xml(sheet(rows, each, after), book) for each in (before, before + ODD))
    assert quick == slow
    return quick


def read_xml(xml: str | bytes, book: Book = BOOK) -> SheetCells:
    """A whole part as a sheet."""
    return read_sheet([xml.encode() if isinstance(xml, str) else xml], "sheet1.xml", book)


def values(found: SheetCells) -> list[list[object]]:
    """The rows as lists."""
    return [list(row) for row in found.rows]


def refusal(rows: str, after: str = "") -> str:
    """The key of the refusal that reading the rows raises, in both ways."""
    keys = set()
    for before in ("", ODD):
        with pytest.raises(WorkbookError) as refused:
            read_xml(sheet(rows, before, after))
        keys.add(refused.value.key)
    (key,) = keys
    return key


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>1.5</v></c>', 1.5),
        ('<c r="A1" t="n"><v>-2E3</v></c>', -2000.0),
        ('<c r="A1" t="s"><v>1</v></c>', "金额"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="str"><f>B1</f><v>甲</v></c>', "甲"),
        ('<c r="A1" t="inlineStr"><is><t>甲&amp;&#20057;</t></is></c>', "甲&乙"),
        ('<c r="A1" t="inlineStr"><is><t>&#x7532;&lt;</t></is></c>', "甲<"),
        ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>jia</t></rPh></is></c>', "甲乙"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c>', " 甲 "),
        ('<c r="A1" t="d"><v>2023-03-05T00:00:00</v></c>', date(2023, 3, 5)),
        ('<c r="A1" t="d"><v>2023-03-05T08:30:00</v></c>', datetime(2023, 3, 5, 8, 30)),
        ('<c r="A1" t="d"><v>某日</v></c>', "某日"),
        ('<c r="A1" t="strange"><v>甲</v></c>', "甲"),
        ('<c r="A1" s="1"><v>44990</v></c>', date(2023, 3, 5)),
        ('<c r="A1" s="0"><v>44990</v></c>', 44990.0),
        ('<c r="A1" s="9"><v>44990</v></c>', 44990.0),
        ('<c r="A1" s="a"><v>44990</v></c>', 44990.0),
        ('<c r="A1"><v>约3000</v></c>', "约3000"),
        ('<c r="A1" s="1"><v>某日</v></c>', "某日"),
        ('<c r="A1"><v>nan</v></c>', "nan"),
        ('<c r="A1"><v>1e999</v></c>', "1e999"),
        ('<c r="A1" t="str"><v>甲_x000D_\n乙_x0007__x005F_x0041_</v></c>', "甲\n乙_x0041_"),
    ],
)
def test_a_cell_has_its_type(cell: str, value: object) -> None:
    """Numbers, texts, truth values and dates come as such; what is no number stays the text it is."""
    found = values(read(f'<row r="1">{cell}</row>'))
    assert found == [[value]]
    assert type(found[0][0]) is type(value)


def test_cells_stand_where_their_addresses_say() -> None:
    """``<dimension>`` may lie, rows be out of order and apart, cells within a row too."""
    rows = (
        '<row r="3"><c r="C3"><v>3</v></c><c r="A3"><v>1</v></c><c r="D3" s="1"/></row>'
        '<row r="1"><c r="B1"><v>2</v></c></row><row r="7"><c r="A7" s="1"/></row>'
    )
    found = read(rows, before='<dimension ref="A1"/>')
    assert values(found) == [["", 2.0], [], [1.0, "", 3.0]]


def test_addresses_may_be_left_out() -> None:
    """Rows and cells without one follow the last, also after rows that have theirs."""
    rows = '<row r="2"><c r="A2"><v>1</v></c></row><row><c><v>2</v></c><c r="C3"><v>3</v></c><c><v>4</v></c></row>'
    assert values(read(rows)) == [[], [1.0], [2.0, "", 3.0, 4.0]]
    rows = '<row r="2"/><row r="5"></row><row><c><v>2</v></c></row>'
    assert values(read(rows)) == [[], [], [], [], [], [2.0]]


def test_prefixes_do_not_matter() -> None:
    """Elements may carry a prefix for their namespace."""
    xml = sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    for name in ("worksheet", "sheetData", "row", "c", "v"):
        xml = xml.replace(f"<{name}", f"<x:{name}").replace(f"</{name}", f"</x:{name}")
    assert values(read_xml(xml.replace("xmlns=", "xmlns:x="))) == [["姓名"]]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig", "iso-8859-1"])
def test_encodings_do_not_matter(encoding: str) -> None:
    """UTF-16 is legal, and so is what the XML declaration names."""
    text = "é" if encoding == "iso-8859-1" else "姓名"
    xml = sheet(f'<row r="1"><c r="A1" t="str"><v>{text}</v></c></row>')
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{xml}'
    assert values(read_xml(declared.encode(encoding))) == [[text]]


def test_pieces_may_be_cut_anywhere() -> None:
    """A part comes in pieces, cut within tags and characters."""
    xml = sheet('<row r="1"><c r="A1" t="str"><v>姓名</v></c></row><row r="2"><c r="A2"><v>5</v></c></row>')
    data = xml.encode()
    whole = read_xml(data)
    for size in (1, 7, 50):
        pieces = [data[at : at + size] for at in range(0, len(data), size)]
        assert read_sheet(pieces, "sheet1.xml", BOOK) == whole
    assert values(whole) == [["姓名"], [5.0]]


def test_error_cells_are_named_not_blank() -> None:
    """An error is no value: its sign stands beside, also the new ones that other readers refuse."""
    cells = '<c r="A2" t="e"><v>#REF!</v></c><c r="B2" t="e"><f>X()</f><v>#SPILL!</v></c><c r="C2" t="e"/>'
    found = read(f'<row r="2">{cells}<c r="D2" t="e"><v></v></c></row>')
    assert found.errors == {(2, 1): "#REF!", (2, 2): "#SPILL!", (2, 4): "#VALUE!"}
    assert values(found) == [[], []]


def test_formulas_are_kept_as_written() -> None:
    """A formula stands beside its result; one that shares another's has that one's text."""
    cells = (
        '<c r="A1"><f>SUM(B1,"&amp;")</f><v>5</v></c><c r="B1"><f t="shared" ref="B1:C1" si="0">A1+1</f><v>6</v></c>'
        '<c r="C1"><f t="shared" si="0"/><v>7</v></c><c r="D1"><f t="shared" si="9"/><v>8</v></c>'
    )
    found = read(f'<row r="1">{cells}</row>')
    assert found.formulas == {(1, 1): '=SUM(B1,"&")', (1, 2): "=A1+1", (1, 3): "=A1+1", (1, 4): "="}
    assert values(found) == [[5.0, 6.0, 7.0, 8.0]]
    assert found.uncalculated == frozenset()


def test_a_formula_without_result_is_no_blank() -> None:
    """Never calculated is told from blank text as a result."""
    cells = '<c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v/></c>'
    found = read(f'<row r="1">{cells}<c r="D1" t="str"><f>""</f><v></v></c></row>')
    assert found.uncalculated == {(1, 1), (1, 2), (1, 3)}
    assert values(found) == [[]]
    assert set(found.formulas) == {(1, 1), (1, 2), (1, 3), (1, 4)}


def test_zeros_of_a_writer_that_did_not_calculate_are_no_results() -> None:
    """Some writers store 0 for every formula and ask Excel to calculate on opening."""
    cells = '<c r="A1"><f>1+1</f><v>0</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><v>0</v></c>'
    found = read(f'<row r="1">{cells}</row>', book=Book(stale=True))
    assert found.uncalculated == {(1, 1)}
    assert values(found) == [["", 2.0, 0.0]]


def test_hidden_rows_and_columns_are_named() -> None:
    """As far as there are cells; the rest of a sheet is often hidden by the hundred thousand."""
    before = '<cols><col min="2" max="16384" hidden="1"/><col min="1" max="1" hidden="0"/></cols>'
    rows = '<row r="1" hidden="1"><c r="C1"><v>1</v></c></row><row r="2" hidden="false"/><row r="9" hidden="true"/>'
    found = read(rows, before)
    assert (found.hidden_rows, found.hidden_columns) == (frozenset({1}), frozenset({2, 3}))


def test_merged_areas_end_with_the_cells() -> None:
    """An area is cut where the sheet's cells end; one beyond them, or one that is none, is left out."""
    after = "<mergeCells>" + "".join(
        f'<mergeCell ref="{ref}"/>' for ref in ("A1:B1", "A2:XFD1048576", "Z9:Z10", "Z1:AA1", "A1", "1:2", "B1:A1")
    )
    found = read('<row r="2"><c r="B2"><v>1</v></c></row>', after=after + "<mergeCell/></mergeCells>")
    assert found.merges == (Area(1, 1, 1, 2), Area(2, 1, 2, 2), Area(1, 1, 1, 2))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1" t="e"><v>#REF!</v></c></row>',
    ],
)
def test_two_cells_of_one_address_are_refused(rows: str) -> None:
    """There is no telling which counts; a blank one beside a filled one does no harm."""
    assert refusal(rows) == "workbook-contradictory"
    assert values(read('<row r="1"><c r="A1"><v>1</v></c><c r="A1"/></row>')) == [[1.0]]


@pytest.mark.parametrize("index", ["3", "-1", "99999999999", "a", "1.0", "0x1"])
def test_a_shared_string_out_of_range_is_damage(index: str) -> None:
    """No index falls back on the first string, which is a header somewhere."""
    assert refusal(f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>') == "workbook-damaged"


def test_a_blank_shared_string_is_blank() -> None:
    """An empty text takes no place, nor does a text cell without an index, as some writers leave it."""
    assert values(
        read('<row r="1"><c r="A1" t="s"><v></v></c><c r="B1" t="s"><v/></c><c r="C1"><v>1</v></c></row>')
    ) == [["", "", 1.0]]
    assert values(read('<row r="1"><c r="A1" t="s"><v>2</v></c><c r="B1"><v>1</v></c></row>')) == [["", 1.0]]


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "too-large-rows"),
        ('<row r="1"><c r="A1048577"><v>1</v></c></row>', "too-large-rows"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "too-large-columns"),
        ('<row r="1"><c r="ZZZ1"><v>1</v></c></row>', "too-large-columns"),
        ('<row r="0"/>', "damaged"),
        ('<row r="x"/>', "damaged"),
        ('<row r="1"><c r="a1"><v>1</v></c></row>', "damaged"),
        ('<row r="1"><c r="A0"><v>1</v></c></row>', "damaged"),
        ('<row r="1"><c r="A"><v>1</v></c></row>', "damaged"),
        ('<row r="1"><c r="A1"><c r="B1"><v>1</v></c></c></row>', "damaged"),
        ('<row r="1"><c r="A1"><v>1</v></row>', "damaged"),
        ('<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>', "damaged"),
        ('<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>', "damaged"),
        ("<a>" * 400, "too-large-depth"),
    ],
)
def test_what_makes_no_sense_is_refused(rows: str, key: str) -> None:
    """Cells beyond Excel's sheet, addresses that are none, XML that is none: never placed by guess."""
    assert refusal(rows) == f"workbook-{key}"


def test_more_columns_than_a_sheet_has_are_refused() -> None:
    """Cells without addresses are counted too."""
    assert refusal('<row r="1">' + "<c><v>1</v></c>" * 16_385 + "</row>") == "workbook-too-large-columns"


def test_a_column_range_that_is_none_is_damage() -> None:
    """Hidden columns have numbers."""
    with pytest.raises(WorkbookError, match="workbook-damaged"):
        read_xml(sheet("", before='<cols><col min="a" max="2" hidden="1"/></cols>'))


def test_limits_count_cells_gaps_and_merges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Filled cells, the gaps before them and merged areas have their limits."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="D1"><v>1</v></c></row>'
    monkeypatch.setattr(grids, "MOST_CELLS", 2)
    assert refusal(rows) == "workbook-too-large-cells"
    monkeypatch.setattr(grids, "MOST_CELLS", 3)
    assert len(read(rows).rows[0]) == 4
    monkeypatch.setattr(grids, "MOST_SLOTS", 3)
    assert refusal(rows) == "workbook-too-large-cells"
    monkeypatch.setattr(grids, "MOST_MERGES", 1)
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
    assert refusal("", merges) == "workbook-too-large-merges"


def test_a_cell_at_the_far_corner_costs_little() -> None:
    """One cell at XFD1048576 makes no grid of 17 thousand million cells."""
    began = time.monotonic()
    found = read('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert (len(found.rows), len(found.rows[-1]), found.rows[-1][-1]) == (1_048_576, 16_384, 1.0)
    assert time.monotonic() - began < 5
    assert found.rows[0] is found.rows[1_000_000]


def test_a_million_blank_rows_are_no_rows() -> None:
    """A used range blown up by formatting ends at its last filled cell."""
    rows = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(1, 100_001))
    assert values(read(rows)) == []
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(1, 20_001))
    assert values(read(rows)) == []


def test_the_longest_texts_are_read() -> None:
    """A cell may hold 32,767 characters; beyond reason it is refused."""
    text = "甲" * 32_767
    assert values(read(f'<row r="1"><c r="A1" t="str"><v>{text}</v></c></row>')) == [[text]]
    for text in ("a" * 1_000_001, "&amp;" * 1_000_001):
        assert refusal(f'<row r="1"><c r="A1" t="str"><v>{text}</v></c></row>') == "workbook-too-large-text"


def test_an_empty_namespace_will_do() -> None:
    """A root without a namespace is read as it stands."""
    assert values(read_xml(sheet('<row r="1"><c r="A1"><v>1</v></c></row>').replace(f' xmlns="{MAIN}"', ""))) == [[1.0]]


def test_days_are_kept_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger has many rows of few days; a sheet of many moments is read all the same."""
    monkeypatch.setattr(grids, "_MOST_DATES", 1)
    cells = "".join(f'<c r="{column}1" s="1"><v>{day}</v></c>' for column, day in zip("ABC", (1, 2, 1), strict=True))
    assert values(read(f'<row r="1">{cells}</row>')) == [[date(1900, 1, 1), date(1900, 1, 2), date(1900, 1, 1)]]
