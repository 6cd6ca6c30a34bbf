"""Reads a template like a proof: every problem at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from unionreport.app import Case
from unionreport.config import Config
from unionreport.contents import contents, every_name
from unionreport.document.filters import FILTERS
from unionreport.document.language import as_printed
from unionreport.document.outline import Need, Outline, outline
from unionreport.document.place import TemplatePlace
from unionreport.document.proofreading import lint_text
from unionreport.document.refusal import RefusedError
from unionreport.document.report import Stamp, fill
from unionreport.document.template import lint
from unionreport.errors import RequestError, TemplateError
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure, Number
from unionreport.finding import Severity
from unionreport.presence import surely_present
from unionreport.templating import reach, read
from unionreport.wordtemplate import Problem, Proof

Names = tuple[str, ...]

_TEMPLATE = "template-"
_TRIALS: Mapping[str, tuple[Number, ...]] = {"元": (7020000, 123, 50000000), "%": (Fraction(923, 1000), Fraction(1, 2))}
_COUNTS: tuple[Number, ...] = (8, 346, 12)


def proof(path: Path, config: Config, case: Case | None = None) -> Proof:
    """Everything that is wrong with a template, and what a careful reader would ask about.

    Errors keep it from being filled. Warnings are figures, tables and charts that no condition guards
    against an absent ledger; notes are breaches in its fixed words, and figures that it does not use. With
    an examined workbook the template is filled as well. Raises TemplateError for a file that is no template.
    """
    if case is not None and case.ledgers.year is None:
        raise RequestError("year-needed", file=case.path.name)
    data = read(path)
    context = every_name(config.catalog).context if case is None else contents(case).context
    try:
        errors = [_from_error(each) for each in lint(data, context)]
        found = outline(data)
    except TemplateError as error:
        raise error.inside(path.name) from error
    values = [reach(context, need.value.path) for need in found.needs]
    misuses = [
        each for need, reached in zip(found.needs, values, strict=True) for each in _misuse(need, reached, config)
    ]
    errors += [each for each in misuses if each.severity is Severity.ERROR]
    if case is not None and not errors:
        errors += _from_filling(data, case)
    told = {(each.place, each.about) for each in errors}
    warnings = [each for each in misuses if (each.place, each.about) not in told]
    ordered = sorted(_each_once([*errors, *warnings, *_from_prose(data)]), key=lambda each: _position(each, found))
    return Proof(path, (*ordered, *([] if errors else _unused(found, config, case))))


def _position(problem: Problem, found: Outline) -> int:
    """Where a problem stands in the document; what is in none of its paragraphs stands behind them."""
    here = problem.place
    return found.order.get(here, len(found.order)) if isinstance(here, TemplatePlace) else len(found.order)


def _each_once(problems: list[Problem]) -> Iterator[Problem]:
    """The problems without repetitions: Word keeps a text box twice."""
    seen: list[Problem] = []
    for each in problems:
        if each not in seen:
            seen.append(each)
            yield each


def _from_error(error: TemplateError) -> Problem:
    rule = error.key.removeprefix(_TEMPLATE)
    return Problem(rule, Severity.ERROR, f"errors.{error.key}", error.place, error.params)


def _from_prose(data: bytes) -> Iterator[Problem]:
    """What the fixed words of a template breach."""
    for each in lint_text(data):
        yield Problem(each.name, Severity.NOTE, f"remarks.{each.name}", each.place, each.params)


def _from_filling(data: bytes, case: Case) -> Iterator[Problem]:
    """What fails only with the values of a workbook, such as a figure that its ledgers do not have."""
    try:
        fill(data, contents(case).context, Stamp())
    except TemplateError as error:
        yield _from_error(error)


def _misuse(need: Need, reached: tuple[Names, object], config: Config) -> Iterator[Problem]:
    """What is wrong with printing a value in this way, and whether nothing guards it."""
    path, value = reached
    name = ".".join(need.value.path)
    if isinstance(value, Mapping) and not need.value.filters and len(value):
        example = next(iter(_below(value, name)), name)
        key = "group-printed"
        yield Problem(key, Severity.ERROR, f"errors.template-{key}", need.place, {"name": name, "example": example})
    if path != need.value.path:
        return  # the title or the rows of something, which are no names
    if isinstance(value, Figure) and (value.value is not None or value.id in config.catalog.figures):
        yield from _unfit(need, value)
    if isinstance(value, Figure | FigureTable | Chart) and _is_unguarded(need, config):
        yield Problem("unguarded", Severity.WARNING, "lint.unguarded", need.place, {"name": name})


def _is_unguarded(need: Need, config: Config) -> bool:
    """Whether the conditions around a value leave it open that its ledger is absent."""
    held = {".".join(path) for path in need.value.held}
    name = ".".join(need.value.path)
    return name not in held and name not in surely_present(held, config.catalog)


def _below(group: Mapping[str, object], name: str) -> Iterator[str]:
    for key, value in group.items():
        if isinstance(value, Mapping):
            yield from _below(value, f"{name}.{key}")
        else:
            yield f"{name}.{key}"


def _unfit(need: Need, figure: Figure) -> Iterator[Problem]:
    """A chain of filters that refuses the figure whatever its value is."""
    values = _TRIALS.get(figure.unit, _COUNTS) if figure.value is None else (figure.value,)
    refusals = [_try(replace(figure, value=each), need.value.filters) for each in values]
    if all(refusals) and refusals[0] is not None:
        reason = refusals[0].reason
        params = {"figure": figure.id, **refusals[0].params}
        yield Problem(reason, Severity.ERROR, f"errors.{_TEMPLATE}{reason}", need.place, params)


def _try(figure: Figure, filters: tuple[tuple[str, tuple[object, ...]], ...]) -> RefusedError | None:
    printed: object = figure
    try:
        for name, arguments in filters:
            if name not in FILTERS:
                return None  # told by name
            printed = FILTERS[name](printed, *arguments)
        if isinstance(printed, Figure):
            as_printed(printed)
    except RefusedError as error:
        return error
    except TypeError as error:  # more arguments than the filter takes
        return RefusedError("code-failed", detail=str(error))
    return None


def _unused(found: Outline, config: Config, case: Case | None) -> Iterator[Problem]:
    """The figures that a template never prints: by name those with a value in a workbook, else their number."""
    printed = {".".join(need.value.path) for need in found.needs}
    if case is None:
        count = sum(name not in printed for name in config.catalog.figures)
        if count:
            yield Problem("unused", Severity.NOTE, "lint.unused_count", None, {"count": count})
        return
    told = [each.id for each in case.figures.values() if each.value is not None]
    left = [name for name in told if name not in printed]
    if left:
        names = "、".join(_in_groups(left, told))
        yield Problem("unused", Severity.NOTE, "lint.unused", None, {"count": len(left), "figures": names})


def _in_groups(left: Sequence[str], told: Sequence[str]) -> Iterator[str]:
    """The figures that are left, ``awards.*`` for a group of which all are."""
    for group, names in groupby(left, key=lambda name: name.partition(".")[0]):
        members = list(names)
        is_whole = len(members) == sum(name.partition(".")[0] == group for name in told)
        yield from [f"{group}.*"] if is_whole else members
