"""Findings on a console, as JSON, and as annotations."""

from __future__ import annotations

import json
from dataclasses import replace
from textwrap import dedent

import pytest

from unionreport import config
from unionreport.finding import Finding, Severity
from unionreport.judgement import Checked, Excerpt, Judged, at_least
from unionreport.output import findings
from unionreport.places import Place, cell
from unionreport.texts import texts

ZH, EN = texts("zh"), texts("en")
RULES = config.builtin().rules
FILE, SHEET = "2023.xlsx", "经费收支"
HEADERS = ("日期", "摘要", "支出类别", "金额")


def excerpt(row: int, *cells: str, marked: int | None = 3) -> Excerpt:
    """A row of the sheet, the amount underlined."""
    return Excerpt(row, ("A", "B", "C", "D"), HEADERS, cells, tuple(at == marked for at in range(4)))


def amount(row: int, value: str = "约3000元", *, shown: bool = True) -> Judged:
    """An amount that is no number, in column D."""
    finding = Finding("amount-not-number", cell(FILE, SHEET, row, 4), {"value": value})
    seen = excerpt(row, "2023-02-14", "春节慰问", "维权支出", value) if shown else None
    return Judged(finding, RULES["amount-not-number"], value, seen)


def judged(rule: str, place: Place, related: tuple[Place, ...] = (), **params: str) -> Judged:
    """A finding without a row to show."""
    return Judged(Finding(rule, place, params, related), RULES[rule])


def lines(text: str) -> str:
    """A text block as it stands, without its margin."""
    return dedent(text).strip("\n")


def test_a_finding_shows_address_message_row_and_remedy() -> None:
    """The address first, then the row as the sheet shows it, then what to do, then the counts."""
    assert findings.console([Checked(FILE, (amount(4),))], ZH) == lines(
        """
        2023.xlsx
        经费收支!D4  错误 V103 amount-not-number
            “约3000元”不是数字
             行 │ A 日期      B 摘要    C 支出类别  D 金额
              4 │ 2023-02-14  春节慰问  维权支出    约3000元
                │                                   ────────
            帮助  只填数字，例如 3000.00；单位写在表头

        检查完成：错误 1，警告 0，说明 0。
        用 unionreport explain V103 查看规则
        """
    )


def test_a_finding_is_shown_in_english() -> None:
    """Sheets and cells stay as they are, the words around them change."""
    assert findings.console([Checked(FILE, (amount(14),))], EN) == lines(
        """
        2023.xlsx
        经费收支!D14  error V103 amount-not-number
            “约3000元” is not a number
             row │ A 日期      B 摘要    C 支出类别  D 金额
              14 │ 2023-02-14  春节慰问  维权支出    约3000元
                 │                                   ────────
            help  write the number alone, as in 3000.00; the unit belongs in the header

        check done: 1 errors, 0 warnings, 0 notes
        see a rule with: unionreport explain V103
        """
    )


def test_findings_of_one_rule_on_one_sheet_stand_together() -> None:
    """The first is shown in full, the others by address, rows below one another as a range."""
    other = judged("date-unreadable", cell(FILE, SHEET, 7, 1), value="2023-02-30")
    found = (amount(4), other, amount(9), amount(15), amount(16), amount(9, shown=False))
    shown = findings.console([Checked(FILE, found)], ZH)
    assert shown == lines(
        """
        2023.xlsx
        经费收支!D4  错误 V103 amount-not-number
            “约3000元”不是数字
             行 │ A 日期      B 摘要    C 支出类别  D 金额
              4 │ 2023-02-14  春节慰问  维权支出    约3000元
                │                                   ────────
            帮助  只填数字，例如 3000.00；单位写在表头
            同类  另有 4 处：D9、D15:D16

        经费收支!A7  错误 V102 date-unreadable
            “2023-02-30”不是日期
            帮助  写成 2023-03-05 或 2023年3月5日，并核对这一天是否存在

        检查完成：错误 6，警告 0，说明 0。
        用 unionreport explain V103 查看规则
        """
    )


