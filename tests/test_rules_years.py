"""Family Y: one year beside the one before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import LAST, RuleCase, book, line
from unionreport.app import examine
from unionreport.config import Config, builtin, load
from unionreport.errors import RequestError
from unionreport.finding import Finding
from unionreport.resources import folder

ACCOUNTS = "科目编码 | 科目 | 预算 | 金额\n"
LAST_ACCOUNTS = ACCOUNTS + "| 上年结余 | | 0\n401 | 会费收入 | | 1000\n502 | 维权支出 | | 200"
PROPOSALS = "编号 | 日期 | 提案人 | 案由 | 是否立案 | 办理结果\n"
VISITS = "日期 | 类型 | 对象 | 人数\n"

CASES = [
    RuleCase(
        "opening-differs",
        "经费收支!D2",
        {"经费收支": ACCOUNTS + "| 上年结余 | | 900\n401 | 会费收入 | | 1000"},
        {"经费收支": ACCOUNTS + "| 上年结余 | | 800\n401 | 会费收入 | | 1000"},
        previous={"经费收支": LAST_ACCOUNTS},
    ),
    RuleCase(
        "proposal-dropped",
        "职工代表提案",
        {"职工代表提案": PROPOSALS + "'3 | 2023-01-01 | 王一三 | 食堂 | 是 | 已解决"},
        {"职工代表提案": PROPOSALS + "'3 | 2023-01-01 | 王一三 | 夜间 巡逻 | 是 | 已解决"},
        previous={"职工代表提案": PROPOSALS + "'1 | 2022-01-01 | 王一三 | 夜间巡逻 | 是 | 正在解决\n"
                  "'2 | 2022-01-01 | 王一三 | 车棚 | 是 | 已解决"},
    ),
    RuleCase(
        "figure-jump",
        "走访慰问!D2",
        {"走访慰问": VISITS + "2023-01-01 | 住院 | 王一三等 | 60"},
        {"走访慰问": VISITS + "2023-01-01 | 住院 | 王一三等 | 59"},
        previous={"走访慰问": VISITS + "2022-01-01 | 住院 | 李四海等 | 20"},
    ),
    RuleCase(
        "ledger-missing",
        "2023.xlsx",
        {"谈心谈话": "日期 | 类型 | 对象\n2023-01-01 | 入党 | 王一三"},
        {"谈心谈话": "日期 | 类型 | 对象\n2023-01-01 | 入党 | 王一三", "考核检查": "日期 | 名称\n2023-01-01 | 甲"},
        previous={"考核检查": "日期 | 名称\n2022-01-01 | 甲"},
    ),
]  # fmt: skip


@pytest.mark.parametrize("example", CASES, ids=str)
def test_a_year_breaks_its_rule_alone(example: RuleCase, tmp_path: Path) -> None:
    """What does not follow from the year before is found once; what does is not."""
    assert example.found(tmp_path, example.wrong) == [f"{example.at} {example.rule}"]
    assert example.found(tmp_path, example.right) == []


def beside(folder_: Path, last: dict[str, str], this: dict[str, str], name: str = LAST) -> list[Finding]:
    """What is found in this year's workbook beside an earlier one, absent ledgers aside."""
    earlier = book(folder_, last, name)
    judged = examine(book(folder_, this), Config(builtin()), [earlier]).checked.judged
    return [each.finding for each in judged if each.rule.name != "ledgers-absent"]


def test_an_opening_names_both_years(tmp_path: Path) -> None:
    """Both numbers, the difference, and the file the other stands in."""
    (finding,) = beside(tmp_path, {"经费收支": LAST_ACCOUNTS}, {"经费收支": ACCOUNTS + "| 上年结余 | | 900"})
    assert finding.params == {"opening": "900.00", "closing": "800.00", "difference": "100.00", "file": "2022.xlsx"}
    assert [(place.file, place.sheet) for place in finding.related] == [("2022.xlsx", "经费收支")]


def test_a_dropped_proposal_is_told_with_its_row(tmp_path: Path) -> None:
    """The texts get what was proposed, its result, and where it stood; a number that goes on is enough."""
    last = {"职工代表提案": PROPOSALS + "'1 | 2022-01-01 | 王一三 | 巡逻 | 是 | 列入规划"}
    (finding,) = beside(tmp_path, last, {"职工代表提案": PROPOSALS + "'3 | 2023-01-01 | 王一三 | 食堂 | 是 | 已解决"})
    assert finding.params == {"subject": "巡逻", "result": "列入规划", "file": "2022.xlsx", "row": "2"}
    assert beside(tmp_path, last, {"职工代表提案": PROPOSALS + "'1 | 2023-01-01 | 王一三 | 照明 | 是 | 已解决"}) == []


