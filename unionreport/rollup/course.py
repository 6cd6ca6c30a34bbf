"""The whole course of a roll-up: find the inputs, gather their summaries, choose, merge, look across, conclude."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from unionreport import config as configuration
from unionreport.errors import RequestError
from unionreport.rollup import secret, work
from unionreport.rollup.crew import Crew, Failed, far_crew, local_crew, run, usual_jobs
from unionreport.rollup.crossing import Crossed, Crossing, both, cross
from unionreport.rollup.inputs import Input, survey
from unionreport.rollup.keeping import Kept, open_kept
from unionreport.rollup.marks import Marks, read_spots
from unionreport.rollup.merging import rolled
from unionreport.rollup.outcome import Outcome, Place, Told
from unionreport.rollup.selection import Selection, select
from unionreport.rollup.spill import partitions
from unionreport.rollup.work import Done, Task, Terms

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be rolled up, where to, and by whom: so many processes (none: as fits), or a scheduler's workers.

    ``year`` is asked for where it is not the one that most workbooks are of; ``config`` is the chosen
    configuration.
    """

    sources: tuple[str, ...]
    output: Path
    jobs: int | None = None
    scheduler: str | None = None
    year: int | None = None
    config: Path | None = None


def _in_silence(done: int, total: int) -> None:
    """Tells nobody how far the work has come."""


def roll_up(request: Request, step: Step = _in_silence) -> Outcome:
    """What comes of all the workbooks together; what was read is kept in the output folder.

    ``step`` is told how many of the inputs are done. Raises RequestError where there is no input, none that
    can be counted, or no crew.
    """
    inputs = survey(request.sources, request.output)
    if not inputs:
        raise RequestError("rollup-no-inputs", sources="、".join(request.sources))
    settings = settled(request)
    catalog = configuration.load(settings).catalog
    terms = Terms(str(settings.resolve()) if settings else "", request.config is not None, secret.key())
    kept = open_kept(request.output)
    with closing(kept.base), _crew(request, len(inputs)) as crew:
        kept.forget_others(each.address for each in inputs)
        _gather(inputs, terms, kept, (crew, step))
        selection = select(list(kept.summaries()), request.year)
        crossed = _look_across(selection, kept, crew)
        told = tuple(_told(crossed.listed, selection, kept))
    return Outcome(catalog, selection, rolled(selection.counted), crossed, told)


def settled(request: Request) -> Path | None:
    """The roll-up's configuration: the chosen one, else that of the only folder rolled up, else of this folder."""
    top = Path(request.sources[0])
    inside = configuration.find(top) if len(request.sources) == 1 and top.is_dir() else None
    return request.config or inside or configuration.find(Path())


def _crew(request: Request, inputs: int) -> AbstractContextManager[Crew]:
    if request.scheduler:
        return far_crew(request.scheduler)
    return nullcontext(local_crew(request.jobs or usual_jobs(inputs)))


def _gather(inputs: Sequence[Input], terms: Terms, kept: Kept, by: tuple[Crew, Step]) -> None:
    """Every input has its summary among what is kept afterwards; of what did not change it stays."""
    crew, step = by
    stamps = kept.stamps()
    tasks = [Task(each, stamps.get(each.address, "")) for each in inputs]
    do: Callable[[list[Task]], list[Done]] = partial(work.process, terms=terms)
    step(0, len(tasks))
    results = run(crew, do, tasks)
    for number, done in enumerate(results, 1):
        _keep(done, kept)
        if number % crew.batch == 0:
            kept.save()
        step(number, len(tasks))
    kept.save()


def _keep(done: Done | Failed[Task], kept: Kept) -> None:
    if isinstance(done, Failed):
        key = "rollup-failed" if done.error else "rollup-worker-died"
        kept.put(work.refusal(done.given.source, key, kind=done.error), "", Marks())
    elif done.summary is not None:
        kept.put(done.summary, done.stamp, done.marks or Marks())


def _look_across(selection: Selection, kept: Kept, crew: Crew) -> Crossed:
    """The check across unions, a task a partition of the hashes."""
    unions: dict[str, int] = {}
    books = {
        each.address: (number, unions.setdefault(each.key, len(unions)))
        for number, each in enumerate(selection.counted)
    }
    whole = Crossed()
    with partitions(kept, books) as parts:
        for found in run(crew, cross_each, parts, 1):
            if isinstance(found, Failed):
                raise RequestError("rollup-crossing", kind=found.error)
            whole = both(whole, found)
    return whole


def cross_each(batch: list[bytes]) -> list[Crossed]:
    """What each partition tells."""
    return [cross(each) for each in batch]


def _told(listed: Sequence[Crossing], selection: Selection, kept: Kept) -> Iterator[Told]:
    """The findings with what is shown of each row; each workbook is looked into once, and only its rows are held."""
    needed: dict[int, set[int]] = {}
    for book, number in (spot for each in listed for spot in each.spots):
        needed.setdefault(book, set()).add(number)
    places: dict[tuple[int, int], Place] = {}
    for book, numbers in needed.items():
        summary = selection.counted[book]
        spots = read_spots(kept.spots(summary.address))
        for number in numbers:
            places[book, number] = Place(summary.address, summary.union, *spots[number])
    for each in listed:
        yield Told(each.rule, tuple(places[spot] for spot in each.spots))
