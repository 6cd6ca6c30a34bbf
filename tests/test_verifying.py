"""``verify``: a finished report held against its ledgers, by the command."""

from __future__ import annotations

import io
import json
import re
import shutil
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from lxml.etree import _Element as Element
from openpyxl import load_workbook

from tests.books import book
from tests.command import SMALL, Run
from tests.docx_text import W, document, edit, elements, lines, parts
from tests.office import Office
from tests.test_document_standing import controls, write
from tests.wordschema import assert_valid
from unionreport.config import builtin
from unionreport.resources import folder
from unionreport.verifying import fixed_words

SAMPLES = folder("sample_data")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The report of the sample year beside that of the year before."""
    from unionreport.reporting import Request, build

    path = tmp_path_factory.mktemp("report") / "2023.docx"
    build(SAMPLES / "2023.xlsx", Request(output=path, previous=(SAMPLES / "2022.xlsx",)), None)
    return path.read_bytes()


def of(root: Element, figure: str) -> Element:
    """The first control of a figure."""
    wanted = f"{figure}|"
    return next(
        each for each in controls(root) if next(each.iter(f"{{{W}}}tag")).get(f"{{{W}}}val", "").startswith(wanted)
    )


def by_hand(root: Element) -> None:
    """Weeks of editing: words changed, two figures moved, one typed over, one copied, one deleted, one invented."""
    body = root[0]
    text = next(each for each in root.iter(f"{{{W}}}t") if each.text and "清醒地看到" in each.text)
    text.text = (text.text or "").replace("清醒地看到", "也看到，走访了31家企业，")
    for name in ("proposals.resolved", "leave.persons"):
        one = of(root, name)
        holder = elements("<w:p/>")[0]
        holder.append(one)
        body.insert(len(body) - 1, holder)
    write(of(root, "suggestions.adopted"), "六条")
    copied = deepcopy(of(root, "aid.students.households"))
    body[3].append(copied)
    gone = of(root, "talks.total")
    gone.getparent().remove(gone)  # type: ignore[union-attr]


def changed_ledger(target: Path) -> None:
    """The sample workbook with 1,000元 more saved by a suggestion that was adopted."""
    shutil.copy(SAMPLES / "2023.xlsx", target)
    workbook = load_workbook(target)
    sheet = workbook["合理化建议"]
    row = next(row for row in sheet.iter_rows(min_row=2) if any(cell.value == "是" for cell in row))
    amount = next(cell for cell in reversed(row) if isinstance(cell.value, int | float))
    amount.value = float(amount.value or 0) + 1000  # type: ignore[arg-type]
    workbook.save(target)


WANTED = {
    ("stale", "suggestions.savings"),
    ("typed", "suggestions.adopted"),
    ("missing", "talks.total"),
    ("duplicated", "aid.students.households"),
    ("moved", "proposals.resolved"),
    ("moved", "leave.persons"),
    ("unsourced", None),
}


@pytest.mark.parametrize("through_office", [False, True])
def test_an_edited_report_is_verified_to_the_figure(
    run: Run, sample: bytes, request: pytest.FixtureRequest, through_office: bool
) -> None:
    """Exactly what was done to the report and to the ledger is named, saved by Word or by LibreOffice."""
    data = edit(sample, by_hand)
    if through_office:
        office: Office = request.getfixturevalue("office")
        data = office.convert({"r": data}, "docx")["r"]
    Path("2023.docx").write_bytes(data)
    changed_ledger(Path("2023.xlsx"))
    done = run("verify", "2023.docx", "2023.xlsx", "--previous", str(SAMPLES / "2022.xlsx"), "--format", "json")
    told = json.loads(done.out)
    assert {(each["kind"], each["figure"]) for each in told["findings"]} == WANTED
    assert len(told["findings"]) == len(WANTED)
    assert done.code == 1
    assert "2023.xlsx 在报告生成以后改动过" in done.err
    summary = told["summary"]
    assert (summary["figures"], summary["found"], summary["missing"]) == (181, 180, 1)
    assert summary["equal"] + summary["stale"] + summary["typed"] == summary["found"] + summary["duplicated"]
    stale = next(each for each in told["findings"] if each["kind"] == "stale")
    assert (stale["shown"], stale["now"], stale["severity"]) == ("70.2万元", "70.3万元", "error")
    assert stale["cells"][0].startswith("合理化建议!")
    assert "采纳后节约资金70.2万元" in stale["sentence"]
    invented = next(each for each in told["findings"] if each["kind"] == "unsourced")
    assert (invented["shown"], invented["severity"]) == ("31家", "warning")


def test_a_fresh_report_has_no_findings(run: Run, sample: bytes) -> None:
    """No number of the sample's report is without a source, tables, charts and fixed words included."""
    Path("r.docx").write_bytes(sample)
    done = run(
        "verify", "r.docx", str(SAMPLES / "2023.xlsx"), "--previous", str(SAMPLES / "2022.xlsx"), "--fail-on", "note"
    )
    assert (done.code, done.err) == (0, "")
    assert "报告里的数字都与台账相符" in done.out


