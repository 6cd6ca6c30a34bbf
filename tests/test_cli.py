from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.books import book
from tests.command import AID, SMALL, SMALL_WRONG, Result, Run
from unionreport import __version__, app
from unionreport.document.text import plain_text
from unionreport.resources import folder

SAMPLES = folder("sample_data")


def test_version_is_one_line(run: Run) -> None:
    """The version goes to standard output, wherever it is asked for."""
    assert run("--version") == Result(0, f"{__version__}\n", "")
    assert run("--lang", "en", "--version") == Result(0, f"{__version__}\n", "")


@pytest.mark.parametrize("command", ["build", "strip", "check", "init", "figures", "trace", "explain", "template"])
@pytest.mark.parametrize(("lang", "usage", "example"), [("zh", "用法：", "例："), ("en", "Usage:", "Example:")])
def test_every_command_has_help_with_an_example(run: Run, command: str, lang: str, usage: str, example: str) -> None:
    """Each command explains itself in either language and gives an example to copy."""
    result = run("--lang", lang, command, "--help")
    assert result.code == 0
    assert result.out.startswith(usage)
    assert f"{example}" in result.out
    assert f"unionreport {command}" in result.out.split(example)[1]


def test_help_in_chinese_has_no_english_headings(run: Run) -> None:
    """A help page is in one language."""
    text = run("build", "-h").out
    assert not any(word in text for word in ("Usage", "Options", "Arguments", "Show this", "required", "default:"))


