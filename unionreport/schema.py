"""What the catalog declares, as frozen values: ledgers with their fields, figures, rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from unionreport.finding import Severity
from unionreport.numerals import Rounding

if TYPE_CHECKING:
    from unionreport.tableschema import TableSchema

GUIDE_TITLE, RESULTS_TITLE = "说明", "检查结果"
RESERVED_TITLES = (GUIDE_TITLE, RESULTS_TITLE)
"""The sheets that the product itself puts into a workbook, and never reads: how to fill it in, what was found."""


class FieldType(StrEnum):
    """How the cells of a column are read.

    ``code`` is text that must never become a number (ids, document numbers); ``tally`` a count or a
    tick (√ is one, blank none); ``any`` a value whose type another column settles.
    """

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    MONEY = "money"
    COUNT = "count"
    NUMBER = "number"
    YESNO = "yesno"
    TALLY = "tally"
    ANY = "any"

    @property
    def is_numeric(self) -> bool:
        """Whether values of this type can be summed."""
        return self in _NUMERIC


_NUMERIC = (FieldType.MONEY, FieldType.COUNT, FieldType.NUMBER, FieldType.TALLY, FieldType.ANY)


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows count: their field is among ``values``, at least ``minimum`` (元 for amounts), or filled at all."""

    field: str
    values: tuple[str | bool, ...] = ()
    minimum: int | None = None
    filled: bool = False


