"""What of a personal field a list may show (个人信息保护法): masked names, the last signs of numbers, no child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unionreport.naming import closed
from unionreport.privacy import last_four, masked, masked_name
from unionreport.schema import Catalog, Condition, Field, Private, Secrecy
from unionreport.tables.source import Sheet, rows_meeting

Text = str | date | None


def shown_texts(texts: Sequence[Text], sheet: Sheet, field: Field, policy: tuple[bool, Catalog]) -> list[Text]:
    """The cells of one field of a sheet, as a list shows them; ``policy`` is whether names are masked, and the catalog.

    Whatever the list, a child's name gives way to the field that stands in for it, a personal number shows its
    last four signs, and a column whose own header speaks of accounts, illness or children shows nothing.
    """
    is_masked, catalog = policy
    private = catalog.checks.private(field)
    rows = sheet.numbers
    children = _children(sheet, field, catalog)
    texts = [
        _instead(sheet, row, private, each) if row in children else each for row, each in zip(rows, texts, strict=True)
    ]
    if private is None:
        return [masked(each) if isinstance(each, str) else each for each in texts]
    spared = frozenset[int]() if not private.only else frozenset(rows) - _personal(sheet, private)
    return [
        _shown(each, private, is_masked=is_masked and row not in spared) for row, each in zip(rows, texts, strict=True)
    ]


def _children(sheet: Sheet, field: Field, catalog: Catalog) -> frozenset[int]:
    """The rows whose cell is a child's name, or all of them where the column's header is one that no list may show."""
    header = sheet.ledger.header.titles.get(sheet.ledger.header.columns.get(field.name, 0), "")
    if catalog.checks.is_secret(header):
        return frozenset(sheet.numbers)
    return _rows(sheet, field.private.child) if field.private and field.private.child else frozenset()


def _instead(sheet: Sheet, row: int, private: Private | None, child: Text) -> Text:
    """Who stands in for a child; nobody where the ledger names no other."""
    name = private.instead if private else ""
    value = sheet.ledger.value(row, name) if name else None
    return value if isinstance(value, str) and value != child else None


def _personal(sheet: Sheet, private: Private) -> frozenset[int]:
    """The rows in which the field is a person's; every one where the sheet cannot tell."""
    if not all(sheet.ledger.provides(each.field) for each in private.only):
        return frozenset(sheet.numbers)
    return _rows(sheet, private.only)


def _rows(sheet: Sheet, where: Sequence[Condition]) -> frozenset[int]:
    return frozenset(sheet.ledger.rows.chosen(rows_meeting(sheet, where)))


def _shown(text: Text, private: Private, *, is_masked: bool) -> Text:
    if not isinstance(text, str):
        return text
    if private.secrecy is Secrecy.NUMBER:
        return last_four(text)
    return masked_name(closed(text)) if is_masked else masked(text)
