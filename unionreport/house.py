"""The house style (体例) of a union's documents: what its office may settle otherwise than the product does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from unionreport.layout import Layout, read_layout
from unionreport.schema import FigureSchema, Verb
from unionreport.table import Table


class SmallCounts(StrEnum):
    """How a count of up to ten prints where a template does not say: 6个 or 六个 (GB/T 15835-2011 allows either)."""

    ARABIC = "arabic"
    CHINESE = "chinese"


class Shares(StrEnum):
    """What is done where printed shares of a whole miss 100% by rounding.

    NOTE prints each share rightly rounded and says so in a note; LARGEST_REMAINDER gives the missing
    last digits to the shares with the largest remainders.
    """

    NOTE = "note"
    LARGEST_REMAINDER = "largest-remainder"


class ChartForm(StrEnum):
    """How charts are put into a document: as charts that Word can edit, or as pictures, which WPS shows as well."""

    NATIVE = "native"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class House:
    """A union's house style; ``smallest_group`` is how many people a printed group must have not to name one.

    Without a ``layout`` a report is laid out as its template is.
    """

    small_counts: SmallCounts = SmallCounts.ARABIC
    shares: Shares = Shares.NOTE
    charts: ChartForm = ChartForm.NATIVE
    smallest_group: int = 3
    layout: Layout | None = None


KEYS = ("charts", "layout", "numbers", "privacy")
"""The keys of ``unionreport.toml`` that settle the house style."""


def read_house(table: Table) -> House:
    """The house style of a configuration; CatalogError for what it may not say."""
    numbers, privacy = table.table("numbers"), table.table("privacy")
    numbers.only("small_counts", "shares")
    privacy.only("smallest_group")
    usual = House()
    least = privacy.whole("smallest_group")
    return House(
        small_counts=numbers.choice("small_counts", SmallCounts, usual.small_counts),
        shares=numbers.choice("shares", Shares, usual.shares),
        charts=table.choice("charts", ChartForm, usual.charts),
        smallest_group=usual.smallest_group if least is None else least,
        layout=read_layout(table.table("layout")) if "layout" in table.data else None,
    )


_MEASURE_WORDS = frozenset(
    ["人次", "户次", "场次", *"人名户次个家项条件份期班场起幢套支篇本张台"],
)


def in_house_style(figures: Mapping[str, FigureSchema], house: House) -> dict[str, FigureSchema]:
    """The figures as they print where a template does not say: small counts of things in the house's numerals.

    Of a figure that the catalog prints in a style of its own, of money, shares, means and measures the form
    stays. A template's filter goes before the house: ``| cn`` is Chinese and ``| plain`` Arabic everywhere.
    """
    if house.small_counts is SmallCounts.ARABIC:
        return dict(figures)
    return {name: replace(each, style="small") if _is_count(each) else each for name, each in figures.items()}


def _is_count(figure: FigureSchema) -> bool:
    return figure.style == "plain" and figure.unit in _MEASURE_WORDS and figure.verb is not Verb.RATIO
