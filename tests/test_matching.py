"""A number is bound to the figure that its value, its measure word and its words name, and to none by chance."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unionreport.config import builtin
from unionreport.figure import Figure, Number
from unionreport.likeness import Stock
from unionreport.matching import Match, Reason, Verdict, match
from unionreport.surroundings import Passage
from unionreport.wordings import wordings

VALUES: dict[str, Number] = {
    "suggestions.submitted": 85,
    "suggestions.adopted": 5,
    "visits.retired": 5,
    "visits.hardship": 5,
    "visits.hospital": 12,
    "aid.students.households": 49,
    "aid.students.persons": 53,
    "aid.students.amount": 8980000,
    "aid.widows.amount": 1760000,
    "visits.amount": 1760000,
    "disclosures.items": 14,
    "profile.buildings": 5,
    "profile.members": 152,
    "members.total": 152,
    "profile.women": 76,
    "training.attendance": 346,
    "finance.opening": 8215649,
    "proposals.submitted": 23,
}


@lru_cache(maxsize=1)
def stock() -> Stock:
    """A few figures with values that are easily confused."""
    catalog = builtin()
    declared = {name: catalog.figures[name] for name in VALUES}
    figures = {name: Figure(name, each.title, VALUES[name], each.unit, each.style) for name, each in declared.items()}
    change = Figure("change.visits.hospital", "探望生病住院职工比上年", 3, "人次", "change")
    twins = {each.counted: each.stated for each in catalog.checks.ties}
    return Stock({**figures, change.id: change}, wordings(catalog), twins, "锦绣社区工会")


def judged(text: str, heading: str = "", **labels: str) -> list[Match]:
    """What becomes of the numbers of one paragraph."""
    return match([Passage(text, heading, **labels)], stock())


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("全年共征集到职工85份书面建议，经筛选采用5条。", ["suggestions.submitted", "suggestions.adopted"]),
        ("探望生病住院职工12人次，慰问退休干部、老领导5人次。", ["visits.hospital", "visits.retired"]),
        ("走访困难职工五人次。", ["visits.hardship"]),
        (
            "为49户53名困难家庭学生发放“金秋助学”金8.98万元。",
            ["aid.students.households", "aid.students.persons", "aid.students.amount"],
        ),
        ("为遗孀发放救助金1.76万元，发放慰问金17600元。", ["aid.widows.amount", "visits.amount"]),
        ("340余人次参加培训。", ["training.attendance"]),
        ("上年结余82156.49元。", ["finance.opening"]),
        ("探望住院职工比上年增加3人次。", ["change.visits.hospital"]),
    ],
)
def test_a_number_that_value_unit_and_words_name_is_bound(text: str, figures: list[str]) -> None:
    """Equal values of different figures are told apart by the words nearest to them."""
    assert [each.figure for each in judged(text)] == figures


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("修订完善制度14项。", Reason.UNEXPLAINED),
        ("新建楼宇电梯5幢。", Reason.STRANGE),
        ("慰问困难党员5人次。", Reason.STRANGE),
        ("优质楼宇5条。", Reason.UNEXPLAINED),
        ("每年征集建议85份。", Reason.PLAN),
        ("去年征集建议85份。", Reason.OTHER_TIME),
        ("探望住院职工比上年增加4人次。", Reason.COMPARISON),
        ("在册会员76人。", Reason.RIVAL),
    ],
)
def test_a_number_that_words_or_time_do_not_fit_is_never_bound(text: str, reason: Reason) -> None:
    """An equal value alone binds nothing: not what is counted otherwise, in another year, or as a plan."""
    (found,) = judged(text)
    assert (found.figure, found.reason) == ("", reason)
    asked = {Reason.STRANGE, Reason.RIVAL}
    assert found.verdict is (Verdict.ASKED if reason in asked else Verdict.LEFT)


def test_all_numbers_under_a_heading_of_plans_stay() -> None:
    """A plan may name last year's number as its goal."""
    (found,) = judged("征集合理化建议85份。", "三、2024年工作打算")
    assert (found.verdict, found.reason) == (Verdict.LEFT, Reason.PLAN)