def test_figures_of_the_same_rows_jump_once(tmp_path: Path) -> None:
    """Households, persons, money and the ledger's own totals are one cause; a fall to nothing counts too."""
    header = "日期 | 项目 | 姓名 | 金额\n"
    rows = "".join(f"2022-01-01 | 困难补助 | 甲{number} | 1000\n" for number in range(36))
    found = beside(tmp_path, {"帮扶发放": header + rows}, {"帮扶发放": header + "2023-01-01 | 其他 | 甲1 | 9000"})
    assert [(line(each), each.params["id"]) for each in found] == [
        ("帮扶发放 figure-jump", "aid.hardship.households"),
    ]
    assert (found[0].params["value"], found[0].params["before"]) == ("0户", "36户")


def test_the_threshold_is_the_unions(tmp_path: Path) -> None:
    """``jump`` in unionreport.toml says how many times last year's a figure may be."""
    path = tmp_path / "unionreport.toml"
    path.write_text("jump = 2", encoding="utf-8")
    earlier = book(tmp_path, {"走访慰问": VISITS + "2022-01-01 | 住院 | 李四海等 | 20"}, LAST)
    this = book(tmp_path, {"走访慰问": VISITS + "2023-01-01 | 住院 | 王一三等 | 40"})
    rules = [each.rule.name for each in examine(this, load(path), [earlier]).checked.judged]
    assert rules == ["ledgers-absent", "figure-jump"]


@pytest.mark.parametrize(
    ("last", "this"),
    [
        ({"经费收支": ACCOUNTS + "401 | 会费收入 | | 约千"}, {"经费收支": ACCOUNTS + "| 上年结余 | | 900"}),
        ({"走访慰问": VISITS + "2022-01-01 | 住院 | 王一三 | 几"}, {"走访慰问": VISITS + "2023-01-01 | 住院 | 王一三 | 90"}),
        ({"文体活动": "日期 | 名称"}, {"谈心谈话": "日期 | 类型 | 对象\n2023-01-01 | 入党 | 王"}),
        ({"经费收支": ACCOUNTS.strip(), "职工代表提案": PROPOSALS.strip()}, {"经费收支": ACCOUNTS + "| 上年结余 | | 9"}),
    ],
    ids=["unread closing", "unread last year", "empty last year", "no accounts last year"],
)  # fmt: skip
def test_what_last_year_does_not_say_cannot_differ(last: dict[str, str], this: dict[str, str], tmp_path: Path) -> None:
    """A rule between years needs a number in both."""
    assert [each.rule for each in beside(tmp_path, last, this)] in ([], ["opening-differs"])
    assert beside(tmp_path, last, this) == [] or "900" not in str(beside(tmp_path, last, this))


def test_years_that_do_not_follow_one_another_are_not_compared(tmp_path: Path) -> None:
    """A workbook of two years before is earlier, but not last year's."""
    last = {"经费收支": LAST_ACCOUNTS}
    assert beside(tmp_path, last, {"经费收支": ACCOUNTS + "| 上年结余 | | 900"}, "2021.xlsx") == []


def test_a_previous_workbook_must_be_of_an_earlier_year(tmp_path: Path) -> None:
    """A request to compare with a later year is refused; a workbook is not compared with itself."""
    this = {"经费收支": LAST_ACCOUNTS}
    with pytest.raises(RequestError, match="previous-not-earlier"):
        beside(tmp_path, this, this, "2024.xlsx")
    path = book(tmp_path, this)
    assert [each.rule.name for each in examine(path, Config(builtin()), [path]).checked.judged] == ["ledgers-absent"]


def test_without_a_year_nothing_is_compared(tmp_path: Path) -> None:
    """A workbook that says no year has none before it."""
    earlier = book(tmp_path, {"经费收支": LAST_ACCOUNTS}, LAST)
    path = book(tmp_path, {"经费收支": ACCOUNTS + "| 上年结余 | | 900"}, "台账.xlsx")
    rules = {each.rule.name for each in examine(path, Config(builtin()), [earlier]).checked.judged}
    assert rules == {"ledgers-absent", "year-unknown"}


def test_the_sample_years_follow_one_another() -> None:
    """2023.xlsx opens with what 2022.xlsx closed with; its open proposals that are gone are what is found."""
    samples = folder("sample_data")
    judged = examine(samples / "2023.xlsx", Config(builtin()), [samples / "2022.xlsx"]).checked.judged
    assert [each.finding.params["subject"] for each in judged if each.rule.name == "proposal-dropped"] == []
    assert {each.rule.name for each in judged} <= {"figure-jump"}
