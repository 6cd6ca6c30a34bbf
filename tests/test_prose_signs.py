"""Punctuation, brackets and blanks in prose."""

from __future__ import annotations

import pytest

from tests.prose_text import said

BREACHES = [
    ("工作完成了。。", "punctuation-doubled 作完成了。。"),
    ("工作，，完成了。", "punctuation-doubled 工作，，完成了。"),
    ("工作、，完成了。", "punctuation-doubled 工作、，完成了。"),
    ("工作。，完成了。", "punctuation-doubled 工作。，完成了。"),
    ("好！，完成了。", "punctuation-doubled 好！，完成了。"),
    ("全年发放慰问金，", "punctuation-dangling 放慰问金，"),
    ("，全年发放慰问金。", "punctuation-dangling ，全年发放"),
    ("单位（）获奖。", "punctuation-dangling 单位（）获奖。"),
    ("单位（，部门）获奖。", "punctuation-dangling 单位（，部门）获"),
    ("单位（部门，）获奖。", "punctuation-dangling 位（部门，）获奖。"),
    ("大会上,审议通过报告。", "punctuation-halfwidth 会上,审议"),
    ("采用5条,节约资金。", "punctuation-halfwidth 5条,节约"),
    ("节约70%;完成了。", "punctuation-halfwidth 0%;完成"),
    ("各位代表:大家好！", "punctuation-halfwidth 代表:大家"),
    ("工作完成了.", "punctuation-halfwidth 成了."),
    ("面积(平方米)很大。", "punctuation-halfwidth 面积(平方　方米)很大"),
    ('提出"四个必谈"制度。', 'punctuation-halfwidth 提出"四个　必谈"制度'),
    ("是否完成?", "punctuation-halfwidth 完成?"),
    ("“四必谈制度，把活动落到实处。", "brackets-unpaired “四必谈制"),
    ("单位（部门获奖。", "brackets-unpaired 单位（部门获奖"),
    ("单位部门）获奖。", "brackets-unpaired 单位部门）获奖。"),
    ("落实《工会法。", "brackets-unpaired 落实《工会法。"),
    ("（见“附表）”。", "brackets-unpaired 见“附表）”。　（见“附表"),
    ("工作  完成了。", "blanks-doubled 工作  完成了。"),
    ("贯彻落实 各项法律。", "blank-inside 贯彻落实 各项法律"),
    ("完成了， 很好。", "blank-inside 完成了， 很好。"),
    ("维护民-主权利。", "hyphen-between 民-主"),
]


@pytest.mark.parametrize(("text", "expected"), BREACHES)
def test_a_breach_is_named_with_its_words(text: str, expected: str) -> None:
    """Each breach in signs and blanks is said once, with the words next to it."""
    assert f"1 {expected}" in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "各位代表、同志们：\n大家好！",
        "“组织起来，切实维权”！真的吗？真的！——是的……",
        "活动时间为8:30至11:30，比分3:2，网址https://www.example.org/a.html?x=1,2。",
        "见GB/T 9704-2012、hse标准、Office 2016和f(x)=1,000.5。",
        "工 作 报 告",
        "姓名：  ____\t电话：  ____",
        "先进个人：张 三、李小四、王  五。",
        "（2024年1月15日　李清源）",
        "1）学习；2）服务（见表，3）。",
        "a）学习",
        "the workers’ day and worker’s rights",
        "《工会法》《劳动法》（含附件〔2021〕7号）",
        "—— 1 ——",
        "　　首行空两格的段落。",
    ],
)
def test_right_signs_are_let_pass(text: str) -> None:
    """Times, addresses, codes, spaced titles, forms and padded names give nothing."""
    assert said(text) == []


def test_cases_of_a_kind_are_said_together() -> None:
    """One remark a kind and paragraph, each wording once, five at the most."""
    assert said("民-主，民-主，权-利。") == ["1 hyphen-between 民-主　权-利"]
    assert said("甲-乙-丙-丁-戊-己-庚。") == ["1 hyphen-between 甲-乙　乙-丙　丙-丁　丁-戊　戊-己　…"]
