"""Measures everything and writes RESULTS.md: ``python -m benchmarks [--only WORDS] [--pairs N] [--folder FOLDER]``.

Builds the wheel, installs it with its peers into an environment of its own, and makes its workbooks there;
both stay in the folder for the next run. Needs Python with venv, the network for the first run, and 3 GB.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks import books, measure, report
from benchmarks.cases import Case, Place, cases

ROOT = Path(__file__).parent.parent
PEERS = ("docxtpl", "pandera", "pydantic", "xlsxwriter", "python-calamine", "openpyxl")
SIZES = (1_000, 10_000, 100_000, 1_000_000)
BATCHES = (1, 10, 100, 1_000)


def prepare(folder: Path) -> Place:
    """The environment with the product's wheel, made today, and its peers."""
    folder.mkdir(parents=True, exist_ok=True)
    programs = folder / "venv" / "bin"
    if not programs.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        subprocess.run([str(programs / "pip"), "install", "-q", *PEERS], check=True)
    subprocess.run(
        [str(programs / "pip"), "wheel", "-q", "--no-deps", "-w", str(folder / "dist"), str(ROOT)], check=True
    )
    wheel = max((folder / "dist").glob("*.whl"), key=lambda each: each.stat().st_mtime)
    again = ("--force-reinstall", "--no-deps")
    subprocess.run([str(programs / "pip"), "install", "-q", str(wheel)], check=True)
    subprocess.run([str(programs / "pip"), "install", "-q", *again, str(wheel)], check=True)
    return Place(programs, folder)


def said(command: list[str]) -> dict[str, float]:
    """What a measurement inside one process says."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def rules(place: Place) -> report.Line:
    """All rules at a million rows against our own load."""
    path = books.write(place.folder / "1000000.xlsx", books.large(1_000_000))
    taken = [said(place.inside("rules", path)) for _ in range(3)]
    share = sorted(each["rules"] / each["load"] for each in taken)[1]
    return report.Line("all rules at 1,000,000 rows, our own load", share, 0.30, 0.10, "CPU", "")


def checkers(place: Place) -> list[report.Line]:
    """Our rules at 100,000 rows, all of them, against a handful in libraries for validation."""
    path = books.write(place.folder / "100000.xlsx", books.large(100_000))
    ours = said(place.inside("rules", path))["rules"]
    lines = []
    for name in ("pandera", "pydantic"):
        theirs = said(place.python("-m", "benchmarks.checked", name, path))["rules"]
        lines.append(report.Line(f"all rules at 100,000 rows, six in {name}", ours / theirs, None, None, "CPU", ""))
    return lines


def batches(place: Place) -> list[report.Line]:
    """A thousand workbooks in one process and in two, and what they do to memory."""
    folder = place.folder / "batch"
    folder.mkdir(exist_ok=True)
    paths = [books.write(folder / f"{number:04}.xlsx", books.small(200, number)) for number in range(1, 1_001)]
    bare = measure.run(place.peer("to_python", *paths)).wall
    one, two = (said(place.inside("batch", folder, jobs))["seconds"] for jobs in (1, 2))
    sizes = said(place.inside("memory", folder))
    return [
        report.Line("1,000 reports in one process, bare to_python", one / bare, 8, 3, "wall", f"{one:.0f} s"),
        report.Line("two processes, one process (times as fast)", one / two, 1.7, 1.9, "wall", f"{two:.0f} s"),
        report.Line("peak memory from workbook 100 to 1,000", sizes["1000"] / sizes["100"], 1.1, 1.0, "peak", ""),
    ]


def growth(place: Place) -> report.Growth:
    """Time and memory over the rows of one workbook, and over the number of workbooks."""
    rows = []
    for size in SIZES:
        path = books.write(place.folder / f"{size}.xlsx", books.large(size))
        out = place.folder / "growth.docx"
        rows.append((size, measure.run(place.product("build", path, "-o", out, "--force", "-q"))))
    every = sorted((place.folder / "batch").glob("*.xlsx"))
    many = [(count, measure.run(place.product("build", *every[:count], "--force", "-q"))) for count in BATCHES]
    return report.Growth(tuple(rows), tuple(many))


def compare(case: Case, pairs: int | None) -> report.Line:
    """One row of two processes."""
    pair = measure.compare(case.ours, case.peer, pairs or case.pairs)
    unit = "MiB" if case.quantity == "peak" else "s"
    both = (pair.median(side, case.quantity) for side in ("ours", "peer"))
    seen = " / ".join(f"{each:.3g} {unit}" for each in both)
    return report.Line(
        case.name, pair.ratio(case.quantity), case.must, case.aim, case.quantity, seen, pair.ratio("cpu")
    )


def main() -> None:
    """Measures, and writes what was asked for."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--only", default="", help="rows whose name has these words; nothing is written then")
    asked.add_argument("--pairs", type=int, help="pairs for each row")
    asked.add_argument("--folder", type=Path, default=ROOT / ".benchmarks")
    wanted = asked.parse_args()
    place = prepare(wanted.folder)
    lines = []
    for case in cases(place):
        if wanted.only in case.name:
            lines.append(compare(replace(case), wanted.pairs))
            print(report.row(lines[-1]), flush=True)
    if wanted.only:
        return
    for more in (lambda: [rules(place)], lambda: checkers(place), lambda: batches(place)):
        for line in more():
            lines.append(line)
            print(report.row(line), flush=True)
    report.write(lines, growth(place), place)


if __name__ == "__main__":
    main()
