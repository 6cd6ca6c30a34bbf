from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests import fake_office
from tests.books import book
from tests.command import SMALL, SMALL_WRONG, Run
from tests.docx_text import document
from unionreport.document.pdf import is_ours, page_texts
from unionreport.errors import OutputError
from unionreport.office import Patience, find_office
from unionreport.outputs import write
from unionreport.printing import print_reports
from unionreport.resources import folder

if sys.platform == "win32":
    pytest.skip("the fake office is a script with a first line", allow_module_level=True)


def names(folder: Path) -> list[str]:
    """The documents of a folder."""
    return sorted(path.name for path in folder.iterdir() if path.suffix in (".docx", ".pdf"))


def test_the_pdf_stands_beside_the_report(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both files are named on standard output; a second run renews both."""
    log = fake_office.install(tmp_path, monkeypatch)
    book(tmp_path, SMALL)
    for _ in range(2):
        done = run("build", "2023.xlsx", "--pdf")
        assert (done.code, done.out.split(), names(tmp_path)) == (
            0,
            ["2023.docx", "2023.pdf"],
            ["2023.docx", "2023.pdf"],
        )
    assert is_ours((tmp_path / "2023.pdf").read_bytes())
    assert log.read_text(encoding="utf-8") == "0.docx\n0.docx\n"


def test_several_reports_share_one_office(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process prints all that were built; a workbook with errors costs the others nothing."""
    log = fake_office.install(tmp_path, monkeypatch)
    for name, sheets in (("a.xlsx", SMALL), ("b.xlsx", SMALL_WRONG), ("c.xlsx", SMALL)):
        book(tmp_path, sheets, name)
    done = run("build", "a.xlsx", "b.xlsx", "c.xlsx", "--pdf")
    assert (done.code, done.out.split()) == (1, ["a.docx", "c.docx", "a.pdf", "c.pdf"])
    assert log.read_text(encoding="utf-8") == "0.docx 1.docx\n"


def test_nothing_built_starts_no_office(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where errors forbid the report there is nothing to print."""
    log = fake_office.install(tmp_path, monkeypatch)
    book(tmp_path, SMALL_WRONG)
    assert run("build", "2023.xlsx", "--pdf").code == 1
    assert log.read_text(encoding="utf-8") == ""
    assert print_reports([]) == []


def test_without_office_the_report_is_kept(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2, one line on how to install it, and what was written."""
    book(tmp_path, SMALL)
    monkeypatch.setenv("UNIONREPORT_OFFICE", "/none/soffice")
    done = run("build", "2023.xlsx", "--pdf")
    assert (done.code, names(tmp_path)) == (2, ["2023.docx"])
    assert "UNIONREPORT_OFFICE 所指的 /none/soffice 不是能运行的程序" in done.err
    assert "Word 报告已经写好：2023.docx" in done.err
    monkeypatch.delenv("UNIONREPORT_OFFICE")
    monkeypatch.setattr("unionreport.printing.find_office", lambda: find_office({"PATH": "/none"}, []))
    assert "sudo apt install libreoffice-writer" in run("build", "2023.xlsx", "--pdf").err


def test_a_figure_that_the_pdf_lacks_is_named(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The place and the figure are told, the PDF is not written, and an older one is called that."""
    fake_office.install(tmp_path, monkeypatch)
    book(tmp_path, SMALL)
    run("build", "2023.xlsx", "--pdf")
    old = (tmp_path / "2023.pdf").read_bytes()
    fake_office.install(tmp_path, monkeypatch, "drop:0.05")
    done = run("build", "2023.xlsx", "--pdf")
    assert done.code == 2
    assert "2023.docx 的 PDF 与报告相比有 1 处缺失，没有写出" in done.err
    assert "段：PDF 中缺少指标 aid.hardship.amount 的“0.05万元”" in done.err
    assert "原有的 2023.pdf 是以前的" in done.err
    assert (tmp_path / "2023.pdf").read_bytes() == old


def test_text_that_the_pdf_lacks_is_named(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words and punctuation count like figures."""
    fake_office.install(tmp_path, monkeypatch, "drop:各位代表")
    book(tmp_path, SMALL)
    done = run("build", "2023.xlsx", "--pdf")
    assert (done.code, names(tmp_path)) == (2, ["2023.docx"])
    assert "PDF 中缺少“各位代表”" in done.err


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("boxes", "多半是缺少中文字体"),
        ("crash", "没有给出完整的 PDF"),
        ("damage", "没有给出完整的 PDF"),
        ("hang", "超时未完成"),
    ],
)
def test_an_office_that_fails_is_told_in_a_line(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, how: str, told: str
) -> None:
    """Whatever goes wrong, the report is kept, no PDF is there, and the exit status is 2."""
    fake_office.install(tmp_path, monkeypatch, how)
    monkeypatch.setattr("unionreport.office.Patience", lambda: Patience(1.5, 0))
    book(tmp_path, SMALL)
    done = run("build", "2023.xlsx", "--pdf")
    assert (done.code, names(tmp_path)) == (2, ["2023.docx"])
    assert told in done.err


def test_many_losses_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five are shown, the number of all is told."""
    fake_office.install(tmp_path, monkeypatch)
    report = tmp_path / "x.docx"
    report.write_bytes(document(*("好" * 200 for _ in range(3)), *map(str, range(100, 110))))
    monkeypatch.setattr("unionreport.printing.page_texts", lambda _: ["好" * 600])
    (done,) = print_reports([report])
    assert [each.key for each in done.errors] == ["pdf-incomplete", *["pdf-lost-text"] * 5]
    assert done.errors[0].params["count"] == "10"


@pytest.mark.parametrize("foreign", [b"%PDF-1.4 someone else's", b""])
def test_a_pdf_that_is_none_of_ours_is_kept(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, foreign: bytes
) -> None:
    """It is refused by name before anything is written, and overwritten when that is forced."""
    fake_office.install(tmp_path, monkeypatch)
    book(tmp_path, SMALL)
    (tmp_path / "2023.pdf").write_bytes(foreign)
    done = run("build", "2023.xlsx", "--pdf")
    assert (done.code, names(tmp_path)) == (2, ["2023.pdf"])
    assert "2023.pdf 已存在，不是由本软件的报告生成的" in done.err
    assert run("build", "2023.xlsx", "--pdf", "--force").code == 0
    assert is_ours((tmp_path / "2023.pdf").read_bytes())


def test_a_signed_pdf_is_kept(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was added to our own PDF is not overwritten unasked."""
    fake_office.install(tmp_path, monkeypatch)
    book(tmp_path, SMALL)
    run("build", "2023.xlsx", "--pdf")
    path = tmp_path / "2023.pdf"
    path.write_bytes(path.read_bytes() + b"seal\n%%EOF\n")
    assert run("build", "2023.xlsx", "--pdf").code == 2
    assert path.read_bytes().endswith(b"seal\n%%EOF\n")


def test_a_folder_in_the_way_is_refused(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read cannot be overwritten."""
    fake_office.install(tmp_path, monkeypatch)
    book(tmp_path, SMALL)
    (tmp_path / "2023.pdf").mkdir()
    done = run("build", "2023.xlsx", "--pdf")
    assert done.code == 2
    assert "写不了 2023.pdf" in done.err


@pytest.mark.parametrize("name", ["x.pdf", "x.PDF"])
def test_the_report_cannot_be_called_pdf(tmp_path: Path, run: Run, name: str) -> None:
    """``-o`` names the Word file; the PDF would overwrite it."""
    book(tmp_path, SMALL)
    done = run("build", "2023.xlsx", "--pdf", "-o", name)
    assert (done.code, names(tmp_path)) == (2, [])
    assert f"{name} 不能作报告的文件名" in done.err


def test_a_pdf_that_cannot_be_written_is_told(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is an error of that report."""

    def refuse(path: Path, data: bytes) -> None:
        if path.suffix == ".pdf":
            raise OutputError("output-unwritable", file=str(path), detail="disk")
        write(path, data)

    fake_office.install(tmp_path, monkeypatch)
    book(tmp_path, SMALL)
    monkeypatch.setattr("unionreport.printing.write", refuse)
    done = run("build", "2023.xlsx", "--pdf")
    assert (done.code, names(tmp_path)) == (2, ["2023.docx"])
    assert "写不了 2023.pdf（disk）" in done.err


@pytest.mark.usefixtures("office")
def test_libreoffice_prints_the_sample_whole(tmp_path: Path, run: Run) -> None:
    """The real office: both pages of text and every figure are there, and the PDF is known as ours."""
    for name in ("2023.xlsx", "另一 份.xlsx"):
        (tmp_path / name).write_bytes((folder("sample_data") / "2023.xlsx").read_bytes())
    done = run("build", "2023.xlsx", "另一 份.xlsx", "--pdf")
    assert (done.code, names(tmp_path)) == (0, ["2023.docx", "2023.pdf", "另一 份.docx", "另一 份.pdf"])
    data = (tmp_path / "另一 份.pdf").read_bytes()
    assert is_ours(data)
    text = "".join("".join(page_texts(data) or []).split())
    assert all(each in text for each in ("70.2万元", "340余人次", "八人次", "49户53名", "90%以上"))
