"""The words of the product, in Chinese and English: sentences by key, filled with values."""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from unionreport.errors import TemplateError, UnionReportError, Worded
from unionreport.remark import Remark
from unionreport.resources import CATALOG

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Texts:
    """Every sentence in one language."""

    language: str
    sentences: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """The sentence under the key with its places filled."""
        return self.sentences[key].format(**values)

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self.sentences

    def error(self, error: UnionReportError) -> str:
        """A refused request in one line."""
        sentence = self.told(f"errors.{error.key}", error.params)
        if not isinstance(error, TemplateError):
            return sentence
        place = self.place(error.place)
        return self.say("places.sentence", template=error.template, place=place, sentence=sentence).strip()

    def told(self, key: str, params: Mapping[str, object]) -> str:
        """The sentence under the key, its values as they are and its places in words."""
        return self.say(
            key, **{name: self.place(each) if isinstance(each, Worded) else each for name, each in params.items()}
        )

    def remark(self, remark: Remark) -> str:
        """A remark in one line, its place first."""
        sentence = self.told(f"remarks.{remark.name}", remark.params)
        return self.say("places.sentence", template="", place=self.place(remark.place), sentence=sentence).strip()

    def place(self, place: Worded) -> str:
        """A place in words."""
        return self.say(f"places.{place.key}", **place.params)


@lru_cache(maxsize=len(LANGUAGES))
def texts(language: str) -> Texts:
    """The catalogue of one language, ``zh`` or ``en``."""
    data = tomllib.loads((CATALOG / f"texts.{language}.toml").read_text(encoding="utf-8"))
    return Texts(language, dict(_flatten(data, "")))


def _flatten(data: Mapping[str, object], prefix: str) -> Sequence[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in data.items():
        if isinstance(value, Mapping):
            pairs += _flatten(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, str(value)))
    return pairs


def choose_language(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """The language asked for: ``--lang``, then UNIONREPORT_LANG, then the locale; Chinese unless English.

    An unknown language is taken as Chinese here; the command line refuses it by name later.
    """
    for number, each in enumerate(arguments):
        if each == "--lang" and number + 1 < len(arguments):
            return _known(arguments[number + 1])
        if each.startswith("--lang="):
            return _known(each.partition("=")[2])
    if environment.get("UNIONREPORT_LANG"):
        return _known(environment["UNIONREPORT_LANG"])
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    if named is None:
        named = locale.getlocale()[0] or ""
    return "en" if named.lower().startswith("en") else "zh"


def _known(language: str) -> str:
    return language if language in LANGUAGES else "zh"
