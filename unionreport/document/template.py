"""A Word template, read and checked: its stories as programs, or everything that is wrong with it by place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from unionreport.document.comments import without_comments
from unionreport.document.constants import Fixed, fixed_numbers
from unionreport.document.language import Language
from unionreport.document.marks import MarkedStory, mark_story
from unionreport.document.package import Parts, parse_part, read_package
from unionreport.document.place import Story, TemplatePlace
from unionreport.document.relations import main_part, related
from unionreport.document.rendering import UNREADABLE, Context, Program, check_context, compile_script
from unionreport.document.source import write_source
from unionreport.document.stories import StoryPart, stories
from unionreport.errors import TemplateError

_SILENT_PARTS = (
    ("comments", Story.COMMENTS),
    ("chart", Story.CHART),
    ("diagramData", Story.CHART),
    ("core-properties", Story.PROPERTIES),
    ("custom-properties", Story.PROPERTIES),
)
"""Parts with words that are not filled; the first three hang on the main part, the others on the package."""

_KEPT = 8
"""How many templates are held compiled: those of one batch, which a union seldom has more than one of."""

_TAG = re.compile(r"\{[{%].{0,38}?(?:[}%]\}|$)|\{[{%].{0,38}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """A template's parts, and for each story its program; ``errors`` are in document order, with programs left out."""

    parts: Parts
    programs: tuple[tuple[StoryPart, Program], ...]
    errors: tuple[TemplateError, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A template without errors that can be filled as often as wanted; ``fixed`` are the numbers of its own words."""

    parts: Parts
    programs: tuple[tuple[StoryPart, Program], ...]
    fixed: Fixed
    digest: str


def lint(template: bytes, context: Context | None = None) -> list[TemplateError]:
    """Everything that is wrong with a template, in document order, each with its place.

    Names are checked where a context is given. Raises `TemplateError` only for a file that is no template.
    """
    return list(_read(template, context).errors)


def ready(template: bytes, context: Context) -> Ready:
    """The template ready to be filled from the context; raises `TemplateError` for the first thing that is wrong.

    It is compiled once for all contexts: of a thousand reports each costs what its own figures cost.
    """
    made = _ready(template)
    for _, program in made.programs:
        if next(check_context(program.script, program.uses, context), None) is not None:
            _raise_first(_read(template, context))  # with everything that is wrong, in order
    return made


@lru_cache(maxsize=_KEPT)
def _ready(template: bytes) -> Ready:
    read = _read(template, None)
    _raise_first(read)
    return Ready(read.parts, read.programs, fixed_numbers(read.parts), hashlib.sha256(template).hexdigest())


def _raise_first(read: ReadTemplate) -> None:
    for error in read.errors:
        raise error


def _read(template: bytes, context: Context | None) -> ReadTemplate:
    """The template with its stories compiled; raises `TemplateError` for a file that is no .docx.

    Comments that the product wrote into a marked copy, or into the report the template once was, are gone.
    """
    parts, language = without_comments(read_package(template)), Language()
    programs: list[tuple[StoryPart, Program]] = []
    errors: list[TemplateError] = []
    for part in stories(parts):
        story = mark_story(part)
        result = _compile_story(story, language, context)
        if isinstance(result, Program):
            programs.append((part, result))
        else:
            errors += sorted(result, key=lambda error: story.order.get(_place(error), 0))
    errors += _silent_tags(parts)
    return ReadTemplate(parts, tuple(programs), tuple(errors))


def _compile_story(story: MarkedStory, language: Language, context: Context | None) -> Program | list[TemplateError]:
    script, torn = write_source(story)
    compiled = compile_script(language, script, context)
    errors = [*story.errors, *([] if _hides_blocks(story.errors) else torn)]
    if isinstance(compiled, Program):
        return errors or compiled
    return errors + [error for error in compiled if not errors or error.key != f"template-{UNREADABLE}"]


def _hides_blocks(errors: list[TemplateError]) -> bool:
    """Whether an unreadable tag may be the missing begin or end of a block, so that one cause gives one error."""
    return any("%" in str(error.params.get("tag", "")).replace("％", "%") for error in errors)


def _place(error: TemplateError) -> TemplatePlace:
    return error.place if isinstance(error.place, TemplatePlace) else TemplatePlace(Story.FILE)


def _silent_tags(parts: Parts) -> Iterator[TemplateError]:
    """Tags where nothing is filled: comments, charts, the document's properties."""
    main = main_part(parts)
    for kind, story in _SILENT_PARTS:
        for name in [*related(parts, main, kind), *related(parts, "", kind)]:
            text = "".join(str(piece) for piece in parse_part(parts, name).itertext())
            for tag in _TAG.finditer(text):
                yield TemplateError(TemplatePlace(story), "tag-unreachable", tag=tag[0])
