"""The ledgers that are measured with: sound, the same every time, of the size asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.ledgers import LEDGERS, write
from tests.books import figures, found


@pytest.mark.parametrize("inline", [False, True])
def test_made_up_ledgers_are_sound(tmp_path: Path, *, inline: bool) -> None:
    """Every ledger is known and read whole, without an error; twice the same bytes."""
    paths = [tmp_path / name for name in ("2025.xlsx", "twin.xlsx")]
    for path in paths:
        write(path, {title: make(30, 7) for title, make in LEDGERS.items()}, inline=inline)
    assert found(paths[0]) == []
    assert figures(paths[0]) == figures(paths[1])
    assert figures(paths[0])["talks.total"] == 30
