"""``unionreport refresh``: a report edited by hand, a workbook that changed since, and what a clerk gets."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from lxml.etree import _Element as Element

from tests.books import book
from tests.command import SMALL, SMALL_WRONG, Run
from tests.docx_text import W, edit, lines
from unionreport.document.manifest import edited_since

SENTENCE = "共发放{{ aid.total.amount | yuan }}，受助{{ aid.total.persons }}。"
MORE = f"{SMALL['帮扶发放']}\n2023-03-01 | 困难补助 | 李四五 | 700.00"
LATER = {**SMALL, "帮扶发放": MORE}
T = f"{{{W}}}t"


@pytest.fixture
def report(run: Run, tmp_path: Path) -> Path:
    """A report of the small year, and its workbook, which has one payment more by now."""
    document = Document()
    document.add_paragraph(SENTENCE)
    document.add_paragraph("特此报告。")
    document.save(str(tmp_path / "own.docx"))
    book(tmp_path, SMALL)
    assert run("build", "2023.xlsx", "--template", "own.docx").code == 0
    book(tmp_path, LATER)
    return tmp_path / "2023.docx"


def retyped(old: str, new: str) -> Callable[[Element], None]:
    """An edit that writes a text over another."""

    def change(root: Element) -> None:
        for each in root.iter(T):
            each.text = (each.text or "").replace(old, new)

    return change


def names(folder: Path) -> list[str]:
    """The Word files of a folder, hidden ones too."""
    return sorted(each.name for each in folder.iterdir() if each.suffix != ".xlsx" and each.name != "own.docx")


def test_a_report_is_refreshed_in_its_place_and_kept_beside(run: Run, report: Path) -> None:
    """The list is the result; the report as it was stands beside, and what was done is told in one line."""
    old = report.read_bytes()
    found = run("refresh", "2023.docx", "2023.xlsx")
    assert (found.code, found.out) == (
        0,
        "正文 第1段　帮扶资金：500元 → 1200元\n正文 第1段　帮扶人数：1人 → 2人\n",
    )
    assert found.err == "2023.docx：更新 2 处，保留 0 处，缺 0 处\n更新前的报告存为 2023.bak.docx\n"
    assert lines(report.read_bytes())[0] == "共发放1200元，受助2人。"
    assert report.with_name("2023.bak.docx").read_bytes() == old
    assert names(report.parent) == ["2023.bak.docx", "2023.docx"]


def test_nothing_to_do_writes_nothing(run: Run, report: Path) -> None:
    """A second refresh says so, and leaves file and backup alone."""
    run("refresh", "2023.docx", "2023.xlsx")
    data = report.read_bytes()
    found = run("refresh", "2023.docx", "2023.xlsx")
    assert (found.code, found.out) == (0, "没有要更新的数字\n")
    assert found.err == "2023.docx：没有改动文件；保留 0 处，缺 0 处\n"
    assert (report.read_bytes(), names(report.parent)) == (data, ["2023.bak.docx", "2023.docx"])


def test_backups_are_never_overwritten(run: Run, report: Path) -> None:
    """Each refresh that changes something keeps what stood there; an equal backup is not made twice."""
    seen = [report.read_bytes()]
    for sheets in (LATER, SMALL, LATER):
        book(report.parent, sheets)
        run("refresh", "2023.docx", "2023.xlsx")
        seen.append(report.read_bytes())
    kept = [report.with_name(f"2023.bak{number}.docx").read_bytes() for number in ("", 2)]
    assert kept == seen[:2]
    assert set(seen[:3]) <= {*kept, *(path.read_bytes() for path in report.parent.glob("*.docx"))}


def test_output_goes_elsewhere(run: Run, report: Path) -> None:
    """With -o the report is left; a report that stands there is kept beside, anything else refused."""
    old = report.read_bytes()
    assert run("refresh", "2023.docx", "2023.xlsx", "-o", "新.docx").code == 0
    assert report.read_bytes() == old
    assert names(report.parent) == ["2023.docx", "新.docx"]
    assert "新.bak.docx" in run("refresh", "2023.docx", "2023.xlsx", "--force-figures", "-o", "新.docx").err
    for data in (b"no document", (report.parent / "own.docx").read_bytes()):
        (report.parent / "别的.docx").write_bytes(data)
        found = run("refresh", "2023.docx", "2023.xlsx", "-o", "别的.docx")
        assert (found.code, found.err) == (
            2,
            "别的.docx 已经存在，不是本软件生成的报告；请换一个文件名（-o）\n",
        )
        assert (report.parent / "别的.docx").read_bytes() == data


def test_typed_figures_are_kept_unless_forced(run: Run, report: Path) -> None:
    """They are named on standard error, with what the ledgers say and how to override; the exit is 0."""
    report.write_bytes(edit(report.read_bytes(), retyped("500元", "五百余元")))
    found = run("refresh", "2023.docx", "2023.xlsx")
    assert found.code == 0
    assert found.err.splitlines()[0] == (
        "正文 第1段　“帮扶资金”被手工改成“五百余元”，台账现在是“1200元”；"
        "保留手工改的（要按台账更新，用 --force-figures）"
    )
    assert lines(report.read_bytes())[0] == "共发放五百余元，受助2人。"
    assert run("refresh", "2023.docx", "2023.xlsx", "--force-figures").out == (
        "正文 第1段　帮扶资金：五百余元 → 1200元\n"
    )


def test_json_has_everything(run: Run, report: Path) -> None:
    """What changed, what was kept and why, what is missing, and the files."""

    def remove(root: Element) -> None:
        control = list(root.iter(f"{{{W}}}sdt"))[1]
        control.getparent().remove(control)  # type: ignore[union-attr]

    report.write_bytes(edit(edit(report.read_bytes(), retyped("500元", "五百余元")), remove))
    told = json.loads(run("refresh", "2023.docx", "2023.xlsx", "--format", "json", "--dry-run").out)
    assert {name: told[name] for name in ("schema", "report", "workbook", "written", "backup", "changed")} == {
        "schema": 1,
        "report": "2023.docx",
        "workbook": "2023.xlsx",
        "written": None,
        "backup": None,
        "changed": [],
    }
    (kept,), (missing,) = told["kept"], told["missing"]
    assert {name: kept[name] for name in ("figure", "place", "text", "now", "reason", "severity")} == {
        "figure": "aid.total.amount",
        "place": "正文 第1段",
        "text": "五百余元",
        "now": "1200元",
        "reason": "typed",
        "severity": "warning",
    }
    assert (missing["figure"], missing["text"]) == ("aid.total.persons", "1人")


def test_a_rehearsal_writes_nothing(run: Run, report: Path) -> None:
    """The list is the same."""
    data = report.read_bytes()
    found = run("refresh", "2023.docx", "2023.xlsx", "--dry-run")
    assert found.out.count("→") == 2
    assert found.err == "2023.docx：将更新 2 处，保留 0 处，缺 0 处；没有写文件\n"
    assert (report.read_bytes(), names(report.parent)) == (data, ["2023.docx"])


def test_errors_in_the_ledgers_forbid_it(run: Run, report: Path) -> None:
    """As for build: nothing is written, unless a draft is wanted, whose figures in doubt are red."""
    data = report.read_bytes()
    book(report.parent, SMALL_WRONG)
    found = run("refresh", "2023.docx", "2023.xlsx")
    assert (found.code, found.out, report.read_bytes()) == (1, "", data)
    assert "没有更新 2023.docx" in found.err
    drafted = run("refresh", "2023.docx", "2023.xlsx", "--draft")
    assert drafted.code == 0
    assert "存疑的数字在报告里标红" in drafted.err


def test_a_figure_without_ledger_is_an_error_line_even_when_quiet(run: Run, report: Path) -> None:
    """The report is left to say what it said, and the person is told."""
    book(report.parent, {"基本情况": SMALL["基本情况"]})
    found = run("refresh", "2023.docx", "2023.xlsx", "-q")
    assert found.code == 0
    assert [line[:14] for line in found.err.splitlines()] == ["正文 第1段　错误：“帮扶资", "正文 第1段　错误：“帮扶人"]


@pytest.mark.parametrize(("name", "word"), [("own.docx", ""), ("2023.xlsx", "Word"), ("none.docx", "none.docx")])
def test_what_is_no_report_of_ours_is_refused(run: Run, report: Path, name: str, word: str) -> None:
    """One line, exit 2, nothing written."""
    before = names(report.parent)
    found = run("refresh", name, "2023.xlsx")
    assert (found.code, found.out, len(found.err.splitlines()), names(report.parent)) == (2, "", 1, before)
    assert word in found.err


def test_build_names_refresh_where_a_report_was_edited(run: Run, report: Path) -> None:
    """An edited report is in its way, before and after a refresh; an unedited one is not."""
    assert run("build", "2023.xlsx", "--template", "own.docx").code == 0
    report.write_bytes(edit(report.read_bytes(), retyped("特此", "谨此")))
    for _ in range(2):
        found = run("build", "2023.xlsx", "--template", "own.docx")
        assert found.code == 2
        assert "unionreport refresh" in found.err
        assert "--force" in found.err
        book(report.parent, SMALL)
        run("refresh", "2023.docx", "2023.xlsx")
    assert "谨此报告。" in lines(report.read_bytes())
    assert edited_since(report.read_bytes()) is True


def test_a_full_disk_leaves_the_report(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At whatever step: the old report, no half of a new one, one line."""
    data = report.read_bytes()
    for step in ("os.fsync", "Path.replace", "Path.chmod"):
        with monkeypatch.context() as patch:
            patch.setattr(f"unionreport.outputs.{step}", _no_space)
            found = run("refresh", "2023.docx", "2023.xlsx")
        assert (found.code, report.read_bytes(), names(report.parent)) == (2, data, ["2023.docx"])
        assert "No space left" in found.err


