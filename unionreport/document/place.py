"""Where in a template something stands: 正文 第3段, 表1 第2行 第1格, worded by the text catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Story(StrEnum):
    """The texts a document has side by side, and three parts that carry words outside of them."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    BOX = "box"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENTS = "comments"
    CHART = "chart"
    PROPERTIES = "properties"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class TemplatePlace:
    """One paragraph of a story, in the body of it or in a cell of one of its tables.

    All numbers count from 1, 0 is none: ``paragraph`` within the story or the cell, ``table`` within
    the story with nested tables counted too, ``number`` which text box or which note.
    """

    story: Story
    paragraph: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    number: int = 0

    @property
    def key(self) -> str:
        """The key of its sentence in the text catalogue, under ``places``."""
        if self.cell:
            return f"{self.story}-cell"
        return f"{self.story}-paragraph" if self.paragraph else str(self.story)

    @property
    def params(self) -> Mapping[str, int]:
        """What fills the sentence."""
        return {
            "paragraph": self.paragraph,
            "table": self.table,
            "row": self.row,
            "cell": self.cell,
            "number": self.number,
        }

    def __str__(self) -> str:
        """The place without words, ``body-cell paragraph=1 table=1 row=2 cell=1``; people get the catalogue's."""
        return " ".join([self.key, *(f"{name}={number}" for name, number in self.params.items() if number)])


FILE = TemplatePlace(Story.FILE)
