"""The template tags in the text of one paragraph, and the slips of the hand that look like tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

THING = "\ufffc"
"""Stands in a paragraph's text for what is no text: a picture, a field, a note."""

KEYWORDS = ("for", "if", "elif", "else", "endfor", "endif", "set")


class Kind(StrEnum):
    """What a tag does: prints, controls, or is a note to the template's author."""

    PRINT = "{{"
    CONTROL = "{%"
    NOTE = "{#"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: characters ``start`` to ``end`` of the paragraph's text, and the code between its braces.

    ``inner`` is the first character of the code, whose run gives the printed value its format.
    """

    kind: Kind
    start: int
    end: int
    inner: int
    code: str

    @property
    def keyword(self) -> str:
        """The first word of a control tag, ``for``."""
        return re.split(r"\W", self.code, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that was meant as a tag: the reason, and the text it is about."""

    reason: str
    start: int
    text: str


_CLOSERS = {Kind.PRINT: "}}", Kind.CONTROL: "%}", Kind.NOTE: "#}"}
_OPENER = re.compile(r"\{[{%#]")
_SIGN = re.compile(r"[{}%\"']")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
_STRAY = re.compile(
    r"\{ +[{%]|\{ [^{}]{1,80}\}\}|\}\}|%\}|[}%] +\}|\{%"
    r"|\{[^{}]{0,80}\b[a-z]\w*\.[a-z]\w*[^{}]{0,80}\}"  # {aid.total}: a dotted name is no text, {n} may be
)
_HALF_WIDTH = str.maketrans("｛｝％", "{}%")
_FULL_WIDTH_SIGNS = re.compile(r"[（），：；＝｜！＞＜．［］＋－＊／＂＇｛｝％。、【】]")
_CURLY_QUOTES = re.compile(r"[“”‘’]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BLANKS = re.compile(r"[\t\n\r\u00a0\u3000]")
_SHOWN = 60
_OPEN_ENDED = ("brace-fullwidth", "quote-unclosed", "brace-single", "tag-unclosed")


def scan(text: str) -> tuple[list[Tag], list[Slip]]:
    """The tags of a paragraph's text in order, and everything that looks like a tag and is none."""
    tags: list[Tag] = []
    slips: list[Slip] = []
    at = 0
    while match := _OPENER.search(text, at):
        kind = Kind(match[0])
        end = _find_end(text, match.end(), kind)
        if end is None:
            slips.append(_unclosed(text, match.start(), kind))
            at = match.end()
            continue
        tag = _tag(text, kind, match.start(), end)
        tags.append(tag)
        slips += _slips_inside(text, tag)
        at = end
    if not any(slip.reason in _OPEN_ENDED for slip in slips):
        slips += _slips_between(text, tags)
    return tags, sorted(slips, key=lambda slip: slip.start)


def _tag(text: str, kind: Kind, start: int, end: int) -> Tag:
    inside = text[start + 2 : end - 2]
    inside = inside[1:] if inside[:1] in {"-", "+"} else inside  # Jinja's blank control, which has no meaning here
    inside = inside.removesuffix("-").removesuffix("+") if kind is not Kind.NOTE else inside
    code = _INVISIBLE.sub("", _BLANKS.sub(" ", inside)).strip()
    lead = re.match(r"[-+]?\s*", text[start + 2 : end - 2])
    inner = start + 2 + (lead.end() if lead else 0)
    return Tag(kind, start, end, min(inner, end - 1), code)


def _find_end(text: str, at: int, kind: Kind) -> int | None:
    """Where the tag ends that began before ``at``; None where it does not, or another begins first."""
    closer = _CLOSERS[kind]
    if kind is Kind.NOTE:
        found = text.find(closer, at)
        return None if found < 0 else found + 2
    depth = 0
    while sign := _SIGN.search(text, at):
        at = sign.start()
        if not depth and text.startswith(closer, at):
            return at + 2
        if text[at] in "\"'" and (string := _STRING.match(text, at)):
            at = string.end()
            continue
        if _OPENER.match(text, at):
            return None
        depth += (text[at] == "{") - (text[at] == "}")
        at += 1
    return None


def _unclosed(text: str, start: int, kind: Kind) -> Slip:
    """What became of the end of a tag: typed full-width, one brace short, or not there."""
    following = _OPENER.search(text, start + 2)
    rest = text[start + 2 : following.start() if following else len(text)]
    shown = text[start : start + 2 + len(rest)][:_SHOWN]
    if _CLOSERS[kind] in rest.translate(_HALF_WIDTH):
        plain = _CLOSERS[kind] in rest
        quoted = "quote-unclosed" if re.search("[\"']", rest) else "brace-single"
        return Slip(quoted if plain else "brace-fullwidth", start, shown)
    return Slip("brace-single" if re.search(r"[}%]", rest) else "tag-unclosed", start, shown)


def _slips_inside(text: str, tag: Tag) -> Iterator[Slip]:
    if tag.kind is Kind.NOTE:
        return
    shown = text[tag.start : tag.end]
    code = _STRING.sub("", shown)
    if THING in shown:
        yield Slip("tag-interrupted", tag.start, shown.replace(THING, ""))
    elif _CURLY_QUOTES.search(code):
        yield Slip("quotes-curly", tag.start, shown)
    elif signs := _FULL_WIDTH_SIGNS.search(code):
        yield Slip("sign-fullwidth", tag.start + shown.find(signs[0]), shown)
    elif not tag.code:
        yield Slip("tag-empty", tag.start, shown)
    elif tag.kind is Kind.CONTROL and tag.keyword not in KEYWORDS:
        yield Slip("tag-unknown", tag.start, shown)


def _slips_between(text: str, tags: list[Tag]) -> Iterator[Slip]:
    """Braces outside of every tag that only a slip explains, one for each stretch between two tags."""
    borders = [0, *(border for tag in tags for border in (tag.start, tag.end)), len(text)]
    for start, end in zip(borders[::2], borders[1::2], strict=True):
        outside = text[start:end]
        match = _STRAY.search(outside.translate(_HALF_WIDTH))
        if match:
            written = outside[match.start() : match.end()]
            reason = "brace-fullwidth" if written.translate(_HALF_WIDTH) != written else "brace-single"
            yield Slip(reason, start + match.start(), _around(outside, match.start(), match.end()))
        elif start and outside.startswith("}"):
            yield Slip("brace-single", start, text[max(0, start - 12) : end][:_SHOWN])


def _around(text: str, start: int, end: int) -> str:
    """The slip with the words next to it, so that it can be found on the page."""
    return text[max(0, start - 12) : end + 12].replace(THING, "").strip()
