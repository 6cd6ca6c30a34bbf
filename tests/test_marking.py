"""The marked copy: everything of the workbook, and what was found in it."""

from __future__ import annotations

import datetime
import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from tests.books import book_of_rows, found
from tests.books import case as examined
from unionreport import app, marking
from unionreport.errors import OutputError, RequestError, UnionReportError
from unionreport.judgement import Checked
from unionreport.output import copying
from unionreport.resources import folder
from unionreport.texts import texts

ZH = texts("zh")
HEAD: list[object] = ["日期", "项目", "姓名", "金额", "备注"]
RED, YELLOW, BLUE = "FFFFC7CE", "FFFFEB9C", "FFDDEBF7"


def rows(*more: list[object]) -> list[list[object]]:
    """A ledger with one wrong amount in D2."""
    return [HEAD, [datetime.date(2023, 2, 1), "困难补助", "张一三", "约3000元", None], *more]


def write(path: Path, output: Path) -> marking.Marked:
    """The marked copy of a workbook, as the command makes it."""
    marking.refuse_unfit([path], output)
    return marking.write(path, output, examined(path).checked, ZH)


def marked(path: Path, output: Path) -> openpyxl.Workbook:
    """The marked copy of a workbook, opened."""
    write(path, output)
    return openpyxl.load_workbook(output, rich_text=True)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A workbook with one wrong amount."""
    return book_of_rows(tmp_path, {"帮扶发放": rows()})


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Where the copy goes."""
    return tmp_path / "2023.检查.xlsx"


def test_the_first_sheet_lists_what_was_found(source: Path, output: Path) -> None:
    """Severity, code, rule, sheet, cell, value, message and remedy stand in a row, the cell as a link."""
    sheet = marked(source, output).worksheets[0]
    assert sheet.title == "检查结果"
    assert sheet["A1"].value == "2023.xlsx 的检查结果"
    head = next(row for row in sheet.iter_rows() if row[0].value == "级别")
    assert [cell.value for cell in head] == ["级别", "代码", "规则", "工作表", "单元格", "单元格内容", "问题", "怎么改"]
    found = list(sheet[int(head[0].row or 0) + 1])
    assert [cell.value for cell in found] == [
        "错误", "V103", "金额不是数字", "帮扶发放", "D2", "约3000元", "“约3000元”不是数字", "只填数字，例如 3000.00；单位写在表头",
    ]  # fmt: skip
    assert found[4].hyperlink is not None
    assert found[4].hyperlink.location == "'帮扶发放'!D2"


def test_cells_are_coloured_by_severity_and_have_a_comment(source: Path, output: Path) -> None:
    """The cell at fault is red and says what is wrong and what to do; its neighbours are as they were."""
    sheet = marked(source, output)["帮扶发放"]
    assert sheet["D2"].fill.fgColor.rgb == RED
    assert sheet["D2"].comment is not None
    assert sheet["D2"].comment.text == (
        "— unionreport —\n错误 V103 金额不是数字\n“约3000元”不是数字\n帮助  只填数字，例如 3000.00；单位写在表头"
    )
    assert (sheet["C2"].fill.fill_type, sheet["C2"].comment) == (None, None)


def test_the_gravest_finding_gives_the_colour_and_the_comment_holds_all(tmp_path: Path, output: Path) -> None:
    """A duplicate row is yellow over its width, but for the amount that is an error of its own."""
    again: list[object] = [datetime.date(2023, 2, 1), "困难补助", "张一三", "约3000元", None]
    sheet = marked(book_of_rows(tmp_path, {"帮扶发放": rows(again)}), output)["帮扶发放"]
    assert [cell.fill.fgColor.rgb for cell in sheet[3]][:4] == [YELLOW, YELLOW, YELLOW, RED]
    assert "V103" in sheet["D3"].comment.text
    assert "K101" in sheet["A3"].comment.text


def test_the_workbook_is_not_touched_and_the_copy_is_its_owners(source: Path, output: Path) -> None:
    """The original's bytes stay; the copy holds personal data and opens to its owner alone."""
    before = source.read_bytes()
    written = write(source, output)
    assert (written.written, written.remarks, source.read_bytes()) == (output, (), before)
    if sys.platform != "win32":
        assert output.stat().st_mode & 0o777 == 0o600


def test_the_same_workbook_gives_the_same_bytes(source: Path, output: Path) -> None:
    """Nothing of the moment gets into a copy."""
    write(source, output)
    first = output.read_bytes()
    write(source, output)
    assert output.read_bytes() == first


