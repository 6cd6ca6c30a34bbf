"""Family L: what a regulation allows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, book, case
from unionreport import config

AID = "日期 | 项目 | 姓名 | 身份证号 | 金额 | 实物折价 | 备注\n"
ONE, TWO = "'990101199001011230", "'990101199001010019"
VISITS = "日期 | 类型 | 对象 | 人数 | 慰问金\n"
SHANDONG, ANHUI = 'packs = ["shandong-2019"]', 'packs = ["anhui-2025"]'

CASES = [
    RuleCase(
        "limit-per-time",
        "帮扶发放!E2",
        {"帮扶发放": f"{AID}2023-01-01 | 困难补助 | 王一三 | {ONE} | 2900 | 100.01 | "},
        {"帮扶发放": f"{AID}2023-01-01 | 困难补助 | 王一三 | {ONE} | 2900 | 100 | \n2023-01-01 | 金秋助学 | 李四海 | {TWO} | 5000 | | "},
        config=SHANDONG,
    ),
    RuleCase(
        "limit-per-year",
        "帮扶发放!E4",
        {"帮扶发放": f"{AID}2023-01-01 | 困难补助 | 王一三 | {ONE} | 3000 | | \n2023-05-01 | 节日慰问 | 王一三 | {ONE} | 3000 | | \n"
         f"2023-09-01 | 困难补助 | 王一三 | {ONE} | 100 | | "},
        {"帮扶发放": f"{AID}2023-01-01 | 困难补助 | 王一三 | {ONE} | 3000 | | \n2023-05-01 | 节日慰问 | 王一三 | {ONE} | 3000 | | \n"
         f"2023-09-01 | 困难补助 | 王一三 | {TWO} | 100 | | "},
        config=SHANDONG,
    ),
    RuleCase(
        "limit-times",
        "走访慰问!E3",
        {"走访慰问": VISITS + "2023-01-01 | 住院 | 王一三、李四海 | 2 | 1000\n2023-02-01 | 住院 | 王一三 | 1 | 500"},
        {"走访慰问": VISITS + "2023-01-01 | 住院 | 王一三、李四海 | 2 | 1000\n2023-02-01 | 困难 | 王一三 | 1 | 500"},
        config=ANHUI,
    ),
    RuleCase(
        "form-forbidden",
        "帮扶发放!G2",
        {"帮扶发放": f"{AID}2023-01-01 | 节日慰问 | 王一三 | {ONE} | 500 | | 超市购物卡"},
        {"帮扶发放": f"{AID}2023-01-01 | 节日慰问 | 王一三 | {ONE} | 500 | | 米面油\n2023-01-01 | 医疗救助 | 李四海 | {TWO} | 500 | | 购物卡"},
        config=ANHUI,
    ),
]  # fmt: skip


@pytest.mark.parametrize("example", CASES, ids=str)
def test_a_payment_breaks_its_limit_alone(example: RuleCase, tmp_path: Path) -> None:
    """What a chosen regulation does not allow is found once; what it just allows is not."""
    assert example.found(tmp_path, example.wrong) == [f"{example.at} {example.rule}"]
    assert example.found(tmp_path, example.right) == []


@pytest.mark.parametrize("example", CASES, ids=str)
def test_no_limit_holds_unless_chosen(example: RuleCase, tmp_path: Path) -> None:
    """Limits differ by province and year: without a pack there are none."""
    judged = case(book(tmp_path, example.wrong)).checked.judged
    assert [each.rule.name for each in judged] == ["ledgers-absent"]


def params(folder: Path, text: str, sheets: dict[str, str]) -> list[dict[str, str]]:
    """The values of every limit that is broken under a configuration."""
    path = folder / "unionreport.toml"
    path.write_text(text, encoding="utf-8")
    judged = case(book(folder, sheets), config.load(path)).checked.judged
    return [dict(each.finding.params) for each in judged if each.rule.code.startswith("L")]


def test_the_document_is_named(tmp_path: Path) -> None:
    """The message has who, how much, what is allowed, and by which document."""
    sheets = {"走访慰问": VISITS + "2023-01-01 | 新婚 | 王一三 | 1 | 2000.5"}
    expected = {"name": "王一三", "amount": "2000.50", "most": "2000", "document": "皖工发〔2025〕18号"}
    assert params(tmp_path, ANHUI, sheets) == [expected]


def test_a_union_sets_limits_of_its_own(tmp_path: Path) -> None:
    """[limits.…] in unionreport.toml has the shape of a pack's; the sum is that of the whole year."""
    own = '[limits.ours]\nledger = "visits"\nwhere = { kind = "节日" }\nfields = ["amount"]\nper = "year"\nmost = 900\ndocument = "本会〔2023〕3号"'
    rows = "2023-01-01 | 节日 | 王一三 | 1 | 500\n2023-05-01 | 节日 | 王一三 | 1 | 500\n2023-09-01 | 节日 | 王一三 | 1 | 500"
    expected = {"name": "王一三", "actual": "1500.00", "most": "900", "document": "本会〔2023〕3号"}
    assert params(tmp_path, own, {"走访慰问": VISITS + rows}) == [expected]


def test_a_row_for_many_is_divided_among_them(tmp_path: Path) -> None:
    """A row of eighteen men is a limit a head; two men of one row are told once."""
    sheets = {
        "走访慰问": VISITS + "2023-01-01 | 节日 | 夜班职工 | 18 | 36000\n2023-01-01 | 新婚 | 王一三、李四海 | 2 | 4001"
    }
    assert [each["name"] for each in params(tmp_path, ANHUI, sheets)] == ["王一三"]


@pytest.mark.parametrize(
    "sheets",
    [
        {"走访慰问": "日期 | 对象\n2023-01-01 | 王一三"},
        {"走访慰问": VISITS + "2023-01-01 | 住院 | | 1 | 5\n2023-01-02 | 住院 | | 1 | 5"},
        {"走访慰问": VISITS + "2022-01-01 | 新婚 | 王一三 | 1 | 9000"},
        {"走访慰问": "日期 | 类型 | 对象\n2023-01-01 | 新婚 | 王一三"},
    ],
    ids=["no kind", "no names", "another year", "no money"],
)
def test_what_cannot_be_told_breaks_no_limit(sheets: dict[str, str], tmp_path: Path) -> None:
    """Rows without kind, person or money, and rows of other years, are not held against limits."""
    assert params(tmp_path, ANHUI, sheets) == []
