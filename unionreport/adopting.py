"""Turns last year's finished report into a template, and tells the clerk what is left to decide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from unionreport import outputs, results
from unionreport.adopted import Adoption, Asked, Spot
from unionreport.annotating import SUFFIX, refuse_unfit
from unionreport.answers import load_answers, read_answers, shown_key, write_questions
from unionreport.app import Case, examine, settings
from unionreport.binding import adopt
from unionreport.document.anchors import Anchor, carries_comments
from unionreport.document.comments import Comment, add_comments, without_comments
from unionreport.document.package import read_package, write_package
from unionreport.document.place import FILE, TemplatePlace
from unionreport.errors import OutputError
from unionreport.output.adoption import reason as reason_of
from unionreport.texts import Texts


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be adopted, with which workbook, and where to.

    ``bind`` are the clerk's answers, ``正文 第7段#2=aid.students.persons``, or a file of them; a file that is not there
    yet is written, with the open questions.
    """

    report: Path
    workbook: Path
    template: Path
    bind: tuple[str, ...] = ()
    marked: Path | None = None
    previous: tuple[Path, ...] = ()
    force: bool = False

    @property
    def files(self) -> list[Path]:
        """The files of answers among what was given."""
        return [Path(each) for each in self.bind if "=" not in each]


def carry_out(wanted: Wanted, chosen: Path | None, words: Texts) -> tuple[Case, Adoption]:
    """Adopts a report and writes what is wanted: the template, the file of questions, the marked copy.

    Nothing that stands in the way is overwritten. Raises what `adopt` raises, and OutputError.
    """
    _refuse_taken(wanted)
    case = examine(wanted.workbook, settings(wanted.workbook, chosen), wanted.previous)
    done = adopt(wanted.report, case, _given(wanted))
    outputs.write(wanted.template, done.template)
    for path in wanted.files:
        if not path.exists():
            results.save(write_questions(done.asked, words), path)
    if wanted.marked is not None:
        outputs.write(wanted.marked, marked_copy(wanted.report.read_bytes(), done, words))
    return case, done


def _given(wanted: Wanted) -> dict[str, str]:
    """The answers given; one on the command line goes before one in a file."""
    found: dict[str, str] = {}
    for path in wanted.files:
        found |= load_answers(path) if path.exists() else {}
    return found | read_answers(each for each in wanted.bind if "=" in each)


def _refuse_taken(wanted: Wanted) -> None:
    """Refuses, before any work, places that are taken: by the report, or by any file where nothing is forced."""
    if wanted.template.suffix.lower() != SUFFIX:
        raise OutputError("adopt-suffix", file=str(wanted.template))
    if wanted.template.exists():
        if wanted.report.exists() and wanted.template.samefile(wanted.report):
            raise OutputError("adopt-is-source", file=str(wanted.template))
        if not wanted.force:
            raise OutputError("adopt-in-the-way", file=str(wanted.template))
    if wanted.marked is not None and wanted.report.exists():
        refuse_unfit(wanted.report, wanted.marked)


def marked_copy(report: bytes, done: Adoption, words: Texts) -> bytes:
    """A copy of the report with a comment at each number that is asked or left: the tags that fit, or the reason."""
    comments = [_question(each, words) for each in done.asked]
    comments += [_comment(each.spot, reason_of(each, words), words) for each in done.left]
    return write_package(add_comments(without_comments(read_package(report)), comments))


def _question(each: Asked, words: Texts) -> Comment:
    lines = [words.say("adopt.which", spot=shown_key(each.spot.place, each.spot.number, words))]
    lines += [f"{one.tag or one.figure}  {one.title}" for one in each.candidates]
    return _comment(each.spot, "\n".join(lines), words)


def _comment(spot: Spot, text: str, words: Texts) -> Comment:
    place = spot.place if isinstance(spot.place, TemplatePlace) else FILE
    about = spot.sentence if spot.text in spot.sentence else spot.text
    told = f"{spot.text}：{text}"
    return Comment(told if carries_comments(place) else f"{words.place(place)} {told}", Anchor(place, about))
