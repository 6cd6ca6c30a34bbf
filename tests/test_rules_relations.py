"""Family R, within a row: parts and wholes, ends and beginnings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, book, found, loaded
from unionreport.rules import relations

SURVEY = "日期 | 发放 | 收回 | 满意 | 基本满意 | 不满意\n"
APPRAISAL = "姓名 | 级别 | 德 | 能 | 勤 | 绩 | 廉 | 总分\n王一三 | 处级 | "

CASES = [
    RuleCase(
        "order-reversed",
        "劳动保护检查!C2",
        {"劳动保护检查": "日期 | 场所 | 隐患数 | 已整改数\n2023-06-01 | 食堂 | 2 | 3"},
        {"劳动保护检查": "日期 | 场所 | 隐患数 | 已整改数\n2023-06-01 | 食堂 | 3 | 3\n2023-06-02 | 食堂 | 3 | "},
    ),
    RuleCase(
        "order-reversed",
        "职工疗休养!B2",
        {"职工疗休养": "开始日期 | 结束日期 | 姓名\n2023-05-08 | 2023-05-01 | 王一三"},
        {"职工疗休养": "开始日期 | 结束日期 | 姓名\n2023-05-08 | 2023-05-08 | 王一三"},
    ),
    RuleCase(
        "order-reversed",
        "来访接待!C2",
        {"来访接待": "日期 | 来访人 | 办结日期\n2023-05-08 | 王一三 | 2023-05-07"},
        {"来访接待": "日期 | 来访人 | 办结日期\n2023-05-08 | 王一三 | "},
    ),
    RuleCase(
        "order-reversed",
        "满意度调查!B2",
        {"满意度调查": SURVEY + "2023-05-08 | 99 | 100 | 100 | 0 | 0"},
        {"满意度调查": SURVEY + "2023-05-08 | 100 | 100 | 100 | 0 | 0"},
    ),
    RuleCase(
        "parts-exceed-whole",
        "满意度调查!C2",
        {"满意度调查": SURVEY + "2023-05-08 | 100 | 100 | 90 | 9 | 2"},
        {"满意度调查": SURVEY + "2023-05-08 | 100 | 100 | 90 | 5 | 2"},
    ),
    RuleCase(
        "parts-differ",
        "民主评议!H2",
        {"民主评议": APPRAISAL + "18 | 18.5 | 19 | 19 | 19 | 93"},
        {"民主评议": APPRAISAL + "18 | 18.5 | 19 | 19 | 19 | 93.5"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_row_breaks_its_relation_alone(case: RuleCase, tmp_path: Path) -> None:
    """A row whose numbers or dates contradict each other is found once, at the whole; equal is no breach."""
    assert case.found(tmp_path, case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(tmp_path, case.right) == []


def test_a_reversed_order_names_both_values() -> None:
    """The texts get both titles and values, dates without a time, and the other cell is related."""
    (finding,) = relations.sums_exceeded(
        loaded("leave", "开始日期 | 结束日期 | 姓名\n2023-05-08 | 2023-05-01 | 王一三")
    )
    assert finding.params == {
        "low": "开始日期",
        "low_value": "2023-05-08",
        "high": "结束日期",
        "high_value": "2023-05-01",
    }
    assert [place.address for place in finding.related] == ["职工疗休养!A2"]


def test_exceeding_parts_are_named_with_their_sum() -> None:
    """The texts get the parts' titles joined and their sum."""
    (finding,) = relations.sums_exceeded(loaded("satisfaction", SURVEY + "2023-05-08 | 100 | 100 | 90 | 9 | 2"))
    assert finding.params == {"low": "满意+基本满意+不满意", "low_value": "101", "high": "收回", "high_value": "100"}


def test_a_differing_total_is_exact() -> None:
    """Marks are added as decimals, so that 0.1 is a tenth."""
    (finding,) = relations.sums_differing(loaded("appraisals", APPRAISAL + "0.1 | 0.1 | 0.1 | 0 | 0 | 0.4"))
    assert (finding.params["low_value"], finding.params["high_value"]) == ("0.3", "0.4")
    assert list(relations.sums_differing(loaded("appraisals", APPRAISAL + "0.1 | 0.1 | 0.1 | 0 | 0 | 0.3"))) == []


def test_an_unread_part_silences_the_relation(tmp_path: Path) -> None:
    """Where a cell could not be read, that is the one finding of the row."""
    sheets = {"劳动保护检查": "日期 | 场所 | 隐患数 | 已整改数\n2023-06-01 | 食堂 | 几个 | 3"}
    assert found(book(tmp_path, sheets)) == ["劳动保护检查!C2 count-not-number"]
