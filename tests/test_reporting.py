from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from tests.books import book, case
from unionreport.document.controls import read_controls
from unionreport.document.manifest import read_manifest
from unionreport.document.text import plain_text
from unionreport.errors import OutputError, RequestError, TemplateError
from unionreport.reporting import Request, build
from unionreport.texts import texts

PROFILE = "项目 | 数值\n单位名称 | 锦绣社区工会\n年度 | 2023\n报告日期 | 2024-01-15"
AID = "日期 | 项目 | 姓名 | 金额\n2023-02-01 | 困难补助 | 张一三 | 500.00"
SMALL = {"基本情况": PROFILE, "帮扶发放": AID}


def template(folder: Path, *paragraphs: str) -> str:
    """A template of plain paragraphs, its path."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    path = folder / "own.docx"
    document.save(str(path))
    return str(path)


def body(path: Path | None) -> list[str]:
    """The paragraphs of a report."""
    assert path is not None
    return plain_text(path.read_bytes()).split("\n")


def test_own_template_is_filled(tmp_path: Path) -> None:
    """Figures, particulars, years and numbering stand where the template has them."""
    own = template(
        tmp_path, "{{ section }}{{ profile.name }}{{ year }}年", "共{{ aid.total.amount | yuan }}，{{ profile.date }}"
    )
    built = build(book(tmp_path, SMALL), Request(template=own), None)
    assert body(built.written) == ["一、锦绣社区工会2023年", "共500元，2024年1月15日"]


def test_own_ledger_and_figure_reach_the_report(tmp_path: Path) -> None:
    """A ledger and a figure declared in unionreport.toml, and nothing else, are read, counted and printed."""
    (tmp_path / "unionreport.toml").write_text(
        """
        [ledgers.volunteering]
        title = "志愿服务"
        dated = "date"
        fields = [
          { name = "date", title = "日期", type = "date", required = true },
          { name = "hours", title = "时长", type = "count", required = true },
        ]
        [figures.volunteering.hours]
        title = "志愿服务时长"
        sum = "volunteering.hours"
        unit = "小时"
        """,
        encoding="utf-8",
    )
    sheets = {**SMALL, "志愿服务": "日期 | 时长\n2023-03-05 | 3\n2023-03-06 | 4\n2022-03-06 | 9"}
    own = template(tmp_path, "志愿服务{{ volunteering.hours | cn }}。")
    built = build(book(tmp_path, sheets), Request(template=own), None)
    assert built.written is not None
    assert body(built.written) == ["志愿服务七小时。"]
    assert [each.figure for each in read_controls(built.written.read_bytes())] == ["volunteering.hours"]


def test_narrative_stands_in_its_order(tmp_path: Path) -> None:
    """Paragraphs of a chapter come in the order given, those without a number last; unplaced chapters are named."""
    sheets = {
        **SMALL,
        "报告文字": "章节 | 顺序 | 文字\n建功立业 | | 丙\n建功立业 | 2 | 乙\n建功立业 | 1 | 甲\n杂记 | 1 | 丁",
    }
    own = template(tmp_path, '{% for text in narrative["建功立业"] %}', "{{ text }}", "{% endfor %}")
    built = build(book(tmp_path, sheets), Request(template=own), None)
    assert body(built.written) == ["甲", "乙", "丙"]
    assert (built.unplaced, built.narrative) == (("杂记",), "报告文字")


def test_cells_that_look_like_tags_stay_text(tmp_path: Path) -> None:
    """What a ledger holds is never run as a template."""
    sheets = {**SMALL, "报告文字": "章节 | 文字\n甲 | {{ 7 * 7 }} & <b> {% if %}"}
    own = template(tmp_path, '{% for text in narrative["甲"] %}', "{{ text }}", "{% endfor %}")
    assert body(build(book(tmp_path, sheets), Request(template=own), None).written) == ["{{ 7 * 7 }} & <b> {% if %}"]


def test_manifest_says_where_each_figure_came_from(tmp_path: Path) -> None:
    """The manifest has the workbook's name and digest, and for each printed figure its text, value and cells."""
    path = book(tmp_path, SMALL)
    built = build(path, Request(template=template(tmp_path, "{{ aid.hardship.amount }}")), None)
    assert built.written is not None
    manifest = read_manifest(built.written.read_bytes())
    assert manifest is not None
    (entry,) = manifest.entries
    assert (manifest.workbook, manifest.digest) == ("2023.xlsx", case(path).ledgers.digest)
    assert (entry.figure, entry.text, entry.value, entry.unit, entry.cells) == (
        "aid.hardship.amount", "0.05万元", "50000", "元", ("帮扶发放!D2",),
    )  # fmt: skip


