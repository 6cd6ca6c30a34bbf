"""Punctuation, brackets and blanks of one paragraph (GB/T 15834-2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionreport.prose.passage import HAN, SENTENCE, Breach, Passage, around

_DOUBLED = re.compile(r"([，。；：、！？])\1+|[，、；：][，。；：、！？]|。[，；：、]|[！？][，。；、]")
_LOST = re.compile(r"[（【《][，。；：、！？]|（）|《》|“”|【】|[，、；：][）】》]")
_FIRST = re.compile("^[，。；：、！？）》】]+.{0,4}")
_LAST = re.compile(".{0,4}[，、]$")

# After or before a Chinese character; 8:30, 1,200 and addresses have none on either side of their signs.
_HALF_WIDTH = re.compile(
    rf"(?<={HAN})[,;:!?()\"]|(?<=[）》”])[,;:!?]|[,;!?()\"](?={HAN})|(?<=[0-9%]):(?={HAN})"
    rf"|(?<={HAN})(?<![一二三四五六七八九十])\.(?![0-9A-Za-z.])"
)
_HYPHEN = re.compile(rf"(?<={HAN})[-\u2010\u2011－](?={HAN})")

_HALF_BY_ITSELF = re.compile(r"(?:^|[\s，。；：、])[0-9A-Za-z一二三四五六七八九十]{1,3}[)）]$|[A-Za-z]’$")
_PAIRS = dict(zip("（【《〈“‘「『[〔", "）】》〉”’」』]〕", strict=True))
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_ONE_WIDTH = str.maketrans("()", "（）")

_BLANKS_DOUBLED = re.compile("[ \u00a0]{2,}")
_BLANK_INSIDE = re.compile(rf"(?<=[，。；：、！？“”（）]|{HAN})[ \u00a0](?=[，。；：、！？“”（）]|{HAN})")

_PADDED_NAME = re.compile(rf"(?:(?!{HAN}).)?{HAN}[ \u00a0]+{HAN}(?:(?!{HAN}).)?")
"""张 三 between marks: names of two characters are padded to the width of three."""


def check(passage: Passage) -> Iterator[Breach]:
    """The breaches of one paragraph in its signs and blanks."""
    text = passage.text.strip(" \u3000\u00a0\n\t")
    for name, pattern in (("punctuation-doubled", _DOUBLED), ("punctuation-dangling", _LOST)):
        yield from (Breach(name, around(text, each.start(), each.end())) for each in pattern.finditer(text))
    for pattern in (_FIRST, _LAST):
        yield from (Breach("punctuation-dangling", each[0]) for each in pattern.finditer(text))
    for name, pattern in (("punctuation-halfwidth", _HALF_WIDTH), ("hyphen-between", _HYPHEN)):
        width = 1 if name == "hyphen-between" else 2
        yield from (Breach(name, around(text, each.start(), each.end(), width)) for each in pattern.finditer(text))
    yield from (Breach("brackets-unpaired", each) for each in _unpaired(text))
    yield from _blanks(text)


def _unpaired(text: str) -> Iterator[str]:
    """Brackets and quotation marks without their other half; that of a number, 1）, and an apostrophe need none."""
    bare = text.translate(_ONE_WIDTH)
    open_: list[int] = []
    for at, sign in enumerate(bare):
        if sign in _PAIRS:
            open_.append(at)
        elif sign in _CLOSING:
            if open_ and bare[open_[-1]] == _CLOSING[sign]:
                open_.pop()
            elif not _HALF_BY_ITSELF.search(text[max(0, at - 4) : at + 1]):
                yield around(text, at, at + 1)
    yield from (around(text, at, at + 1) for at in open_)


def _blanks(text: str) -> Iterator[Breach]:
    """Blanks in sentences; in titles, forms and lists they are layout, and so is a wide blank anywhere."""
    if "\t" in text or not SENTENCE.search(text):
        return
    for name, pattern in (("blanks-doubled", _BLANKS_DOUBLED), ("blank-inside", _BLANK_INSIDE)):
        for each in pattern.finditer(text):
            if not _PADDED_NAME.fullmatch(text[max(0, each.start() - 2) : each.end() + 2]):
                yield Breach(name, around(text, each.start(), each.end()))
