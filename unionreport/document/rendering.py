"""From a story's source to its token stream, every error on the way as a `TemplateError` with its place."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType

from jinja2 import Template, TemplateSyntaxError
from jinja2.exceptions import TemplateRuntimeError

from unionreport.document.exhibits import misplaced
from unionreport.document.grammar import Use, check_forms, join_safely, made_names, nearest, unknown, uses
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

UNKNOWN = "name-unknown"
"""How the reasons of the errors about names begin."""

_REFUSALS = (RefusedError, UnknownNameError, FigureArithmeticError, TemplateRuntimeError)
_FAILURES = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Program:
    """A story that is ready to run, as often as wanted; ``uses`` are the names that its context must have."""

    script: Script
    code: CodeType
    uses: tuple[Use, ...]


def compile_script(language: Language, script: Script, context: Context | None) -> Program | list[TemplateError]:
    """The program of a story, or all that its code gets wrong; names are checked where there is a context."""
    try:
        return _compile(language, script, context)
    except (TemplateSyntaxError, SyntaxError, RecursionError) as error:  # Python's own: more nested than it can carry
        found = _check_tags(language, script, context)
        return found if any(_is_cause(each) for each in found) else [_unreadable(script, error), *found]


def _compile(language: Language, script: Script, context: Context | None) -> Program | list[TemplateError]:
    tree = language.parse(script.source)
    faults = list(check_forms(tree))
    errors = [explain(fault.error, script.places[fault.line - 1], context) for fault in faults]
    used = tuple(uses(tree))
    errors += check_context(script, used, context) if context is not None else ()
    if errors:
        return errors
    join_safely(tree, language)
    return Program(script, language.compile(tree), used)


def check_context(script: Script, used: Iterable[Use], context: Context) -> Iterator[TemplateError]:
    """What a story names that the context does not have, and its tables and charts where none can stand."""
    for fault in unknown(used, context):
        yield explain(fault.error, script.places[fault.line - 1], context)
    yield from (explain(error, mark.place, context) for mark in script.tags for error in misplaced(mark, context))


def _check_tags(language: Language, script: Script, context: Context | None) -> list[TemplateError]:
    made = {name for mark in script.tags for name in _made_by(language, mark)}
    return [error for mark in script.tags for error in check_tag(language, mark, context, made)]


def _made_by(language: Language, mark: Mark) -> set[str]:
    """The names that a loop or a setting gives to the tags around it."""
    try:
        return made_names(language.parse(alone(mark))) if mark.keyword in {"for", "set"} else set()
    except (TemplateSyntaxError, RecursionError):
        return set()


def _is_cause(error: TemplateError) -> bool:
    """Whether the error keeps its story from being read, which an unknown name does not."""
    return not error.key.startswith(f"template-{UNKNOWN}")


def _unreadable(script: Script, error: Exception) -> TemplateError:
    """The error of a story whose tags are right one by one and wrong together, such as a second else."""
    place = script.places[error.lineno - 1] if isinstance(error, TemplateSyntaxError) else script.tags[0].place
    return TemplateError(place, UNREADABLE, detail=str(error))


_ALONE = {
    "for": "{} {{% endfor %}}",
    "if": "{} {{% endif %}}",
    "elif": "{{% if 1 %}} {} {{% endif %}}",
    "else": "{{% if 1 %}} {} {{% endif %}}",
    "endfor": "{{% for _ in 1 %}} {}",
    "endif": "{{% if 1 %}} {}",
}
"""What makes a whole template of one tag."""


def check_tag(
    language: Language, mark: Mark, context: Context | None = None, made: Collection[str] = ()
) -> Iterator[TemplateError]:
    """What is wrong with one tag by itself, where its story cannot be read as a whole.

    Names are checked where there is a context; ``made`` are those that other tags make.
    """
    try:
        tree = language.parse(alone(mark))
        faults, used = list(check_forms(tree)), list(uses(tree, made))
    except (TemplateSyntaxError, RecursionError) as error:
        yield TemplateError(mark.place, "syntax", tag=mark.tag, detail=str(error))
        return
    faults += unknown(used, context) if context is not None else ()
    yield from (explain(fault.error, mark.place, context) for fault in faults if _is_code(fault.error))


def alone(mark: Mark) -> str:
    """The source of a whole template that has this tag only."""
    return _ALONE.get(mark.keyword, "{}").format(mark.tag)


def _is_code(error: object) -> bool:
    """Whether a fault is about the tag itself, not about the words put around it."""
    return not (isinstance(error, RefusedError) and error.reason == "syntax")


def run(language: Language, program: Program, context: Context) -> str:
    """The token stream of a story, its values collected by the language; raises `TemplateError` with its place."""
    template = language.template_class.from_code(language, program.code, {})
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
