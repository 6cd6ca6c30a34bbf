from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sample_data.make.mistakes import MISTAKES
from tests.books import case, figures_of, found
from unionreport.config import builtin
from unionreport.document.controls import read_controls
from unionreport.document.text import plain_text
from unionreport.reporting import Request, build
from unionreport.resources import folder

SAMPLES = folder("sample_data")
PRINTED = {
    "satisfaction.rate": "90%以上",
    "suggestions.submitted": "85份",
    "suggestions.adopted": "5条",
    "suggestions.savings": "70.2万元",
    "assessments.rounds": "三次",
    "awards.units": "六个",
    "awards.persons": "14人",
    "awards.branches": "七个",
    "training.attendance": "340余人次",
    "receptions.visitors": "八人次",
    "visits.hospital": "12人次",
    "visits.retired": "5人次",
    "aid.lowincome.households": "21户",
    "aid.lowincome.amount": "7.89万元",
    "aid.medical_cards.persons": "23人",
    "aid.insurance4050.persons": "138人",
    "aid.insurance4050.amount": "27.7万元",
    "aid.hardship.amount": "2.12万元",
    "aid.students.households": "49户",
    "aid.students.persons": "53名",
    "aid.students.amount": "8.98万元",
    "aid.widows.persons": "22名",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The report of the sample year."""
    path = tmp_path_factory.mktemp("report") / "2023.docx"
    built = build(SAMPLES / "2023.xlsx", Request(output=path), None)
    assert built.written == path
    return path.read_bytes()


@pytest.mark.parametrize(("figure", "text"), PRINTED.items())
def test_founding_figures_are_printed_in_tagged_controls(report: bytes, figure: str, text: str) -> None:
    """Each figure of the founding report stands in the text, inside a control tagged with its id."""
    assert text in plain_text(report)
    assert text in {control.text for control in read_controls(report) if control.figure == figure}


def test_nothing_of_the_template_or_of_python_is_left(report: bytes) -> None:
    """No tag, no None and no nan stands anywhere in the finished document."""
    text = plain_text(report)
    assert not re.search(r"\{\{|\}\}|\{%|%\}|None|nan\b", text)


def test_every_part_of_the_report_is_sound(report: bytes, tmp_path: Path) -> None:
    """The package is a whole zip file that python-docx opens."""
    from docx import Document

    path = tmp_path / "x.docx"
    path.write_bytes(report)
    assert zipfile.ZipFile(path).testzip() is None
    assert len(Document(str(path)).paragraphs) > 30


@pytest.mark.parametrize("year", ["2022", "2023"])
def test_clean_samples_have_no_findings(year: str) -> None:
    """The clean ledgers are clean for every rule, notes included."""
    assert found(SAMPLES / f"{year}.xlsx", hidden=()) == []


def test_each_mistake_is_reported_once_at_its_address() -> None:
    """The workbook of mistakes gives exactly its mistakes, each where it was made."""
    places = [f"{each.sheet}!{each.cell}".removesuffix("!") or "2023-mistakes.xlsx" for each in MISTAKES]
    expected = [f"{place} {each.kind}" for place, each in zip(places, MISTAKES, strict=True)]
    assert sorted(found(SAMPLES / "2023-mistakes.xlsx", hidden=())) == sorted(expected)


def test_mistakes_cover_every_rule_that_leaves_room_for_another() -> None:
    """Every rule is broken in the workbook, but for those that leave no room for others or need more than cells."""
    whole = {"no-ledger", "year-unknown", "year-assumed", "year-differs", "aid-above-expense", "closing-negative"}
    settings = {"limit-per-time", "limit-per-year", "limit-times", "form-forbidden", "accept-stale"}
    years = {"opening-differs", "proposal-dropped", "figure-jump", "ledger-missing"}
    formulas = {"formula-uncalculated", "number-over-formula", "sum-misses-rows"}
    looks = {"sheet-hidden", "rows-hidden", "columns-hidden", "amount-merged", "sheets-joined", "date-ambiguous"}
    cells = {"example-filled", "grains-mixed", "number-unsourced", "total-rounded", "total-unreadable", "unit-jump"}
    elsewhere = whole | settings | years | formulas | looks | cells
    assert {each.kind for each in MISTAKES} == set(builtin().rules) - elsewhere


def test_shuffled_renamed_and_halved_ledgers_give_the_same_figures(tmp_path: Path) -> None:
    """The columns in reverse under other names, and every second sheet gone: what is left is counted alike."""
    source = load_workbook(SAMPLES / "2022.xlsx")
    for number, sheet in enumerate(source.worksheets):
        ledger = next(each for each in builtin().ledgers.values() if each.title == sheet.title)
        if number % 2:
            source.remove(sheet)
            continue
        names = {field.title: field.headers[-1] for field in ledger.fields.values()}
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        sheet.delete_rows(1, sheet.max_row)
        for row in rows:
            sheet.append([names.get(str(cell), cell) for cell in reversed(row)])
    path = tmp_path / "2022.xlsx"
    source.save(path)
    expected, got = figures_of(SAMPLES / "2022.xlsx"), figures_of(path)
    kept = {ledger.schema.id for ledger in case(path).ledgers}
    assert len(kept) == 10
    for name, schema in builtin().figures.items():
        sources = {builtin().figures[each].ledger for each in builtin().dependents(name)} - {""}
        assert got[name].value == (expected[name].value if sources <= kept else None), schema.title
    text = plain_text((build(path, Request(), None).written or path).read_bytes())
    assert not re.search(r"，，|，。|；。|。。|、，|（）|\{\{|None|nan\b", text)


def test_equal_inputs_give_equal_bytes(tmp_path: Path, report: bytes) -> None:
    """Another process with another hash seed and time zone writes the same file."""
    path = tmp_path / "again.docx"
    command = [sys.executable, "-m", "unionreport", "build", str(SAMPLES / "2023.xlsx"), "-o", str(path)]
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai"}, capture_output=True)
    assert path.read_bytes() == report
