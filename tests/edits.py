"""What people and editors do to a finished report, as operations on the XML of its body, each drawn at random.

Every operation takes the root and a source of numbers, changes the tree in place, and names the words that it wrote:
they must be there after a refresh. `Script` remembers what became of the figures, by an oracle of its own: the
id of a control's figure is read off the tag before anything is edited.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random

from lxml.etree import _Element as Element

from tests.docx_text import W, elements

P, R, T, SDT, TBL, ROW = (f"{{{W}}}{name}" for name in ("p", "r", "t", "sdt", "tbl", "tr"))
START, END, TAG, CONTENT = (f"{{{W}}}{name}" for name in ("bookmarkStart", "bookmarkEnd", "tag", "sdtContent"))
MARK = "mark"
WORDS = ("据统计", "与往年相比", "广大职工", "认真落实", "进一步", "成效明显", "（见附件）")


@dataclass(slots=True)
class Script:
    """A root under edit: the words people wrote, and the figures they touched, by a private mark on each control."""

    root: Element
    random: Random
    words: list[str] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    tracked: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    copies: int = 0
    log: list[str] = field(default_factory=list)

    def say(self) -> str:
        """New words of a person, never written before."""
        text = f"{self.random.choice(WORDS)}〔{len(self.words)}〕"
        self.words.append(text)
        return text

    def paragraphs(self) -> list[Element]:
        """The paragraphs of the body outside of tables."""
        return [each for each in self.root[0] if each.tag == P]

    def controls(self, *, in_tables: bool = True) -> list[Element]:
        """The figures' controls that nobody tracked or deleted."""
        found = [each for each in self.root.iter(SDT) if each.get(MARK) and each.get(MARK) not in self.tracked]
        return found if in_tables else [each for each in found if next(each.iterancestors(TBL), None) is None]


def reword(script: Script) -> None:
    """Words outside of controls are written over."""
    runs = [run for each in script.paragraphs() for run in each.iterchildren(R) if run.find(T) is not None]
    if runs:
        text = script.random.choice(runs).find(T)
        assert text is not None
        if not any(word in (text.text or "") for word in script.words):
            text.text = script.say()


def split_runs(script: Script) -> None:
    """Word cuts a figure's run in two, as its spelling check does."""
    if controls := script.controls():
        run = script.random.choice(list(script.random.choice(controls).iter(R)))
        text = run.find(T)
        if text is not None and len(text.text or "") > 1:
            at = script.random.randrange(1, len(text.text or ""))
            rest = deepcopy(run)
            inner = rest.find(T)
            assert inner is not None
            text.text, inner.text = (text.text or "")[:at], (text.text or "")[at:]
            run.addnext(rest)
            run.addnext(elements('<w:proofErr w:type="spellStart"/>')[0])


def move_figure(script: Script) -> None:
    """A control is dragged into another paragraph, its bookmark left behind."""
    if controls := script.controls(in_tables=False):
        script.random.choice(script.paragraphs()).append(script.random.choice(controls))


def copy_figure(script: Script) -> None:
    """A control is pasted once more."""
    if controls := script.controls(in_tables=False):
        source = script.random.choice(controls)
        made = deepcopy(source)
        for mark in [*made.iter(START), *made.iter(END)]:
            mark.getparent().remove(mark)  # type: ignore[union-attr]
        script.copies += 1
        made.set(MARK, f"{source.get(MARK)} copy {script.copies}")
        if source.get(MARK) in script.typed:
            script.typed[made.get(MARK, "")] = script.typed[source.get(MARK, "")]
        script.random.choice(script.paragraphs()).append(made)


def delete_figure(script: Script) -> None:
    """A control is taken out with its text."""
    if controls := script.controls():
        control = script.random.choice(controls)
        script.deleted.add(control.get(MARK, ""))
        word = script.typed.pop(control.get(MARK, ""), None)
        if word in script.words:
            script.words.remove(word)
        control.getparent().remove(control)  # type: ignore[union-attr]


