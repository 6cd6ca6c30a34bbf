"""Templates for people and for scripts: which there are, what one uses, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, takewhile

from unionreport.finding import count_by_severity
from unionreport.output.columns import table
from unionreport.output.figures import dump
from unionreport.texts import Texts
from unionreport.wordtemplate import Inventory, Problem, Proof, TemplateFile

_KINDS = ("figures", "tables", "charts", "chapters")


def listing(files: Sequence[TemplateFile], texts: Texts) -> str:
    """The templates in columns: name, title, where each comes from."""
    return table([[each.name, _title(each, texts), _origin(each, texts)] for each in files])


def _title(file: TemplateFile, texts: Texts) -> str:
    return file.title if file.readable else texts.say("template.unreadable")


def _origin(file: TemplateFile, texts: Texts) -> str:
    return texts.say("template.own", file=file.path) if file.own else texts.say("template.shipped")


def listing_json(files: Sequence[TemplateFile]) -> str:
    """The templates as one JSON object, by schema 1."""
    listed = [
        {"name": each.name, "title": each.title, "own": each.own, "readable": each.readable, "file": str(each.path)}
        for each in files
    ]
    return dump({"schema": 1, "templates": listed})


def contents(used: Inventory, texts: Texts) -> str:
    """What a template prints, by place, each value with its conditions; then the names that it uses.

    The conditions that all values of a place have stand beside the place.
    """
    lines: list[str] = []
    for place, printings in groupby(used.printings, key=lambda each: each.place):
        here = list(printings)
        shared = _shared([each.blocks for each in here]) if len(here) > 1 else ()
        rows = [[each.tag, " ".join(each.blocks[len(shared) :])] for each in here]
        lines += ["  ".join([texts.place(place), *shared]), table(rows, indent="  ")]
    for kind in _KINDS:
        names: Sequence[str] = getattr(used, kind)
        if names:
            lines += ["", texts.say(f"template.{kind}", count=len(names)), f"  {'、'.join(names)}"]
    return "\n".join(lines) if lines else texts.say("template.nothing")


def _shared(blocks: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What all of them begin with."""
    return tuple(each[0] for each in takewhile(lambda level: len(set(level)) == 1, zip(*blocks, strict=False)))


def contents_json(name: str, used: Inventory, texts: Texts) -> str:
    """The same as one JSON object, by schema 1."""
    printed = [
        {"place": texts.place(each.place), "tag": each.tag, "blocks": list(each.blocks)} for each in used.printings
    ]
    kinds = {kind: list(getattr(used, kind)) for kind in _KINDS}
    return dump({"schema": 1, "template": name, "printed": printed, **kinds, "errors": used.errors})


def problems(done: Proof, texts: Texts) -> str:
    """Every problem of a template on a line of its own, with its place and severity, and how many there are."""
    counts = count_by_severity(each.severity for each in done.problems)
    if not done.problems:
        return texts.say("template.clean", file=done.path.name)
    rows = [
        [_place(each, texts), texts.say(f"severity.{each.severity}"), _message(each, texts)] for each in done.problems
    ]
    return "\n".join([done.path.name, table(rows, indent="  "), texts.say("template.summary", **counts)])


def problems_json(done: Proof, texts: Texts) -> str:
    """The problems as one JSON object, by schema 1; a problem of the whole template has the place null."""
    listed = [
        {
            "rule": each.rule,
            "severity": each.severity,
            "place": None if each.place is None else texts.place(each.place),
            "message": _message(each, texts),
        }
        for each in done.problems
    ]
    counts = count_by_severity(each.severity for each in done.problems)
    return dump({"schema": 1, "template": done.path.name, "summary": counts, "problems": listed})


def _place(problem: Problem, texts: Texts) -> str:
    return texts.say("template.whole") if problem.place is None else texts.place(problem.place)


def _message(problem: Problem, texts: Texts) -> str:
    return texts.told(problem.key, problem.params)
