"""What was found in a finished report, for people and for scripts: console, JSON, the words of a comment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from unionreport.finding import Severity, count_by_severity
from unionreport.output.columns import one_line
from unionreport.output.figures import addresses, dump
from unionreport.privacy import masked
from unionreport.texts import Texts
from unionreport.verdict import Kind, Verdict, Verification

_MOST = 20  # findings of one kind on the console
_MOST_CELLS = 3
_GRAVITY = list(Severity)


def message(verdict: Verdict, texts: Texts) -> str:
    """What is to be said, in one sentence, personal numbers masked."""
    said = texts.say(
        f"verify.message.{verdict.reason}",
        shown=verdict.shown,
        written=verdict.written,
        now=verdict.now.shown if verdict.now else texts.say("verify.none"),
        title=verdict.title or verdict.figure,
        figure=verdict.figure,
    )
    return masked(one_line(said)) + (texts.say("verify.tracked") if verdict.tracked else "")


def remedy(verdict: Verdict, texts: Texts) -> str:
    """What to do about it; of a number without a source, which figures it may be."""
    said = texts.say(f"verify.help.{verdict.reason}")
    if not verdict.suggested:
        return said
    named = (
        texts.say("verify.suggestion", title=each.title, figure=each.id, shown=each.shown) for each in verdict.suggested
    )
    return f"{texts.say('verify.suggested', figures='、'.join(named))}；{said}"


def cells(verdict: Verdict) -> list[str]:
    """The addresses of the cells that the present value came from."""
    return addresses(verdict.now) if verdict.now else []


def comment(verdict: Verdict, texts: Texts) -> str:
    """What a Word comment on it says: what is wrong, what to do, and the cells behind the present value."""
    severity = texts.say(f"severity.{verdict.severity}")
    said = texts.say("verify.comment", severity=severity, message=message(verdict, texts), help=remedy(verdict, texts))
    found = _shortened(cells(verdict))
    return f"{said}\n{texts.say('verify.comment_cells', cells=found)}" if found else said


def _shortened(found: Sequence[str]) -> str:
    return "、".join(found[:_MOST_CELLS]) + ("……" if len(found) > _MOST_CELLS else "")


def listed(verification: Verification, *, everything: bool = False) -> list[Verdict]:
    """The findings, gravest kind first and in document order; with everything, figures that are right as well."""
    chosen = verification.verdicts if everything else verification.findings
    return sorted(chosen, key=_rank)


def _rank(verdict: Verdict) -> tuple[int, int]:
    return _GRAVITY.index(verdict.severity), _KINDS.index(verdict.kind)


_KINDS = [
    *(Kind.STALE, Kind.TYPED, Kind.CHART, Kind.TABLE, Kind.DIFFERS, Kind.UNSOURCED, Kind.UNKNOWN, Kind.MISSING),
    *(Kind.SUM, Kind.DUPLICATED, Kind.MOVED, Kind.EQUAL),
]


def console(verification: Verification, names: tuple[str, str], texts: Texts, *, everything: bool = False) -> str:
    """Each finding by its kind: place and sentence, what the ledgers say and which cells, what to do; then the counts.

    ``names`` are the report's and the workbook's. Of one kind the first twenty are listed unless everything is wanted.
    """
    report, workbook = names
    lines = [texts.say("verify.heading", report=report, workbook=workbook), ""]
    chosen = listed(verification, everything=everything)
    for (severity, kind), found in groupby(chosen, key=lambda each: (each.severity, each.kind)):
        group = list(found)
        title = texts.say(f"verify.kind.{kind}")
        lines.append(f"{texts.say(f'severity.{severity}')}  {title}（{len(group)}）  {kind}")
        shown = group if everything else group[:_MOST]
        remedies = {remedy(each, texts) for each in group if each.is_finding}
        for each in shown:
            lines += _block(each, texts, told=len(remedies) == 1)
        lines += [f"  {texts.say('verify.help_label')}  {each}" for each in remedies if len(remedies) == 1]
        if len(shown) < len(group):
            lines.append(f"  {texts.say('verify.held_back', count=len(group) - len(shown))}")
        lines.append("")
    if not verification.findings:
        lines.append(texts.say("verify.clean"))
    lines.append(texts.say("verify.summary", **verification.summary))
    counts = count_by_severity(each.severity for each in verification.findings)
    return "\n".join([*lines, texts.say("verify.counts", **counts)])


def _block(verdict: Verdict, texts: Texts, *, told: bool) -> Iterable[str]:
    """The lines on one verdict; its remedy is left out where it is told for all of its kind."""
    yield f"  {texts.place(verdict.place)}  {message(verdict, texts)}"
    if verdict.sentence and verdict.sentence != verdict.shown:
        yield f"      {texts.say('verify.sentence_label')}  {masked(one_line(verdict.sentence))}"
    found = _shortened(cells(verdict))
    if found and verdict.kind is not Kind.EQUAL:
        yield f"      {texts.say('verify.cells_label')}  {found}"
    if verdict.is_finding and not told:
        yield f"      {texts.say('verify.help_label')}  {remedy(verdict, texts)}"


def as_json(verification: Verification, texts: Texts, *, everything: bool = False) -> str:
    """The summary and the findings in document order as one JSON object, by schema 1."""
    chosen = verification.verdicts if everything else verification.findings
    return dump(
        {"schema": 1, "summary": verification.summary, "findings": [_entry(each, texts) for each in chosen]},
    )


def _entry(verdict: Verdict, texts: Texts) -> dict[str, object]:
    return {
        "kind": str(verdict.kind),
        "severity": str(verdict.severity),
        "figure": verdict.figure or None,
        "title": verdict.title or None,
        "place": texts.place(verdict.place),
        "shown": masked(verdict.shown) or None,
        "written": masked(verdict.written) or None,
        "now": verdict.now.shown if verdict.now else None,
        "cells": cells(verdict),
        "sentence": masked(verdict.sentence) or None,
        "suggestions": [each.id for each in verdict.suggested],
        "tracked": verdict.tracked,
        "message": message(verdict, texts),
        "help": remedy(verdict, texts),
    }
