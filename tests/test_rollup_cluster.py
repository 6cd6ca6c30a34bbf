"""The roll-up on a real Dask scheduler with two worker processes; it is skipped where Dask is not installed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unions import district
from unionreport.errors import RequestError
from unionreport.rollup import crew
from unionreport.rollup.course import Request
from unionreport.rollup.production import produce
from unionreport.texts import texts

distributed = pytest.importorskip("distributed")

pytestmark = [pytest.mark.usefixtures("state"), pytest.mark.filterwarnings("default")]

OUTPUTS = ("rollup.xlsx", "rollup.json", "district-report.docx")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler with two worker processes, which are started again where they die."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as made:
        yield made


@pytest.fixture(scope="module")
def unions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district, messy, broken and with copies."""
    return district(tmp_path_factory.mktemp("rollup") / "锦绣街道", 60, 6)


def written(unions: Path, output: Path, **wish: Any) -> dict[str, bytes]:
    """The outputs of a roll-up, byte by byte."""
    step = wish.pop("step", lambda *_: None)
    produce(Request((str(unions),), output, **wish), texts("zh"), step)
    return {name: (output / name).read_bytes() for name in OUTPUTS}


def test_every_crew_gives_the_same_bytes(
    unions: Path, tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process, two, and a cluster that loses a worker in mid-run write the same files."""
    alone = written(unions, tmp_path / "one", jobs=1)
    assert written(unions, tmp_path / "two", jobs=2) == alone
    monkeypatch.setattr(crew, "_FAR_BATCH", 4)
    killed: list[int] = []

    def step(done: int, _: int) -> None:
        if done >= 8 and not killed:
            worker = next(iter(cluster.scheduler.workers.values()))
            with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
                killed.append(client.run(os.getpid, workers=[worker.address])[worker.address])
            os.kill(killed[0], signal.SIGKILL)

    assert written(unions, tmp_path / "far", scheduler=cluster.scheduler_address, step=step) == alone
    assert killed


def test_a_scheduler_that_does_not_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal names the address."""
    monkeypatch.setattr(crew, "_PATIENCE", 1)
    with (
        pytest.raises(RequestError, match=r"rollup-scheduler.*tcp://127\.0\.0\.1:9"),
        crew.far_crew("tcp://127.0.0.1:9"),
    ):
        pass


def test_a_scheduler_without_workers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster with nobody to work is told of, not waited for."""
    monkeypatch.setattr(crew, "_PATIENCE", 1)
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as empty:
        address = empty.scheduler_address
        with pytest.raises(RequestError, match="rollup-no-workers"), crew.far_crew(address):
            pass
