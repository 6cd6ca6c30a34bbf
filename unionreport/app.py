"""The use cases: one function a command, from paths to values that the output modules show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from unionreport import config as configuration
from unionreport.config import Config
from unionreport.errors import RequestError, WorkbookError
from unionreport.figure import Figure, Trace, TracedSheet
from unionreport.finding import Severity
from unionreport.judgement import Checked
from unionreport.schema import Catalog, RuleSchema

if TYPE_CHECKING:
    from unionreport.ledger import Ledger
    from unionreport.ledgers import Ledgers


@dataclass(frozen=True, slots=True)
class Case:
    """One workbook read, judged and computed, with the catalog it was held against."""

    path: Path
    catalog: Catalog
    ledgers: Ledgers
    figures: Mapping[str, Figure]
    checked: Checked
    doubtful: frozenset[str]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(each.severity is Severity.ERROR for each in self.checked.judged)


def settings(workbook: Path, chosen: Path | None) -> Config:
    """The configuration chosen, else the one beside the workbook, else the one in this folder."""
    return configuration.load(chosen or configuration.find(workbook.parent) or configuration.find(Path()))


def examine(path: Path, config: Config) -> Case:
    """Reads, judges and computes one workbook.

    Raises WorkbookError for what is no workbook; whatever is wrong inside one becomes a finding.
    """
    from unionreport import rules, workbook
    from unionreport.compute import compute
    from unionreport.doubt import doubtful
    from unionreport.evidence import judge
    from unionreport.ledgers import load_all

    ledgers, findings = load_all(workbook.read(path), config.catalog)
    figures = compute(ledgers, config.catalog)
    findings += rules.run(ledgers, figures, config.catalog)
    judged = judge(ledgers, findings, config.catalog)
    in_doubt = doubtful(judged, ledgers, config.catalog)
    return Case(path, config.catalog, ledgers, figures, Checked(ledgers.file, judged), in_doubt)


def check(paths: Sequence[Path], chosen: Path | None) -> tuple[list[Checked], list[WorkbookError]]:
    """The findings in each workbook, and the refusals of those that could not be read.

    A folder stands for every workbook in it, nothing for those of the configuration or of this folder.
    """
    checked: list[Checked] = []
    refused: list[WorkbookError] = []
    for path in _workbooks(paths, chosen):
        try:
            checked.append(examine(path, settings(path, chosen)).checked)
        except WorkbookError as error:
            refused.append(error)
    return checked, refused


def _workbooks(paths: Sequence[Path], chosen: Path | None) -> Iterator[Path]:
    if not paths:
        configured = settings(Path(), chosen).workbooks
        paths = configured or [Path()]
    for path in paths:
        if path.is_dir():
            yield from _workbooks_in(path)
        else:
            yield path


def _workbooks_in(folder: Path) -> list[Path]:
    """The workbooks of a folder by name; owner files (``~$2023.xlsx``) are none."""
    from unionreport.workbook import SUFFIXES

    found = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES]
    found = [path for path in found if not path.name.startswith(("~$", ".")) and path.is_file()]
    if not found:
        raise WorkbookError("no-workbooks", folder=str(folder.resolve()))
    return found


def trace(case: Case, name: str) -> Trace:
    """A figure and the rows it came from, as text, personal numbers masked.

    Raises RequestError for a figure that is not declared, naming the nearest.
    """
    figure = case.figures.get(name)
    if figure is None:
        raise _unknown("figure", name, case.figures)
    sheets = (_traced(ledger, figure) for ledger in case.ledgers)
    return Trace(case.ledgers.file, figure, tuple(each for each in sheets if each.rows))


def _traced(ledger: Ledger, figure: Figure) -> TracedSheet:
    from unionreport.privacy import masked

    places = [place for place in figure.lineage.cells if place.sheet == ledger.sheet]
    rows = sorted({row for place in places for row in range(place.top, place.bottom + 1)} & set(ledger.rows.index))
    fields = sorted(ledger.header.columns, key=ledger.header.columns.__getitem__)
    headers = tuple(ledger.schema.fields[each].title for each in fields)
    return TracedSheet(
        ledger.sheet, headers, {row: tuple(masked(ledger.text(row, each)) for each in fields) for row in rows}
    )


def find_rule(name: str, catalog: Catalog) -> RuleSchema:
    """A rule by its name or its code; RequestError for one that does not exist, naming the nearest."""
    for rule in catalog.rules.values():
        if name in (rule.name, rule.code) or name.upper() == rule.code:
            return rule
    raise _unknown("rule", name, catalog.rules)


def _unknown(kind: str, name: str, known: Mapping[str, object]) -> RequestError:
    """The refusal of a name that does not exist, with the nearest one that does."""
    near = get_close_matches(name, known, 1)
    return RequestError(f"{kind}-missing-near" if near else f"{kind}-missing", **{kind: name, "near": "".join(near)})
