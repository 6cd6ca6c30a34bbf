"""The marks of all workbooks dealt out by the first byte of their hash, on the disk: each part fits in memory."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from unionreport.rollup.crossing import PARTITIONS, placed
from unionreport.rollup.keeping import Kept

_PREFIX = "spill-"
_MOST_HELD = 16 << 20  # bytes in memory before they are written out


@contextmanager
def partitions(kept: Kept, books: Mapping[str, tuple[int, int]]) -> Iterator[Iterator[bytes]]:
    """The marks of the workbooks, a partition at a time; ``books`` has the number of each and of its union.

    What an earlier run left behind is cleared away, and so is all of this one at its end.
    """
    for old in kept.folder.glob(f"{_PREFIX}*"):
        shutil.rmtree(old)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=kept.folder) as folder:
        _deal(kept, books, Path(folder))
        yield (path.read_bytes() for path in sorted(Path(folder).iterdir()))


def _deal(kept: Kept, books: Mapping[str, tuple[int, int]], folder: Path) -> None:
    held = [bytearray() for _ in range(PARTITIONS)]
    size = 0
    for address, records in kept.records():
        if address not in books:
            continue
        for number, mark in placed(records, *books[address]):
            held[number] += mark
            size += len(mark)
        if size > _MOST_HELD:
            size = _write(held, folder)
    _write(held, folder)


def _write(held: list[bytearray], folder: Path) -> int:
    """Appends what is held to the files of its partitions, and holds nothing any more."""
    for number, data in enumerate(held):
        if data:
            with (folder / f"{number:03}").open("ab") as file:
                file.write(data)
            data.clear()
    return 0