class Secrecy(StrEnum):
    """How a personal field may stand in a list: a name masked, a number by its last four signs, the rest never."""

    NAME = "name"
    NUMBER = "number"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Private:
    """What is personal in a field (个人信息保护法, 第二十八条 and 第三十一条).

    It is so in the rows that meet ``only``; in those that meet ``child`` it names a child, which no list
    may: there ``instead`` names the field that stands in for it.
    """

    secrecy: Secrecy
    only: tuple[Condition, ...] = ()
    child: tuple[Condition, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a blank or absent value follows from another column: by exact value or by prefix."""

    source: str
    values: Mapping[str, str] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a ledger, or one item of a ledger that keeps one item a row.

    ``required`` asks for the column and for every cell of it; ``enum`` lists the allowed values,
    merely the usual ones where ``open``; ``synonyms`` maps other spellings to them; ``default`` stands
    for a blank cell or an absent column; ``fallback`` names fields whose sum does; ``private`` says how a
    personal field may stand in a list.
    """

    name: str
    title: str
    type: FieldType
    aliases: tuple[str, ...] = ()
    required: bool = False
    enum: tuple[str, ...] = ()
    open: bool = False
    synonyms: Mapping[str, str] = field(default_factory=dict)
    minimum: int | None = None
    maximum: int | None = None
    default: int | str | None = None
    fallback: tuple[str, ...] = ()
    derived: tuple[Derivation, ...] = ()
    unit: str = ""
    private: Private | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header the column may have, the canonical one first."""
        return (self.title, *self.aliases)

    @property
    def has_substitute(self) -> bool:
        """Whether the field has a value even where the sheet has no such column."""
        return self.default is not None or bool(self.fallback) or bool(self.derived)


@dataclass(frozen=True, slots=True)
class Relation:
    """Within a row, the ``low`` fields together may not exceed the ``high`` one."""

    low: tuple[str, ...]
    high: str


@dataclass(frozen=True, slots=True)
class Equation:
    """Within a row, the parts together are the whole."""

    parts: tuple[str, ...]
    whole: str


@dataclass(frozen=True, slots=True)
class LedgerSchema:
    """One kind of sheet: its names, its fields and what holds between them.

    ``dated`` is the field that places a row in a year; ``entities`` say what a distinct person,
    household or session is: a list of keys, the first whose leading field is filled counts;
    ``totals`` are the labels of the sheet's own total rows; ``nested`` names a code field whose longer
    codes are parts of the shorter; ``any_of`` lists groups of fields of which each row needs one;
    ``items`` make it a ledger of one item a row; ``columns`` are the headers that a union chose for
    fields that several of its columns fit; ``sensitive`` are the conditions of the rows that tell of need,
    illness or mood, so that a small group of them must not be printed (none: every row), None where no row does.
    """

    id: str
    title: str
    fields: Mapping[str, Field]
    aliases: tuple[str, ...] = ()
    dated: str = ""
    totals: tuple[str, ...] = ()
    nested: str = ""
    duplicates: bool = True
    any_of: tuple[tuple[str, ...], ...] = ()
    relations: tuple[Relation, ...] = ()
    equals: tuple[Equation, ...] = ()
    entities: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    items: Mapping[str, Field] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    sensitive: tuple[Condition, ...] | None = None

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title the sheet may have, the canonical one first."""
        return (self.title, *self.aliases)


class Verb(StrEnum):
    """What a figure does with its ledger or with other figures: a closed list."""

    COUNT = "count"
    SUM = "sum"
    DISTINCT = "distinct"
    MAX = "max"
    MIN = "min"
    FIRST = "first"
    RATIO = "ratio"
    DIFFERENCE = "difference"
    TOTAL = "total"

    @property
    def takes_figures(self) -> bool:
        """Whether the verb works on other figures rather than on a ledger."""
        return self in _OF_FIGURES


_OF_FIGURES = (Verb.RATIO, Verb.DIFFERENCE, Verb.TOTAL)


@dataclass(frozen=True, slots=True)
class FigureSchema:
    """One declared figure: a verb, what it works on, which rows, the unit and how it prints.

    ``targets`` are ``ledger`` (count), ``ledger.field`` (sum, max, min, first), ``ledger.entity``
    (distinct) or figure ids (ratio, difference, total). Where the ledger lacks a field the figure needs,
    it takes the value of ``otherwise``.
    """

    id: str
    title: str
    verb: Verb
    targets: tuple[str, ...]
    unit: str
    style: str = "plain"
    where: tuple[Condition, ...] = ()
    needs: tuple[str, ...] = ()
    otherwise: str = ""

    @property
    def ledger(self) -> str:
        """The id of the ledger a figure is taken from; empty for one derived from figures."""
        return "" if self.verb.takes_figures else self.targets[0].split(".")[0]


@dataclass(frozen=True, slots=True)
class RuleSchema:
    """A rule's name, its short code and how grave a breach is."""

    name: str
    code: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class FigureOrder:
    """A figure that can never be smaller than another: 人次 and 人, 名 and 户."""

    larger: str
    smaller: str


@dataclass(frozen=True, slots=True)
class FigureSum:
    """Figures that add up to another: ``parts`` together, less those taken away, are the ``whole``."""

    whole: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureTie:
    """Two figures that say the same, one stated and one counted: 会员人数 and the rows of 会员名册."""

    stated: str
    counted: str


@dataclass(frozen=True, slots=True)
class Checks:
    """What the rules between ledgers and between years go by: words, subjects, thresholds.

    ``jump`` is how many times last year's a figure may be; ``subjects`` are the codes and names of the
    accounting system; ``aid_subject`` and ``dues_subject`` the codes that aid and dues are booked under;
    ``secret_words`` those in the titles of columns that no table may show, ``name_words`` and ``number_words``
    those in the titles of columns that hold people's names and identity numbers.
    """

    jump: int = 3
    union_money: tuple[str, ...] = ()
    visit_words: tuple[str, ...] = ()
    open_results: tuple[str, ...] = ()
    plan_chapters: tuple[str, ...] = ()
    secret_words: tuple[str, ...] = ()
    name_words: tuple[str, ...] = ()
    number_words: tuple[str, ...] = ()
    aid_subject: str = ""
    dues_subject: str = ""
    subjects: Mapping[str, str] = field(default_factory=dict)
    ties: tuple[FigureTie, ...] = ()

    def is_secret(self, title: str) -> bool:
        """Whether the title of a column speaks of what no table may show."""
        return any(word in title for word in self.secret_words)

    def private(self, field: Field) -> Private | None:
        """What is personal in a field: what its ledger says, else what its title lets expect."""
        if field.private is not None:
            return field.private
        if any(word in field.title for word in self.number_words):
            return Private(Secrecy.NUMBER)
        return Private(Secrecy.NAME) if any(word in field.title for word in self.name_words) else None


class Per(StrEnum):
    """What a limit holds for: one payment, a person's year, or how often a person is paid in a year."""

    TIME = "time"
    YEAR = "year"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Limit:
    """What a regulation allows for the rows of one ledger that meet ``where``.

    ``most`` is in 元 a head, or a number of payments; ``forbids`` are words that may not stand in ``words_in``.
    ``document`` names the regulation, ``source`` where its text was found.
    """

    name: str
    ledger: str
    document: str
    source: str = ""
    where: tuple[Condition, ...] = ()
    fields: tuple[str, ...] = ()
    per: Per = Per.TIME
    most: int | None = None
    forbids: tuple[str, ...] = ()
    words_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that the union has looked into: which rule, where, the row's content, and the reason.

    ``match`` is by field name or title; ``workbook`` narrows it to one file, ``sheet`` to one sheet.
    """

    rule: str
    reason: str
    sheet: str = ""
    workbook: str = ""
    match: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything declared: by the product, extended by the union's own configuration."""

    ledgers: Mapping[str, LedgerSchema]
    figures: Mapping[str, FigureSchema]
    rules: Mapping[str, RuleSchema]
    orders: tuple[FigureOrder, ...] = ()
    sums: tuple[FigureSum, ...] = ()
    rounding: Rounding = Rounding.HALF_UP
    checks: Checks = Checks()
    limits: tuple[Limit, ...] = ()
    tables: Mapping[str, TableSchema] = field(default_factory=dict)

    def severity(self, rule: str) -> Severity | None:
        """How grave a breach of the rule is; None where the union switched the rule off."""
        return self.rules[rule].severity if rule in self.rules else None

    def dependents(self, figure: str) -> Iterator[str]:
        """The figures a figure is worked out from, itself first, each once."""
        seen: list[str] = [figure]
        for name in seen:
            schema = self.figures[name]
            inputs = schema.targets if schema.verb.takes_figures else ()
            seen += [each for each in (*inputs, schema.otherwise) if each and each not in seen]
        yield from seen
