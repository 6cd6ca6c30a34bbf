"""One year of the invented union: what was planned for it, and the people it had."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sample_data.make.people import Dice, Folk, Person, settle

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent

Value = str | int | float | date | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The facts of ``years/<number>.toml`` beside the people and the words of every year."""

    facts: Mapping[str, Any]
    words: Mapping[str, Any]
    folk: Folk

    @property
    def number(self) -> int:
        """The calendar year."""
        return int(self.facts["year"])

    @property
    def members(self) -> tuple[Person, ...]:
        """The union's members at the end of the year."""
        chosen = self.facts["members"]
        return self.folk.members[chosen["first"] : chosen["first"] + chosen["count"]]

    @property
    def officers(self) -> tuple[Person, ...]:
        """The three who sit on the union committee in every year, its chair first."""
        return self.folk.members[10:13]

    def dice(self, ledger: str) -> Dice:
        """Draws for one ledger, independent of those for any other."""
        return Dice(f"{self.number} {ledger}")

    def colleagues(self, dice: Dice, count: int) -> list[Person]:
        """So many different members who are no officers, in drawn order."""
        return dice.sample([person for person in self.members if person not in self.officers], count)


def load_year(number: int) -> Year:
    """The year as its file tells it."""
    words = _load(HERE / "words.toml")
    return Year(_load(HERE / "years" / f"{number}.toml"), words, settle(words))


def yuan(fen: int) -> int | float:
    """An amount as a cell holds it: whole 元 where they are whole, else with 角 and 分."""
    return fen // 100 if fen % 100 == 0 else fen / 100


def fen(amount: float) -> int:
    """An amount in 元, of at most two decimals, in fen."""
    return round(amount * 100)


def total(rows: list[Row], column: int) -> int:
    """The sum of one money column (from 0) in fen; blank cells count nothing."""
    return sum(fen(value) for row in rows if isinstance(value := row[column], int | float))


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
