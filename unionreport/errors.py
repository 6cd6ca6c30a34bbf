"""Refused requests: the only exceptions of the product, each one a key of the text catalogue with its values.

Bad data in a ledger is never an exception; it is a `Finding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable


class UnionReportError(Exception):
    """A request that cannot be carried out; the command line prints it in one line and exits 2.

    ``key`` names the sentence in ``texts.*.toml`` under ``errors``; ``params`` fill it.
    """

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params

    def __str__(self) -> str:
        return f"{self.key}: " + ", ".join(f"{name}={value}" for name, value in self.params.items())


class WorkbookError(UnionReportError):
    """A file that is no workbook, or one that cannot be opened."""


class CatalogError(UnionReportError):
    """A mistake in a catalog file or in ``unionreport.toml``: file, key and reason."""

    def __init__(self, file: str, at: str, reason: str, **params: object) -> None:
        super().__init__(f"catalog-{reason}", file=file, at=at, **params)


@runtime_checkable
class Worded(Protocol):
    """A value that words itself by a sentence of the text catalogue, under ``places``."""

    @property
    def key(self) -> str:
        """The key of the sentence."""

    @property
    def params(self) -> Mapping[str, object]:
        """What fills it."""


class TemplateError(UnionReportError):
    """A mistake in a Word template: the paragraph or table cell, the reason, and the template once it is known."""

    def __init__(self, place: Worded, reason: str, **params: object) -> None:
        super().__init__(f"template-{reason}", **params)
        self.place = place
        self.template = ""

    def inside(self, template: str) -> TemplateError:
        """The same mistake, with the name of the template it stands in."""
        self.template = template
        return self


class OutputError(UnionReportError):
    """An output that is in the way or cannot be written."""


class RequestError(UnionReportError):
    """A request for something that does not exist: a figure, a rule, a template."""
