"""A sheet to draw on, measured in centimetres from its upper left corner, that becomes a PNG."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from unionreport.document.charts import INK
from unionreport.document.fonts import chinese_font
from unionreport.document.framing import HALF, LETTERS
from unionreport.document.widths import half_widths

Point = tuple[float, float]

LINE_HEIGHT = 0.42
"""From one line of letters to the next."""

_DOTS = 300
_FINER = 2
_THIN = 0.025
_UNBROKEN = re.compile("[“‘《（〔【]*(?:[!-~]+|.)[”’》）〕】，。、；：！？]*")


@dataclass(frozen=True, slots=True)
class Canvas:
    """A white sheet, its pen and its letters; drawn finer than it is kept, so that edges are smooth."""

    width: float
    height: float
    image: Any
    pen: Any
    font: Any

    @classmethod
    def blank(cls, width: float, height: float) -> Canvas:
        """An empty sheet of this size."""
        from PIL import Image, ImageDraw, ImageFont

        path, face = chinese_font()
        image = Image.new("RGB", (_dots(width), _dots(height)), "white")
        font = ImageFont.truetype(path, round(LETTERS / 72 * _DOTS * _FINER), index=face)
        return cls(width, height, image, ImageDraw.Draw(image), font)

    def text(self, at: Point, text: str, anchor: str, color: str = INK) -> None:
        """A line of text; the anchor says which point of it stands there: left, middle or right, and how high."""
        self.pen.text((_dots(at[0]), _dots(at[1])), text, fill=f"#{color}", font=self.font, anchor=anchor)

    def lines(self, top: Point, lines: Sequence[str]) -> None:
        """Lines of text below each other, each in the middle."""
        for number, line in enumerate(lines):
            self.text((top[0], top[1] + (number + 0.5) * LINE_HEIGHT), line, "mm")

    def line(self, points: Sequence[Point], color: str, width: float = _THIN) -> None:
        """A line through the points."""
        self.pen.line([_point(each) for each in points], fill=f"#{color}", width=_dots(width), joint="curve")

    def box(self, one: Point, other: Point, color: str) -> None:
        """A filled box between two corners."""
        (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        self.pen.rectangle([_point((left, top)), _point((right, bottom))], fill=f"#{color}")

    def dot(self, at: Point, radius: float, color: str) -> None:
        """A filled dot with a white edge."""
        x, y = at
        corners = [_point((x - radius, y - radius)), _point((x + radius, y + radius))]
        self.pen.ellipse(corners, fill=f"#{color}", outline="white", width=_dots(_THIN))

    def slice(self, middle: Point, radius: float, angles: Point, color: str) -> None:
        """A slice of a pie; the angles run clockwise from the right, in degrees."""
        x, y = middle
        corners = [_point((x - radius, y - radius)), _point((x + radius, y + radius))]
        self.pen.pieslice(corners, angles[0], angles[1], fill=f"#{color}", outline="white", width=_dots(0.04))

    def png(self) -> bytes:
        """The sheet as a file, with its size on paper."""
        from PIL import Image

        size = (self.image.width // _FINER, self.image.height // _FINER)
        target = io.BytesIO()
        self.image.resize(size, Image.Resampling.BOX).save(target, "PNG", dpi=(_DOTS, _DOTS), compress_level=9)
        return target.getvalue()


def _dots(length: float) -> int:
    return max(1, round(length / 2.54 * _DOTS * _FINER))


def _point(at: Point) -> tuple[int, int]:
    return round(at[0] / 2.54 * _DOTS * _FINER), round(at[1] / 2.54 * _DOTS * _FINER)


def text_width(text: str) -> float:
    """The width of a line of text in a chart."""
    return half_widths(text) * HALF


def wrap(text: str, width: float) -> list[str]:
    """The text in lines no wider than this if it can be: Latin words stay whole, as do marks and their word."""
    lines = [""]
    for piece in _UNBROKEN.findall(text.replace("\n", " ")):
        if lines[-1] and text_width(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]
