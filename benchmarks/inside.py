"""Measurements inside one process: rules against the load, a batch, its memory. Prints JSON.

python -m benchmarks.inside rules WORKBOOK | batch FOLDER JOBS | memory FOLDER | table ROWS OUT
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from docx import Document

from unionreport import app, reporting, rules, workbook
from unionreport.compute import compute
from unionreport.document.report import Stamp, fill
from unionreport.exhibit import Column, FigureTable
from unionreport.ledgers import load_all

_CHUNK = 20


def judge(path: Path) -> dict[str, float]:
    """How long a workbook takes to load, and all its rules and figures after that, in CPU seconds."""
    config = app.settings(path, None)
    begun = time.process_time()
    ledgers, _ = load_all(workbook.read(path), config.catalog)
    loaded = time.process_time()
    figures = compute(ledgers, config.catalog)
    computed = time.process_time()
    findings = list(rules.run(ledgers, figures, config.catalog, []))
    judged = time.process_time()
    costs = {"load": loaded - begun, "figures": computed - loaded, "rules": judged - computed}
    return {**costs, "findings": len(findings)}


def build(path: Path) -> bool:
    """One report of a batch; whether it was written."""
    return reporting.build(path, reporting.Request(path.with_suffix(".docx"), force=True), None).written is not None


def batch(folder: Path, jobs: int) -> dict[str, float]:
    """A report for every workbook of a folder, in this process or in several."""
    paths = sorted(folder.glob("*.xlsx"))
    begun = time.perf_counter()
    if jobs == 1:
        written = sum(map(build, paths))
    else:
        with ProcessPoolExecutor(jobs) as pool:
            written = sum(pool.map(build, paths, chunksize=_CHUNK))
    return {"seconds": time.perf_counter() - begun, "written": written}


def memory(folder: Path) -> dict[str, float]:
    """The largest resident size, in MiB, after so many reports of a batch."""
    sizes = {}
    for number, path in enumerate(sorted(folder.glob("*.xlsx")), 1):
        build(path)
        if number in {1, 10, 100, 1000}:
            sizes[str(number)] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sizes


def table(rows: int, out: Path) -> dict[str, float]:
    """A report with a table of so many rows, eight texts a row."""
    template = io.BytesIO()
    document = Document()
    document.add_paragraph("{{ tables.long }}")
    document.save(template)
    names = [f"c{at}" for at in range(8)]
    cells = tuple({name: f"第{row}行{at}" for at, name in enumerate(names)} for row in range(rows))
    shown = FigureTable("tables.long", "", tuple(Column(name, name) for name in names), cells)
    out.write_bytes(fill(template.getvalue(), {"tables": {"long": shown}}, Stamp()).data)
    return {"rows": rows}


def main(what: str, *arguments: str) -> dict[str, float]:
    """Does one of the measurements."""
    match what, arguments:
        case "rules", (path,):
            return judge(Path(path))
        case "batch", (folder, jobs):
            return batch(Path(folder), int(jobs))
        case "memory", (folder,):
            return memory(Path(folder))
        case "table", (rows, out):
            return table(int(rows), Path(out))
    raise SystemExit(__doc__)


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
