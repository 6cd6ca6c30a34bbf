"""Lays a template out anew by the ``[layout]`` of a union: its pages, and the styles that have names of ours.

That is done before the template is filled, so that what fills it (tables, signatures) finds the pages as they will be.
The settings of a document have nothing in them that depends on the layout; they stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from lxml import etree
from lxml.etree import _Element as Element

from unionreport.document.package import parse_part, part_bytes, read_package, write_package
from unionreport.document.relations import main_part, related
from unionreport.document.sequence import IN_PARAGRAPH_FORMAT, IN_RUN_FORMAT, IN_SECTION, IN_STYLE, put
from unionreport.document.stylesheet import Style, normal_xml, run_xml, section_xml, styles
from unionreport.document.wordml import NAME, NAMESPACE, PARAGRAPH_FORMAT, RUN_FORMAT, SECTION, VAL, w
from unionreport.layout import Layout, Role

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_STYLE, _FONT = w("style"), w("font")
_TEXT_STYLES = ("ReportTitle", "Body", "Section", "Item", "PageNumberOdd")
"""The styles that carry a document of ours: where one is missing, the layout of its text cannot be changed."""

_PARAGRAPH_TAKES, _RUN_TAKES = ("spacing", "ind"), ("rFonts", "spacing", "sz", "szCs")
"""What a style takes over from a layout; what else it says stays."""


def lay_out(template: bytes, layout: Layout) -> tuple[bytes, tuple[str, ...]]:
    """The template (.docx) laid out anew, and the names of the styles of ours that it lacks for that.

    Pages across (landscape) keep their geometry: what stands there needs the width. A template without our
    styles gets the pages alone, since the layout cannot know what its own styles are for. Raises `TemplateError`
    for a file that is no Word document.
    """
    parts = dict(read_package(template))
    main = main_part(parts)
    document = parse_part(parts, main)
    for section in document.iter(SECTION):
        _lay_out_page(section, layout)
    parts[main] = part_bytes(document)
    found = _restyle_parts(parts, main, layout)
    known = styles(layout)
    return write_package(parts), tuple(known[id_].name for id_ in _TEXT_STYLES if known[id_].name not in found)


def _restyle_parts(parts: dict[str, bytes], main: str, layout: Layout) -> set[str]:
    """Changes styles, theme and fonts in place; returns the names of the styles that were there."""
    found: set[str] = set()
    for name in related(parts, main, "styles"):
        root = parse_part(parts, name)
        found |= _restyle(root, layout)
        parts[name] = part_bytes(root)
    for kind, change in (("theme", set_theme_fonts), ("fontTable", _add_fonts)) if found else ():
        for name in related(parts, main, kind):
            root = parse_part(parts, name)
            change(root, layout)
            parts[name] = part_bytes(root)
    return found


def _lay_out_page(section: Element, layout: Layout) -> None:
    size = section.find(w("pgSz"))
    if size is not None and int(size.get(w("w"), "0")) > int(size.get(w("h"), "0")):
        return
    for made in _elements(section_xml(layout)):
        put(section, made, IN_SECTION)


def _restyle(root: Element, layout: Layout) -> set[str]:
    """Changes the styles that have names of ours; returns those names."""
    wanted = {style.name: style for style in styles(layout).values()}
    found = {name: each for each in root.iter(_STYLE) if (name := _name_of(each)) in wanted}
    for name, each in found.items():
        _restyle_one(each, wanted[name].paragraph, run_xml(wanted[name], layout))
    if found:  # a document of ours: all its styles stand on these
        for each in root.iter(_STYLE):
            if each.get(w("type")) == "paragraph" and each.get(w("default")) in ("1", "true", "on"):
                _restyle_one(each, normal_xml(layout), run_xml(Style(""), layout))
        for each in root.iterfind(f"{w('docDefaults')}/{w('rPrDefault')}/{RUN_FORMAT}"):
            _take(each, run_xml(Style(""), layout), _RUN_TAKES, IN_RUN_FORMAT)
    return set(found)


def _name_of(style: Element) -> str:
    name = style.find(w("name"))
    return "" if name is None or style.get(w("type")) != "paragraph" else name.get(VAL, "")


def _restyle_one(style: Element, paragraph: str, run: str) -> None:
    _take(_child(style, PARAGRAPH_FORMAT), paragraph, _PARAGRAPH_TAKES, IN_PARAGRAPH_FORMAT)
    _take(_child(style, RUN_FORMAT), run, _RUN_TAKES, IN_RUN_FORMAT)


def _child(style: Element, tag: str) -> Element:
    found = style.find(tag)
    if found is None:
        found = etree.Element(tag)
        put(style, found, IN_STYLE)
    return found


def _take(formatting: Element, xml: str, names: tuple[str, ...], order: tuple[str, ...]) -> None:
    """Gives a formatting those elements of the XML that a layout settles; what else it says stays."""
    for made in _elements(xml):
        if made.tag in [w(name) for name in names]:
            put(formatting, made, order)


def _elements(xml: str) -> list[Element]:
    return list(etree.fromstring(f"<w:x xmlns:w={quoteattr(NAMESPACE)}>{xml}</w:x>"))


def set_theme_fonts(theme: Element, layout: Layout) -> None:
    """Puts the font of the headings and that of the text into a theme, in place of its Western and Japanese ones."""
    for tag, role in (("majorFont", Role.SECTION), ("minorFont", Role.BODY)):
        for fonts in theme.iter(f"{_DRAWING}{tag}"):
            for child in list(fonts):
                if child.tag == f"{_DRAWING}font":
                    fonts.remove(child)
                elif child.tag != f"{_DRAWING}cs":
                    child.set("typeface", layout.fonts[role].name)
            attributes = {"script": "Hans", "typeface": layout.fonts[role].name}
            etree.SubElement(fonts, f"{_DRAWING}font", attributes)


def _add_fonts(table: Element, layout: Layout) -> None:
    known = {each.get(NAME) for each in table.iter(_FONT)}
    names: Iterable[str] = dict.fromkeys(font.name for font in layout.fonts.values())
    table.extend(_elements("".join(font_xml(name) for name in names if name not in known)))


def font_xml(name: str, stand_in: str = "") -> str:
    """The entry of a font in the font table: the Chinese charset, and what may take its place."""
    other = f"<w:altName w:val={quoteattr(stand_in)}/>" if stand_in else ""
    return (
        f'<w:font w:name={quoteattr(name)}>{other}<w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
