"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from unionreport.errors import OutputError

_OWNER_ONLY = 0o600


def write(path: Path, data: bytes, *, private: bool = False) -> None:
    """The file holds the data afterwards, or is what it was: written beside it, then renamed.

    A private file can be read by its owner alone, whatever stood there before. Raises OutputError where
    the folder, the disk or another program does not let it.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:20]}.", suffix=".tmp")
    except OSError as error:
        raise _refusal(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_OWNER_ONLY if private else _mode(path))
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _refusal(path, error) from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those a new file would have."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _refusal(path: Path, error: OSError) -> OutputError:
    return OutputError("output-unwritable", file=str(path), detail=error.strerror or str(error))
