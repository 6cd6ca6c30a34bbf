"""The parts of a zip container, read in pieces and never unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from unionreport.errors import WorkbookError
from unionreport.workbook.limits import MOST_MEMBERS, Meter, too_large

_PIECE = 1 << 20
_ENTRY = b"PK\x01\x02"  # begins each entry of the directory, APPNOTE 4.3.12
_END = b"PK\x05\x06"  # begins its end, 4.3.16
_ENCRYPTED = 0x1
_FLAWS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip container: its parts by plain name, the names that occur twice, and the meter of what is read."""

    source: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]
    twice: frozenset[str]
    meter: Meter

    def __contains__(self, name: str) -> bool:
        return plain(name) in self.parts

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece.

        Raises WorkbookError for a part that is missing, there twice, encrypted, damaged or beyond the limits.
        """
        part = self.parts.get(plain(name))
        if part is None:
            raise damaged(name)
        if plain(name) in self.twice:
            raise WorkbookError("workbook-contradictory", detail=name)
        if part.flag_bits & _ENCRYPTED:
            raise WorkbookError("workbook-locked")
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:  # all that ISO 29500-2 allows
            raise damaged(name)
        try:
            with self.source.open(part) as stream:
                while piece := stream.read(_PIECE):
                    self.meter.spend(len(piece))
                    yield piece
        except _FLAWS as error:
            raise damaged(name) from error

    def inflate(self) -> None:
        """Reads every part and keeps none: what another library will hold whole must be within the limits."""
        for name in self.parts:
            for _ in self.pieces(name):
                pass

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a part, none where it is missing."""
        return next(self.pieces(name), b"")[:size] if name in self else b""


def open_archive(data: bytes, meter: Meter) -> Archive:
    """The directory of a zip container; WorkbookError for one that is broken off, damaged or of too many parts."""
    if data.count(_ENTRY) > MOST_MEMBERS:
        raise too_large("workbook-too-large-members", MOST_MEMBERS)
    if _END not in data:
        raise WorkbookError("workbook-truncated")
    try:
        source = zipfile.ZipFile(io.BytesIO(data))
    except (*_FLAWS, NotImplementedError) as error:
        raise damaged("zip") from error
    parts: dict[str, zipfile.ZipInfo] = {}
    twice = set()
    for part in source.infolist():
        name = plain(part.filename)
        if name in parts:
            twice.add(name)
        parts[name] = part
    return Archive(source, parts, frozenset(twice), meter)


def plain(name: str) -> str:
    """A part's name without case, backslashes and a leading slash: writers differ in them."""
    return name.replace("\\", "/").lstrip("/").lower()


def damaged(detail: str) -> WorkbookError:
    """The refusal of a file that cannot be read, with where it fails."""
    return WorkbookError("workbook-damaged", detail=detail)
