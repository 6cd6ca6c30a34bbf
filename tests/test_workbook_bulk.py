"""Large sheets, read by vector operations, against the same read cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.containers import saved, sheet, xlsx_parts
from tests.test_workbook_plainblocks import CELLS
from unionreport.errors import WorkbookError
from unionreport.sheets import SheetCells
from unionreport.workbook import read, sheetxml
from unionreport.workbook.bulk import Bulk
from unionreport.workbook.decimals import decimals
from unionreport.workbook.grid import Book, Grid
from unionreport.workbook.octets import NotPlainError, Octets
from unionreport.workbook.serials import Format
from unionreport.workbook.sheetxml import read_sheet

BOOK = Book(("姓名", "金额", "", "甲"), (Format.NUMBER, Format.DATE, Format.DURATION))
STALE = Book(BOOK.strings, BOOK.formats, from_1904=True, stale=True)


@pytest.fixture(scope="module", autouse=True)
def _every_sheet_is_large() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheetxml, "_LARGE", 0)
        yield


def bulk(rows: str, size: int = 1 << 20, book: Book = BOOK) -> SheetCells:
    """The rows read as a large sheet, in pieces of a size."""
    data = sheet(rows).encode()
    return read_sheet([data[at : at + size] for at in range(0, len(data), size)], "sheet1.xml", book)


def single(rows: str, book: Book = BOOK) -> SheetCells:
    """The rows read element by element."""
    return read_sheet([b"", sheet(rows, "<!-- -->").encode()], "sheet1.xml", book)


def is_taken(rows: str) -> bool:
    """Whether a block is plain enough."""
    return Bulk(Grid(BOOK)).take(rows.encode())


def values(found: SheetCells) -> list[list[object]]:
    """The rows as lists."""
    return [list(row) for row in found.rows]


def both(rows: str, size: int = 1 << 20, book: Book = BOOK) -> SheetCells:
    """The sheet read in both ways, which must agree in all, the types of the values and the columns included."""
    found, other = bulk(rows, size, book), single(rows, book)
    assert found == other
    assert other == found
    assert [[*map(type, row)] for row in found.rows] == [[*map(type, row)] for row in other.rows]
    assert (found.height, found.filled) == (other.height, other.filled)
    for number in range(1, max(map(len, other.rows), default=0) + 2):
        assert column(found, number) == column(other, number)
    return found


def column(found: SheetCells, number: int) -> list[object]:
    """A column's cells, taken by code."""
    coded = found.column(number)
    assert coded.values[0] == ""
    return [coded.values[code] for code in coded.codes]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>1.5</v></c>', 1.5),
        ('<c r="A1" s="1" t="n" cm="1"><v>44990</v></c>', date(2023, 3, 5)),
        ('<c r="A1" s="9"><v>-2E3</v></c>', -2000.0),
        ('<c r="A1"><v>0.30000000000000004</v></c>', 0.30000000000000004),
        ('<c r="A1"><v>123456789.25</v></c>', 123456789.25),
        ('<c r="A1"><v>-1234567890123</v></c>', -1234567890123.0),
        ('<c r="A1"><v>9007199254740993</v></c>', 9007199254740992.0),
        ('<c r="A1"><v>1e999</v></c>', "1e999"),
        ('<c r="A1"><v>约3000</v></c>', "约3000"),
        ('<c r="A1" t="s"><v>1</v></c>', "金额"),
        ('<c r="A1" t="s"><v> 1</v></c>', "金额"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="b"><v>true</v></c>', True),
        ('<c r="A1" t="str"><v>a&amp;b</v></c>', "a&b"),
        ('<c r="A1" t="str"><f>B1</f><v>甲</v></c>', "甲"),
        ('<c r="A1" t="d"><v>2023-03-05</v></c>', date(2023, 3, 5)),
        ('<c r="A1" t="inlineStr"><is><t>第一二三四五六七八九工会</t></is></c>', "第一二三四五六七八九工会"),
        ('<c r="A1" t="inlineStr"><is><t>甲_x000D_乙</t></is></c>', "甲\n乙"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲</t></is></c>', " 甲"),
        ('<c r="A1"><is><t>5</t></is></c>', 5.0),
    ],
)
def test_a_cell_is_understood(cell: str, value: object) -> None:
    """Each in a block that is taken whole, and with the type it has when read by itself."""
    rows = f'<row r="1" spans="1:2">{cell}<c r="B1"/></row>'
    assert is_taken(rows)
    assert values(both(rows)) == [[value]]


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c s="1" r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1<!-- --></v></c></row>',
        '<row r="1"><c r="A1"><v>1</v> </c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>\n</row>',
        '<row r="1"><c r="A1"><v>1</v></c></row>\n',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"/>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1" x="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>甲</t></r></is></c></row>',
        '<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>',
        '<row r="1"><c r="A1"><f x="1" x="1"/><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="1" s="1"/></row>',
        '<row r="1" r="1"/>',
        '<row r="01"/>',
        '<row r="1048577"/>',
        '<row r="1"><c r="XFE1"/></row>',
        '<row r="1"><c r="A_1"/></row>',
        '<row r="1"><c r="A1"/><x/></row>',
        '<row r="1"/><row r="2"><c r="A2"/>',
        '<row r="1"/><c r="A2"/><row r="2"/>',
        '<c r="A2"/>',
        f'<row r="1" x="{"a" * 2000}"/>',
        "".join(f'<row r="{row}" ht="{row}"/>' for row in range(1, 300)),
    ],
)
def test_anything_else_is_left_to_the_other_reader(rows: str) -> None:
    """What is not surely understood is not taken, nor is any of the block."""
    assert not is_taken(rows)


