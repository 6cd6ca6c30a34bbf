"""RESULTS.md: the table of ratios, the growth, the machine and the versions."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.cases import Place
from benchmarks.measure import Cost

HERE = Path(__file__).parent
HEAD = "| work, peer | ratio | must | aim | ours / peer | CPU ratio |\n|---|---|---|---|---|---|"
_SHOWN = ("unionreport", "typer", "pandas", "numpy", "openpyxl", "python-calamine", "docxtpl", "pandera", "pydantic")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what was compared, the ratio found, what was promised, both numbers."""

    name: str
    ratio: float
    must: float | None
    aim: float | None
    quantity: str
    seen: str
    cpu: float | None = None


@dataclass(frozen=True, slots=True)
class Growth:
    """The cost of a build by rows of one workbook, and of one run by workbooks."""

    rows: tuple[tuple[int, Cost], ...]
    books: tuple[tuple[int, Cost], ...]


def row(line: Line) -> str:
    """The row of the table."""
    promised = " | ".join("" if each is None else f"{each:g}" for each in (line.must, line.aim))
    cpu = "" if line.cpu is None else f"{line.cpu:.2f}"
    return f"| {line.name} | **{line.ratio:.2f}** | {promised} | {line.seen} | {cpu} |"


def write(lines: Sequence[Line], growth: Growth, place: Place) -> None:
    """Writes RESULTS.md and the chart of growth beside it."""
    text = [
        "# Results\n",
        f"`python -m benchmarks`, {datetime.now(UTC):%Y-%m-%d}. Whole processes in pairs, ours and the peer in turn,",
        "on the installed wheel, one BLAS thread; medians of the ratios pair by pair. Smaller is better, but for the",
        "processes.\n",
        HEAD,
        *map(row, lines),
        "\n## Growth\n",
        "![Time and memory by rows and by workbooks](growth.svg)\n",
        *_grown("rows", growth.rows),
        "",
        *_grown("workbooks", growth.books),
        "\n## Machine and versions\n",
        f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}; {versions(place)}.\n",
    ]
    (HERE / "RESULTS.md").write_text("\n".join(text), encoding="utf-8")
    (HERE / "growth.svg").write_text(chart(growth), encoding="utf-8")


def _grown(name: str, points: Sequence[tuple[int, Cost]]) -> list[str]:
    rows = [f"| {size:,} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.peak:.0f} |" for size, cost in points]
    return [f"| {name} | wall s | CPU s | peak MiB |", "|---|---|---|---|", *rows]


def versions(place: Place) -> str:
    """The versions of ours and of the peers."""
    asked = "import sys,importlib.metadata as m;print(', '.join(f'{n} {m.version(n)}' for n in sys.argv[1:]))"
    command = place.python("-c", asked, *_SHOWN)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def chart(growth: Growth) -> str:
    """Four small charts on double logarithmic scales: proportional cost is a straight line at 45 degrees."""
    panels = [
        ("seconds by rows", [(size, cost.wall) for size, cost in growth.rows]),
        ("MiB by rows", [(size, cost.peak) for size, cost in growth.rows]),
        ("seconds by workbooks", [(size, cost.wall) for size, cost in growth.books]),
        ("MiB by workbooks", [(size, cost.peak) for size, cost in growth.books]),
    ]
    drawn = "".join(_panel(title, points, 230 * at) for at, (title, points) in enumerate(panels))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 920 240" font-family="sans-serif">{drawn}</svg>\n'


def _panel(title: str, points: Sequence[tuple[int, float]], left: int) -> str:
    from math import log10

    low = min(log10(value) for _, value in points) - 0.2
    first, last = log10(points[0][0]), log10(points[-1][0])
    span = max(last - first, max(log10(value) for _, value in points) - low, 1)

    def at(size: float, value: float) -> tuple[float, float]:
        return left + 40 + (log10(size) - first) / span * 170, 205 - (log10(value) - low) / span * 165

    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in points))
    marks = "".join(_mark(*at(*point), *point) for point in points)
    frame = f'<path d="M{left + 30},30V210H{left + 220}" fill="none" stroke="#888"/>'
    heading = f'<text x="{left + 125}" y="18" font-size="11" text-anchor="middle">{title}</text>'
    return f'{frame}{heading}<polyline points="{line}" fill="none" stroke="#2f6ea8"/>{marks}'


def _mark(x: float, y: float, size: float, value: float) -> str:
    """A point with its value above it, and its size below the axis."""
    said = f'font-size="9" text-anchor="middle">{value:.3g}</text>'
    below = f'<text x="{x:.1f}" y="222" font-size="9" text-anchor="middle">{size:,}</text>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#2f6ea8"/><text x="{x:.1f}" y="{y - 7:.1f}" {said}{below}'
