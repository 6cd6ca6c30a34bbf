"""The catalog of the product, and what a union's ``unionreport.toml`` adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from unionreport.coherence import check_figure
from unionreport.declaration import read_figures, read_ledger
from unionreport.errors import CatalogError
from unionreport.figure import Comparison, is_across_years
from unionreport.finding import Severity
from unionreport.house import KEYS as HOUSE_KEYS
from unionreport.house import House, in_house_style, read_house
from unionreport.numerals import Rounding
from unionreport.packs import read_limit, read_packs
from unionreport.resources import CATALOG
from unionreport.schema import (
    Acceptance,
    Catalog,
    Checks,
    FigureOrder,
    FigureSchema,
    FigureSum,
    FigureTie,
    LedgerSchema,
    Limit,
    RuleSchema,
)
from unionreport.table import Table, parse

if TYPE_CHECKING:
    from unionreport.tableschema import TableSchema

FILE_NAME = "unionreport.toml"
TEMPLATE_WORDS = (
    *("section", "item", "clause", "narrative", "year", "next_year", "last_year", "accepted", "tables", "charts"),
    *Comparison,
)
"""What a template can name beside figures and groups of figures."""

OFF = "off"
_LEAST_JUMP = 2
_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


@dataclass(frozen=True, slots=True)
class Config:
    """A union's settings: the extended catalog, the workbooks it checks, the template it fills.

    ``former_names`` are those under which it kept the ledgers of earlier years, ``accepted`` the findings
    it has looked into and given a reason for, ``house`` its house style, ``folder`` where it keeps them, and
    its own templates; ``constants`` are words with a number that its reports may have without a source.
    """

    catalog: Catalog
    workbooks: tuple[Path, ...] = ()
    template: str = "congress-report"
    former_names: tuple[str, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    house: House = House()
    folder: Path = Path()
    constants: tuple[str, ...] = ()


def load(path: Path | None) -> Config:
    """The settings of a configuration file, or those of the product without one.

    Raises CatalogError with file, key and reason for any mistake in it.
    """
    if path is None:
        return Config(builtin())
    try:
        text = path.read_bytes()
    except OSError as error:
        raise CatalogError(str(path), "", "unreadable", detail=error.strerror or str(error)) from error
    return _extend(builtin(), parse(text, str(path)), path.parent)


def find(folder: Path) -> Path | None:
    """The configuration file of a folder, if it has one."""
    path = folder / FILE_NAME
    return path if path.is_file() else None


@lru_cache(maxsize=1)
def builtin() -> Catalog:
    """The catalog that comes with the product."""
    ledgers: dict[str, LedgerSchema] = {}
    for table in _files("ledgers"):
        ledgers |= {name: read_ledger(table.table(name), name) for name in table.data}
    figures = _read_figures(_files("figures"), ledgers, {})
    rules = parse((CATALOG / "rules.toml").read_bytes(), "rules.toml")
    orders = parse((CATALOG / "orders.toml").read_bytes(), "orders.toml")
    sums = parse((CATALOG / "sums.toml").read_bytes(), "sums.toml")
    checks = _read_checks(parse((CATALOG / "checks.toml").read_bytes(), "checks.toml"), figures)
    return Catalog(
        ledgers=ledgers,
        figures=figures,
        rules={name: _read_rule(rules.table(name), name) for name in rules.data},
        orders=tuple(_read_order(each, figures) for each in orders.tables("orders")),
        sums=tuple(_read_sum(each, figures) for each in sums.tables("sums")),
        checks=checks,
        tables=_BuiltinTables(),
    )


class _BuiltinTables(Mapping[str, "TableSchema"]):
    """The tables that come with the product, read when one is asked for: most commands need none."""

    __slots__ = ()

    def __getitem__(self, name: str) -> TableSchema:
        return _builtin_tables()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_builtin_tables())

    def __len__(self) -> int:
        return len(_builtin_tables())


@lru_cache(maxsize=1)
def _builtin_tables() -> Mapping[str, TableSchema]:
    from unionreport.tablecoherence import Known, read_tables

    catalog = builtin()
    return read_tables(_files("tables"), Known(catalog.ledgers, catalog.figures, catalog.checks), {})


def _files(folder: str) -> list[Table]:
    return [parse(path.read_bytes(), f"{folder}/{path.name}") for path in sorted((CATALOG / folder).glob("*.toml"))]


def _read_figures(
    sources: list[Table],
    ledgers: Mapping[str, LedgerSchema],
    known: Mapping[str, FigureSchema],
) -> dict[str, FigureSchema]:
    figures, tables = dict(known), {}
    for source in sources:
        for table, figure in read_figures(source):
            figures[figure.id], tables[figure.id] = figure, table
    for name, table in tables.items():
        check_figure(table, figures[name], ledgers, figures)
        _check_name(table, name, figures, ledgers)
    return figures


def _check_name(
    table: Table, name: str, figures: Mapping[str, FigureSchema], ledgers: Mapping[str, LedgerSchema]
) -> None:
    """A figure's id must be one that a template can write, and that means nothing else there.

    ``a.b`` is either a figure or the group that ``a.b.c`` is in, never both.
    """
    if not _ID.fullmatch(name):
        table.fail("", "name-unfit", figure=name)
    particulars = {f"profile.{item.name}" for item in ledgers["profile"].items.values() if not item.type.is_numeric}
    if name in particulars or name.split(".", maxsplit=1)[0] in TEMPLATE_WORDS or is_across_years(name):
        table.fail("", "name-taken", figure=name)
    for each in figures:
        short, long = sorted((name, each), key=len)
        if long.startswith(f"{short}."):
            table.fail("", "figure-is-group", figure=short, inside=long)


def _read_rule(table: Table, name: str) -> RuleSchema:
    table.only("code", "severity")
    return RuleSchema(name, table.text("code"), table.choice("severity", Severity))


def _read_order(table: Table, figures: Mapping[str, FigureSchema]) -> FigureOrder:
    return FigureOrder(*_two_figures(table, ("larger", "smaller"), figures))


def _read_sum(table: Table, figures: Mapping[str, FigureSchema]) -> FigureSum:
    table.only("whole", "parts", "less")
    found = FigureSum(table.text("whole"), table.texts("parts"), table.texts("less"))
    for name in (found.whole, *found.parts, *found.less):
        if name not in figures:
            table.fail("", "figure-unknown", figure=name)
    return found


def _two_figures(table: Table, keys: tuple[str, str], figures: Mapping[str, FigureSchema]) -> tuple[str, str]:
    table.only(*keys)
    for key in keys:
        if table.text(key) not in figures:
            table.fail(key, "figure-unknown", figure=table.text(key))
    return table.text(keys[0]), table.text(keys[1])


def _read_checks(table: Table, figures: Mapping[str, FigureSchema]) -> Checks:
    return Checks(
        jump=table.whole("jump") or Checks().jump,
        union_money=table.texts("union_money"),
        visit_words=table.texts("visit_words"),
        open_results=table.texts("open_results"),
        plan_chapters=table.texts("plan_chapters"),
        secret_words=table.texts("secret_words"),
        name_words=table.texts("name_words"),
        number_words=table.texts("number_words"),
        aid_subject=table.text("aid_subject"),
        dues_subject=table.text("dues_subject"),
        subjects=table.mapping("subjects"),
        ties=tuple(FigureTie(*_two_figures(each, ("stated", "counted"), figures)) for each in table.tables("ties")),
    )


def _extended_tables(
    added: Table, ledgers: Mapping[str, LedgerSchema], figures: Mapping[str, FigureSchema], catalog: Catalog
) -> Mapping[str, TableSchema]:
    if not added.data:
        return catalog.tables
    from unionreport.tablecoherence import Known, read_tables

    return read_tables([added], Known(ledgers, figures, catalog.checks), catalog.tables)


def _extend(catalog: Catalog, table: Table, folder: Path) -> Config:
    table.only(
        *("workbooks", "template", "former_names", "rounding", "rules", "ledgers", "figures"),
        *("tables", "jump", "packs", "limits", "accept", "verify", *HOUSE_KEYS),
    )
    table.table("verify").only("constants")
    ledgers = dict(catalog.ledgers)
    added = table.table("ledgers")
    for name in added.data:
        ledgers[name] = read_ledger(added.table(name), name, ledgers.get(name))
    figures = _read_figures([table.table("figures")], ledgers, catalog.figures)
    house = read_house(table)
    extended = replace(
        catalog,
        ledgers=ledgers,
        figures=in_house_style(figures, house),
        tables=_extended_tables(table.table("tables"), ledgers, figures, catalog),
        rules=_level_rules(table.table("rules"), catalog.rules),
        rounding=table.choice("rounding", Rounding, catalog.rounding),
        checks=replace(catalog.checks, jump=_jump(table, catalog.checks)),
        limits=(*read_packs(table, ledgers), *_own_limits(table.table("limits"), ledgers)),
    )
    return Config(
        catalog=extended,
        workbooks=tuple(folder / each for each in table.texts("workbooks")),
        template=_template(table.text("template", Config(catalog).template), folder),
        former_names=table.texts("former_names"),
        accepted=tuple(_read_acceptance(each, catalog.rules) for each in table.tables("accept")),
        house=house,
        folder=folder,
        constants=table.table("verify").texts("constants"),
    )


def _jump(table: Table, checks: Checks) -> int:
    """How many times last year's a figure may be: two at the least, one would be every change."""
    jump = table.whole("jump")
    if jump is not None and jump < _LEAST_JUMP:
        table.fail("jump", "jump-small", least=_LEAST_JUMP)
    return checks.jump if jump is None else jump


