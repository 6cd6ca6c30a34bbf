"""What a person should look at in a finished text: which kind of breach, where, and the words in question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unionreport.errors import Worded


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at in a document; it says nothing against the ledgers, and stops nothing.

    ``name`` names the sentence in ``texts.*.toml`` under ``remarks``, ``params`` fill it; ``text`` among
    them are the words in question as they stand in the document.
    """

    name: str
    place: Worded
    params: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The remark without words, ``body-paragraph=3 date-zero 05月``; people get the catalogue's."""
        return f"{self.place} {self.name} {self.params.get('text', '')}".rstrip()
