"""A process of its own around the reading library, which a hostile file can abort: bytes in, JSON out.

Run as a script with the limits in MiB and cells as arguments; it knows nothing else of the product.
A cell is a number, a text, a truth value, or an object whose key names its kind: date, datetime, time, seconds.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

import python_calamine


def confine(mebibytes: int) -> None:
    """Limits the memory of this process, where the system knows such a limit, and forbids core files."""
    if sys.platform == "win32":
        return
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))
    except (ValueError, OSError):  # macOS knows the name, but not always the limit
        return


def contents(data: bytes, most_cells: int) -> Iterator[dict[str, object]]:
    """Each sheet of cells: name, visibility, merges, rows trimmed at their right and bottom ends."""
    source = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    left = most_cells
    for about in source.sheets_metadata:
        if about.typ == python_calamine.SheetTypeEnum.WorkSheet:
            sheet = source.get_sheet_by_name(about.name)
            if sheet.height * sheet.width > left:
                raise OverflowError
            left -= sheet.height * sheet.width
            yield {
                "name": about.name,
                "hidden": about.visible != python_calamine.SheetVisibleEnum.Visible,
                "merges": sheet.merged_cell_ranges or [],
                "rows": _rows(sheet.iter_rows(), sheet.start[1] if sheet.start else 0),
            }


def _rows(rows: Iterable[Iterable[object]], left: int) -> list[list[object]]:
    """The rows one by one, since the library has them all at once already; they begin right of ``left`` columns."""
    found: list[list[object]] = []
    for row in rows:
        cells = [_plain(cell) for cell in row]
        while cells and cells[-1] == "":
            cells.pop()
        found.append([""] * left + cells if cells else cells)
    while found and not found[-1]:
        found.pop()
    return found


def _plain(cell: object) -> object:
    match cell:
        case datetime():
            return {"datetime": cell.isoformat()}
        case date():
            return {"date": cell.isoformat()}
        case time():
            return {"time": cell.isoformat()}
        case timedelta():
            return {"seconds": cell.total_seconds()}
    return cell


def main() -> None:
    """Reads standard input and writes to standard output."""
    confine(int(sys.argv[1]))
    try:
        answer: dict[str, object] = {"sheets": list(contents(sys.stdin.buffer.read(), int(sys.argv[2])))}
    except python_calamine.PasswordError:
        answer = {"refused": "locked"}
    except (OverflowError, MemoryError):
        answer = {"refused": "large"}
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        answer = {"refused": "damaged", "detail": str(error)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":  # pragma: no cover  it runs in a process of its own
    main()
