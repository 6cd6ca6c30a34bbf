"""Family C: the sheet's own formulas."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, book, case, found

AID = "日期 | 项目 | 姓名 | 金额\n"
ROWS = [f"2023-01-0{day} | 其他 | 甲{day} | {{}}" for day in range(1, 8)]


def aid(*amounts: str) -> dict[str, str]:
    """帮扶发放 with one payment for each amount."""
    return {"帮扶发放": AID + "\n".join(row.format(amount) for row, amount in zip(ROWS, amounts, strict=False))}


def with_total(total: str, *amounts: str) -> dict[str, str]:
    """帮扶发放 with a 合计 row."""
    return {"帮扶发放": f"{aid(*amounts)['帮扶发放']}\n合计 | | | {total}"}


CASES = [
    RuleCase(
        "number-over-formula",
        "帮扶发放!D4",
        aid("=2*5 → 10", "=2*6 → 12", "15", "=2*8 → 16"),
        aid("=2*5 → 10", "=2*6 → 12", "15", "16"),
    ),
    RuleCase(
        "sum-misses-rows",
        "帮扶发放!D5",
        with_total("=SUM(D2:D3) → 22", "10", "12", "14"),
        with_total("=SUM($D$2:D4) → 36", "10", "12", "14"),
    ),
]


@pytest.mark.parametrize("example", CASES, ids=str)
def test_a_formula_breaks_its_rule_alone(example: RuleCase, tmp_path: Path) -> None:
    """A formula that is gone or too short is found once, and its consequence is not told beside it."""
    assert example.found(tmp_path, example.wrong) == [f"{example.at} {example.rule}"]
    assert example.found(tmp_path, example.right) == []


def test_a_short_sum_names_what_it_misses(tmp_path: Path) -> None:
    """The formula as it stands, how many rows it leaves out, and where they are."""
    path = book(tmp_path, with_total("=SUM(D3:D4) → 26", "10", "12", "14", "0"))
    finding = next(each.finding for each in case(path).checked.judged if each.rule.name == "sum-misses-rows")
    assert finding.params["formula"].removeprefix("=") == "SUM(D3:D4)"
    assert (finding.params["count"], finding.params["column"]) == ("2", "金额")
    assert [place.cells for place in finding.related] == ["D2", "D5"]


@pytest.mark.parametrize(
    "total",
    [
        "=D2+D3+D4 → 36",
        "=SUBTOTAL(9,D2:D4) → 36",
        "=SUM(D1:D4) → 36",
        "=SUM(C2:C3) → 36",
        "=SUM(C2:D3) → 36",
        "36",
    ],
)
def test_other_totals_are_judged_by_their_number(total: str, tmp_path: Path) -> None:
    """What is no plain sum of the column's own rows is left to the comparison of numbers."""
    assert found(book(tmp_path, with_total(total, "10", "12", "14"))) == []


def test_subtotals_add_their_own_section(tmp_path: Path) -> None:
    """A 小计 need not reach above the total row before it."""
    table = aid("10", "12")["帮扶发放"] + "\n小计 | | | =SUM(D2:D3) → 22\n2023-02-01 | 其他 | 乙 | 5\n"
    assert found(book(tmp_path, {"帮扶发放": table + "小计 | | | =SUM(D5:D5) → 5"})) == []


def test_a_sum_in_a_column_nobody_knows_is_left_alone(tmp_path: Path) -> None:
    """Only the columns of the ledger are judged."""
    table = (
        AID.strip()
        + " | 米\n2023-01-01 | 其他 | 甲 | 5 | 1\n2023-01-02 | 其他 | 乙 | 6 | 2\n合计 | | | 11 | =SUM(E2:E2) → 1"
    )
    assert found(book(tmp_path, {"帮扶发放": table})) == ["帮扶发放!E1 column-unknown"]


@pytest.mark.parametrize(
    "amounts",
    [("=2*5 → 10", "=2*6 → 12", "15"), ("=2*5 → 10", "=2*6 → 12", "=2*7 → 14", "15", "16"), ("10", "12", "15", "16")],
    ids=["too few formulas", "too many numbers", "no formulas"],
)
def test_a_column_of_formulas_is_one_with_few_exceptions(amounts: tuple[str, ...], tmp_path: Path) -> None:
    """Three formulas at the least, and a number in every fourth cell at the most."""
    assert found(book(tmp_path, aid(*amounts))) == []
