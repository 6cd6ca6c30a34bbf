"""Drawings that stand in a line of text like a letter (wp:inline, ECMA-376 part 1, 20.4.2.8): charts and pictures."""

from __future__ import annotations

from lxml.etree import _Element as Element

from unionreport.document.drawingml import CHART, PICTURE, node
from unionreport.document.wordml import clean, element


def chart_drawing(relation: str, size: tuple[int, int], name: str, described: str) -> Element:
    """A run with the chart that the main part's relationship leads to; ``size`` in EMU, ``described`` for the blind."""
    return _inline(node("a:graphicData", node("c:chart", r_id=relation), uri=CHART), size, name, described)


def picture_drawing(relation: str, size: tuple[int, int], name: str, described: str) -> Element:
    """A run with the picture that the main part's relationship leads to."""
    picture = node(
        "pic:pic",
        node("pic:nvPicPr", node("pic:cNvPr", id=0, name=clean(name)), node("pic:cNvPicPr")),
        node("pic:blipFill", node("a:blip", r_embed=relation), node("a:stretch", node("a:fillRect"))),
        node(
            "pic:spPr",
            node("a:xfrm", node("a:off", x=0, y=0), node("a:ext", cx=size[0], cy=size[1])),
            node("a:prstGeom", node("a:avLst"), prst="rect"),
        ),
    )
    return _inline(node("a:graphicData", picture, uri=PICTURE), size, name, described)


def _inline(data: Element, size: tuple[int, int], name: str, described: str) -> Element:
    """The drawing; its id is left open, `identities` settles it."""
    inline = node(
        "wp:inline",
        node("wp:extent", cx=size[0], cy=size[1]),
        node("wp:effectExtent", l=0, t=0, r=0, b=0),
        node("wp:docPr", id="", name=clean(name), descr=clean(described)),
        node("wp:cNvGraphicFramePr"),
        node("a:graphic", data),
        distT=0,
        distB=0,
        distL=0,
        distR=0,
    )
    drawing, run = element("drawing"), element("r")
    drawing.append(inline)
    run.append(drawing)
    return run
