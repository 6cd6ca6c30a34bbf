"""Family V: single cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, book, found, line, loaded
from unionreport.config import load
from unionreport.rules import values


def aid(cells: str) -> dict[str, str]:
    """帮扶发放 with one row."""
    return {"帮扶发放": f"日期 | 项目 | 姓名 | 人数 | 金额\n{cells}"}


def appraisal(marks: str) -> dict[str, str]:
    """民主评议 with one cadre."""
    return {"民主评议": f"姓名 | 级别 | 德 | 能 | 勤 | 绩 | 廉\n王一三 | 处级 | {marks}"}


CASES = [
    RuleCase(
        "cell-missing", "帮扶发放!C2", aid("2023-02-01 | 困难补助 | | 1 | 500"), aid("2023-02-01 | 其他 | 王 | | 5")
    ),
    RuleCase(
        "cell-missing",
        "职工疗休养!B2",
        {"职工疗休养": "日期 | 姓名 | 人数\n2023-05-01 | |"},
        {"职工疗休养": "日期 | 姓名 | 人数\n2023-05-01 | | 12"},
    ),
    RuleCase(
        "cell-missing",
        "谈心谈话!A2",
        {"谈心谈话": "日期 | 类型 | 对象\n | 入党 | 王一三"},
        {"评先评优": "日期 | 称号 | 类型 | 获奖者\n | 先进工作者 | 个人 | 王一三"},
    ),
    RuleCase(
        "date-unreadable",
        "帮扶发放!A2",
        aid("'2023-02-30 | 困难补助 | 王一三 | 1 | 500"),
        aid("'2023.2.28 | 困难补助 | 王一三 | 1 | 500"),
    ),
    RuleCase(
        "amount-not-number",
        "帮扶发放!E2",
        aid("2023-02-01 | 困难补助 | 王一三 | 1 | 约3000元"),
        aid("2023-02-01 | 困难补助 | 王一三 | 1 | 3000元"),
    ),
    RuleCase(
        "amount-below-fen",
        "帮扶发放!E2",
        aid("2023-02-01 | 困难补助 | 王一三 | 1 | 500.005"),
        aid("2023-02-01 | 困难补助 | 王一三 | 1 | 500.05"),
    ),
    RuleCase(
        "count-not-number",
        "帮扶发放!D2",
        aid("2023-02-01 | 困难补助 | 王一三 | 十几人 | 500"),
        aid("2023-02-01 | 困难补助 | 王一三 | 12人 | 500"),
    ),
    RuleCase(
        "number-not-number", "民主评议!C2", appraisal("优 | 18 | 18 | 18 | 18"), appraisal("18分 | 18 | 18 | 18 | 18")
    ),
    RuleCase(
        "yesno-unreadable",
        "合理化建议!D2",
        {"合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳\n2023-04-01 | 王一三 | 换灯 | 待定"},
        {
            "合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳\n2023-04-01 | 王一三 | 换灯 | 未采纳\n2023-04-02 | 王 | 漆 | "
        },
    ),
    RuleCase(
        "value-not-allowed",
        "帮扶发放!B2",
        aid("2023-02-01 | 金秋住学 | 王一三 | 1 | 500"),
        aid("2023-02-01 | 金秋 助学 | 王一三 | 1 | 500"),
    ),
    RuleCase(
        "value-not-allowed",
        "经费收支!A2",
        {"经费收支": "科目 | 金额\n杂项 | 500"},
        {"经费收支": "科目编码 | 科目 | 金额\n501 | 杂项 | 500"},
    ),
    RuleCase(
        "value-unfamiliar",
        "职工培训!C2",
        {"职工培训": "日期 | 名称 | 类别 | 参加人次\n2023-03-01 | 急救 | 安全训练 | 20"},
        {"职工培训": "日期 | 名称 | 类别 | 参加人次\n2023-03-01 | 急救 | 专题 培训 | 20"},
    ),
    RuleCase(
        "amount-negative",
        "帮扶发放!E2",
        aid("2023-02-01 | 困难补助 | 王一三 | 1 | -0.01"),
        aid("2023-02-01 | 困难补助 | 王一三 | 1 | 0"),
    ),
    RuleCase(
        "count-out-of-range",
        "帮扶发放!D2",
        aid("2023-02-01 | 困难补助 | 王一三 | 0 | 500"),
        aid("2023-02-01 | 困难补助 | 王一三 | 1 | 500"),
    ),
    RuleCase(
        "number-out-of-range",
        "民主评议!E2",
        appraisal("18 | 18 | 100.5 | 18 | 18"),
        appraisal("18 | 18 | 100 | 0 | 18"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_cell_breaks_its_rule_alone(case: RuleCase, tmp_path: Path) -> None:
    """A wrong cell is found once, at its own address; the nearest right one is not."""
    assert case.found(tmp_path, case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(tmp_path, case.right) == []


def test_an_unread_cell_names_the_nearest_allowed_value() -> None:
    """A misspelt value comes with what is allowed and what was probably meant."""
    (finding,) = values.unread(loaded("disbursements", aid("2023-02-01 | 金秋住学 | 王一三 | 1 | 5")["帮扶发放"]))
    assert (finding.params["value"], finding.params["near"]) == ("金秋住学", "金秋助学")
    assert finding.params["allowed"].startswith("低保保障金、医疗救助卡、")


def test_a_misspelt_synonym_leads_to_the_value_it_stands_for() -> None:
    """The nearest known spelling may be a synonym; the allowed value is what is named."""
    (finding,) = values.unread(loaded("disbursements", aid("2023-02-01 | 大病救济 | 王一三 | 1 | 5")["帮扶发放"]))
    assert finding.params["near"] == "医疗救助"


def test_nothing_is_named_where_nothing_is_near() -> None:
    """A value that resembles none has no suggestion."""
    (finding,) = values.unread(loaded("disbursements", aid("2023-02-01 | xyz | 王一三 | 1 | 5")["帮扶发放"]))
    assert finding.params["near"] == ""


def test_one_cause_gives_one_finding(tmp_path: Path) -> None:
    """A cell that cannot be read is not called missing as well."""
    assert found(book(tmp_path, aid("没有日期 | 困难补助 | 王一三 | 1 | 五百左右"))) == [
        "帮扶发放!A2 date-unreadable",
        "帮扶发放!E2 amount-not-number",
    ]


@pytest.mark.parametrize("title", ["会员人数", "会员人数（人）", "会员 人数：", "工会会员人数"])
def test_an_unread_item_is_a_finding_however_its_title_is_written(title: str, tmp_path: Path) -> None:
    """In a ledger of items a wrong value is named by its item, brackets, blanks and aliases aside."""
    assert found(book(tmp_path, {"基本情况": f"项目 | 数值\n{title} | 约五百"})) == ["基本情况!B2 count-not-number"]


def test_a_limit_is_worded_from_both_ends(tmp_path: Path) -> None:
    """A limit is told as at least, at most or between."""
    (both,) = values.out_of_range(loaded("appraisals", appraisal("18 | 18 | 18 | 18 | 101")["民主评议"]))
    assert both.params == {"value": "101", "column": "廉", "limits": "0–100"}
    (least,) = values.out_of_range(loaded("disbursements", aid("2023-02-01 | 其他 | 王 | 0 | 5")["帮扶发放"]))
    assert least.params["limits"] == "≥ 1"
    config = tmp_path / "unionreport.toml"
    config.write_text(
        '[[ledgers.members.fields]]\nname = "order"\ntitle = "排名"\ntype = "count"\nmaximum = 9\n', "utf-8"
    )
    path = book(tmp_path, {"会员名册": "姓名 | 排名\n王一三 | 10\n李四海 | 9"})
    assert found(path, load(config)) == ["会员名册!B2 count-out-of-range"]
    assert values._limits(load(config).catalog.ledgers["members"].fields["order"]) == "≤ 9"


def test_a_minimum_of_money_is_in_yuan(tmp_path: Path) -> None:
    """A declared minimum of 10 for an amount means ten 元, not ten fen."""
    config = tmp_path / "unionreport.toml"
    config.write_text('[[ledgers.members.fields]]\nname = "dues"\nminimum = 10\n', "utf-8")
    path = book(tmp_path, {"会员名册": "姓名 | 会费\n王一三 | 9.99\n李四海 | 10"})
    assert found(path, load(config)) == ["会员名册!B2 amount-negative"]


def test_blank_answers_are_answers(tmp_path: Path) -> None:
    """A blank yes/no cell means no, a blank tally none, a blank item that the union has no such thing."""
    sheets = {
        "合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳\n2023-04-01 | 王一三 | 换灯 | ",
        "满意度调查": "日期 | 满意 | 基本满意 | 不满意\n2023-04-01 | √ | | ",
        "基本情况": "项目 | 数值\n会员人数 | ",
    }
    assert found(book(tmp_path, sheets)) == []


def test_a_group_of_columns_needs_one_cell(tmp_path: Path) -> None:
    """Each row needs one of 姓名 and 人数, and only where the sheet has at least one of the columns."""
    ledger = loaded("leave", "日期 | 姓名 | 人数\n2023-05-01 | 王 | \n2023-05-02 | | 3\n2023-05-03 | | ")
    assert [line(each) for each in values.missing(ledger)] == ["职工疗休养!B4 cell-missing"]
    assert list(values.missing(loaded("leave", "日期 | 地点\n2023-05-01 | 海边"))) == []
    assert found(book(tmp_path, {"职工疗休养": "日期 | 姓名\n2023-05-01 | \n"})) == ["职工疗休养!B2 cell-missing"]


def test_an_absent_column_that_would_have_followed_is_judged_at_its_source() -> None:
    """收支 follows from 科目; where it does not, the subject is where the finding points."""
    (finding,) = values.unread(loaded("finance", "科目 | 金额\n杂项 | 500"))
    assert (line(finding), finding.params["column"]) == ("经费收支!A2 value-not-allowed", "收支")
