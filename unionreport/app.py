"""The use cases: one function a command, from paths to values that the output modules show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from unionreport import config as configuration
from unionreport import months
from unionreport.config import Config
from unionreport.errors import RequestError, WorkbookError
from unionreport.figure import Figure, Trace, TracedSheet
from unionreport.finding import Finding, Severity
from unionreport.judgement import Checked
from unionreport.schema import Catalog, RuleSchema

if TYPE_CHECKING:
    from unionreport.ledger import Ledger
    from unionreport.ledgers import Ledgers
    from unionreport.rules.book import Earlier

_YEAR = re.compile("20[0-9]{2}")


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
        """How many findings are errors that nobody accepted."""
        return sum(each.severity is Severity.ERROR for each in self.checked.open)


def settings(workbook: Path, chosen: Path | None) -> Config:
    """The configuration chosen, else the one beside the workbook or in its folder, else the one in this folder."""
    inside = configuration.find(workbook) if workbook.is_dir() else None
    return configuration.load(chosen or inside or configuration.find(workbook.parent) or configuration.find(Path()))


def examine(path: Path, config: Config, previous: Sequence[Path] = ()) -> Case:
    """Reads, judges and computes one workbook, beside those of earlier years where they are given.

    Raises WorkbookError for what is no workbook; whatever is wrong inside one becomes a finding. Raises
    RequestError where none of the previous ones is of an earlier year.
    """
    from unionreport import rules
    from unionreport.accept import settle
    from unionreport.compute import compute
    from unionreport.doubt import doubtful
    from unionreport.evidence import judge

    ledgers, findings = _load(path, config.catalog)
    figures = compute(ledgers, config.catalog)
    others = [each for each in previous if each.resolve() != path.resolve()]
    findings += rules.run(ledgers, figures, config.catalog, _earlier(others, ledgers, config.catalog))
    judged = settle(judge(ledgers, findings, config.catalog), ledgers, config.accepted, config.catalog)
    in_doubt = doubtful(judged, ledgers, config.catalog)
    return Case(path, config.catalog, ledgers, figures, Checked(ledgers.file, judged), in_doubt)


def _load(path: Path, catalog: Catalog) -> tuple[Ledgers, list[Finding]]:
    """The ledgers of a workbook, or of a folder of monthly ones, with what was found in reading them."""
    from unionreport import workbook
    from unionreport.ledgers import load_all, load_folder

    if path.is_dir() and is_monthly(path):
        return load_folder(path.resolve(), [workbook.read(each) for each in _workbooks_in(path)], catalog)
    return load_all(workbook.read(path), catalog)


def is_monthly(folder: Path) -> bool:
    """Whether the workbooks of a folder, two or more, are named after months of one year: 1月.xlsx, 2023-01.xlsx."""
    stems = [path.stem for path in _listed(folder)]
    years = {year for stem in stems for year in _YEAR.findall(stem)}
    return len(stems) > 1 and len(years) < 2 and all(months.is_only_months(stem) for stem in stems)


def _earlier(paths: Sequence[Path], ledgers: Ledgers, catalog: Catalog) -> list[Earlier]:
    """The years before that of the ledgers, the last of them first."""
    from unionreport.compute import compute
    from unionreport.rules.book import Earlier

    if ledgers.year is None:
        return []
    read = [_load(path, catalog)[0] for path in paths]
    before = [each for each in read if each.year is not None and each.year < ledgers.year]
    if paths and not before:
        raise RequestError("previous-not-earlier", file=ledgers.file)
    before.sort(key=lambda each: each.year or 0, reverse=True)
    return [Earlier(each, compute(each, catalog)) for each in before]


def _in_silence(number: int, total: int, file: str) -> None:
    """Tells nobody how far the work has come."""


def check(
    paths: Sequence[Path],
    chosen: Path | None,
    step: Callable[[int, int, str], None] = _in_silence,
    previous: Sequence[Path] = (),
) -> tuple[list[Checked], list[WorkbookError]]:
    """The findings in each workbook, and the refusals of those that could not be read.

    A folder stands for every workbook in it, nothing for those of the configuration or of this folder.
    ``step`` is told of each workbook before it is read: its number, how many there are, its name.
    ``previous`` are the workbooks of earlier years.
    """
    checked: list[Checked] = []
    refused: list[WorkbookError] = []
    workbooks = list(_workbooks(paths, chosen))
    for number, path in enumerate(workbooks, 1):
        step(number, len(workbooks), path.name)
        try:
            checked.append(examine(path, settings(path, chosen), previous).checked)
        except WorkbookError as error:
            refused.append(error)
    return checked, refused


def _workbooks(paths: Sequence[Path], chosen: Path | None) -> Iterator[Path]:
    if not paths:
        configured = settings(Path(), chosen).workbooks
        paths = configured or [Path()]
    for path in paths:
        if path.is_dir() and not is_monthly(path):
            yield from _workbooks_in(path)
        else:
            yield path


def _workbooks_in(folder: Path) -> list[Path]:
    """The workbooks of a folder by name; owner files (``~$2023.xlsx``) are none."""
    found = _listed(folder)
    if not found:
        raise WorkbookError("no-workbooks", folder=str(folder.resolve()))
    return found


def _listed(folder: Path) -> list[Path]:
    from unionreport.workbook import SUFFIXES

    found = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES]
    return [path for path in found if not path.name.startswith(("~$", ".")) and path.is_file()]


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

    places = [place for place in figure.lineage.cells if ledger.holds(place)]
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
