"""Today's figures put into a report that was edited by hand: as written, as it stands, as it is now.

What stands as we wrote it is written anew; what somebody wrote over is kept and told of. Nothing else of the
document changes: parts that hold no changed figure keep their bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from unionreport.document.carriers import carriers_of, renew_fallbacks, set_doubt, title_of, write_over
from unionreport.document.controls import control_tag, figure_of_tag
from unionreport.document.inline import run_text
from unionreport.document.manifest import Manifest, content_digest, with_renewed_manifest
from unionreport.document.package import Parts, part_bytes, read_package, write_package
from unionreport.document.refreshedcharts import refresh_chart
from unionreport.document.refreshedtables import refresh_table
from unionreport.document.shown import ShownTable
from unionreport.document.standing import Carrier, Standing, Standings, read_standings
from unionreport.document.wordml import (
    BOOKMARK_START,
    CONTROL,
    DELETED,
    INSERTED,
    MOVED_AWAY,
    MOVED_HERE,
    NAME,
    PARAGRAPH,
    RUN,
    clean,
)
from unionreport.document.workpiece import Now, Workpiece
from unionreport.figure import Figure, is_across_years
from unionreport.numerals import StyleError
from unionreport.renewal import Missing, Reason, Renewal

_TRACKED = (INSERTED, DELETED, MOVED_AWAY, MOVED_HERE)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A refreshed report: the bytes of its file, the same where nothing had to be done, and what was done."""

    data: bytes
    renewal: Renewal


def refresh(document: bytes, now: Now, *, force: bool = False) -> Refreshed | None:
    """The report with today's figures; what was typed over by hand is kept unless forced.

    None for a document that is no report of ours; raises `TemplateError` for what is no Word document.
    """
    parts = read_package(document)
    standings = read_standings(parts)
    if standings is None:
        return None
    work = _begin(standings, parts, now, force=force)
    _refresh_exhibits(work)
    told = len(work.changed), len(work.kept)
    for standing in standings.figures:
        if not work.skipped.intersection(standing.runs):
            _refresh_figure(work, standing)
    work.changed = [*work.changed[told[0] :], *work.changed[: told[0]]]  # the text's figures first
    work.kept = [*work.kept[told[1] :], *work.kept[: told[1]]]
    _tell_unknown(work)
    _tell_missing(work)
    changed = _changed_parts(work)
    manifest = _describe(work, is_edited=content_digest(parts) != standings.manifest.content)
    if not changed and replace(manifest, content=standings.manifest.content) == standings.manifest:
        return Refreshed(document, _renewal(work))
    settled = {**parts, **changed}
    if not manifest.content:
        manifest = replace(manifest, content=content_digest(settled))
    return Refreshed(write_package(with_renewed_manifest(settled, manifest)), _renewal(work))


def _begin(standings: Standings, parts: Parts, now: Now, *, force: bool) -> Workpiece:
    entries = {each.bookmark: each for each in standings.manifest.entries}
    carriers = carriers_of([part.root for part in standings.stories], entries, now.doubtful)
    return Workpiece(standings, parts, now, carriers, force, entries)


def _refresh_exhibits(work: Workpiece) -> None:
    """Tables first: which rows there are decides which figures there are."""
    for shown in work.standings.manifest.exhibits:
        if isinstance(shown, ShownTable):
            work.exhibits[shown.bookmark] = refresh_table(work, shown)
        else:
            work.exhibits[shown.bookmark] = refresh_chart(work, shown)


def _refresh_figure(work: Workpiece, standing: Standing) -> None:
    figure = _today(work, standing)
    if figure is None:
        return
    text = clean(figure.shown)
    if not _is_sure(work, standing):
        work.unsure.add(standing.text)
        if standing.text != text:
            _keep(work, standing, figure, Reason.UNSURE)
        return
    if _is_open(standing):
        if standing.text != text:
            _keep(work, standing, figure, Reason.TRACKED)
        return
    is_ours = work.force or not standing.is_touched or standing.text == text
    if not is_ours:
        _keep(work, standing, figure, Reason.TYPED)
    _write(work, standing, figure, is_ours=is_ours)


def _is_sure(work: Workpiece, standing: Standing) -> bool:
    """Whether more than its text tells what figure it is, or its text can be no other figure's, and no copy's."""
    if standing.carrier is not Carrier.TEXT:
        return True
    if standing.text in work.standings.manifest.unsure:
        return False
    alike = {(each.figure, each.style) for each in work.standings.manifest.entries if each.text == standing.text}
    return standing.entry is not None and len(alike) == 1