def test_without_the_year_before_its_figures_cannot_be_verified(run: Run, sample: bytes) -> None:
    """Said with the way out; a warning, so that the command succeeds unless told otherwise."""
    Path("r.docx").write_bytes(sample)
    done = run("verify", "r.docx", str(SAMPLES / "2023.xlsx"))
    assert done.code == 0
    assert "加上 --previous 和往年的工作簿" in done.out
    assert run("verify", "r.docx", str(SAMPLES / "2023.xlsx"), "--fail-on", "warning").code == 1


def build_small(run: Run, extra: dict[str, str] | None = None) -> None:
    """A small report with its workbook in the folder."""
    book(Path(), {**SMALL, **(extra or {})})
    done = run("build", "2023.xlsx", "-o", "r.docx")
    assert done.code == 0, done.err


def edit_file(path: Path, figure: str, text: str) -> None:
    """Types over a figure in a file."""
    path.write_bytes(edit(path.read_bytes(), lambda root: write(of(root, figure), text)))


def test_the_console_shows_place_sentence_cells_and_remedy(run: Run) -> None:
    """Grouped by kind, the counts last."""
    build_small(run)
    edit_file(Path("r.docx"), "aid.total.amount", "600元")
    done = run("verify", "r.docx", "2023.xlsx")
    assert done.code == 1
    assert "r.docx  对照  2023.xlsx" in done.out
    assert "错误  手工改过，与台账不符（1）  typed" in done.out
    assert re.search(r"  正文 第\d+段  “600元”是手工改过的（原印“0.05万元”），与台账不符：", done.out)
    assert re.search(r"      原文  .*600元", done.out)
    assert "      出处  帮扶发放!D2" in done.out
    assert "  处理  核对台账" in done.out
    assert done.out.splitlines()[-1] == "错误 1 处，警告 0 处，说明 0 处。"


def test_everything_lists_figures_that_are_right_too(run: Run) -> None:
    """One line each, without a remedy."""
    build_small(run)
    done = run("verify", "r.docx", "2023.xlsx", "--all")
    assert done.code == 0
    assert "说明  相符（" in done.out
    assert "与台账相符（" in done.out
    told = json.loads(run("verify", "r.docx", "2023.xlsx", "--all", "--format", "json").out)
    assert {each["kind"] for each in told["findings"]} == {"equal"}


def test_numbers_in_the_unions_own_paragraphs_are_notes(run: Run) -> None:
    """They came from no ledger, and ``check`` tells of them; a constant of the configuration is silent."""
    build_small(run, {"报告文字": "章节 | 顺序 | 文字\n帮扶 | 1 | 走访了30家企业，5个工作日办结。"})
    before = json.loads(run("verify", "r.docx", "2023.xlsx", "--format", "json").out)["findings"]
    if before:
        assert {each["severity"] for each in before} == {"note"}
    Path("unionreport.toml").write_text('[verify]\nconstants = ["30家企业", "5个工作日"]\n', encoding="utf-8")
    assert json.loads(run("verify", "r.docx", "2023.xlsx", "--format", "json").out)["findings"] == []


