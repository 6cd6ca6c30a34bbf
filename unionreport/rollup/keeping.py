"""What a roll-up keeps beside its outputs, so that a stopped one goes on and an unchanged one reads nothing twice.

The summaries have no personal data; the marks are hashes under a key that is kept elsewhere (see `secret`). Both are
for the owner's eyes alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from unionreport.errors import OutputError
from unionreport.rollup.inputs import CACHE
from unionreport.rollup.marks import Marks
from unionreport.rollup.summary import Summary, from_json, to_json

_FILE = "summaries.sqlite"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS kept (address TEXT PRIMARY KEY, stamp TEXT, summary TEXT, records BLOB, spots BLOB)"
)
_OWNER_ONLY, _OWNER_FOLDER = 0o600, 0o700


@dataclass(frozen=True, slots=True)
class Kept:
    """The summaries and marks of a roll-up, by address of input."""

    folder: Path
    base: sqlite3.Connection

    def stamps(self) -> dict[str, str]:
        """By address, the stamp of what its summary was made from."""
        return dict(self.base.execute("SELECT address, stamp FROM kept"))

    def put(self, summary: Summary, stamp: str, marks: Marks) -> None:
        """Keeps what was made of one input; nothing of it is lost from the next `save` on."""
        row = (summary.address, stamp, to_json(summary), marks.records, marks.spots)
        self.base.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", row)

    def save(self) -> None:
        """What was put is on the disk afterwards."""
        self.base.commit()

    def forget_others(self, addresses: Iterable[str]) -> None:
        """Drops what is kept of inputs that are no longer there."""
        gone = set(self.stamps()) - set(addresses)
        self.base.executemany("DELETE FROM kept WHERE address = ?", [(each,) for each in gone])
        self.base.commit()

    def summaries(self) -> Iterator[Summary]:
        """Every summary, by address."""
        rows = self.base.execute("SELECT summary FROM kept ORDER BY address")
        return (from_json(text) for (text,) in rows)

    def records(self) -> Iterator[tuple[str, bytes]]:
        """By address, the marks of each workbook that has any."""
        yield from self.base.execute("SELECT address, records FROM kept WHERE length(records) > 0 ORDER BY address")

    def spots(self, address: str) -> bytes:
        """What is shown of the marks of one workbook."""
        (found,) = self.base.execute("SELECT spots FROM kept WHERE address = ?", (address,)).fetchone()
        return bytes(found)


def open_kept(output: Path) -> Kept:
    """What is kept in an output folder, an empty one where there is nothing or it is damaged.

    Raises OutputError where another roll-up is at work there or the folder does not let it.
    """
    folder = output / CACHE
    try:
        folder.mkdir(mode=_OWNER_FOLDER, parents=True, exist_ok=True)
        path = folder / _FILE
        path.touch(_OWNER_ONLY)
        path.chmod(_OWNER_ONLY)
    except OSError as error:
        raise OutputError("output-unwritable", file=str(folder), detail=error.strerror or str(error)) from error
    try:
        return Kept(folder, _connected(path))
    except sqlite3.OperationalError as error:
        raise OutputError("rollup-busy", folder=str(output)) from error
    except sqlite3.DatabaseError:  # no database any more: what it held is made again
        path.write_bytes(b"")
        return Kept(folder, _connected(path))


def _connected(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=1)
    try:
        base.execute("PRAGMA locking_mode = EXCLUSIVE")
        base.execute("BEGIN EXCLUSIVE")
        base.execute(_TABLE)
        base.commit()
    except sqlite3.Error:
        base.close()
        raise
    return base
