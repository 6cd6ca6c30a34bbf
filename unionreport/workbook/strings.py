"""Text as cells hold it: cleaned of what no document can carry, and a workbook's shared strings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from unionreport.workbook.limits import LONGEST_TEXT, MOST_CELLS, too_large
from unionreport.workbook.markup import Attributes, Handlers, parse, shallow
from unionreport.workbook.plainblocks import TEXT, Shape, resolve, without_blocks

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")  # ST_Xstring, ECMA-376 part 1, 22.9.2.19
_BREAK = re.compile("\r\n?")
_UNCLEAN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SHAPE = Shape(rb"<sst[ >]", re.compile(b"<sst[^>]*>"), b"</si>", b"</sst")
_ITEMS = re.compile(rf'<si><t(?: xml:space="preserve")?>(?:{TEXT})?</t></si>\s*+')
_ITEM = re.compile("<t[^>]*>([^<]*)<")
_PRESERVED, _FIRST, _BETWEEN, _LAST = '<t xml:space="preserve">', "<si><t>", "</t></si><si><t>", "</t></si>"
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without control characters and lone surrogates, its line breaks as one sign each."""
    if "\r" in text:
        text = _BREAK.sub("\n", text)
    return text if text.isprintable() else _UNCLEAN.sub("", text)


def unescape(text: str) -> str:
    """Text of SpreadsheetML as its reader sees it: ``_x000D_`` decoded, then cleaned.

    Raises WorkbookError for a text beyond all reason.
    """
    if len(text) > LONGEST_TEXT:
        raise too_large("workbook-too-large-text", LONGEST_TEXT)
    return clean(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text)


def shared_strings(pieces: Iterable[bytes], part: str) -> list[str]:
    """The texts that cells refer to by number, rich text joined, phonetic guides left out."""
    found: list[str] = []

    def take(block: str) -> bool:
        texts = _split(block)
        if texts is None:
            if _ITEMS.sub("", block).strip():
                return False
            texts = _ITEM.findall(block)
        found.extend(text if is_as_seen(text) else unescape(resolve(text)) for text in texts)
        _limit(found)
        return True

    parse(without_blocks(pieces, _SHAPE, take), lambda namespace: _SharedStrings(namespace, found).handlers(), part)
    return found


def _split(block: str) -> list[str] | None:
    """The texts of a block of items that are plain and without anything between them, None of any other."""
    block = block.replace(_PRESERVED, "<t>")
    if not (block.startswith(_FIRST) and block.endswith(_LAST)) or "&" in block or _REFUSED.search(block):
        return None
    texts = block[len(_FIRST) : -len(_LAST)].split(_BETWEEN)
    return texts if block.count("<") == 4 * len(texts) else None


def is_as_seen(text: str) -> bool:
    """Whether a text stands in XML as its reader sees it: nothing in it to be resolved, decoded or cleaned."""
    return text.isprintable() and "&" not in text and "_x" not in text and len(text) <= LONGEST_TEXT


def _limit(found: list[str]) -> None:
    if len(found) > MOST_CELLS:
        raise too_large("workbook-too-large-cells", MOST_CELLS)


class _SharedStrings:
    """Gathers the ``<t>`` of each ``<si>``, except those inside of ``<rPh>``."""

    __slots__ = ("_aside", "_found", "_item", "_phonetic", "_text", "_texts", "_wanted")

    def __init__(self, namespace: str, found: list[str]) -> None:
        self._item, self._text, self._phonetic = (namespace + each for each in ("si", "t", "rPh"))
        self._found = found
        self._texts: list[str] = []
        self._wanted = self._aside = False

    def handlers(self) -> Handlers:
        """What hears the elements."""
        return shallow(Handlers(self._start, self._end, self._hear))

    def _start(self, name: str, _: Attributes) -> None:
        if name == self._item:
            self._texts = []
        elif name == self._phonetic:
            self._aside = True
        elif name == self._text:
            self._wanted = not self._aside

    def _hear(self, text: str) -> None:
        if self._wanted:
            self._texts.append(text)

    def _end(self, name: str) -> None:
        if name == self._text:
            self._wanted = False
        elif name == self._phonetic:
            self._aside = False
        elif name == self._item:
            self._found.append(unescape(joined(self._texts)))
            _limit(self._found)


def joined(pieces: list[str]) -> str:
    """Pieces of one text as one; WorkbookError where they are too long together."""
    if len(pieces) == 1:
        return pieces[0]
    if sum(map(len, pieces)) > LONGEST_TEXT:
        raise too_large("workbook-too-large-text", LONGEST_TEXT)
    return "".join(pieces)
