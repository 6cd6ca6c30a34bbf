"""Findings as one HTML page that needs nothing else: grouped by sheet and severity, the rules explained in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from unionreport.finding import Severity, count_by_severity
from unionreport.judgement import Checked, Excerpt, Judged
from unionreport.output.findings import MOST_ADDRESSES
from unionreport.output.wording import message, remedy
from unionreport.places import Place
from unionreport.texts import Texts

_TEMPLATE = "findings.html"
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_MOST_OF_A_RULE = 100  # findings of one rule on one sheet; the rest is counted
_GRAVITY = list(Severity)
_WORDS = ("title", "example", "legend", "private", "clean")


@dataclass(frozen=True, slots=True)
class _Row:
    """The row that a finding is in: the Excel row, the headers with their letters, the cells and which is meant."""

    row: int
    heads: tuple[str, ...]
    cells: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One finding in words."""

    address: str
    message: str
    remedy: str
    related: str
    excerpt: _Row | None


@dataclass(frozen=True, slots=True)
class _Group:
    """The findings of one rule on one sheet, with what the rule means."""

    severity: Severity
    severity_title: str
    code: str
    name: str
    title: str
    wrong: str
    right: str
    count: int
    places: str
    held: str
    findings: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class _Accepted:
    """A finding that the union lets stand, with its reason."""

    address: str
    message: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The findings on one sheet, gravest first; ``anchor`` is where the page's index leads."""

    title: str
    anchor: str
    count: int
    groups: tuple[_Group, ...]


def page(checked: Sequence[Checked], texts: Texts) -> str:
    """The findings as an HTML page for a browser without a network, on a desk, a telephone or paper.

    Everything that came from a workbook is escaped; nothing in the page can run or be fetched.
    """
    counts = count_by_severity(judged.severity for each in checked for judged in each.open)
    words = {name: texts.say(f"page.{name}") for name in _WORDS}
    for name, key in (("help", "help_label"), ("related", "related_label"), ("wrong", "wrong"), ("right", "right")):
        words[name] = texts.say(f"check.{key}")
    return render(texts, words, counts, [_file(each, number, texts) for number, each in enumerate(checked, 1)])


def render(
    texts: Texts, words: Mapping[str, str], counts: Mapping[str, int], files: Sequence[Mapping[str, object]]
) -> str:
    """The page of these files, with their counts by severity; whatever it is told is escaped.

    ``words`` are those of the frame; legend, example and so on are left out where they are not among them.
    """
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(_TEMPLATE).render(
        language=_LANGUAGES[texts.language],
        words=words,
        severities=[
            {"name": name, "title": texts.say(f"severity.{name}"), "count": count} for name, count in counts.items()
        ],
        files=files,
    )


def _file(checked: Checked, number: int, texts: Texts) -> dict[str, object]:
    """One workbook: its sheets, and by itself what the union accepted, each with the reason."""
    accepted = [_Accepted(each.finding.place.address, message(each, texts), each.accepted) for each in checked.accepted]
    return {
        "name": checked.file,
        "sheets": _sheets(checked, number, texts),
        "accepted": accepted,
        "accepted_title": texts.say("check.accepted", count=len(accepted)),
    }


def _sheets(checked: Checked, number: int, texts: Texts) -> list[_Sheet]:
    """The sheets of a workbook in the order of its findings, findings on the whole file first."""
    by_sheet: dict[tuple[str, str], list[Judged]] = {}
    for each in checked.open:
        by_sheet.setdefault((each.finding.place.file, each.finding.place.sheet), []).append(each)
    sheets = []
    for at, ((file, name), found) in enumerate(by_sheet.items(), 1):
        title = name or texts.say("check.whole_file")
        title = title if file == checked.file else f"[{file}] {title}"
        sheets.append(_Sheet(title, f"s{number}-{at}", len(found), _groups(found, texts)))
    return sheets


def _groups(found: Sequence[Judged], texts: Texts) -> tuple[_Group, ...]:
    """The findings of one sheet by rule, gravest first, rules in the order of their first finding."""
    first = {each.rule.name: at for at, each in reversed(list(enumerate(found)))}
    ordered = sorted(found, key=lambda each: (_GRAVITY.index(each.severity), first[each.rule.name]))
    return tuple(_group(list(each), texts) for _, each in groupby(ordered, key=lambda each: each.rule.name))


def _group(found: Sequence[Judged], texts: Texts) -> _Group:
    rule = found[0].rule
    held = len(found) - _MOST_OF_A_RULE
    return _Group(
        severity=rule.severity,
        severity_title=texts.say(f"severity.{rule.severity}"),
        code=rule.code,
        name=rule.name,
        title=texts.say(f"rules.{rule.name}.title"),
        wrong=texts.say(f"rules.{rule.name}.wrong"),
        right=texts.say(f"rules.{rule.name}.right"),
        count=len(found),
        places=texts.say("page.places", count=len(found)),
        held=texts.say("page.held", count=held) if held > 0 else "",
        findings=tuple(_entry(each, texts) for each in found[:_MOST_OF_A_RULE]),
    )


def _entry(judged: Judged, texts: Texts) -> _Entry:
    finding = judged.finding
    place = finding.place
    here = (place.file, place.sheet, place.top)
    related = [each for each in finding.related if (each.file, each.sheet, each.top) != here]
    return _Entry(
        address=place.cells or "",
        message=message(judged, texts),
        remedy=remedy(judged, texts),
        related=_related(related, place.file, texts),
        excerpt=_row(judged.excerpt) if judged.excerpt else None,
    )


def _related(places: Sequence[Place], file: str, texts: Texts) -> str:
    """The addresses, the first of them where there are many, with the file where it is another one."""
    named = list(dict.fromkeys(each.seen_from(file) for each in places))
    more = "……" if len(named) > MOST_ADDRESSES else ""
    return texts.say("page.comma").join(named[:MOST_ADDRESSES]) + more


def _row(excerpt: Excerpt) -> _Row:
    heads = tuple(f"{letter} {title}" for letter, title in zip(excerpt.letters, excerpt.headers, strict=True))
    return _Row(excerpt.row, heads, tuple(zip(excerpt.cells, excerpt.marked, strict=True)))