def test_the_same_rule_on_two_sheets_is_told_twice() -> None:
    """Each sheet has its own block."""
    elsewhere = judged("amount-not-number", cell(FILE, "帮扶发放", 4, 8), value="五")
    shown = findings.console([Checked(FILE, (amount(4), elsewhere))], ZH)
    assert "经费收支!D4  错误 V103" in shown
    assert "帮扶发放!H4  错误 V103" in shown
    assert "同类" not in shown


def test_a_row_without_a_mark_has_no_underline() -> None:
    """Where the whole row is meant, nothing is underlined."""
    place = Place(FILE, SHEET, 5, 1, 5, 4)
    finding = Finding("duplicate-row", place, {"row": "5", "earlier": "4"}, (Place(FILE, SHEET, 4, 1, 4, 4),))
    seen = excerpt(5, "2023-02-14", "春节慰问", "维权支出", "3000", marked=None)
    assert findings.console([Checked(FILE, (Judged(finding, RULES["duplicate-row"], None, seen),))], ZH) == lines(
        """
        2023.xlsx
        经费收支!A5:D5  警告 K101 duplicate-row
            第 5 行与第 4 行内容完全相同
             行 │ A 日期      B 摘要    C 支出类别  D 金额
              5 │ 2023-02-14  春节慰问  维权支出    3000
            帮助  重复录入的请删去一行；确有两笔的请在备注中写明
            相关  A4:D4

        检查完成：错误 0，警告 1，说明 0。
        用 unionreport explain K101 查看规则
        """
    )


@pytest.mark.parametrize(
    ("related", "shown"),
    [
        ((cell(FILE, SHEET, 9, 4),), "相关  D9"),
        ((Place(FILE, SHEET, 2, 4, 8, 4), cell(FILE, SHEET, 10, 4)), "相关  D2:D8、D10"),
        ((cell(FILE, "帮扶发放", 4, 1), cell(FILE, "帮扶发放", 5, 1)), "相关  帮扶发放!A4:A5"),
        ((cell(FILE, "帮扶发放", 9, 1), cell(FILE, SHEET, 10, 1)), "相关  帮扶发放!A9、A10"),
        ((Place(FILE, "帮扶发放"),), "相关  帮扶发放"),
        ((cell(FILE, SHEET, 4, 3),), None),
    ],
)
def test_related_places_are_named(related: tuple[Place, ...], shown: str | None) -> None:
    """Other rows and other sheets are named; what stands in the same row is in the picture already."""
    found = judged(
        "order-reversed", cell(FILE, SHEET, 4, 4), related, low="甲", low_value="3", high="乙", high_value="2"
    )
    text = findings.console([Checked(FILE, (found,))], ZH)
    assert [line.strip() for line in text.split("\n") if "相关" in line] == ([shown] if shown else [])


@pytest.mark.parametrize(
    ("place", "where"),
    [(Place(FILE), "整个文件"), (Place(FILE, SHEET), "经费收支"), (cell(FILE, SHEET, 1, 28), "经费收支!AB1")],
)
def test_a_finding_on_a_file_or_a_sheet_says_so(place: Place, where: str) -> None:
    """A finding without a cell is on the whole sheet or the whole file."""
    text = findings.console([Checked(FILE, (judged("year-unknown", place),))], ZH)
    assert text.split("\n")[1] == f"{where}  错误 D102 year-unknown"


def test_a_cell_of_several_lines_does_not_break_the_picture() -> None:
    """The line breaks of a cell are left out of message and row."""
    text = findings.console([Checked(FILE, (amount(4, "约\n3000元"),))], ZH)
    assert "    “约 3000元”不是数字\n" in text
    assert "维权支出    约 3000元\n" in text


def test_clean_workbooks_are_named() -> None:
    """A workbook without findings gets a line, and there is no rule to look up."""
    assert findings.console([Checked("2022.xlsx", ()), Checked(FILE, ())], ZH) == lines(
        """
        2022.xlsx：没有发现问题

        2023.xlsx：没有发现问题

        检查完成：错误 0，警告 0，说明 0。
        """
    )


