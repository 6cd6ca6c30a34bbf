"""The numbers of paragraphs and clauses, and paragraphs that end too soon."""

from __future__ import annotations

import pytest

from tests.prose_text import said

RIGHT = """
一、一年来的工作
（一）抓学习
一是学原著。二是学业务；三是学先进。
四是学身边人。
（二）抓服务
1.2023年的活动
（1）慰问职工
（2）帮扶职工
2. 2024年的打算
1.5万元用于慰问，三、四季度发放。
三、四季度共举办3期。
二、三项重点任务
第一，抓好学习；第二，抓好服务。他说一是一，说二是二。
主要原因一是人手少，二是经费紧。
三、结束语
附件：1.会员名册
2.经费表
"""


def test_right_numbers_are_let_pass() -> None:
    """All four levels, clauses, annexes and numbers that are none give nothing."""
    assert said(RIGHT) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲\n三、丙", ["2 numbering-order 一、→三、"]),
        ("一、甲\n二、乙\n二、丙", ["3 numbering-order 二、→二、"]),
        ("二、乙\n三、丙", ["1 numbering-order 二、"]),
        ("一、甲\n（一）子\n二、乙", ["2 numbering-lonely （一）"]),
        ("一、甲\n（二）丑\n二、乙", ["2 numbering-order （二）"]),
        ("（一）甲\n（1）子\n2.丑\n（二）乙", ["2 numbering-lonely （1）", "3 numbering-order 2."]),
        ("1、甲\n2、乙", ["1 numbering-form 1、", "2 numbering-form 2、"]),
        ("一.甲\n二.乙", ["1 numbering-form 一.", "2 numbering-form 二."]),
        ("（一）、甲\n（二）、乙", ["1 numbering-form （一）、", "2 numbering-form （二）、"]),
        ("一是学习。", ["1 numbering-lonely 一是"]),
        ("二是学习；三是服务。", ["1 numbering-order 二是"]),
        ("一是学习；三是服务。", ["1 numbering-order 一是→三是"]),
        ("一是学习；二是服务。\n一、甲\n一是学习。\n二、乙", ["3 numbering-lonely 一是"]),
    ],
)
def test_a_breach_in_numbering_is_placed(text: str, expected: list[str]) -> None:
    """Gaps, repetitions, rows that begin in the middle, items alone and wrong forms, where each stands."""
    assert said(text) == expected


def test_a_second_row_begins_with_one() -> None:
    """An annex or a second list counts from one again, and a row may go on under the next heading."""
    assert said("1.甲\n2.乙\n1.丙\n2.丁") == []
    assert said("一、甲\n（一）子\n（二）丑\n二、乙\n（三）寅\n（四）卯") == []


def test_headings_end_alike() -> None:
    """A heading with a full stop among headings without is named; headings that all have one are not."""
    assert said("一、甲\n二、乙。\n三、丙") == ["2 heading-stop 二、乙。"]
    assert said("一、甲。\n二、乙。\n三、丙。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发放补贴138人27.\n7万元，其余待发。", ["1 number-cut 38人27./7万元，其余"]),
        ("发放补贴27\n万元，其余待发。", ["1 number-cut 发放补贴27/万元，其余待"]),
        ("发放补贴27\n元，其余待发。", ["1 number-cut 发放补贴27/元，其余待发"]),
        ("发放补贴27\n.5万元，其余待发。", ["1 number-cut 发放补贴27/.5万元，其"]),
        ("发放补贴27\n.5%，其余待发。", ["1 number-cut 发放补贴27/.5%，其余"]),
        ("工作得到改进。成功组织了全\n体员工休假。", ["1 end-missing 成功组织了全"]),
        ("工作得到改进。为22名遗孀发放救助金", ["1 end-missing 孀发放救助金"]),
        ("重点做好以下工作：", ["1 punctuation-dangling 好以下工作："]),
    ],
)
def test_a_paragraph_that_is_cut_is_placed_at_its_first_half(text: str, expected: list[str]) -> None:
    """A number or a sentence that goes on in the next paragraph, or nowhere."""
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "27\n元左右",
        "发放补贴27\n元旦照常值班。",
        "联系电话：0571-88886666\n元旦期间照常值班。",
        "附件1\n会员名册",
        "重点做好以下工作：\n抓学习。",
        "工作完成了。特此报告",
        "工作完成了。2024年1月15日",
        "注：数据截至年底。单位：万元",
        "关于推进民主管理，保障职工权利的报告",
    ],
)
def test_whole_paragraphs_are_let_pass(text: str) -> None:
    """Headings, dates, telephone numbers, notes and closing formulas end as they do."""
    assert said(text) == []
