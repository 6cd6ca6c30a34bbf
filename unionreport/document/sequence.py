"""The order of children, where WordprocessingML demands one (ECMA-376 part 1, annex A), and a way to keep it."""

from __future__ import annotations

from lxml.etree import _Element as Element

from unionreport.document.wordml import w


def _order(*names: str) -> tuple[str, ...]:
    return tuple(w(name) for line in names for name in line.split())


IN_PARAGRAPH_FORMAT = _order(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs",
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd",
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment",
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
)
"""``w:pPr``, 17.3.1.26."""

IN_RUN_FORMAT = _order(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish",
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang",
    "eastAsianLayout specVanish oMath rPrChange",
)
"""``w:rPr``, 17.3.2.28."""

IN_STYLE = _order(
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal",
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
)
"""``w:style``, 17.7.4.17."""

IN_SECTION = _order(
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols",
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
)
"""``w:sectPr``, 17.6.17."""


def put(parent: Element, made: Element, order: tuple[str, ...]) -> None:
    """Puts an element in its place among its siblings, instead of those of its name."""
    for old in parent.findall(made.tag):
        parent.remove(old)
    before = order[: order.index(made.tag)]
    place = max((index for index, each in enumerate(parent, 1) if each.tag in before), default=0)
    parent.insert(place, made)
