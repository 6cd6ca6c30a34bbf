"""Declared figures that do not hang together are refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from unionreport import config
from unionreport.errors import CatalogError
from unionreport.schema import Catalog
from unionreport.texts import texts

FIGURE = '[figures.own.x]\ntitle = "甲"\nunit = "人"\n'


def load(folder: Path, text: str) -> Catalog:
    """The catalog with a configuration file of that text."""
    path = folder / "unionreport.toml"
    path.write_text(text, encoding="utf-8")
    return config.load(path).catalog


def sentence(folder: Path, text: str) -> str:
    """What a user is told of a broken configuration file, the folder left out."""
    with pytest.raises(CatalogError) as error:
        load(folder, text)
    return texts("zh").error(error.value).replace(str(folder / "unionreport.toml"), "unionreport.toml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("figures.own = 3", "unionreport.toml 的 figures.own：应为表，例如 [figures.own]"),
        ('[figures.own.x]\ncount = "talks"\nunit = "次"', "unionreport.toml 的 figures.own.x.title：缺少这个键"),
        ('[figures.own.x]\ncount = "talks"\ntitle = "甲"', "unionreport.toml 的 figures.own.x.unit：缺少这个键"),
        (FIGURE + 'cuont = "talks"', "unionreport.toml 的 figures.own.x.cuont：没有这个键，是否为 count？"),
        (
            FIGURE,
            "unionreport.toml 的 figures.own.x：一个指标应正好写一种算法"
            "（count、sum、distinct、max、min、first、ratio、difference、total）",
        ),
        (
            FIGURE + 'count = "talks"\nsum = "visits.people"',
            "unionreport.toml 的 figures.own.x：一个指标应正好写一种算法"
            "（count、sum、distinct、max、min、first、ratio、difference、total）",
        ),
        (FIGURE + "sum = []", 'unionreport.toml 的 figures.own.x.sum：应为文字的列表，例如 ["甲", "乙"]'),
        (FIGURE + 'count = "talk"', "unionreport.toml 的 figures.own.x.count：没有名为 talk 的台账"),
        (
            FIGURE + 'sum = "visits.persons"',
            "unionreport.toml 的 figures.own.x.sum：台账“走访慰问”没有名为 persons 的字段",
        ),
        (
            FIGURE + 'sum = "visits.kind"',
            "unionreport.toml 的 figures.own.x.sum：台账“走访慰问”的字段 kind 不是可以相加的数",
        ),
        (
            FIGURE + 'distinct = "disbursements.persons"',
            "unionreport.toml 的 figures.own.x.distinct：台账“帮扶发放”没有名为 persons 的字段",
        ),
        (
            FIGURE + 'count = "talks.person"',
            "unionreport.toml 的 figures.own.x.count：台账“谈心谈话”没有名为 person 的字段",
        ),
        (
            FIGURE + 'sum = ["visits.people", "training.attendance"]',
            "unionreport.toml 的 figures.own.x.sum：一个指标只能取自一本台账",
        ),
        (
            FIGURE + 'count = "talks"\nwhere = { person_name = "张一三" }',
            "unionreport.toml 的 figures.own.x.where：台账“谈心谈话”没有名为 person_name 的字段",
        ),
        (
            FIGURE + 'count = "talks"\nneeds = ["talks.name"]',
            "unionreport.toml 的 figures.own.x.where：台账“谈心谈话”没有名为 name 的字段",
        ),
        (
            FIGURE + 'count = "talks"\nwhere = { kind = "入团" }',
            "unionreport.toml 的 figures.own.x.where.kind：“入团”不在允许的值之内"
            "（工作变动、情绪反常、入党、不安心工作）",
        ),
        (
            FIGURE + 'first = "profile.value"\nwhere = { item = "cars" }',
            "unionreport.toml 的 figures.own.x.where.item：“cars”不在允许的值之内（name、year、session、congress、"
            "reporter、date、members、women、workers、homes、residents、lowincome、disabled、unemployed、companies、"
            "buildings、quality_buildings、area、notice_from、notice_to、phone、address）",
        ),
        (
            FIGURE + 'count = "suggestions"\nwhere = { adopted = "是" }',
            "unionreport.toml 的 figures.own.x.where.adopted：应为 true 或 false",
        ),
        (
            FIGURE + 'count = "talks"\nwhere = { kind = true }',
            "unionreport.toml 的 figures.own.x.where.kind：应为一段文字，写在引号里",
        ),
        (
            FIGURE + 'count = "talks"\nwhere = { kind = { minimum = 3 } }',
            "unionreport.toml 的 figures.own.x.where.kind：台账“谈心谈话”的字段 kind 不是可以相加的数",
        ),
        (
            FIGURE + 'count = "talks"\nwhere = { kind = 3 }',
            'unionreport.toml 的 figures.own.x.where.kind：应为文字的列表，例如 ["甲", "乙"]',
        ),
        *(
            (
                FIGURE + f'count = "talks"\nwhere = {{ kind = {empty} }}',
                "unionreport.toml 的 figures.own.x.where.kind：条件是空的；"
                "应写允许的值，或 { minimum = 1 }，或 { filled = true }",
            )
            for empty in ("[]", "{}", "{ filled = false }")
        ),
        (FIGURE + 'total = ["talks.sum"]', "unionreport.toml 的 figures.own.x.total：没有名为 talks.sum 的指标"),
        (FIGURE + 'ratio = ["talks.total"]', "unionreport.toml 的 figures.own.x.ratio：应正好写两个指标"),
        (
            FIGURE + 'difference = ["talks.total", "talks.total", "talks.total"]',
            "unionreport.toml 的 figures.own.x.difference：应正好写两个指标",
        ),
        (
            FIGURE + 'count = "talks"\notherwise = "own.y"',
            "unionreport.toml 的 figures.own.x.otherwise：没有名为 own.y 的指标",
        ),
        (
            FIGURE + 'total = ["own.x"]',
            "unionreport.toml 的 figures.own.x.total：指标 own.x 由它自己推算，成了循环",
        ),
        (
            FIGURE + 'total = ["own.y"]\n[figures.own.y]\ntitle = "乙"\nunit = "人"\ntotal = ["own.x"]',
            "unionreport.toml 的 figures.own.x.total：指标 own.x 由它自己推算，成了循环",
        ),
        (
            FIGURE + 'count = "talks"\notherwise = "own.x"',
            "unionreport.toml 的 figures.own.x.otherwise：指标 own.x 由它自己推算，成了循环",
        ),
        (
            '[figures.talks.total]\ntitle = "谈话"\nunit = "人次"\ntotal = ["own.x"]\n'
            + FIGURE
            + 'total = ["talks.total"]',
            "unionreport.toml 的 figures.talks.total.total：指标 talks.total 由它自己推算，成了循环",
        ),
        (
            FIGURE + 'count = "talks"\nshow = "big"',
            "unionreport.toml 的 figures.own.x.show：没有印法“big”，或不适用于单位“人”",
        ),
        (
            FIGURE + 'count = "talks"\nshow = "pct"',
            "unionreport.toml 的 figures.own.x.show：没有印法“pct”，或不适用于单位“人”",
        ),
        (
            '[figures.aid]\ntitle = "帮扶"\nunit = "次"\ncount = "disbursements"',
            "unionreport.toml 的 figures.aid：aid 既是指标又是一组指标的名字（如 aid.lowincome.households）；请换一个名字",
        ),
        (
            '[figures.talks.total.extra]\ntitle = "甲"\nunit = "次"\ncount = "talks"',
            "unionreport.toml 的 figures.talks.total.extra："
            "talks.total 既是指标又是一组指标的名字（如 talks.total.extra）；请换一个名字",
        ),
    ],
)
def test_a_mistake_in_a_figure_is_one_clear_sentence(tmp_path: Path, text: str, told: str) -> None:
    """The sentence names the file, the key and what is wrong with it."""
    assert sentence(tmp_path, text) == told


UNFIT = (
    "unionreport.toml 的 figures.own.x.{}：单位“{}”不适用于所取的数；"
    '金额的单位写“元”（要印成万元另写 show = "wan"），其他的数不能写“元”'
)


@pytest.mark.parametrize(
    ("unit", "declared", "key"),
    [
        ("万元", 'sum = "visits.amount"', "unit"),
        ("人", 'max = "visits.amount"', "unit"),
        ("元", 'sum = "visits.people"', "unit"),
        ("%", 'sum = "visits.people"', "unit"),
        ("元", 'sum = "appraisals.total"', "unit"),
        ("元", 'count = "visits"', "unit"),
        ("%", 'distinct = "disbursements.person"', "unit"),
        ("元", 'sum = ["visits.amount", "visits.people"]', "unit"),
        ("元", 'total = ["visits.amount", "visits.total"]', "unit"),
        ("人次", 'total = ["visits.amount"]', "unit"),
        ("元", 'difference = ["visits.total", "visits.hospital"]', "unit"),
        ("元", 'ratio = ["visits.amount", "visits.goods"]', "unit"),
        ("%", 'ratio = ["visits.amount", "visits.total"]', "unit"),
        ("元", 'ratio = ["visits.total", "visits.amount"]', "unit"),
        ("元", 'sum = "visits.amount"\notherwise = "visits.total"', "otherwise"),
    ],
)
def test_a_unit_that_would_print_fen_for_persons_is_refused(tmp_path: Path, unit: str, declared: str, key: str) -> None:
    """Amounts are in 元, shares come from ratios, and neither passes for the other."""
    text = f'[figures.own.x]\ntitle = "甲"\nunit = "{unit}"\n{declared}'
    assert sentence(tmp_path, text) == UNFIT.format(key, unit)


@pytest.mark.parametrize(
    ("unit", "declared"),
    [
        ("元", 'max = "visits.amount"'),
        ("人", 'ratio = ["visits.total", "visits.hospital"]'),
        ("%", 'ratio = ["visits.goods", "visits.amount"]'),
        ("元", 'ratio = ["visits.amount", "visits.total"]'),
        ("%", 'difference = ["proposals.filed_rate", "proposals.satisfaction_rate"]'),
        ("平方公里", 'first = "profile.value"\nwhere = { item = "area" }'),
        ("分", 'min = "appraisals.total"'),
        ("次", 'count = "activities"\nwhere = { cost = { minimum = 500 } }'),
        ("场", 'count = "training"\nwhere = { category = "安全培训" }'),
    ],
)
def test_a_unit_that_fits_is_taken(tmp_path: Path, unit: str, declared: str) -> None:
    """Amounts a head, means, shares and differences of shares are figures; an open list knows other values."""
    text = f'[figures.own.x]\ntitle = "甲"\nunit = "{unit}"\n{declared}'
    assert load(tmp_path, text).figures["own.x"].unit == unit
