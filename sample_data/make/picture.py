"""Makes the pictures of the README and of the pages in docs, each from the real document.

``python -m sample_data.make.picture`` needs the installed program, LibreOffice, poppler-utils,
Xvfb and the Fandol fonts.
It saves docs/example.docx anew as well, the template that docs/templates.md speaks of.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sample_data.make.pages import Studio, framed, save, side_by_side, studio, trimmed
from sample_data.make.screen import screenshot

HERE = Path(__file__).parents[1]
DOCS = HERE.parent / "docs"
PICTURES = DOCS / "pictures"
DOCUMENTS = ("congress-report", "briefing", "audit-report", "proposals-report", "public-notice")
EXAMPLE = DOCS / "example.fodt"

CHART = "{{ charts.aid_amounts }}"
# What people type wrong in the template, for the picture of the comments: a name, quotes, braces.
MISTAKES = {
    "{{ aid.total.persons }}": "{{ aid.total.person }}",
    '["下一年工作"]': "[“下一年工作”]",
    "{{ awards.units | cn }}": "｛｛ awards.units | cn ｝｝",
}
GREYS, COLOURS = 12, 20


def main() -> None:
    """Writes all of them."""
    with studio() as at:
        picture_pages(at)
        picture_documents(at)
        picture_example(at)
        picture_chart(at)
        picture_comments(at)


def build(at: Studio, template: str, name: str, *, alone: bool = False) -> Path:
    """A report of the sample year beside the year before, or alone."""
    path = at.folder / f"{name}.docx"
    before = [] if alone else ["--previous", str(HERE / "2022.xlsx")]
    at.run("unionreport", "build", str(HERE / "2023.xlsx"), *before, "--template", template, "-o", str(path))
    return path


def picture_pages(at: Studio) -> None:
    """The first two pages of the work report, as the README's first command makes it."""
    report = build(at, DOCUMENTS[0], "page", alone=True)
    for number, page in enumerate(at.draw(report, 50)[:2], 1):
        save(page, HERE / f"page-{number}.png", GREYS)


def picture_documents(at: Studio) -> None:
    """The first pages of the five documents beside each other."""
    firsts = [framed(at.draw(build(at, name, name), 43)[0]) for name in DOCUMENTS]
    save(side_by_side(firsts, 12), PICTURES / "documents.png", GREYS)


def picture_example(at: Studio) -> None:
    """The example as LibreOffice saves it, its page in the editor, and the first page that comes of it."""
    template = at.save_as_word(EXAMPLE)
    shutil.copyfile(template, DOCS / "example.docx")
    report = build(at, str(template), "report")
    for document, name in ((template, "template"), (report, "report")):
        save(framed(trimmed(at.draw(document, 100)[0], 30)), PICTURES / f"{name}.png", COLOURS)


def picture_chart(at: Studio) -> None:
    """The chart of a report."""
    report = build(at, str(at.save_as_word(_changed(at, "chart", {"{{ tables.aid }}": CHART}))), "charted")
    page = at.draw(report, 100)[0]
    middle = page.crop((0, int(page.height * 0.27), page.width, int(page.height * 0.575)))
    save(framed(trimmed(middle, 20)), PICTURES / "chart.png", COLOURS)


def picture_comments(at: Studio) -> None:
    """What lint says, beside the text of the marked copy as an editor shows it."""
    template, marked = at.save_as_word(_changed(at, "wrong", MISTAKES)), at.folder / "marked.docx"
    at.run("unionreport", "--lang", "zh", "template", "lint", str(template), "--marked", str(marked))
    window = screenshot(at, marked, (1400, 1250), 100)
    save(framed(window.crop((275, 340, 1196, 1120))), PICTURES / "lint.png", COLOURS)


def _changed(at: Studio, name: str, changes: dict[str, str]) -> Path:
    """The example with other words in it."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    path = at.folder / f"{name}.fodt"
    path.write_text(text, encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
