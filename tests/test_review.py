"""What a build tells of its report's text: remarks on standard error, by paragraph."""

from __future__ import annotations

from pathlib import Path

from tests.books import book
from tests.command import SMALL, Run, run
from tests.docx_text import document
from unionreport.document.controls import read_controls
from unionreport.document.text import plain_text
from unionreport.remark import Remark
from unionreport.reporting import Request, build

__all__ = ["run"]

VISITS = "日期 | 类型 | 对象 | 人数\n2023-03-01 | 住院 | 张一三 | 8\n2023-03-02 | 退休 | 李二四 | 12"
CHINESE = '[numbers]\nsmall_counts = "chinese"\n'


def told(folder: Path, *template: str, config: str = "", sheets: dict[str, str] = SMALL) -> list[str]:
    """The remarks on a report of a small workbook by a template of these paragraphs."""
    (folder / "unionreport.toml").write_text(config, encoding="utf-8")
    (folder / "own.docx").write_bytes(document(*template))
    request = Request(output=folder / "report.docx", template=str(folder / "own.docx"), force=True)
    return [line(each) for each in build(book(folder, sheets), request, None).remarks]


def line(remark: Remark) -> str:
    """A remark without words."""
    return f"{remark.place.params['paragraph']} {remark.name} {remark.params['text']}"


def test_remarks_stand_in_document_order(tmp_path: Path) -> None:
    """Prose and figures as printed are told together, paragraph by paragraph."""
    text = ("民-主", "帮扶{{ aid.total.persons }}。。", "民-主")
    assert told(tmp_path, *text) == [
        "1 hyphen-between 民-主",
        "2 punctuation-doubled 帮扶1人。。",
        "2 group-small 帮扶人数1人",
        "3 hyphen-between 民-主",
    ]


def test_the_house_prints_small_counts_in_chinese(tmp_path: Path) -> None:
    """Up to ten in characters, more in digits; a filter goes before the house; the tag says what was printed."""
    sheets = {**SMALL, "走访慰问": VISITS}
    text = "住院{{ visits.hospital }}，又{{ visits.hospital | plain }}，退休{{ visits.retired }}、{{ visits.retired | cn }}。"
    told(tmp_path, text, config=CHINESE, sheets=sheets)
    report = (tmp_path / "report.docx").read_bytes()
    assert plain_text(report) == "住院八人次，又8人次，退休12人次、十二人次。"
    assert [each.style for each in read_controls(report)] == ["small", "plain", "small", "cn"]
    told(tmp_path, text, sheets=sheets)
    report = (tmp_path / "report.docx").read_bytes()
    assert plain_text(report) == "住院8人次，又8人次，退休12人次、十二人次。"


def test_house_style_that_mixes_forms_is_told(tmp_path: Path) -> None:
    """Eight and twelve of one class in a sentence want a filter; with one they are the author's choice."""
    sheets = {**SMALL, "走访慰问": VISITS}
    text = "住院{{ visits.hospital }}，退休{{ visits.retired }}。"
    assert told(tmp_path, text, config=CHINESE, sheets=sheets) == ["1 numerals-mixed 八人次、12人次"]
    assert told(tmp_path, text.replace("hospital", "hospital | plain"), config=CHINESE, sheets=sheets) == []


def test_the_smallest_group_is_the_unions(tmp_path: Path) -> None:
    """A union that need not hide a group of one says so."""
    assert told(tmp_path, "帮扶{{ aid.total.persons }}。", config="[privacy]\nsmallest_group = 1") == []


def test_a_build_tells_its_remarks_and_is_done(run: Run, tmp_path: Path) -> None:
    """The remarks go to standard error with place and remedy, the status stays 0, and -q leaves them out."""
    book(tmp_path, SMALL)
    (tmp_path / "own.docx").write_bytes(document("民-主", "帮扶{{ aid.total.persons }}。"))
    done = run("build", "2023.xlsx", "--template", "own.docx")
    assert (done.code, done.out) == (0, "2023.docx\n")
    assert done.err.splitlines()[-3:] == [
        "2023.docx 写好了，有 2 处文字请看一看：",
        "  正文 第1段：“民-主”：汉字之间有短横，请删去；表示起止用“—”或“至”",
        "  正文 第2段：“帮扶人数1人”：不足3，容易认出是谁；请与其他项目合并，或不写人数",
    ]
    assert run("build", "2023.xlsx", "--template", "own.docx", "-q").err == ""


def test_many_remarks_are_cut_short(run: Run, tmp_path: Path) -> None:
    """Twenty are told and the rest counted; -v tells all."""
    book(tmp_path, SMALL)
    (tmp_path / "own.docx").write_bytes(document(*["民-主"] * 23))
    told = run("build", "2023.xlsx", "--template", "own.docx").err.splitlines()
    assert told[-1] == "  另有 3 处，用 -v 查看"
    assert sum("民-主" in each for each in told) == 20
    told = run("build", "2023.xlsx", "--template", "own.docx", "-v").err.splitlines()
    assert sum("民-主" in each for each in told) == 23


def test_a_refused_build_has_no_remarks(run: Run, tmp_path: Path) -> None:
    """Where nothing was written there is nothing to look at."""
    book(tmp_path, {**SMALL, "帮扶发放": "日期 | 项目 | 姓名 | 金额\n2023-02-01 | 困难补助 | 张一三 | 约3000元"})
    assert "写好了" not in run("build", "2023.xlsx").err
