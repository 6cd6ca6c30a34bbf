"""Errors, formulas and what is hidden, in the kinds of file whose library tells none of them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.containers import binary, ods, ole, record, saved, xls, xlsb, zipped
from unionreport.errors import WorkbookError
from unionreport.sheets import SheetCells
from unionreport.workbook import biff, compound, odf, read
from unionreport.workbook import xlsb as binaries
from unionreport.workbook.archive import open_archive
from unionreport.workbook.beside import Beside, beside
from unionreport.workbook.limits import Meter

ERROR = record(0x205, struct.pack("<HHHBB", 1, 1, 0, 0x17, 1))
TRUTH = record(0x205, struct.pack("<HHHBB", 2, 1, 0, 1, 0))
FAILED = record(0x06, struct.pack("<HHH", 3, 0, 0) + b"\2\0\x2a\0\0\0\xff\xff" + b"\0" * 8)
WORKED_OUT = record(0x06, struct.pack("<HHHd", 4, 0, 0, 7) + b"\0" * 8)
HIDDEN_ROW = record(0x208, struct.pack("<8H", 2, 0, 5, 0, 0, 0, 0x20, 0))
SHOWN_ROW = record(0x208, struct.pack("<8H", 3, 0, 5, 0, 0, 0, 0, 0))
HIDDEN_COLUMN = record(0x7D, struct.pack("<6H", 1, 1, 0, 0, 1, 0))
SHOWN_COLUMN = record(0x7D, struct.pack("<6H", 0, 0, 0, 0, 0, 0))
CHART = record(0x809, b"\0" * 16) + record(0x205, struct.pack("<HHHBB", 9, 9, 0, 0, 1)) + record(0x0A)
ALL = HIDDEN_COLUMN + SHOWN_COLUMN + HIDDEN_ROW + SHOWN_ROW + CHART + ERROR + TRUTH + FAILED + WORKED_OUT


def test_an_xls_file_names_its_errors(tmp_path: Path) -> None:
    """Errors typed and worked out, formulas, hidden rows and columns come from the records."""
    (only,) = read(saved(tmp_path, xls(ALL), "2023.xls")).sheets
    assert only.errors == {(2, 2): "#REF!", (4, 1): "#N/A"}
    assert only.formulas == {(4, 1): "=", (5, 1): "="}
    assert (only.hidden_rows, only.hidden_columns) == (frozenset({3}), frozenset({2}))
    assert [list(row) for row in only.rows] == [[], [], ["", True], [], [7.0]]


def test_an_xlsb_file_names_its_errors(tmp_path: Path) -> None:
    """The same of the binary kind, whose numbers are of varying length."""
    row = struct.pack("<II", 1, 0) + b"\0\0\0\x10" + b"\0" * 13
    shown = struct.pack("<II", 0, 0) + b"\0" * 17
    hidden = struct.pack("<IIIIH", 1, 1, 0, 0, 1)
    cells = (
        binary(60, hidden)
        + binary(60, struct.pack("<IIIIH", 0, 0, 0, 0, 0))
        + binary(0, shown)
        + binary(5, struct.pack("<IId", 0, 0, 5.0))
        + binary(0, row)
        + binary(3, struct.pack("<IIB", 1, 0, 0x17))
        + binary(11, struct.pack("<IIBH", 2, 0, 0x2A, 0) + b"\0" * 8)
        + binary(9, struct.pack("<IIdH", 3, 0, 7.0, 0) + b"\0" * 8)
        + binary(200, b"a" * 300)
    )
    (only,) = read(saved(tmp_path, xlsb(cells), "2023.xlsb")).sheets
    assert only.errors == {(2, 2): "#REF!", (2, 3): "#N/A"}
    assert only.formulas == {(2, 3): "=", (2, 4): "="}
    assert (only.hidden_rows, only.hidden_columns) == (frozenset({2}), frozenset({2}))
    assert [list(row) for row in only.rows] == [[5.0], ["", "", "", 7.0]]


def test_an_ods_file_names_its_errors(tmp_path: Path) -> None:
    """The same of OpenDocument, through repeated rows and columns."""
    table = (
        '<table:table table:name="甲"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="16382"/>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row table:visibility="filter"><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" calcext:value-type="error">'
        "<text:p>#N/A</text:p></table:table-cell>"
        '<table:covered-table-cell/><table:table-cell calcext:value-type="error"/>'
        '<table:table-cell table:formula="A1" office:value-type="float" office:value="5">'
        '<table:table table:name="inner"><table:table-row><table:table-cell/></table:table-row></table:table>'
        "<text:p>5</text:p></table:table-cell></table:table-row></table:table>"
    )
    (only,) = read(saved(tmp_path, ods(table), "2023.ods")).sheets
    assert only.errors == {(3, 3): "#N/A", (3, 5): "#VALUE!"}
    assert only.formulas == {(3, 3): "=NA()", (3, 6): "A1"}
    assert (only.hidden_rows, only.hidden_columns) == (frozenset({3}), frozenset({3, 4, 5, 6}))
    assert [list(row) for row in only.rows] == [[], [], ["", "", "", "", "", 5.0]]


def test_formulas_of_an_ods_file_without_result_are_told(tmp_path: Path) -> None:
    """A formula that no program worked out has no value type; it is neither blank nor zero."""
    table = (
        '<table:table table:name="甲"><table:table-row><table:table-cell office:value-type="float" office:value="5"/>'
        '</table:table-row><table:table-row><table:table-cell/><table:table-cell table:formula="of:=[.A1]*2"/>'
        "</table:table-row></table:table>"
    )
    (only,) = read(saved(tmp_path, ods(table), "2023.ods")).sheets
    assert only.uncalculated == {(2, 2)}
    assert only.formulas == {(2, 2): "=[.A1]*2"}
    assert len(only.rows) == 2


def test_formulas_of_an_ods_file_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """As cells are elsewhere."""
    monkeypatch.setattr(odf, "MOST_MARKS", 0)
    cell = '<table:table table:name="a"><table:table-row><table:table-cell table:formula="A1"/>'
    parts = ods(f'{cell}<table:table-cell table:number-columns-repeated="x"/></table:table-row></table:table>')
    with pytest.raises(WorkbookError, match="workbook-too-large-cells"):
        odf.marks(open_archive(zipped(parts), Meter()))


def test_marks_join_their_sheet() -> None:
    """An error takes the place of a text that the library made of it; a sheet without marks stays as it is."""
    marks = Beside(errors={(1, 1): "#N/A", (3, 4): "#REF!"}, hidden_columns={4, 9}, hidden_rows={3, 9})
    first, second = beside([SheetCells("甲", [["#N/A", 1.0]]), SheetCells("乙", [])], {"甲": marks})
    assert [list(row) for row in first.rows] == [["", 1.0], [], []]
    assert (first.hidden_rows, first.hidden_columns) == (frozenset({3}), frozenset({4}))
    assert second == SheetCells("乙", [])


def test_streams_are_found_by_name() -> None:
    """Large ones in the file's sectors, small ones in the small stream, and none for a name that is not there."""
    data = ole({"a": b"1" * 5000, "Book": b"2" * 100, "Workbook": b"3" * 70})
    assert compound.stream(data, ("a",)) == b"1" * 5000
    assert compound.stream(data, ("Book", "a")) == b"2" * 100
    assert compound.stream(data, ("Workbook",)) == b"3" * 70
    assert compound.stream(data, ("b",)) == b""
    assert compound.stream(data[:100], ("a",)) == b""


