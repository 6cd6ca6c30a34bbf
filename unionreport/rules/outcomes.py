"""Family R: what a row says of how its matter ended, in two columns that must agree."""

from __future__ import annotations

from collections.abc import Iterator

from unionreport.finding import Finding
from unionreport.ledger import Ledger


def savings_not_counted(ledger: Ledger) -> Iterator[Finding]:
    """节约金额 beside a suggestion that was not adopted: it counts nowhere."""
    if not (ledger.has("savings") and ledger.has("adopted")):
        return
    for row in ledger.rows.chosen(ledger.rows["savings"].where(bool) & ledger.rows["adopted"].isin((False,))):
        values = {"amount": ledger.text(row, "savings")}
        yield Finding("savings-not-counted", ledger.place(row, "savings"), values, (ledger.place(row, "adopted"),))


def savings_missing(ledger: Ledger) -> Iterator[Finding]:
    """An adopted suggestion without 节约金额, where others have one."""
    if not (ledger.has("savings") and ledger.has("adopted")) or not ledger.rows["savings"].filled:
        return
    for row in ledger.rows.chosen(ledger.rows["adopted"].where(bool) & ledger.rows["savings"].missing):
        if (row, "savings") not in ledger.unread:
            yield Finding("savings-missing", ledger.place(row, "savings"), {}, (ledger.place(row, "adopted"),))


def proposals_unfiled(ledger: Ledger) -> Iterator[Finding]:
    """A proposal with a result although it was not filed: more proposals end than were taken up."""
    if not (ledger.has("filed") and ledger.has("result")):
        return
    for row, result in ledger.values("result", ledger.rows["filed"].isin((False,))):
        place, related = ledger.place(row, "filed"), (ledger.place(row, "result"),)
        yield Finding("proposal-unfiled", place, {"result": str(result)}, related)


def proposals_unanswered(ledger: Ledger) -> Iterator[Finding]:
    """A filed proposal without 办理结果."""
    if not (ledger.has("filed") and ledger.has("result")):
        return
    for row in ledger.rows.chosen(ledger.rows["filed"].where(bool) & ~ledger.says("result")):
        values = {"subject": ledger.text(row, "subject")}
        yield Finding("proposal-unanswered", ledger.place(row, "result"), values)
