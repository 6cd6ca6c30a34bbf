"""The fixtures that several test files share."""

from tests.command import run

__all__ = ["run"]
