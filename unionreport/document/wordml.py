"""The names of WordprocessingML that the engine works with, and elements made of them (ECMA-376 part 1, 17)."""

from __future__ import annotations

import re
from copy import copy

from lxml import etree
from lxml.etree import _Element as Element

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def w(name: str) -> str:
    """The name in the main namespace as lxml writes it: ``p`` is ``{http://…/main}p``."""
    return f"{{{NAMESPACE}}}{name}"


BODY, PARAGRAPH, RUN, TEXT = w("body"), w("p"), w("r"), w("t")
PARAGRAPH_FORMAT, RUN_FORMAT, SECTION = w("pPr"), w("rPr"), w("sectPr")
TABLE, ROW, CELL = w("tbl"), w("tr"), w("tc")
BOX, NOTES = w("txbxContent"), (w("footnote"), w("endnote"))
TAB, BREAK, RETURN = w("tab"), w("br"), w("cr")
CONTROL, CONTROL_FORMAT, CONTROL_CONTENT = w("sdt"), w("sdtPr"), w("sdtContent")
BOOKMARK_START, BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
DELETED, MOVED_AWAY, INSERTED, MOVED_HERE = w("del"), w("moveFrom"), w("ins"), w("moveTo")
FIELD_MARK, FIELD_CODE = w("fldChar"), w("instrText")
DRAWING_NAME, FALLBACK, FORMULA_TEXT = f"{{{_WP}}}docPr", f"{{{_MC}}}Fallback", f"{{{_MATH}}}t"
FORMULAS = (f"{{{_MATH}}}oMath", f"{{{_MATH}}}oMathPara")
VAL, ID, NAME, TYPE = w("val"), w("id"), w("name"), w("type")
PARAGRAPH_IDS = (f"{{{_W14}}}paraId", f"{{{_W14}}}textId")

PREFIX = "_UR_"
"""How the bookmarks of figures begin; the underscore hides them in Word."""

INLINE_CONTAINERS = frozenset(
    w(name)
    for name in ("hyperlink", "ins", "moveTo", "sdt", "sdtContent", "smartTag", "fldSimple", "customXml", "bdo", "dir")
)
"""What may stand between a paragraph and its runs; runs inside belong to the paragraph's text."""

_BROKEN_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES = {"w": NAMESPACE}


def element(name: str, /, **attributes: str) -> Element:
    """A new element of the main namespace with attributes of the same namespace."""
    return etree.Element(w(name), {w(key): value for key, value in attributes.items()}, nsmap=_NAMES)


def text_element(text: str = "") -> Element:
    """A new ``w:t`` whose blanks are kept."""
    made = element("t")
    set_text(made, text)
    return made


def set_text(element: Element, text: str) -> None:
    """Makes this the text of a ``w:t``, blanks at its ends kept."""
    element.set(_SPACE, "preserve")
    element.text = text


def run_like(run: Element) -> Element:
    """A new run without content, formatted as the given one."""
    made = element("r")
    formatting = run.find(RUN_FORMAT)
    if formatting is not None:
        made.append(copy(formatting))
    return made


def is_line_break(element: Element) -> bool:
    """Whether the element breaks a line, rather than a page or a column."""
    return element.tag == RETURN or (element.tag == BREAK and element.get(TYPE, "textWrapping") == "textWrapping")


def remove(element: Element) -> None:
    """Takes the element out of its parent."""
    for parent in list(element.iterancestors())[:1]:
        parent.remove(element)


def clean(text: str) -> str:
    r"""The text as XML can hold it: every kind of line break is ``\n``, control characters are gone (XML 1.0, 2.2)."""
    return _NOT_XML.sub("", _BROKEN_LINES.sub("\n", text))