def test_language_comes_from_option_then_environment_then_locale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """--lang goes before UNIONREPORT_LANG, that before the locale."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert run("check", "x.xlsx").err.startswith("there is no workbook")
    monkeypatch.setenv("UNIONREPORT_LANG", "zh")
    assert run("check", "x.xlsx").err.startswith("找不到工作簿")
    assert run("check", "x.xlsx", "--lang", "en").err.startswith("there is no workbook")


def test_unknown_language_is_refused(run: Run) -> None:
    """A language that is not there is named, exit 2."""
    assert run("check", "--lang", "fr") == Result(2, "", "没有语言 fr；可用 zh 或 en\n")


def test_wrong_usage_exits_2(run: Run) -> None:
    """An option that does not exist could not run."""
    result = run("check", "--frmat", "json")
    assert (result.code, result.out) == (2, "")


def test_build_writes_beside_the_workbook_and_prints_where(run: Run, tmp_path: Path) -> None:
    """The report lies beside the workbook; standard output carries its path alone."""
    path = book(tmp_path, SMALL)
    result = run("build", str(path))
    assert (result.code, result.out) == (0, f"{tmp_path / '2023.docx'}\n")
    assert "向1户困难家庭发放生活补助金0.05万元" in plain_text((tmp_path / "2023.docx").read_bytes())


def test_build_with_errors_writes_nothing(run: Run, tmp_path: Path) -> None:
    """Errors in the ledgers stop a report: exit 1, no file, the way out named."""
    path = book(tmp_path, SMALL_WRONG)
    result = run("build", str(path))
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("2023.xlsx 有 1 处错误，没有生成报告")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["2023.xlsx"]


def test_draft_is_written_in_spite_of_errors(run: Run, tmp_path: Path) -> None:
    """A draft is made all the same and says so."""
    result = run("build", str(book(tmp_path, SMALL_WRONG)), "--draft")
    assert result.code == 0
    assert "2023.xlsx 有 1 处错误，仍按草稿生成" in result.err
    assert (tmp_path / "2023.docx").exists()


def test_build_tells_of_warnings_and_unplaced_text(run: Run, tmp_path: Path) -> None:
    """Warnings and chapters without a place are told on standard error; -q keeps them back."""
    sheets = {
        **SMALL,
        "帮扶发放": AID + "\n2022-02-01 | 困难补助 | 张一四 | 500.00",
        "报告文字": "章节 | 顺序 | 文字\n杂记 | 1 | 另有一段。",
    }
    path = str(book(tmp_path, sheets))
    told = run("build", path).err
    assert "警告 1" in told
    assert "章节“杂记”在模板中没有位置" in told
    assert run("build", path, "-q").err == ""
    assert "sha256" in run("-v", "build", path).err


def test_one_output_for_several_workbooks_is_refused(run: Run, tmp_path: Path) -> None:
    """-o names one file; with several workbooks it is refused before anything is written."""
    first, second = (str(book(tmp_path, SMALL, name)) for name in ("2022.xlsx", "2023.xlsx"))
    assert run("build", first, second, "-o", "x.docx").code == 2
    assert run("build", first, second).out.count(".docx\n") == 2


def test_one_bad_workbook_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    """Each workbook is built for itself; the gravest exit status counts."""
    good = book(tmp_path, SMALL)
    result = run("build", "nothing.xlsx", str(good))
    assert result.code == 2
    assert (tmp_path / "2023.docx").exists()


def test_an_edited_report_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    """A report made by us is renewed, one that was edited or is none of ours is kept without --force."""
    path = str(book(tmp_path, SMALL))
    report = tmp_path / "2023.docx"
    assert run("build", path).code == 0
    assert run("build", path).code == 0
    report.write_bytes(b"my own notes")
    refused = run("build", path)
    assert (refused.code, report.read_bytes()) == (2, b"my own notes")
    assert "不是本软件生成的报告" in refused.err
    assert run("build", path, "--force").code == 0
    assert report.read_bytes().startswith(b"PK")


def test_unknown_template_names_those_at_hand(run: Run, tmp_path: Path) -> None:
    """A template that is not there is refused with the names of those that are."""
    result = run("build", str(book(tmp_path, SMALL)), "--template", "congres-report")
    assert result.code == 2
    assert "congress-report" in result.err


def test_check_prints_findings_and_exits_1(run: Run, tmp_path: Path) -> None:
    """Findings go to standard output with their addresses."""
    result = run("check", str(book(tmp_path, SMALL_WRONG)))
    assert result.code == 1
    assert "帮扶发放!D2  错误 V103 amount-not-number" in result.out
    assert result.err == ""


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_fail_on_sets_the_level(run: Run, tmp_path: Path, level: str, code: int) -> None:
    """--fail-on says from which severity on findings make the exit status 1."""
    sheets = {"帮扶发放": AID + "\n2022-02-01 | 困难补助 | 张一四 | 500.00"}
    assert run("check", str(book(tmp_path, sheets)), "--fail-on", level).code == code


def test_check_without_argument_takes_the_folder(run: Run, tmp_path: Path) -> None:
    """No argument: every workbook of the folder, owner files and other files apart."""
    book(tmp_path, SMALL, "2022.xlsx")
    book(tmp_path, SMALL_WRONG, "2023.xlsx")
    (tmp_path / "~$2023.xlsx").write_bytes(b"lock")
    (tmp_path / "notes.txt").write_text("x")
    result = run("check", "--format", "json")
    assert result.code == 1
    assert {each["file"] for each in json.loads(result.out)["findings"]} == {"2022.xlsx", "2023.xlsx"}


def test_check_of_an_empty_folder_says_so(run: Run) -> None:
    """A folder without workbooks could not be checked."""
    result = run("check")
    assert (result.code, result.out) == (2, "")
    assert "没有工作簿" in result.err


def test_json_stays_parseable_beside_a_refusal(run: Run, tmp_path: Path) -> None:
    """An unreadable file is told on standard error, exit 2; the rest is still one JSON object."""
    (tmp_path / "a.xlsx").write_bytes(b"")
    book(tmp_path, SMALL_WRONG)
    result = run("check", "--format", "json")
    assert result.code == 2
    assert json.loads(result.out)["summary"]["error"] == 1
    assert result.err == "a.xlsx 是空文件；请从备份或原处重新复制一份\n"


def test_check_as_annotations(run: Run, tmp_path: Path) -> None:
    """--format github prints one annotation a finding."""
    out = run("check", str(book(tmp_path, SMALL_WRONG)), "--format", "github").out
    assert "::error file=2023.xlsx,title=V103 amount-not-number::帮扶发放!D2: “约3000元”不是数字" in out


def test_figures_as_json_and_csv(run: Run, tmp_path: Path) -> None:
    """The same figures come as JSON and as CSV."""
    path = str(book(tmp_path, SMALL))
    data = json.loads(run("figures", path, "--format", "json").out)
    amount = next(each for each in data["figures"] if each["id"] == "aid.hardship.amount")
    assert (amount["value"], amount["shown"], amount["cells"]) == ("500.00", "0.05万元", ["帮扶发放!D2"])
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(run("figures", path, "--format", "csv").out))}
    assert rows["aid.hardship.amount"]["value"] == "500.00"
    assert rows["suggestions.submitted"]["value"] == ""
    assert "困难补助金额" in run("figures", path).out


def test_figures_name_what_is_in_doubt(run: Run, tmp_path: Path) -> None:
    """Errors leave figures in doubt: named on standard error, exit 0, or 1 with --strict."""
    path = str(book(tmp_path, SMALL_WRONG))
    result = run("figures", path, "--format", "json")
    assert result.code == 0
    assert "aid.hardship.amount" in result.err
    assert "aid.hardship.persons" not in result.err
    assert json.loads(result.out)["year"] == 2023
    assert run("figures", path, "--strict").code == 1


def test_trace_shows_the_rows(run: Run, tmp_path: Path) -> None:
    """One figure with its rows, on the console and as JSON, names masked."""
    path = str(book(tmp_path, SMALL))
    assert "张*三" in run("trace", "aid.hardship.amount", path).out
    data = json.loads(run("trace", "aid.hardship.amount", path, "--format", "json").out)
    assert data["sheets"][0]["rows"] == [
        {"row": 2, "日期": "2023-02-01", "项目": "困难补助", "姓名": "张*三", "金额": "500"}
    ]


def test_trace_of_an_unknown_figure_names_the_nearest(run: Run, tmp_path: Path) -> None:
    """A figure nobody declared is refused with the nearest one."""
    result = run("trace", "aid.hardship.amont", str(book(tmp_path, SMALL)))
    assert result == Result(2, "", "没有指标 aid.hardship.amont，是否为 aid.hardship.amount？\n")


def test_explain_by_name_or_code_and_the_list(run: Run) -> None:
    """A rule is found by name or code; without one, all are listed."""
    assert run("explain", "amount-not-number").out == run("explain", "v103").out
    assert "约3000元" in run("explain", "V103").out
    assert run("explain").out.count("\n") == len(app.settings(Path(), None).catalog.rules)
    assert run("explain", "amount-not-nmber").err == "没有规则 amount-not-nmber，是否为 amount-not-number？\n"


def test_config_is_found_beside_the_workbook_or_named(run: Run, tmp_path: Path) -> None:
    """unionreport.toml beside the workbook counts, --config goes before it, a mistake in it is one line."""
    path = str(book(tmp_path, SMALL_WRONG))
    (tmp_path / "unionreport.toml").write_text('[rules]\namount-not-number = "warning"\n', encoding="utf-8")
    assert run("check", path).code == 0
    (tmp_path / "other.toml").write_text('[rules]\namount-not-nmber = "warning"\n', encoding="utf-8")
    refused = run("check", path, "--config", "other.toml")
    assert refused == Result(2, "", "other.toml 的 rules.amount-not-nmber：没有这个键，是否为 amount-not-number？\n")


def test_configured_workbooks_are_checked(run: Run, tmp_path: Path) -> None:
    """Without argument, the workbooks that the configuration names are checked, relative to it."""
    (tmp_path / "books").mkdir()
    book(tmp_path / "books", SMALL)
    (tmp_path / "unionreport.toml").write_text('workbooks = ["books/2023.xlsx"]\n', encoding="utf-8")
    assert "2023.xlsx" in run("check").out


def test_an_internal_fault_is_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own fault shows no traceback unless asked for, and exits 2."""

    def fail(*_: object) -> None:
        message = "out of luck"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(app, "examine", fail)
    path = str(book(tmp_path, SMALL))
    quiet = run("figures", path)
    assert (quiet.code, quiet.out, quiet.err.count("\n")) == (2, "", 1)
    assert "ZeroDivisionError：out of luck" in quiet.err
    assert "Traceback" in run("figures", path, "-v").err


