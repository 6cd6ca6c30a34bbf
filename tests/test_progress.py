"""How far work has come, on a terminal."""

from __future__ import annotations

import io
import threading

import pytest

from unionreport.progress import Progress
from unionreport.texts import texts

ZH = texts("zh")


class Terminal(io.StringIO):
    """A stream that is a terminal, and says when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        """It is one."""
        return True

    def write(self, text: str) -> int:
        """Writes and tells."""
        size = super().write(text)
        self.written.set()
        return size


def test_longer_work_is_shown_and_cleared_away() -> None:
    """After its patience the line shows the step, follows the steps, and is gone at the end."""
    stream = Terminal()
    with Progress(stream, ZH, patience=0.001) as progress:
        assert stream.written.wait(10)
        progress.step(2, 12, "2月.xlsx")
        assert stream.getvalue().endswith("\r\x1b[K2/12 2月.xlsx")
        progress.clear()
        assert stream.getvalue().endswith("\r\x1b[K")
        progress.step(3, 12, "3月.xlsx")
    assert stream.getvalue().endswith("3/12 3月.xlsx\r\x1b[K")


def test_quick_work_leaves_no_trace() -> None:
    """Work that is done within its patience writes nothing at all."""
    stream = Terminal()
    with Progress(stream, ZH, patience=60) as progress:
        progress.step(1, 1, "2023.xlsx")
        progress.clear()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(("stream", "quiet"), [(io.StringIO(), False), (Terminal(), True)])
def test_a_pipe_and_a_quiet_run_see_nothing(stream: io.StringIO, quiet: bool) -> None:
    """However long it takes, nothing goes to a pipe, nor to a terminal where only results are wanted."""
    with Progress(stream, ZH, quiet=quiet, patience=0) as progress:
        progress.step(1, 2, "2023.xlsx")
    progress._begin()  # the timer that would have rung
    assert stream.getvalue() == ""