def _tell_unknown(work: Workpiece) -> None:
    """Tells of controls that lost their tag and their bookmark, and whose text several figures had."""
    printed = {each.text for each in work.standings.manifest.entries}
    known = {run for each in work.standings.figures for run in each.runs}
    for part in work.standings.stories:
        for control in part.root.iter(CONTROL):
            runs = list(control.iter(RUN))
            text = "".join(map(run_text, runs))
            if text in printed and not known.intersection(runs) and figure_of_tag(control) is None:
                work.unsure.add(text)
                work.keep(
                    ("", text),
                    work.place(part, next(control.iterancestors(PARAGRAPH), control)),
                    (text, ""),
                    Reason.UNSURE,
                )


def _write(work: Workpiece, standing: Standing, figure: Figure, *, is_ours: bool) -> None:
    """Writes the figure where it is ours to write, and makes its carriers whole in either case."""
    text = clean(figure.shown)
    if standing.entry is None and not is_ours:
        return  # a copy that somebody wrote over is a text of theirs
    bookmark = standing.entry.bookmark if standing.entry else work.carriers.free_name(figure.id)
    is_changed = work.carriers.heal(standing.runs, figure, bookmark)
    if is_ours:
        if standing.text != text:
            write_over(standing.runs, text)
            work.change((figure.id, figure.title), standing.place, standing.text, text)
        was = standing.entry is not None and standing.entry.doubtful
        is_changed |= set_doubt(standing.runs, was=was, now=figure.id in work.now.doubtful) or standing.text != text
        work.enter(figure, bookmark, text, standing.part)
    if is_changed:
        work.touched.add(standing.part)


def _today(work: Workpiece, standing: Standing) -> Figure | None:
    """The figure as it is now, in the style that it stands in; None, and told, where it cannot be printed."""
    found = work.now.figure(standing.figure)
    if found is None or found.value is None:
        title = found.title if found is not None else _title(standing)
        reason = Reason.EARLIER if is_across_years(standing.figure) else Reason.GONE
        work.keep((standing.figure, title), standing.place, (standing.text, ""), reason)
        return None
    figure = found.styled(standing.style) if found.id == standing.figure else found
    try:
        control_tag(figure)
        clean(figure.shown)
    except StyleError:
        work.keep((figure.id, figure.title), standing.place, (standing.text, ""), Reason.UNFIT)
        return None
    return figure


def _title(standing: Standing) -> str:
    """The title that the figure's control still has, else its id."""
    return title_of(standing.runs) or standing.figure


def _keep(work: Workpiece, standing: Standing, figure: Figure, reason: Reason) -> None:
    work.keep((figure.id, figure.title), standing.place, (standing.text, clean(figure.shown)), reason)


def _is_open(standing: Standing) -> bool:
    """Whether the figure stands in a tracked change that nobody has accepted or refused yet, or holds one."""
    if standing.tracked or any(next(run.iterancestors(*_TRACKED), None) is not None for run in standing.runs):
        return True
    first, last = standing.runs[0], standing.runs[-1]
    between = list(_siblings(first, last))
    return any(each.tag in _TRACKED for each in between)


def _siblings(first: Element, last: Element) -> Iterator[Element]:
    """What stands between two runs of one parent."""
    if first.getparent() is last.getparent():
        for each in first.itersiblings():
            if each is last:
                return
            yield each


def _tell_missing(work: Workpiece) -> None:
    for entry in work.standings.missing:
        if entry.bookmark in work.entries:
            found = work.now.figure(entry.figure)
            title = found.title if found is not None else entry.figure
            work.missing.append(Missing(entry.figure, title, entry.text))


def _changed_parts(work: Workpiece) -> dict[str, bytes]:
    """The parts that are not what they were: stories, and what belongs to charts."""
    changed = dict(work.replaced)
    for part in work.standings.stories:
        if part.name in work.touched:
            renew_fallbacks(part.root)
            changed[part.name] = part_bytes(part.root)
    return changed


def _describe(work: Workpiece, *, is_edited: bool) -> Manifest:
    """The manifest of what was written now, without a content digest where nobody edited the report before."""
    old = work.standings.manifest
    order = [mark.get(NAME, "") for part in work.standings.stories for mark in part.root.iter(BOOKMARK_START)]
    named = dict.fromkeys([*(name for name in order if name in work.entries), *work.entries])
    return replace(
        old,
        workbook=work.now.workbook,
        digest=work.now.digest,
        content=old.content if is_edited else "",
        entries=tuple(work.entries[name] for name in named),
        exhibits=tuple(work.exhibits.values()),
        unsure=tuple(sorted({*old.unsure, *work.unsure})),
    )


def _renewal(work: Workpiece) -> Renewal:
    return Renewal(tuple(work.changed), tuple(work.kept), tuple(work.missing))
