"""Begins a year: a blank workbook of all the union's ledgers, and a configuration with explanations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from unionreport import config, resources
from unionreport.app import settings
from unionreport.errors import OutputError, RequestError
from unionreport.outputs import write
from unionreport.texts import Texts

_EARLIEST, _LATEST = 2000, 2099  # years that a file's name can say


@dataclass(frozen=True, slots=True)
class Begun:
    """The files written; the configuration that was there already and stays, if any."""

    written: tuple[Path, ...]
    kept: Path | None = None


def begin(year: int, folder: Path, chosen: Path | None, texts: Texts) -> Begun:
    """Writes the blank workbook of a year into a folder, and ``unionreport.toml`` where there is none.

    The ledgers are those of the union's configuration. Raises OutputError where the workbook exists.
    """
    from unionreport.output.forms import blank_book

    if not _EARLIEST <= year <= _LATEST:
        raise RequestError("year-unfit", year=year, first=_EARLIEST, last=_LATEST)
    path = folder / f"{year}.xlsx"
    if path.exists():
        raise OutputError("blank-in-the-way", file=str(path))
    catalog = settings(path, chosen).catalog
    write(path, blank_book(catalog, year, texts))
    kept = config.find(folder)
    if kept is not None:
        return Begun((path,), kept)
    starter = folder / config.FILE_NAME
    write(starter, (resources.CATALOG / f"starter.{texts.language}.toml").read_bytes())
    return Begun((path, starter))