def type_over(script: Script) -> None:
    """A figure is written over by hand."""
    if controls := script.controls():
        control = script.random.choice(controls)
        first, *others = control.iter(T)
        old = script.typed.get(control.get(MARK, ""))
        if old in script.words:
            script.words.remove(old)
        first.text = script.say()
        for each in others:
            each.text = ""
        script.typed[control.get(MARK, "")] = first.text


def move_paragraph(script: Script) -> None:
    """A paragraph is dragged to another place."""
    paragraphs = script.paragraphs()
    script.random.choice(paragraphs).addprevious(script.random.choice(paragraphs))


def insert_paragraph(script: Script) -> None:
    """A paragraph is written."""
    made = elements(f"<w:p><w:r><w:t>{script.say()}</w:t></w:r></w:p>")[0]
    script.random.choice(script.paragraphs()).addnext(made)


def insert_tracked(script: Script) -> None:
    """Words are put in while changes are tracked."""
    made = elements(f'<w:ins w:id="90{len(script.words)}" w:author="甲"><w:r><w:t>{script.say()}</w:t></w:r></w:ins>')
    script.random.choice(script.paragraphs()).append(made[0])


def track_figure(script: Script) -> None:
    """A figure comes to stand in a tracked insertion."""
    if controls := script.controls(in_tables=False):
        control = script.random.choice(controls)
        change = elements(f'<w:ins w:id="80{len(script.tracked)}" w:author="甲"/>')[0]
        control.addprevious(change)
        change.append(control)
        script.tracked.add(control.get(MARK, ""))


def add_comment(script: Script) -> None:
    """A comment's marks come to stand around or inside a figure."""
    if controls := script.controls():
        control = script.random.choice(controls)
        number = 700 + len(script.log)
        target = script.random.choice([control, next(control.iter(R))])
        target.addprevious(elements(f'<w:commentRangeStart w:id="{number}"/>')[0])
        for each in reversed(
            elements(f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>')
        ):
            target.addnext(each)


def drop_tags(script: Script) -> None:
    """LibreOffice drops the tags of controls that have a bookmark around them."""
    for control in script.controls():
        before = control.getprevious()
        if before is not None and before.tag == START and script.random.random() < 0.5:
            for child in list(control[0]):
                control[0].remove(child)


def drop_bookmark(script: Script) -> None:
    """An editor drops the bookmark of a figure whose control has its tag."""
    for control in script.controls():
        before = control.getprevious()
        if control.find(f".//{TAG}") is not None and before is not None and before.tag == START:
            number = before.get(f"{{{W}}}id")
            for mark in [each for each in script.root.iter(START, END) if each.get(f"{{{W}}}id") == number]:
                mark.getparent().remove(mark)  # type: ignore[union-attr]
            return


OPERATIONS: tuple[Callable[[Script], None], ...] = (
    *(reword, split_runs, split_runs, move_figure, copy_figure, delete_figure, type_over, move_paragraph),
    *(insert_paragraph, insert_tracked, track_figure, add_comment, drop_tags, drop_bookmark),
)


def edited(root: Element, random: Random, count: int) -> Script:
    """The script of so many operations, carried out on the root."""
    for number, control in enumerate(root.iter(SDT)):
        if control.find(f".//{TAG}") is not None:
            control.set(MARK, f"{number} {control.find(f'.//{TAG}').get(f'{{{W}}}val')}")  # type: ignore[union-attr]
    script = Script(root, random)
    for _ in range(count):
        operation = random.choice(OPERATIONS)
        operation(script)
        script.log.append(operation.__name__)
    return script


def standing(root: Element) -> dict[str, str]:
    """The text of each marked control, by its mark."""
    return {
        control.get(MARK, ""): "".join(text.text or "" for text in control.iter(T))
        for control in root.iter(SDT)
        if control.get(MARK)
    }


def is_anonymous(root: Element, mark: str) -> bool:
    """Whether nothing but its text tells what figure a control is: an editor took its tag, a person its bookmark."""
    for control in root.iter(SDT):
        if control.get(MARK) == mark:
            before = control.getprevious()
            return control.find(f".//{TAG}") is None and (before is None or before.tag != START)
    return False
