"""From a story's source to its token stream, every error on the way as a `TemplateError` with its place."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Template, TemplateSyntaxError
from jinja2.exceptions import TemplateRuntimeError

from unionreport.document.grammar import check_forms, check_names, join_safely, nearest
from unionreport.document.language import Language
from unionreport.document.marks import Mark
from unionreport.document.place import TemplatePlace
from unionreport.document.refusal import RefusedError, UnknownNameError
from unionreport.document.source import Script
from unionreport.errors import TemplateError
from unionreport.figure import FigureArithmeticError

Context = Mapping[str, object]

UNREADABLE = "block-unreadable"
"""The reason of an error that says least; any other error of the story says more."""

_REFUSALS = (RefusedError, UnknownNameError, FigureArithmeticError, TemplateRuntimeError)
_FAILURES = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Program:
    """A story that is ready to run."""

    script: Script
    template: Template


def compile_script(language: Language, script: Script, context: Context | None) -> Program | list[TemplateError]:
    """The program of a story, or all that its code gets wrong; names are checked where there is a context."""
    try:
        return _compile(language, script, context)
    except (TemplateSyntaxError, SyntaxError, RecursionError) as error:  # Python's own: more nested than it can carry
        return _check_tags(language, script) or [_unreadable(script, error)]


def _compile(language: Language, script: Script, context: Context | None) -> Program | list[TemplateError]:
    tree = language.parse(script.source)
    faults = list(check_forms(tree))
    faults += check_names(tree, context) if context is not None else ()
    if faults:
        return [explain(fault.error, script.places[fault.line - 1], context) for fault in faults]
    join_safely(tree, language)
    return Program(script, language.template_class.from_code(language, language.compile(tree), {}))


def _check_tags(language: Language, script: Script) -> list[TemplateError]:
    return [error for mark in script.tags for error in check_tag(language, mark)]


def _unreadable(script: Script, error: Exception) -> TemplateError:
    """The error of a story whose tags are right one by one and wrong together, such as a second else."""
    place = script.places[error.lineno - 1] if isinstance(error, TemplateSyntaxError) else script.tags[0].place
    return TemplateError(place, UNREADABLE, detail=str(error))


_ALONE = {
    "for": "{} {{% endfor %}}",
    "if": "{} {{% endif %}}",
    "elif": "{{% if 1 %}} {} {{% endif %}}",
    "else": "{{% if 1 %}} {} {{% endif %}}",
    "endfor": "{{% for each in 1 %}} {}",
    "endif": "{{% if 1 %}} {}",
}
"""What makes a whole template of one tag."""


def check_tag(language: Language, mark: Mark) -> Iterator[TemplateError]:
    """What is wrong with one tag by itself, where its story cannot be read as a whole."""
    try:
        tree = language.parse(_ALONE.get(mark.keyword, "{}").format(mark.tag))
        faults = list(check_forms(tree))
    except (TemplateSyntaxError, RecursionError) as error:
        yield TemplateError(mark.place, "syntax", tag=mark.tag, detail=str(error))
        return
    yield from (explain(fault.error, mark.place, None) for fault in faults if _is_code(fault.error))


def _is_code(error: object) -> bool:
    """Whether a fault is about the tag itself, not about the words put around it."""
    return not (isinstance(error, RefusedError) and error.reason == "syntax")


def run(program: Program, context: Context) -> str:
    """The token stream of a story, its values collected by the language; raises `TemplateError` with its place."""
    template = program.template
    try:
        return "".join(template.root_render_func(template.new_context(dict(context))))
    except (*_REFUSALS, *_FAILURES) as error:
        place = program.script.places[_line_of(error, template) - 1]
        raise explain(error, place, context) from error


def _line_of(error: Exception, template: Template) -> int:
    lines = [
        template.get_corresponding_lineno(number)
        for frame, number in traceback.walk_tb(error.__traceback__)
        if frame.f_globals.get("__jinja_template__") is template
    ]
    return lines[-1] if lines else 1


def explain(error: Exception, place: TemplatePlace, context: Context | None) -> TemplateError:
    """The error with its place and, for an unknown name, the known one that is nearest."""
    match error:
        case RefusedError():
            return TemplateError(place, error.reason, **error.params)
        case UnknownNameError():
            return _explain_name(error, place, context or {})
        case FigureArithmeticError():
            return TemplateError(place, "figure-arithmetic", figure=error.figure)
    return TemplateError(place, "code-failed", detail=str(error))


def _explain_name(error: UnknownNameError, place: TemplatePlace, context: Context) -> TemplateError:
    near = nearest(error.name, _names(context if error.owner is None else error.owner))
    if near:
        return TemplateError(place, "name-unknown-near", name=error.name, near=near)
    return TemplateError(place, "name-unknown", name=error.name)


def _names(owner: object) -> list[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    return [name for name in dir(owner) if not name.startswith("_")]
