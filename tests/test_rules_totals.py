"""Family T: the sheet's own total rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, book, figures, found, line, loaded
from unionreport.rules import totals

AID = "日期 | 项目 | 姓名 | 人数 | 金额\n"
FIRST = "2023-01-01 | 其他 | 王一三 | 1 | 100.10\n"
SECOND = "2023-02-01 | 其他 | 李四海 | | 200.20\n"
THIRD = "2023-03-01 | 其他 | 赵五福 | 2 | 300.30\n"

CASES = [
    RuleCase(
        "total-differs",
        "帮扶发放!E4",
        {"帮扶发放": AID + FIRST + SECOND + "合计 | | | | 300.31"},
        {"帮扶发放": AID + FIRST + SECOND + "合计 | | | | 300.30"},
    ),
    RuleCase(
        "total-differs",
        "帮扶发放!D4",
        {"帮扶发放": AID + FIRST + THIRD + "合 计 | | | 4 | 400.40"},
        {"帮扶发放": AID + FIRST + SECOND + "合 计 | | | 1 | 300.30"},
    ),
    RuleCase(
        "total-differs",
        "满意度调查!B4",
        {"满意度调查": "日期 | 满意 | 基本满意 | 不满意\n2023-01-01 | √ | |\n2023-01-01 | √ | |\n合计 | 3 | 0 | 0"},
        {"满意度调查": "日期 | 满意 | 基本满意 | 不满意\n2023-01-01 | √ | |\n2023-01-01 | √ | |\n合计 | 2 | 0 | 0"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_wrong_total_is_found_alone(case: RuleCase, tmp_path: Path) -> None:
    """A total that is off by a fen or by one is found at its cell; blanks count for nothing in it."""
    assert case.found(tmp_path, case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(tmp_path, case.right) == []


def test_a_wrong_total_names_both_numbers() -> None:
    """The texts get what stands there, what it should be and the difference, and the rows it adds."""
    (finding,) = totals.differing(loaded("disbursements", AID + FIRST + "\n" + SECOND + "合计 | | | | 400"))
    assert finding.params == {"column": "金额", "stated": "400.00", "actual": "300.30", "difference": "99.70"}
    assert [place.address for place in finding.related] == ["帮扶发放!E2", "帮扶发放!E4"]


def test_a_wrong_count_is_named_as_a_whole_number() -> None:
    """Counts are told without decimals."""
    (finding,) = totals.differing(loaded("disbursements", AID + FIRST + THIRD + "合计 | | | 4 | "))
    assert (finding.params["stated"], finding.params["actual"], finding.params["difference"]) == ("4", "3", "1")


def test_subtotals_add_since_the_last_and_totals_add_all() -> None:
    """小计 starts anew after each total row; 合计 and 累计 add every row above."""
    table = (
        AID
        + FIRST
        + "小计 | | | | 100.1\n"
        + SECOND
        + THIRD
        + "小计 | | | | 500.5\n累计 | | | | 600.6\n总计 | | | | 600.6"
    )
    assert list(totals.differing(loaded("disbursements", table))) == []
    wrong = AID + FIRST + "小计 | | | | 100.1\n" + SECOND + "小计 | | | | 300.3\n合计 | | | | 200.2"
    assert [line(each) for each in totals.differing(loaded("disbursements", wrong))] == [
        "帮扶发放!E5 total-differs",
        "帮扶发放!E6 total-differs",
    ]


def test_a_total_over_an_unread_cell_is_passed_over(tmp_path: Path) -> None:
    """The cell that could not be read is the one finding; its column's total is not blamed for it."""
    sheets = {"帮扶发放": AID + FIRST + "2023-02-01 | 其他 | 李四海 | 1 | 两百多\n合计 | | | 2 | 300"}
    assert found(book(tmp_path, sheets)) == ["帮扶发放!E3 amount-not-number"]


def test_totals_of_subjects_are_not_judged(tmp_path: Path) -> None:
    """In a ledger of subjects a label does not say which rows it adds."""
    assert found(book(tmp_path, {"经费收支": "科目 | 金额\n会费收入 | 100\n收入合计 | 999\n上年结余 | 5"})) == []


def test_a_label_that_sums_otherwise_is_left_alone(tmp_path: Path) -> None:
    """A total label of the union's own, of unknown meaning, is set aside without being judged."""
    from unionreport.config import load

    config = tmp_path / "unionreport.toml"
    config.write_text('[ledgers.disbursements]\ntotals = ["合计", "结转下页"]\n', "utf-8")
    path = book(tmp_path, {"帮扶发放": AID + FIRST + "结转下页 | | | | 999\n" + SECOND + "合计 | | | | 300.30"})
    assert found(path, load(config)) == []
    assert figures(path, load(config))["aid.total.amount"] == 30030
