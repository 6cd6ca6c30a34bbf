"""Inputs at the addresses of other stores (``s3://bucket/folder``), where fsspec is installed."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from unionreport.errors import RequestError, WorkbookError
from unionreport.rollup.archives import Member
from unionreport.workbook.limits import MIB, MOST_FILE_MIB, too_large

_SIGN = "://"


def is_remote(source: str) -> bool:
    """Whether a source is an address rather than a path."""
    return _SIGN in source


def listed(source: str) -> Sequence[Member]:
    """The files below an address, or those that a pattern fits; RequestError where there are none."""
    store, path = _opened(source)
    try:
        names = store.glob(path) if "*" in path else store.find(path)
    except (OSError, ValueError) as error:
        raise RequestError("rollup-store-unreadable", source=source, detail=str(error)) from error
    if not names:
        raise RequestError("rollup-source-missing", source=source)
    top = "" if "*" in path or names == [path] else f"{path.rstrip('/')}/"
    return sorted(
        (Member(store.unstrip_protocol(name), name.removeprefix(top).strip("/")) for name in names),
        key=lambda each: each.shown,
    )


def file_bytes(address: str) -> bytes:
    """The bytes of a file at an address; WorkbookError where it cannot be had or is larger than a workbook may be."""
    store, path = _opened(address)
    most = MOST_FILE_MIB * MIB
    try:
        with store.open(path, "rb") as stream:
            data: bytes = stream.read(most + 1)
    except FileNotFoundError as error:
        raise WorkbookError("workbook-missing", file=address) from error
    except OSError as error:
        raise WorkbookError("workbook-unreadable", file=address, detail=str(error)) from error
    if len(data) > most:
        raise too_large("workbook-too-large-file", MOST_FILE_MIB)
    return data


def _opened(address: str) -> tuple[Any, str]:
    """The store of an address, and the path in it."""
    try:
        core = importlib.import_module("fsspec.core")
        store, path = core.url_to_fs(address)
    except ModuleNotFoundError as error:
        raise RequestError("rollup-needs-fsspec", source=address) from error
    except (ImportError, ValueError) as error:
        raise RequestError("rollup-store-unreadable", source=address, detail=str(error)) from error
    return store, str(path)