def test_doubtful_figures_are_red_in_a_draft(tmp_path: Path) -> None:
    """A draft marks exactly what the errors leave in doubt."""
    sheets = {**SMALL, "帮扶发放": AID + "\n2023-02-02 | 困难补助 | 李一四 | 约3000元"}
    own = template(tmp_path, "{{ aid.total.amount }}", "{{ aid.total.persons }}")
    built = build(book(tmp_path, sheets), Request(template=own, draft=True), None)
    assert built.written is not None
    xml = zipfile.ZipFile(built.written).read("word/document.xml").decode()
    amount, persons = xml.split("aid.total.persons|plain")
    assert "FF0000" in amount
    assert "FF0000" not in persons


def test_errors_write_nothing_without_draft(tmp_path: Path) -> None:
    """Where a figure would be wrong there is no report."""
    built = build(book(tmp_path, {"帮扶发放": AID.replace("500.00", "约")}), Request(), None)
    assert (built.written, built.case.errors) == (None, 1)
    assert not (tmp_path / "2023.docx").exists()


def test_a_mistake_in_a_template_names_file_and_paragraph(tmp_path: Path) -> None:
    """The refusal says which template, which paragraph, what, and the nearest name; nothing is written."""
    own = template(tmp_path, "好", "{{ aid.total.amont }}")
    with pytest.raises(TemplateError) as refused:
        build(book(tmp_path, SMALL), Request(template=own), None)
    assert texts("zh").error(refused.value) == "own.docx 正文 第2段：没有叫“amont”的指标或内容，是否应为“amount”"
    assert not (tmp_path / "2023.docx").exists()


def test_a_report_edited_by_hand_is_kept(tmp_path: Path) -> None:
    """An edited report is refused by name until forced; an untouched one is renewed."""
    path = book(tmp_path, SMALL)
    written = build(path, Request(), None).written
    assert written is not None
    document = Document(str(written))
    document.paragraphs[0].add_run("手改")
    document.save(str(written))
    edited = written.read_bytes()
    with pytest.raises(OutputError) as refused:
        build(path, Request(), None)
    assert (refused.value.key, written.read_bytes()) == ("output-edited", edited)
    build(path, Request(force=True), None)
    assert "手改" not in plain_text(written.read_bytes())


@pytest.mark.parametrize("content", [b"", b"mine", b"PK\x03\x04mine"])
def test_a_file_of_somebody_else_is_kept(tmp_path: Path, content: bytes) -> None:
    """What is no report of ours is never overwritten unasked."""
    path = book(tmp_path, SMALL)
    (tmp_path / "2023.docx").write_bytes(content)
    with pytest.raises(OutputError) as refused:
        build(path, Request(), None)
    assert refused.value.key == "output-in-the-way"


def test_a_document_without_manifest_is_kept(tmp_path: Path) -> None:
    """A Word document that we did not make is somebody's work."""
    Document().save(str(tmp_path / "2023.docx"))
    with pytest.raises(OutputError) as refused:
        build(book(tmp_path, SMALL), Request(), None)
    assert refused.value.key == "output-in-the-way"


