"""Which sheet is which ledger, and whose year it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.books import RuleCase, all_loaded, all_loaded_sheets, book, every_ledger, found, line
from unionreport.config import builtin
from unionreport.ledgers import load_folder
from unionreport.sheets import Workbook

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
    RuleCase(
        "sheets-joined",
        "1月",
        {"1月": TALKS, "2月": TALKS.replace("03-01", "02-01")},
        {"谈心谈话1月": TALKS},
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


def test_sheets_of_other_months_are_one_ledger() -> None:
    """Months, quarters and halves in the titles tell the parts of a ledger apart; they are read in their order."""
    sheets = {"谈心谈话（下半年）": TALKS.replace("03-01", "08-01"), "谈心谈话上半年": TALKS}
    ledgers, findings = all_loaded(sheets)
    assert [each.sheet for each in ledgers.of("talks")] == ["谈心谈话上半年", "谈心谈话（下半年）"]
    assert [line(each) for each in findings] == ["谈心谈话上半年 sheets-joined", "2023.xlsx ledgers-absent"]
    assert findings[0].params == {"ledger": "谈心谈话", "sheets": "谈心谈话上半年、谈心谈话（下半年）"}
    assert [place.address for place in findings[0].related] == ["谈心谈话（下半年）"]


@pytest.mark.parametrize("title", ["1月 (2)", "一季度", "谈心谈话"])
def test_sheets_that_share_a_month_are_not_joined(title: str) -> None:
    """A copy of a month, a quarter that holds it, or a sheet without any: which one counts is asked."""
    ledgers, findings = all_loaded({"1月": TALKS, title: TALKS})
    assert len(ledgers.of("talks")) == 1
    assert "sheet-twice" in [each.rule for each in findings]


def test_what_has_no_dates_has_no_months() -> None:
    """Two rosters are two states of one, not its parts: they are never added up."""
    _, findings = all_loaded({"会员名册1月": ROSTER, "会员名册2月": ROSTER})
    assert "会员名册2月 sheet-twice" in [line(each) for each in findings]


def test_the_year_may_stand_in_the_titles() -> None:
    """Where neither 基本情况 nor the file's name says it, the lines above the headers may, if they agree."""
    table = f"2023年谈心谈话登记表\n{TALKS.replace('2023-03-01', '3月1日')}"
    ledgers, findings = all_loaded({"谈心谈话": table}, "台账.xlsx")
    assert ledgers.year == 2023
    assert [day.year for _, day in ledgers.of("talks")[0].values("date")] == [2023]
    assert [each.rule for each in findings] == ["ledgers-absent"]
    other = {"谈心谈话": table, "会员名册": f"2022年会员名册\n{ROSTER}"}
    assert "year-assumed" in [each.rule for each in all_loaded(other, "台账.xlsx")[1]]


def monthly(*months: str, roster: str = ROSTER) -> list[Workbook]:
    """A workbook for each month, with one talk and the roster."""
    return [
        Workbook(
            Path(f"{month}.xlsx"),
            month,
            all_loaded_sheets({"谈心谈话": TALKS.replace("03", f"0{at}"), "会员名册": roster}),
        )
        for at, month in enumerate(months, 1)
    ]


def test_monthly_workbooks_are_one_year() -> None:
    """Their sheets are parts of one ledger under the folder's name; a copied roster counts once."""
    ledgers, findings = load_folder(Path("某工会/2023"), monthly("2月", "1月"), builtin())
    assert (ledgers.file, ledgers.year) == ("2023", 2023)
    assert [each.file for each in ledgers.of("talks")] == ["1月.xlsx", "2月.xlsx"]
    assert [each.file for each in ledgers.of("members")] == ["1月.xlsx"]
    assert [line(each) for each in findings] == ["2023 sheets-joined", "2023 ledgers-absent"]
    assert findings[0].params == {"ledger": "谈心谈话", "sheets": "1月.xlsx、2月.xlsx"}
    assert len(ledgers.digest) == 64


def test_monthly_workbooks_may_name_the_year() -> None:
    """2023-01.xlsx says the year where the folder does not; without joined sheets nothing is told."""
    books = monthly("2023-01", "2023-02")
    assert load_folder(Path("台账"), books, builtin())[0].year == 2023
    alone = [books[0], replace(books[1], sheets=books[1].sheets[1:])]
    assert [each.rule for each in load_folder(Path("2023"), alone, builtin())[1]] == ["ledgers-absent"]
