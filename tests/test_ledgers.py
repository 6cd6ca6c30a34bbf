"""Which sheet is which ledger, and whose year it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, all_loaded, book, every_ledger, found, line

TALKS = "日期 | 类型 | 对象 | 谈话人\n2023-03-01 | 入党 | 王一三 | 赵五福"
ROSTER = "姓名 | 部门\n王一三 | 后勤"
PROFILE = "项目 | 数值\n年度 | "

CASES = [
    RuleCase(
        "sheet-unknown",
        "临时",
        {"谈心谈话": TALKS, "临时": "下周要办的事\n给活动室换门锁"},
        {"谈心谈话": TALKS, "临时": ""},
    ),
    RuleCase(
        "sheet-twice",
        "四必谈",
        {"谈心谈话": TALKS, "四必谈": TALKS},
        {"四必谈": TALKS},
    ),
    RuleCase("sheet-by-header", "一季度", {"一季度": TALKS}, {"2023年 谈心谈话（一季度）": TALKS}),
    RuleCase("header-missing", "谈心谈话", {"谈心谈话": "2023-03-01 | 入党 | 王一三"}, {"谈心谈话": TALKS}),
    RuleCase("ledgers-absent", "2023.xlsx", {"谈心谈话": TALKS}, every_ledger(), hidden=()),
    RuleCase("no-ledger", "2023.xlsx", {"Sheet1": ""}, {"谈心谈话": TALKS}),
    RuleCase("no-ledger", "台账.xlsx", {"Sheet1": ""}, {"谈心谈话": TALKS, "基本情况": PROFILE + "2023"}, "台账.xlsx"),
    RuleCase(
        "year-unknown",
        "台账.xlsx",
        {"会员名册": ROSTER},
        {"会员名册": ROSTER, "基本情况": PROFILE + "2023"},
        "台账.xlsx",
    ),
    RuleCase(
        "year-assumed", "台账.xlsx", {"谈心谈话": TALKS}, {"谈心谈话": TALKS, "基本情况": PROFILE + "2023"}, "台账.xlsx"
    ),
    RuleCase("year-differs", "基本情况!B2", {"基本情况": PROFILE + "2022"}, {"基本情况": PROFILE + "2023"}),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_workbook_breaks_its_rule_alone(case: RuleCase, tmp_path: Path) -> None:
    """What is wrong with sheets and years is found once, at the sheet, the cell or the file."""
    assert case.found(tmp_path, case.wrong) == [f"{case.at} {case.rule}"]
    assert case.found(tmp_path, case.right) == []


@pytest.mark.parametrize(
    "title", ["谈心谈话", " 谈心谈话", "2023年谈心谈话", "2023 谈心谈话(上半年)", "四必谈", "谈话记录"]
)
def test_a_sheet_is_known_by_title_or_alias(title: str) -> None:
    """Blanks, brackets and a leading year do not hide a title."""
    ledgers, findings = all_loaded({title: TALKS})
    assert [each.sheet for each in ledgers.of("talks")] == [title]
    assert [each.rule for each in findings] == ["ledgers-absent"]


def test_headers_alone_make_a_ledger() -> None:
    """A sheet of any title is the ledger whose columns it has, as long as there is only one such ledger."""
    ledgers, _ = all_loaded({"Sheet1": "建议内容 | 建议人 | 提出时间 | 是否采纳\n换灯 | 王一三 | 2023-01-05 | 是"})
    assert [each.sheet for each in ledgers.of("suggestions")] == ["Sheet1"]


def test_headers_of_two_ledgers_make_none() -> None:
    """Where two ledgers fit equally well, the sheet is left out with a note instead of a guess."""
    ledgers, findings = all_loaded({"Sheet1": "日期 | 名称\n2023-01-05 | 象棋赛"})
    assert list(ledgers) == []
    assert "Sheet1 sheet-unknown" in [line(each) for each in findings]


def test_a_title_goes_before_headers(tmp_path: Path) -> None:
    """The sheet with the title is the ledger, even where a sheet of the same headers stands before it."""
    ledgers, _ = all_loaded({"一季度": TALKS, "谈心谈话": TALKS})
    assert [each.sheet for each in ledgers.of("talks")] == ["谈心谈话"]
    assert found(book(tmp_path, {"一季度": TALKS, "谈心谈话": TALKS})) == ["一季度 sheet-twice"]


def test_ledgers_stand_in_the_order_of_their_sheets() -> None:
    """Going through the ledgers is going through the sheets, whatever was recognised first."""
    ledgers, _ = all_loaded({"一季度": TALKS, "会员名册": ROSTER, "基本情况": PROFILE + "2023"})
    assert [each.sheet for each in ledgers] == ["一季度", "会员名册", "基本情况"]


def test_a_missing_header_names_what_was_expected() -> None:
    """The texts get the required columns; the ledger itself is not there."""
    ledgers, findings = all_loaded({"谈心谈话": "2023-03-01 | 入党 | 王一三"})
    assert ledgers.of("talks") == ()
    assert findings[0].params == {"sheet": "谈心谈话", "expected": "日期、类型、对象"}


def test_absent_ledgers_are_named_once() -> None:
    """One note lists the ledgers that a union does not use."""
    _, findings = all_loaded(
        {title: table for title, table in every_ledger().items() if title not in ("帮扶发放", "会员名册")}
    )
    assert [each.params for each in findings] == [{"ledgers": "帮扶发放、会员名册"}]


def test_no_ledger_names_those_it_could_be() -> None:
    """A workbook without any ledger is told which sheets are known."""
    _, findings = all_loaded({"Sheet1": "随便写写"})
    assert [each.rule for each in findings] == ["sheet-unknown", "no-ledger"]
    assert findings[1].params["known"].split("、") == list(every_ledger())


@pytest.mark.parametrize(
    ("name", "stated", "year"),
    [
        ("2023.xlsx", "", 2023),
        ("某工会2023年台账.xlsx", "", 2023),
        ("台账_2022-2023.xlsx", "", None),
        ("台账12023.xlsx", "", None),
        ("台账.xlsx", "2023", 2023),
        ("台账.xlsx", "2023年", 2023),
        ("2022.xlsx", "2023", 2023),
        ("台账.xlsx", "去年", None),
    ],
)
def test_the_year_is_stated_or_named(name: str, stated: str, year: int | None) -> None:
    """基本情况 says the year, else the file's name, if it names only one."""
    ledgers, _ = all_loaded({"基本情况": PROFILE + stated}, name)
    assert ledgers.year == year


def test_the_year_may_be_that_of_most_dates() -> None:
    """Where nothing says the year, most dates do, and a note tells which it is."""
    table = TALKS + "\n2022-12-30 | 入党 | 李四海\n2023-05-01 | 入党 | 李四海"
    ledgers, findings = all_loaded({"谈心谈话": table, "会员名册": ROSTER}, "台账.xlsx")
    assert ledgers.year == 2023
    assert findings[0].params == {"year": "2023"}


def test_a_year_that_differs_names_both() -> None:
    """The texts get the stated year and the one in the file's name."""
    _, findings = all_loaded({"基本情况": PROFILE + "2022"})
    assert findings[0].params == {"stated": "2022", "named": "2023"}