def test_workbooks_are_counted_together() -> None:
    """Each workbook has its findings under its name, all are counted at the end, the gravest is to be explained."""
    note = judged("sheet-unknown", Place("2022.xlsx", "临时"), sheet="临时")
    text = findings.console([Checked("2022.xlsx", (note,)), Checked(FILE, (amount(4),))], EN)
    assert text.split("\n")[0] == "2022.xlsx"
    assert "\n2023.xlsx\n" in text
    assert "check done: 1 errors, 0 warnings, 1 notes\nsee a rule with: unionreport explain V103" in text


@pytest.mark.parametrize(
    ("near", "help_line"),
    [
        ("金秋助学", "可填：甲、乙；是否为“金秋助学”？"),
        ("", "可填：甲、乙"),
    ],
)
def test_the_nearest_value_is_offered_where_there_is_one(near: str, help_line: str) -> None:
    """A misspelt value gets a suggestion, one that resembles nothing only the list."""
    place = cell(FILE, SHEET, 4, 3)
    found = judged("value-not-allowed", place, value="金秋住学", column="项目", allowed="甲、乙", near=near)
    assert f"    帮助  {help_line}\n" in findings.console([Checked(FILE, (found,))], ZH)


def test_json_is_by_the_contract() -> None:
    """Each finding has the promised keys; a finding without a cell has null there."""
    unknown = judged("sheet-unknown", Place(FILE, "临时"), sheet="临时")
    year = judged("year-unknown", Place(FILE), (cell(FILE, SHEET, 2, 1),))
    shown = json.loads(findings.as_json([Checked(FILE, (amount(4), unknown, year))], ZH))
    assert shown == {
        "schema": 1,
        "summary": {"error": 2, "warning": 0, "note": 1},
        "findings": [
            {
                "rule": "amount-not-number",
                "code": "V103",
                "severity": "error",
                "file": "2023.xlsx",
                "sheet": "经费收支",
                "cell": "D4",
                "value": "约3000元",
                "message": "“约3000元”不是数字",
                "help": "只填数字，例如 3000.00；单位写在表头",
                "params": {"value": "约3000元"},
                "related": [],
                "accepted": None,
            },
            {
                "rule": "sheet-unknown",
                "code": "S101",
                "severity": "note",
                "file": "2023.xlsx",
                "sheet": "临时",
                "cell": None,
                "value": None,
                "message": "工作表“临时”不是已知的台账，没有读取",
                "help": "若是台账，把表名改成规定的名称，或在 unionreport.toml 的 aliases 中加上“临时”",
                "params": {"sheet": "临时"},
                "related": [],
                "accepted": None,
            },
            {
                "rule": "year-unknown",
                "code": "D102",
                "severity": "error",
                "file": "2023.xlsx",
                "sheet": None,
                "cell": None,
                "value": None,
                "message": "看不出是哪一年的台账",
                "help": "在基本情况填“年度”，或把文件名写成 2023.xlsx",
                "params": {},
                "related": ["经费收支!A2"],
                "accepted": None,
            },
        ],
    }


def test_json_of_clean_workbooks_is_whole() -> None:
    """Nothing found is an empty list and three zeros, Chinese as it is."""
    assert json.loads(findings.as_json([Checked(FILE, ())], ZH)) == {
        "schema": 1,
        "summary": {"error": 0, "warning": 0, "note": 0},
        "findings": [],
    }
    assert "经费收支" in findings.as_json([Checked(FILE, (amount(4),))], ZH)


def test_annotations_are_one_line_each_gravest_first() -> None:
    """A build service shows the first few annotations, so errors come before warnings and notes."""
    note = judged("sheet-unknown", Place(FILE, "临时"), sheet="临时")
    warning = judged("year-differs", cell(FILE, "基本情况", 3, 2), stated="2022", named="2023")
    assert findings.github([Checked(FILE, (note, warning, amount(4)))], ZH).split("\n") == [
        "::error file=2023.xlsx,title=V103 amount-not-number::经费收支!D4: “约3000元”不是数字",
        "::warning file=2023.xlsx,title=D104 year-differs::基本情况!B3: 基本情况写 2022 年，文件名写 2023 年；按 2022 年计算",
        "::notice file=2023.xlsx,title=S101 sheet-unknown::临时: 工作表“临时”不是已知的台账，没有读取",
    ]


