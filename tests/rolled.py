"""Roll-ups in tests: a folder of unions from text tables, rolled up in this process."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.books import Sheets, book
from unionreport.rollup.course import Request, roll_up
from unionreport.rollup.outcome import Outcome
from unionreport.rollup.summary import Found, Part, Summary


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user's key is kept during a test."""
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


def unions(folder: Path, each: Mapping[str, Sheets]) -> Path:
    """A folder with the workbook of each union, by its path: ``甲社区/2023.xlsx``."""
    for path, sheets in each.items():
        home = (folder / path).parent
        home.mkdir(parents=True, exist_ok=True)
        book(home, sheets, Path(path).name)
    return folder


def profile(name: str, year: int = 2023) -> str:
    """基本情况 of a union."""
    return f"项目 | 数值\n单位名称 | {name}\n年度 | {year}"


def outcome(folder: Path, output: Path, **wish: object) -> Outcome:
    """What comes of a folder, in this process."""
    return roll_up(Request((str(folder),), output, 1, **wish))  # type: ignore[arg-type]


def summary(address: str = "甲/2023.xlsx", **values: object) -> Summary:
    """A summary of little."""
    usual: dict[str, object] = {"union": "甲工会", "key": "甲工会", "digest": address, "year": 2023}
    return Summary(address, **{**usual, **values})  # type: ignore[arg-type]


def parts(**values: int) -> dict[str, Part]:
    """Figures that are whole numbers, ``__`` for the points of their names."""
    return {name.replace("__", "."): Part(value) for name, value in values.items()}


def found(rule: str, severity: str = "error", count: int = 1) -> Found:
    """A finding by rule."""
    return Found(rule, severity, count)


def reasons(rolled: Outcome) -> Sequence[str]:
    """The workbooks that do not count, each with the key of its reason."""
    return [f"{each.address} {each.refused.key}" for each in rolled.selection.left if each.refused]


def record(folder: Path) -> dict[str, object]:
    """rollup.json of an output folder."""
    form: dict[str, object] = json.loads((folder / "rollup.json").read_text(encoding="utf-8"))
    return form
