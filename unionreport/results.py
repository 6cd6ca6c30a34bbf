"""Results written to a file instead of standard output."""

from __future__ import annotations

from pathlib import Path

from unionreport.errors import OutputError, RequestError
from unionreport.outputs import write

_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zip and OLE: workbooks and documents of every kind


def save(text: str, path: Path) -> None:
    """The file holds the text, as UTF-8 with one line break at its end; whole or not at all.

    Raises OutputError where a workbook or document stands in its place, or it cannot be written.
    """
    try:
        with path.open("rb") as file:
            begin = file.read(len(_BINARY[0]))
    except FileNotFoundError:
        begin = b""
    except OSError as error:
        raise OutputError("output-unwritable", file=str(path), detail=error.strerror or str(error)) from error
    if begin in _BINARY:
        raise OutputError("result-is-workbook", file=str(path))
    write(path, f"{text}\n".encode())


def workbook_place(path: Path | None) -> Path:
    """The file that a workbook of ours may be written to: a new one, or one of ours that nobody changed since.

    Raises RequestError where no file is named, OutputError where it is none for a workbook or in the way.
    """
    from unionreport.output import seal

    if path is None:
        raise RequestError("figures-need-file")
    if path.suffix.lower() != ".xlsx":
        raise OutputError("figures-suffix", file=str(path))
    try:
        is_ours = not path.exists() or seal.is_broken(path.read_bytes()) is False
    except OSError as error:
        raise OutputError("output-unwritable", file=str(path), detail=error.strerror or str(error)) from error
    if not is_ours:
        raise OutputError("figures-in-the-way", file=str(path))
    return path


def save_workbook(data: bytes, path: Path) -> None:
    """The file holds the workbook, whole or not at all."""
    write(path, data)
