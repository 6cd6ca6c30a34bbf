"""A copy of a template with a Word comment at each problem, and whose place it may take."""

from __future__ import annotations

from pathlib import Path

from unionreport import outputs
from unionreport.document.anchors import Anchor, carries_comments
from unionreport.document.comments import Comment, add_comments, without_comments
from unionreport.document.package import read_package, write_package
from unionreport.document.place import FILE, TemplatePlace
from unionreport.errors import OutputError, TemplateError
from unionreport.templating import read
from unionreport.texts import Texts
from unionreport.wordtemplate import Problem, Proof

SUFFIX = ".docx"


def refuse_unfit(template: Path, output: Path) -> None:
    """Refuses, before any work, a marked copy whose place is taken: by the template, or by what is not ours.

    A copy that we wrote is replaced as long as nobody saved it since.
    """
    if output.suffix.lower() != SUFFIX:
        raise OutputError("copy-suffix", file=str(output))
    if not outputs.is_taken(output):
        return
    if output.samefile(template):
        raise OutputError("copy-is-source", file=str(output))
    if not _is_untouched(output):
        raise OutputError("copy-in-the-way", file=str(output))


def _is_untouched(path: Path) -> bool:
    """Whether the file is a marked copy as we wrote it: any other program writes the same parts otherwise."""
    try:
        data = path.read_bytes()
        parts = read_package(data)
    except OSError as error:
        raise OutputError("output-unwritable", file=str(path), detail=error.strerror or str(error)) from error
    except TemplateError:
        return False
    return without_comments(parts) is not parts and write_package(parts) == data


def mark(done: Proof, output: Path, texts: Texts) -> None:
    """Writes a copy of the template with a comment at each problem that has a place; all else is as it was.

    Comments of an earlier marking go, those of people stay. What stands where Word has no comments is
    told on the first paragraph, with its place.
    """
    parts = without_comments(read_package(read(done.path)))
    comments = [_comment(each, texts) for each in done.problems if each.place is not None]
    outputs.write(output, write_package(add_comments(parts, comments)))


def _comment(problem: Problem, texts: Texts) -> Comment:
    place = problem.place if isinstance(problem.place, TemplatePlace) else FILE
    text = f"{texts.say(f'severity.{problem.severity}')}：{texts.told(problem.key, problem.params)}"
    if not carries_comments(place):
        text = f"{texts.place(place)} {text}"
    return Comment(text, Anchor(place, problem.about))
