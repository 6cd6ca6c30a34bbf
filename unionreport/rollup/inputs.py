"""Finding what is to be rolled up: every workbook below a folder, in a list, a glob, a zip archive, a store."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from unionreport.errors import RequestError
from unionreport.months import are_of_one_year
from unionreport.rollup import archives, remote
from unionreport.workbook import SUFFIXES

CACHE = ".rollup-cache"
"""The folder of a roll-up that keeps what was read; a folder that has one is no union's."""

ARCHIVE, LISTS = ".zip", (".txt", ".list")


class Store(StrEnum):
    """Where an input stands: in a folder, in a zip archive, at an address of another store (``s3://``)."""

    FOLDER = "folder"
    ARCHIVE = "archive"
    REMOTE = "remote"


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One union's workbook, or the monthly ones that together are one.

    ``address`` is what people are told; ``files`` are paths, members of the archive at ``at``, or addresses.
    ``home`` is the name of the folder around it, empty at the top.
    """

    address: str
    files: tuple[str, ...]
    store: Store = Store.FOLDER
    at: str = ""
    home: str = ""

    @property
    def is_monthly(self) -> bool:
        """Whether it is a folder of monthly workbooks."""
        return len(self.files) > 1


def survey(sources: Sequence[str], output: Path) -> list[Input]:
    """Every input in the order of its address, each once; what stands in the output folder is none.

    A source is a folder, a workbook, a zip archive, a list (``.txt``, an address a line), a pattern with
    ``*``, or an address of a store that fsspec knows. Raises RequestError for one that is not there.
    """
    found: dict[tuple[str, tuple[str, ...]], Input] = {}
    for source in sources:
        prefix = "" if len(sources) == 1 else source
        for each in _of_source(source, prefix, output.resolve()):
            found.setdefault((each.at, tuple(_settled(each))), each)
    return list(_told_apart(sorted(found.values())))


def _settled(each: Input) -> Iterable[str]:
    """What tells an input from the same one named in another way."""
    return (str(Path(file).resolve()) for file in each.files) if each.store is Store.FOLDER else each.files


def _told_apart(inputs: Sequence[Input]) -> Iterator[Input]:
    """The inputs, each under an address that no other has."""
    seen: set[str] = set()
    for each in inputs:
        address, number = each.address, 2
        while address in seen:
            address, number = f"{each.address} ({number})", number + 1
        seen.add(address)
        yield replace(each, address=address)


def _of_source(source: str, prefix: str, output: Path) -> Iterator[Input]:
    path = Path(source)
    if remote.is_remote(source):
        yield from _grouped(remote.listed(source), prefix, Store.REMOTE)
    elif path.is_dir():
        yield from _below(path, prefix, output)
    elif path.is_file() and path.suffix.lower() in LISTS:
        yield from _in_list(path, output)
    elif path.is_file():
        is_archive = path.suffix.lower() == ARCHIVE
        yield from _of_file(path, prefix if is_archive else prefix or source, path.resolve().parent.name)
    elif glob.has_magic(source):
        yield from _matching(source, output)
    else:
        raise RequestError("rollup-source-missing", source=source)


def _of_file(path: Path, address: str, home: str) -> Iterator[Input]:
    if path.suffix.lower() == ARCHIVE:
        yield from _grouped(archives.listed(path), address, Store.ARCHIVE, str(path))
    else:
        yield Input(address, (str(path),), home=home)


def _in_list(path: Path, output: Path) -> Iterator[Input]:
    """What a list names, from its own folder on; a line that names nothing is an input that will be refused."""
    for line in archives.decoded(path.read_bytes()).splitlines():
        name = line.strip()
        if not name or name.startswith("#"):
            continue
        place = name if remote.is_remote(name) else str(path.parent / name)
        if remote.is_remote(name) or Path(place).exists() or glob.has_magic(name):
            yield from _of_source(place, name, output)
        else:
            yield Input(name, (place,))


def _matching(pattern: str, output: Path) -> Iterator[Input]:
    names = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  a Path has no patterns that begin at the root
    if not names:
        raise RequestError("rollup-source-missing", source=pattern)
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from _below(path, name, output)
        elif _is_input(path.name) and not _is_under(path, output):
            yield from _of_file(path, name, path.resolve().parent.name)


def _is_under(path: Path, output: Path) -> bool:
    return path.resolve().is_relative_to(output)


def _below(top: Path, prefix: str, output: Path) -> Iterator[Input]:
    """The inputs of a folder and those below it; hidden folders and roll-ups are passed over."""
    for here, folders, names in os.walk(top):
        folder = Path(here)
        if CACHE in folders or folder.resolve() == output:
            folders.clear()
            continue
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        below = folder.relative_to(top).as_posix()
        home = folder.resolve().name
        paths = [folder / name for name in sorted(names) if _is_input(name)]
        books = [each for each in paths if each.suffix.lower() != ARCHIVE]
        if _are_monthly(each.name for each in books):
            yield Input(_joined(prefix, below) or home, tuple(map(str, books)), home=folder.resolve().parent.name)
            books = []
        for each in books:
            yield Input(_joined(prefix, below, each.name), (str(each),), home=home)
        for each in paths:
            if each.suffix.lower() == ARCHIVE:
                yield from _of_archive_below(each, _joined(prefix, below, each.name))


def _of_archive_below(path: Path, address: str) -> Iterator[Input]:
    """The members of an archive among the workbooks; one that cannot be opened is an input that will be refused."""
    try:
        yield from _grouped(archives.listed(path), address, Store.ARCHIVE, str(path))
    except RequestError:
        yield Input(address, (str(path),))


def _joined(*parts: str) -> str:
    return "/".join(each.rstrip("/") for each in parts if each not in {"", "."})


def _is_input(name: str) -> bool:
    return name.lower().endswith((*SUFFIXES, ARCHIVE)) and not name.startswith(("~$", "."))


def _are_monthly(names: Iterable[str]) -> bool:
    return are_of_one_year([PurePosixPath(name).stem for name in names])


def _grouped(names: Sequence[archives.Member], prefix: str, store: Store, at: str = "") -> Iterator[Input]:
    """The members of an archive or store, folder by folder, the monthly ones of a folder together."""
    folders: dict[str, list[archives.Member]] = {}
    for each in names:
        if _is_input(PurePosixPath(each.shown).name):
            folders.setdefault(str(PurePosixPath(each.shown).parent), []).append(each)
    for folder, members in folders.items():
        home = PurePosixPath(folder).name or PurePosixPath(prefix or at).stem
        books = [each for each in members if not each.shown.lower().endswith(ARCHIVE)]
        alone = members
        if _are_monthly(each.shown for each in books):
            above = PurePosixPath(folder).parent.name
            yield Input(_joined(prefix, folder), tuple(each.name for each in books), store, at, above)
            alone = [each for each in members if each not in books]
        for each in alone:
            yield Input(_joined(prefix, each.shown), (each.name,), store, at, home)
