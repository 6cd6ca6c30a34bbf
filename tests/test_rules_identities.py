"""Family I: identity numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.books import RuleCase, found, loaded
from tests.sheets import found as found_in
from tests.sheets import sheet
from unionreport.rules import identities

ROSTER = "姓名 | 性别 | 身份证号\n"
GOOD = "'11010519491231002X"


def roster(number: str, sex: str = "女") -> dict[str, str]:
    """会员名册 of one member."""
    return {"会员名册": f"{ROSTER}王一三 | {sex} | {number}"}


CASES = [
    RuleCase("id-destroyed", "会员名册!C2", roster("'110105194912310000"), roster(GOOD)),
    RuleCase(
        "id-length", "会员名册!C2", roster("'11010519491231002"), roster("'１１０１０５ １９４９１２３１ ００２ｘ")
    ),
    RuleCase("id-birth", "会员名册!C2", roster("'11010519490231002X"), roster(GOOD)),
    RuleCase("id-check-digit", "会员名册!C2", roster("'110105194912310021"), roster("'11010519491231002×")),
    RuleCase("id-old", "会员名册!C2", roster("'110105491231002"), roster("")),
    RuleCase("sex-differs", "会员名册!B2", roster(GOOD, "男"), roster("'110105194912310038", "男")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_identity_number_breaks_its_rule_alone(case: RuleCase, tmp_path: Path) -> None:
    """What is wrong is told once, at the number; blanks, width and a cross for X are no fault."""
    assert case.found(tmp_path, case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(tmp_path, case.right) == []


def test_a_number_stored_as_a_number_is_destroyed() -> None:
    """Eighteen digits in a number cell have lost the last three, whatever they seem to be now."""
    table = f"{ROSTER}王一三 | 女 | "
    cells = sheet("会员名册", table)
    rows = [list(row) for row in cells.rows]
    rows[1][2] = 110105194912310023.0
    assert found_in((replace(cells, rows=rows),)) == ["会员名册!C2 id-destroyed"]


def test_a_flawed_number_says_nothing_about_the_sex() -> None:
    """One cause, one finding; an old number still knows the sex."""
    assert list(identities.sexes_differing(loaded("members", f"{ROSTER}王一三 | 男 | '110105194912310021"))) == []
    (finding,) = identities.sexes_differing(loaded("members", f"{ROSTER}王一三 | 男 | '110105491231002"))
    assert finding.params == {"stated": "男", "actual": "女"}
    assert list(identities.sexes_differing(loaded("members", f"{ROSTER}王一三 | | '110105491231002"))) == []
    assert list(identities.sexes_differing(loaded("members", "姓名 | 性别\n王一三 | 男"))) == []


def test_numbers_are_masked(tmp_path: Path) -> None:
    """A finding shows no more than the last four signs."""
    from tests.books import book, case

    (judged,) = [
        each for each in case(book(tmp_path, roster("'110105194912310021"))).checked.judged if each.rule.code == "I104"
    ]
    assert judged.finding.params["number"] == "**************0021"
    assert "110105194912310021" not in repr(judged)
    assert found(book(tmp_path, roster(""))) == []