def test_tables_of_the_table_are_followed() -> None:
    """A file beyond 7 MiB lists its table's sectors in sectors of their own; one that bites its tail ends."""
    data = bytearray(ole({"a": b"1" * 5000}))
    table = struct.unpack_from("<I", data, 76)[0]
    further = (len(data) - 512) // 512
    data[68:76] = struct.pack("<II", further, 1)
    data[76:80] = struct.pack("<I", 0xFFFFFFFF)
    data += struct.pack("<128I", table, *[0xFFFFFFFF] * 126, further)
    assert compound.stream(bytes(data), ("a",)) == b"1" * 5000


def test_a_damaged_file_has_no_marks() -> None:
    """What the records do not say is not guessed; the library has the last word on such a file."""
    assert biff.marks(b"") == {}
    assert biff.marks(ole({"Workbook": record(0x809, b"\0" * 16) + record(0x85, b"\0" * 5 + b"\2\1\0a")})) == {}
    assert biff.marks(xls(record(0x205, b"\0"))) == {}
    parts = xlsb(binary(3, b"\0"))
    assert binaries.marks(open_archive(zipped(parts), Meter())) == {}


def test_other_sheets_have_no_marks() -> None:
    """Charts are listed among the sheets of an .xlsb file, and have no cells."""
    parts = xlsb(binary(3, struct.pack("<IIB", 1, 0, 0x17)))
    rels = str(parts["xl/_rels/workbook.bin.rels"]).replace('/worksheet"', '/chartsheet"')
    assert binaries.marks(open_archive(zipped({**parts, "xl/_rels/workbook.bin.rels": rels}), Meter())) == {}


@given(st.integers(0, 4000), st.binary(max_size=20))
def test_any_damage_ends(at: int, junk: bytes) -> None:
    """No chain of sectors or records goes round for ever, and nothing is raised."""
    whole = xls(ALL)
    at %= len(whole)
    assert isinstance(biff.marks(whole[:at] + junk + whole[at + len(junk) :]), dict)
