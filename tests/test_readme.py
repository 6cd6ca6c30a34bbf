from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.books import book, case, figures_of
from unionreport import config
from unionreport.app import examine, trace
from unionreport.config import builtin
from unionreport.figure import Comparison
from unionreport.output import tracing
from unionreport.output.findings import console
from unionreport.reporting import Request, build
from unionreport.resources import folder
from unionreport.texts import texts

ROOT = Path(__file__).parent.parent
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}

pytestmark = pytest.mark.parametrize("language", READMES)


def blocks(language: str, kind: str) -> list[str]:
    """The code blocks of one kind in a README."""
    return re.findall(rf"```{kind}\n(.*?)```", READMES[language].read_text(encoding="utf-8"), re.DOTALL)


def test_both_readmes_have_the_same_commands(language: str) -> None:
    """What can be copied into a terminal is the same in both languages, comments apart."""
    plain = [re.sub(r"\s+#.*", "", each) for each in blocks(language, "sh")]
    assert plain == [re.sub(r"\s+#.*", "", each) for each in blocks("en", "sh")]


def test_every_ledger_and_column_is_in_the_table(language: str) -> None:
    """The table of ledgers has every sheet, every column, and the required ones in bold."""
    text = READMES[language].read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| ([^|`]+?) \| (.+?) \|$", text, re.MULTILINE))
    for ledger in builtin().ledgers.values():
        for field in ledger.fields.values():
            if field.name not in ("seq", "kind", "remark", "seconders", "satisfied"):
                assert field.title in table[ledger.title], (ledger.title, field.title)
            if field.required:
                assert f"**{field.title}**" in table[ledger.title], (ledger.title, field.title)


def test_the_findings_shown_are_what_check_prints(language: str) -> None:
    """The excerpt of check's output stands in the real output for the sample of mistakes."""
    shown, *_ = blocks(language, "text")
    path = folder("sample_data") / "2023-mistakes.xlsx"
    printed = console([case(path).checked], texts(language))
    file, _, finding = shown.partition("\n")
    assert printed.startswith(file)
    assert finding.strip() in printed


def test_the_configuration_shown_works(language: str, tmp_path: Path) -> None:
    """The example of unionreport.toml adds an alias, a value, a ledger and a figure, and a report prints it."""
    (text,) = blocks(language, "toml")
    assert tomllib.loads(text)
    (tmp_path / "unionreport.toml").write_text(text, encoding="utf-8")
    path = book(
        tmp_path,
        {
            "爱心救助登记": "日期 | 项目 | 姓名 | 金额\n2023-02-01 | 急难救助 | 张一三 | 500",
            "志愿服务": "日期 | 姓名 | 时长\n2023-03-05 | 李一四 | 3\n2023-03-06 | 李一五 | 4",
        },
    )
    figures = figures_of(path, config.load(tmp_path / "unionreport.toml"))
    assert figures["volunteering.hours"].shown == "7小时"
    assert figures["aid.total.amount"].shown == "0.05万元"
    assert build(path, Request(), None).written == tmp_path / "2023.docx"


def test_the_comparison_shown_is_what_trace_prints(language: str) -> None:
    """The example of earlier years is the real output for the two samples."""
    (shown,) = blocks(language, "console")
    samples = folder("sample_data")
    compared = examine(samples / "2023.xlsx", config.Config(builtin()), [samples / "2022.xlsx"])
    found = trace(compared, "growth.profile.members")
    assert shown.rstrip("\n") == tracing.console(found, builtin(), texts(language))


def test_every_comparison_is_in_the_table(language: str) -> None:
    """The table of names has each kind of comparison."""
    assert all(f"`{kind}.X`" in READMES[language].read_text(encoding="utf-8") for kind in Comparison)
