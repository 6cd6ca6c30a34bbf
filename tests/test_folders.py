"""A folder of monthly workbooks is one year's ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.books import book, case, figures
from unionreport import app
from unionreport.errors import WorkbookError
from unionreport.output.figures import addresses, as_json, entries
from unionreport.output.findings import as_json as findings_as_json
from unionreport.output.findings import console, github
from unionreport.texts import texts

TALKS = "日期 | 类型 | 对象 | 谈话人\n"
JANUARY = {"谈心谈话": TALKS + "2023-01-01 | 入党 | 王一三 | 赵五福"}
FEBRUARY = {"谈心谈话": TALKS + "2023-02-01 | 入党 | 李四海 | 赵五福\n2月30日 | 入党 | 王一三 | 赵五福"}
MARCH = {"谈心谈话": TALKS + "2023-01-01 | 入党 | 王一三 | 赵五福"}


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """A folder 2023 with workbooks of January and February."""
    folder = tmp_path / "2023"
    folder.mkdir()
    book(folder, JANUARY, "1月.xlsx")
    book(folder, FEBRUARY, "2月.xlsx")
    (folder / "~$2月.xlsx").write_bytes(b"")
    return folder


def test_figures_count_every_month(year: Path) -> None:
    """The rows of all workbooks make one figure, whose cells name their files."""
    examined = case(year)
    assert (examined.ledgers.file, examined.ledgers.year) == ("2023", 2023)
    assert figures(year)["talks.total"] == 2
    assert addresses(examined.figures["talks.total"]) == ["[1月.xlsx]谈心谈话!A2", "[2月.xlsx]谈心谈话!A2"]
    listed = entries(examined.figures, examined.catalog, texts("zh"))
    assert "[2月.xlsx]谈心谈话!A2" in as_json("2023", 2023, listed)


def test_findings_name_the_file(year: Path) -> None:
    """On the console, in JSON and for a build service; what stands in the cell is looked up in the right file."""
    checked = app.check([year], None)[0]
    assert [each.file for each in checked] == ["2023"]
    (found,) = [each for each in checked[0].judged if each.rule.name == "date-unreadable"]
    assert (found.finding.place.file, found.value) == ("2月.xlsx", "2月30日")
    assert "[2月.xlsx]谈心谈话!A3  错误 V102 date-unreadable" in console(checked, texts("zh"))
    assert "file=2月.xlsx,title=V102" in github(checked, texts("zh"))
    files = {each["rule"]: each["file"] for each in json.loads(findings_as_json(checked, texts("zh")))["findings"]}
    assert (files["date-unreadable"], files["sheets-joined"]) == ("2月.xlsx", "2023")


def test_a_row_of_an_earlier_month_may_be_a_duplicate(year: Path) -> None:
    """The same row in the workbooks of two months is told at the later one, with the earlier beside it."""
    book(year, MARCH, "3月.xlsx")
    (found,) = [each.finding for each in case(year).checked.judged if each.rule.name == "duplicate-row"]
    assert (found.place.file, [each.file for each in found.related]) == ("3月.xlsx", ["1月.xlsx"])


@pytest.mark.parametrize("names", [("1月", "帮扶"), ("2022-12", "2023-01"), ("1月",)])
def test_other_folders_are_several_workbooks(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Names of something else, months of two years, or a single file make no year."""
    for name in names:
        book(tmp_path, JANUARY, f"{name}.xlsx")
    assert not app.is_monthly(tmp_path)
    assert len(app.check([tmp_path], None)[0]) == len(names)
    with pytest.raises(WorkbookError, match="workbook-is-folder"):
        case(tmp_path)


def test_settings_may_stand_in_the_folder(year: Path) -> None:
    """The folder's own configuration goes before the one beside it."""
    (year / "unionreport.toml").write_text('[rules]\ndate-unreadable = "note"\n', "utf-8")
    (year.parent / "unionreport.toml").write_text('[rules]\ndate-unreadable = "off"\n', "utf-8")
    checked = app.check([year], None)[0][0]
    assert [str(each.severity) for each in checked.judged if each.rule.name == "date-unreadable"] == ["note"]


def test_earlier_years_may_be_folders(year: Path, tmp_path: Path) -> None:
    """A folder of monthly workbooks can be the year before."""
    later = book(tmp_path, {"谈心谈话": TALKS + "2024-01-01 | 入党 | 王一三 | 赵五福"}, "2024.xlsx")
    examined = app.examine(later, app.settings(later, None), [year])
    assert examined.ledgers.year == 2024
