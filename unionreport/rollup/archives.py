"""Zip archives of workbooks: their members by name, and a member's bytes within the limits of a workbook."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from unionreport.errors import RequestError, WorkbookError
from unionreport.workbook.limits import MIB, MOST_FILE_MIB, too_large

MOST_MEMBERS = 200_000  # a province in one archive; the directory alone is 20 MB then
_UTF8, _ENCRYPTED = 0x800, 0x1  # APPNOTE 4.4.4
_FLAWS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive or a store: the name it is found by, and the one people read."""

    name: str
    shown: str


def decoded(data: bytes) -> str:
    """A text file's words: UTF-8, or GB 18030 as older systems write it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def listed(path: Path) -> Sequence[Member]:
    """The files of an archive by name; RequestError for what is no archive or has too many members."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [each for each in archive.infolist() if not each.is_dir()]
    except _FLAWS as error:
        raise RequestError("rollup-archive-damaged", file=str(path)) from error
    if len(infos) > MOST_MEMBERS:
        raise RequestError("rollup-archive-large", file=str(path), limit=f"{MOST_MEMBERS:,}")
    members = (Member(each.filename, _shown(each)) for each in infos)
    return sorted(members, key=lambda each: (each.shown, each.name))


def _shown(info: zipfile.ZipInfo) -> str:
    """The name of a member; Chinese Windows writes it in GBK and says nothing of it."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030").replace("\\", "/")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def member_bytes(archive: Path, name: str) -> bytes:
    """The bytes of a member; WorkbookError where it is damaged, under a password, or larger than a workbook may be."""
    most = MOST_FILE_MIB * MIB
    try:
        about = archive.stat()
        source = _opened(archive, about.st_mtime_ns, about.st_size)
        info = source.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise WorkbookError("workbook-locked")
        with source.open(info) as stream:
            data = stream.read(most + 1)
    except (*_FLAWS, KeyError) as error:
        raise WorkbookError("workbook-damaged", detail="zip") from error
    if len(data) > most:
        raise too_large("workbook-too-large-file", MOST_FILE_MIB)
    return data


@lru_cache(maxsize=1)
def _opened(archive: Path, changed: int, size: int) -> zipfile.ZipFile:
    """The archive as it is now, kept open: its directory would otherwise be read anew for each of its members."""
    del changed, size
    return zipfile.ZipFile(archive)
