"""Limits that differ by province and year."""

from __future__ import annotations

from pathlib import Path

import pytest

from unionreport import config
from unionreport.errors import CatalogError
from unionreport.packs import pack_names
from unionreport.schema import Per
from unionreport.texts import texts

LIMIT = '[limits.a]\nledger = "visits"\nfields = ["amount"]\nmost = 5\ndocument = "甲"\n'


def load(folder: Path, text: str) -> config.Config:
    """The settings in a configuration file of that text."""
    path = folder / "unionreport.toml"
    path.write_text(text, encoding="utf-8")
    return config.load(path)


def test_packs_are_off_unless_chosen(tmp_path: Path) -> None:
    """Without ``packs`` there are no limits."""
    assert config.builtin().limits == ()
    assert load(tmp_path, "").catalog.limits == ()


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_names_document_and_source_beside_each_value(name: str, tmp_path: Path) -> None:
    """Each limit of a pack says by which document it holds and where that was found."""
    limits = load(tmp_path, f'packs = ["{name}"]').catalog.limits
    assert limits
    for each in limits:
        assert each.name == name
        assert each.document
        assert each.source


def test_packs_and_own_limits_hold_together(tmp_path: Path) -> None:
    """A union may choose several packs and add limits of its own."""
    limits = load(tmp_path, f'packs = ["shandong-2019", "xiamen-2017"]\n{LIMIT}').catalog.limits
    assert [each.name for each in limits] == ["shandong-2019", "shandong-2019", "xiamen-2017", "a"]
    assert (limits[-1].most, limits[-1].per, limits[-1].document) == (5, Per.TIME, "甲")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'packs = ["shandong"]',
            f"unionreport.toml 的 packs：“shandong”不在允许的值之内（{'、'.join(pack_names())}）",
        ),
        (LIMIT.replace("visits", "visit"), "unionreport.toml 的 limits.a.ledger：没有名为 visit 的台账"),
        (LIMIT.replace("most = 5\n", ""), "unionreport.toml 的 limits.a.most：缺少这个键"),
        (LIMIT.replace('fields = ["amount"]\n', ""), "unionreport.toml 的 limits.a.fields：缺少这个键"),
        (LIMIT.replace("most = 5", 'forbids = ["卡"]'), "unionreport.toml 的 limits.a.words_in：缺少这个键"),
        (LIMIT.replace("visits", "assessments"), "unionreport.toml 的 limits.a.ledger：台账“考核检查”没有名为 person 的字段"),
        (LIMIT.replace('"amount"', '"money"'), "unionreport.toml 的 limits.a.fields：台账“走访慰问”没有名为 money 的字段"),
        (LIMIT.replace('"amount"', '"remark"'), "unionreport.toml 的 limits.a.fields：台账“走访慰问”的字段 remark 不是可以相加的数"),
        (LIMIT + 'where = { sort = "节日" }', "unionreport.toml 的 limits.a.where：台账“走访慰问”没有名为 sort 的字段"),
        (LIMIT.replace('document = "甲"\n', ""), "unionreport.toml 的 limits.a.document：缺少这个键"),
        (LIMIT + 'per = "month"', "unionreport.toml 的 limits.a.per：“month”不在允许的值之内（time、year、times）"),
        (LIMIT + "cap = 5", "unionreport.toml 的 limits.a.cap：没有这个键"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_limit_is_named(text: str, told: str, tmp_path: Path) -> None:
    """File, key and reason, in one line."""
    with pytest.raises(CatalogError) as error:
        load(tmp_path, text)
    assert texts("zh").error(error.value).replace(str(tmp_path / "unionreport.toml"), "unionreport.toml") == told


def test_a_value_that_no_cell_can_have_is_refused(tmp_path: Path) -> None:
    """A condition is held against the ledger's allowed values."""
    with pytest.raises(CatalogError, match="not-among"):
        load(tmp_path, LIMIT + 'where = { kind = "春节" }')
