"""Who does the work: a thread of this process, a pool of processes, or the workers of a Dask scheduler.

All of them are a `concurrent.futures.Executor`. What a worker that died had in hand is given out again, one by one, so
that nothing is lost and nothing counted twice; an input that kills whoever takes it is told of and left.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar

from unionreport.errors import RequestError

A = TypeVar("A")
R = TypeVar("R")

Hire = Callable[[], AbstractContextManager[Executor]]

_LOCAL_BATCH, _FAR_BATCH = 16, 200  # inputs a task; a task costs a Dask scheduler two milliseconds
_IN_HAND = 3  # tasks given out for each worker, so that none waits and few are kept in memory
_DIED = ("KilledWorker", "CommClosedError")  # how Dask says that a worker died
_PATIENCE = 30  # seconds for a scheduler to answer and to have a worker


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works: an executor for ``width`` workers, ``batch`` inputs a task; ``guard`` is one worker for a suspect."""

    hire: Hire
    guard: Hire
    width: int
    batch: int


@dataclass(frozen=True, slots=True)
class Failed(Generic[A]):
    """An input that no worker could do: it, and the kind of error; no kind where the worker died of it."""

    given: A
    error: str = ""


def local_crew(jobs: int) -> Crew:
    """So many processes of this machine; a thread of this process for one job."""
    return Crew(lambda: _pool(jobs), _process, jobs, _LOCAL_BATCH)


def usual_jobs(inputs: int) -> int:
    """As many processes as there are cores for this one, fewer where there is little to do."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, inputs // _LOCAL_BATCH))


def _pool(jobs: int) -> Executor:
    return ThreadPoolExecutor(1) if jobs == 1 else ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"))


def _process() -> Executor:
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))


@contextmanager
def far_crew(scheduler: str) -> Iterator[Crew]:
    """The workers of a Dask scheduler (``tcp://host:8786``), which have the product installed and see the inputs.

    Raises RequestError where Dask is not installed, or the scheduler does not answer or has no worker.
    """
    try:
        distributed = importlib.import_module("distributed")
    except ModuleNotFoundError as error:
        raise RequestError("rollup-needs-dask") from error
    try:
        client: Any = distributed.Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise RequestError("rollup-scheduler", scheduler=scheduler) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise RequestError("rollup-no-workers", scheduler=scheduler) from error

        def hire() -> AbstractContextManager[Executor]:
            executor: AbstractContextManager[Executor] = client.get_executor(pure=False)
            return executor

        yield Crew(hire, hire, max(1, sum(client.nthreads().values())), _FAR_BATCH)


@dataclass(slots=True)
class _Turn(Generic[A, R]):
    """One turn: what is to be done, what is in hand, and what a death or an error left undone."""

    do: Callable[[list[A]], list[R]]
    waiting: Iterator[list[A]]
    most: int
    in_hand: dict[Future[list[R]], list[A]] = field(default_factory=dict)
    left: list[A] = field(default_factory=list)


def run(
    members: Crew, do: Callable[[list[A]], list[R]], given: Iterable[A], batch: int | None = None
) -> Iterator[R | Failed[A]]:
    """What comes of each of the given, as it is done; ``do`` takes a batch, and both can be pickled.

    An error or a death in a batch is that of a single one of its inputs, told of as `Failed`; the rest goes on.
    """
    most = _IN_HAND * members.width
    first: _Turn[A, R] = _Turn(do, _batches(given, batch or members.batch), most)
    yield from _work(members.hire, first)
    second: _Turn[A, R] = _Turn(do, _batches(first.left, 1), most)
    yield from _work(members.hire if len(first.left) > 1 else members.guard, second)
    for each in second.left:
        alone: _Turn[A, R] = _Turn(do, iter([[each]]), 1)
        yield from _work(members.guard, alone)
        yield from (Failed(dead) for dead in alone.left)


def _batches(given: Iterable[A], size: int) -> Iterator[list[A]]:
    rest = iter(given)
    while batch := list(islice(rest, size)):
        yield batch


def _work(hire: Hire, turn: _Turn[A, R]) -> Iterator[R | Failed[A]]:
    """Gives out all that waits; a crew that broke is replaced."""
    pending = next(turn.waiting, None)
    while pending is not None or turn.in_hand:
        with hire() as executor:
            try:
                is_whole = True
                while is_whole and (pending is not None or turn.in_hand):
                    while pending is not None and len(turn.in_hand) < turn.most:
                        turn.in_hand[executor.submit(turn.do, pending)] = pending
                        pending = next(turn.waiting, None)
                    for future in wait(turn.in_hand, return_when=FIRST_COMPLETED).done:
                        is_whole = is_whole and not _is_broken(future)
                        yield from _taken(future, turn)
            except BrokenExecutor:  # on giving out: what was not taken still waits
                pass
            finally:
                for future in turn.in_hand:
                    future.cancel()
        for future in list(turn.in_hand):
            yield from _taken(future, turn)


def _is_broken(future: Future[list[R]]) -> bool:
    return not future.cancelled() and isinstance(future.exception(), BrokenExecutor)


def _taken(future: Future[list[R]], turn: _Turn[A, R]) -> Iterator[R | Failed[A]]:
    """What came of one task that is done; its inputs are left where a worker died, or one of several is at fault."""
    batch = turn.in_hand.pop(future)
    error = None if future.cancelled() else future.exception()
    if not future.cancelled() and error is None:
        yield from future.result()
    elif error is None or isinstance(error, BrokenExecutor) or type(error).__name__ in _DIED or len(batch) > 1:
        turn.left += batch
    else:
        yield Failed(batch[0], type(error).__name__)
