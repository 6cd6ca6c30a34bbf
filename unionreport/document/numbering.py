"""Numbers that count up as they print, so that whatever is left out, what remains is numbered rightly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from unionreport import hanzi


@dataclass(slots=True)
class Ordinal:
    """One level of numbering: each print counts up and starts the levels below anew."""

    form: Callable[[str], str]
    below: tuple[Ordinal, ...] = ()
    count: int = field(default=0)

    def advance(self) -> str:
        """The next number in its printed form."""
        self.count += 1
        for level in self.below:
            level.restart()
        return self.form(hanzi.write(self.count))

    def restart(self) -> None:
        """Begins again from one, with all levels below."""
        self.count = 0
        for level in self.below:
            level.restart()


def numbering() -> dict[str, Ordinal]:
    """The three levels of an official report by GB/T 9704 and custom: 一、 then (一) then 一是."""
    clause = Ordinal("{}是".format)
    item = Ordinal("（{}）".format, (clause,))
    section = Ordinal("{}、".format, (item,))
    return {"section": section, "item": item, "clause": clause}
