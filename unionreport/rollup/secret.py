"""The key of the hashes that people are found again by: the user's own, outside of every output folder.

Whoever has the key and the marks can try out all ID numbers, of which there are only some 10¹¹. So the marks lie with
the roll-up, the key does not: a folder that is handed on tells nothing.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

_SIZE = 32
_OWNER_ONLY, _OWNER_FOLDER = 0o600, 0o700
_NAME = "rollup.key"


def key() -> bytes:
    """The user's key, made on first use; one for this run alone where it cannot be kept."""
    path = _folder() / _NAME
    try:
        path.parent.mkdir(mode=_OWNER_FOLDER, parents=True, exist_ok=True)
        _make(path)
        found = path.read_bytes()
    except OSError:
        return secrets.token_bytes(_SIZE)
    return found if len(found) == _SIZE else secrets.token_bytes(_SIZE)


def fingerprint(secret: bytes) -> str:
    """What tells one key from another and nothing else of it."""
    return hashlib.blake2b(b"", digest_size=16, key=secret, person=b"fingerprint").hexdigest()


def _folder() -> Path:
    """Where programs keep what is the user's own: the XDG base directories, on Windows the local application data."""
    place = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(place or Path.home() / ".local" / "state") / "unionreport"


def _make(path: Path) -> None:
    """Writes a new key whole, unless there is one."""
    if path.exists():
        return
    new = path.with_name(f".{_NAME}.{secrets.token_hex(8)}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_SIZE))
    try:
        os.link(new, path)
    except FileExistsError:  # another run was quicker
        pass
    finally:
        new.unlink()
