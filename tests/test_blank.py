"""Beginning a year: what `init` makes, filled in, checks clean."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.books import case, found
from unionreport import config
from unionreport.blank import begin
from unionreport.config import Config, builtin
from unionreport.errors import OutputError, RequestError
from unionreport.examples import MARK, example_rows
from unionreport.resources import CATALOG
from unionreport.texts import LANGUAGES, texts

ZH = texts("zh")
OWN = """
[ledgers.volunteering]
title = "志愿服务"
dated = "date"
fields = [
  { name = "date", title = "日期", type = "date", required = true },
  { name = "person", title = "姓名", type = "text", required = true },
  { name = "kind", title = "类别", type = "text", enum = ["环保,清洁", "助老"] },
]
"""


def made(folder: Path) -> Path:
    """The blank workbook of 2024."""
    return begin(2024, folder, None, ZH).written[0]


def note(sheet: Worksheet, header: str) -> str:
    """The note on a header."""
    comment = next(cell.comment for cell in sheet[2] if cell.value == header)
    return comment.text if comment else ""


def headers(sheet: Worksheet) -> dict[str, int]:
    """The columns by their header, without asterisk and unit."""
    return {re.sub(r"[*]|（.*）", "", str(cell.value)): at for at, cell in enumerate(sheet[2], 1)}


def test_a_workbook_and_a_configuration_are_made(tmp_path: Path) -> None:
    """Every ledger has its sheet behind the guide; the configuration lies beside it."""
    begun = begin(2024, tmp_path, None, ZH)
    assert begun.written == (tmp_path / "2024.xlsx", tmp_path / "unionreport.toml")
    assert begun.kept is None
    names = openpyxl.load_workbook(begun.written[0]).sheetnames
    assert names[:3] == ["说明", "基本情况", "帮扶发放"]
    assert set(names[1:]) == {ledger.title for ledger in builtin().ledgers.values()}


def test_what_is_made_checks_clean(tmp_path: Path) -> None:
    """The examples do not count, the guide is no unknown sheet: nothing is found at all."""
    assert case(made(tmp_path)).checked.judged == ()


def test_examples_count_nowhere(tmp_path: Path) -> None:
    """No figure comes from an example: there is none above zero but the year's own."""
    figures = case(made(tmp_path)).figures
    assert {name: figure.value for name, figure in figures.items() if figure.value} == {}


def test_filled_in_it_checks_clean(tmp_path: Path) -> None:
    """Rows typed under the examples are read: the figures are those typed, and nothing is found."""
    path = made(tmp_path)
    book = openpyxl.load_workbook(path)
    aid = book["帮扶发放"]
    at = headers(aid)
    for row, (name, amount) in enumerate([("王一三", 800), ("赵一四", 1200.5)], 5):
        for title, value in (
            ("日期", datetime.date(2024, 5, 6)),
            ("项目", "困难补助"),
            ("姓名", name),
            ("金额", amount),
        ):
            aid.cell(row, at[title]).value = value
    profile = book["基本情况"]
    for cells in profile.iter_rows(min_row=5):
        if cells[0].value == "会员人数":
            cells[1].value = 150
    book.save(path)
    assert found(path) == []
    figures = case(path).figures
    assert (figures["aid.hardship.amount"].shown, figures["profile.members"].shown) == ("0.2万元", "150人")


def test_the_examples_are_right_themselves(tmp_path: Path) -> None:
    """Examples that are no longer marked are rows without any finding, each for itself and all together."""
    path = made(tmp_path)
    book = openpyxl.load_workbook(path)
    for ledger in builtin().ledgers.values():
        sheet = book[ledger.title]
        for row in (3, 4) if not ledger.items else ():
            text = str(sheet.cell(row, 1).value)
            sheet.cell(row, 1).value = text.removeprefix(f"{MARK}：") if text != MARK else str(row - 2)
    book.save(path)
    assert found(path) == []


def test_headers_say_what_goes_where(tmp_path: Path) -> None:
    """Required headers have an asterisk, amounts their unit, each header a note; the header row stays in sight."""
    sheet = openpyxl.load_workbook(made(tmp_path))["帮扶发放"]
    titles = [cell.value for cell in sheet[2]]
    assert "金额*（元）" in titles
    assert "备注" in titles
    assert note(sheet, "日期*") == "必填\n日期，写成 2024-03-05"
    assert note(sheet, "项目*").startswith("必填\n文字\n只能填：低保保障金、")
    assert note(sheet, "困难类别").startswith("选填，没有就留空\n文字\n常用：")
    assert note(sheet, "人数").endswith("留空按“1”计")
    assert all(cell.comment for cell in sheet[2])
    assert sheet.freeze_panes == "A3"
    leave = openpyxl.load_workbook(tmp_path / "2024.xlsx")["职工疗休养"]
    assert note(leave, "姓名").endswith("姓名、人数至少填一项")
    survey = openpyxl.load_workbook(tmp_path / "2024.xlsx")["满意度调查"]
    assert "留空则取满意、基本满意、不满意之和" in note(survey, "收回")


