"""How tables and charts look: by the template's own styles where it has them, else by direct formatting.

A template of ours has the paragraph styles TableTitle, TableHead, TableText, TableNumber, TableNote and
ChartTitle and the table style ReportTable; in a template that a union made itself, the same is written into
each paragraph, so that a first-line indent or an exact line of its body text does not get into the cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lxml.etree import _Element as Element

from unionreport.document.wordml import RUN_FORMAT, VAL, clean, element, text_element, w

TABLE_STYLE = "ReportTable"
_FONT = "宋体"
_SIZE = 21


class Role(StrEnum):
    """What a paragraph of a table or a chart is; the value is the id of its style."""

    TITLE = "TableTitle"
    HEAD = "TableHead"
    TEXT = "TableText"
    NUMBER = "TableNumber"
    NOTE = "TableNote"
    CAPTION = "ChartTitle"
    DRAWING = "Drawing"


@dataclass(frozen=True, slots=True)
class _Direct:
    """Direct formatting: alignment, size in half points, space before and after in twips, bold."""

    aligned: str
    size: int = _SIZE
    before: int = 0
    after: int = 0
    bold: bool = False


_DIRECT = {
    Role.TITLE: _Direct("center", 24, before=120, after=60, bold=True),
    Role.HEAD: _Direct("center", before=50, after=50, bold=True),
    Role.TEXT: _Direct("left", before=40, after=40),
    Role.NUMBER: _Direct("right", before=40, after=40),
    Role.NOTE: _Direct("left", 18, before=40, after=120),
    Role.CAPTION: _Direct("center", before=60, after=120),
    Role.DRAWING: _Direct("center", before=60),
}


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a document by their ids."""

    styles: Mapping[str, Element] = field(default_factory=dict)

    def has(self, style: str) -> bool:
        """Whether the document has the style."""
        return style in self.styles

    def paragraph(self, role: Role, *, keep: bool = False) -> Element:
        """An empty paragraph for the role; ``keep`` holds it on the page of the next."""
        formatting = element("pPr")
        if self.has(role):
            formatting.append(element("pStyle", val=role))
        if keep:
            formatting.append(element("keepNext"))
        if not self.has(role):
            formatting.extend(_paragraph_format(_DIRECT[role]))
        made = element("p")
        made.append(formatting)
        return made

    def run(self, role: Role, text: str = "", *, bold: bool = False) -> Element:
        """A run for the role with the text."""
        made, formatting = element("r"), element("rPr")
        direct = None if self.has(role) else _DIRECT[role]
        if bold or (direct is not None and direct.bold):
            formatting.extend([element("b"), element("bCs")])
        if direct is not None:
            formatting.extend([element("sz", val=str(direct.size)), element("szCs", val=str(direct.size))])
        made.extend([formatting] if len(formatting) else [])
        made.append(text_element(clean(text)))
        return made

    def line(self, role: Role, text: str, *, keep: bool = False) -> Element:
        """A paragraph for the role with the text."""
        made = self.paragraph(role, keep=keep)
        made.append(self.run(role, text))
        return made

    def half(self, role: Role) -> int:
        """The width of half a Chinese character in the role, in twips."""
        size = next((self._format(style).find(w("sz")) for style in self._chain(role) if self._sized(style)), None)
        text = "" if size is None else size.get(VAL, "")
        return 5 * (int(text) if text.isdecimal() else _DIRECT[role].size)

    @property
    def font(self) -> str:
        """The font for the Chinese letters of charts, that of the tables' text."""
        for style in self._chain(Role.TEXT):
            fonts = self._format(style).find(w("rFonts"))
            name = "" if fonts is None else fonts.get(w("eastAsia"), "")
            if name:
                return name
        return _FONT

    def _chain(self, style: str) -> Iterator[Element]:
        """The style and those it is based on."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            based = self.styles[style].find(w("basedOn"))
            style = "" if based is None else based.get(VAL, "")

    def _sized(self, style: Element) -> bool:
        return self._format(style).find(w("sz")) is not None

    @staticmethod
    def _format(style: Element) -> Element:
        found = style.find(RUN_FORMAT)
        return element("rPr") if found is None else found


def read_looks(styles: Element | None) -> Looks:
    """The looks that a document's styles part gives."""
    found = () if styles is None else styles.iterfind(w("style"))
    return Looks({style.get(w("styleId"), ""): style for style in found})


def _paragraph_format(direct: _Direct) -> list[Element]:
    spacing = {"before": str(direct.before), "after": str(direct.after), "line": "240", "lineRule": "auto"}
    return [
        element("snapToGrid", val="0"),
        element("spacing", beforeLines="0", afterLines="0", **spacing),
        element("ind", leftChars="0", left="0", rightChars="0", right="0", firstLineChars="0", firstLine="0"),
        element("jc", val=direct.aligned),
    ]