def test_signs_that_mean_something_to_the_service_are_escaped() -> None:
    """A line break or a per cent sign in a cell, a comma or colon in a file's name, do not end the annotation."""
    found = amount(4, "5%\r\n::error::x")
    moved = replace(found.finding, place=replace(found.finding.place, file="a,b:c%.xlsx"))
    assert findings.github([Checked("a,b:c%.xlsx", (replace(found, finding=moved),))], ZH) == (
        "::error file=a%2Cb%3Ac%25.xlsx,title=V103 amount-not-number::经费收支!D4: “5%25%0D%0A::error::x”不是数字"
    )


def test_no_findings_are_no_annotations() -> None:
    """A clean workbook adds nothing to the log."""
    assert findings.github([Checked(FILE, ())], ZH) == ""


@pytest.mark.parametrize(
    ("severity", "reached"),
    [
        (Severity.ERROR, [True, True, True]),
        (Severity.WARNING, [False, True, True]),
        (Severity.NOTE, [False, False, True]),
        (None, [False, False, False]),
    ],
)
def test_workbooks_reach_the_level_of_their_gravest_finding(severity: Severity | None, reached: list[bool]) -> None:
    """One finding grave enough in any workbook is enough."""
    rule = RULES["amount-not-number"]
    found = (replace(amount(4), rule=replace(rule, severity=severity)),) if severity else ()
    checked = [Checked("2022.xlsx", ()), Checked(FILE, found)]
    assert [at_least(checked, level) for level in Severity] == reached


def test_the_gravest_groups_are_shown_and_the_rest_is_counted() -> None:
    """Of three groups and room for one the error is shown; the others are counted by finding."""
    notes = [judged("sheet-unknown", Place(FILE, name), sheet=name) for name in ("甲", "乙")]
    shown = findings.console([Checked("2022.xlsx", tuple(notes)), Checked(FILE, (amount(4), amount(9)))], ZH, 1)
    assert shown.startswith("2023.xlsx\n经费收支!D4  错误")
    assert shown.endswith(
        "另有 2 处，用 --all 查看\n\n检查完成：错误 2，警告 0，说明 2。\n用 unionreport explain V103 查看规则"
    )
    assert "--all" not in findings.in_full([Checked(FILE, (*notes, amount(4)))], ZH)


def test_accepted_findings_stand_apart() -> None:
    """They are listed with their reasons under the counts, and are neither counted nor shown above."""
    accepted = replace(amount(4), accepted="凭证已核")
    assert findings.console([Checked(FILE, (accepted,))], EN) == lines(
        """
        2023.xlsx: nothing found

        check done: 0 errors, 0 warnings, 0 notes
        accepted and not counted above: 1
            经费收支!D4  V103 amount-not-number: 凭证已核
        """
    )
    assert findings.github([Checked(FILE, (accepted,))], ZH) == ""
    data = json.loads(findings.as_json([Checked(FILE, (accepted,))], ZH))
    assert data["summary"] == {"error": 0, "warning": 0, "note": 0}
    assert data["findings"][0]["accepted"] == "凭证已核"
    assert not at_least([Checked(FILE, (accepted,))], Severity.NOTE)


def test_related_places_in_another_file_are_named_with_it() -> None:
    """As Excel writes it: the file in square brackets before the sheet."""
    related = (Place("2022.xlsx", SHEET), cell("2022.xlsx", SHEET, 4, 4), Place("2022.xlsx"))
    text = findings.console([Checked(FILE, (judged("year-unknown", cell(FILE, SHEET, 4, 4), related),))], ZH)
    assert "    相关  [2022.xlsx]经费收支、[2022.xlsx]经费收支!D4、2022.xlsx\n" in text