def test_rows_out_of_order_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are taken as long as each begins below the last; the sheet is the same."""
    rows = '<row r="2"><c r="A2"><v>2</v></c></row><row r="3"/>'
    taken = Bulk(Grid(BOOK))
    assert taken.take(rows.encode())
    assert not taken.take(rows.encode())
    monkeypatch.setattr(sheetxml, "_LARGE", 0)
    both(rows + '<row r="1"><c r="A1"><v>1</v></c></row>', size=len(sheet(rows)) - 25)


def test_evidence_stands_beside() -> None:
    """Errors, formulas, hidden rows and formulas that nobody calculated are told from blanks."""
    rows = (
        '<row r="1" hidden="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c><c r="C1" t="e"><v>#REF!</v></c></row>'
        '<row r="2" hidden="0"><c r="A2"><f t="shared" si="0"/><v>2</v></c><c r="B2"><f>1+1</f></c><c r="C2" t="e"/></row>'
        '<row r="3"><c r="D3"><f/><v></v></c></row><row r="9" hidden="1"></row>'
    )
    assert is_taken(rows)
    found = both(rows)
    assert found.errors == {(1, 3): "#REF!"}
    assert found.uncalculated == {(2, 2), (3, 4)}
    assert found.formulas == {(1, 1): "=B1", (2, 1): "=B1", (2, 2): "=1+1", (3, 4): "="}
    assert (found.hidden_rows, values(found)) == (frozenset({1}), [[1.0], [2.0], []])
    stale = both('<row r="1"><c r="A1"><f>1</f><v>0</v></c></row>', book=STALE)
    assert stale.uncalculated == {(1, 1)}


def test_what_is_read_in_two_ways_is_one_sheet() -> None:
    """Rows that are not plain stand among the others; a row that is in part in both is put together."""
    lines = [f'<row r="{row}"><c r="B{row}"><v>{row}</v></c></row>' for row in range(1, 20)]
    plain = "".join(lines[:8])
    odd = '<row r="9"><c r="A9" x="1"><v>甲</v></c><c r="C9"><v>5</v></c></row>'
    assert values(both(plain + odd + "".join(lines[9:]), size=150))[8] == ["甲", "", 5.0]
    for row in (
        '<row r="3"><c r="A3" x="1"><v>5</v></c></row>',
        '<row r="3"><c r="C3" t="e" x="1"><v>#N/A</v></c></row>',
    ):
        assert values(both(plain + row, size=200))[2][:2] in ([5.0, 3.0], ["", 3.0])
    for row in (
        '<row r="3"><c r="B3" x="1"><v>5</v></c></row>',
        '<row r="3"><c r="B3" t="e" x="1"><v>#N/A</v></c></row>',
    ):
        with pytest.raises(WorkbookError, match="workbook-contradictory"):
            bulk(plain + row, size=200)


def test_columns_far_apart_take_no_room() -> None:
    """Columns of two and three letters, sparse ones, and blank blocks."""
    rows = '<row r="1"><c r="Z1"><v>1</v></c><c r="AA1"><v>2</v></c><c r="XFD1"><v>3</v></c></row>'
    rows += '<row r="5"><c r="Z5"><v>1</v></c></row><row r="6"><c r="A6" t="s"><v>2</v></c></row><row r="7"/>'
    found = both(rows, size=130)
    assert (found.height, found.filled, len(found.rows[0])) == (5, 4, 16_384)
    assert column(found, 26) == [1.0, "", "", "", 1.0]


def test_rows_are_made_when_asked_for() -> None:
    """By number, from the end, as slices and one after the other, also over many at once."""
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row % 4}</v></c>'
        + (f'<c r="C{row}"><v>{row / 8}</v></c>' if row % 3 else "")
        + "</row>"
        for row in range(1, 3000)
    )
    found = both(cells, size=50_000)
    assert found.rows[2998] == ["甲", "", 2999 / 8]
    assert found.rows[-2] == ["", "", 2998 / 8]
    assert [list(row) for row in found.rows[1:3]] == [["", "", 0.25], ["甲"]]
    assert found.rows != found.rows[1:]
    assert found.rows != "rows"
    assert hash(found.rows) == hash(bulk(cells).rows)
    with pytest.raises(IndexError):
        found.rows[2999]


def test_a_shared_string_out_of_range_is_damage() -> None:
    """No index falls back on another text."""
    for index in ("4", "99999999999", "-1", "x"):
        with pytest.raises(WorkbookError, match="workbook-damaged"):
            bulk(f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>')


def test_many_texts_have_one_code_each() -> None:
    """A thousand blocks of texts: the same text is the same code, short or long, in whatever block."""
    texts = [f"会员{number:05}" for number in range(20_000)] * 2 + ["很长的说明" * 5] * 2
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for row, text in enumerate(texts, 1)
    )
    coded = bulk(rows, size=100_000).column(1)
    assert [coded.values[code] for code in coded.codes] == texts
    assert len(coded.values) == 20_002


@given(
    st.lists(
        st.one_of(
            st.decimals(allow_nan=False, allow_infinity=False, places=2),
            st.floats(),
            st.text("0123456789.-", max_size=19),
        ),
        min_size=1,
    )
)
def test_numbers_are_read_as_python_reads_them(numbers: list[object]) -> None:
    """Every span that is said to be sure has the float that Python makes of it."""
    texts = [str(each) for each in numbers]
    octets = Octets("<".join(texts).encode() + b"<")
    ends = np.flatnonzero(octets.bytes == ord("<"))
    starts = np.append(octets.start, ends[:-1] + 1)
    found, sure = decimals(octets, starts, ends)
    for text, number, is_sure in zip(texts, found.tolist(), sure.tolist(), strict=True):
        if is_sure:
            assert repr(number) == repr(float(text))
        else:
            assert len(text) > 15 or not re.fullmatch(r"-?[0-9]*\.?[0-9]*", text) or not re.search("[0-9]", text)


@given(st.lists(CELLS, max_size=12), st.integers(1, 400), st.booleans())
def test_both_ways_agree(cells: list[tuple[int, str, str, str, str]], size: int, is_ordered: bool) -> None:
    """Whatever rows hold, and however the pieces are cut, large sheets are what small ones are."""
    ordered = sorted({(row, column): each for row, column, *each in cells}.items()) if is_ordered else []
    lines = [(row, column, *each) for (row, column), each in ordered] if is_ordered else cells
    rows = "".join(
        f'<row r="{at if is_ordered else row}"><c r="{column}{at if is_ordered else row}"{style}{kind}>{content}</c></row>'
        for at, (row, column, style, kind, content) in enumerate(lines, 1)
    )
    try:
        expected = single(rows)
    except WorkbookError:
        with pytest.raises(WorkbookError):
            bulk(rows, size)
    else:
        assert both(rows, size) == expected


@pytest.mark.parametrize("size", [1, 1 << 20])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (' t="s"><f>A1&amp;2</f><v>2</v>', "><f>A1</f>"),
        (' t="e"><v>#N/A</v>', ' t="e"><v>#REF!</v>'),
    ],
    ids=["formulas", "errors"],
)
def test_two_blank_cells_at_one_address_are_refused(one: str, other: str, size: int) -> None:
    """Two formulas or two errors contradict each other as two values do, whichever way each of them was read."""
    rows = f'<row r="1"><c r="C1"{one}</c></row><row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="C1"{other}</c></row>'
    with pytest.raises(WorkbookError, match="workbook-contradictory"):
        single(rows)
    with pytest.raises(WorkbookError, match="workbook-contradictory"):
        bulk(rows, size)


def test_too_many_kinds_of_spans_are_refused() -> None:
    """Distinct spans are few in what is written by rule."""
    octets = Octets(b"abc")
    starts = np.arange(3) + octets.start
    assert octets.distinct(starts, starts + 1, 3)[1] == [b"a", b"b", b"c"]
    with pytest.raises(NotPlainError):
        octets.distinct(starts, starts + 1, 2)


def test_a_workbook_is_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the file to the sheet, with its strings and styles, columns as codes."""
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>{row % 2}</v></c></row>' for row in range(1, 50))
    path = saved(tmp_path, xlsx_parts({"帮扶发放": sheet(cells)}, strings=("甲", "乙")))
    found = read(path).sheets[0]
    coded = found.column(1)
    assert (coded.values, list(coded.codes[:3])) == (["", "甲", "乙"], [2, 1, 2])
    monkeypatch.setattr(sheetxml, "_LARGE", 2 << 20)
    assert read(path).sheets[0] == found
