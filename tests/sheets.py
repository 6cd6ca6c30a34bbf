"""Sheets with evidence for tests: merges, hidden parts, errors and formulas, without a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from openpyxl.utils import range_boundaries

from tests.books import ABSENT, all_loaded_sheets, line
from unionreport import rules
from unionreport.compute import compute
from unionreport.config import builtin
from unionreport.evidence import judge
from unionreport.figure import Figure
from unionreport.ledgers import load_all
from unionreport.sheets import Area, Position, SheetCells, Workbook

Flaws = Mapping[str, str]


def area(address: str) -> Area:
    """The block of cells that ``B2:D4`` is."""
    left, top, right, bottom = range_boundaries(address)
    return Area(int(top or 0), int(left or 0), int(bottom or 0), int(right or 0))


def position(address: str) -> Position:
    """Row and column of ``B2``."""
    return area(address).top, area(address).left


def sheet(name: str, table: str, *merges: str, **evidence: object) -> SheetCells:
    """A sheet from a text table, with merged ranges and other evidence by its own names."""
    plain = all_loaded_sheets({name: table})[0]
    return replace(plain, merges=tuple(map(area, merges)), **evidence)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class SheetCase:
    """A rule, sheets that break it at one address and nothing else, and sheets that nearly do."""

    rule: str
    at: str
    wrong: Sequence[SheetCells]
    right: Sequence[SheetCells]
    hidden: tuple[str, ...] = field(default=(ABSENT,))

    def found(self, sheets: Sequence[SheetCells]) -> list[str]:
        """What is found in these sheets."""
        return found(sheets, self.hidden)

    def __str__(self) -> str:
        return f"{self.rule} {self.at}"


def workbook(sheets: Sequence[SheetCells], name: str = "2023.xlsx") -> Workbook:
    """A workbook of these sheets."""
    return Workbook(Path(name), name, tuple(sheets))


def found(sheets: Sequence[SheetCells], hidden: Sequence[str] = (ABSENT,), name: str = "2023.xlsx") -> list[str]:
    """The findings as ``帮扶发放!D4 amount-not-number``, without those of the hidden rules."""
    ledgers, findings = load_all(workbook(sheets, name), builtin())
    findings += rules.run(ledgers, compute(ledgers, builtin()), builtin())
    judged = judge(ledgers, findings, builtin())
    return [line(each.finding) for each in judged if each.finding.rule not in hidden]


def figures(sheets: Sequence[SheetCells], name: str = "2023.xlsx") -> dict[str, Figure]:
    """Every figure by id."""
    return compute(load_all(workbook(sheets, name), builtin())[0], builtin())
