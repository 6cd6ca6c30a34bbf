"""Reports that tell where their figures came from: comments, the table 数据出处."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest

from tests.books import book
from tests.command import Run
from tests.docx_text import document, edit, elements, lines, root_of
from tests.office import Office
from tests.test_document_comments import anchored
from unionreport.document.controls import read_controls
from unionreport.document.manifest import edited_since, read_manifest
from unionreport.document.text import plain_text
from unionreport.errors import OutputError, RequestError
from unionreport.provenance import Comments
from unionreport.reporting import Built, Request, build, source_date

ID, PHONE, NAME = "990101199001011237", "13900001111", "张一三"
PROFILE = "项目 | 数值\n单位名称 | 锦绣社区工会\n年度 | 2023\n报告日期 | 2024-01-15\n会员人数 | 152"
AID = (
    "日期 | 项目 | 姓名 | 身份证号 | 人数 | 金额 | 备注\n"
    f"2023-02-01 | 困难补助 | {NAME} | {ID} | 1 | 500 | {PHONE}\n"
    "2023-02-02 | 金秋助学 | 李一四 | | 1 | 700 |"
)
BOOK = {"基本情况": PROFILE, "帮扶发放": AID}
TABLE = "{{ tables.aid }}"
CHART = "{{ charts.aid_amounts }}"


def told(
    folder: Path, *blocks: str, comments: Comments = Comments.ALL, header: str = "", sources: bool = False
) -> Built:
    """A report of the book with its sources told."""
    path = folder / "2023.xlsx" if (folder / "2023.xlsx").exists() else book(folder, BOOK)
    own = folder / "own.docx"
    own.write_bytes(document(*blocks, header=header))
    return build(path, Request(template=str(own), comments=comments, sources=sources), None)


def data_of(built: Built) -> bytes:
    """The file that was written."""
    assert built.written is not None
    return built.written.read_bytes()


def comments_of(data: bytes) -> list[str]:
    """The texts of the comments."""
    return [each.text for each in docx.Document(io.BytesIO(data)).comments]


def test_every_printing_of_a_figure_has_a_comment_around_its_control(tmp_path: Path) -> None:
    """The comment tells title, formula, cells and id, stands on the number alone, and nothing else changes."""
    blocks = ("会员{{ profile.members }}，困难补助{{ aid.hardship.amount | yuan }}。", "又有{{ profile.members }}。")
    built = told(tmp_path, *blocks)
    data = data_of(built)
    assert built.comments == 3
    assert set(anchored(data).values()) == {"152人", "500元"}
    assert comments_of(data)[1].split("\n") == [
        "困难补助金额：500元",
        "算法：帮扶发放.金额之和，其中项目为困难补助",
        "出处：2023.xlsx 帮扶发放!F2",
        "编号：aid.hardship.amount",
    ]
    plain = data_of(told(tmp_path, *blocks, comments=Comments.NONE))
    assert plain_text(data) == plain_text(plain)
    assert read_controls(data) == read_controls(plain)
    assert [
        (each.author, each.timestamp and each.timestamp.date()) for each in docx.Document(io.BytesIO(data)).comments
    ] == [("unionreport", date(2024, 1, 15))] * 3


def test_a_table_and_a_chart_have_one_comment_each(tmp_path: Path) -> None:
    """The cells of a table have none of their own."""
    built = told(tmp_path, TABLE, CHART)
    assert [each.split("\n")[0] for each in comments_of(data_of(built))] == [
        "表格“帮扶资金发放情况”",
        "图表“各项帮扶资金”",
    ]


def test_a_commented_report_does_not_count_as_edited(tmp_path: Path) -> None:
    """The manifest knows of comments and table, so that the report may be built again."""
    for sources in (False, True):
        built = told(tmp_path, "会员{{ profile.members }}。", TABLE, sources=sources)
        data = data_of(built)
        manifest = read_manifest(data)
        assert manifest is not None
        assert edited_since(data) is False
        assert built.digest == manifest.content
        assert [each.bookmark for each in manifest.entries] == [each.bookmark for each in read_controls(data)]


def test_figures_outside_of_the_body_are_told_on_the_first_paragraph(tmp_path: Path) -> None:
    """A header carries no comment: that would make a file which other editors refuse."""
    data = data_of(told(tmp_path, "首段", "会员{{ profile.members }}。", header="共{{ aid.total.amount }}"))
    found = {text.split("：")[0]: on for text, on in anchored(data).items()}
    assert found == {"会员人数": "152人", "（页眉）帮扶资金": "首段"}
    assert b"comment" not in docx_part(data, "word/header1.xml")


def docx_part(data: bytes, name: str) -> bytes:
    """A part of a report."""
    from tests.docx_text import parts

    return parts(data)[name]


def test_only_what_changed_is_told(tmp_path: Path) -> None:
    """Against the report that is replaced: the new number with the old one; tables and charts whose numbers differ."""
    blocks = ("会员{{ profile.members }}，补助{{ aid.hardship.amount | yuan }}。", TABLE, CHART, "{{ tables.finance }}")
    sheets = {**BOOK, "经费收支": "科目编码 | 科目 | 金额\n401 | 会费收入 | 100\n501 | 职工活动支出 | 40"}
    book(tmp_path, sheets)
    assert told(tmp_path, *blocks, comments=Comments.CHANGED).comments == 5  # there was no report: all is new
    assert told(tmp_path, *blocks, comments=Comments.CHANGED).comments == 0
    book(tmp_path, {**sheets, "帮扶发放": AID.replace("500", "600")})
    data = data_of(told(tmp_path, *blocks, comments=Comments.CHANGED))
    assert [each.split("\n")[0] for each in comments_of(data)] == [
        "困难补助金额：600元",
        "表格“帮扶资金发放情况”",
        "图表“各项帮扶资金”",
    ]
    assert comments_of(data)[0].split("\n")[1] == "原报告：500元"


def test_another_form_of_the_same_number_counts_as_changed(tmp_path: Path) -> None:
    """What a reader saw is what is compared; a figure that was not printed before has nothing to be compared with."""
    told(tmp_path, "会员{{ profile.members }}。")
    data = data_of(
        told(tmp_path, "会员{{ profile.members | cn }}，{{ aid.total.amount }}。", comments=Comments.CHANGED)
    )
    first, second = comments_of(data)
    assert "原报告：152人" in first
    assert "原报告" not in second


def test_the_table_lists_every_printed_figure_once(tmp_path: Path) -> None:
    """By the headings of the report, in order, figures of charts too; its own numbers are figures in controls."""
    own = tmp_path / "own.docx"
    outline = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'

    def head(root: object) -> None:
        for text, level in (("一、会员", "0"), ("（一）小节", "1"), ("二、帮扶", "0")):
            for each in root.iter("{*}p"):  # type: ignore[attr-defined]
                if "".join(each.itertext()) == text:
                    each.insert(0, elements(outline.format(level))[0])

    blocks = (
        "一、会员", "会员{{ profile.members }}，{{ profile.members | cn }}。", "（一）小节", "{{ aid.total.amount }}",
        "二、帮扶", TABLE, CHART,
    )  # fmt: skip
    own.write_bytes(edit(document(*blocks, header="{{ aid.students.persons }}"), head))
    built = build(book(tmp_path, BOOK), Request(template=str(own), sources=True), None)
    data = data_of(built)
    table = docx.Document(io.BytesIO(data)).tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["序号", "指标", "印出的数", "计算方法", "出处"]
    assert [row[0] for row in rows if not row[0].isdecimal()] == ["序号", "一、会员", "二、帮扶", "页眉、页脚和注释"]
    assert [row[0] for row in rows if row[0].isdecimal()] == [str(number) for number in range(1, len(rows) - 3)]
    assert len({tuple(row[1:2]) for row in rows}) == len(rows)
    assert rows[2][1:4] == ["会员人数", "", "基本情况.数值，其中项目为会员人数"]  # the number is in a control
    assert lines(data)[-1].startswith("注：单元格前没有写文件名的，取自 2023.xlsx")
    text = plain_text(data)
    assert "金秋助学金额（元）\n700.00\n帮扶发放.金额之和，其中项目为金秋助学\n帮扶发放!F3" in text
    assert len([each for each in read_controls(data) if each.figure == "profile.members"]) == 3


def test_the_rows_of_a_list_are_one_line_a_column(tmp_path: Path) -> None:
    """Who reads a list has its numbers before him; the table says where they are and how many."""
    data = data_of(told(tmp_path, "{{ tables.aid_notice }}", comments=Comments.NONE, sources=True))
    text = plain_text(data).partition("数据出处")[2]
    assert "\n帮扶资金发放公示：金额（元）\n共2个数\n台账中这一行的数\n帮扶发放!F2:F3\n" in text


def test_personal_data_is_in_neither(tmp_path: Path) -> None:
    """No name, no identity number, no telephone, though the cells behind the figures hold them."""
    data = data_of(told(tmp_path, "{{ aid.total.persons }}，{{ aid.total.amount }}", TABLE, sources=True))
    everything = "\n".join([*comments_of(data), plain_text(data)])
    assert not any(secret in everything for secret in (NAME, "李一四", ID, PHONE))


def test_a_report_without_figures_is_as_it_was(tmp_path: Path) -> None:
    """Where nothing was printed there is nothing to tell."""
    plain = data_of(told(tmp_path, "只有文字。", comments=Comments.NONE))
    assert data_of(told(tmp_path, "只有文字。", sources=True)) == plain


def test_comments_of_the_template_stay(tmp_path: Path) -> None:
    """What the makers of the template wrote keeps its words and its author."""
    made = docx.Document(io.BytesIO(document("会员{{ profile.members }}。", "完")))
    made.add_comment(made.paragraphs[1].runs, text="人写的", author="张一三")
    own = tmp_path / "own.docx"
    made.save(str(own))
    data = data_of(build(book(tmp_path, BOOK), Request(template=str(own), comments=Comments.ALL), None))
    assert [each.author for each in docx.Document(io.BytesIO(data)).comments] == ["张一三", "unionreport"]


def test_reports_without_a_date_are_dated_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH dates properties and comments of a report whose ledgers name no date, and no other."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1705276800")
    book(tmp_path, {**BOOK, "基本情况": PROFILE.replace("报告日期 | 2024-01-15\n", "")})
    made = docx.Document(io.BytesIO(data_of(told(tmp_path, "会员{{ profile.members }}。"))))
    stamps = [made.core_properties.created, *(each.timestamp for each in made.comments)]
    assert [each.date() if each else None for each in stamps] == [date(2024, 1, 15)] * 2
    book(tmp_path, {**BOOK, "基本情况": PROFILE.replace("2024-01-15", "2024-02-01")})
    made = docx.Document(io.BytesIO(data_of(told(tmp_path, "会员{{ profile.members }}。"))))
    assert made.core_properties.created is not None
    assert made.core_properties.created.date() == date(2024, 2, 1)


@pytest.mark.parametrize("value", ["abc", "-1", "1.5", "0", "9" * 5000, "999999999999", "１７０５２７６８００"])
def test_an_odd_date_in_the_environment_is_refused(value: str) -> None:
    """It is named, rather than left aside."""
    with pytest.raises(RequestError) as refused:
        source_date(value)
    assert (refused.value.key, refused.value.params) == ("source-date", {"value": value})
    assert source_date("") is None


def test_a_folder_in_the_way_is_refused_when_forced_too(tmp_path: Path) -> None:
    """What cannot be replaced is one clear refusal."""
    path = book(tmp_path, BOOK)
    (tmp_path / "2023.docx").mkdir()
    with pytest.raises(OutputError) as refused:
        build(path, Request(force=True, comments=Comments.CHANGED), None)
    assert refused.value.key == "output-unwritable"


def test_build_takes_the_options(run: Run, tmp_path: Path) -> None:
    """Comments and table on request, in one report; -v tells the content's digest; nothing changed is said."""
    path = str(book(tmp_path, BOOK))
    result = run("build", path, "--comments", "--sources", "-v")
    data = (tmp_path / "2023.docx").read_bytes()
    manifest = read_manifest(data)
    assert manifest is not None
    assert f"的内容摘要：sha256 {manifest.content}" in result.err
    assert "数据出处" in plain_text(data)
    assert comments_of(data)
    result = run("build", path, "--comments-changed")
    assert (result.code, comments_of_none(tmp_path)) == (0, True)
    assert "没有变化的数字" in result.err


def comments_of_none(folder: Path) -> bool:
    """Whether the report has no comment."""
    return not comments_of((folder / "2023.docx").read_bytes())


def test_comments_survive_an_office_and_stay_out_of_a_pdf(tmp_path: Path, office: Office) -> None:
    """LibreOffice keeps every comment and every figure in a .docx, and prints no mark of them as pages."""
    blocks = ("会员{{ profile.members }}，补助{{ aid.hardship.amount | yuan }}。", TABLE, CHART)
    data = data_of(told(tmp_path, *blocks, header="{{ aid.total.persons }}", sources=True))
    saved = office.convert({"told": data}, "docx")["told"]
    assert comments_of(saved) == comments_of(data)
    assert [each.strip() for each in lines(saved) if each.strip()] == [each for each in lines(data) if each]
    pages = office.text(office.convert({"told": data})["told"])
    assert "会员152人，补助500元。" in pages
    assert not any(word in pages for word in ("算法", "编号", "unionreport"))
    assert root_of(saved) is not None
