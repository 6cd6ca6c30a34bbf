"""Has short tables kept as long ones are, so that both ways can be held against each other on small input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import unionreport.app
import unionreport.rules


@contextmanager
def at_length(longest: int = 0) -> Iterator[None]:
    """Inside, tables of more rows than so many are long: kept in arrays, their rows found by columns."""
    assert unionreport.app is not None and unionreport.rules is not None  # noqa: PT018  loaded, with all they use
    users = [each for name, each in sys.modules.items() if name.startswith("unionreport.") and hasattr(each, "LARGE")]
    usual = [each.__dict__["LARGE"] for each in users]
    try:
        for each in users:
            each.__dict__["LARGE"] = longest
        yield
    finally:
        for each, own in zip(users, usual, strict=True):
            each.__dict__["LARGE"] = own