def _own_limits(table: Table, ledgers: Mapping[str, LedgerSchema]) -> Iterator[Limit]:
    for name in table.data:
        yield read_limit(table.table(name), name, ledgers)


def _read_acceptance(table: Table, rules: Mapping[str, RuleSchema]) -> Acceptance:
    """One accepted finding; a reason is required, and what it matches by must be plain values."""
    table.only("rule", "reason", "sheet", "workbook", "match")
    rule = table.text("rule")
    if rule not in rules:
        near = get_close_matches(rule, rules, 1)
        table.fail("rule", "rule-unknown-near" if near else "rule-unknown", rule=rule, near="".join(near))
    match = table.table("match")
    for name, value in match.data.items():
        if not isinstance(value, str | int | float | date):
            match.fail(name, "not-text")
    return Acceptance(
        rule=rule,
        reason=table.text("reason"),
        sheet=table.text("sheet", ""),
        workbook=table.text("workbook", ""),
        match={name: str(value) for name, value in match.data.items()},
    )


def _template(name: str, folder: Path) -> str:
    """A template's name as it is; a file is looked for from the configuration's own folder."""
    return str(folder / name) if Path(name).suffix else name


def _level_rules(table: Table, rules: Mapping[str, RuleSchema]) -> dict[str, RuleSchema]:
    """The rules at the severities a union chose; a rule that is off is left out."""
    table.only(*rules)
    levels = {name: table.text(name) for name in table.data}
    for name, level in levels.items():
        if level not in (*Severity, OFF):
            table.fail(name, "not-among", value=level, allowed="、".join((*Severity, OFF)))
    return {
        name: replace(rule, severity=Severity(levels.get(name, rule.severity)))
        for name, rule in rules.items()
        if levels.get(name) != OFF
    }
