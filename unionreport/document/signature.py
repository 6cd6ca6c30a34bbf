"""Name and date below a report, placed as GB/T 9704-2012, 7.3.5.2 has them: the date two characters in from the name.

A style cannot know how long a name is. The style alone gives both a right indent of two characters; where name and date
stand together, one of the two gets an indent of its own here, the other keeps the style, so that either may be edited
by hand and the block still looks right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import east_asian_width

from lxml.etree import _Element as Element

from unionreport.document.sequence import IN_PARAGRAPH_FORMAT, put
from unionreport.document.stylesheet import SIGNATURE
from unionreport.document.wordml import BODY, PARAGRAPH, PARAGRAPH_FORMAT, RUN_FORMAT, SECTION, TEXT, VAL, element, w

_STYLE, _STYLE_ID, _BASE = w("style"), w("styleId"), w("basedOn")
_DEFAULTS = f"{w('docDefaults')}/{w('rPrDefault')}/{RUN_FORMAT}"
_WIDE = frozenset("WFA")
_DATES = ("日", "月", "年")
_USUAL_SIZE, _HALVES_TO_TWIPS = 20, 10  # Word's own: 10 pt; half points


@dataclass(frozen=True, slots=True)
class _Type:
    """How wide a style sets a Chinese character, and what it adds to any character, in twips."""

    size: int
    spacing: int

    @property
    def character(self) -> int:
        return self.size + self.spacing

    def width(self, text: str) -> int:
        """The width of a text: Latin letters and digits take half a character."""
        wide = sum(east_asian_width(each) in _WIDE for each in text)
        return wide * self.size + (len(text) - wide) * (self.size // 2) + len(text) * self.spacing


def settle_signatures(document: Element, styles: Element) -> None:
    """Places each name and date that stand together in the style 落款, with text on their page; all else stays.

    The paragraph before them is kept with them, so that a signature never stands alone on the last page.
    """
    found = _signature_styles(styles)
    for rows in _signatures(document, found):
        _keep_with_text(rows[0].getprevious())
        if len(rows) == 2 and _text(rows[0]) and _text(rows[1]).endswith(_DATES):
            for width in _text_widths(rows[0]):
                _place(rows[0], rows[1], found[_style_of(rows[0])], width)
                break


def _keep_with_text(before: Element | None) -> None:
    """Keeps a paragraph on the page of what follows it."""
    if before is None or before.tag != PARAGRAPH:
        return
    if before.find(PARAGRAPH_FORMAT) is None:
        before.insert(0, element("pPr"))
    for formatting in before.findall(PARAGRAPH_FORMAT):
        put(formatting, element("keepNext"), IN_PARAGRAPH_FORMAT)


def _place(name: Element, date: Element, type_: _Type, width: int) -> None:
    """Two characters right of both; where the date is longer the name moves left, else the date starts further left."""
    two = 2 * type_.character
    of_name, of_date = type_.width(_text(name)), type_.width(_text(date))
    if of_date > of_name:
        _indent(name, width - two - of_date - two)
    else:
        _indent(date, width - two - of_name + two)


def _indent(paragraph: Element, left: int) -> None:
    """Gives a paragraph a left indent in place of its style's right one; a name as long as the line stays."""
    if left <= 0:
        return
    for formatting in paragraph.findall(PARAGRAPH_FORMAT):
        put(formatting, element("ind", left=str(left), rightChars="0", right="0"), IN_PARAGRAPH_FORMAT)
        put(formatting, element("jc", val="left"), IN_PARAGRAPH_FORMAT)


def _signatures(document: Element, styles: Mapping[str, _Type]) -> Iterator[list[Element]]:
    """The paragraphs of the style, block by block."""
    for first in document.iterfind(f"{BODY}/{PARAGRAPH}"):
        before = first.getprevious()
        if _style_of(first) not in styles or (before is not None and _style_of(before) in styles):
            continue
        rows = [first]
        while (after := rows[-1].getnext()) is not None and _style_of(after) in styles:
            rows.append(after)
        yield rows


def _style_of(paragraph: Element) -> str:
    found = paragraph.find(f"{PARAGRAPH_FORMAT}/{w('pStyle')}") if paragraph.tag == PARAGRAPH else None
    return "" if found is None else found.get(VAL, "")


def _text(paragraph: Element) -> str:
    return "".join(each.text or "" for each in paragraph.iter(TEXT)).strip()


def _text_widths(paragraph: Element) -> Iterator[int]:
    """The width of the type area, in twips, of the section a paragraph stands in, and of those behind it."""
    for each in paragraph.itersiblings():
        for section in [each] if each.tag == SECTION else each.findall(f"{PARAGRAPH_FORMAT}/{SECTION}"):
            page, margins = section.find(w("pgSz")), section.find(w("pgMar"))
            if page is not None and margins is not None:
                yield int(page.get(w("w"), "0")) - int(margins.get(w("left"), "0")) - int(margins.get(w("right"), "0"))


def _signature_styles(styles: Element) -> dict[str, _Type]:
    """The styles named 落款, by id, each with its type."""
    known = {each.get(_STYLE_ID, ""): each for each in styles.iter(_STYLE)}
    return {
        id_: _Type(
            int(_inherited(styles, known, each, "sz") or _USUAL_SIZE) * _HALVES_TO_TWIPS,
            int(_inherited(styles, known, each, "spacing") or 0),
        )
        for id_, each in known.items()
        if (name := each.find(w("name"))) is not None and name.get(VAL) == SIGNATURE
    }


def _inherited(styles: Element, known: Mapping[str, Element], style: Element, name: str) -> str:
    """What a style says of its runs, or the style it is based on, or the defaults of the document."""
    seen: list[Element] = []
    here: Element | None = style
    while here is not None and here not in seen:
        seen.append(here)
        base = here.find(_BASE)
        here = known.get(base.get(VAL, "")) if base is not None else None
    said = [each.find(f"{RUN_FORMAT}/{w(name)}") for each in seen] + [styles.find(f"{_DEFAULTS}/{w(name)}")]
    return next((each.get(VAL, "") for each in said if each is not None), "")
