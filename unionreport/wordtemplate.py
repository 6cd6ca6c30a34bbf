"""What is told of Word templates: whose they are, what they print, what may stand in one, what is wrong in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from unionreport.errors import Worded
from unionreport.finding import Severity


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One template at hand: the name it goes by, its file, the title in its properties, whether the union made it.

    ``readable`` is false for a file that is no Word document.
    """

    name: str
    path: Path
    title: str = ""
    own: bool = False
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Printing:
    """One tag that prints: where, as it is written, and the tags of the blocks around it, the outermost first."""

    place: Worded
    tag: str
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a template uses: its printing tags in document order, and the names by kind, each once."""

    printings: tuple[Printing, ...]
    figures: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    errors: int = 0


class FieldKind(StrEnum):
    """What may stand in a template."""

    FIGURE = "figure"
    PARTICULAR = "particular"
    CHAPTER = "chapter"
    TABLE = "table"
    CHART = "chart"
    NUMBERING = "numbering"
    YEAR = "year"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One thing that may stand in a template: how it is written there, what it is, its value in a workbook.

    ``group`` is the ledger a figure belongs to, or the name that a kind of comparison begins with;
    ``value`` is None where there is no workbook, or nothing in it; ``used`` where no template was asked about;
    ``columns`` are the names that a row of a table has in a loop over ``.rows``.
    """

    name: str
    kind: FieldKind
    tag: str
    title: str = ""
    group: str = ""
    unit: str = ""
    value: str | None = None
    used: bool | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilterExample:
    """A filter with one way to use it, and what that prints; empty where it prints nothing by itself."""

    name: str
    tag: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that may stand in a template; ``workbook`` is the one the values are from, if any."""

    fields: tuple[TemplateField, ...]
    filters: tuple[FilterExample, ...]
    workbook: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a template or worth knowing: the key of its sentence, what fills it, and its place.

    ``place`` is None for what is about the template as a whole; ``about`` are words at the place.
    """

    rule: str
    severity: Severity
    key: str
    place: Worded | None = None
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def about(self) -> str:
        """The tag, the name or the figure that the problem is about; empty where it is about a paragraph."""
        return next((str(self.params[name]) for name in ("tag", "name", "figure", "text") if name in self.params), "")


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of reading a template: its file and every problem, the grave ones as they stand in the document."""

    path: Path
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many problems keep the template from being filled."""
        return sum(each.severity is Severity.ERROR for each in self.problems)
