"""Where printed figures came from, in words: what a comment says of one, what the table 数据出处 has on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure
from unionreport.numerals import header_unit
from unionreport.output.wording import formula, formula_of
from unionreport.places import Place, column_ranges
from unionreport.privacy import masked
from unionreport.schema import Catalog
from unionreport.tableschema import BLANK, PREFIX, ColumnSchema, TableKind, TableSchema, cell_figure
from unionreport.texts import Texts

MOST_IN_COMMENT, MOST_IN_TABLE = 20, 60
"""How many ranges of cells are named; `trace` has all of them."""

_MOST_TITLES, _MOST_LINES = 3, 12


def figure_note(figure: Figure, catalog: Catalog, texts: Texts, before: str = "") -> str:
    """What a comment says of a printed figure, a line each: title and number, formula with filter, cells, id.

    ``before`` is how an earlier report printed it. Ledgers are told of by addresses only.
    """
    lines = [
        texts.say("sources.figure", title=figure.title, shown=figure.shown),
        *([texts.say("sources.before", shown=before)] if before else []),
        texts.say("sources.formula", formula=formula_of_printed(figure, catalog, texts)),
        texts.say("sources.cells", cells=whence(figure.lineage.cells, texts, MOST_IN_COMMENT)),
        texts.say("sources.id", id=figure.id),
    ]
    return masked("\n".join(lines))


def exhibit_note(exhibit: FigureTable | Chart, catalog: Catalog, texts: Texts) -> str:
    """What a comment says of a table or a chart: its title, how each kind of number in it came about, all cells, id."""
    figures = figures_in(exhibit)
    ways: dict[str, dict[str, None]] = {}
    for each in figures:
        title, way = _kind(each, catalog, texts)
        ways.setdefault(way, {})[title] = None
    lines = [_way(way, list(titles), texts) for way, titles in ways.items()]
    more = [texts.say("sources.more", count=len(lines) - _MOST_LINES)] if len(lines) > _MOST_LINES else []
    cells = whence([place for each in figures for place in each.lineage.cells], texts, MOST_IN_COMMENT)
    told = texts.say("sources.cells", cells=cells) if figures else texts.say("sources.no_figures")
    kind = "table" if isinstance(exhibit, FigureTable) else "chart"
    title = texts.say(f"sources.{kind}", title=exhibit.title)
    return masked("\n".join([title, *lines[:_MOST_LINES], *more, told, texts.say("sources.id", id=exhibit.id)]))


def figures_in(exhibit: FigureTable | Chart) -> list[Figure]:
    """The figures with a value that a table or a chart shows, in its order."""
    if isinstance(exhibit, FigureTable):
        shown: Iterable[object] = (cell for row in (*exhibit.rows, exhibit.totals) for cell in row.values())
    else:
        shown = (each for series in exhibit.series for each in series.figures)
    return [each for each in shown if isinstance(each, Figure) and each.value is not None]


def titled(figure: Figure) -> str:
    """The figure's title, with the unit that its printed form leaves out."""
    unit = header_unit(figure.unit, figure.style)
    return masked(f"{figure.title}（{unit}）" if unit else figure.title)


def formula_of_printed(figure: Figure, catalog: Catalog, texts: Texts) -> str:
    """How a figure came about; of a cell in a table of groups with the group that it is about."""
    schema = cell_figure(figure.id, catalog.tables)
    key = figure.id.split(".")[2] if schema else ""
    if schema is None or key.startswith("#") or key == BLANK:  # a key that is not what the ledger says
        return masked(formula_of(figure, catalog, texts))
    return masked(formula(schema, catalog, texts))


def column_of(figure: Figure, catalog: Catalog) -> tuple[TableSchema, ColumnSchema] | None:
    """The table and the column that a figure is a cell of; None for a declared figure and a comparison."""
    prefix, _, rest = figure.id.partition(".")
    schema = catalog.tables.get(rest.partition(".")[0]) if prefix == PREFIX else None
    column = schema.columns.get(rest.rpartition(".")[2]) if schema else None
    return (schema, column) if schema and column else None


def _kind(figure: Figure, catalog: Catalog, texts: Texts) -> tuple[str, str]:
    """What a figure in a table is called, and how all of its kind came about: of a cell, those of its column."""
    place = column_of(figure, catalog)
    if place is None:
        return figure.title, formula_of(figure, catalog, texts)
    schema, column = place
    if schema.kind is not TableKind.GROUP or column.content.verb is None:
        return column.title, formula_of(figure, catalog, texts)
    field = catalog.ledgers[schema.ledger].fields[schema.by].title
    way = formula(schema.figure(column), catalog, texts)
    return column.title, texts.say("sources.by", formula=way, field=field)


def _way(way: str, titles: Sequence[str], texts: Texts) -> str:
    named = "、".join(titles[:_MOST_TITLES])
    if len(titles) > _MOST_TITLES:
        named = texts.say("sources.and_more", titles=named, count=len(titles))
    return texts.say("sources.way", titles=named, formula=way)


def whence(places: Sequence[Place], texts: Texts, most: int, own: str = "") -> str:
    """The cells behind a figure by file and sheet, ``2023.xlsx 帮扶发放!D4:D9, D12``, neighbours joined.

    At most so many ranges are named. The file named ``own`` is left out, another stands in brackets before its sheet.
    A figure of no cells is zero: no row met its conditions.
    """
    if not places:
        return texts.say("sources.no_cells")
    joined = list(_joined(places))
    told: dict[tuple[str, str], list[str]] = {}
    for each in joined[:most]:
        told.setdefault((each.file, each.sheet), []).append(each.cells or "")
    sheets = [f"{_before(file, own)}{sheet}!{', '.join(cells)}" for (file, sheet), cells in told.items()]
    text = "；".join(sheets)
    return texts.say("sources.and_more_cells", cells=text, count=len(joined)) if len(joined) > most else text


def _before(file: str, own: str) -> str:
    """What stands before a sheet to name its file."""
    if not own:
        return f"{file} "
    return "" if file == own else f"[{file}]"


def _joined(places: Iterable[Place]) -> Iterator[Place]:
    """The places with those of one column joined where their rows follow each other, by sheet and column."""
    rows: dict[tuple[str, str, int, int], set[int]] = {}
    for each in places:
        column = (each.file, each.sheet, each.left, each.right)
        rows.setdefault(column, set()).update(range(each.top, each.bottom + 1))
    for (file, sheet, left, right), found in rows.items():
        for joined in column_ranges(file, sheet, found, left):
            yield Place(file, sheet, joined.top, left, joined.bottom, right)
