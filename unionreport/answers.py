"""The clerk's answers to which figure a number is: one a line, ``正文 第7段#2 = aid.students.persons``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from unionreport.adopted import Asked
from unionreport.errors import RequestError, Worded
from unionreport.texts import LANGUAGES, Texts, texts

_NOTE = "//"
_ENCODINGS = ("utf-8-sig", "gb18030")


def keys_of(place: Worded, number: int) -> tuple[str, ...]:
    """The keys that the nth quantity of a paragraph goes by, one in each language, without blanks."""
    return tuple(_tight(shown_key(place, number, texts(language))) for language in LANGUAGES)


def shown_key(place: Worded, number: int, words: Texts) -> str:
    """The key as people read it: 正文 第7段#2."""
    return f"{words.place(place)}#{number}"


def _tight(key: str) -> str:
    return "".join(key.split())


def read_answers(lines: Iterable[str], file: str = "") -> dict[str, str]:
    """Figures by key from lines ``key = figure``; a figure of ``-`` leaves the number, a blank one asks again.

    Blank lines and notes (``//``) are nothing. Raises RequestError for any other line.
    """
    found: dict[str, str] = {}
    for line in lines:
        text = line.strip()
        if not text or text.startswith(_NOTE):
            continue
        key, equals, figure = text.rpartition("=")
        if not equals or "#" not in key:
            raise RequestError("answer-unreadable", line=text, file=file)
        if figure.strip():
            found[_tight(key)] = figure.strip().removeprefix("-")
    return found


def load_answers(path: Path) -> dict[str, str]:
    """The answers of a file that the clerk has filled in, in UTF-8 or as Chinese editors save it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RequestError("answers-unopened", file=str(path), detail=error.strerror or str(error)) from error
    for encoding in _ENCODINGS:
        try:
            return read_answers(data.decode(encoding).splitlines(), path.name)
        except UnicodeDecodeError:
            continue
    raise RequestError("answers-unopened", file=str(path), detail="UTF-8")


def write_questions(asked: Sequence[Asked], words: Texts) -> str:
    """The file of the open questions, ready to be filled in: the sentence, the figures that fit, the key."""
    lines = [f"{_NOTE} {words.say('adopt.answers_head')}"]
    for each in asked:
        lines += ["", f"{_NOTE} {each.spot.sentence}"]
        lines += [f"{_NOTE}   {one.figure}  {one.title}  {one.tag}" for one in each.candidates]
        lines.append(f"{shown_key(each.spot.place, each.spot.number, words)} = ")
    return "\n".join(lines)
