"""Finished reports verified in tests: what is said of each printing, as a line."""

from __future__ import annotations

from collections.abc import Mapping

from tests.docx_text import document, filled
from unionreport.config import builtin
from unionreport.document.package import read_package
from unionreport.document.standing import Standings, read_standings
from unionreport.document.unsourced import Known
from unionreport.document.verification import Today, verify
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure
from unionreport.house import House
from unionreport.verdict import Verdict, Verification

SUBMITTED = Figure("suggestions.submitted", "合理化建议", 85, "份")
ADOPTED = Figure("suggestions.adopted", "采纳合理化建议", 5, "条", "cn")
SAVINGS = Figure("suggestions.savings", "节约资金", 70200000, "元", "wan")
CONTEXT = {"n": SUBMITTED, "m": ADOPTED, "s": SAVINGS}
FIGURES = (SUBMITTED, ADOPTED, SAVINGS)


def report(*blocks: str | list[list[str]], **more: str) -> bytes:
    """A report of a template of these blocks, with the three figures as n, m and s."""
    return filled(document(*blocks, **more), **CONTEXT).data


def standings(data: bytes) -> Standings:
    """The figures of a report as they stand."""
    found = read_standings(read_package(data))
    assert found is not None
    return found


def stood(data: bytes) -> list[str]:
    """Each figure with its text and what it was known by; a star stands at a copy, + at an open tracked change."""
    return [
        f"{each.figure} {each.text} {each.carrier}{'' if each.entry else '*'}{'+' if each.tracked else ''}"
        for each in standings(data).figures
    ]


def verification(
    data: bytes,
    figures: tuple[Figure, ...] = FIGURES,
    known: Known | None = None,
    exhibits: Mapping[str, FigureTable | Chart] | None = None,
) -> Verification:
    """What is said of a report, held against these figures."""
    now = {each.id: each for each in figures}
    about = Today(now, builtin(), House(), exhibits or {}, known or Known(figures=now))
    return verify(read_package(data), standings(data), about)


def said(data: bytes, *figures: Figure) -> list[str]:
    """The findings as reason and number, against the three figures or those given in their place."""
    now = {each.id: each for each in (*FIGURES, *figures)}
    return [line(each) for each in verification(data, tuple(now.values())).findings]


def line(verdict: Verdict) -> str:
    """A verdict as its reason and what it is about."""
    return f"{verdict.reason} {verdict.shown or verdict.written or verdict.figure}{'+' if verdict.tracked else ''}"
