"""The tables (表格) and charts (图表) that the catalog declares, each worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from unionreport.exhibit import Chart, FigureTable, Shown
from unionreport.figure import Figure
from unionreport.tables.charts import chart, table_of
from unionreport.tables.groups import group_table
from unionreport.tables.lists import list_table
from unionreport.tables.source import Source
from unionreport.tables.statements import statement_table, years_table
from unionreport.tableschema import PREFIX, TableKind

__all__ = ["Charts", "Source", "Tables"]

_MAKE = {
    TableKind.GROUP: group_table,
    TableKind.LIST: list_table,
    TableKind.FIGURES: statement_table,
    TableKind.YEARS: years_table,
}


class Tables(Mapping[str, FigureTable]):
    """Every declared table by name; a table is worked out the first time that it is asked for, and only then."""

    __slots__ = ("_made", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self._made: dict[str, FigureTable] = {}

    def __getitem__(self, name: str) -> FigureTable:
        if name not in self._made:
            schema = self.source.catalog.tables[name]
            self._made[name] = _MAKE[schema.kind](schema, self.source)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.source.catalog.tables)

    def __len__(self) -> int:
        return len(self.source.catalog.tables)

    def figures(self, name: str) -> dict[str, Figure]:
        """The figures that are cells of one table alone, by id; those that the catalog declares are not among them."""
        table = self[name]
        found = [cell for row in (*table.rows, table.totals) for cell in row.values() if _is_of(cell, table)]
        return {each.id: each for each in found if isinstance(each, Figure)}

    def near(self, name: str) -> Mapping[str, Figure]:
        """The figures of the table that the id of a cell speaks of, or of the one whose name is nearest to it."""
        tables = get_close_matches(name.removeprefix(f"{PREFIX}.").partition(".")[0], self, 1)
        return self.figures(tables[0]) if tables else {}


def _is_of(cell: Shown, table: FigureTable) -> bool:
    return isinstance(cell, Figure) and cell.id.startswith(f"{table.id}.")


class Charts(Mapping[str, Chart]):
    """Every declared chart by name, drawn from its table when it is asked for."""

    __slots__ = ("_tables",)

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def __getitem__(self, name: str) -> Chart:
        schema, of = table_of(self._tables.source.catalog.tables, name)
        return chart(schema, of, self._tables[of.name])

    def __iter__(self) -> Iterator[str]:
        return (each.name for table in self._tables.source.catalog.tables.values() for each in table.charts)

    def __len__(self) -> int:
        return sum(1 for _ in self)
