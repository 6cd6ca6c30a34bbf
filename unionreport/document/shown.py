"""The tables and charts of a report as its manifest tells of them: enough to find, compare and refresh them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from unionreport.document.wordml import clean


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A printed table: its bookmark, id and title, its columns by name, a digest of each row's texts, totals last.

    The digests tell which rows somebody changed since; the figures in the rows are entries of their own.
    ``headers`` and ``notes`` are the texts above and below the rows.
    """

    bookmark: str
    table: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    totals: bool = False
    headers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownSeries:
    """One series: for each category the figure's id, its exact value as `Figure.value` writes it, the number drawn.

    All three are empty where there is no figure.
    """

    name: str
    figures: tuple[str, ...]
    values: tuple[str, ...]
    drawn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A drawn chart: its bookmark and id, its kind (bar, line, pie), its form (native, picture), what it shows.

    ``picture`` is the sha256 of the drawn picture, empty for a native chart.
    """

    bookmark: str
    chart: str
    kind: str
    form: str
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[ShownSeries, ...]
    picture: str = ""


def row_digest(texts: Sequence[str]) -> str:
    """The digest of a row's texts, cell by cell; a cell that was merged away has its text all the same."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:12]


def picture_digest(data: bytes) -> str:
    """The digest of a drawn chart, which tells whether somebody put another picture in its place."""
    return hashlib.sha256(data).hexdigest()


def write_shown(shown: ShownTable | ShownChart, namespace: str) -> Element:
    """The element of the manifest."""
    if isinstance(shown, ShownTable):
        made = _made("table", namespace, bookmark=shown.bookmark, table=shown.table, title=shown.title)
        made.set("totals", str(shown.totals).lower())
        _extend(made, "column", shown.columns)
        _extend(made, "header", shown.headers)
        _extend(made, "note", shown.notes)
        etree.SubElement(made, f"{{{namespace}}}rows").text = " ".join(shown.rows)
        return made
    made = _made("chart", namespace, bookmark=shown.bookmark, chart=shown.chart, kind=shown.kind, form=shown.form)
    made.set("title", clean(shown.title))
    made.set("unit", clean(shown.unit))
    if shown.picture:
        made.set("picture", shown.picture)
    _extend(made, "category", shown.categories)
    for one in shown.series:
        series = _made("series", namespace, name=one.name)
        for figure, value, drawn in zip(one.figures, one.values, one.drawn, strict=True):
            series.append(_made("point", namespace, figure=figure, value=value, drawn=drawn))
        made.append(series)
    return made


def _made(name: str, namespace: str, /, **attributes: str) -> Element:
    return etree.Element(f"{{{namespace}}}{name}", {key: clean(value) for key, value in attributes.items()})


def _extend(holder: Element, name: str, texts: Sequence[str]) -> None:
    space = holder.tag.partition("}")[0]
    for text in texts:
        etree.SubElement(holder, f"{space}}}{name}").text = clean(text)


def read_shown(made: Element) -> ShownTable | ShownChart:
    """The table or chart that an element of the manifest tells of."""
    return _read_chart(made) if made.tag.endswith("}chart") else _read_table(made)


def _read_table(made: Element) -> ShownTable:
    bookmark, table, title = (made.get(name, "") for name in ("bookmark", "table", "title"))
    rows = tuple((made.findtext("{*}rows") or "").split())
    words = (_texts(made, "header"), _texts(made, "note"))
    return ShownTable(bookmark, table, title, _texts(made, "column"), rows, made.get("totals") == "true", *words)


def _read_chart(made: Element) -> ShownChart:
    names = ("bookmark", "chart", "kind", "form", "title", "unit")
    bookmark, chart, kind, form, title, unit = (made.get(name, "") for name in names)
    series = tuple(_read_series(each) for each in made.iterfind("{*}series"))
    names_, picture = _texts(made, "category"), made.get("picture", "")
    return ShownChart(bookmark, chart, kind, form, title, unit, names_, series, picture)


def _read_series(made: Element) -> ShownSeries:
    points = made.findall("{*}point")
    figures, values, drawn = (tuple(each.get(name, "") for each in points) for name in ("figure", "value", "drawn"))
    return ShownSeries(made.get("name", ""), figures, values, drawn)


def _texts(made: Element, name: str) -> tuple[str, ...]:
    return tuple(each.text or "" for each in made.iterfind(f"{{*}}{name}"))
