"""Everything that may stand in a template, ready to be pasted, with what it is in a workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from unionreport import dates
from unionreport.app import Case
from unionreport.contents import contents, every_name
from unionreport.document.context import Narrative
from unionreport.document.filters import FILTERS
from unionreport.document.language import Counter
from unionreport.document.outline import outline
from unionreport.errors import RequestError, TemplateError
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Change, Comparison, Figure, Number
from unionreport.schema import Catalog
from unionreport.templating import NARRATIVE, read
from unionreport.wordtemplate import FieldKind, FilterExample, TemplateField, Vocabulary

Names = tuple[str, ...]

_OF_FIGURES: Mapping[str, tuple[str, Number, str, str]] = {
    "wan": ("suggestions.savings", 70200000, "元", "wan(1)"),
    "yuan": ("suggestions.savings", 70200000, "元", "yuan"),
    "upper": ("suggestions.savings", 70200000, "元", "upper"),
    "approx": ("training.attendance", 346, "人次", "approx"),
    "approxwan": ("suggestions.savings", 70240000, "元", "approxwan"),
    "many": ("training.attendance", 346, "人次", "many"),
    "near": ("training.attendance", 346, "人次", "near"),
    "cn": ("awards.units", 6, "个", "cn"),
    "plain": ("awards.units", 6, "个", "plain"),
    "floor": ("satisfaction.rate", Fraction(923, 1000), "%", "floor"),
    "tenths": ("satisfaction.rate", Fraction(923, 1000), "%", "tenths"),
    "pct": ("satisfaction.rate", Fraction(923, 1000), "%", "pct(1)"),
    "yoy": ("growth.aid.total.amount", Fraction(1, 8), "%", "yoy"),
    "change": ("change.talks.total", 3, "人次", "change"),
    "bare": ("suggestions.savings", 70200000, "元", "bare"),
    "barewan": ("suggestions.savings", 70200000, "元", "barewan(1)"),
}
"""A figure for each filter of figures: its id, a value, its unit, and the filter as it is written."""

_OTHERS: Mapping[str, str] = {
    "date": "{{ profile.date | date }}",
    "digits": "{{ year | digits }}",
    "length": "{{ accepted | length }}",
    "first": "{{ (accepted | first).reason }}",
    "last": "{{ (accepted | last).reason }}",
    "reverse": "{% for each in accepted | reverse %}",
    "items": "{% for name, figure in aid.students | items %}",
    "merged": "{{ row.title | merged }}",
    "join": '{{ [profile.session, profile.congress] | join("、") }}',
}


def vocabulary(
    catalog: Catalog, case: Case | None = None, templates: Sequence[Path] = (), *, marked: bool = False
) -> Vocabulary:
    """Every name and filter that a template may use; with an examined workbook, each with its value in it.

    The chapters are those of the workbook and those that the ``templates`` have a place for; if ``marked``,
    each name says whether one of them uses it.
    """
    if case is not None and case.ledgers.year is None:
        raise RequestError("year-needed", file=case.path.name)
    held = every_name(catalog) if case is None else contents(case)
    used = dict.fromkeys(path for each in templates for path in _named(each, strict=marked))
    listing = _Listing(catalog, held.narrative, has_values=case is not None)
    placed = dict.fromkeys(path[1] for path in used if path[0] == NARRATIVE and len(path) > 1)
    fields = [*listing.walk(held.context, ()), *listing.chapters(placed)]
    if marked:
        fields = [replace(each, used=_is_used(each, used)) for each in fields]
    return Vocabulary(tuple(fields), tuple(map(_filter, FILTERS)), "" if case is None else case.ledgers.file)


def _named(template: Path, *, strict: bool) -> Sequence[Names]:
    """The paths that a template names; one that cannot be read has none, unless it was asked for."""
    try:
        return outline(read(template)).named
    except TemplateError as error:
        if strict:
            raise error.inside(template.name) from error
        return ()


def _is_used(field: TemplateField, used: Collection[Names]) -> bool:
    chapter = field.kind is FieldKind.CHAPTER
    name = (NARRATIVE, field.name) if chapter else tuple(field.name.split("."))
    return any(path[: len(name)] == name for path in used)


def _filter(name: str) -> FilterExample:
    if name in _OF_FIGURES:
        id_, value, unit, code = _OF_FIGURES[name]
        argument = [int(each) for each in code[len(name) :].strip("()").split() if each]
        kind = Change if id_.startswith(f"{Comparison.CHANGE}.") else Figure
        shown = FILTERS[name](kind(id_, "", value, unit), *argument)
        return FilterExample(name, f"{{{{ {id_} | {code} }}}}", str(shown))
    return FilterExample(name, _OTHERS.get(name, f"{{{{ … | {name} }}}}"))


class _Listing:
    """Turns the context of a template into fields, whatever is put into it."""

    __slots__ = ("_catalog", "_has_values", "_narrative")

    def __init__(self, catalog: Catalog, narrative: Narrative, *, has_values: bool) -> None:
        self._catalog = catalog
        self._narrative = narrative
        self._has_values = has_values

    def walk(self, group: Mapping[str, object], above: Names) -> Iterator[TemplateField]:
        """The fields of a group and of the groups in it."""
        for name, value in group.items():
            path = (*above, name)
            if isinstance(value, Narrative):
                continue
            if isinstance(value, Mapping):
                yield from self.walk(value, path)
            else:
                yield self._field(".".join(path), value)

    def chapters(self, placed: Collection[str]) -> Iterator[TemplateField]:
        """The chapters of the union's own text, and those that a template has a place for."""
        for chapter in dict.fromkeys([*placed, *self._narrative]):
            written = len(self._narrative[chapter])
            tag = f'{{% for text in narrative["{chapter}"] %}}'
            yield TemplateField(chapter, FieldKind.CHAPTER, tag, chapter, value=str(written) if written else None)

    def _field(self, name: str, value: object) -> TemplateField:
        field = TemplateField(name, FieldKind.LIST, f"{{{{ {name} }}}}")
        match value:
            case Figure():
                shown, group = value.shown or None, self._group(name)
                kind = FieldKind.FIGURE
                field = replace(field, kind=kind, title=value.title, group=group, unit=value.unit, value=shown)
            case FigureTable():
                rows, columns = self._told(len(value.rows)), self._columns(name, value)
                field = replace(field, kind=FieldKind.TABLE, title=value.title, value=rows, columns=columns)
            case Chart():
                field = replace(field, kind=FieldKind.CHART, title=value.title, value=self._told(len(value.categories)))
            case str() | date():
                text = dates.show(value) if isinstance(value, date) else value
                field = replace(field, kind=FieldKind.PARTICULAR, title=self._title(name), value=text or None)
            case Counter():
                field = replace(field, kind=FieldKind.NUMBERING, value=value.advance())
            case int():
                field = replace(field, kind=FieldKind.YEAR, value=self._told(value))
            case _:
                field = replace(field, tag=f"{{% for each in {name} %}}", value=self._told(_size(value)))
        return field

    def _columns(self, name: str, table: FigureTable) -> tuple[str, ...]:
        """What a row of the table has, as declared where there is no workbook to say what its ledgers keep."""
        declared = self._catalog.tables.get(name.rpartition(".")[2])
        if self._has_values or declared is None:
            return tuple(each.name for each in table.columns)
        return tuple(declared.columns)

    def _told(self, count: int) -> str | None:
        return str(count) if self._has_values and count else None

    def _group(self, figure: str) -> str:
        """The title of the ledger behind a figure; of one that is not declared, what its name begins with."""
        if figure not in self._catalog.figures:
            return figure.split(".", maxsplit=1)[0]
        ledgers = (self._catalog.figures[each].ledger for each in self._catalog.dependents(figure))
        return next((self._catalog.ledgers[each].title for each in ledgers if each), "")

    def _title(self, particular: str) -> str:
        item = self._catalog.ledgers["profile"].items.get(particular.rpartition(".")[2])
        return "" if item is None else item.title


def _size(value: object) -> int:
    return len(value) if isinstance(value, Sequence) else 0
