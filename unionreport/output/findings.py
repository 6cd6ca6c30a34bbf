"""Findings for people and for scripts: console, JSON, and the annotations of a build service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from unionreport.finding import Severity, count_by_severity
from unionreport.judgement import Checked, Excerpt, Judged
from unionreport.output.columns import one_line, pad, width
from unionreport.output.figures import dump
from unionreport.output.wording import message, remedy
from unionreport.places import Place, column_ranges
from unionreport.texts import Texts

MOST_ADDRESSES = 20
_MOST_BLOCKS = 20
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def console(checked: Sequence[Checked], texts: Texts, most: int = _MOST_BLOCKS) -> str:
    """Each finding with its address, the row as the sheet shows it and the remedy; then the counts.

    Findings of one rule on one sheet stand together, the first in full, the others by address. At most so
    many of these groups are shown, the gravest; how many findings were held back is said. What the union
    accepted stands by itself under the counts.
    """
    groups = {(file, number): group for file, each in enumerate(checked) for number, group in enumerate(_groups(each))}
    shown = sorted(groups, key=lambda at: (_gravity(groups[at][0]), at))[:most]
    lines: list[str] = []
    for file, each in enumerate(checked):
        blocks = [_block(group, each.file, texts) for at, group in groups.items() if at[0] == file and at in shown]
        if blocks:
            lines += [each.file, *(line for block in blocks for line in (*block, ""))]
        elif not each.open:
            lines += [texts.say("check.clean", file=each.file), ""]
    held_back = sum(len(group) for at, group in groups.items() if at not in shown)
    if held_back:
        lines += [texts.say("check.held_back", count=held_back), ""]
    everything = [judged for each in checked for judged in each.open]
    lines.append(texts.say("check.summary", **count_by_severity(judged.severity for judged in everything)))
    lines += _accepted(checked, texts)
    if everything:
        lines.append(texts.say("check.explain_hint", rule=min(everything, key=_gravity).rule.code))
    return "\n".join(lines)


def in_full(checked: Sequence[Checked], texts: Texts) -> str:
    """As `console`, with nothing held back."""
    return console(checked, texts, sum(len(each.judged) for each in checked))


def _groups(checked: Checked) -> list[list[Judged]]:
    """The findings that count, by rule and sheet, in the order of the first of each."""
    groups: dict[tuple[str, Place], list[Judged]] = {}
    for each in checked.open:
        place = each.finding.place
        groups.setdefault((each.rule.name, Place(place.file, place.sheet)), []).append(each)
    return list(groups.values())


def _accepted(checked: Sequence[Checked], texts: Texts) -> list[str]:
    found = [(each.file, judged) for each in checked for judged in each.accepted]
    lines = [texts.say("check.accepted", count=len(found))] if found else []
    for file, each in found:
        values = {"address": each.finding.place.seen_from(file), "code": each.rule.code, "rule": each.rule.name}
        lines.append("    " + one_line(texts.say("check.accepted_line", **values, reason=each.accepted)))
    return lines


def _block(group: Sequence[Judged], file: str, texts: Texts) -> list[str]:
    first = group[0]
    place = first.finding.place
    where = place.seen_from(file) if place.sheet else texts.say("check.whole_file")
    severity = texts.say(f"severity.{first.severity}")
    lines = [f"{where}  {severity} {first.rule.code} {first.rule.name}", f"    {one_line(message(first, texts))}"]
    if first.excerpt is not None:
        lines += _table(first.excerpt, texts.say("check.row"))
    lines.append(f"    {texts.say('check.help_label')}  {remedy(first, texts)}")
    here = (place.file, place.sheet, place.top)
    related = [each for each in first.finding.related if (each.file, each.sheet, each.top) != here]
    if related:
        addresses = _addresses(related, place)
        lines.append(f"    {texts.say('check.related_label')}  {addresses}")
    if len(group) > 1:
        addresses = _addresses((each.finding.place for each in group[1:]), place)
        same = texts.say("check.same", count=len(group) - 1, places=addresses)
        lines.append(f"    {texts.say('check.same_label')}  {same}")
    return lines


def _addresses(places: Iterable[Place], beside: Place) -> str:
    """The places as addresses, cells below one another as one range, sheet and file named where they are others."""
    joined = [each for _, run in groupby(places, key=_column) for each in _joined(list(run))]
    named = [_address(each, beside) for each in joined[:MOST_ADDRESSES]]
    return "、".join(named) + ("……" if len(joined) > MOST_ADDRESSES else "")


def _address(place: Place, beside: Place) -> str:
    if place.file != beside.file:
        return place.seen_from(beside.file)
    return place.cells if place.sheet == beside.sheet and place.cells else place.address


def _column(place: Place) -> tuple[str, str, int, bool]:
    return place.file, place.sheet, place.left, place.top > 0 and (place.top, place.left) == (place.bottom, place.right)


def _joined(places: Sequence[Place]) -> Sequence[Place]:
    first = places[0]
    is_cell = _column(first)[3]
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
    """The findings as one JSON object, by schema 1; accepted ones with their reason, and not in the summary."""
    everything = [(each.file, judged) for each in checked for judged in each.judged]
    return dump(
        {
            "schema": 1,
            "summary": count_by_severity(judged.severity for _, judged in everything if not judged.accepted),
            "findings": [_entry(file, judged, texts) for file, judged in everything],
        }
    )


def _entry(file: str, judged: Judged, texts: Texts) -> dict[str, object]:
    place = judged.finding.place
    return {
        "rule": judged.rule.name,
        "code": judged.rule.code,
        "severity": str(judged.severity),
        "file": place.file or file,
        "sheet": place.sheet or None,
        "cell": place.cells,
        "value": judged.value,
        "message": message(judged, texts),
        "help": remedy(judged, texts),
        "params": dict(judged.finding.params),
        "related": [each.seen_from(place.file) for each in judged.finding.related],
        "accepted": judged.accepted or None,
    }


def github(checked: Sequence[Checked], texts: Texts) -> str:
    """One annotation a finding, as continuous-integration services read them from a log, gravest first.

    A service shows only the first few. Signs that mean something to it are escaped as GitHub's workflow
    commands have it.
    """
    return "\n".join(
        _annotation(each.file, judged, texts) for each in checked for judged in sorted(each.open, key=_gravity)
    )


def _annotation(file: str, judged: Judged, texts: Texts) -> str:
    place = judged.finding.place
    where = f"file={_property(place.file or file)},title={judged.rule.code} {judged.rule.name}"
    return f"::{_LEVELS[judged.severity]} {where}::" + _escaped(f"{place.address}: {message(judged, texts)}")


def _gravity(judged: Judged) -> int:
    return list(Severity).index(judged.severity)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
