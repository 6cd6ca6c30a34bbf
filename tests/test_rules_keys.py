"""Family K: rows that may be one, persons that may be two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.books import RuleCase, book, found, line, loaded
from unionreport.rules import keys

AID = "日期 | 项目 | 姓名 | 身份证号 | 户号 | 单位 | 金额\n"
ROSTER = "姓名 | 身份证号 | 部门\n"
HOMES = "日期 | 项目 | 姓名 | 户主 | 户号 | 金额\n"

CASES = [
    RuleCase(
        "duplicate-row",
        "厂务公开!A4:D4",
        {"厂务公开": "序号 | 日期 | 事项 | 类别\n1 | 2023-03-01 | 采购 | 其他\n2 | 2023-03-02 | 招标 | 其他\n"
         "3 | 2023-03-01 | 采购 | 其他"},
        {"厂务公开": "序号 | 日期 | 事项 | 类别\n1 | 2023-03-01 | 采购 | 其他\n1 | 2023-03-01 | 采购 | 物资采购"},
    ),
    RuleCase(
        "same-name",
        "会员名册!A3",
        {"会员名册": ROSTER + "王一三 | 990101199001011230 | 后勤\n王一三 | | 后勤"},
        {"会员名册": ROSTER + "王一三 | '990101199001011230 | 后勤\n王一三 | | 财务"},
    ),
    RuleCase(
        "person-in-two-households",
        "帮扶发放!E3",
        {"帮扶发放": AID + "2023-01-01 | 其他 | 王一三 | '990101199001011230 | 'H1 | 后勤 | 5\n2023-02-01 | 其他 | 王一三 | '990101199001011230 | 'H2 | 后勤 | 5"},
        {"帮扶发放": AID + "2023-01-01 | 其他 | 王一三 | '990101199001011230 | 'H1 | 后勤 | 5\n2023-02-01 | 其他 | 王一三 | '990101199001011230 | | 后勤 | 5\n"
         "2023-02-01 | 其他 | 李四海 | '990101199001010019 | 'h 1 | 后勤 | 5"},
    ),
    RuleCase(
        "number-twice",
        "合理化建议!A3",
        {"合理化建议": "编号 | 日期 | 建议人 | 建议名称 | 是否采纳\n'J1 | 2023-01-01 | 王一三 | 甲 | 否\n'J1 | 2023-01-02 | 王一三 | 乙 | 否"},
        {"合理化建议": "编号 | 日期 | 建议人 | 建议名称 | 是否采纳\n'J1 | 2023-01-01 | 王一三 | 甲 | 否\n'J2 | 2023-01-02 | 王一三 | 乙 | 否"},
    ),
    RuleCase(
        "household-two-heads",
        "帮扶发放!D3",
        {"帮扶发放": HOMES + "2023-01-01 | 其他 | 王一三 | 王一三 | 'H1 | 5\n2023-02-01 | 其他 | 李四海 | 李四海 | 'H1 | 5\n"
         "2023-03-01 | 其他 | 赵五岳 | 赵五岳 | 'H1 | 5"},
        {"帮扶发放": HOMES + "2023-01-01 | 其他 | 王一三 | 王一三 | 'H1 | 5\n2023-02-01 | 其他 | 李四海 | 王一三 | 'H1 | 5\n"
         "2023-02-01 | 其他 | 赵五岳 | | 'H1 | 5"},
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_key_breaks_its_rule_alone(case: RuleCase, tmp_path: Path) -> None:
    """Rows and persons that may be one are found once, at the later row; different ones are not."""
    assert case.found(tmp_path, case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(tmp_path, case.right) == []


def test_a_duplicate_names_both_rows() -> None:
    """The texts get both Excel rows, and the earlier one is related."""
    ledger = loaded(
        "talks", "日期 | 类型 | 对象\n2023-03-01 | 入党 | 王\n2023-03-01 | 入党 | 王\n2023-03-01 | 入党 | 王"
    )
    findings = list(keys.duplicate_rows([ledger]))
    assert [each.params for each in findings] == [{"row": "3", "earlier": "2"}, {"row": "4", "earlier": "2"}]
    assert [place.address for place in findings[0].related] == ["谈心谈话!A2:C2"]


@pytest.mark.parametrize(
    "sheets",
    [
        {"满意度调查": "日期 | 满意 | 基本满意 | 不满意\n2023-04-01 | √ | | \n2023-04-01 | √ | | "},
        {"报告文字": "章节 | 文字\n建功立业 | 大家都很努力\n建功立业 | 大家都很努力"},
        {"基本情况": "项目 | 数值\n会员人数 | 5\n女会员人数 | 5"},
    ],
    ids=["ballots", "paragraphs", "items"],
)
def test_what_is_meant_to_repeat_is_no_duplicate(sheets: dict[str, str], tmp_path: Path) -> None:
    """Ballots, paragraphs and items may say the same as one another."""
    assert found(book(tmp_path, sheets)) == []


def test_one_name_is_told_once_with_all_its_rows() -> None:
    """Same names without ID numbers give one finding a name, with the other rows beside it."""
    (finding,) = keys.same_names(
        [loaded("members", ROSTER + "王一三 | | 后勤\n李四海 | | 后勤\n王一三 | | 后勤\n王一三 | 'A1 | 后勤")]
    )
    assert line(finding) == "会员名册!A2 same-name"
    assert finding.params == {"name": "王一三", "count": "3"}
    assert [place.address for place in finding.related] == ["会员名册!A4", "会员名册!A5"]


def test_same_names_need_a_ledger_of_id_numbers() -> None:
    """Where the ledger keeps no ID numbers, nobody can be told apart and nothing is said."""
    assert list(keys.same_names([loaded("members", "姓名 | 部门\n王一三 | 后勤\n王一三 | 后勤")])) == []
    assert list(keys.same_names([loaded("members", "姓名 | 身份证号\n王一三 | 'A1\n王一三 | 'A1")])) == []


def test_a_third_household_is_told_against_the_first() -> None:
    """Every further 户号 of one person is a finding, with the first one beside it."""
    rows = [
        f"2023-0{month}-01 | 其他 | 王一三 | 'A1 | {number} | 后勤 | 5"
        for month, number in enumerate(["H1", "H2", "H3"], 1)
    ]
    findings = list(keys.persons_in_two_households([loaded("disbursements", AID + "\n".join(rows))]))
    assert [each.params for each in findings] == [
        {"household": "H2", "other": "H1"},
        {"household": "H3", "other": "H1"},
    ]
    assert [place.address for place in findings[1].related] == ["帮扶发放!E2"]


def test_households_without_numbers_cannot_differ() -> None:
    """Without 户号 or without 身份证号 there is nothing to compare."""
    table = "日期 | 项目 | 姓名 | 户主 | 金额\n2023-01-01 | 其他 | 王一三 | 王 | 5\n2023-02-01 | 其他 | 王一三 | 李 | 5"
    assert list(keys.persons_in_two_households([loaded("disbursements", table)])) == []


def test_rows_repeat_across_the_sheets_of_one_ledger() -> None:
    """Where a ledger stands on several sheets, the earlier row is named with its sheet."""
    table = "日期 | 类型 | 对象\n2023-03-01 | 入党 | 王"
    first, second = loaded("talks", table), replace(loaded("talks", table), sheet="2月")
    (finding,) = keys.duplicate_rows([first, second])
    assert line(finding) == "2月!A2:C2 duplicate-row"
    assert finding.params == {"row": "2", "earlier": "谈心谈话!2"}
    assert [place.address for place in finding.related] == ["谈心谈话!A2:C2"]


def test_a_row_that_repeats_with_its_number_is_told_once() -> None:
    """A number that stands twice because the whole row does is no second finding."""
    table = (
        "编号 | 日期 | 建议人 | 建议名称 | 是否采纳\n'J1 | 2023-01-01 | 王 | 甲 | 否\n'J1 | 2023-01-01 | 王 | 甲 | 否"
    )
    ledger = loaded("suggestions", table)
    assert list(keys.numbers_twice([ledger])) == []
    assert len(list(keys.duplicate_rows([ledger]))) == 1


def test_numbers_cut_by_a_spreadsheet_have_many_names() -> None:
    """A number that Excel rounded is shared for that reason; another with two names is told once."""
    cut, whole = "'990101199001012000", "'990101199001011230"
    table = f"{ROSTER}王一三 | {cut} |\n李四海 | {cut} |\n赵五岳 | {whole} |\n钱六合 | {whole} |\n孙七星 | {whole} |"
    (finding,) = keys.ids_with_two_names([loaded("members", table)])
    assert line(finding) == "会员名册!A5 id-two-names"
    assert finding.params == {"id": "990101199001011230", "name": "钱六合", "other": "赵五岳"}
