"""The commands that help to mend: init, the marked copy, the page."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.books import book
from tests.command import SMALL, SMALL_WRONG, Result, Run
from unionreport import reporting
from unionreport.progress import Progress


def test_init_prints_what_it_wrote(run: Run, tmp_path: Path) -> None:
    """The two files go to standard output; made again, nothing is overwritten."""
    assert run("init", "2024") == Result(0, "2024.xlsx\nunionreport.toml\n", "")
    refused = run("init", "2024")
    assert refused == Result(2, "", "2024.xlsx 已存在，没有覆盖；请换一个年度或文件夹（-o）\n")
    assert run("init", "2025") == Result(0, "2025.xlsx\n", "unionreport.toml 已经有了，没有改动\n")
    assert run("init", "2026", "-q").err == ""
    (tmp_path / "new").mkdir()
    assert run("init", "2024", "-o", "new").out == f"{Path('new', '2024.xlsx')}\n{Path('new', 'unionreport.toml')}\n"
    assert run("init", "24").code == 2
    assert run("init", "2024", "-o", "nowhere").code == 2


def test_init_begins_this_year_by_default(run: Run, tmp_path: Path) -> None:
    """Without a year, it is the one of today."""
    before = datetime.datetime.now().astimezone().year
    run("init")
    years = {before, datetime.datetime.now().astimezone().year}
    assert any((tmp_path / f"{year}.xlsx").exists() for year in years)


def test_marked_writes_a_copy_beside_the_findings(run: Run, tmp_path: Path) -> None:
    """The findings are printed as ever, the copy is told on standard error, the status is that of the findings."""
    path = book(tmp_path, SMALL_WRONG)
    result = run("check", str(path), "--marked", "2023.检查.xlsx")
    assert result.code == 1
    assert "帮扶发放!D2  错误 V103" in result.out
    assert result.err == "检查结果已标在副本 2023.检查.xlsx 里\n"
    assert openpyxl.load_workbook(tmp_path / "2023.检查.xlsx").sheetnames == ["检查结果", "基本情况", "帮扶发放"]
    assert run("check", str(path), "--marked", "2023.检查.xlsx", "-q").err == ""
    assert run("check", "2023.检查.xlsx").out.count("V103") == 2


def test_what_a_copy_lacks_is_told(run: Run, tmp_path: Path) -> None:
    """A remark of the copy follows on standard error."""
    (tmp_path / "帮扶发放2023.csv").write_text(
        "日期,项目,姓名,金额\n2023-02-01,困难补助,张一三,500\n", encoding="utf-8"
    )
    told = run("check", "帮扶发放2023.csv", "--marked", "copy.xlsx").err.splitlines()
    assert told == [
        "检查结果已标在副本 copy.xlsx 里",
        "帮扶发放2023.csv 只能带过来单元格的值；格式、公式、合并和下拉选项请看原工作簿。",
    ]


def test_a_copy_that_cannot_be_made_is_refused_before_any_work(run: Run, tmp_path: Path) -> None:
    """A copy over the workbook, of several or of none is refused; of an unreadable one none is made."""
    path = str(book(tmp_path, SMALL))
    for arguments in ([path, "--marked", path], [path, path, "--marked", "x.xlsx"], ["--marked", "x.xlsx"]):
        result = run("check", *arguments)
        assert (result.code, result.out) == (2, "")
    assert run("check", "none.xlsx", "--marked", "x.xlsx").code == 2
    assert [each.name for each in tmp_path.iterdir()] == ["2023.xlsx"]


def test_a_page_goes_to_standard_output_or_into_a_file(run: Run, tmp_path: Path) -> None:
    """--format html prints one page; with -o it lies in the file, and standard output is empty."""
    path = str(book(tmp_path, SMALL_WRONG))
    printed = run("check", path, "--format", "html")
    assert printed.out.startswith("<!DOCTYPE html>")
    written = run("check", path, "--format", "html", "-o", "found.html")
    assert written == Result(1, "", "")
    assert (tmp_path / "found.html").read_text(encoding="utf-8") == printed.out
    refused = run("check", path, "--format", "html", "-o", path)
    assert (refused.code, refused.out) == (2, "")
    assert "不能用检查结果覆盖" in refused.err


def test_progress_is_shown_on_a_terminal_alone(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The commands tell the line of each workbook, and standard error of a pipe stays clean."""
    seen: list[tuple[int, int, str]] = []
    monkeypatch.setattr(Progress, "step", lambda _, *step: seen.append(step))
    first, second = (str(book(tmp_path, SMALL, name)) for name in ("2022.xlsx", "2023.xlsx"))
    assert run("check", first, second).err == ""
    assert run("build", first, "-q", "-o", "a.docx").err == ""
    assert seen == [(1, 2, "2022.xlsx"), (2, 2, "2023.xlsx"), (1, 1, "2022.xlsx")]


def test_progress_makes_way_for_what_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is taken away before a result or a refusal is written."""
    order: list[str] = []
    plain = reporting.build

    def build(path: Path, request: reporting.Request, chosen: Path | None) -> reporting.Built:
        order.append("build")
        return plain(path, request, chosen)

    monkeypatch.setattr(Progress, "clear", lambda _: order.append("clear"))
    monkeypatch.setattr(reporting, "build", build)
    run("build", str(book(tmp_path, SMALL)), "none.xlsx")
    assert order == ["build", "clear", "build", "clear", "clear"]
    assert not sys.stderr.isatty()
