"""Personal data stays home: numbers are masked wherever results go, and nothing goes to a network."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.books import book_of_rows
from tests.command import Run
from unionreport import app

ID, CARD, PHONE, SPACED = "990101199001011237", "6222000011112222333", "13900001111", "139 0000 2222"
HEAD = ["日期", "项目", "姓名", "身份证号", "户号", "金额", "备注", f"经办{PHONE}"]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A workbook with personal numbers where findings, excerpts and traces show cells."""
    return book_of_rows(
        tmp_path,
        {
            "帮扶发放": [
                HEAD,
                ["2023-02-01", f"补助{CARD}", "张一三", ID, "H1", 500, SPACED, None],
                ["2023-02-01", "困难补助", "张一三", ID, "H2", f"卡{CARD}", PHONE, None],
                [PHONE, "困难补助", "李一四", ID, "H2", 700, SPACED, None],
                ["2023-02-03", "困难补助", f"李一五{SPACED}", ID, "H2", 700, SPACED, None],
            ],
            "合理化建议": [
                ["编号", "日期", "建议人", "建议名称", "是否采纳"],
                [ID, "2023-01-01", "张一三", "灯", PHONE],
            ],
        },
    )


COMMANDS = [
    ["check", "2023.xlsx"],
    ["check", "2023.xlsx", "--all"],
    ["check", "2023.xlsx", "--format", "json"],
    ["check", "2023.xlsx", "--format", "github"],
    ["check", "2023.xlsx", "--format", "html"],
    ["figures", "2023.xlsx", "--format", "csv"],
    ["figures", "2023.xlsx", "--format", "json"],
    ["trace", "aid.total.amount", "2023.xlsx"],
    ["trace", "aid.total.persons", "2023.xlsx", "--format", "json"],
    ["trace", "suggestions.submitted", "2023.xlsx"],
    ["build", "2023.xlsx", "-v"],
    ["build", "2023.xlsx", "--draft", "--comments", "--sources", "-v"],
]


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_personal_number_leaves_in_full(run: Run, command: list[str], language: str) -> None:
    """Whatever is printed, in whichever form, an ID, a card and a telephone show their last four signs."""
    result = run(*command, "--lang", language)
    assert result.out or result.err
    for number in (ID, CARD, PHONE, SPACED):
        assert number not in result.out + result.err


def test_a_trace_names_nobody(run: Run, tmp_path: Path) -> None:
    """Of the rows behind a figure names are masked and remarks left out; what figures are told apart by is shown."""
    rows: list[list[object]] = [
        ["日期", "项目", "姓名", "户主", "困难类别", "金额", "备注"],
        ["2023-02-01", "困难补助", "张一三", "张一二", "深度困难", 500, "患病"],
        ["2023-02-02", "困难补助", "李一四", "", "", 600, ""],
    ]
    path = str(book_of_rows(tmp_path, {"帮扶发放": rows}))
    data = json.loads(run("trace", "aid.total.amount", path, "--format", "json").out)
    assert [list(each.values()) for each in data["sheets"][0]["rows"]] == [
        [2, "2023-02-01", "困难补助", "张*三", "张*二", "深度困难", "500", "****"],
        [3, "2023-02-02", "困难补助", "李*四", "", "", "600", ""],
    ]
    assert "张一三" not in run("trace", "aid.total.persons", path).out


def test_an_internal_fault_tells_no_number(run: Run, secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a fault of ours, told with its traceback, shows what it stumbled over."""

    def fail(*_: object) -> None:
        raise ValueError(ID)

    monkeypatch.setattr(app, "examine", fail)
    result = run("-v", "figures", str(secret))
    assert "Traceback" in result.err
    assert ID not in result.err
    assert ID[-4:] in result.err


def test_the_marked_copy_holds_what_the_workbook_held(run: Run, secret: Path, tmp_path: Path) -> None:
    """The ledgers of the copy are whole; the list of findings and the comments show numbers masked."""
    run("check", str(secret), "--marked", "copy.xlsx")
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    assert book["帮扶发放"]["D2"].value == ID
    listed = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    comments = [cell.comment.text for row in book["帮扶发放"].iter_rows() for cell in row if cell.comment]
    assert comments
    for number in (ID, CARD, PHONE, SPACED):
        assert not any(number in text for text in listed + comments)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """A machine on which every socket is refused; what was tried is listed."""
    tried: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        tried.append(arguments)
        message = "no network"
        raise OSError(message)

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield tried
    assert tried == []


@pytest.mark.usefixtures("offline")
def test_nothing_goes_to_a_network(run: Run, tmp_path: Path) -> None:
    """Every command does its work without asking for a connection."""
    assert run("init", "2023").code == 0
    (tmp_path / "ledger.csv").write_text("日期,项目,姓名,金额\n2023-02-01,困难补助,张一三,500\n", encoding="utf-8")
    assert run("check", "2023.xlsx", "--marked", "copy.xlsx").code == 0
    assert run("check", "ledger.csv", "--format", "html", "-o", "found.html").code == 0
    assert run("build", "2023.xlsx").code == 0
    assert json.loads(run("figures", "2023.xlsx", "--format", "json").out)["year"] == 2023
    assert run("trace", "aid.total.amount", "2023.xlsx").code == 0
    assert run("explain").code == 0
