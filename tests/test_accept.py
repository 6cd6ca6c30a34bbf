"""Findings that the union has looked into."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import RuleCase, book, case
from unionreport import config
from unionreport.app import Case
from unionreport.errors import CatalogError
from unionreport.finding import Severity
from unionreport.texts import texts

AID = "日期 | 项目 | 姓名 | 金额\n"
TWICE = {"帮扶发放": AID + "2023-02-01 | 困难补助 | 李四海 | 500.50\n2023-02-01 | 困难补助 | 李四海 | 600"}


def accepted(folder: Path, text: str, sheets: dict[str, str] | None = None) -> Case:
    """A workbook checked under a configuration."""
    path = folder / "unionreport.toml"
    path.write_text(text, encoding="utf-8")
    return case(book(folder, sheets or TWICE), config.load(path))


def rules(case_: Case) -> list[tuple[str, str]]:
    """Each finding with the reason to let it stand, absent ledgers aside."""
    judged = [each for each in case_.checked.judged if each.rule.name != "ledgers-absent"]
    return [(each.rule.name, each.accepted) for each in judged]


def acceptance(match: str, rule: str = "paid-twice", more: str = "") -> str:
    """One acceptance."""
    return f'[[accept]]\nrule = "{rule}"\nmatch = {{ {match} }}\nreason = "两次活动，已核"\n{more}\n'


CASES = [
    RuleCase(
        "accept-stale",
        "2023.xlsx",
        {"帮扶发放": AID + "2023-02-01 | 困难补助 | 李四海 | 500.50"},
        TWICE,
        config=acceptance('person = "李四海"'),
    )
]
ACCEPTED = [("paid-twice", "两次活动，已核")]
STALE = [("accept-stale", ""), ("paid-twice", "")]


@pytest.mark.parametrize("example", CASES, ids=str)
def test_a_stale_acceptance_is_its_rule_alone(example: RuleCase, tmp_path: Path) -> None:
    """Where the finding is gone the acceptance is told, where it is there neither is."""
    assert example.found(tmp_path, example.wrong) == [f"{example.at} {example.rule}"]
    assert example.found(tmp_path, example.right) == []


@pytest.mark.parametrize(
    "match",
    [
        'person = "李四海"',
        '"姓名" = "李四海", "日期" = 2023-02-01',
        '"受助人" = "李四海", date = "2023-02-01"',
        'person = "李四海", amount = 600',
        'amount = "600.00"',
        "people = 1",
    ],
)
def test_an_acceptance_is_matched_by_content(match: str, tmp_path: Path) -> None:
    """By field name, title or alias; values as they stand or as they were read."""
    assert rules(accepted(tmp_path, acceptance(match))) == ACCEPTED


@pytest.mark.parametrize(
    "match",
    ['person = "李四"', "amount = 500.5", "date = 2023-02-02", '"地址" = "甲"', 'remark = "甲"', 'person = "李四海", amount = 1', ""],
)  # fmt: skip
def test_an_acceptance_that_matches_nothing_is_stale(match: str, tmp_path: Path) -> None:
    """Every value must be that of the row; what no longer matches is a note, and the finding counts."""
    assert rules(accepted(tmp_path, acceptance(match))) == STALE


def test_a_stale_acceptance_says_which(tmp_path: Path) -> None:
    """The note names the rule and the reason, and stands before the other findings."""
    found = accepted(tmp_path, acceptance('person = "甲"', more='sheet = "帮扶发放"')).checked.judged[0]
    assert found.finding.params == {"rule": "paid-twice", "reason": "两次活动，已核", "sheet": "帮扶发放"}
    assert (found.severity, found.finding.place.address) == (Severity.NOTE, "2023.xlsx")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('sheet = "帮扶发放"', ACCEPTED),
        ('sheet = "走访慰问"', STALE),
        ('workbook = "2023.xlsx"', ACCEPTED),
        ('workbook = "2022.xlsx"', [("paid-twice", "")]),
    ],
)
def test_an_acceptance_can_be_narrowed(more: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    """To a sheet, and to a workbook: one of another workbook is none of this one's business."""
    assert rules(accepted(tmp_path, acceptance('person = "李四海"', more=more))) == expected


def test_an_accepted_error_no_longer_counts(tmp_path: Path) -> None:
    """It leaves no figure in doubt, stops no report, and is listed with its reason."""
    sheets = {"帮扶发放": AID + "2023-02-01 | 困难补助 | 李四海 | 约五百"}
    before, after = (
        accepted(tmp_path, text, sheets) for text in ("", acceptance('person = "李四海"', "amount-not-number"))
    )
    assert (before.errors, after.errors) == (1, 0)
    assert "aid.total.amount" in before.doubtful
    assert after.doubtful == frozenset()
    assert before.checked.reaches(Severity.ERROR)
    assert not after.checked.reaches(Severity.ERROR)
    assert [each.accepted for each in after.checked.accepted] == ["两次活动，已核"]
    assert [each.rule.name for each in after.checked.open] == ["ledgers-absent"]


def test_a_finding_without_a_row_is_matched_by_its_message(tmp_path: Path) -> None:
    """A sheet, a header or the whole file has no content; the values of the message stand for it."""
    sheets = {**TWICE, "临时": "甲\n乙", "备忘": "甲\n乙"}
    text = acceptance('sheet = "临时"', "sheet-unknown") + '[[accept]]\nrule = "ledgers-absent"\nreason = "不设"\n'
    judged = accepted(tmp_path, text, sheets).checked.judged
    found = {(each.rule.name, each.finding.place.sheet): each.accepted for each in judged}
    assert found["sheet-unknown", "临时"] == "两次活动，已核"
    assert found["sheet-unknown", "备忘"] == ""
    assert found["ledgers-absent", ""] == "不设"


@pytest.mark.parametrize("text", ['[rules]\npaid-twice = "off"\n', '[rules]\naccept-stale = "off"\n'])
def test_rules_that_are_off_need_no_note(text: str, tmp_path: Path) -> None:
    """An acceptance of a rule that is off is not stale; notes on stale ones can be switched off."""
    found = rules(accepted(tmp_path, text + acceptance('person = "甲"')))
    assert "accept-stale" not in [name for name, _ in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[accept]]\nrule = "paid-twice"', "unionreport.toml 的 accept[1].reason：缺少这个键"),
        ('[[accept]]\nreason = "甲"', "unionreport.toml 的 accept[1].rule：缺少这个键"),
        (
            '[[accept]]\nrule = "paid-twise"\nreason = "甲"',
            "unionreport.toml 的 accept[1].rule：没有规则 paid-twise，是否为 paid-twice？",
        ),
        ('[[accept]]\nrule = "甲乙"\nreason = "甲"', "unionreport.toml 的 accept[1].rule：没有规则 甲乙"),
        (acceptance('person = ["甲"]'), "unionreport.toml 的 accept[1].match.person：应为一段文字，写在引号里"),
        ('[accept]\nrule = "paid-twice"', "unionreport.toml 的 accept：应为表的列表，例如 [[accept]]"),
        ("jump = 1", "unionreport.toml 的 jump：至少为 2"),
    ],
)
def test_a_mistake_in_an_acceptance_is_named(text: str, told: str, tmp_path: Path) -> None:
    """A rule that is none, a reason that lacks, a match that is no value."""
    with pytest.raises(CatalogError) as error:
        accepted(tmp_path, text)
    assert texts("zh").error(error.value).replace(str(tmp_path / "unionreport.toml"), "unionreport.toml") == told
