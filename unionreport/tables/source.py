"""What tables are made from: the ledgers, the figures, earlier years, and the policy for shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from unionreport.columns import Marks
from unionreport.compute import counted_rows, matching
from unionreport.figure import Figure, Lineage, Number
from unionreport.house import Shares
from unionreport.ledger import Ledger
from unionreport.ledgers import Ledgers
from unionreport.numerals import header_unit
from unionreport.schema import Catalog, Condition
from unionreport.tables.naming import cell_id
from unionreport.tableschema import ColumnSchema, TableSchema
from unionreport.texts import texts

LANGUAGE = "zh"
"""A report is Chinese whatever language the command line speaks."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet that a table is about."""

    ledger: Ledger
    rows: Marks

    @property
    def numbers(self) -> list[int]:
        """The Excel numbers of the rows."""
        return self.ledger.rows.chosen(self.rows)


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook, worked out; ``earlier`` are the figures of earlier years."""

    ledgers: Ledgers
    catalog: Catalog
    figures: Mapping[str, Figure]
    shares: Shares = Shares.NOTE
    earlier: Mapping[int, Mapping[str, Figure]] = field(default_factory=dict)

    def sheets(self, schema: TableSchema) -> list[Sheet]:
        """The sheets that have every field the table's rows are chosen by, with the rows that count for it."""
        needed = [schema.by, *(each.field for each in schema.where)]
        return [
            Sheet(ledger, matching(ledger, counted_rows(ledger, self.ledgers.year), schema.where))
            for ledger in self.ledgers.of(schema.ledger)
            if all(ledger.provides(name) for name in needed if name)
        ]

    def cell(self, at: tuple[TableSchema, str], column: ColumnSchema, value: Number | None, lineage: Lineage) -> Figure:
        """The figure in a row of a table, the row by its key, and a column."""
        schema, key = at
        unit, style = column.unit, column.style
        return Figure(
            cell_id(schema, key, column.name), column.title, value, unit, style, lineage, self.catalog.rounding
        )


def say(key: str, **values: object) -> str:
    """A text of tables in the language of reports."""
    return texts(LANGUAGE).say(f"tables.{key}", **values)


def header(title: str, unit: str) -> str:
    """The header of a column with the unit that its cells leave out: 金额（元）."""
    return f"{title}（{unit}）" if unit not in {"", title} else title


def column_title(column: ColumnSchema) -> str:
    """The header of a declared column."""
    return header(column.title, header_unit(column.unit, column.style))


def rows_meeting(sheet: Sheet, where: Sequence[Condition]) -> Marks:
    """Those rows of a sheet that meet all the conditions; none where it lacks a field of theirs."""
    if not all(sheet.ledger.provides(each.field) for each in where):
        return sheet.rows & ~sheet.rows
    return matching(sheet.ledger, sheet.rows, where)
