"""A Word template, read and checked: its stories as programs, or everything that is wrong with it by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from unionreport.document.language import Language
from unionreport.document.marks import MarkedStory, mark_story
from unionreport.document.package import Parts, parse_part, read_package
from unionreport.document.place import Story, TemplatePlace
from unionreport.document.relations import main_part, related
from unionreport.document.rendering import UNREADABLE, Context, Program, compile_script
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


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """A template's parts, and for each story its program; ``errors`` are in document order, with programs left out."""

    parts: Parts
    programs: tuple[tuple[StoryPart, Program], ...]
    errors: tuple[TemplateError, ...]


def lint(template: bytes, context: Context | None = None) -> list[TemplateError]:
    """Everything that is wrong with a template, in document order, each with its place.

    Names are checked where a context is given. Raises `TemplateError` only for a file that is no template.
    """
    return list(read_template(template, Language(), context).errors)


def read_template(template: bytes, language: Language, context: Context | None) -> ReadTemplate:
    """The template with its stories compiled; raises `TemplateError` for a file that is no .docx."""
    parts = read_package(template)
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
            for opener in ("{{", "{%"):
                if opener in text:
                    tag = text[text.index(opener) :][:40]
                    yield TemplateError(TemplatePlace(story), "tag-unreachable", tag=tag)
                    break
