"""Numbers in prose: approximators, ranges, dates, digits, and one form for one class."""

from __future__ import annotations

import pytest

from tests.prose_text import said

BREACHES = [
    # one form for one class in a sentence
    ("工会共接待来访八人次，探望职工12人次。", "numerals-mixed 八人次、12人次"),
    ("三名同志获奖，另有12名同志入围。", "numerals-mixed 三名、12名"),
    ("六个单位获奖，14个单位入围。", "numerals-mixed 六个、14个"),
    ("满意率为百分之九十，其中98%很满意。", "numerals-mixed 百分之九十、98%"),
    ("慰问一百余户，帮扶30户。", "numerals-mixed 一百余户、30户"),
    # vague twice
    ("走访约1000多人。", "approximators-stacked 约1000多人"),
    ("共有近200余名职工参加。", "approximators-stacked 近200余名"),
    ("满意率超过90%以上。", "approximators-stacked 超过90%以上"),
    ("发放大约5万余元。", "approximators-stacked 大约5万余元"),
    ("参加者100余人以上。", "approximators-stacked 100余人以上"),
    ("至少3名以上职工代表。", "approximators-stacked 至少3名以上"),
    ("约30人左右参加。", "approximators-stacked 约30人左右"),
    ("近一千多名职工参加。", "approximators-stacked 近一千多名"),
    # vague after a decimal
    ("发放慰问金2.28万余元。", "more-after-decimal 2.28万余元"),
    ("发放慰问金25.6余万元。", "more-after-decimal 25.6余万元"),
    # one unit for both ends
    ("覆盖职工5-10万人。", "range-unit-once 5-10万"),
    ("增长4～6%。", "range-unit-once 4～6%"),
    ("投入3至5亿元。", "range-unit-once 3至5亿"),
    ("增长1.5—2.5%。", "range-unit-once 1.5—2.5%"),
    # digits
    ("支出293,549,90元。", "number-grouping 293,549,90"),
    ("收费4509、50元。", "number-grouping 4509、50元"),
    ("结余1310、00，", "number-grouping 1310、00"),
    ("结余4509,50元。", "number-grouping 4509,50元"),
    ("结余14509,500元。", "number-grouping 14509,500元"),
    # years and dates
    ("2020-23年共培训5期。", "year-short 2020-23年"),
    ("自23年5月起实行。", "year-short 23年5月"),
    ("2024年01月15日召开。", "date-zero 01月15日"),
    ("2024年1月05日召开。", "date-zero 1月05日"),
]


@pytest.mark.parametrize(("text", "expected"), BREACHES)
def test_a_breach_is_named_with_its_words(text: str, expected: str) -> None:
    """Each breach of the rules for numbers is said once, with the words as they stand."""
    assert f"1 {expected}" in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "经三次考核检查，六个单位获奖，14人被评为先进，七个支部成为标杆。",
        "一个职工办一件实事，全年办了12件实事，惠及15个家庭。",
        "围绕五个方面开展12个活动，落实两项制度，完成14项任务。",
        "第三次会议通过6项决议，近期召开过5次会议。",
        "三四个班组、几十人参加，其中女职工12人、青年班组5个。",
        "上百人参加了百人大合唱，其中12人获奖。",
        "满意率百分之百，其中98%很满意。",
        "接待八人次。探望12人次。",
        "近三年多次慰问，节约70多万元，附近20多户受益，最近3天左右办完。",
        "近5万元、约300人、50万余元、25余万元、1万多元、90%以上、30名左右。",
        "人均2.5元，约3.5万元，超过350万人，近3亿会员，多达100余项。",
        "每人2000元至4000元，5万～10万人，4%～6%，100～150千克。",
        "2020—2023年，1—9月，2020-2023年度，8:30-11:30，0571-88886666，3:2。",
        "收入1,234,567.89元，支出12345.60元，分别为100、80元，第1,2条。",
        "2024年1月15日，10月1日至3日，20年间，工龄12年3个月，05后。",
        "编号A5-10万能机床，2-3班组。",
    ],
)
def test_right_numbers_are_let_pass(text: str) -> None:
    """What only looks like a breach gives nothing: words, dates, codes, numbers of different things."""
    assert said(text) == []


def test_a_form_that_a_filter_chose_is_no_slip() -> None:
    """Figures printed by an explicit filter are the author's choice; house-style figures beside them are judged."""
    assert said("接待⟨!八人次⟩，探望⟨12人次⟩，慰问⟨5人次⟩。") == []
    assert said("接待⟨八人次⟩，探望⟨12人次⟩，慰问⟨!五人次⟩。") == ["1 numerals-mixed 八人次、12人次"]


def test_printed_figures_of_one_measure_word_are_of_one_class() -> None:
    """A figure counts with every other of its measure word, whatever noun follows."""
    assert said("⟨六个⟩单位获奖，另有⟨14个⟩支部。") == ["1 numerals-mixed 六个、14个"]
    assert said("六个单位获奖，另有14个支部。") == []
