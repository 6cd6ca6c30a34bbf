"""Rows marked as examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase

HEADS = "序号 | 日期 | 项目 | 姓名 | 人数 | 金额"
GIVEN = "示例 | 2023-02-14 | 困难补助 | 张一三 | 1 | 500"
OWN = "1 | 2023-02-14 | 困难补助 | 张一三 | 1 | 800"

CASES = [
    RuleCase(
        "example-filled",
        "帮扶发放!A2:F2",
        {"帮扶发放": f"{HEADS}\n示例 | 2023-02-14 | 困难补助 | 王一三 | 1 | 800\n{OWN}"},
        {"帮扶发放": f"{HEADS}\n{GIVEN}\n{OWN}"},
    ),
    RuleCase(
        "example-filled",
        "帮扶发放!A2:F2",
        {"帮扶发放": f"{HEADS}\n示例 | 2023-02-15 | 困难补助 | 张一三 | 1 | 500\n{OWN}"},
        {"帮扶发放": f"{HEADS}\n示例 | 2023-02-14 | 困难补助 | | |\n{OWN}"},
    ),
    RuleCase(
        "example-filled",
        "报告文字!A2:C2",
        {"报告文字": "章节 | 顺序 | 文字\n示例：民主管理 | 1 | 我们开了会。"},
        {"报告文字": "章节 | 顺序 | 文字\n示例：民主管理 | 1 | 一年来，工会坚持……"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_example_that_was_filled_in_is_told(case: RuleCase, tmp_path: Path) -> None:
    """A row that does not count and holds somebody's own data is found; the example as it was given is not."""
    assert case.found(tmp_path, case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(tmp_path, case.right) == []
