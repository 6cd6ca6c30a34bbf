"""Charts of a report refreshed: what they show, their workbook, their words; their format is left.

A chart whose numbers or picture somebody changed by hand is kept, unless forced.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from lxml import etree
from lxml.etree import _Element as Element

from unionreport.document.chartcaches import is_as_drawn, rewrite_chart
from unionreport.document.datasheet import is_datasheet, write_datasheet
from unionreport.document.drawingml import CHART
from unionreport.document.exhibits import BOOK_TYPE, shown_chart
from unionreport.document.framing import Frame, frame
from unionreport.document.package import parse_part, part_bytes, with_content_type
from unionreport.document.pictures import draw_picture
from unionreport.document.plots import Plot, PlotSeries, describe, plot
from unionreport.document.refreshedwords import refresh_line
from unionreport.document.refusal import RefusedError
from unionreport.document.relations import OFFICE, related, relation_target, relation_to, with_relation
from unionreport.document.shown import ShownChart, picture_digest
from unionreport.document.stories import StoryPart
from unionreport.document.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    DRAWING_NAME,
    ID,
    NAME,
    PARAGRAPH,
    clean,
    w,
)
from unionreport.document.workpiece import Workpiece
from unionreport.exhibit import Chart, ChartKind
from unionreport.house import ChartForm
from unionreport.renewal import Change, Missing, Reason

_DRAWING = w("drawing")
_DESCRIPTION = "descr"
_EMU, _TWIPS = 360_000, 635
_LEAST = 4.0
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


@dataclass(frozen=True, slots=True, eq=False)
class _Drawing:
    """A drawing that shows a chart, and the part that has it."""

    part: StoryPart
    element: Element

    @property
    def name(self) -> Element:
        """The element with its name and description."""
        return next(self.element.iter(DRAWING_NAME))

    @property
    def relation(self) -> str:
        """The id of the relationship to what it shows; empty where it shows something else."""
        for each in self.element.iter(f"{{{CHART}}}chart"):
            return each.get(f"{_R}id", "")
        for each in self.element.iter(_BLIP):
            return each.get(f"{_R}embed", "")
        return ""


def refresh_chart(work: Workpiece, shown: ShownChart) -> ShownChart:
    """Brings a drawn chart and its copies up to date; what the manifest tells of it then."""
    what = shown.chart, shown.title
    old = drawn_then(shown)
    drawings = list(_drawings(work, shown, describe(old)))
    if not drawings:
        work.missing.append(Missing(shown.chart, shown.title, ""))
        return shown
    place = work.place(drawings[0].part, next(drawings[0].element.iterancestors(PARAGRAPH)))
    chart = work.now.exhibit(shown.chart)
    if not isinstance(chart, Chart) or not chart:
        work.keep(what, place, (describe(old), ""), Reason.EXHIBIT_GONE)
        return shown
    try:
        new = plot(chart)
    except RefusedError:
        work.keep(what, place, (describe(old), ""), Reason.UNFIT)
        return shown
    told = replace(shown_chart(shown.bookmark, chart, new, shown.form, shown.picture), bookmark=shown.bookmark)
    told_before = len(work.changed)
    done = [_refresh_drawing(work, told, each, (old, new)) for each in drawings]
    if None in done:
        work.keep(what, place, (describe(old), describe(new)), Reason.CHART_EDITED)
        return shown
    if describe(old) != describe(new):
        work.changed.insert(told_before, Change(*what, place, describe(old), describe(new)))
    return replace(told, picture=done[0] or "")


def drawn_then(shown: ShownChart) -> Plot:
    """The chart as it was drawn, by what the manifest tells."""
    series = tuple(
        PlotSeries(
            each.name,
            tuple(Decimal(number) if number else None for number in each.drawn),
            shown.unit,
            max((len(number.partition(".")[2]) for number in each.drawn), default=0),
        )
        for each in shown.series
    )
    return Plot(ChartKind(shown.kind), clean(shown.title), shown.categories, series, shown.unit)


def _drawings(work: Workpiece, shown: ShownChart, description: str) -> Iterator[_Drawing]:
    """The drawings inside the chart's bookmark, then copies of them, which say the same of themselves."""
    found: list[Element] = []
    for part in work.standings.stories:
        number: str | None = None
        for each in part.root.iter(BOOKMARK_START, BOOKMARK_END, _DRAWING):
            if each.tag == BOOKMARK_START and each.get(NAME) == shown.bookmark:
                number = each.get(ID, "")
            elif each.tag == BOOKMARK_END and each.get(ID) == number:
                number = None
            elif each.tag == _DRAWING and number is not None:
                found.append(each)
                yield _Drawing(part, each)
    others = {each.bookmark for each in work.standings.manifest.exhibits} - {shown.bookmark}
    for part in work.standings.stories:
        for each in part.root.iter(_DRAWING):
            alike = any(name.get(_DESCRIPTION) == description for name in each.iter(DRAWING_NAME))
            if alike and each not in found and not _is_in(each, others):
                yield _Drawing(part, each)


