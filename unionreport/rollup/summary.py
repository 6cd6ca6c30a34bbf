"""What is kept of one workbook: its figures exactly, its findings by rule, no personal data; and its form as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from unionreport.figure import Number

Form = dict[str, object]


@dataclass(frozen=True, slots=True)
class Part:
    """What one union gives to a figure: a value, as a numerator and a denominator; the denominator of a sum is 1.

    ``identified`` says of a count of people that each is known by an ID number.
    """

    numerator: Number
    denominator: Number = 1
    identified: bool = False

    @property
    def value(self) -> Number:
        """The union's own figure, exactly."""
        return self.numerator if self.denominator == 1 else Fraction(self.numerator) / Fraction(self.denominator)


@dataclass(frozen=True, slots=True)
class Found:
    """How often a rule is broken in a workbook, how grave that is, and the first few places."""

    rule: str
    severity: str
    count: int
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a workbook is not counted: the key of the sentence under ``errors``, and what fills it."""

    key: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """One workbook of a union, small enough to send and to keep.

    ``address`` is where it stood among the inputs; ``union`` what the union is called and ``key`` what it is
    known by; ``digest`` is that of the content. ``rows`` counts the rows of each ledger that is there,
    ``doubtful`` names the figures that its errors leave in doubt, ``redefined`` those that the union's own
    configuration works out otherwise, which are left out. A refused workbook has nothing but its refusal.
    """

    address: str
    union: str
    key: str
    digest: str = ""
    year: int | None = None
    figures: Mapping[str, Part] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Found, ...] = ()
    doubtful: tuple[str, ...] = ()
    redefined: tuple[str, ...] = ()
    refused: Refusal | None = None

    def count(self, severity: str) -> int:
        """How many findings there are of a severity."""
        return sum(each.count for each in self.findings if each.severity == severity)


def number_text(value: Number) -> str:
    """A number as text without loss: ``12``, ``-3/7``."""
    return str(value)


def read_number(text: str) -> Number:
    """The number that `number_text` wrote."""
    return Fraction(text) if "/" in text else int(text)


def to_json(summary: Summary) -> str:
    """The summary as one line of JSON; equal summaries give equal text."""
    form: Form = {
        "address": summary.address,
        "union": summary.union,
        "key": summary.key,
        "digest": summary.digest,
        "year": summary.year,
        "figures": {name: _part_form(part) for name, part in summary.figures.items()},
        "rows": dict(summary.rows),
        "findings": [[each.rule, each.severity, each.count, list(each.samples)] for each in summary.findings],
        "doubtful": list(summary.doubtful),
        "redefined": list(summary.redefined),
        "refused": [summary.refused.key, dict(summary.refused.params)] if summary.refused else None,
    }
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"))


def _part_form(part: Part) -> list[object]:
    return [number_text(part.numerator), number_text(part.denominator), part.identified]


def from_json(text: str) -> Summary:
    """The summary that `to_json` wrote."""
    form = json.loads(text)
    return Summary(
        address=form["address"],
        union=form["union"],
        key=form["key"],
        digest=form["digest"],
        year=form["year"],
        figures={
            name: Part(read_number(above), read_number(below), identified)
            for name, (above, below, identified) in form["figures"].items()
        },
        rows=form["rows"],
        findings=tuple(
            Found(rule, severity, count, tuple(samples)) for rule, severity, count, samples in form["findings"]
        ),
        doubtful=tuple(form["doubtful"]),
        redefined=tuple(form["redefined"]),
        refused=Refusal(*form["refused"]) if form["refused"] else None,
    )
