"""A line on a terminal that says how far longer work has come; nothing in pipes, nothing for quick work."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self, TextIO

from unionreport.texts import Texts

_PATIENCE = 1.0  # seconds that work may take in silence
_CLEAR = "\r\x1b[K"


class Progress:
    """Shows the current step on a stream once the work has lasted a second, and takes the line away at the end.

    It stays silent where the stream is no terminal or ``quiet`` is asked for.
    """

    def __init__(self, stream: TextIO, texts: Texts, *, quiet: bool = False, patience: float = _PATIENCE) -> None:
        self._stream, self._texts = stream, texts
        self._wanted = not quiet and stream.isatty()
        self._line = ""
        self._shown = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(patience, self._begin)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._wanted:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._wanted = False
        self.clear()

    def step(self, number: int, total: int, file: str) -> None:
        """The work has come to one of its files; shown at once if the work has lasted long enough."""
        self.say("progress.step", number=number, total=total, file=file)

    def say(self, key: str, **values: object) -> None:
        """The work waits for what the sentence says; shown at once if the work has lasted long enough."""
        with self._lock:
            self._line = self._texts.say(key, **values)
            if self._shown:
                self._draw()

    def clear(self) -> None:
        """Takes the line away, so that something else can be written; the next step shows it again."""
        with self._lock:
            if self._shown:
                self._stream.write(_CLEAR)
                self._stream.flush()

    def _begin(self) -> None:
        with self._lock:
            if self._wanted:
                self._shown = True
                self._draw()

    def _draw(self) -> None:
        self._stream.write(_CLEAR + self._line)
        self._stream.flush()
