"""Family N: the union's own paragraphs beside the figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, book, case, found

VISITS = "日期 | 类型 | 对象 | 人数 | 慰问金\n2023-01-01 | 住院 | 王一三等 | 112 | 33600"


def told(text: str, chapter: str = "关心职工生活") -> dict[str, str]:
    """A year of 112 visits for 33600 元, and one paragraph."""
    return {"走访慰问": VISITS, "报告文字": f"章节 | 文字\n{chapter} | {text}"}


CASES = [
    RuleCase(
        "number-unsourced",
        "报告文字!B2",
        told("全年探望住院职工120人次。"),
        told("全年探望住院职工112人次。"),
    )
]


@pytest.mark.parametrize("example", CASES, ids=str)
def test_a_paragraph_breaks_its_rule_alone(example: RuleCase, tmp_path: Path) -> None:
    """A number that no figure has is found once; one that a figure has is not."""
    assert example.found(tmp_path, example.wrong) == [f"{example.at} {example.rule}"]
    assert example.found(tmp_path, example.right) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月5日第3届代表大会开幕",
        "慰问金3.36万元，3.3万余元，近3.4万元，约3.5万元",
        "慰问金33600元，33,600元，33600.00元",
        "探望110余人次，约120人次，112",
        "落实皖工发〔2025〕18号文件",
        "开展“4050”人员服务，比例为1:3",
        "没有数字，0余人",
    ],
)
def test_numbers_that_have_a_source_or_are_names(text: str, tmp_path: Path) -> None:
    """Dates, ordinals, document numbers and quoted names are no claims; printed forms of a figure have a source."""
    assert found(book(tmp_path, told(text))) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("探望120人次，送去5万元，其中120人", "120人、5万元"),
        ("满意率98%。", "98%"),
        ("满意率98％", "98％"),
        ("慰问金33600人", "33600人"),
        ("共35", "35"),
    ],
)
def test_every_number_without_a_source_is_named_once(text: str, numbers: str, tmp_path: Path) -> None:
    """The texts get the numbers with what follows, in their order; 元 are held against 元."""
    judged = case(book(tmp_path, told(text))).checked.judged
    (finding,) = [each.finding for each in judged if each.rule.name == "number-unsourced"]
    assert finding.params == {"numbers": numbers}


@pytest.mark.parametrize("chapter", ["下一年工作", "工作打算", "目标任务"])
def test_goals_come_from_no_ledger(chapter: str, tmp_path: Path) -> None:
    """In the chapters of plans numbers are goals."""
    assert found(book(tmp_path, told("明年慰问500人次", chapter))) == []