def _no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_report_open_in_another_program_is_left(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows does not let it be exchanged: the line says to close it, the backup is all that was written."""
    data, replace = report.read_bytes(), Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "2023.docx":
            raise PermissionError(errno.EACCES, "being used by another process")
        return replace(self, target)

    monkeypatch.setattr("unionreport.outputs.Path.replace", refuse)
    found = run("refresh", "2023.docx", "2023.xlsx")
    assert (found.code, report.read_bytes(), names(report.parent)) == (2, data, ["2023.bak.docx", "2023.docx"])
    assert "关闭正在打开它的程序" in found.err


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are the system's own there")
def test_a_private_report_has_a_private_backup(run: Run, report: Path) -> None:
    """Who could not read the report cannot read what it was."""
    report.chmod(0o600)
    run("refresh", "2023.docx", "2023.xlsx")
    assert report.with_name("2023.bak.docx").stat().st_mode & 0o077 == 0
    assert report.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="links need leave there")
def test_a_link_leads_to_the_report(run: Run, report: Path) -> None:
    """The file behind it is refreshed, the link stays one."""
    link = report.with_name("链接.docx")
    link.symlink_to(report)
    assert run("refresh", "链接.docx", "2023.xlsx").code == 0
    assert link.is_symlink()
    assert lines(report.read_bytes())[0] == "共发放1200元，受助2人。"


@pytest.mark.parametrize("command", ["build", "refresh", "check", "figures", "figures-json"])
def test_names_that_no_file_can_have_are_refused_in_one_line(run: Run, report: Path, command: str) -> None:
    """Too long for the system, or a folder's: exit 2, no traceback, nothing left behind."""
    (report.parent / "夹.docx").mkdir()
    (report.parent / "夹.xlsx").mkdir()
    before = names(report.parent)
    words = {
        "build": ("build", "2023.xlsx", "--template", "own.docx", "--force", "-o", ".docx"),
        "refresh": ("refresh", "2023.docx", "2023.xlsx", "-o", ".docx"),
        "check": ("check", "2023.xlsx", "--marked", ".xlsx"),
        "figures": ("figures", "2023.xlsx", "--format", "xlsx", "-o", ".xlsx"),
        "figures-json": ("figures", "2023.xlsx", "--format", "json", "-o", ".docx"),
    }[command]
    for name in ("长" * 120, "夹"):
        found = run(*words[:-1], name + words[-1])
        assert (found.code, len(found.err.splitlines()), names(report.parent)) == (2, 1, before), found.err
        assert "内部出错" not in found.err
