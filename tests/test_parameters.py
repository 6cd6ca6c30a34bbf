"""Values of the command line that need no conversion by the framework."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.command import Run
from unionreport.parameters import take_plainly

ASKED = "asked the framework"


class Colour(StrEnum):
    """A choice."""

    RED = "red"


def taken(kind: Any, value: object, **more: object) -> object:
    """What a parameter of a kind makes of a value."""
    usual = {"multiple": False, "nargs": 1, "required": False, "callback": None}
    described = SimpleNamespace(annotation=kind)
    parameter = SimpleNamespace(type_descriptor=described, process_value=lambda *_: ASKED, **usual | more)
    inner = SimpleNamespace(params=[parameter], get_help_option=lambda _: None)
    outer = SimpleNamespace(params=[], get_help_option=lambda _: None, commands={"one": inner})
    assert take_plainly(outer).get_help_option(None) is None
    return parameter.process_value(None, value)


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        (str, "甲", "甲"),
        (str, None, None),
        (Path, "甲.xlsx", Path("甲.xlsx")),
        (Path, Path(), Path()),
        (list[Path], ("甲", "乙"), [Path("甲"), Path("乙")]),
        (tuple[Path, str], ("甲", "乙"), (Path("甲"), "乙")),
        (Colour, "red", Colour.RED),
        (Colour, Colour.RED, Colour.RED),
        (Colour, "blue", ASKED),
        (list[Colour], ["red", "blue"], ASKED),
        (tuple[Path, Path], ("甲",), ASKED),
        (int, "5", ASKED),
        (str, 5, ASKED),
    ],
)
def test_plain_values_are_taken_as_they_are(kind: Any, value: object, found: object) -> None:
    """All others are the framework's, which has the words for what is wrong."""
    assert taken(kind, value) == found


def test_what_was_not_given_is_nothing() -> None:
    """Nothing repeated is an empty tuple; what is required and missing is told by the framework."""
    assert taken(list[Path], None, multiple=True) == ()
    assert taken(list[Path], (), nargs=-1) == ()
    assert taken(Path, None, required=True) == ASKED


def test_a_file_that_cannot_be_read_is_told_by_the_framework(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the words for it."""
    monkeypatch.setattr("os.access", lambda _, mode: mode == 0)
    assert taken(Path, tmp_path) == ASKED


def test_a_callback_gets_the_value() -> None:
    """With the context and the parameter, as from the framework."""
    assert taken(str, "甲", callback=lambda *given: given[2] * 2) == "甲甲"


def test_an_older_framework_is_left_as_it_is() -> None:
    """It describes its parameters in another way, and loads nothing."""
    assert taken(None, "甲") == ASKED


def test_a_wrong_choice_is_refused_with_the_choices(run: Run) -> None:
    """In the framework's words."""
    done = run("check", "--format", "blue", "甲.xlsx")
    assert done.code == 2
    assert "console" in done.err


def test_no_library_is_loaded_for_a_plain_command() -> None:
    """Neither for conversion nor for what the command does not do."""
    code = (
        "import sys; from unionreport import cli; sys.argv = ['unionreport', 'explain', 'amount-not-number']\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        "assert not {'pydantic', 'pandas', 'openpyxl'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
