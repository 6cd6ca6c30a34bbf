"""The outputs of a roll-up in their folder: all of them or none, and nobody's edits lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from unionreport.document.manifest import edited_since
from unionreport.errors import OutputError, TemplateError
from unionreport.output import seal
from unionreport.outputs import write
from unionreport.rollup.figures import BOOK
from unionreport.rollup.inputs import CACHE

RECORD, TABLE, REPORT = "rollup.json", "figures.parquet", "district-report.docx"


def refuse_to_overwrite(folder: Path) -> None:
    """Raises OutputError where the folder is a file or somebody's, or an output in it was edited by hand."""
    if folder.exists() and not folder.is_dir():
        raise OutputError("rollup-not-folder", folder=str(folder))
    try:
        names = {each.name for each in folder.iterdir()} if folder.exists() else set()
    except OSError as error:
        raise OutputError("output-unwritable", file=str(folder), detail=error.strerror or str(error)) from error
    if names and CACHE not in names:
        raise OutputError("rollup-folder-filled", folder=str(folder))
    for name, is_edited in ((REPORT, _report_edited), (BOOK, _book_edited)):
        if name in names and is_edited((folder / name).read_bytes()):
            raise OutputError("rollup-edited", file=str(folder / name))


def _report_edited(data: bytes) -> bool:
    try:
        return edited_since(data) is not False
    except TemplateError:
        return True


def _book_edited(data: bytes) -> bool:
    return seal.is_broken(data) is not False


def deliver(files: Mapping[str, bytes], folder: Path) -> None:
    """The folder has exactly these outputs afterwards, or those that it had.

    An output of an earlier run that there is none of this time goes. Raises OutputError where the disk or
    another program does not let it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(dir=folder / CACHE if (folder / CACHE).is_dir() else folder, prefix="new-"))
    except OSError as error:
        raise _refusal(folder, error) from error
    try:
        for name, data in files.items():
            write(staged / name, data)
        _exchange(files, staged, folder)
    except OSError as error:
        raise _refusal(folder, error) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _exchange(files: Mapping[str, bytes], staged: Path, folder: Path) -> None:
    """Puts the staged files in place of the old ones; what was moved is moved back where one of them cannot be."""
    old = staged / "old"
    old.mkdir()
    moved: list[tuple[Path, Path]] = []
    try:
        for name in (BOOK, RECORD, TABLE, REPORT):
            if (folder / name).exists():
                moved.append(_move(folder / name, old / name))
            if name in files:
                moved.append(_move(staged / name, folder / name))
    except OSError:
        for source, target in reversed(moved):
            target.replace(source)
        raise


def _move(source: Path, target: Path) -> tuple[Path, Path]:
    source.replace(target)
    return source, target


def _refusal(folder: Path, error: OSError) -> OutputError:
    return OutputError("output-unwritable", file=str(folder), detail=error.strerror or str(error))
