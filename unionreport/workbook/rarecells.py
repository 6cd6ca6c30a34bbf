"""What a block of a sheet's XML holds beside plain values, read one by one: formulas, errors and all else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from unionreport.workbook.grid import Raw
from unionreport.workbook.octets import Array, NotPlainError, Octets
from unionreport.workbook.plainblocks import TEXT, resolve
from unionreport.workbook.plaincells import Cells, Content
from unionreport.workbook.strings import is_as_seen, unescape

_FORMULA = f'<f(?P<about>(?: (?:[a-zA-Z0-9]+|xml:space)="[^"<>&]*+")*+)(?:/>|>(?P<formula>{TEXT})?</f>)'
_FORMULAS = re.compile(_FORMULA)
_CONTENT = re.compile(
    f"<c [^>]*+>(?:{_FORMULA})?"
    f"(?P<v><v>(?P<value>{TEXT})?</v>|<v/>"
    f'|<is><t(?: xml:space="preserve")?>(?P<inline>{TEXT})</t></is>)?</c>'
)
_NAMES = re.compile(" ([^ =]+)=")
_SHARE = re.compile(' si="([^"]*)"')
_OPEN, _CLOSE = "<f>", "</f>"


class Formula(NamedTuple):
    """A formula's own text, and by which number it shares another's."""

    text: str
    share: str | None


def raw_cells(octets: Octets, cells: Cells, places: Array) -> Iterator[tuple[Raw, str | None]]:
    """Those cells as their XML has them, and by which number they share a formula.

    Raises NotPlainError where one is not understood.
    """
    known: dict[tuple[int, bytes], Raw] = {}  # errors are mostly alike
    found = (each[places].tolist() for each in (cells.tail, cells.content, cells.tags, cells.starts, cells.ends))
    for tail, content, tag, start, end in zip(*found, strict=True):
        kind, style = cells.tails[tail].kind, cells.tails[tail].style
        if content in {Content.VALUE, Content.INLINE} and start < end:
            data = octets.data[start:end]
            if (tail, data) in known or is_as_seen(data.decode()):
                yield known.get((tail, data)) or known.setdefault((tail, data), Raw(kind, style, data.decode())), None
                continue
        last = end if content == Content.OTHER else octets.data.index(b"</c>", end) + 4
        match = _CONTENT.fullmatch(octets.data[tag:last].decode())
        if match is None:
            raise NotPlainError
        value = None if match["v"] is None else resolve(match["value"] or match["inline"] or "")
        formula = None if match["about"] is None else _formula(match)
        yield Raw(kind, style, value, formula and formula.text), formula and formula.share


def formulas(octets: Octets, cells: Cells, places: Array) -> list[Formula]:
    """The formulas of those cells; NotPlainError where one is not understood."""
    spans = zip(cells.inners[places].tolist(), cells.starts[places].tolist(), strict=True)
    known: dict[bytes, Formula] = {}  # those that share one are all alike
    elements = [octets.data[start : end - len("<v>")] for start, end in spans]
    return [known.get(each) or known.setdefault(each, _formula_of(each.decode())) for each in elements]


def _formula_of(element: str) -> Formula:
    text = element[len(_OPEN) : -len(_CLOSE)]
    if element.startswith(_OPEN) and is_as_seen(text) and "<" not in text:
        return Formula(text, None)
    match = _FORMULAS.fullmatch(element)
    if match is None:
        raise NotPlainError
    return _formula(match)


def _formula(match: re.Match[str]) -> Formula:
    names = _NAMES.findall(match["about"])
    if len(names) != len(set(names)):
        raise NotPlainError
    share = _SHARE.search(match["about"])
    return Formula(unescape(resolve(match["formula"] or "")), share and share[1])
