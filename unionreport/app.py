"""The use cases: one function a command, from paths to values that the output modules show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from unionreport import config as configuration
from unionreport import months
from unionreport.config import Config
from unionreport.errors import RequestError, WorkbookError
from unionreport.figure import Figure, Trace, TracedSheet, is_across_years
from unionreport.finding import Finding, Severity
from unionreport.house import House
from unionreport.judgement import Checked
from unionreport.schema import Catalog, RuleSchema, Secrecy

if TYPE_CHECKING:
    from unionreport.ledger import Ledger
    from unionreport.ledgers import Ledgers
    from unionreport.rules.book import Earlier


@dataclass(frozen=True, slots=True)
class Case:
    """One workbook read, judged and computed, with the catalog and the earlier years it was held against."""

    path: Path
    catalog: Catalog
    ledgers: Ledgers
    figures: Mapping[str, Figure]
    checked: Checked
    doubtful: frozenset[str]
    earlier: tuple[Earlier, ...] = ()
    house: House = House()

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
    RequestError where none of the previous ones is of an earlier year, where one says no year or is another
    union's, and where two are of one year.
    """
    from unionreport import rules
    from unionreport.accept import settle
    from unionreport.compute import compute
    from unionreport.doubt import doubtful
    from unionreport.evidence import judge

    ledgers, findings = _load(path, config.catalog)
    figures = compute(ledgers, config.catalog)
    others = {each.resolve(): each for each in previous}
    others.pop(path.resolve(), None)
    earlier = _earlier(list(others.values()), ledgers, config)
    findings += rules.run(ledgers, figures, config.catalog, earlier)
    judged = settle(judge(ledgers, findings, config.catalog), ledgers, config.accepted, config.catalog)
    in_doubt = doubtful(judged, ledgers, config.catalog)
    return Case(path, config.catalog, ledgers, figures, Checked(ledgers.file, judged), in_doubt, earlier, config.house)


def _load(path: Path, catalog: Catalog, taken: Collection[str] = ()) -> tuple[Ledgers, list[Finding]]:
    """The ledgers of a workbook, or of a folder of monthly ones, with what was found in reading them.

    A workbook whose name is taken goes by its folder's name too.
    """
    from unionreport import workbook
    from unionreport.ledgers import load_all, load_folder

    if path.is_dir() and is_monthly(path):
        books = [workbook.read(each).apart_from(taken) for each in _workbooks_in(path)]
        return load_folder(path.resolve(), books, catalog)
    return load_all(workbook.read(path).apart_from(taken), catalog)


def is_monthly(folder: Path) -> bool:
    """Whether the workbooks of a folder, two or more, are named after months of one year: 1月.xlsx, 2023-01.xlsx."""
    return months.are_of_one_year([path.stem for path in _listed(folder)])


def _earlier(paths: Sequence[Path], ledgers: Ledgers, config: Config) -> tuple[Earlier, ...]:
    """The years before that of the ledgers, the last of them first, each under a name of its own."""
    from unionreport.compute import compute
    from unionreport.rules.book import Earlier

    if ledgers.year is None:
        return ()
    taken = {ledgers.file, *(each.file for each in ledgers)}
    before: dict[int, Ledgers] = {}
    for path in paths:
        read, _ = _load(path, config.catalog, taken)
        taken |= {read.file, *(each.file for each in read)}
        if read.year is None:
            raise RequestError("previous-without-year", file=read.file)
        if read.year < ledgers.year:
            _refuse_unlike(read, ledgers, before.get(read.year), config)
            before[read.year] = read
    if paths and not before:
        raise RequestError("previous-not-earlier", file=ledgers.file)
    return tuple(Earlier(before[year], compute(before[year], config.catalog)) for year in sorted(before, reverse=True))


def _refuse_unlike(earlier: Ledgers, ledgers: Ledgers, twin: Ledgers | None, config: Config) -> None:
    """Refuses an earlier year that is there twice, and one of another union, whose figures compare with nothing."""
    from unionreport.history import is_same_union, union_name

    if twin is not None:
        raise RequestError("previous-twice", first=twin.file, second=earlier.file, year=earlier.year)
    name, own = union_name(earlier), union_name(ledgers)
    if name and own and not is_same_union(name, (own, *config.former_names)):
        raise RequestError("previous-other-union", file=earlier.file, name=name, this=ledgers.file, own=own)


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
    """A figure, or a comparison of one, and the rows it came from, as text, names and personal numbers masked.

    Raises RequestError for a figure that is not declared, naming the nearest, and for a comparison where
    no earlier year is given.
    """
    from unionreport.comparing import comparisons, past_figures
    from unionreport.exhibits import tables
    from unionreport.tableschema import PREFIX

    known = dict(case.figures)
    if name not in known and is_across_years(name):
        known |= comparisons(case) | past_figures(case)
    if name not in known and name.startswith(f"{PREFIX}."):
        known |= tables(case).near(name)
    if name not in known and not case.earlier and name.partition(".")[2] in known:
        raise RequestError("figure-needs-previous", figure=name)
    if name not in known:
        raise _unknown("figure", name, known)
    figure = known[name]
    sheets = [_traced(ledger, figure, case.catalog) for ledger in case.ledgers]
    sheets += [_traced(ledger, figure, case.catalog, ledger.file) for year in case.earlier for ledger in year.ledgers]
    return Trace(case.ledgers.file, figure, tuple(each for each in sheets if each.rows))


def _traced(ledger: Ledger, figure: Figure, catalog: Catalog, file: str = "") -> TracedSheet:
    """The rows of one sheet behind a figure; the sheet's name follows that of the file where one is given."""
    places = [place for place in figure.lineage.cells if ledger.holds(place)]
    every = {row for place in places for row in range(place.top, place.bottom + 1)}
    rows = sorted(row for row in every if ledger.rows.at(row) is not None)
    fields = sorted(ledger.header.columns, key=ledger.header.columns.__getitem__)
    headers = tuple(ledger.schema.fields[each].title for each in fields)
    columns = [_without_persons(ledger, rows, each, catalog) for each in fields]
    cells = [tuple(column[at] for column in columns) for at in range(len(rows))]
    return TracedSheet(
        f"[{file}]{ledger.sheet}" if file else ledger.sheet, headers, dict(zip(rows, cells, strict=True))
    )


def _without_persons(ledger: Ledger, rows: Sequence[int], name: str, catalog: Catalog) -> list[str]:
    """The cells of a column as they may be shown: names masked, of numbers the last signs, of the rest nothing.

    One of a fixed list of values is shown: figures are told apart by it, and it names nobody.
    """
    from unionreport.tables.secrets import shown_texts
    from unionreport.tables.source import Sheet

    field, sheet = ledger.schema.fields[name], Sheet(ledger, ledger.rows.marked(rows))
    texts = [ledger.text(row, name) for row in rows]
    shown = shown_texts([each or None for each in texts], sheet, field, (True, catalog))
    private = catalog.checks.private(field)
    if private is not None and private.secrecy is Secrecy.NEVER:
        return [text if text in field.enum else "****" if text else "" for text in texts]
    return [str(each or "") for each in shown]


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
