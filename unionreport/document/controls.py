"""Printed figures as content controls that keep their identity (ECMA-376 part 1, 17.5.2), written and read back.

A figure is a rich-text inline control whose tag is ``id|style``, inside a hidden bookmark: the control is
found after moving and copying, the bookmark survives editors that drop the control's tag. Never a
plain-text control, a placeholder, a data binding or a field: each of them loses format or text somewhere.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from unionreport.document.inline import own_text
from unionreport.document.package import read_package
from unionreport.document.refusal import RefusedError
from unionreport.document.stories import stories
from unionreport.document.wordml import (
    BOOKMARK_START,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_FORMAT,
    NAME,
    PREFIX,
    RUN_FORMAT,
    VAL,
    clean,
    element,
    w,
)
from unionreport.figure import Figure

LONGEST = 64
"""How many characters Word takes for a control's tag and for its title."""

_TAG = re.compile(r"([^|]+)\|([a-z]+(?::[0-9]+)?)")
_RED = "FF0000"
_BEFORE_COLOR = frozenset(
    w(name)
    for name in (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline"),
        *("shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    )
)


@dataclass(frozen=True, slots=True)
class Control:
    """A figure as it stands in a document: its id, its style, the text shown, its bookmark and its part.

    ``bookmark`` is empty where an editor has removed it.
    """

    figure: str
    style: str
    text: str
    bookmark: str
    part: str


@dataclass(slots=True)
class ControlWriter:
    """Makes the controls of one document, each with an id and a bookmark of its own, the same at every filling."""

    doubtful: frozenset[str] = frozenset()
    counts: Counter[str] = field(default_factory=Counter)
    ids: set[int] = field(default_factory=set)

    def wrap(self, run: Element, figure: Figure) -> str:
        """Puts a control and a bookmark around the run, red where the figure is in doubt; the bookmark's name."""
        self.counts[figure.id] += 1
        occurrence = self.counts[figure.id]
        bookmark = bookmark_name(figure.id, occurrence)
        if figure.id in self.doubtful:
            paint(run)
        control = element("sdt")
        start = element("bookmarkStart", id=bookmark, name=bookmark)
        run.addprevious(start)
        start.addnext(control)
        control.addnext(element("bookmarkEnd", id=bookmark))
        control.append(properties_of(figure, self.free_id(figure.id, occurrence)))
        content = element("sdtContent")
        content.append(run)
        control.append(content)
        return bookmark

    def free_id(self, figure: str, occurrence: int) -> int:
        """A number for a control that no other has, the same at every filling; taken from now on."""
        number = int(_digest(f"{figure}#{occurrence}")[:8], 16) & 0x7FFFFFFF
        while number in self.ids or not number:
            number = (number + 1) & 0x7FFFFFFF
        self.ids.add(number)
        return number


def bookmark_name(figure: str, occurrence: int) -> str:
    """The bookmark of a figure's nth printing; the underscore hides it, 40 characters are the most Word takes."""
    return f"{PREFIX}{_digest(figure)[:12]}_{occurrence}"


def control_tag(figure: Figure) -> str:
    """The control's tag, ``suggestions.savings|wan:1``; refused where it is longer than Word takes."""
    tag = f"{figure.id}|{figure.style}"
    if len(tag) > LONGEST:
        raise RefusedError("figure-tag-long", figure=figure.id)
    return tag


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def properties_of(figure: Figure, number: int) -> Element:
    """The properties of a figure's control: its title, its tag, its number."""
    properties = element("sdtPr")
    properties.append(element("alias", val=clean(figure.title)[:LONGEST]))
    properties.append(element("tag", val=control_tag(figure)))
    properties.append(element("id", val=str(number)))
    return properties


def paint(run: Element) -> None:
    """Makes the run red, the colour in its place among the format's elements (their order is fixed)."""
    formatting = run.find(RUN_FORMAT)
    if formatting is None:
        formatting = element("rPr")
        run.insert(0, formatting)
    for old in formatting.findall(w("color")):
        formatting.remove(old)
    before = [child for child in formatting if child.tag in _BEFORE_COLOR]
    formatting.insert(len(before), element("color", val=_RED))


def read_controls(document: bytes) -> list[Control]:
    """Every figure of a document that its control still names, in document order, wherever it has moved."""
    found: list[Control] = []
    for part in stories(read_package(document)):
        for control in part.root.iter(CONTROL):
            named = figure_of_tag(control)
            content = control.find(CONTROL_CONTENT)
            if named and content is not None:
                found.append(Control(*named, own_text(content), _bookmark_of(control), part.name))
    return found


def figure_of_tag(control: Element) -> tuple[str, str] | None:
    """The figure and the style that a control's tag names; None for a control that is none of ours."""
    tag = control.find(f"{CONTROL_FORMAT}/{w('tag')}")
    match = _TAG.fullmatch(tag.get(VAL, "")) if tag is not None else None
    return (match[1], match[2]) if match else None


def _bookmark_of(control: Element) -> str:
    before = control.getprevious()
    name = before.get(NAME, "") if before is not None and before.tag == BOOKMARK_START else ""
    return name if name.startswith(PREFIX) else ""
