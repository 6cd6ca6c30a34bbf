"""What whole rows say, a number a row: two rows share it if they say the same, and else once in 2^64."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from unionreport.cells import text_of
from unionreport.columns import LARGE, Codes, Column

_ALL = (1 << 64) - 1


def fingerprints(columns: Mapping[str, Column], size: int, *, at_length: bool) -> Codes:
    """The print of each row: of the texts of its filled cells, each by its field, in whatever order the fields stand.

    ``at_length`` chooses the way of long tables; only prints of one way can be compared.
    """
    if at_length:
        from unionreport.longprints import long_prints

        return long_prints(columns, size)
    sums = [0] * size
    for name, cells in columns.items():
        prints = [0, *(hash(f"{name}\n{text}") if (text := text_of(cell)) else 0 for cell in cells.values[1:])]
        sums = [each + prints[code] for each, code in zip(sums, cells.codes, strict=True)]
    return [each & _ALL for each in sums]


def repeated_prints(parts: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """The rows whose print stands more than once in all the parts: part, position and print, in their order."""
    if sum(map(len, parts)) > LARGE:
        from unionreport.longprints import long_repeated

        yield from long_repeated(parts)
        return
    counts: Counter[int] = Counter()
    for part in parts:
        counts.update(part)
    for number, part in enumerate(parts) if len(counts) < counts.total() else ():
        yield from ((number, at, each) for at, each in enumerate(part) if counts[each] > 1)