def test_the_workbook_is_never_written_to(run: Run, tmp_path: Path) -> None:
    """Whatever is done with a workbook, its bytes stay."""
    path = tmp_path / "2023.xlsx"
    shutil.copy(SAMPLES / "2023.xlsx", path)
    before = path.read_bytes()
    for arguments in (["check"], ["build", str(path)], ["figures", str(path)], ["trace", "leave.persons", str(path)]):
        run(*arguments)
    assert path.read_bytes() == before


def test_check_holds_against_the_year_before(run: Run, tmp_path: Path) -> None:
    """--previous compares with an earlier workbook, which may be among those checked; a later one is refused."""
    accounts = "科目 | 金额\n上年结余 | {}\n会费收入 | 100"
    book(tmp_path, {"经费收支": accounts.format(0)}, "2022.xlsx")
    book(tmp_path, {"经费收支": accounts.format(90)})
    result = run("check", "--previous", "2022.xlsx")
    assert result.code == 1
    assert "经费收支!B2  错误 Y101 opening-differs" in result.out
    assert "相关  [2022.xlsx]经费收支" in result.out
    refused = run("check", "2022.xlsx", "--previous", "2023.xlsx")
    assert refused == Result(2, "", "--previous 给出的台账没有早于 2022.xlsx 的年度；请给出上一年的台账\n")


