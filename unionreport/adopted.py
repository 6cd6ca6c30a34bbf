"""What came of adopting a report: what was bound, what is asked, what stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unionreport.errors import Worded


class Source(StrEnum):
    """What a binding rests on: our own control, value and words, or the clerk's answer."""

    CONTROL = "control"
    MATCH = "match"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Spot:
    """A number or a word in the report: its paragraph, which number of it, its text and its sentence.

    ``number`` counts the quantities of the paragraph from 1, 0 is none of them.
    """

    place: Worded
    number: int
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that a number may be; ``tag`` prints the number as it stands, empty where no style does."""

    figure: str
    title: str
    tag: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that became a tag."""

    spot: Spot
    candidate: Candidate
    source: Source


@dataclass(frozen=True, slots=True)
class Dated:
    """A word of the year or of the union that became a tag."""

    spot: Spot
    tag: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A number that several figures may be, or one figure that the words do not name clearly."""

    spot: Spot
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """What stays as it is, and why; ``near`` says how the figure would print where no style prints this text."""

    spot: Spot
    reason: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class Adoption:
    """The template made of a report, and everything that a person should know about it.

    ``differing`` are the places where the template, filled with the same workbook, does not give the report's
    text back; there are none unless something is wrong. ``named`` says that the report names the union.
    """

    template: bytes
    bound: tuple[Bound, ...]
    dated: tuple[Dated, ...]
    asked: tuple[Asked, ...]
    left: tuple[Left, ...]
    differing: tuple[Worded, ...] = ()
    named: bool = True
