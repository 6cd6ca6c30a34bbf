from __future__ import annotations

import pytest

from unionreport.helptext import hoisted, translated
from unionreport.texts import texts


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("check a.xlsx --lang en", "--lang en check a.xlsx"),
        ("check -q a.xlsx -v", "-q -v check a.xlsx"),
        ("--config=c.toml check", "--config=c.toml check"),
        ("check --config c.toml", "--config c.toml check"),
        ("check -- -q", "check -- -q"),
        ("check --lang", "--lang check"),
        ("", ""),
    ],
)
def test_common_options_move_to_the_front(given: str, expected: str) -> None:
    """The common options may stand anywhere before ``--``; the rest keeps its order."""
    assert hoisted(given.split()) == expected.split()


def test_type_names_leave_their_width_behind() -> None:
    """The framework's type names vanish from a help page without moving its columns."""
    page = "Arguments:\n  FIGURE <str>     id\n  WORKBOOK <path>  book  [required]\n"
    assert translated(page, texts("zh")) == "参数：\n  FIGURE           id\n  WORKBOOK         book  [必填]\n"