def test_build_holds_against_the_year_before(run: Run, tmp_path: Path) -> None:
    """An opening balance that is not last year's closing one stops the report."""
    accounts = "科目 | 金额\n上年结余 | {}\n会费收入 | 100"
    book(tmp_path, {"经费收支": accounts.format(0)}, "2022.xlsx")
    book(tmp_path, {**SMALL, "经费收支": accounts.format(90)})
    assert run("build", "2023.xlsx", "--previous", "2022.xlsx").code == 1
    assert run("build", "2023.xlsx").code == 0


def test_check_holds_back_what_fills_no_screen(run: Run) -> None:
    """The twenty gravest groups are shown and the rest is counted; --all shows everything."""
    path = str(SAMPLES / "2023-mistakes.xlsx")
    short, long = run("check", path).out, run("check", path, "--all").out
    assert re.search(r"^另有 [0-9]+ 处，用 --all 查看$", short, re.MULTILINE)
    assert "--all" not in long
    assert len(re.findall(r"^\S.*  (?:错误|警告|说明) [A-Z][0-9]{3} ", short, re.MULTILINE)) == 20
    assert "sheet-unknown" in long
    assert "sheet-unknown" not in short


def test_accepted_findings_are_listed_and_do_not_count(run: Run, tmp_path: Path) -> None:
    """An accepted error stops nothing, stands under the counts, and carries its reason in JSON."""
    accept = '[[accept]]\nrule = "amount-not-number"\nmatch = { person = "张一三" }\nreason = "凭证已核"'
    (tmp_path / "unionreport.toml").write_text(accept, encoding="utf-8")
    path = str(book(tmp_path, SMALL_WRONG))
    result = run("check", path)
    assert result.code == 0
    assert "错误 0" in result.out
    assert "已说明 1 处，不计入上面的数目：\n    帮扶发放!D2  V103 amount-not-number：凭证已核" in result.out
    found = json.loads(run("check", path, "--format", "json").out)
    assert found["summary"]["error"] == 0
    assert [each["accepted"] for each in found["findings"] if each["rule"] == "amount-not-number"] == ["凭证已核"]
    assert "amount-not-number" not in run("check", path, "--format", "github").out
    assert run("build", path).code == 0
