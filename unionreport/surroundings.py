"""What stands around a number in a text: the words nearest to it, its clause, its sentence, its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unionreport.numerals.shown import Number

_CLAUSE_ENDS = "，,；;。！？!?\n\t"
_COLONS = "：:"
_LONGEST_LABEL = 8
_SENTENCE_ENDS = "。！？!?；;\n"
_LIST_SIGNS = "、" + _COLONS + _CLAUSE_ENDS
_HAN = re.compile("[\u4e00-\u9fff]")
_OPENING = re.compile("^[、和与及，,\\s]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report with the words that say what it is about.

    ``heading`` is the nearest heading above; ``row`` and ``column`` are the labels of a table's cell, and
    ``unit`` is the unit that the column's header says, 万元.
    """

    text: str
    heading: str = ""
    row: str = ""
    column: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around one number, the nearest first; each contains what is nearer.

    ``near`` reaches to the neighbouring numbers and signs, ``lead`` is its part before the number. ``clause_at``
    and ``sentence_at`` say where the clause and the sentence begin: numbers with the same are in the same.
    ``told`` is the sentence as it stands.
    """

    near: str
    lead: str
    clause: str
    sentence: str
    paragraph: str
    heading: str
    clause_at: int
    sentence_at: int
    told: str


@dataclass(frozen=True, slots=True)
class Fillers:
    """Words that say nothing of what was counted: ``bare`` such as a whole clause may be made of, ``glue`` all."""

    bare: tuple[str, ...] = ()
    glue: tuple[str, ...] = ()


def surroundings(passage: Passage, numbers: Sequence[Number], index: int, fillers: Fillers) -> Surroundings:
    """What stands around the number of that index among all numbers of a passage.

    A clause that has nothing but numbers and bare words (共, 金额) goes with the one before it in its sentence:
    生活补助十六户，2.12万元. Where the nearest words say nothing, the whole clause counts as near.
    """
    text, number = passage.text, numbers[index]
    counted = [each for each in numbers if each.reading is not None or each is number]  # 一线 parts no words
    index = counted.index(number)
    start, clause_end = _bounds(text, number, _CLAUSE_ENDS)
    sentence_at, sentence_end = _bounds(text, number, _SENTENCE_ENDS)
    start = _after_label(text, start, number.start)
    clause_at = start
    while clause_at > sentence_at and not _says(_without(text, counted, clause_at, clause_end), fillers.bare):
        clause_at = _bounds_before(text, clause_at - 1, sentence_at)
    labels = f"{passage.row} {passage.column} "
    clause = labels + _without(text, counted, clause_at, clause_end)
    lead = labels + _OPENING.sub("", text[max(start, counted[index - 1].stop if index else 0) : number.start])
    near = f"{lead} {text[number.stop : _behind(text, counted, index)]}"
    return Surroundings(
        near=near if start == clause_at and _says(near, (*fillers.bare, *fillers.glue)) else clause,
        lead=lead,
        clause=clause,
        sentence=labels + _without(text, counted, sentence_at, sentence_end),
        paragraph=labels + text,
        heading=passage.heading,
        clause_at=clause_at,
        sentence_at=sentence_at,
        told=text[sentence_at:sentence_end].strip() or text.strip(),
    )


def _bounds(text: str, number: Number, ends: str) -> tuple[int, int]:
    start = max((text.rfind(sign, 0, number.start) for sign in ends), default=-1) + 1
    found = [at for at in (text.find(sign, number.stop) for sign in ends) if at >= 0]
    return start, min(found, default=len(text))


def _bounds_before(text: str, at: int, least: int) -> int:
    """Where the clause begins that ends before this character."""
    return max(max(text.rfind(sign, least, at) for sign in _CLAUSE_ENDS) + 1, least)


def _after_label(text: str, start: int, stop: int) -> int:
    """Where a clause begins: behind its last colon, unless what stands before that is a mere label (提案：收到23件)."""
    colon = max(text.rfind(sign, start, stop) for sign in _COLONS)
    return colon + 1 if colon - start > _LONGEST_LABEL else start


def _says(text: str, bare: Sequence[str]) -> bool:
    """Whether a clause says anything of its own."""
    for word in bare:
        text = text.replace(word, "")
    return _HAN.search(text) is not None


def _behind(text: str, numbers: Sequence[Number], index: int) -> int:
    """Where the words behind a number end: at the next number, or the next sign of a list."""
    start = numbers[index].stop
    found = [at for at in (text.find(sign, start) for sign in _LIST_SIGNS) if at >= 0]
    following = numbers[index + 1].start if index + 1 < len(numbers) else len(text)
    return min([following, *found])


def _without(text: str, numbers: Sequence[Number], start: int, end: int) -> str:
    """A stretch of the text in which a blank stands for each number that is read as one."""
    pieces, at = [], start
    for each in numbers:
        if each.reading is not None and start <= each.start and each.stop <= end:
            pieces.append(text[at : each.start])
            at = each.stop
    return " ".join([*pieces, text[at:end]])
