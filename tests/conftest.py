"""The fixtures that several test files share."""

from tests.command import run
from tests.office import office
from tests.rolled import state

__all__ = ["office", "run", "state"]
