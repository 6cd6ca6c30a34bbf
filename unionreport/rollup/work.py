"""What a worker does: a batch of inputs, each read, judged and computed to its summary and its marks."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from unionreport import __version__
from unionreport import config as configuration
from unionreport.app import examine
from unionreport.config import Config
from unionreport.errors import UnionReportError, WorkbookError
from unionreport.resources import CATALOG
from unionreport.rollup import archives, remote
from unionreport.rollup.digest import naming, summarise
from unionreport.rollup.inputs import ARCHIVE, Input, Store
from unionreport.rollup.marks import Marks, mark
from unionreport.rollup.secret import fingerprint
from unionreport.rollup.summary import Refusal, Summary
from unionreport.workbook.limits import MIB, MOST_FILE_MIB


@dataclass(frozen=True, slots=True)
class Terms:
    """What every task is told: the roll-up's configuration, whether it is everybody's, and the key of the marks."""

    config: str
    is_chosen: bool
    key: bytes = field(repr=False)  # the logs of a cluster print what a failed task was given


@dataclass(frozen=True, slots=True)
class Task:
    """One input, and the stamp of what is kept of it; empty where nothing is."""

    source: Input
    known: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one input: its summary and marks under a new stamp; no summary where what is kept still holds."""

    address: str
    stamp: str = ""
    summary: Summary | None = None
    marks: Marks | None = None


def process(batch: Sequence[Task], terms: Terms) -> list[Done]:
    """What came of each input of a batch; what is wrong with one is in its summary and stops nothing."""
    return [_process(each, terms) for each in batch]


def _process(task: Task, terms: Terms) -> Done:
    source, stamp = task.source, ""
    try:
        with _at_hand(source) as path:
            base, own = _configs(path, source, terms)
            digest = _digest(source, path)
            stamp = _stamp(digest, base, own, terms) if digest else ""
            if stamp and stamp == task.known:
                return Done(source.address, stamp)
            case = examine(path, _read(*own))
            catalog = _read(*base).catalog
            summary = replace(summarise(case, source, catalog), digest=digest)
            return Done(source.address, stamp, summary, mark(case, terms.key, catalog))
    except UnionReportError as error:
        return Done(source.address, stamp, refusal(source, error.key, **_told(error, source)))


def refusal(source: Input, key: str, **params: str) -> Summary:
    """The summary of an input that is not counted."""
    name, known = naming(source, "")
    return Summary(source.address, name, known, refused=Refusal(key, params))


def _told(error: UnionReportError, source: Input) -> dict[str, str]:
    """The values of a refusal; a file is told by its address, since where it was read may be for the moment only."""
    return {name: source.address if name == "file" else str(each) for name, each in error.params.items()}


@contextmanager
def _at_hand(source: Input) -> Iterator[Path]:
    """The workbook, or the folder of monthly ones, as a path on this machine."""
    if source.store is Store.FOLDER:
        first = Path(source.files[0])
        yield first.parent if source.is_monthly else first
        return
    if source.files[0].lower().endswith(ARCHIVE):
        raise WorkbookError("rollup-archive-inside", file=source.address)
    with tempfile.TemporaryDirectory() as folder:
        shown = PurePosixPath(source.address)
        top = Path(folder) / shown.name if source.is_monthly else Path(folder)
        top.mkdir(exist_ok=True)
        for file in source.files:
            is_member = source.store is Store.ARCHIVE
            data = archives.member_bytes(Path(source.at), file) if is_member else remote.file_bytes(file)
            name = PurePosixPath(file).name if source.is_monthly else shown.name
            (top / name).write_bytes(data)
        yield top if source.is_monthly else top / shown.name


Settings = tuple[str, str]
"""A configuration file and its digest; both are empty where there is none."""


def _configs(path: Path, source: Input, terms: Terms) -> tuple[Settings, Settings]:
    """The configuration of the roll-up, and that of the union: its own beside its workbook, else the same."""
    base = _settings(Path(terms.config)) if terms.config else ("", "")
    if terms.is_chosen or source.store is not Store.FOLDER:
        return base, base
    inside = configuration.find(path) if path.is_dir() else None
    beside = inside or configuration.find(path.parent)
    return base, base if beside is None else _settings(beside)


def _settings(path: Path) -> Settings:
    return str(path), hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


@lru_cache(maxsize=8)
def _read(path: str, digest: str) -> Config:
    del digest  # a file that changed is another one
    return configuration.load(Path(path) if path else None)


def _digest(source: Input, path: Path) -> str:
    """The digest of a workbook's content, or of the names and contents of several."""
    if not source.is_monthly:
        return _file_digest(path)
    books = map(Path, source.files) if source.store is Store.FOLDER else path.iterdir()
    each = (f"{book.name} {_file_digest(book)}" for book in sorted(books))
    return hashlib.sha256("\n".join(each).encode()).hexdigest()


def _file_digest(path: Path) -> str:
    """The digest of a regular file; empty for anything else, which reading will refuse."""
    found = hashlib.sha256()
    try:
        if not path.is_file() or path.stat().st_size > MOST_FILE_MIB * MIB:
            return ""
        with path.open("rb") as file:
            while piece := file.read(MIB):
                found.update(piece)
    except OSError:
        return ""
    return found.hexdigest()


def _stamp(digest: str, base: Settings, own: Settings, terms: Terms) -> str:
    """What a summary depends on, in one: the content, both configurations, the product, and the key of the marks."""
    parts = (digest, base[1], own[1], product(), fingerprint(terms.key))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@lru_cache(maxsize=1)
def product() -> str:
    """The product's version and the digest of its catalog."""
    found = hashlib.sha256(__version__.encode())
    for path in sorted(CATALOG.rglob("*.toml")):
        found.update(path.read_bytes())
    return found.hexdigest()
