"""Refused requests: the only exceptions of the product, each one a key of the text catalogue with its values.

Bad data in a ledger is never an exception; it is a `Finding`.
"""

from __future__ import annotations


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


class TemplateError(UnionReportError):
    """A mistake in a Word template: the paragraph or table cell and the reason.

    ``place`` is a `unionreport.document.source.TemplatePlace`-like value that words itself by texts.
    """

    def __init__(self, place: object, reason: str, **params: object) -> None:
        super().__init__(f"template-{reason}", **params)
        self.place = place


class OutputError(UnionReportError):
    """An output that is in the way or cannot be written."""


class RequestError(UnionReportError):
    """A request for something that does not exist: a figure, a rule, a template."""
