"""The house style in ``unionreport.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest

from unionreport.config import builtin, load
from unionreport.errors import CatalogError
from unionreport.house import ChartForm, House, Shares, SmallCounts, in_house_style, read_house
from unionreport.table import parse


def test_an_office_may_settle_its_own_house_style() -> None:
    """Charts, small counts, shares and the smallest group are read from their keys."""
    text = 'charts = "picture"\n[numbers]\nsmall_counts = "chinese"\nshares = "largest-remainder"\n[privacy]\nsmallest_group = 5'
    house = read_house(parse(text.encode(), "unionreport.toml"))
    assert house == House(SmallCounts.CHINESE, Shares.LARGEST_REMAINDER, ChartForm.PICTURE, 5)


def test_what_is_not_said_stays_as_the_product_has_it() -> None:
    """An empty configuration is the usual house style."""
    assert read_house(parse(b"", "unionreport.toml")) == House()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('charts = "photo"', "charts: not-among"),
        ('[numbers]\nshare = "note"', "numbers.share: key-unknown-near"),
        ("[privacy]\nsmallest_group = true", "privacy.smallest_group: not-whole"),
    ],
)
def test_a_slip_is_named_with_its_key(text: str, message: str) -> None:
    """Anything the house style does not know is refused by key and reason."""
    with pytest.raises(CatalogError) as caught:
        read_house(parse(text.encode(), "unionreport.toml"))
    assert f"{caught.value.params['at']}: {caught.value.key.removeprefix('catalog-')}" == message


def printed_style(name: str, house: House) -> str:
    """How a figure of the catalog prints where a template does not say."""
    return in_house_style(builtin().figures, house)[name].style


@pytest.mark.parametrize(
    ("figure", "style"),
    [
        ("awards.units", "small"),
        ("aid.widows.persons", "small"),
        ("suggestions.savings", "wan"),
        ("satisfaction.rate", "plain"),
        ("appraisals.average", "plain"),
        ("profile.area", "plain"),
        ("members.dues", "plain"),
    ],
)
def test_small_counts_of_things_are_the_houses(figure: str, style: str) -> None:
    """Chinese small counts are for counts of things: money, shares, means and measures stay as they are."""
    assert printed_style(figure, House(small_counts=SmallCounts.CHINESE)) == style
    assert printed_style(figure, House()) == builtin().figures[figure].style


def test_a_figure_of_the_unions_own_follows_its_house(tmp_path: Path) -> None:
    """What a configuration declares prints in its house style too, unless it says how."""
    path = tmp_path / "unionreport.toml"
    count = 'title = "女职工来访"\ncount = "receptions"\nunit = "件"\n'
    own = f'[figures.own.a]\n{count}[figures.own.b]\n{count}show = "approx"\n[numbers]\nsmall_counts = "chinese"'
    path.write_text(own, encoding="utf-8")
    figures = load(path).catalog.figures
    assert (figures["own.a"].style, figures["own.b"].style) == ("small", "approx")
