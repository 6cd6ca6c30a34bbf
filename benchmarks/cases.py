"""The rows of the table: what is measured, against what, and what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import books

PEERS = Path(__file__).with_name("peers")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the measurements run: the environment's programs, and a folder for what they read and write."""

    programs: Path
    folder: Path

    def python(self, *arguments: object) -> list[str]:
        """A run of the environment's interpreter."""
        return [str(self.programs / "python"), *map(str, arguments)]

    def product(self, *arguments: object) -> list[str]:
        """A run of the installed command."""
        return [str(self.programs / "unionreport"), *map(str, arguments)]

    def peer(self, name: str, *arguments: object) -> list[str]:
        """A run of a peer."""
        return self.python(PEERS / f"{name}.py", *arguments)

    def inside(self, *arguments: object) -> list[str]:
        """A measurement inside one process."""
        return self.python("-m", "benchmarks.inside", *arguments)


@dataclass(frozen=True, slots=True)
class Case:
    """One row: our command and the peer's, the quantity compared, what must be reached and what was aimed at."""

    name: str
    ours: list[str]
    peer: list[str]
    must: float
    aim: float
    pairs: int = 7
    quantity: str = "wall"


def cases(place: Place) -> Iterator[Case]:
    """Every row that compares two processes."""
    small = books.write(place.folder / "small.xlsx", books.small())
    template = _template(place.folder / "peer.docx")
    out, theirs = place.folder / "ours.docx", place.folder / "theirs.docx"
    build = place.product("build", small, "-o", out, "--force", "-q")
    yield Case("--version", place.product("--version"), place.python("-c", "pass"), 3.0, 1.5, 15)
    yield Case("--help", place.product("--help"), place.peer("hello", "--help"), 1.3, 1.1, 15)
    for engine, must, aim in (("default", 0.8, 0.6), ("calamine", 1.0, 0.75)):
        script = place.peer("script", engine, small, template, theirs)
        yield Case(f"small build, peer script ({engine})", build, script, must, aim, 15)
    check = place.product("check", small, "-q")
    script = place.peer("script", "calamine", small, template, theirs)
    yield Case("small check, peer script (calamine)", check, script, 0.75, 0.4, 15)
    table = place.inside("table", 10_000, out)
    yield Case("10,000-row table, docxtpl's loop", table, place.peer("table", 10_000, theirs), 0.3, 0.1)
    yield from _large(place, out)


def _large(place: Place, out: Path) -> Iterator[Case]:
    for rows, bare, must, aim in ((100_000, "read_excel", 0.8, 0.55), (1_000_000, "to_python", 1.0, 0.55)):
        path = books.write(place.folder / f"{rows}.xlsx", books.large(rows))
        build = place.product("build", path, "-o", out, "--force", "-q")
        few = 3 if rows > 100_000 else 7
        yield Case(f"{rows:,} rows, check and build, bare {bare}", build, place.peer(bare, path), must, aim, few)
        if rows > 100_000:
            yield Case("its peak memory", build, place.peer(bare, path), 0.65, 0.35, few, "peak")


def _template(path: Path) -> Path:
    """The peer's template: about three pages, with a table for each of five sheets."""
    from docx import Document

    document = Document()
    document.add_heading("{{ year }}年工作报告", 0)
    document.add_paragraph("{{ year }}年，工会共帮扶职工{{ people }}人。")
    for at in range(5):
        document.add_heading(f"{{{{ parts[{at}].title }}}}", 1)
        words = "本项工作全年共登记{{ p.n }}笔，合计{{ p.total }}，平均{{ p.mean }}。".replace("p.", f"parts[{at}].")
        for _ in range(3):
            document.add_paragraph(words + "工会坚持以职工为中心，扎实做好各项服务工作，得到职工群众的充分肯定。" * 3)
        table = document.add_table(4, 4)
        for column, text in enumerate(("类别", "笔数", "合计", "占比")):
            table.cell(0, column).text = text
        table.cell(1, 0).text = f"{{%tr for row in parts[{at}].rows %}}"
        for column, text in enumerate(("{{ row.name }}", "{{ row.n }}", "{{ row.sum }}", "{{ row.share }}")):
            table.cell(2, column).text = text
        table.cell(3, 0).text = "{%tr endfor %}"
    document.save(str(path))
    return path
