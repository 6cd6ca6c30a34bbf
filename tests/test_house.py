"""The house style in ``unionreport.toml``."""

from __future__ import annotations

import pytest

from unionreport.errors import CatalogError
from unionreport.house import ChartForm, House, Shares, SmallCounts, read_house
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
