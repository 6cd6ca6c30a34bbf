"""The pages in docs: what they show is what the product does, word for word."""

from __future__ import annotations

import io
import re
import shutil
import struct
from functools import cache
from pathlib import Path

import docx
import pytest

from sample_data.make.picture import MISTAKES
from tests.command import Run
from tests.docx_text import document
from unionreport import config
from unionreport.app import Case, examine
from unionreport.config import Config, builtin
from unionreport.contents import contents
from unionreport.document.filters import FILTERS
from unionreport.document.report import Stamp, fill
from unionreport.document.text import plain_text
from unionreport.output import templates as output
from unionreport.proofing import proof
from unionreport.resources import folder
from unionreport.texts import texts

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = {"en": DOCS / "templates.md", "zh": DOCS / "templates.zh-CN.md"}
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
SAMPLES = folder("sample_data")
ELISION = ("…", "……")
PNG_PALETTE = 3
LARGEST = 80_000

languages = pytest.mark.parametrize("language", PAGES)


def page(language: str) -> str:
    """A page, its code blocks without the indentation of the list they stand in."""
    return re.sub(r"^ {3}(?=\S|  )", "", PAGES[language].read_text(encoding="utf-8"), flags=re.MULTILINE)


def rows(language: str, columns: int) -> list[list[str]]:
    """The rows of all tables of so many columns, without the code's backticks and escapes."""
    lines = [line for line in page(language).splitlines() if line.startswith("|")]
    cut = [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [each for each in cut if len(each) == columns and set(each[0]) != {"-"}]


def spoken(cell: str) -> list[str]:
    """The paragraphs that a cell of a table shows as code."""
    return [each.strip().strip("`") for each in cell.split("<br>")]


@cache
def year() -> Case:
    """The sample year beside the year before it."""
    return examine(SAMPLES / "2023.xlsx", Config(builtin()), [SAMPLES / "2022.xlsx"])


def filled(*paragraphs: str) -> str:
    """What a template of these paragraphs prints for the sample year."""
    return plain_text(fill(document(*paragraphs), contents(year()).context, Stamp()).data)


def faulty() -> bytes:
    """The example with the mistakes of the picture."""
    made = docx.Document(str(DOCS / "example.docx"))
    for paragraph in made.paragraphs:
        for right, wrong in MISTAKES.items():
            if right in paragraph.text:
                paragraph.text = paragraph.text.replace(right, wrong)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


@languages
def test_every_command_runs_and_prints_what_the_page_shows(language: str, run: Run, tmp_path: Path) -> None:
    """Each command does its work; each line of an excerpt below it is a line of what it prints."""
    for name in ("2023.xlsx", "2022.xlsx"):
        shutil.copyfile(SAMPLES / name, tmp_path / name)
    for name in ("我的模板.docx", "mine.docx"):
        shutil.copyfile(DOCS / "example.docx", tmp_path / name)
    for name in ("初稿.docx", "draft.docx"):
        (tmp_path / name).write_bytes(faulty())
    commands = re.findall(r"```sh\n(.*?)\n```(?:\n+```text\n(.*?)```)?", page(language), re.DOTALL)
    assert commands
    for command, shown in commands:
        program, *words = command.split()
        result = run(*words, "--lang", language)
        assert program == "unionreport"
        assert result.code == int("初稿" in command or "draft" in command), result.err
        expected = [line for line in shown.splitlines() if line not in ELISION]
        assert set(expected) <= set(result.out.splitlines())
    assert (tmp_path / "2023.docx").exists()


@languages
def test_every_way_of_printing_prints_as_shown(language: str) -> None:
    """The tables of filters and comparisons: the tag, and what becomes of it in the sample year."""
    shown = {left.strip("`"): right for left, right in rows(language, 2) if left.startswith("`{{")}
    told = {tag: printed for tag, printed in shown.items() if tag.startswith("{{ ") and tag.count("{{") == 1}
    assert len(told) >= 8
    assert {tag: filled(tag) for tag in told} == told


@languages
def test_every_mistake_is_told_as_shown(language: str, tmp_path: Path) -> None:
    """The table of mistakes: what is typed, and the words of lint about it."""
    mistakes = [
        (spoken(typed), told)
        for typed, told in rows(language, 2)
        if typed.startswith("`") and not typed.startswith("`{{ ")
    ]
    assert len(mistakes) >= 5
    for number, (paragraphs, told) in enumerate(mistakes):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(document(*paragraphs))
        printed = output.problems(proof(path, Config(builtin()), year()), texts(language))
        assert told in printed, paragraphs


@languages
def test_the_layout_shown_is_accepted(language: str, tmp_path: Path) -> None:
    """The example of ``[layout]`` is a configuration."""
    (text,) = re.findall(r"```toml\n(.*?)```", page(language), re.DOTALL)
    (tmp_path / "unionreport.toml").write_text(text, encoding="utf-8")
    layout = config.load(tmp_path / "unionreport.toml").house.layout
    assert layout is not None
    assert (layout.lines, layout.characters) == (20, 25)


@languages
def test_quoted_passages_of_a_template_are_sound(language: str, tmp_path: Path) -> None:
    """What is quoted as a piece of a template has nothing wrong, and is filled."""
    quotes = re.findall(r"^(?:> .*\n?)+", page(language), re.MULTILINE)
    assert len(quotes) >= 3
    for quote in quotes:
        paragraphs = [line.removeprefix("> ").removesuffix("<br>") for line in quote.splitlines()]
        path = tmp_path / "quoted.docx"
        path.write_bytes(document(*paragraphs))
        assert proof(path, Config(builtin()), year()).errors == 0, quote
        assert filled(*paragraphs).strip()


def test_every_table_is_listed_with_its_columns() -> None:
    """The Chinese page has each declared table, its title and the names of its columns in order."""
    listed = {cells[0].strip("`"): (cells[1], re.findall(r"`(\w+)`", cells[2])) for cells in rows("zh", 3)}
    for name, table in builtin().tables.items():
        assert listed[f"tables.{name}"] == (table.title, list(table.columns))


def test_every_filter_is_named() -> None:
    """The Chinese page has each filter, in an example or by name."""
    text = page("zh").replace("\\|", "|")
    assert [name for name in FILTERS if f"| {name}" not in text and f"`{name}`" not in text] == []


@languages
def test_links_and_pictures_are_there(language: str) -> None:
    """Whatever a page or a README links to within the project is a file of it."""
    for path in (PAGES[language], READMES[language == "zh"]):
        links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
        assert [link for link in links if not (path.parent / link).exists()] == []


def test_pictures_are_small_and_used() -> None:
    """Pictures have a palette of 8 bits at most and less than 80 kB, are six at most, and stand on a page."""
    pictures = sorted((DOCS / "pictures").iterdir())
    assert 0 < len(pictures) <= 6
    pages = "".join(path.read_text(encoding="utf-8") for path in (*PAGES.values(), *READMES))
    for picture in pictures:
        data = picture.read_bytes()
        depth, kind = struct.unpack(">BB", data[24:26])
        assert (kind, depth <= 8, len(data) < LARGEST) == (PNG_PALETTE, True, True), picture.name
        assert f"pictures/{picture.name}" in pages


def test_the_example_is_what_its_source_says() -> None:
    """docs/example.docx has the words of docs/example.fodt, as LibreOffice saved them."""
    source = re.findall(r"<text:p[^>]*>(.*?)</text:p>", (DOCS / "example.fodt").read_text(encoding="utf-8"))
    assert plain_text((DOCS / "example.docx").read_bytes()).split() == " ".join(source).split()