def test_an_output_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder in the place of the report is one clear refusal."""
    (tmp_path / "2023.docx").mkdir()
    with pytest.raises(OutputError) as refused:
        build(book(tmp_path, SMALL), Request(), None)
    assert refused.value.key == "output-unwritable"


def test_a_draft_needs_a_year(tmp_path: Path) -> None:
    """Without any year not even a draft can be written."""
    path = book(tmp_path, {"会员名册": "姓名\n张一三"}, "名册.xlsx")
    with pytest.raises(RequestError) as refused:
        build(path, Request(draft=True), None)
    assert refused.value.key == "year-needed"


def test_title_and_author_come_from_the_profile(tmp_path: Path) -> None:
    """The document's properties name the union and the report's date; without a name the title has none."""
    named = build(book(tmp_path, SMALL), Request(), None).written
    assert named is not None
    properties = Document(str(named)).core_properties
    assert (properties.title, properties.author) == ("锦绣社区工会2023年工会工作报告", "锦绣社区工会")
    assert properties.created is not None
    assert properties.created.date() == date(2024, 1, 15)
    bare = build(book(tmp_path, {"帮扶发放": AID}), Request(output=tmp_path / "bare.docx"), None).written
    assert bare is not None
    assert Document(str(bare)).core_properties.title == "2023年工会工作报告"


def test_narrative_without_its_columns_is_no_text(tmp_path: Path) -> None:
    """A draft from a 报告文字 that lacks a column has none of its paragraphs."""
    sheets = {**SMALL, "报告文字": "章节 | 顺序\n建功立业 | 1"}
    built = build(book(tmp_path, sheets), Request(draft=True), None)
    assert built.unplaced == ()


@pytest.mark.parametrize("kept", [("基本情况",), ("帮扶发放",), ("走访慰问", "报告文字"), ()])
def test_any_ledgers_give_a_well_formed_report(tmp_path: Path, kept: tuple[str, ...]) -> None:
    """With few ledgers or none but the profile, numbering, punctuation and controls are whole."""
    every = {
        "基本情况": PROFILE,
        "帮扶发放": AID,
        "走访慰问": "日期 | 类型 | 对象 | 慰问金\n2023-05-01 | 住院 | 李一四 | 300",
        "报告文字": "章节 | 文字\n建功立业 | 我们组织了竞赛。",
    }
    sheets = {name: every[name] for name in kept} or {"杂": "甲 | 乙\n1 | 2"}
    built = build(book(tmp_path, sheets), Request(draft=True), None)
    assert built.written is not None
    data = built.written.read_bytes()
    text = plain_text(data)
    assert not any(bad in text for bad in ("，，", "，。", "；。", "。。", "、，", "（）", "{{", "None", "nan"))
    assert len({each.bookmark for each in read_controls(data)}) == len(read_controls(data))
    assert [line[:2] for line in text.split("\n") if line[1:2] == "、"][:1] == ["一、"]
    assert zipfile.ZipFile(BytesIO(data)).testzip() is None


def test_accepted_findings_are_at_hand_in_a_template(tmp_path: Path) -> None:
    """The audit committee is told rule, sheet, reason and message of what was accepted."""
    accept = '[[accept]]\nrule = "amount-not-number"\nmatch = { person = "张一四" }\nreason = "凭证已核"'
    (tmp_path / "unionreport.toml").write_text(accept, encoding="utf-8")
    sheets = {**SMALL, "帮扶发放": f"{AID}\n2023-02-01 | 困难补助 | 张一四 | 约五百"}
    own = template(
        tmp_path,
        "{% for each in accepted %}",
        "{{ each.sheet }}：{{ each.rule }}，{{ each.message }}（{{ each.reason }}）",
        "{% endfor %}",
    )
    built = build(book(tmp_path, sheets), Request(template=own), None)
    assert body(built.written) == ["帮扶发放：金额不是数字，“约五百”不是数字（凭证已核）"]


def test_a_template_finds_nothing_accepted(tmp_path: Path) -> None:
    """Where nothing was accepted the list is empty, not an error."""
    own = template(tmp_path, "{% if accepted %}有{% else %}无{% endif %}已说明的问题")
    assert body(build(book(tmp_path, SMALL), Request(template=own), None).written) == ["无已说明的问题"]
