"""Findings for people and for scripts: console, JSON, and the annotations of a build service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from unionreport.finding import Severity, count_by_severity
from unionreport.judgement import Checked, Excerpt, Judged
from unionreport.output.columns import one_line, pad, width
from unionreport.output.figures import dump
from unionreport.output.wording import message, remedy
from unionreport.places import Place, column_ranges
from unionreport.texts import Texts

_MOST_ADDRESSES = 20
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def console(checked: Sequence[Checked], texts: Texts) -> str:
    """Each finding with its address, the row as the sheet shows it and the remedy; then the counts.

    Findings of one rule on one sheet stand together, the first in full, the others by address.
    """
    lines: list[str] = []
    for each in checked:
        if each.judged:
            lines.append(each.file)
            for _, group in groupby(_together(each.judged), key=_rule_and_sheet):
                lines += [*_block(list(group), texts), ""]
        else:
            lines += [texts.say("check.clean", file=each.file), ""]
    everything = [judged for each in checked for judged in each.judged]
    lines.append(texts.say("check.summary", **count_by_severity(judged.severity for judged in everything)))
    if everything:
        lines.append(texts.say("check.explain_hint", rule=min(everything, key=_gravity).rule.code))
    return "\n".join(lines)


def _rule_and_sheet(judged: Judged) -> tuple[str, str]:
    return judged.rule.name, judged.finding.place.sheet


def _together(judged: Sequence[Judged]) -> Iterator[Judged]:
    """The findings in order, those of the same rule and sheet moved up to the first of them."""
    groups: dict[tuple[str, str], list[Judged]] = {}
    for each in judged:
        groups.setdefault(_rule_and_sheet(each), []).append(each)
    for group in groups.values():
        yield from group


def _block(group: Sequence[Judged], texts: Texts) -> list[str]:
    first = group[0]
    place = first.finding.place
    where = place.address if place.sheet else texts.say("check.whole_file")
    severity = texts.say(f"severity.{first.severity}")
    lines = [f"{where}  {severity} {first.rule.code} {first.rule.name}", f"    {one_line(message(first, texts))}"]
    if first.excerpt is not None:
        lines += _table(first.excerpt, texts.say("check.row"))
    lines.append(f"    {texts.say('check.help_label')}  {remedy(first, texts)}")
    related = [each for each in first.finding.related if (each.sheet, each.top) != (place.sheet, place.top)]
    if related:
        addresses = _addresses(related, place.sheet)
        lines.append(f"    {texts.say('check.related_label')}  {addresses}")
    if len(group) > 1:
        addresses = _addresses((each.finding.place for each in group[1:]), place.sheet)
        same = texts.say("check.same", count=len(group) - 1, places=addresses)
        lines.append(f"    {texts.say('check.same_label')}  {same}")
    return lines


def _addresses(places: Iterable[Place], sheet: str) -> str:
    """The places as addresses, cells below one another as one range, the sheet named where it is another."""
    joined = [each for _, run in groupby(places, key=_column) for each in _joined(list(run))]
    named = [(each.cells if each.sheet == sheet and each.cells else each.address) for each in joined[:_MOST_ADDRESSES]]
    return "、".join(named) + ("……" if len(joined) > _MOST_ADDRESSES else "")


def _column(place: Place) -> tuple[str, int, bool]:
    return place.sheet, place.left, place.top > 0 and (place.top, place.left) == (place.bottom, place.right)


def _joined(places: Sequence[Place]) -> Sequence[Place]:
    first = places[0]
    is_cell = _column(first)[2]
    return column_ranges(first.file, first.sheet, [each.top for each in places], first.left) if is_cell else places


def _table(excerpt: Excerpt, row_title: str) -> list[str]:
    heads = [f"{letter} {title}" for letter, title in zip(excerpt.letters, excerpt.headers, strict=True)]
    cells = [one_line(cell) for cell in excerpt.cells]
    widths = [max(width(head), width(cell)) for head, cell in zip(heads, cells, strict=True)]
    number = str(excerpt.row)
    margin = max(width(row_title), width(number))
    lines = [
        f"     {pad(row_title, margin, right=True)} │ " + "  ".join(map(pad, heads, widths)).rstrip(),
        f"     {pad(number, margin, right=True)} │ " + "  ".join(map(pad, cells, widths)).rstrip(),
    ]
    marks = [("─" * size if meant else " " * size) for size, meant in zip(widths, excerpt.marked, strict=True)]
    if any(excerpt.marked):
        lines.append(f"     {' ' * margin} │ " + "  ".join(marks).rstrip())
    return lines


def as_json(checked: Sequence[Checked], texts: Texts) -> str:
    """The findings as one JSON object, by schema 1."""
    everything = [(each.file, judged) for each in checked for judged in each.judged]
    return dump(
        {
            "schema": 1,
            "summary": count_by_severity(judged.severity for _, judged in everything),
            "findings": [_entry(file, judged, texts) for file, judged in everything],
        }
    )


def _entry(file: str, judged: Judged, texts: Texts) -> dict[str, object]:
    place = judged.finding.place
    return {
        "rule": judged.rule.name,
        "code": judged.rule.code,
        "severity": str(judged.severity),
        "file": file,
        "sheet": place.sheet or None,
        "cell": place.cells,
        "value": judged.value,
        "message": message(judged, texts),
        "help": remedy(judged, texts),
        "params": dict(judged.finding.params),
        "related": [each.address for each in judged.finding.related],
    }


def github(checked: Sequence[Checked], texts: Texts) -> str:
    """One annotation a finding, as continuous-integration services read them from a log, gravest first.

    A service shows only the first few. Signs that mean something to it are escaped as GitHub's workflow
    commands have it.
    """
    return "\n".join(
        f"::{_LEVELS[judged.severity]} file={_property(each.file)},title={judged.rule.code} {judged.rule.name}::"
        + _escaped(f"{judged.finding.place.address}: {message(judged, texts)}")
        for each in checked
        for judged in sorted(each.judged, key=_gravity)
    )


def _gravity(judged: Judged) -> int:
    return list(Severity).index(judged.severity)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
