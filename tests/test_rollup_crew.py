from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import partial
from pathlib import Path

import pytest

from unionreport.errors import RequestError
from unionreport.rollup.crew import Crew, Failed, far_crew, local_crew, run, usual_jobs


def doubled(batch: list[int]) -> list[int]:
    """Twice each number; 13 is a mistake."""
    if 13 in batch:
        raise ValueError(batch)
    return [2 * each for each in batch]


def deadly(folder: Path, batch: list[int]) -> list[int]:
    """Twice each number; 7 kills its worker each time, 8 only the first time."""
    first = folder / "first"
    if 7 in batch or (8 in batch and not first.exists()):
        first.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return doubled(batch)


def done(results: Iterator[int | Failed[int]]) -> list[int]:
    """The numbers that came out, in order."""
    return sorted(each for each in results if isinstance(each, int))


def test_a_mistake_is_that_of_one_input() -> None:
    """A batch that fails is tried one by one; only the input at fault is told of."""
    ended = run(local_crew(1), doubled, range(40))
    results = list(ended)
    assert done(iter(results)) == [2 * each for each in range(40) if each != 13]
    assert [each for each in results if isinstance(each, Failed)] == [Failed(13, "ValueError")]


def test_nothing_to_do_is_done() -> None:
    """No input, no task."""
    ended = run(local_crew(1), doubled, [])
    assert list(ended) == []


def test_a_worker_that_dies_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Its inputs are given out again; what kills every worker is told of, and each of the others is done once."""
    ended = run(local_crew(2), partial(deadly, tmp_path), range(60), 4)
    results = list(ended)
    assert done(iter(results)) == [2 * each for each in range(60) if each not in (7, 13)]
    failed = sorted((each.given, each.error) for each in results if isinstance(each, Failed))
    assert failed == [(7, ""), (13, "ValueError")]


class Fragile(Executor):
    """An executor that refuses work once it is broken, and is broken from the third task on."""

    broken = 0

    def __init__(self) -> None:
        self.given = 0

    def submit(self, fn: object, /, *args: object, **_: object) -> Future[list[int]]:  # type: ignore[override]
        """Does the work at once; breaks at the third task and cancels the second of the next."""
        self.given += 1
        if self.given == 3 and Fragile.broken < 2:
            Fragile.broken += 1
            raise BrokenExecutor
        future: Future[list[int]] = Future()
        if self.given == 2 and Fragile.broken == 1:
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_result(fn(*args))  # type: ignore[operator]
        return future


def test_a_crew_that_takes_no_more_work_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not taken, and what was called off, is given to the next crew."""
    monkeypatch.setattr(Fragile, "broken", 0)
    fragile = Crew(Fragile, Fragile, 2, 1)
    ended = run(fragile, doubled, range(9))
    assert done(ended) == [2 * each for each in range(9)]


def test_as_many_processes_as_there_is_work_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few workbooks are read in this process, many by as many processes as there are cores."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1, 2, 3, 4}, raising=False)
    assert [usual_jobs(each) for each in (0, 31, 32, 47, 10_000)] == [1, 1, 2, 2, 4]
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert usual_jobs(10_000) == 1


def test_a_cluster_needs_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the refusal says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(RequestError, match="rollup-needs-dask"), far_crew("tcp://127.0.0.1:1"):
        pass


def test_threads_end_with_their_work() -> None:
    """Nothing of a crew is left behind."""
    before = threading.active_count()
    ended = run(local_crew(1), doubled, range(5))
    assert len(list(ended)) == 5
    assert threading.active_count() == before