def test_columns_have_their_formats_and_choices(tmp_path: Path) -> None:
    """Days, amounts and ID numbers keep their form; choices are offered, closed ones alone forbid others."""
    sheet = openpyxl.load_workbook(made(tmp_path))["帮扶发放"]
    at = headers(sheet)
    shown = {title: sheet.cell(5, column).number_format for title, column in at.items()}
    assert (shown["日期"], shown["金额"], shown["身份证号"], shown["人数"]) == ("yyyy-mm-dd", "#,##0.00", "@", "0")
    assert sheet.column_dimensions["E"].number_format == "@"
    offers = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    assert offers["C3:C1000"].formula1.startswith('"低保保障金,')
    assert offers["H3:H1000"].errorStyle == "warning"


def test_the_unions_own_ledgers_have_sheets(tmp_path: Path) -> None:
    """A ledger declared in unionreport.toml is made too; the file that was there stays as it is."""
    config_file = tmp_path / "unionreport.toml"
    config_file.write_text(OWN, encoding="utf-8")
    begun = begin(2024, tmp_path, None, ZH)
    assert (begun.written, begun.kept) == ((tmp_path / "2024.xlsx",), config_file)
    assert config_file.read_text(encoding="utf-8") == OWN
    book = openpyxl.load_workbook(tmp_path / "2024.xlsx")
    sheet = book["志愿服务"]
    assert [cell.value for cell in sheet[2]] == ["日期*", "姓名*", "类别"]
    (offer,) = sheet.data_validations.dataValidation
    assert offer.formula1 == "'说明'!$H$2:$H$3"
    assert [book["说明"].cell(row, 8).value for row in (1, 2, 3)] == ["志愿服务·类别", "环保,清洁", "助老"]
    assert found(tmp_path / "2024.xlsx", config.load(config_file)) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A workbook of the year that is there already is kept, and no configuration is made for it."""
    (tmp_path / "2024.xlsx").write_bytes(b"mine")
    with pytest.raises(OutputError) as error:
        begin(2024, tmp_path, None, ZH)
    assert error.value.key == "blank-in-the-way"
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("2024.xlsx", b"mine")]


@pytest.mark.parametrize("year", [0, 1999, 2100])
def test_a_year_that_no_name_can_say_is_refused(tmp_path: Path, year: int) -> None:
    """The workbook's name must say its year."""
    with pytest.raises(RequestError) as error:
        begin(year, tmp_path, None, ZH)
    assert (error.value.key, list(tmp_path.iterdir())) == ("year-unfit", [])


def test_the_same_year_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the moment gets into a blank workbook."""
    first = made(tmp_path).read_bytes()
    (tmp_path / "2024.xlsx").unlink()
    assert made(tmp_path).read_bytes() == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_configuration_works_as_it_is_and_uncommented(tmp_path: Path, language: str) -> None:
    """The file made is valid without a change; with every setting switched on, each of them is one."""
    text = (CATALOG / f"starter.{language}.toml").read_text(encoding="utf-8")
    path = tmp_path / "unionreport.toml"
    path.write_text(text, encoding="utf-8")
    assert config.load(path) == Config(builtin(), folder=tmp_path)
    path.write_text(re.sub(r"^#(?=\S|  )", "", text, flags=re.MULTILINE), encoding="utf-8")
    full = config.load(path)
    assert full.workbooks == (tmp_path / "2024.xlsx",)
    assert "volunteering" in full.catalog.ledgers
    assert "volunteering.hours" in full.catalog.figures
    assert "ledgers-absent" not in full.catalog.rules
    assert [each.rule for each in full.accepted] == ["duplicate-row"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_every_ledger(tmp_path: Path, language: str) -> None:
    """The first sheet says how to fill the workbook in, and links to each ledger."""
    path = begin(2024, tmp_path, None, texts(language)).written[0]
    guide = openpyxl.load_workbook(path)["说明"]
    linked = [cell.value for (cell,) in guide.iter_rows(max_col=1) if cell.hyperlink]
    assert linked == openpyxl.load_workbook(path).sheetnames[1:]
    assert found(path) == []


def test_every_example_value_is_shown(tmp_path: Path) -> None:
    """The sheet holds the two examples as they are declared."""
    sheet = openpyxl.load_workbook(made(tmp_path))["走访慰问"]
    at = headers(sheet)
    for number, row in enumerate(example_rows(builtin().ledgers["visits"], 2024), 3):
        for name, value in row.items():
            shown = sheet.cell(number, at[builtin().ledgers["visits"].fields[name].title]).value
            assert (shown.date() if isinstance(shown, datetime.datetime) else shown) == value
