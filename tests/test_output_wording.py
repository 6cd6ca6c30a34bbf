"""Formulas and findings in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from unionreport import config
from unionreport.finding import Finding
from unionreport.judgement import Judged
from unionreport.output.wording import formula, message, remedy
from unionreport.places import cell
from unionreport.schema import Condition, FigureSchema, Verb
from unionreport.texts import LANGUAGES, texts

CATALOG = config.builtin()


def schema(verb: Verb, *targets: str, where: tuple[Condition, ...] = (), otherwise: str = "") -> FigureSchema:
    """A figure of that verb."""
    return FigureSchema("own.x", "甲", verb, targets, "人", where=where, otherwise=otherwise)


@pytest.mark.parametrize(
    ("figure", "zh", "en"),
    [
        (schema(Verb.COUNT, "talks"), "谈心谈话的行数", "rows of 谈心谈话"),
        (schema(Verb.SUM, "visits.amount"), "走访慰问.慰问金之和", "sum of 走访慰问.慰问金"),
        (
            schema(Verb.SUM, "visits.amount", "visits.goods"),
            "走访慰问.慰问金 + 走访慰问.慰问品折价之和",
            "sum of 走访慰问.慰问金 + 走访慰问.慰问品折价",
        ),
        (
            schema(Verb.DISTINCT, "disbursements.person"),
            "帮扶发放中不重复的身份证号，没有则按姓名+单位数",
            "distinct 身份证号, else by 姓名+单位 in 帮扶发放",
        ),
        (schema(Verb.DISTINCT, "awards.winner"), "评先评优中不重复的获奖者数", "distinct 获奖者 in 评先评优"),
        (schema(Verb.MAX, "visits.amount"), "走访慰问.慰问金的最大值", "largest 走访慰问.慰问金"),
        (schema(Verb.MIN, "visits.amount"), "走访慰问.慰问金的最小值", "smallest 走访慰问.慰问金"),
        (schema(Verb.FIRST, "finance.amount"), "经费收支.金额", "经费收支.金额"),
        (
            schema(Verb.RATIO, "suggestions.adopted", "suggestions.submitted"),
            "采纳合理化建议 ÷ 收到合理化建议",
            "采纳合理化建议 ÷ 收到合理化建议",
        ),
        (
            schema(Verb.DIFFERENCE, "finance.income", "finance.expense"),
            "本年收入 − 本年支出",
            "本年收入 − 本年支出",
        ),
        (
            schema(Verb.TOTAL, "visits.hospital", "visits.retired", "visits.bereaved"),
            "探望生病住院职工 + 慰问退休干部、老领导 + 慰问丧事职工家庭",
            "探望生病住院职工 + 慰问退休干部、老领导 + 慰问丧事职工家庭",
        ),
        (
            schema(Verb.COUNT, "talks", otherwise="visits.total"),
            "谈心谈话的行数；没有所需的列时取“走访慰问”",
            "rows of 谈心谈话; where the column is missing, “走访慰问”",
        ),
    ],
)
def test_every_verb_has_its_formula(figure: FigureSchema, zh: str, en: str) -> None:
    """A figure says how it is worked out, by the titles of sheets, columns and figures."""
    assert formula(figure, CATALOG, texts("zh")) == zh
    assert formula(figure, CATALOG, texts("en")) == en


@pytest.mark.parametrize(
    ("ledger", "where", "zh", "en"),
    [
        ("talks", (Condition("kind", ("入党",)),), "，其中类型为入党", " where 类型 is 入党"),
        (
            "proposals",
            (Condition("rating", ("满意", "基本满意")),),
            "，其中评价为满意或基本满意",
            " where 评价 is 满意 or 基本满意",
        ),
        ("suggestions", (Condition("adopted", (True,)),), "，其中是否采纳为是", " where 是否采纳 is yes"),
        ("suggestions", (Condition("adopted", (False,)),), "，其中是否采纳为否", " where 是否采纳 is no"),
        ("appraisals", (Condition("total", minimum=90),), "，其中总分不低于90", " where 总分 is at least 90"),
        ("appraisals", (Condition("total", minimum=0),), "，其中总分不低于0", " where 总分 is at least 0"),
        ("receptions", (Condition("settled", filled=True),), "，其中办结日期已填", " where 办结日期 is filled"),
        (
            "receptions",
            (Condition("form", ("来访",)), Condition("settled", filled=True)),
            "，其中形式为来访且办结日期已填",
            " where 形式 is 来访 and 办结日期 is filled",
        ),
        ("profile", (Condition("item", ("members",)),), "，其中项目为会员人数", " where 项目 is 会员人数"),
        ("disbursements", (Condition("item", ("其他",)),), "，其中项目为其他", " where 项目 is 其他"),
    ],
)
def test_every_kind_of_condition_has_its_words(ledger: str, where: tuple[Condition, ...], zh: str, en: str) -> None:
    """Which rows count is told by the titles of the columns and the values as people write them."""
    figure = schema(Verb.COUNT, ledger, where=where)
    bare = schema(Verb.COUNT, ledger)
    assert formula(figure, CATALOG, texts("zh")) == formula(bare, CATALOG, texts("zh")) + zh
    assert formula(figure, CATALOG, texts("en")) == formula(bare, CATALOG, texts("en")) + en


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_catalog_has_a_formula(language: str) -> None:
    """No figure is without an explanation, and every verb is in use or can be."""
    assert all(formula(figure, CATALOG, texts(language)) for figure in CATALOG.figures.values())


def judged(rule: str, **params: str) -> Judged:
    """A finding of that rule."""
    return Judged(Finding(rule, cell("2023.xlsx", "帮扶发放", 4, 3), params), CATALOG.rules[rule])


def test_a_message_is_filled_with_the_findings_values() -> None:
    """What is wrong names the values as they stand in the sheet."""
    found = judged("amount-negative", column="金额", value="-200")
    assert message(found, texts("zh")) == "“金额”为 -200，不应为负"
    assert remedy(found, texts("zh")) == "退款请另行登记；只是笔误就改正"


@pytest.mark.parametrize(
    ("near", "zh", "en"),
    [
        ("金秋助学", "可填：甲、乙；是否为“金秋助学”？", "金秋助学"),
        ("", "可填：甲、乙", "甲、乙"),
    ],
)
def test_a_remedy_offers_the_nearest_value_if_any(near: str, zh: str, en: str) -> None:
    """A value that resembles an allowed one gets that one as a suggestion."""
    found = judged("value-not-allowed", value="金秋住学", column="项目", allowed="甲、乙", near=near)
    assert remedy(found, texts("zh")) == zh
    assert en in remedy(found, texts("en"))


def test_a_rule_without_a_suggestion_keeps_its_help() -> None:
    """A nearest value is no use where the rule has no sentence for it."""
    found = judged("amount-not-number", value="五", near="甲")
    assert remedy(found, texts("zh")) == "只填数字，例如 3000.00；单位写在表头"


def test_a_level_of_a_finding_is_its_rules() -> None:
    """A finding holds no severity of its own."""
    found = judged("same-name", name="李某", count="2")
    assert found.severity is CATALOG.rules["same-name"].severity
    assert replace(found, rule=CATALOG.rules["amount-not-number"]).severity == "error"
