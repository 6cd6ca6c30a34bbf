"""Family S, columns: what a header row lacks, has twice or has for itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, loaded
from unionreport.rules import columns

CASES = [
    RuleCase(
        "column-missing",
        "谈心谈话!A1:B1",
        {"谈心谈话": "日期 | 类型\n2023-03-01 | 入党"},
        {"谈心谈话": "日期 | 类型 | 谈话对象\n2023-03-01 | 入党 | 王一三"},
    ),
    RuleCase(
        "column-missing",
        "职工培训!A1:B1",
        {"职工培训": "日期 | 名称\n2023-03-01 | 急救知识"},
        {"职工培训": "日期 | 名称 | 学员姓名\n2023-03-01 | 急救知识 | 王一三"},
    ),
    RuleCase(
        "column-ambiguous",
        "职工疗休养!C1",
        {"职工疗休养": "日期 | 姓名 | 部门 | 所在单位\n2023-05-01 | 王一三 | 后勤 | 锦绣社区"},
        {"职工疗休养": "日期 | 姓名 | 部门 | 地点\n2023-05-01 | 王一三 | 后勤 | 海边"},
    ),
    RuleCase(
        "column-ambiguous",
        "谈心谈话!C1",
        {"谈心谈话": "日期 | 类型 | 姓名 | 谈话对象\n2023-03-01 | 入党 | 王一三 | 王一三"},
        {"谈心谈话": "日期 | 类型 | 姓名 | 谈话人\n2023-03-01 | 入党 | 王一三 | 李四海"},
    ),
    RuleCase(
        "column-unknown",
        "文体活动!B1:D1",
        {"文体活动": "日期 | 天气 | 名称 | 裁判\n2023-03-01 | 晴 | 象棋赛 | 李四海"},
        {"文体活动": "日期 | 活动类别 | 名称\n2023-03-01 | 体育 | 象棋赛"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_column_breaks_its_rule_alone(case: RuleCase, tmp_path: Path) -> None:
    """What is wrong with a column is found once, at its header; an alias or another field is no breach."""
    assert case.found(tmp_path, case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(tmp_path, case.right) == []


def test_a_missing_column_names_its_title_and_aliases() -> None:
    """The texts get the canonical title and the headers that would do."""
    (finding,) = columns.missing(loaded("talks", "日期 | 类型\n2023-03-01 | 入党"))
    assert finding.params == {"column": "对象", "aliases": "谈话对象、姓名"}


def test_a_missing_column_without_aliases_is_its_own_hint() -> None:
    """Where a field has no alias, its title stands for them."""
    ledger = loaded("appraisals", "姓名 | 级别 | 德 | 能 | 勤 | 绩\n王一三 | 处级 | 18 | 18 | 18 | 18")
    (finding,) = columns.missing(ledger)
    assert finding.params == {"column": "廉", "aliases": "廉"}


def test_a_missing_group_names_every_column_of_it() -> None:
    """Where one of two columns is needed, both are named."""
    (finding,) = columns.missing(loaded("training", "日期 | 名称\n2023-03-01 | 急救知识"))
    assert finding.params["column"] == "参加人次/姓名"
    assert finding.params["aliases"].startswith("参训人次、")


def test_ambiguous_columns_are_asked_and_not_guessed() -> None:
    """The candidates are named by address, and none of them is read."""
    ledger = loaded("leave", "日期 | 姓名 | 部门 | 所在单位\n2023-05-01 | 王一三 | 后勤 | 锦绣社区")
    (finding,) = columns.ambiguous(ledger)
    assert finding.params == {
        "column": "单位",
        "candidates": "C1 部门、D1 所在单位",
        "table": "ledgers.leave.columns",
        "lines": 'unit = "部门" / unit = "所在单位"',
    }
    assert [place.address for place in finding.related] == ["职工疗休养!D1"]
    assert not ledger.has("unit")


def test_unknown_columns_are_told_once_a_sheet() -> None:
    """All the columns that fit no field stand in one finding, in their own words."""
    (finding,) = columns.unknown(loaded("activities", "日期 | 天气 | 名称 | 裁判(人)\n2023-03-01 | 晴 | 象棋赛 | 1"))
    assert finding.params == {"columns": "天气、裁判(人)"}