def full_book(path: Path) -> Path:
    """A workbook with something of everything that must survive."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "帮扶发放"
    sheet.append(["2023年帮扶台账"])
    sheet.merge_cells("A1:E1")
    sheet.append(HEAD)
    sheet.append([datetime.date(2023, 2, 1), "困难补助", "张一三", "约3000元", "=1+1"])
    sheet["E3"].data_type = "s"
    sheet.append([datetime.date(2023, 2, 2), "困难补助", "李一四", 300, "-"])
    sheet.append([None, "合计", None, "=SUM(D3:D4)", None])
    sheet["G4"] = CellRichText("一", TextBlock(InlineFont(b=True), "二"), " 三")
    sheet["C4"].font = Font(name="楷体", size=13, bold=True)
    sheet["D3"].number_format = "#,##0.00"
    sheet["B3"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["D3"].comment = Comment("原有的批注", "会计")
    sheet["D4"].comment = Comment("与检查无关", "会计")
    sheet.column_dimensions["B"].width = 33.5
    sheet.column_dimensions.group("H", "J", hidden=True)
    sheet.row_dimensions[3].height = 41
    sheet.row_dimensions[4].hidden = True
    sheet.freeze_panes = "A3"
    choice = DataValidation(type="list", formula1='"困难补助,金秋助学"')
    choice.add("B3:B50")
    sheet.add_data_validation(choice)
    book.create_sheet("草稿").sheet_state = "hidden"
    book.save(path)
    return path


def test_everything_else_survives(tmp_path: Path, output: Path) -> None:
    """Values, formats, widths, merges, drop-downs, formulas, hidden things and other people's comments stay."""
    book = marked(full_book(tmp_path / "2023.xlsx"), output)
    sheet = book["帮扶发放"]
    assert book.sheetnames == ["检查结果", "帮扶发放", "草稿"]
    assert book["草稿"].sheet_state == "hidden"
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:E1"]
    assert (sheet["D5"].value, sheet["D5"].data_type) == ("=SUM(D3:D4)", "f")
    assert (sheet["C4"].font.name, sheet["C4"].font.size, sheet["C4"].font.bold) == ("楷体", 13, True)
    assert sheet["D3"].number_format == "#,##0.00"
    assert sheet["B3"].fill.fgColor.rgb == "FF00FF00"
    assert sheet.column_dimensions["B"].width == 33.5
    assert sheet.column_dimensions["H"].hidden
    assert (sheet.row_dimensions[3].height, sheet.row_dimensions[4].hidden) == (41, True)
    assert sheet.freeze_panes == "A3"
    (choice,) = sheet.data_validations.dataValidation
    assert (choice.formula1, str(choice.sqref)) == ('"困难补助,金秋助学"', "B3:B50")
    assert sheet["G4"].value == CellRichText("一", TextBlock(InlineFont(b=True), "二"), " 三")
    assert sheet["D3"].comment.text.startswith("原有的批注\n— unionreport —\n错误 V103")


