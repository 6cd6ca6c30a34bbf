"""Results written to a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import book
from unionreport.errors import OutputError
from unionreport.results import save


def test_a_result_is_written_and_replaced(tmp_path: Path) -> None:
    """The file holds the text as UTF-8 with a line break; the next result takes its place."""
    path = tmp_path / "结果.html"
    save("<p>旧</p>", path)
    save("<p>新</p>", path)
    assert path.read_bytes() == "<p>新</p>\n".encode()


def test_a_workbook_is_never_replaced_by_a_result(tmp_path: Path) -> None:
    """A slip of the hand in -o does not cost a ledger."""
    path = book(tmp_path, {"帮扶发放": "日期 | 项目 | 姓名 | 金额"})
    before = path.read_bytes()
    with pytest.raises(OutputError) as error:
        save("x", path)
    assert (error.value.key, path.read_bytes()) == ("result-is-workbook", before)


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    """What cannot be written is told by name."""
    with pytest.raises(OutputError) as error:
        save("x", tmp_path)
    assert error.value.key == "output-unwritable"
