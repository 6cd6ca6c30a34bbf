"""A tiny language for workbooks in tests: one text table a sheet, cells between bars."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from unionreport import sheets as spreadsheet
from unionreport.app import Case, examine
from unionreport.config import Config, builtin, load
from unionreport.figure import Figure, Number
from unionreport.finding import Finding
from unionreport.ledger import Ledger
from unionreport.ledgers import Ledgers, load_all
from unionreport.sheets import SheetCells

NAME, LAST = "2023.xlsx", "2022.xlsx"
ABSENT = "ledgers-absent"

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_STORED = re.compile(r"<f>([^<]*) (?:→|&#8594;) ([^<]*)</f><v(?: ?/>|></v>)")

Sheets = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RuleCase:
    """A rule, a workbook that breaks it at one address and nothing else, and one that nearly does.

    ``config`` is the text of a ``unionreport.toml`` that both are held against, ``previous`` last year's
    workbook.
    """

    rule: str
    at: str
    wrong: Sheets
    right: Sheets
    name: str = NAME
    hidden: tuple[str, ...] = (ABSENT,)
    config: str = ""
    previous: Sheets = field(default_factory=dict)

    def found(self, folder: Path, sheets: Sheets) -> list[str]:
        """What is found in a workbook of the case's name."""
        earlier = [book(folder, self.previous, LAST)] if self.previous else []
        path = folder / "unionreport.toml"
        path.write_text(self.config, encoding="utf-8")
        judged = examine(book(folder, sheets, self.name), load(path), earlier).checked.open
        return [line(each.finding) for each in judged if each.rule.name not in self.hidden]

    def __str__(self) -> str:
        return f"{self.rule} {self.at}"


def cells(table: str) -> list[list[object]]:
    """The rows of a text table: numbers and ISO dates become such, ``'text`` stays text, blank is None.

    A backslash and n is a line break within a cell; a line of its own is a title row. ``=B2+C2 → 5`` is a
    formula with the result that is stored beside it.
    """
    lines = [line.strip() for line in table.strip("\n").splitlines()]
    return [[_value(each.strip()) for each in line.split("|")] for line in lines]


def _value(text: str) -> object:
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    return text.removeprefix("'").replace("\\n", "\n") or None


def book(folder: Path, sheets: Sheets, name: str = NAME) -> Path:
    """An .xlsx file in the folder, with one sheet for each text table."""
    return book_of_rows(folder, {title: cells(table) for title, table in sheets.items()}, name)


def book_of_rows(folder: Path, sheets: Mapping[str, Sequence[Sequence[object]]], name: str = NAME) -> Path:
    """An .xlsx file in the folder, with one sheet for each list of rows."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                sheet.cell(row, column).value = value
    path = folder / name
    made.save(path)
    _store_results(path)
    return path


def _store_results(path: Path) -> None:
    """Puts the results of formulas where Excel stores them; openpyxl writes none."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    stored = {
        name: _STORED.sub(r"<f>\1</f><v>\2</v>", data.decode()).encode()
        for name, data in parts.items()
        if name.startswith("xl/worksheets/sheet")
    }
    if all(parts[name] == data for name, data in stored.items()):
        return
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in (parts | stored).items():
            target.writestr(name, data)


def case(path: Path, config: Config | None = None) -> Case:
    """The workbook read, judged and computed."""
    return examine(path, config or Config(builtin()))


def found(path: Path, config: Config | None = None, hidden: Collection[str] = (ABSENT,)) -> list[str]:
    """The findings as ``帮扶发放!D4 amount-not-number``, without those of the hidden rules."""
    findings = [each.finding for each in case(path, config).checked.judged]
    return [line(each) for each in findings if each.rule not in hidden]


def line(finding: Finding) -> str:
    """A finding as its address and its rule."""
    return f"{finding.place.address} {finding.rule}"


def figures(path: Path, config: Config | None = None) -> dict[str, Number | None]:
    """The value of every figure by id; money in fen, ratios as fractions."""
    return {name: figure.value for name, figure in figures_of(path, config).items()}


def figures_of(path: Path, config: Config | None = None) -> Mapping[str, Figure]:
    """Every figure by id."""
    return case(path, config).figures


def addresses(figure: Figure) -> list[str]:
    """The cells behind a figure, as Excel writes them."""
    return [place.address for place in figure.lineage.cells]


def loaded(kind: str, table: str, name: str = NAME) -> Ledger:
    """One ledger read from a text table, without a file."""
    return all_loaded({builtin().ledgers[kind].title: table}, name)[0].of(kind)[0]


def all_loaded(sheets: Sheets, name: str = NAME) -> tuple[Ledgers, list[Finding]]:
    """The ledgers of text tables, and what was found in reading them, without a file."""
    return load_all(spreadsheet.Workbook(Path(name), "", all_loaded_sheets(sheets)), builtin())


def all_loaded_sheets(sheets: Sheets) -> tuple[SheetCells, ...]:
    """The sheets of text tables as a reader gives them."""
    return tuple(SheetCells(title, _as_read(cells(table))) for title, table in sheets.items())


def _as_read(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    width = max(len(row) for row in rows)
    return [["" if each is None else each for each in (*row, *[None] * (width - len(row)))] for row in rows]


@cache
def every_ledger() -> Sheets:
    """A workbook of all ledgers, each with its header row alone."""
    ledgers = builtin().ledgers.values()
    return {ledger.title: " | ".join(field.title for field in ledger.fields.values()) for ledger in ledgers}
