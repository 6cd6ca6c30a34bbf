"""Every number in a paragraph of Chinese prose: where it stands, what it is there for and what it can stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from unionreport import hanzi, written
from unionreport.numerals import vocabulary
from unionreport.numerals.landmarks import landmarks, line_headings, starts
from unionreport.numerals.quantities import quantity
from unionreport.numerals.reading import Reading
from unionreport.numerals.shown import Form, Kind, Number, in_unit

_REACH = 6  # the longest word before a number that says something about it, with 了 or 到
_LOOSE = tuple(
    (name, re.compile(rf"({'|'.join(words)})(?:了|到|达)?$"))
    for name, words in (("less", vocabulary.LESS), ("more", vocabulary.MORE), ("about", vocabulary.ABOUT))
)
_BEHIND = re.compile("(?P<about>左右|上下)|(?P<below>以下|以内)")
_FALL = re.compile(f"(?:{'|'.join(vocabulary.FALLS)})了?(?:约|近|超过)?$")
_TO = re.compile(r"[ ]?(?:-|—{1,2}|[–~～至到])[ ]?")
_NUMERALS = re.compile(f"[{hanzi.LETTERS}]+|[0-9]+|[A-Za-z]+")


def find_numbers(text: str, units: frozenset[str] = frozenset(), words: frozenset[str] = frozenset()) -> list[Number]:
    """Every number in the text, in order, without overlaps; what is no quantity is there too, by its `Kind`.

    Half- and full-width digits, 万 and 亿, Chinese numerals, 大写金额, percentages, fractions, 成 and words such as
    余 and 近 are understood, with the measure words of `vocabulary.MEASURES` and ``units``. Fixed words with a
    numeral in them are those of `vocabulary.PHRASES` and ``words``. A Chinese numeral of one character is a
    quantity only before a measure word; any other number is listed, even if it cannot be read (三千二元).
    Linear in the text; never raises.
    """
    line = written.narrow(text)
    found = [replace(each, printed=text[each.start : each.stop]) for each in _found(line, units, words)]
    return _with_shared_units(line, found)


def _found(line: str, units: frozenset[str], words: frozenset[str]) -> Iterator[Number]:
    first = starts(words)
    match = first.search(line)
    if match is None:
        return
    headings, known = line_headings(line), units | vocabulary.MEASURES | vocabulary.PERIODS
    while match:
        position = match.start()
        number = _landmark(line, position, headings, words) or quantity(line, position, known)
        if number:
            yield _described(line, number)
        match = first.search(line, number.stop if number else _skipped(line, position))


def _landmark(line: str, position: int, headings: dict[int, int], words: frozenset[str]) -> Number | None:
    if position in headings:
        return _plain(line, position, headings[position], Kind.HEADING)
    for pattern, kind in landmarks(words):
        match = pattern.match(line, position)
        if match:
            return _plain(line, position, match.end(), kind)
    return None


def _plain(line: str, start: int, stop: int, kind: Kind) -> Number:
    printed = line[start:stop]
    form = Form.ARABIC if any("0" <= letter <= "9" for letter in printed) else Form.CHINESE
    return Number(start, stop, stop, printed, kind, form)


def _skipped(line: str, position: int) -> int:
    """Where to look next: behind the whole row of numerals, so that a long one costs no more than its length."""
    match = _NUMERALS.match(line, position)
    return match.end() if match else position + 1


def _described(line: str, number: Number) -> Number:
    """The number with what the words around it say: 约, 超过, 不足, 左右, 下降."""
    reading = number.reading
    if reading is None:
        return number
    before = line[max(0, number.start - _REACH) : number.start]
    number = replace(number, falling=_FALL.search(before) is not None)
    if number.approximator:
        return number
    name, word = next(_loose_words(before, _BEHIND.match(line, number.stop)), ("", ""))
    return replace(number, approximator=word, reading=_loosened(reading, name)) if word else number


def _loose_words(before: str, behind: re.Match[str] | None) -> Iterator[tuple[str, str]]:
    if behind:
        yield "about" if behind["about"] else "below", behind[0]
    for name, pattern in _LOOSE:
        word = pattern.search(before)
        if word:
            yield name, word[1]


def _loosened(reading: Reading, name: str) -> Reading:
    """The values that the word allows: a tenth less, one step of the last digit more, half a step to both sides."""
    value, slack = (reading.low + reading.high) / 2, (reading.high - reading.low) / 2
    step = _step(value)
    match name:
        case "less":
            low, high = sorted((value * Fraction(9, 10), value))
        case "more":
            low, high = value, value + step
        case "below":
            low, high = sorted((Fraction(0), value))
        case _:
            reach = max(slack, min(step / 2, abs(value) / 10))
            return Reading(value - reach, value + reach, reading.unit)
    return Reading(low, high, reading.unit, half_open=name != "below" and low < high)


def _step(value: Fraction) -> Fraction:
    """The worth of the last digit of the value that is not zero; 0 for 0 and for what has no end, a third."""
    if not value:
        return Fraction(0)
    places = next((places for places in range(9) if (value * 10**places).denominator == 1), None)
    if places is None:
        return Fraction(0)
    digits = str(int(value * 10**places))
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))), 10**places)


def _with_shared_units(line: str, numbers: list[Number]) -> list[Number]:
    """The numbers, where the first of a range takes the unit of the second: 3000-4000元.

    With 万 behind the second only (5-10万人) the first can be read in two ways, so in none.
    """
    shared = list(numbers)
    for index, (one, other) in enumerate(pairwise(numbers)):
        if one.kind == other.kind == Kind.QUANTITY and not one.unit and _TO.fullmatch(line, one.stop, other.start):
            shared[index] = replace(one, unit=other.unit, reading=_shared(one, other))
    return shared


def _shared(one: Number, other: Number) -> Reading | None:
    if one.reading is None or other.reading is None or (one.form, other.form) == (Form.ARABIC, Form.MIXED):
        return None
    return replace(in_unit(one.reading, other.reading.unit), unit=other.reading.unit)
