"""The command ``unionreport``, and ``python -m unionreport``: tells the version at once, leaves the rest to `cli`."""

from __future__ import annotations

import sys

from unionreport import __version__


def start() -> None:
    """Runs the command; for the version nothing is imported, so that it costs nothing."""
    if "--version" in sys.argv[1:]:
        print(__version__)  # noqa: T201  the result itself
        return
    from unionreport.cli import main

    main()


if __name__ == "__main__":
    start()
