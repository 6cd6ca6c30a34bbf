"""What a file may ask of this machine before it is refused: sizes, counts and seconds, each named in the refusal."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from unionreport.errors import WorkbookError

MOST_FILE_MIB = 100
MOST_INFLATED_MIB = 1600  # of the parts that are read, inflated bit by bit and never held whole
MOST_MEMBERS = 10_000
MOST_ROWS = 1_048_576  # Excel's own, as are the columns and the styles
MOST_COLUMNS = 16_384
MOST_STYLES = 65_536
MOST_CELLS = 20_000_000  # filled ones: what is read, judged and computed in 20 s and 1 GiB on two cores
MOST_SLOTS = 40_000_000  # cells and the gaps before them
MOST_MERGES = 100_000
LONGEST_TEXT = 1_000_000  # of one cell; Excel's own limit is 32,767
DEEPEST_XML = 256
MOST_SECONDS = 15
MOST_CHILD_MIB = 900

MIB = 1 << 20


def too_large(key: str, limit: float) -> WorkbookError:
    """The refusal of a file that asks for more than a limit, by its key, naming the limit."""
    return WorkbookError(key, limit=f"{limit:,}")


@dataclass(slots=True)
class Meter:
    """Counts what reading one file has cost; `spend` refuses what goes beyond."""

    inflated: int = 0
    since: float = field(default_factory=time.monotonic)

    def spend(self, size: int) -> None:
        """Notes that so many bytes were inflated; WorkbookError beyond the bytes or the seconds allowed."""
        self.inflated += size
        if self.inflated > MOST_INFLATED_MIB * MIB:
            raise too_large("workbook-too-large-inflated", MOST_INFLATED_MIB)
        if time.monotonic() - self.since > MOST_SECONDS:
            raise too_large("workbook-too-large-seconds", MOST_SECONDS)
