"""What was found in a finished report as one HTML page, in the form of the page of findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from unionreport.finding import count_by_severity
from unionreport.output.html import render
from unionreport.output.verdicts import cells, listed, message, remedy
from unionreport.privacy import masked
from unionreport.texts import Texts
from unionreport.verdict import Verdict, Verification


@dataclass(frozen=True, slots=True)
class _Entry:
    """One verdict in words, in the terms of the page."""

    address: str
    message: str
    quote: str
    remedy: str
    related: str
    excerpt: None = None


def page(verification: Verification, names: tuple[str, str], texts: Texts, *, everything: bool = False) -> str:
    """The findings as an HTML page that needs nothing else; ``names`` are the report's and the workbook's."""
    report, workbook = names
    groups = [
        _group(list(found), texts)
        for _, found in groupby(
            listed(verification, everything=everything), key=lambda each: (each.severity, each.kind)
        )
    ]
    file = {
        "name": texts.say("verify.heading", report=report, workbook=workbook),
        "sheets": [{"title": "", "anchor": "s1", "count": len(groups), "groups": groups}] if groups else [],
        "accepted": [],
        "accepted_title": "",
    }
    words = {
        "title": texts.say("verify.title", report=report),
        "clean": texts.say("verify.clean"),
        "help": texts.say("verify.help_label"),
        "related": texts.say("verify.cells_label"),
        "summary": texts.say("verify.summary", **verification.summary),
    }
    return render(texts, words, count_by_severity(each.severity for each in verification.findings), [file])


def _group(found: Sequence[Verdict], texts: Texts) -> dict[str, object]:
    first = found[0]
    return {
        "severity": first.severity,
        "severity_title": texts.say(f"severity.{first.severity}"),
        "code": "",
        "name": str(first.kind),
        "title": texts.say(f"verify.kind.{first.kind}"),
        "wrong": "",
        "right": "",
        "count": len(found),
        "places": texts.say("page.places", count=len(found)),
        "held": "",
        "findings": [_entry(each, texts) for each in found],
    }


def _entry(verdict: Verdict, texts: Texts) -> _Entry:
    quote = "" if verdict.sentence == verdict.shown else masked(verdict.sentence)
    related = texts.say("page.comma").join(cells(verdict))
    return _Entry(texts.place(verdict.place), message(verdict, texts), quote, remedy(verdict, texts), related)
