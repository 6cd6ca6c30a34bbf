"""Which row of a printed table is which row of the table now: by the figures in it, else by its text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows of a table in the order that they will stand in: number as it stands, number now; None for neither.

    ``gone`` go out, ``left`` stay though they are not in the table now; ``is_moved`` says that rows come, go
    or change places.
    """

    order: tuple[tuple[int | None, int | None], ...]
    gone: tuple[int, ...]
    left: tuple[int, ...]

    @classmethod
    def of(cls, standing: int, now: int, pairs: Mapping[int, int], free: Collection[int]) -> Plan:
        """The plan for so many rows: those without a pair go if they are ``free``, else stay behind their neighbour."""
        gone = tuple(row for row in range(standing) if row not in pairs and row in free)
        left = tuple(row for row in range(standing) if row not in pairs and row not in free)
        found = {new: old for old, new in pairs.items()}
        order: list[tuple[int | None, int | None]] = [(found.get(new), new) for new in range(now)]
        for row in left:
            before = next((at for at, (old, _) in enumerate(order) if old == row - 1), None)
            earlier = [at for at, (old, _) in enumerate(order) if old is not None and old < row]
            order.insert((before if before is not None else max(earlier, default=-1)) + 1, (row, None))
        return cls(tuple(order), gone, left)

    @property
    def is_moved(self) -> bool:
        """Whether rows come, go or change places."""
        old = [each for each, _ in self.order]
        return bool(self.gone) or None in old or old != sorted(each for each in old if each is not None)

    def neighbour(self, at: int) -> int:
        """The standing row that is nearest before a place in the order, else nearest after it, else the first."""
        around = [*reversed(self.order[:at]), *self.order[at:]]
        return next((old for old, _ in around if old is not None), 0)


def match_rows(
    digests: Sequence[str],
    figures: Sequence[Collection[str]],
    digests_now: Sequence[str],
    figures_now: Sequence[Collection[str]],
) -> dict[int, int]:
    """Standing row → row now: those that share the most figures, then those without figures whose text is the same."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    rows_of = defaultdict(list)
    for new, ids in enumerate(figures_now):
        for each in ids:
            rows_of[each].append(new)
    for old, ids in enumerate(figures):
        shared = Counter(new for each in ids for new in rows_of[each] if new not in taken)
        if shared:
            pairs[old] = min(shared, key=lambda new: (-shared[new], new))
            taken.add(pairs[old])
    texts = defaultdict(list)
    for new, digest in enumerate(digests_now):
        if new not in taken:
            texts[digest].append(new)
    for old, digest in enumerate(digests):
        if old not in pairs and texts[digest]:
            pairs[old] = texts[digest].pop(0)
    return pairs
