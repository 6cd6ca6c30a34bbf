"""基本情况: one item a row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.books import RuleCase, all_loaded, book_of_rows, figures, found, line

CASES = [
    RuleCase(
        "item-unknown",
        "基本情况!A3",
        {"基本情况": "项目 | 数值\n会员人数 | 5\n停车位数 | 260"},
        {"基本情况": "项目 | 数值\n工会会员人数(人) | 5\n | 260"},
    ),
    RuleCase(
        "item-twice",
        "基本情况!A4",
        {"基本情况": "项目 | 数值\n会员人数 | 5\n年度 | 2023\n会员数 | 6"},
        {"基本情况": "项目 | 数值\n会员人数 | 5\n年度 | 2023\n职工数 | 6"},
    ),
    RuleCase(
        "unit-differs",
        "基本情况!C2",
        {"基本情况": "项目 | 数值 | 单位\n面积 | 120 | 亩"},
        {"基本情况": "项目 | 数值 | 单位\n面积 | 1.2 | 平方 公里\n会员人数 | 5 | \n届次 | 第五届 | 届"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_item_breaks_its_rule_alone(case: RuleCase, tmp_path: Path) -> None:
    """An item nobody knows, one given twice and a unit of its own are found at their cells."""
    assert case.found(tmp_path, case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(tmp_path, case.right) == []


def test_items_are_read_by_their_own_types() -> None:
    """Each value has the type of its item: texts, counts, numbers, dates; blanks are missing."""
    table = (
        "项目 | 数值\n工会名称 | 锦绣社区工会\n年度 | 2023年\n届次 | 5\n报告日期 | 2024年1月15日\n会员人数 | 1,018人\n"
        "面积 | 2.5\n失业人数 |"
    )
    ledgers, findings = all_loaded({"基本情况": table})
    (ledger,) = ledgers.of("profile")
    items = dict(ledger.values("item"))
    values = {items[row]: value for row, value in ledger.values("value")}
    assert values == {
        "name": "锦绣社区工会",
        "year": 2023,
        "session": "5",
        "date": date(2024, 1, 15),
        "members": 1018,
        "area": Decimal("2.5"),
    }
    assert "unemployed" in items.values()
    assert [each.rule for each in findings] == ["ledgers-absent"]


def test_the_first_of_two_equal_items_counts(tmp_path: Path) -> None:
    """The later row is the finding, with the earlier one beside it."""
    ledgers, findings = all_loaded({"基本情况": "项目 | 数值\n会员人数 | 5\n会员数 | 6"})
    (ledger,) = ledgers.of("profile")
    assert [value for _, value in ledger.values("value")] == [5]
    assert [place.address for place in findings[0].related] == ["基本情况!A2"]
    path = book_of_rows(tmp_path, {"基本情况": [["项目", "数值"], ["会员人数", 5], ["会员数", 6]]})
    assert figures(path)["profile.members"] == 5


def test_an_unread_value_leaves_its_item_out() -> None:
    """A value of the wrong type is kept as unread and gives no figure."""
    ledgers, _ = all_loaded({"基本情况": "项目 | 数值\n会员人数 | 约五百\n女会员人数 | 200"})
    (ledger,) = ledgers.of("profile")
    assert [value for _, value in ledger.values("item")] == ["women"]
    assert {key: each.rule for key, each in ledger.unread.items()} == {(2, "value"): "count-not-number"}


def test_units_are_told_with_what_was_expected() -> None:
    """The texts get the unit that stands there and the one of the item."""
    _, findings = all_loaded({"基本情况": "项目 | 数值 | 单位\n面积 | 120 | 亩"})
    assert findings[0].params == {"unit": "亩", "expected": "平方公里", "item": "面积"}


def test_without_values_every_item_is_missing(tmp_path: Path) -> None:
    """A sheet without 数值 lacks a required column; its items are known, their values are not."""
    ledgers, findings = all_loaded({"基本情况": "项目 | 备注\n会员人数 | 很多"})
    (ledger,) = ledgers.of("profile")
    assert list(ledger.values("value")) == []
    assert [line(each) for each in findings] == ["2023.xlsx ledgers-absent"]
    path = book_of_rows(tmp_path, {"基本情况": [["项目", "备注"], ["会员人数", "很多"]]})
    assert found(path) == ["基本情况!A1:B1 column-missing"]
    assert figures(path)["profile.members"] is None
