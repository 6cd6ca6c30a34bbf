"""The words of a Word document, all of them: content controls, links, tables, text boxes, headers and notes too."""

from __future__ import annotations

from unionreport.document.inline import own_text
from unionreport.document.package import read_package
from unionreport.document.stories import paragraphs, stories
from unionreport.document.wordml import FALLBACK


def plain_text(document: bytes) -> str:
    """Every paragraph of a .docx on a line of its own, in document order, deletions left out.

    A text box stands behind the paragraph it hangs on, and once, though Word keeps it twice.
    """
    lines = [
        own_text(paragraph)
        for part in stories(read_package(document))
        for paragraph, _ in paragraphs(part)
        if next(paragraph.iterancestors(FALLBACK), None) is None
    ]
    return "\n".join(lines)
