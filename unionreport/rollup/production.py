"""The roll-up from a request to its files: the one use case behind the command."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from unionreport import config as configuration
from unionreport.errors import RequestError
from unionreport.finding import Severity
from unionreport.rollup.book import reason, roll_up_book
from unionreport.rollup.course import Request, Step, roll_up, settled
from unionreport.rollup.delivery import RECORD, REPORT, TABLE, deliver, refuse_to_overwrite
from unionreport.rollup.figures import BOOK
from unionreport.rollup.outcome import Outcome
from unionreport.rollup.record import as_json, as_parquet
from unionreport.rollup.report import district_report
from unionreport.texts import Texts


@dataclass(frozen=True, slots=True)
class Produced:
    """What was rolled up, and the files written."""

    outcome: Outcome
    files: tuple[Path, ...]


def produce(request: Request, words: Texts, step: Step, *, force: bool = False) -> Produced:
    """Rolls up and writes rollup.xlsx, rollup.json, the district's report, and figures.parquet where pyarrow is there.

    All of them are written or none; those of an earlier run that somebody edited stay unless ``force`` is given.
    Raises RequestError, OutputError and TemplateError.
    """
    if not force:
        refuse_to_overwrite(request.output)
    outcome = roll_up(request, step)
    if not outcome.selection.counted:
        first = outcome.selection.left[0]
        count = len(outcome.selection.left)
        raise RequestError("rollup-nothing-counted", count=count, file=first.address, reason=reason(first, words))
    config = configuration.load(settled(request))
    table = as_parquet(outcome)
    files = {
        BOOK: roll_up_book(outcome, words),
        RECORD: f"{as_json(outcome, words)}\n".encode(),
        **({TABLE: table} if table is not None else {}),
        REPORT: district_report(outcome, _area(request), config),
    }
    deliver(files, request.output)
    return Produced(outcome, tuple(request.output / name for name in files))


def _area(request: Request) -> str:
    """What the only folder or archive that is rolled up is called."""
    if len(request.sources) > 1:
        return ""
    path = Path(request.sources[0]).resolve()
    return path.name if path.is_dir() else path.stem


Line = tuple[str, dict[str, object]]
"""A sentence by its key, and what fills it."""


def account(outcome: Outcome, words: Texts) -> list[Line]:
    """What a person should know of a roll-up, sentence by sentence; the files left out come last."""
    selection = outcome.selection
    counts = {"error": outcome.count(Severity.ERROR), "warning": outcome.count(Severity.WARNING)}
    sizes = {"counted": len(selection.counted), "unions": selection.unions, "left": len(selection.left)}
    lines: list[Line] = [("rollup.done", {**sizes, **counts, "year": selection.year or ""})]
    in_error = {each.key for each in selection.counted if each.count(Severity.ERROR)}
    place = {"book": BOOK, "sheet": words.say("rollup.sheet_findings")}
    lines += [("rollup.doubt", {"count": len(in_error), **place})] if in_error else []
    for rule, count in sorted(outcome.crossed.counts.items()):
        lines.append(("rollup.across", {"said": words.say(f"rollup.{rule}"), "count": count}))
    for double in selection.doubles:
        if double.shared:
            ledgers = "、".join(outcome.catalog.ledgers[kind].title for kind in double.shared)
            files = "、".join(double.addresses)
            lines.append(("rollup.doubled", {"union": double.union, "files": files, "ledgers": ledgers}))
    lines += [("rollup.left", {"file": each.address, "reason": reason(each, words)}) for each in selection.left]
    return lines


def is_wrong(outcome: Outcome) -> bool:
    """Whether anything is an error: a finding, a union counted twice, a workbook that could not be read."""
    kept_out = {"rollup-other-year", "rollup-same-content"}
    unread = [each for each in outcome.selection.left if each.refused and each.refused.key not in kept_out]
    return bool(unread) or outcome.count(Severity.ERROR) > 0
