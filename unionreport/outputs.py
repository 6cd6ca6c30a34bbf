"""Writes a file whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from unionreport.errors import OutputError

_OWNER_ONLY = 0o600


def write(path: Path, data: bytes, *, private: bool = False) -> None:
    """The file holds the data afterwards, or is what it was: written beside it, then renamed.

    A link is followed, so that the file that it leads to is written. A private file can be read by its owner
    alone, whatever stood there before. Raises OutputError where the folder, the disk or another program does
    not let it, and where something that is no file, or is protected against writing, stands there.
    """
    try:
        target = Path(os.path.realpath(path))
        _refuse_unfit(target)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:20]}.", suffix=".tmp")
    except OSError as error:
        raise _refusal(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_OWNER_ONLY if private else _mode(target))
        temporary.replace(target)
    except OSError as error:
        _clear(temporary)
        raise _refusal(path, error) from error
    except BaseException:
        _clear(temporary)
        raise


def is_taken(path: Path) -> bool:
    """Whether anything stands under the name; OutputError where the system cannot take the name at all."""
    try:
        return path.exists()
    except OSError as error:
        raise _refusal(path, error) from error


def _refuse_unfit(target: Path) -> None:
    """Refuses what a rename would take away without asking: a device, a pipe, a file protected against writing."""
    if not target.exists():
        return
    if not target.is_file():
        code = errno.EISDIR if target.is_dir() else errno.EINVAL
        raise OSError(code, os.strerror(code))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _clear(temporary: Path) -> None:
    """Takes the temporary file away; where even that is not let, the first failure is the one to tell."""
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those a new file would have."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _refusal(path: Path, error: OSError) -> OutputError:
    return OutputError("output-unwritable", file=str(path), detail=error.strerror or str(error))
