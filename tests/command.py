"""The command in tests: run in an empty folder, its exit status and both streams caught."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from unionreport.__main__ import start

AID = "日期 | 项目 | 姓名 | 金额\n2023-02-01 | 困难补助 | 张一三 | 500.00"
WRONG = "日期 | 项目 | 姓名 | 金额\n2023-02-01 | 困难补助 | 张一三 | 约3000元"
SMALL = {"基本情况": "项目 | 数值\n单位名称 | 锦绣社区工会\n年度 | 2023", "帮扶发放": AID}
SMALL_WRONG = {**SMALL, "帮扶发放": WRONG}


@dataclass(frozen=True, slots=True)
class Result:
    """What a run of the command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in an empty folder, in Chinese."""
    monkeypatch.chdir(tmp_path)
    for name in ("UNIONREPORT_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")

    def call(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["unionreport", *arguments])
        try:
            start()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call
