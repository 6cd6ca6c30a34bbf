"""Prose in tests: a line is a paragraph of the body, what proofreading says of it is a line too."""

from __future__ import annotations

from unionreport.document.place import Story, TemplatePlace
from unionreport.prose import Passage, PrintedSpan, lint


def paragraphs(text: str) -> list[Passage]:
    """The lines of a text as the paragraphs of a body; ``⟨八人次⟩`` was printed, ``⟨!八人次⟩`` chosen by a filter."""
    lines = text.strip("\n").split("\n")
    return [_paragraph(number, line) for number, line in enumerate(lines, 1)]


def _paragraph(number: int, line: str) -> Passage:
    text, spans = "", []
    for piece in line.replace("⟩", "⟨").split("⟨"):
        printed, chosen = text.count("\0") % 2 == 1, piece.startswith("!")
        words = piece.removeprefix("!") if printed else piece
        start = len(text.replace("\0", ""))
        spans += [PrintedSpan(start, start + len(words), "a.b", chosen)] if printed else []
        text += words + "\0"
    return Passage(TemplatePlace(Story.BODY, number), text.replace("\0", ""), tuple(spans))


def said(text: str) -> list[str]:
    """What proofreading says of a text: ``3 date-zero 05月``, the paragraph, the breach, the words in question."""
    passages = paragraphs(text)
    numbers = {passage.place: number for number, passage in enumerate(passages, 1)}
    return [f"{numbers[each.place]} {each.name} {each.params['text']}" for each in lint(passages)]
