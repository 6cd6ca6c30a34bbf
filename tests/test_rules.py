"""All the rules together: each has its case, and no workbook is too strange for them."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import (
    test_accept,
    test_ledgers,
    test_profile,
    test_rules_across,
    test_rules_columns,
    test_rules_document,
    test_rules_examples,
    test_rules_finance,
    test_rules_formulas,
    test_rules_identities,
    test_rules_keys,
    test_rules_limits,
    test_rules_mending,
    test_rules_orders,
    test_rules_outcomes,
    test_rules_periods,
    test_rules_relations,
    test_rules_totals,
    test_rules_values,
    test_rules_years,
)
from tests.books import RuleCase, book_of_rows, case, every_ledger
from tests.sheets import SheetCase
from unionreport import rules
from unionreport.compute import compute
from unionreport.config import builtin
from unionreport.doubt import doubtful
from unionreport.evidence import judge
from unionreport.ledgers import load_all
from unionreport.sheets import SheetCells, Workbook

CASES: list[RuleCase | SheetCase] = [
    *test_accept.CASES,
    *test_ledgers.CASES,
    *test_profile.CASES,
    *test_rules_across.CASES,
    *test_rules_document.CASES,
    *test_rules_finance.CASES,
    *test_rules_formulas.CASES,
    *test_rules_limits.CASES,
    *test_rules_outcomes.CASES,
    *test_rules_years.CASES,
    *test_rules_columns.CASES,
    *test_rules_examples.CASES,
    *test_rules_identities.CASES,
    *test_rules_keys.CASES,
    *test_rules_mending.CASES,
    *test_rules_orders.CASES,
    *test_rules_periods.CASES,
    *test_rules_relations.CASES,
    *test_rules_totals.CASES,
    *test_rules_values.CASES,
]
SAMPLES = Path(__file__).parents[1] / "sample_data"

STRANGE = st.one_of(
    st.text(max_size=12),
    st.text("0123456789.,-+eE年月日元万人√是否%() ", max_size=10),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.sampled_from(
        [
            "#REF!",
            "#N/A",
            "#DIV/0!",
            "合计",
            "小计",
            "日期",
            "备注：",
            "9" * 4400,
            "1e999999",
            "=1/0",
            "\x00",
            "九千亿亿",
            "",
        ]
    ),
)
WRITABLE = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
    st.integers(-(10**15), 10**15),
    st.floats(-1e300, 1e300),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.sampled_from(
        ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", datetime(2023, 3, 5, 8, 30), time(8, 30), "合计", "9" * 4400, "=1/0"]
    ),
)


def valid_rows(kind: str) -> list[list[object]]:
    """The header of a ledger and three rows that it takes without a word."""
    fields = builtin().ledgers[kind].fields.values()
    samples: dict[str, object] = {
        "date": date(2023, 3, 5),
        "money": 5,
        "count": 1,
        "number": 5,
        "yesno": "是",
        "tally": 1,
    }
    row = [field.enum[0] if field.enum else samples.get(field.type, f"甲{at}") for at, field in enumerate(fields)]
    return [[field.title for field in fields], row, [*row[:-1], "乙"], [*row[:-2], "丙", "丁"]]


def test_every_rule_has_its_case() -> None:
    """Each rule of the catalog has a workbook that breaks it alone and one that nearly does."""
    assert {each.rule for each in CASES} == set(builtin().rules)


def test_every_rule_function_promises_something() -> None:
    """A rule says in its docstring what it finds, and stands in the list once."""
    listed = [*rules.LEDGER_RULES, *rules.PARTS_RULES, *rules.BOOK_RULES]
    assert all(rule.__doc__ for rule in listed)
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("name", ["2022.xlsx", "2023.xlsx"])
def test_clean_workbooks_have_no_findings(name: str) -> None:
    """The sample workbooks without mistakes are without findings."""
    assert case(SAMPLES / name).checked.judged == ()


def test_blank_ledgers_have_no_findings(tmp_path: Path) -> None:
    """Headers without rows are in order."""
    path = book_of_rows(tmp_path, {title: [table.split(" | ")] for title, table in every_ledger().items()})
    assert case(path).checked.judged == ()


@settings(max_examples=250, deadline=None)
@given(data=st.data(), kind=st.sampled_from(list(builtin().ledgers)))
def test_no_cell_is_too_strange(data: st.DataObject, kind: str) -> None:
    """Whatever stands in any cells, headers included, there are findings and figures and nothing is raised."""
    rows = valid_rows(kind)
    for _ in range(data.draw(st.integers(1, 6))):
        row = rows[data.draw(st.integers(0, 3))]
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(STRANGE)
    sheet = SheetCells(builtin().ledgers[kind].title, rows)
    name = data.draw(st.sampled_from(["2023.xlsx", "台账.xlsx"]))
    ledgers, findings = load_all(Workbook(Path(name), "", (sheet,)), builtin())
    figures = compute(ledgers, builtin())
    findings += rules.run(ledgers, figures, builtin())
    judged = judge(ledgers, findings, builtin())
    assert {each.rule for each in findings} <= set(builtin().rules)
    assert len(judged) == len(findings)
    assert doubtful(judged, ledgers, builtin()) <= set(figures)
    assert all(isinstance(figure.shown, str) for figure in figures.values())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), kind=st.sampled_from(list(builtin().ledgers)))
def test_no_file_is_too_strange(data: st.DataObject, kind: str, tmp_path: Path) -> None:
    """The same through a file: junk in a workbook ends in findings at places of its own sheet or of the file."""
    rows = valid_rows(kind)
    for _ in range(data.draw(st.integers(1, 6))):
        row = rows[data.draw(st.integers(1, 3))]
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(WRITABLE)
    title = builtin().ledgers[kind].title
    examined = case(book_of_rows(tmp_path, {title: rows}))
    assert {each.finding.place.sheet for each in examined.checked.judged} <= {title, ""}
    assert all(isinstance(figure.shown, str) for figure in examined.figures.values())
