"""Whole processes measured in pairs: wall and CPU time, and the largest resident size."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds of wall and of CPU, MiB of memory at most (of its largest process)."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Pair:
    """The runs of ours and of the peer, taken in turn."""

    ours: tuple[Cost, ...]
    peer: tuple[Cost, ...]

    def ratio(self, quantity: str) -> float:
        """The median over the pairs of ours by the peer's."""
        return statistics.median(
            getattr(ours, quantity) / getattr(peer, quantity) for ours, peer in zip(self.ours, self.peer, strict=True)
        )

    def median(self, side: str, quantity: str) -> float:
        """The median of one side."""
        return statistics.median(getattr(each, quantity) for each in getattr(self, side))


def run(command: Sequence[str], environment: dict[str, str] | None = None) -> Cost:
    """Runs a command and measures it; raises where it fails, with what it said."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", **(environment or {})},
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {said.decode(errors='replace')[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(ours: Sequence[str], peer: Sequence[str], pairs: int) -> Pair:
    """Ours and the peer in turn, after one run of each that does not count."""
    run(ours)
    run(peer)
    taken = [(run(ours), run(peer)) for _ in range(pairs)]
    return Pair(tuple(each for each, _ in taken), tuple(each for _, each in taken))
