"""Family T: the sheet's own total rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, all_loaded, book, figures, found, line, loaded
from unionreport.rules import totals

AID = "日期 | 项目 | 姓名 | 人数 | 金额\n"
FIRST = "2023-01-01 | 其他 | 王一三 | 1 | 100.10\n"
SECOND = "2023-02-01 | 其他 | 李四海 | | 200.20\n"
THIRD = "2023-03-01 | 其他 | 赵五福 | 2 | 300.30\n"

CASES = [
    RuleCase(
        "total-differs",
        "帮扶发放!E4",
        {"帮扶发放": AID + FIRST + SECOND + "合计 | | | | 300.32"},
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
    RuleCase(
        "total-rounded",
        "帮扶发放!E4",
        {"帮扶发放": AID + FIRST + SECOND + "合计 | | | | 300.31"},
        {"帮扶发放": AID + FIRST + SECOND + "合计 | | | | 300.30"},
    ),
    RuleCase(
        "total-unreadable",
        "帮扶发放!E4",
        {"帮扶发放": AID + FIRST + SECOND + "合计 | | | | 约三百"},
        {"帮扶发放": AID + FIRST + SECOND + "合计 | 三项 | | | 叁佰元叁角整"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_wrong_total_is_found_alone(case: RuleCase, tmp_path: Path) -> None:
    """A total that is off by two fen or by one is found at its cell; blanks count for nothing in it."""
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


@pytest.mark.parametrize(
    "rows",
    [
        FIRST + "1月小计： | | | | 100.10\n" + SECOND + THIRD + "二、三月小计 | | | | 500.50\n以上合计 | | | | 600.60",
        FIRST + SECOND + THIRD + "2月小计 | | | | 200.20\n3月小计 | | | | 300.30\n总 计 | | | | 600.60",
        FIRST + "合计 | | | | 100.10\n" + SECOND + THIRD + "合计 | | | | 500.50\n总计 | | | | 600.60",
        "合计 | | | | 600.60\n" + FIRST + SECOND + THIRD,
        FIRST + SECOND + THIRD + "共计 | | | 4 | 600.60",
        FIRST + SECOND + THIRD + "王一三小计 | | | | 100.10\n总计 | | | 3 | 600.60",
    ],
)
def test_totals_add_what_their_label_says(rows: str) -> None:
    """By month, by name, since the last one, over everything, above the rows or below them."""
    assert list(totals.differing(loaded("disbursements", AID + rows))) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (FIRST + SECOND + THIRD + "2月小计 | | | | 300.30", ("E5", "200.20")),
        (FIRST + SECOND + "以上合计 | | | | 200.30", ("E4", "300.30")),
        (FIRST + "小计 | | | | 100.10\n" + SECOND + "后勤部小计 | | | | 300.20", ("E5", "200.20")),
    ],
)
def test_a_wrong_subtotal_is_told_against_what_it_means(rows: str, expected: tuple[str, str]) -> None:
    """The sum named is that of the month, of all rows above, or of the rows since the last total."""
    (finding,) = totals.differing(loaded("disbursements", AID + rows))
    assert (finding.place.cells, finding.params["actual"]) == expected


def test_a_total_may_add_the_tables_beside_it() -> None:
    """One 合计 below two tables side by side adds both."""
    head = "日期 | 项目 | 姓名 | 金额 | 日期 | 项目 | 姓名 | 金额\n"
    rows = "2023-01-01 | 其他 | 王一三 | 100 | 2023-01-02 | 其他 | 李四海 | 200\n"
    for total in ("合计 | | | 300 | | | |", "合计 | | | | | | | 300", "合计 | | | 100 | 合计 | | | 200"):
        ledgers, _ = all_loaded({"帮扶发放": head + rows + total})
        assert [line(f) for each in ledgers for f in totals.differing(each)] == []
    ledgers, _ = all_loaded({"帮扶发放": head + rows + "合计 | | | 301 | | | |"})
    assert [line(f) for each in ledgers for f in totals.differing(each)] == ["帮扶发放!D3 total-differs"]


def test_a_running_total_goes_on_over_the_months() -> None:
    """累计 on the sheet of February may add January's sheet; 合计 may not."""
    sheets = {"1月": AID + FIRST, "2月": AID + SECOND + "累计 | | | | 300.30"}
    ledgers, _ = all_loaded({f"帮扶发放{name}": table for name, table in sheets.items()})
    assert [line(f) for each in ledgers for f in totals.differing(each)] == []
    wrong, _ = all_loaded({f"帮扶发放{name}": table.replace("累计", "合计") for name, table in sheets.items()})
    assert [line(f) for each in wrong for f in totals.differing(each)] == ["帮扶发放2月!E3 total-differs"]


def test_undated_sheets_have_no_months_before_them() -> None:
    """A running total of a sheet without its date column is checked against the sheet alone."""
    sheets = {"帮扶发放1月": AID + FIRST, "帮扶发放2月": "项目 | 姓名 | 金额\n其他 | 李四海 | 5\n累计 | | 5"}
    ledgers, _ = all_loaded(sheets)
    assert [line(f) for each in ledgers for f in totals.differing(each)] == []


def test_rounding_is_at_most_half_a_fen_a_row() -> None:
    """Three rows may be off by one fen, not by two; counts are never rounded."""
    rows = "".join(f"2023-01-0{day} | 其他 | 王{day} | 1 | 33.33\n" for day in (1, 2, 3))
    rules = [
        [each.rule for each in totals.differing(loaded("disbursements", f"{AID}{rows}合计 | | | {people} | {total}"))]
        for people, total in ((3, 99.99), (3, 100.00), (3, 100.01), (4, 99.99))
    ]
    assert rules == [[], ["total-rounded"], ["total-differs"], ["total-differs"]]


def test_an_error_above_makes_an_error_of_the_total() -> None:
    """One cause, one finding: the total of a column with a flaw is not blamed for its own."""
    assert (
        list(
            totals.unreadable(loaded("disbursements", AID + FIRST.replace("100.10", "#REF!") + "合计 | | | 1 | #REF!"))
        )
        == []
    )


def test_an_unreadable_total_names_its_text() -> None:
    """The texts get the column and what stands there; labels and other columns are no numbers."""
    (finding,) = totals.unreadable(loaded("disbursements", AID + FIRST + "合计 | 共一项 | 合计 | 若干 | 100.10"))
    assert (finding.place.cells, finding.params) == ("D3", {"column": "人数", "value": "若干"})
