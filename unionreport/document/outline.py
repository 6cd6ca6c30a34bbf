"""What a template says in its tags: what it prints where and under which conditions, and what it needs for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from jinja2 import TemplateSyntaxError, nodes

from unionreport.document.comments import without_comments
from unionreport.document.grammar import Path, made_names, path_of
from unionreport.document.guards import Print, prints
from unionreport.document.language import Language
from unionreport.document.marks import Mark, mark_story
from unionreport.document.package import read_package
from unionreport.document.place import TemplatePlace
from unionreport.document.rendering import alone
from unionreport.document.source import Script, write_source
from unionreport.document.stories import stories
from unionreport.wordtemplate import Printing


@dataclass(frozen=True, slots=True)
class Need:
    """One value of the context that a template prints: where, by which path and filters, and what is known there."""

    place: TemplatePlace
    value: Print


@dataclass(slots=True)
class Outline:
    """The tags of all stories in document order.

    ``named`` is every path that is printed, tested or looped over, ``order`` the number of each paragraph.
    Where the blocks of a story are torn, its needs count as guarded.
    """

    printings: list[Printing] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    named: list[Path] = field(default_factory=list)
    order: dict[TemplatePlace, int] = field(default_factory=dict)


def outline(template: bytes) -> Outline:
    """The outline of a template; raises `TemplateError` for a file that is no .docx."""
    found, language = Outline(), Language()
    for part in stories(without_comments(read_package(template))):
        story = mark_story(part)
        found.order |= {place: len(found.order) + number for place, number in story.order.items()}
        script, _ = write_source(story)
        found.printings += _printings(script.tags)
        tree = _tree(language, script.source)
        if tree is None:
            _read_tag_by_tag(language, script, found)
            continue
        found.needs += [Need(script.places[each.line - 1], each) for each in prints(tree)]
        found.named += _paths(tree)
    return found


def _tree(language: Language, source: str) -> nodes.Template | None:
    try:
        return language.parse(source)
    except (TemplateSyntaxError, RecursionError):
        return None


def _read_tag_by_tag(language: Language, script: Script, found: Outline) -> None:
    """What the tags of a story need, one by one; since its blocks are torn, nothing is said of guards."""
    trees = [(mark, _tree(language, alone(mark))) for mark in script.tags]
    made = {name for _, tree in trees if tree is not None for name in made_names(tree)}
    for mark, tree in ((mark, tree) for mark, tree in trees if tree is not None):
        found.needs += [
            Need(mark.place, replace(each, held=frozenset({each.path})))
            for each in prints(tree)
            if each.path[0] not in made
        ]
        found.named += _paths(tree)


def _printings(tags: tuple[Mark, ...]) -> Iterator[Printing]:
    blocks: list[str] = []
    for mark in tags:
        if mark.keyword.startswith("end"):
            del blocks[-1:]
        elif mark.keyword in {"elif", "else"}:
            blocks[-1:] = [f"{blocks[-1]} {mark.tag}" if blocks else mark.tag]
        elif mark.keyword in {"if", "for"}:
            blocks.append(mark.tag)
        elif not mark.keyword:
            yield Printing(mark.place, mark.tag, tuple(blocks))


def _paths(node: nodes.Node) -> Iterator[Path]:
    """Every path that stands in the code, each as long as it is written."""
    path = path_of(node)
    if path:
        yield path
        return
    for child in node.iter_child_nodes():
        yield from _paths(child)
