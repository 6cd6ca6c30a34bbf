"""Family T: the sheet's own total rows, checked and never counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from unionreport.finding import Finding
from unionreport.header import plain
from unionreport.ledger import Ledger, filled, row_numbers
from unionreport.money import yuan_text
from unionreport.schema import FieldType

_SUBTOTALS = ("小计", "本页合计")
_GRAND_TOTALS = ("合计", "总计", "累计")


def differing(ledger: Ledger) -> Iterator[Finding]:
    """A 小计 or 合计 that is not the sum of the rows it stands under, with both numbers.

    小计 adds the rows since the total row before it, 合计 all rows above. A total is passed over where a
    cell it adds could not be read, and in a ledger of subjects, where a label does not say which it adds.
    """
    if ledger.schema.nested:
        return
    since = 0
    for row in row_numbers(ledger.totals):
        label = next((text for each in ledger.raw[row] if (text := plain(each)) in ledger.schema.totals), "")
        if label in (*_SUBTOTALS, *_GRAND_TOTALS):
            start = since if label in _SUBTOTALS else 0
            yield from _judge(ledger, row, start)
        since = row


def _judge(ledger: Ledger, row: int, start: int) -> Iterator[Finding]:
    for name, field in ledger.schema.fields.items():
        if field.type not in (FieldType.MONEY, FieldType.COUNT, FieldType.TALLY) or not ledger.has(name):
            continue
        stated = dict(filled(ledger.totals, name)).get(row)
        above = [each for each in row_numbers(ledger.rows) if start < each < row]
        if stated is None or any((each, name) in ledger.unread for each in above):
            continue
        written = [each for each in above if ledger.text(each, name)]
        actual = int(ledger.rows.loc[written, name].sum())
        if actual != stated:
            show: Callable[[int], str] = yuan_text if field.type is FieldType.MONEY else str
            values = {
                "column": field.title,
                "stated": show(int(stated)),
                "actual": show(actual),
                "difference": show(int(stated) - actual),
            }
            yield Finding("total-differs", ledger.place(row, name), values, ledger.ranges(written, name))
