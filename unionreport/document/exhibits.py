"""Tables and charts put where their tag stood, each with a bookmark as its key and an entry for the manifest."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from unionreport.document.charts import write_chart
from unionreport.document.datasheet import write_datasheet
from unionreport.document.drawings import chart_drawing, picture_drawing
from unionreport.document.framing import Frame, frame
from unionreport.document.leftovers import hairline, keep_tables_apart
from unionreport.document.looks import Looks, Role, read_looks
from unionreport.document.marks import Mark
from unionreport.document.package import Parts, parse_part, part_bytes, with_content_type
from unionreport.document.pictures import draw_picture
from unionreport.document.place import Story
from unionreport.document.plots import LANGUAGE, Plot, describe, plot, written
from unionreport.document.refusal import RefusedError
from unionreport.document.relations import OFFICE, main_part, related, relation_to, with_relation
from unionreport.document.shown import ShownChart, ShownSeries, ShownTable, picture_digest, row_digest
from unionreport.document.tables import Wrap, write_table
from unionreport.document.widths import line_width
from unionreport.document.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    CELL,
    PARAGRAPH,
    PARAGRAPH_FORMAT,
    PREFIX,
    SECTION,
    TABLE,
    clean,
    element,
    remove,
)
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure
from unionreport.house import ChartForm
from unionreport.texts import texts

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(slots=True)
class ExhibitWriter:
    """Writes the tables and charts of one document; ``parts`` grows by what the charts need beside the text."""

    parts: Parts
    form: ChartForm
    looks: Looks
    shown: list[ShownTable | ShownChart] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def show(self, paragraph: Element, exhibit: FigureTable | Chart, wrap: Wrap) -> None:
        """Puts the exhibit in the place of the paragraph, which holds nothing else; ``wrap`` makes its controls."""
        if isinstance(exhibit, FigureTable):
            self._show_table(paragraph, exhibit, wrap)
        else:
            self._show_chart(paragraph, exhibit)

    def _bookmark(self, kind: str, exhibit: str) -> str:
        self.counts[kind + exhibit] += 1
        digest = hashlib.sha256(exhibit.encode()).hexdigest()[:12]
        return f"{PREFIX}{kind}_{digest}_{self.counts[kind + exhibit]}"

    def _show_table(self, paragraph: Element, table: FigureTable, wrap: Wrap) -> None:
        _keep_marks(paragraph, BOOKMARK_START)
        made = write_table(table, self.looks, paragraph, wrap)
        bookmark = self._bookmark("T", table.id)
        surround(next(made.blocks[0].iter(PARAGRAPH)), _last_paragraph(made.blocks[-1]), bookmark)
        keep_tables_apart(made.element)
        _take_out(paragraph)
        self.shown.append(shown_table(bookmark, table, made.rows))

    def _show_chart(self, paragraph: Element, chart: Chart) -> None:
        drawn = plot(chart)
        framed = frame(drawn, line_width(paragraph))
        number = sum(isinstance(each, ShownChart) for each in self.shown) + 1
        name = texts(LANGUAGE).say("exhibits.drawing", number=number)
        picture = ""
        if self.form == ChartForm.PICTURE:
            data = draw_picture(drawn, framed)
            picture = picture_digest(data)
            run = picture_drawing(self._add_picture(data), framed.emu, name, describe(drawn))
        else:
            run = chart_drawing(self._add_chart(drawn, framed), framed.emu, name, describe(drawn))
        holder = self.looks.paragraph(Role.DRAWING, keep=bool(drawn.caption))
        holder.append(run)
        bookmark = self._bookmark("C", chart.id)
        surround(holder, holder, bookmark)
        _keep_marks(paragraph, BOOKMARK_START)
        for block in (holder, *([self.looks.line(Role.CAPTION, drawn.caption)] if drawn.caption else [])):
            paragraph.addprevious(block)
        _take_out(paragraph)
        self.shown.append(shown_chart(bookmark, chart, drawn, self.form, picture))

    def _add_chart(self, drawn: Plot, framed: Frame) -> str:
        """The id of the main part's relationship to a new chart, which has a workbook of its own."""
        number = _free_number(self.parts, "word/charts/chart{}.xml", "word/embeddings/Microsoft_Excel_Sheet{}.xlsx")
        chart, book = f"word/charts/chart{number}.xml", f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"
        parts = {**self.parts, book: write_datasheet(drawn), chart: b""}
        added = with_relation(parts, chart, f"{OFFICE}/package", book)
        root = write_chart(drawn, framed, self.looks.font, relation_to(added, chart, book))
        added = with_content_type({**added, chart: part_bytes(root)}, chart, _CHART_TYPE)
        return self._relate(with_content_type(added, book, BOOK_TYPE), "chart", chart)

    def _add_picture(self, data: bytes) -> str:
        number = _free_number(self.parts, "word/media/chart{}.png")
        name = f"word/media/chart{number}.png"
        added = with_content_type({**self.parts, name: data}, name, "image/png")
        return self._relate(added, "image", name)

    def _relate(self, parts: Parts, kind: str, name: str) -> str:
        main = main_part(parts)
        self.parts = with_relation(parts, main, f"{OFFICE}/{kind}", name)
        return relation_to(self.parts, main, name)