def test_where_two_figures_fit_alike_both_are_named() -> None:
    """慰问职工5人次 may be several visits; the likeliest comes first and none is taken."""
    (found,) = judged("慰问、走访、看望5人次。", "走访慰问")
    assert found.verdict is not Verdict.BOUND
    assert {"visits.retired", "visits.hardship"} <= set(found.candidates)


def test_two_figures_that_say_the_same_are_no_question() -> None:
    """会员人数 is stated in 基本情况 and counted in 会员名册."""
    (found,) = judged("共有会员152人。")
    assert found.figure in {"profile.members", "members.total"}


@pytest.mark.parametrize(
    ("cell", "column", "unit", "figure"),
    [
        ("53", "人数", "人", "aid.students.persons"),
        ("49", "户数", "户", "aid.students.households"),
        ("8.98", "金额（万元）", "万元", "aid.students.amount"),
        ("89800.00", "金额（元）", "元", "aid.students.amount"),
        ("49", "人数", "人", ""),
    ],
)
def test_a_cell_is_read_by_the_labels_of_its_row_and_column(cell: str, column: str, unit: str, figure: str) -> None:
    """The unit stands in the header, what was counted in the row's first cell."""
    (found,) = judged(cell, "帮扶发放", row="金秋助学", column=column, unit=unit)
    assert found.figure == figure
    assert found.number.printed == cell


def test_the_number_of_an_annex_is_none() -> None:
    """附件1 counts nothing; 4050 is the name of a subsidy."""
    assert judged("附件1") == []
    assert judged("4050社保补贴") == []


OBJECTS = st.sampled_from(
    [
        "制度",
        "图书",
        "路灯",
        "桌椅",
        "楼道",
        "宣传画",
        "志愿者",
        "投诉",
        "党员",
        "环卫工人",
        "纠纷",
        "讲座",
        "设备",
        "体检",
        "合同",
        "劳模",
        "树木",
        "电梯",
        "车棚",
    ]
)
VERBS = st.sampled_from(
    ["修订", "购置", "新增", "维修", "接到", "走访", "发展", "慰问", "调解", "举办", "安排", "清理"]
)
FIGURES = st.sampled_from(sorted(VALUES))


@settings(max_examples=200, deadline=None)
@given(VERBS, OBJECTS, FIGURES)
def test_a_number_of_something_else_is_never_bound(verb: str, thing: str, name: str) -> None:
    """Whatever equals a figure by chance stays: the words must be the figure's own."""
    figure = stock().figures[name]
    assert [each.figure for each in judged(f"{verb}{thing}{figure.shown}。")] in ([""], [])


SENTENCES = {
    "suggestions.submitted": "征集合理化建议{}",
    "suggestions.adopted": "采纳建议{}",
    "visits.retired": "慰问退休干部{}",
    "visits.hardship": "走访困难职工{}",
    "visits.hospital": "看望住院职工{}",
    "aid.students.persons": "金秋助学资助学生{}",
    "aid.students.amount": "发放金秋助学金{}",
    "aid.widows.amount": "发放遗孀救助金{}",
    "visits.amount": "发放慰问金{}",
    "disclosures.items": "公开事项{}",
    "profile.buildings": "商务楼宇{}",
    "training.attendance": "参加培训{}",
    "proposals.submitted": "收到提案{}",
}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(sorted(SENTENCES)), min_size=1, max_size=8, unique=True), st.data())
def test_a_report_of_any_figures_in_any_style_is_never_bound_wrongly(names: list[str], data: st.DataObject) -> None:
    """In whatever order and style the figures stand, each is bound to itself or to none."""
    clauses = []
    for name in names:
        figure = stock().figures[name]
        styles = ["plain", "cn", "wan:1", "yuan:2"] if figure.unit == "元" else ["plain", "cn", "approx"]
        style = data.draw(st.sampled_from(styles))
        clauses.append(SENTENCES[name].format(figure.styled(style).shown))
    signs = [data.draw(st.sampled_from("，；。、")) for _ in clauses]
    text = "".join(clause + sign for clause, sign in zip(clauses, signs, strict=True))
    assert [each.figure for each in judged(text) if each.figure] == [
        name for name, each in zip(names, judged(text), strict=True) if each.figure
    ]
