"""Names as ledgers write them: with blanks between the characters, with a note behind, for several people at once."""

from __future__ import annotations

import re

from unionreport import hanzi

_HAN = r"[\u3400-\u9fff·]"
_PADDED = re.compile(rf"{_HAN}{{1,4}}(\s+{_HAN}{{1,4}})+")
# What may stand behind a name without telling two people of one name apart.
_NOTED = re.compile(
    rf"(?P<name>{_HAN}{{2,12}})\s*[(（\[【]\s*(?:已故|去世|已去世|病故|亡故|退休|已退休|离休|离退休|在职|代领|代|本人|补发|补)\s*[)）\]】]"
)
_SEVERAL = re.compile(rf"[^等]{{2,40}}等(?:共)?\s*(?P<count>[0-9]{{1,4}}|[{hanzi.LETTERS}]{{1,5}})\s*(?:人|名|位|户)")
_PEOPLE = 10_000


def closed(text: str) -> str:
    """A Chinese name without the blanks that pad it; other text as it is."""
    return "".join(text.split()) if _PADDED.fullmatch(text) else text


def bare(text: str) -> str:
    """A person's name without a note behind it that does not tell people apart: 张一三(已故) is 张一三."""
    noted = _NOTED.fullmatch(text)
    return noted["name"] if noted else text


def people(text: str) -> int | None:
    """How many people a text such as 张一三等5人 stands for; None where it says no number."""
    found = _SEVERAL.fullmatch(text)
    if found is None:
        return None
    count = int(found["count"]) if found["count"].isdecimal() else hanzi.read(found["count"])
    return count if count and 1 < count < _PEOPLE else None