def shown_table(bookmark: str, table: FigureTable, rows: Iterable[Sequence[str]]) -> ShownTable:
    """What the manifest tells of a table, with the texts of its rows, totals last, cell by cell."""
    columns = tuple(column.name for column in table.columns)
    headers = tuple(clean(column.title) for column in table.columns)
    notes = tuple(clean(each) for each in table.notes)
    digests = tuple(row_digest(row) for row in rows)
    return ShownTable(bookmark, table.id, table.title, columns, digests, bool(table.totals), headers, notes)


def looks_of(parts: Parts) -> Looks:
    """The looks that a document's styles give."""
    name = next(iter(related(parts, main_part(parts), "styles")), "")
    return read_looks(parse_part(parts, name) if name else None)


def _free_number(parts: Parts, *patterns: str) -> int:
    numbers = range(1, len(parts) + 2)
    return next(number for number in numbers if not any(pattern.format(number) in parts for pattern in patterns))


def surround(first: Element, last: Element, bookmark: str) -> None:
    """Sets a bookmark from the beginning of one paragraph to the end of another, or of the same."""
    start = element("bookmarkStart", id=bookmark, name=bookmark)
    first.insert(1 if len(first) and first[0].tag == PARAGRAPH_FORMAT else 0, start)
    last.append(element("bookmarkEnd", id=bookmark))


def _keep_marks(paragraph: Element, kind: str) -> None:
    """Takes the bookmarks that begin or end in the paragraph out of it, since it goes."""
    for mark in list(paragraph.iter(kind)):
        paragraph.addprevious(mark)


def _take_out(paragraph: Element) -> None:
    """Takes away the paragraph that an exhibit was put before, but not the section that it ends."""
    last, following = paragraph.getprevious(), paragraph.getnext()
    _keep_marks(paragraph, BOOKMARK_END)
    if paragraph.find(f"{PARAGRAPH_FORMAT}/{SECTION}") is not None:
        for child in [child for child in paragraph if child.tag != PARAGRAPH_FORMAT]:
            paragraph.remove(child)
        return
    if last is not None and last.tag == TABLE and _needs_paragraph(paragraph, following):
        paragraph.addprevious(hairline())
    remove(paragraph)


def _last_paragraph(block: Element) -> Element:
    return block if block.tag == PARAGRAPH else list(block[-1].iter(PARAGRAPH))[-1]


def _needs_paragraph(paragraph: Element, following: Element | None) -> bool:
    """Whether a table may not stand last here: a cell ends with a paragraph, and so does the text of a document."""
    if following is not None and following.tag == TABLE:
        return True
    holder = paragraph.getparent()
    ends = following is None or following.tag == SECTION
    return ends and holder is not None and (holder.tag == CELL or following is not None)


def shown_chart(bookmark: str, chart: Chart, drawn: Plot, form: str, picture: str = "") -> ShownChart:
    """What the manifest tells of a chart; ``picture`` is the digest of the drawn one."""
    series = tuple(
        ShownSeries(
            shown.name,
            tuple(figure.id if figure is not None else "" for figure in one.figures),
            tuple(_exact(figure) for figure in one.figures),
            tuple(written(number) for number in shown.numbers),
        )
        for one, shown in zip(chart.series, drawn.series, strict=True)
    )
    return ShownChart(bookmark, chart.id, chart.kind, form, chart.title, drawn.unit, drawn.categories, series, picture)


def _exact(figure: Figure | None) -> str:
    return "" if figure is None or figure.value is None else str(figure.value)


def misplaced(mark: Mark, context: Mapping[str, object]) -> Iterator[RefusedError]:
    """What is wrong with the place of a tag that names a table or a chart of the context."""
    if mark.alone and mark.place.story == Story.BODY:
        return
    name = mark.tag.strip("{} ")
    here: object = context
    for each in name.split("."):
        here = here.get(each) if isinstance(here, Mapping) else None
    if isinstance(here, FigureTable | Chart):
        yield RefusedError("exhibit-in-sentence" if mark.place.story == Story.BODY else "exhibit-story", name=name)
