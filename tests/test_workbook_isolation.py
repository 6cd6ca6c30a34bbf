"""The process around the library: what it gives, and what becomes of it."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import python_calamine

from tests.containers import ods, ole, record, xls, zipped
from unionreport.errors import WorkbookError
from unionreport.sheets import Area
from unionreport.workbook import calamine_child, isolation
from unionreport.workbook.isolation import read

CELL = '<table:table-cell office:value-type="{kind}" office:{name}="{value}"/>'
TABLE = '<table:table table:name="甲\x07"><table:table-row>{cells}</table:table-row></table:table>'.replace("\x07", "")


def refusal(data: bytes) -> str:
    """The key of the refusal that reading the bytes raises."""
    with pytest.raises(WorkbookError) as refused:
        read(data)
    return refused.value.key


def test_values_come_through_as_they_are() -> None:
    """Numbers, texts, truth values, dates, times and durations cross the border between the processes."""
    cells = "".join(
        CELL.format(kind=kind, name=name, value=value)
        for kind, name, value in (
            ("float", "value", "1.5"),
            ("boolean", "boolean-value", "true"),
            ("date", "date-value", "2023-03-05"),
            ("date", "date-value", "2023-03-05T08:30:00"),
            ("time", "time-value", "PT08H30M00S"),
        )
    )
    text = '<table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell><table:table-cell/>'
    (only,) = read(zipped(ods(TABLE.format(cells=cells + text))))
    (row,) = only.rows
    assert list(row)[:2] == [1.5, True]
    assert row[5] == "姓名"
    assert len(row) == 6
    assert (only.name, only.hidden) == ("甲", False)


def test_every_kind_of_value_has_its_form() -> None:
    """What the child writes, the parent reads back."""
    for value in (date(2023, 3, 5), datetime(2023, 3, 5, 8, 30), time(8, 30), timedelta(hours=36), "a", True, 1.5):
        crossed = isolation._cell(json.loads(json.dumps(calamine_child._plain(value))))
        assert (crossed, type(crossed)) == (value, type(value))
    assert type(isolation._cell(5)) is float
    assert isolation._cell("a\x07") == "a"


def test_rows_end_at_their_last_filled_cell() -> None:
    """As in every other kind of workbook."""
    assert calamine_child._rows([["a", "", ""], ["", ""], [""]], 0) == [["a"]]
    assert calamine_child._rows([["", ""], ["", "b"]], 2) == [[], ["", "", "", "b"]]


def test_merged_areas_count_from_one() -> None:
    """The library counts from 0, Excel from 1."""
    found: dict[str, Any] = {"name": "甲", "hidden": True, "merges": [[[0, 0], [0, 2]]], "rows": []}
    assert isolation._sheet(found).merges == (Area(1, 1, 1, 3),)
    assert isolation._sheet(found).hidden


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"junk", "damaged"),
        (ole({"Workbook": b"junk"}), "damaged"),
        (ole({"WordDocument": b"junk"}), "foreign"),
        (ole({"EncryptedPackage": b"junk" * 2000}), "locked"),
    ],
)
def test_what_the_library_refuses_has_its_reason(data: bytes, key: str) -> None:
    """A password and another kind of document are told from damage."""
    assert refusal(data) == f"workbook-{key}"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is not limited everywhere")
def test_strays_cost_what_the_library_takes() -> None:
    """It fills a grid from corner to corner: four million cells are read, sixteen million are refused with words."""

    def stray(row: int) -> bytes:
        return xls(b"".join(record(0x203, struct.pack("<HHHd", *at, 0, 1)) for at in ((3, 2), (row, 255))))

    (only,) = read(stray(14_999))
    assert (len(only.rows), only.rows[3], only.rows[4], len(only.rows[-1])) == (15_000, ["", "", 1.0], [], 256)
    assert refusal(stray(65_535)) == "workbook-too-large-memory"


def test_an_end_without_an_answer_is_damage(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A process that aborts takes nothing with it, and prints nothing."""
    monkeypatch.setattr(isolation, "_SCRIPT", tmp_path / "absent.py")
    assert refusal(b"junk") == "workbook-damaged"
    assert capfd.readouterr() == ("", "")


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seconds allowed are named."""
    monkeypatch.setattr(isolation, "MOST_SECONDS", 0.001)
    assert refusal(b"junk") == "workbook-too-large-seconds"


def answer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes, cells: int = 99) -> Any:
    """What the child's own `main` writes, in this process."""
    monkeypatch.setattr(sys, "argv", ["calamine_child", "900", str(cells)])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=SimpleNamespace(read=lambda: data)))
    monkeypatch.setattr(calamine_child, "confine", lambda _: None)
    calamine_child.main()
    return json.loads(capsys.readouterr().out)


def test_the_child_answers_in_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Sheets, or why there are none."""
    data = xls(record(0x203, struct.pack("<HHHd", 0, 0, 0, 5)))
    found = {"name": "帮扶发放", "hidden": False, "merges": [], "rows": [[5.0]]}
    assert answer(monkeypatch, capsys, data) == {"sheets": [found]}
    assert answer(monkeypatch, capsys, data, cells=0) == {"refused": "large"}
    assert answer(monkeypatch, capsys, b"junk")["refused"] == "damaged"


def test_only_sheets_of_cells_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A chart is listed among the sheets, and is none; a password is told from damage."""
    chart = SimpleNamespace(name="图", typ=python_calamine.SheetTypeEnum.ChartSheet)
    opened = SimpleNamespace(from_filelike=lambda _: SimpleNamespace(sheets_metadata=[chart]))
    monkeypatch.setattr(python_calamine, "CalamineWorkbook", opened)
    assert answer(monkeypatch, capsys, b"junk") == {"sheets": []}

    def refuse(_: object) -> None:
        raise python_calamine.PasswordError

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", SimpleNamespace(from_filelike=refuse))
    assert answer(monkeypatch, capsys, b"junk") == {"refused": "locked"}


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_the_child_confines_itself_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is limited and core files are forbidden; a system that knows no such limit, or refuses it, does no harm."""
    import resource

    asked = []
    monkeypatch.setattr(resource, "setrlimit", lambda what, limit: asked.append((what, limit)))
    calamine_child.confine(2)
    assert asked == [(resource.RLIMIT_CORE, (0, 0)), (resource.RLIMIT_AS, (2 << 20, 2 << 20))]

    def refuse(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(resource, "setrlimit", refuse)
    calamine_child.confine(2)
    monkeypatch.setattr(sys, "platform", "win32")
    calamine_child.confine(2)
    assert len(asked) == 2


def test_the_parent_understands_every_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reason has its key."""
    for reason, key in (("locked", "locked"), ("large", "too-large-cells"), ("damaged", "damaged")):
        given = json.dumps({"refused": reason, "detail": "a"}).encode()
        done = subprocess.CompletedProcess([], 0, given)
        monkeypatch.setattr(subprocess, "run", lambda *_, done=done, **__: done)
        assert refusal(b"junk") == f"workbook-{key}"
