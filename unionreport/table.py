"""A TOML table read strictly: every key is asked for by name and type, what is left over is a mistake."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, TypeVar

from unionreport.errors import CatalogError

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a TOML file, with the file's name and the key it stands under for error messages."""

    file: str
    at: str
    data: Mapping[str, object]

    def fail(self, key: str, reason: str, **params: object) -> NoReturn:
        """Refuses the table: one clear error with file, key and reason."""
        raise CatalogError(self.file, self._path(key), reason, **params)

    def only(self, *known: str) -> None:
        """Refuses keys that nobody asks for, naming the nearest known one."""
        from difflib import get_close_matches

        for key in self.data:
            if key not in known:
                near = get_close_matches(key, known, 1)
                self.fail(key, "key-unknown-near" if near else "key-unknown", near="".join(near))

    def text(self, key: str, default: str | None = None) -> str:
        """The string under the key; refused where it is missing without a default, or blank."""
        value = self.data.get(key, default)
        if value is None:
            self.fail(key, "key-missing")
        if not isinstance(value, str) or (not value and default is None):
            self.fail(key, "not-text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of strings under the key; empty where it is missing."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            self.fail(key, "not-texts")
        return tuple(value)

    def text_or_texts(self, key: str) -> tuple[str, ...]:
        """The string or the list of strings under the key, as a list."""
        return (self.text(key),) if isinstance(self.data.get(key), str) else self.texts(key)

    def flag(self, key: str, *, default: bool) -> bool:
        """The true or false under the key."""
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            self.fail(key, "not-flag")
        return value

    def whole(self, key: str) -> int | None:
        """The whole number under the key; None where it is missing."""
        value = self.data.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            self.fail(key, "not-whole")
        return value

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """The member of a closed list named under the key."""
        value = self.text(key, default)
        if value not in list(kind):
            self.fail(key, "not-among", value=value, allowed="、".join(kind))
        return kind(value)

    def mapping(self, key: str) -> dict[str, str]:
        """The table of strings under the key; empty where it is missing."""
        table = self.table(key)
        return {name: table.text(name) for name in table.data}

    def table(self, key: str) -> Table:
        """The table under the key; empty where it is missing."""
        value = self.data.get(key, {})
        if not isinstance(value, Mapping):
            self.fail(key, "not-table")
        return Table(self.file, self._path(key), value)

    def tables(self, key: str) -> Iterator[Table]:
        """The list of tables under the key, in order."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
            self.fail(key, "not-tables")
        for number, each in enumerate(value, 1):
            yield Table(self.file, f"{self._path(key)}[{number}]", each)

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """The list of lists of strings under the key."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self.fail(key, "not-lists")
        return tuple(Table(self.file, self._path(key), {"": each}).texts("") for each in value)

    def _path(self, key: str) -> str:
        return f"{self.at}.{key}" if self.at and key else self.at or key


def parse(text: bytes, file: str) -> Table:
    """The whole of a TOML file as one table; a syntax error is refused with its line.

    TOML is UTF-8; a byte order mark, which editors on Windows put before it, is passed over.
    """
    try:
        return Table(file, "", tomllib.loads(text.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise CatalogError(file, "", "not-utf8") from error
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(file, "", "not-toml", detail=str(error)) from error
