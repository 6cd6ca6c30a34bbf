"""One stream out of an OLE compound file ([MS-CFB]), as much of the format as an .xls file needs."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_END = 0xFFFFFFFA  # this and all above are no sector numbers: 2.1
_ENTRY = 128
_SMALL = 4096
_SMALL_SECTOR = 64


@dataclass(frozen=True, slots=True)
class _Container:
    data: bytes
    size: int
    table: tuple[int, ...]

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.data[start : start + self.size]

    def stream(self, start: int) -> bytes:
        return b"".join(self.sector(number) for number in _chain(self.table, start))


def stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """The first of the named streams that the file holds; empty where it holds none, or is damaged."""
    try:
        container = _open(data)
        entries = dict(_entries(container.stream(*struct.unpack_from("<I", data, 48))))
        root = next((each for name, each in entries.items() if name == "Root Entry"), None)
        start, size = next((entries[name] for name in names if name in entries), (_END, 0))
        if size >= _SMALL or root is None:
            return container.stream(start)[:size]
        small = container.stream(root[0])
        table = _words(container.stream(*struct.unpack_from("<I", data, 60)))
        pieces = (small[at * _SMALL_SECTOR : (at + 1) * _SMALL_SECTOR] for at in _chain(table, start))
        return b"".join(pieces)[:size]
    except struct.error:
        return b""


def _open(data: bytes) -> _Container:
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    bare = _Container(data, size, ())
    places = [each for each in struct.unpack_from("<109I", data, 76) if each < _END]
    following, seen = struct.unpack_from("<I", data, 68)[0], set[int]()
    while following < _END and following not in seen:  # the table of the table, 2.5.1
        seen.add(following)
        *more, following = _words(bare.sector(following)) or (_END,)
        places += [each for each in more if each < _END]
    held = len(data) // size  # no table is larger than the file
    return _Container(data, size, _words(b"".join(bare.sector(each) for each in places[:held])))


def _chain(table: tuple[int, ...], start: int) -> Iterator[int]:
    """The sectors of a stream in order; a chain that bites its tail ends there."""
    seen = set[int]()
    while start < len(table) and start not in seen:
        seen.add(start)
        yield start
        start = table[start]


def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
        yield name, struct.unpack_from("<II", directory, at + 116)


def _words(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