def test_the_marked_copy_has_a_comment_at_each_finding(run: Run) -> None:
    """All else is as it was, and the report itself is not touched."""
    build_small(run)
    edit_file(Path("r.docx"), "aid.total.amount", "600元")
    report = Path("r.docx").read_bytes()
    done = run("verify", "r.docx", "2023.xlsx", "--marked", "m.docx")
    assert "已把 1 处写成批注：m.docx" in done.err
    marked = Path("m.docx").read_bytes()
    comments = [each.text for each in docx.Document(io.BytesIO(marked)).comments]
    assert len(comments) == 1
    assert comments[0].startswith("错误：“600元”是手工改过的")
    assert comments[0].endswith("出处：帮扶发放!D2")
    assert lines(marked) == lines(report)
    assert Path("r.docx").read_bytes() == report
    assert_valid(marked)
    assert {name for name in parts(report) if parts(report)[name] != parts(marked)[name]} <= {
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    assert run("verify", "m.docx", "2023.xlsx").code == 1


def test_a_finding_in_a_header_is_told_with_its_place(run: Run) -> None:
    """Word has no comments there."""
    Path("t.docx").write_bytes(document("{{ aid.total.persons }}", header="共{{ aid.total.amount }}"))
    book(Path(), SMALL)
    assert run("build", "2023.xlsx", "--template", "t.docx", "-o", "r.docx").code == 0
    name = next(name for name in parts(Path("r.docx").read_bytes()) if name.startswith("word/header"))
    data = edit(Path("r.docx").read_bytes(), lambda root: write(controls(root)[0], "1元"), name)
    Path("r.docx").write_bytes(data)
    run("verify", "r.docx", "2023.xlsx", "--marked", "m.docx")
    comments = [each.text for each in docx.Document("m.docx").comments]
    assert [each.partition("“")[0] for each in comments] == ["页眉 第1段 错误："]


@pytest.mark.parametrize("output", ["r.docx", "m.txt"])
def test_a_marked_copy_never_takes_the_place_of_something_else(run: Run, output: str) -> None:
    """Not of the report, and not under another kind of name."""
    build_small(run)
    assert run("verify", "r.docx", "2023.xlsx", "--marked", output).code == 2


def test_the_page_has_the_same_findings(run: Run) -> None:
    """As HTML, escaped, without anything to fetch; written to a file."""
    build_small(run)
    edit_file(Path("r.docx"), "aid.total.amount", "<b>600元")
    done = run("verify", "r.docx", "2023.xlsx", "--format", "html", "-o", "v.html")
    page = Path("v.html").read_text(encoding="utf-8")
    assert (done.code, done.out) == (1, "")
    assert "&lt;b&gt;600元" in page
    assert "<b>600元" not in page
    assert "手工改过，与台账不符" in page
    assert "帮扶发放!D2" in page
    assert run("verify", "r.docx", "2023.xlsx", "--format", "html", "--lang", "en").out.count("Typed over by hand") == 1


def test_a_clean_page_says_so(run: Run) -> None:
    """No findings, one sentence."""
    build_small(run)
    assert "没有不明来历的数字" in run("verify", "r.docx", "2023.xlsx", "--format", "html").out


def test_personal_numbers_are_masked(run: Run) -> None:
    """A sentence may hold one; no output does."""
    build_small(run)

    def change(root: Element) -> None:
        holder = elements("<w:p><w:r><w:t>张某（11010519491231002X）领取77元。</w:t></w:r></w:p>")[0]
        root[0].insert(0, holder)

    Path("r.docx").write_bytes(edit(Path("r.docx").read_bytes(), change))
    for form in ("console", "json", "html"):
        out = run("verify", "r.docx", "2023.xlsx", "--format", form, "--marked", f"{form}.docx").out
        assert "77元" in out
        assert "11010519491231002X" not in out
        comments = [each.text for each in docx.Document(f"{form}.docx").comments]
        assert not any("11010519491231002X" in each for each in comments)


def test_a_document_of_another_make_is_refused(run: Run) -> None:
    """Nothing to verify by: exit 2, with the way out; no Word document and no file likewise."""
    book(Path(), SMALL)
    Path("other.docx").write_bytes(document("甲"))
    Path("text.docx").write_bytes(b"text")
    other = run("verify", "other.docx", "2023.xlsx")
    assert (other.code, other.out) == (2, "")
    assert "unionreport adopt" in other.err
    assert run("verify", "text.docx", "2023.xlsx").code == 2
    absent = run("verify", "absent.docx", "2023.xlsx")
    assert (absent.code, "打不开 absent.docx" in absent.err) == (2, True)
    assert run("verify", "other.docx").code == 2


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("项目 | 数值\n单位名称 | 另一个工会\n年度 | 2023", "是“锦绣社区工会”的报告"),
        ("项目 | 数值\n单位名称 | 锦绣社区工会\n年度 | 2024", "是 2023 年的报告"),
    ],
)
def test_the_workbook_of_another_union_or_year_is_refused(run: Run, profile: str, words: str) -> None:
    """Every figure would be wrong, and the message says why."""
    build_small(run)
    book(Path(), {**SMALL, "基本情况": profile}, "other.xlsx")
    done = run("verify", "r.docx", "other.xlsx")
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_errors_in_the_ledgers_are_named(run: Run) -> None:
    """What they leave in doubt is said on standard error."""
    build_small(run)
    book(Path(), {**SMALL, "帮扶发放": f"{SMALL['帮扶发放']}\n2023-02-02 | 困难补助 | 李一三 | 约5元"})
    assert "2023.xlsx" in run("verify", "r.docx", "2023.xlsx").err


def test_the_names_of_a_catalog_are_no_numbers() -> None:
    """4050社保补贴 counts nothing."""
    assert "4050社保补贴" in fixed_words(builtin())
