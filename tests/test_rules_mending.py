"""Family V, reading: what was put right or left open in reading a sheet."""

from __future__ import annotations

import pytest

from tests.books import loaded
from tests.sheets import SheetCase, found, position, sheet
from unionreport.rules import mending

AID = "日期 | 项目 | 姓名 | 人数 | 金额\n"
ROWS = (
    "2023-01-01 | 其他 | 王一三 | 1 | 500\n2023-01-02 | 其他 | 李四海 | 1 | 600\n2023-01-03 | 其他 | 赵五福 | 2 | 700"
)
VISITS = "日期 | 类型 | 对象 | 人数\n"
LEAVE = "开始日期 | 姓名 | 人数\n"


def aid(rows: str, *merges: str, **evidence: object) -> tuple:  # type: ignore[type-arg]
    """帮扶发放 with these rows."""
    return (sheet("帮扶发放", AID + rows, *merges, **evidence),)


CASES = [
    SheetCase("sheet-hidden", "帮扶发放", aid(ROWS, hidden=True), aid(ROWS)),
    SheetCase(
        "rows-hidden",
        "帮扶发放!A3:E4",
        aid(ROWS, hidden_rows=frozenset({3, 4})),
        aid(ROWS, hidden_rows=frozenset({1, 9})),
    ),
    SheetCase(
        "columns-hidden",
        "帮扶发放!D1:E1",
        aid(ROWS, hidden_columns=frozenset({4, 5})),
        aid(ROWS, hidden_columns=frozenset({6, 7})),
    ),
    SheetCase(
        "cell-error",
        "帮扶发放!E3",
        aid(ROWS.replace("600", ""), errors={position("E3"): "#REF!"}),
        aid(ROWS, errors={position("F3"): "#REF!"}),
    ),
    SheetCase(
        "formula-uncalculated",
        "帮扶发放!E3",
        aid(ROWS.replace("600", ""), formulas={position("E3"): "B3*2"}, uncalculated=frozenset({position("E3")})),
        aid(ROWS, formulas={position("E3"): "600"}),
    ),
    SheetCase(
        "date-ambiguous",
        "帮扶发放!A2",
        aid("2023.1 | 其他 | 王一三 | 1 | 5"),
        aid("2023-10-01 | 其他 | 王一三 | 1 | 5"),
    ),
    SheetCase(
        "amount-merged",
        "帮扶发放!E2:E4",
        aid(ROWS.replace("600", "").replace("700", ""), "E2:E4"),
        aid(ROWS, "C2:D2"),
    ),
    SheetCase(
        "unit-jump",
        "帮扶发放!E4",
        aid(ROWS.replace("500", "5000").replace("600", "4000").replace("700", "0.4")),
        aid(ROWS.replace("500", "5000").replace("600", "4000").replace("700", "'0.4万元"), errors={}),
        hidden=("ledgers-absent", "value-normalised"),
    ),
    SheetCase(
        "people-from-name",
        "走访慰问!C2",
        (sheet("走访慰问", VISITS + "2023-01-01 | 困难 | 王一三等5人 | "),),
        (sheet("走访慰问", VISITS + "2023-01-01 | 困难 | 王一三等5人 | 5"),),
    ),
    SheetCase(
        "people-differ",
        "走访慰问!D2",
        (sheet("走访慰问", VISITS + "2023-01-01 | 困难 | 王一三等5人 | 4"),),
        (sheet("走访慰问", VISITS + "2023-01-01 | 困难 | 王一三等五人 | 5"),),
    ),
    SheetCase(
        "value-normalised",
        "帮扶发放!B2:B3",
        aid("2023-01-01 | 助学金 | 王一三 | 1 | 5\n2023-01-02 | 金秋助学补助 | 李四海 | 1 | 5"),
        aid("2023-01-01 | 金秋 助学 | 王一三 | 1 | 5\n2023-01-02 | 金秋助学 | 李  四 | 1 | '500.00元"),
    ),
    SheetCase(
        "grains-mixed",
        "职工疗休养!B3",
        (sheet("职工疗休养", LEAVE + "2023-05-01 | 王一三 | \n2023-05-01 | | 12"),),
        (sheet("职工疗休养", LEAVE + "2023-05-01 | | 3\n2023-05-02 | | 12"),),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_reading_meets_is_told_alone(case: SheetCase) -> None:
    """Each is found once, at its cells; what looks like it is no breach."""
    assert case.found(case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(case.right) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("3月—5月 | 其他 | 王一三 | 1 | 5", ("日期", "3月—5月", "2023-03-01")),
        ("23.3.5 | 其他 | 王一三 | 1 | 5", ("日期", "23.3.5", "2023-03-05")),
        ("2023-03-05 | 其他 | 王一三 | 1 | 1万4千元", ("金额", "1万4千元", "14000.00")),
        ("2023-03-05 | 其他 | 王一三 | 1 | （200）", ("金额", "（200）", "-200.00")),
        ("2023-03-05 | 其他 | 王一三(已故) | 1 | 5", ("姓名", "王一三(已故)", "王一三")),
    ],
)
def test_what_was_put_right_is_told_before_and_after(rows: str, expected: tuple[str, str, str]) -> None:
    """One finding a column says how many cells, and shows one of them."""
    (finding,) = mending.mended(loaded("disbursements", AID + rows))
    assert (finding.params["column"], finding.params["before"], finding.params["after"]) == expected
    assert finding.params["count"] == "1"


def test_errors_and_missing_results_show_what_stands_there() -> None:
    """The message has the error's sign, or the formula."""
    sheets = aid(ROWS.replace("600", "").replace("700", ""), errors={(3, 5): "#N/A"}, uncalculated=frozenset({(4, 5)}))
    assert found(sheets) == ["帮扶发放!E3 cell-error", "帮扶发放!E4 formula-uncalculated"]


def test_a_total_over_an_error_is_silent() -> None:
    """One cause, one finding: the total is not blamed for an error cell above it."""
    rows = ROWS.replace("600", "") + "\n合计 | | | 4 | 1200"
    assert found(aid(rows, errors={(3, 5): "#REF!"})) == ["帮扶发放!E3 cell-error"]


def test_errors_typed_as_text_are_errors() -> None:
    """Readers of other kinds of files hand the sign on as text."""
    assert found(aid(ROWS.replace("600", "#REF!"))) == ["帮扶发放!E3 cell-error"]


def test_a_gap_alone_is_no_jump() -> None:
    """Small and large amounts that no factor of ten thousand brings together are left alone."""
    for amounts in ("5 | 50000", "0.01 | 20000", "3 | 300", "50 | 6000000"):
        first, second = amounts.split(" | ")
        rows = f"2023-01-01 | 其他 | 王一三 | 1 | {first}\n2023-01-02 | 其他 | 李四海 | 1 | {second}"
        expected = ["帮扶发放!E2 unit-jump"] if amounts == "5 | 50000" else []
        assert found(aid(rows)) == expected, amounts


def test_the_fewer_of_two_kinds_are_the_odd_ones() -> None:
    """A single 3000 in a column of 万元 is the one to look at."""
    rows = "\n".join(
        f"2023-01-0{day} | 其他 | 王{day} | 1 | {amount}" for day, amount in enumerate((0.4, 0.5, 3000), 1)
    )
    (finding,) = mending.units_jumping(loaded("disbursements", (AID + rows).replace("金额", "金额(万元)")))
    assert (finding.place.address, finding.params["odd"], finding.params["usual"]) == ("帮扶发放!E4", "3000", "0.4")


def test_an_amount_with_a_unit_of_its_own_is_no_jump() -> None:
    """3000元 in a column of 万元 says what it is."""
    rows = "2023-01-01 | 其他 | 王一三 | 1 | 0.05\n2023-01-02 | 其他 | 李四海 | 1 | 3000元"
    ledger = loaded("disbursements", (AID + rows).replace("金额", "金额(万元)"))
    assert list(mending.units_jumping(ledger)) == []
    assert dict(ledger.values("amount")) == {2: 50_000, 3: 300_000}


def test_hidden_parts_of_tables_side_by_side_are_told_once() -> None:
    """The right-hand table says nothing about the sheet that the left-hand one has not said."""
    table = "日期 | 类型 | 对象 | 日期 | 类型 | 对象\n2023-01-01 | 入党 | 王一三 | 2023-01-02 | 入党 | 李四海"
    assert found((sheet("谈心谈话", table, hidden=True),)) == ["谈心谈话 sheet-hidden"]
