"""What a file may ask of this machine before it is refused: sizes, counts and seconds, each named in the refusal."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from unionreport.errors import WorkbookError

MOST_FILE_MIB = 200
MOST_INFLATED_MIB = 400  # of the parts that are read, inflated bit by bit and never held whole
MOST_INFLATED_TIMES = 25  # of a large file's own size; a million rows of ten columns inflate to 6 to 10 times theirs
MOST_MEMBERS = 10_000
MOST_ROWS = 1_048_576  # Excel's own, as are the columns and the styles
MOST_COLUMNS = 16_384
MOST_STYLES = 65_536
MOST_CELLS = 20_000_000  # filled ones; nine million are read in 3 s and 320 MiB
MOST_SLOTS = 40_000_000  # cells and the gaps before them
MOST_MERGES = 100_000
MOST_MARKS = 1_000_000  # formulas and errors of an .ods, which repeats them without end
LONGEST_TEXT = 1_000_000  # of one cell; Excel's own limit is 32,767
DEEPEST_XML = 256
MOST_SECONDS = 15
MOST_SECONDS_A_MIB = 0.5  # and as many more for each MiB of the file
MOST_CHILD_MIB = 900

MIB = 1 << 20


def too_large(key: str, limit: float) -> WorkbookError:
    """The refusal of a file that asks for more than a limit, by its key, naming the limit."""
    return WorkbookError(key, limit=f"{limit:,}")


@dataclass(slots=True)
class Meter:
    """Counts what reading one file of ``size`` bytes has cost; `spend` refuses what goes beyond."""

    size: int = 0
    inflated: int = 0
    since: float = field(default_factory=time.monotonic)

    def spend(self, size: int) -> None:
        """Notes that so many bytes were inflated; WorkbookError beyond the bytes or the seconds allowed."""
        self.inflated += size
        mebibytes = self.size // MIB
        most = max(MOST_INFLATED_MIB, MOST_INFLATED_TIMES * mebibytes)
        if self.inflated > most * MIB:
            raise too_large("workbook-too-large-inflated", most)
        seconds = MOST_SECONDS + int(MOST_SECONDS_A_MIB * mebibytes)
        if time.monotonic() - self.since > seconds:
            raise too_large("workbook-too-large-seconds", seconds)