def _is_in(drawing: Element, bookmarks: set[str]) -> bool:
    """Whether a drawing's paragraph belongs to another printing."""
    paragraph = next(drawing.iterancestors(PARAGRAPH))
    return any(mark.get(NAME) in bookmarks for mark in paragraph.iter(BOOKMARK_START))


def _refresh_drawing(work: Workpiece, shown: ShownChart, drawing: _Drawing, plots: tuple[Plot, Plot]) -> str | None:
    """Brings one drawing up to date: the digest of its picture, None where it was changed by hand and is kept."""
    name = relation_target({**work.parts, **work.replaced}, drawing.part.name, drawing.relation)
    if name is None:
        return None
    if shown.form == ChartForm.PICTURE:
        digest = _redraw(work, shown, drawing, (name, plots))
    else:
        digest = _rewrite(work, name, plots)
    if digest is not None:
        _refresh_words(work, shown, drawing, plots)
    return digest


def _part(work: Workpiece, name: str) -> bytes:
    return work.replaced[name] if name in work.replaced else work.parts[name]


def _rewrite(work: Workpiece, name: str, plots: tuple[Plot, Plot]) -> str | None:
    """Writes the caches and the workbook of a chart that Word draws."""
    old, new = plots
    parts = {**work.parts, **work.replaced}
    root = parse_part(parts, name)
    book = next(iter(related(parts, name, "package")), "")
    is_ours = is_as_drawn(root, old) and (not book or is_datasheet(parts[book], old))
    is_current = is_as_drawn(root, new) and bool(book) and is_datasheet(parts[book], new)
    if not (is_ours or is_current or work.force):
        return None
    before = etree.tostring(root, method="c14n")
    if not book:
        book = name.replace("charts/", "embeddings/").replace(".xml", ".xlsx")
        added = with_content_type({**parts, book: write_datasheet(new)}, book, BOOK_TYPE)
        added = with_relation(added, name, f"{OFFICE}/package", book)
        work.replaced |= {each: data for each, data in added.items() if parts.get(each) != data}
    rewrite_chart(root, old, new, relation_to({**parts, **work.replaced}, name, book))
    if etree.tostring(root, method="c14n") != before:
        work.replaced[name] = part_bytes(root)
    if not is_datasheet(_part(work, book), new):
        work.replaced[book] = write_datasheet(new)
    return ""


def _redraw(work: Workpiece, shown: ShownChart, drawing: _Drawing, of: tuple[str, tuple[Plot, Plot]]) -> str | None:
    """Draws a picture anew in the size that it has on the page."""
    name, (old, new) = of
    digest = picture_digest(work.parts[name])
    if shown.picture not in ("", digest) and not work.force:
        return None
    if describe(old) == describe(new) and digest == shown.picture:
        return digest
    if name not in work.replaced:
        work.replaced[name] = draw_picture(new, _frame(drawing, new))
    return picture_digest(work.replaced[name])


def _frame(drawing: _Drawing, new: Plot) -> Frame:
    extent = next(drawing.element.iter(_EXTENT))
    width, height = (int(extent.get(side, "0")) / _EMU for side in ("cx", "cy"))
    natural = frame(new, round(max(width, _LEAST) * _EMU / _TWIPS))
    return replace(natural, width=width, height=height) if min(width, height) >= _LEAST else natural


def _refresh_words(work: Workpiece, shown: ShownChart, drawing: _Drawing, plots: tuple[Plot, Plot]) -> None:
    """Brings alternative text and caption up to date where they stand as written."""
    old, new = plots
    what, paragraph = (shown.chart, shown.title), next(drawing.element.iterancestors(PARAGRAPH))
    said, described = drawing.name.get(_DESCRIPTION, ""), describe(new)
    if said in ("", describe(old)) and said != described:
        drawing.name.set(_DESCRIPTION, described)
        work.touched.add(drawing.part.name)
    elif said not in ("", described) and describe(old) != described:
        work.keep(what, work.place(drawing.part, paragraph), (said, described), Reason.WORDS_EDITED)
    caption = paragraph.getnext()
    if caption is not None and caption.tag == PARAGRAPH and old.caption:
        refresh_line(work, drawing.part, caption, what, (old.caption, new.caption))
