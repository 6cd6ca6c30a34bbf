"""Family R, between figures: what can never exceed what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, book, case
from unionreport.rules import orders
from unionreport.rules.book import Book

CASES = [
    RuleCase(
        "figures-disordered",
        "基本情况!B3",
        {"基本情况": "项目 | 数值\n会员人数 | 500\n女会员人数 | 501"},
        {"基本情况": "项目 | 数值\n会员人数 | 500\n女会员人数 | 500"},
    ),
    RuleCase(
        "figures-disordered",
        "基本情况!B2",
        {"基本情况": "项目 | 数值\n居民户数 | 9\n居民人数 | 8"},
        {"基本情况": "项目 | 数值\n居民户数 | 9"},
    ),
    RuleCase(
        "figures-disordered",
        "基本情况!B3",
        {"基本情况": "项目 | 数值\n楼宇 | 3\n优质楼宇 | 4"},
        {"基本情况": "项目 | 数值\n楼宇 | 4\n优质楼宇 | 3"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_figure_above_its_limit_is_found(case: RuleCase, tmp_path: Path) -> None:
    """A part above its whole is found at the part's cell; an equal or an absent one is not."""
    assert case.found(tmp_path, case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(tmp_path, case.right) == []


def test_disordered_figures_are_named_as_printed(tmp_path: Path) -> None:
    """The texts get both titles and printed values, and the larger one's cell is related."""
    examined = case(book(tmp_path, {"基本情况": "项目 | 数值\n会员人数 | 500\n女会员人数 | 501"}))
    (finding,) = orders.disordered(Book(examined.ledgers, examined.figures, examined.catalog))
    assert finding.params == {
        "larger": "会员人数",
        "larger_value": "500人",
        "smaller": "女会员人数",
        "smaller_value": "501人",
    }
    assert [place.address for place in finding.related] == ["基本情况!B2"]