def test_numbers_stay_as_they_are_stored(tmp_path: Path, output: Path) -> None:
    """A number that a date's format cannot show, and those of more digits than Excel shows, are copied exactly."""
    path = book_of_rows(tmp_path, {"帮扶发放": rows([20230305, 370102199001011234, 0.1 + 0.2, 0.1, 7])})
    book = openpyxl.load_workbook(path)
    book["帮扶发放"]["A3"].number_format = "yyyy-mm-dd"
    book.save(path)
    data = path.read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(path, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            made.writestr(
                name,
                part.replace(b"3.701021990010113e+17", b"370102199001011234").replace(
                    b"<v>0.3</v>", b"<v>0.30000000000000004</v>"
                ),
            )
    write(path, output)
    xml = zipfile.ZipFile(output).read("xl/worksheets/sheet2.xml").decode()
    for value in ("20230305", "370102199001011234", "0.30000000000000004", "0.1", "7"):
        assert f"<v>{value}</v>" in xml


@pytest.mark.parametrize("text", ["=1+1", "+大约", "-", "@某", '=HYPERLINK("http://example.org")'])
def test_text_never_becomes_a_formula(tmp_path: Path, output: Path, text: str) -> None:
    """A text that begins like a formula is a text in the copy, marked so that editing leaves it one."""
    path = tmp_path / "2023.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "帮扶发放"
    for row in rows():
        sheet.append(row)
    for at in ("D2", "E2"):
        sheet[at].value = text
        sheet[at].data_type = "s"
    book.save(path)
    copy = marked(path, output)
    for cell in (copy["帮扶发放"]["E2"], copy["检查结果"]["F6"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_copy_is_marked_anew_after_mending(source: Path, output: Path, tmp_path: Path) -> None:
    """Marks of the first copy are gone from the second, where what they marked was put right."""
    full = full_book(tmp_path / "full.xlsx")
    write(full, output)
    book = openpyxl.load_workbook(output)
    book["帮扶发放"]["D3"] = 3000
    for row in book["帮扶发放"].iter_rows():
        for each in row:
            if each.comment is not None:
                each.comment = Comment(each.comment.text, "某人")  # as some office programs save it
    book.save(output)
    again = marked(output, tmp_path / "again.xlsx")
    cell = again["帮扶发放"]["D3"]
    assert again.sheetnames == ["检查结果", "帮扶发放", "草稿"]
    assert (cell.fill.fill_type, cell.comment.text, cell.comment.author) == (None, "原有的批注", "某人")
    assert again["帮扶发放"]["D4"].comment.text == "与检查无关"
    write(source, tmp_path / "second.xlsx")
    assert "帮扶发放!D2 amount-not-number" in found(tmp_path / "second.xlsx")


def test_a_merged_cell_is_marked_at_its_first(tmp_path: Path, output: Path) -> None:
    """What is found inside a merged block colours the cell that Excel shows."""
    path = book_of_rows(tmp_path, {"帮扶发放": rows()})
    book = openpyxl.load_workbook(path)
    book["帮扶发放"].merge_cells("D1:D2")
    checked = examined(path).checked
    book.save(path)
    marking.write(path, output, checked, ZH)
    sheet = openpyxl.load_workbook(output)["帮扶发放"]
    assert sheet["D1"].fill.fgColor.rgb == RED


def test_what_openpyxl_drops_is_said(tmp_path: Path, output: Path) -> None:
    """Shapes, macros, threads and the like are named on the first sheet and handed back."""
    path = tmp_path / "2023.xlsx"
    plain = book_of_rows(tmp_path, {"帮扶发放": rows()}).read_bytes()
    parts = {
        "xl/drawings/drawing1.xml": b'<xdr:wsDr xmlns:xdr="x"><xdr:sp></xdr:sp><xdr:pic></xdr:pic></xdr:wsDr>',
        "xl/vbaProject.bin": b"x",
        "xl/threadedComments/threadedComment1.xml": b"<x/>",
        "xl/charts/chart1.xml": b"<x/>",
        "xl/pivotTables/pivotTable1.xml": b"<x/>",
    }
    with zipfile.ZipFile(BytesIO(plain)) as given, zipfile.ZipFile(path, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(
                    b"</worksheet>",
                    b"<extLst><ext uri='x'><x14:dataValidation xmlns:x14='x'/></ext></extLst></worksheet>",
                )
            made.writestr(name, part)
        for name, part in parts.items():
            made.writestr(name, part)
    kinds = "文本框和图形、图片、图表的部分样式、数据透视表、宏、批注的对话、引用其他工作表的下拉选项"
    told = f"这些内容没有带进副本：{kinds}。请以原工作簿为准。"
    assert write(path, output).remarks == (told,)
    assert told in [row[0] for row in openpyxl.load_workbook(output).worksheets[0].iter_rows(values_only=True)]


def test_pictures_that_are_kept_are_not_told(tmp_path: Path, output: Path) -> None:
    """A picture that the library carries over is no loss."""
    pytest.importorskip("PIL")
    path = book_of_rows(tmp_path, {"帮扶发放": rows()})
    book = openpyxl.load_workbook(path)
    book["帮扶发放"].add_image(Image(BytesIO((folder("sample_data") / "page-1.png").read_bytes())), "G2")
    book.save(path)
    assert write(path, output).remarks == ()
    assert "xl/media/image1.png" in zipfile.ZipFile(output).namelist()


def test_of_other_kinds_the_values_are_copied(tmp_path: Path, output: Path) -> None:
    """Of a file that is no .xlsx inside, the copy is a fresh workbook of its values, and says so."""
    path = tmp_path / "帮扶发放2023.csv"
    path.write_text("日期,项目,姓名,金额\n2023-02-01,困难补助,张一三,约3000元\n", encoding="utf-8")
    written = write(path, output)
    assert written.remarks == ("帮扶发放2023.csv 只能带过来单元格的值；格式、公式、合并和下拉选项请看原工作簿。",)
    sheet = openpyxl.load_workbook(output).worksheets[1]
    assert sheet["D2"].value == "约3000元"
    assert sheet["D2"].fill.fgColor.rgb == RED


def test_where_openpyxl_fails_the_values_are_copied(
    source: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook beyond the library's reach is marked all the same."""
    monkeypatch.setattr(copying, "_MOST_CELLS", 5)
    assert "只能带过来单元格的值" in write(source, output).remarks[0]
    assert openpyxl.load_workbook(output)["帮扶发放"]["A2"].value == datetime.datetime(2023, 2, 1)


def test_comments_are_not_written_without_end(tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond so many cells there is colour alone, and the first sheet says how many."""
    monkeypatch.setattr("unionreport.output.marked._MOST_COMMENTS", 1)
    second: list[object] = [datetime.date(2023, 3, 1), "困难补助", "李一四", "若干", None]
    book = marked(book_of_rows(tmp_path, {"帮扶发放": rows(second)}), output)
    assert [book["帮扶发放"][at].comment is not None for at in ("D2", "D3")] == [True, False]
    assert book["帮扶发放"]["D3"].fill.fgColor.rgb == RED
    assert book.worksheets[0]["A4"].value == "批注只写了前面的单元格，另有 1 个单元格只涂了颜色"


def test_a_clean_workbook_has_a_copy_too(tmp_path: Path, output: Path) -> None:
    """Nothing found is said on the first sheet by counts of zero; a note on the file has no cell to colour."""
    path = book_of_rows(tmp_path, {"帮扶发放": [HEAD, [datetime.date(2023, 2, 1), "困难补助", "张一三", 300, None]]})
    book = marked(path, output)
    assert book.worksheets[0]["A2"].value == "检查完成：错误 0，警告 0，说明 1。"
    assert book.worksheets[0]["D6"].value == "整个文件"


def test_every_mistake_of_the_sample_is_marked(output: Path) -> None:
    """Each finding with a cell in the sample of mistakes is coloured there and linked from the first sheet."""
    path = folder("sample_data") / "2023-mistakes.xlsx"
    book = marked(path, output)
    for judged in examined(path).checked.open:
        place = judged.finding.place
        if place.cells:
            first = book[place.sheet].cell(place.top, place.left)
            assert first.fill.fgColor.rgb in {RED, YELLOW, BLUE}
            assert first.comment is not None
            assert judged.rule.code in first.comment.text
    linked = [row[4].hyperlink.location for row in book.worksheets[0].iter_rows() if row[4].hyperlink]
    assert len(linked) == sum(bool(each.finding.place.cells) for each in examined(path).checked.open)


def refusal(sources: list[Path], output: Path) -> str:
    """The key under which a copy is refused."""
    with pytest.raises(UnionReportError) as error:
        marking.refuse_unfit(sources, output)
    assert isinstance(error.value, OutputError | RequestError)
    return error.value.key


def test_what_cannot_be_marked_is_refused(source: Path, tmp_path: Path) -> None:
    """One workbook, into another .xlsx file; a folder, several, none, the workbook itself are refused."""
    output = tmp_path / "out.xlsx"
    assert refusal([], output) == refusal([source, source], output) == refusal([tmp_path], output) == "one-marked"
    assert refusal([source], tmp_path / "out.xlsm") == "marked-suffix"
    assert refusal([source], source) == "marked-is-source"
    output.symlink_to(source)
    assert refusal([source], output) == "marked-is-source"


def test_what_stands_there_is_replaced_only_if_it_is_an_untouched_copy(
    source: Path, output: Path, tmp_path: Path
) -> None:
    """A copy that was mended by hand, a workbook and any other file are kept."""
    write(source, output)
    marking.refuse_unfit([source], output)
    book = openpyxl.load_workbook(output)
    book["帮扶发放"]["D2"] = 3000
    book.save(output)
    assert refusal([source], output) == "marked-edited"
    output.write_bytes(source.read_bytes())
    assert refusal([source], output) == "marked-in-the-way"
    output.write_bytes(b"notes")
    assert refusal([source], output) == "marked-in-the-way"
    (tmp_path / "folder.xlsx").mkdir()
    assert refusal([source], tmp_path / "folder.xlsx") == "output-unwritable"


def test_accepted_findings_are_counted_and_not_marked(source: Path, output: Path, tmp_path: Path) -> None:
    """What the union let stand has no colour; the first sheet says that there is such."""
    (tmp_path / "unionreport.toml").write_text(
        '[[accept]]\nrule = "amount-not-number"\nsheet = "帮扶发放"\nmatch = { person = "张一三" }\nreason = "已核"\n',
        encoding="utf-8",
    )
    (checked,) = app.check([source], None)[0]
    assert isinstance(checked, Checked)
    marking.write(source, output, checked, ZH)
    book = openpyxl.load_workbook(output)
    assert book["帮扶发放"]["D2"].fill.fill_type is None
    assert book.worksheets[0]["A4"].value == "另有 1 处已在 unionreport.toml 中说明，没有标出"


def test_an_unreadable_place_is_told(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the copy's place and cannot be looked into is refused, not replaced."""
    output = tmp_path / "out.xlsx"
    output.write_bytes(b"x")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert refusal([source], output) == "output-unwritable"
