"""Identity numbers of a long column (GB 11643) weighed all at once; those not plainly sound are left to `identity`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from unionreport import identity

_LENGTH = 18
_WEIGHTS = np.array((7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), dtype=np.int64)
_CHECKS = np.frombuffer(b"10X98765432", dtype=np.uint8)
_CHUNK = 1 << 16


def sound(numbers: Sequence[Any]) -> list[identity.Flaw | None]:
    """What is wrong with each number, as `identity.flaw` says; None for the first, which is no number."""
    found: list[identity.Flaw | None] = [None] * len(numbers)
    for start in range(1, len(numbers), _CHUNK):
        chunk = list(numbers[start : start + _CHUNK])
        for at in _doubtful(chunk):
            found[start + at] = identity.flaw(chunk[at])
    return found


def _doubtful(numbers: Sequence[str]) -> list[int]:
    """Where the numbers are that are not plainly eighteen digits with a likely day and the right check digit."""
    fit = np.ones(len(numbers), dtype=bool)
    line = "".join(numbers)
    if set(map(len, numbers)) != {_LENGTH} or not line.isascii():
        fit = np.array([len(each) == _LENGTH and each.isascii() for each in numbers], dtype=bool)
        line = "".join(each for each, is_fit in zip(numbers, fit.tolist(), strict=True) if is_fit)
    signs = np.frombuffer(line.encode("ascii"), dtype=np.uint8).reshape(-1, _LENGTH)
    digits = signs[:, :17].astype(np.int64) - ord("0")
    is_right = ((digits >= 0) & (digits <= 9)).all(axis=1)
    is_right &= _CHECKS[(digits @ _WEIGHTS) % 11] == signs[:, 17]
    year, month, day = (
        digits[:, first:last] @ _POWERS[first - last :] for first, last in ((6, 10), (10, 12), (12, 14))
    )
    is_right &= (year >= 1850) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= _DAYS[month.clip(0, 12)])
    doubtful = ~fit
    doubtful[np.flatnonzero(fit)[~is_right]] = True
    found: list[int] = np.flatnonzero(doubtful).tolist()
    return found


_POWERS = np.array((1000, 100, 10, 1), dtype=np.int64)
_DAYS = np.array((0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), dtype=np.int64)
