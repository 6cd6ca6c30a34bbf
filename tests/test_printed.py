"""Figures as printed: sums that only rounding parts, and groups that name a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from unionreport.config import builtin
from unionreport.document.place import Story, TemplatePlace
from unionreport.figure import Figure
from unionreport.house import House
from unionreport.printed import Printing, declared_sums, proofread
from unionreport.schema import FigureSum

CATALOG = builtin()
WAN = 1_000_000
"""A 万元 in fen."""

Printed = tuple[str, int | None, str]


def figure(name: str, value: int | None, style: str) -> Figure:
    """A declared figure with a value, in a style."""
    schema = CATALOG.figures[name]
    return Figure(name, schema.title, value, schema.unit, style)


def remarks(printed: Sequence[Printed], others: Sequence[Printed] = (), least: int = 3) -> list[str]:
    """What is said of figures printed one a paragraph; the others are known and not printed."""
    made = [figure(*each) for each in printed]
    printings = [Printing(each, TemplatePlace(Story.BODY, number)) for number, each in enumerate(made, 1)]
    known = {each.id: each for each in [*made, *(figure(*each) for each in others)]}
    found = proofread(printings, known, CATALOG, House(smallest_group=least))
    return [f"{each.place.params['paragraph']} {each.name} {' '.join(each.params.values())}" for each in found]


def finance(opening: int, income: int, expense: int, style: str = "wan") -> list[Printed]:
    """The four figures of a year's accounts that a report prints."""
    amounts = {"opening": opening, "income": income, "expense": expense, "closing": opening + income - expense}
    return [(f"finance.{name}", value, style) for name, value in amounts.items()]


def test_sums_that_add_up_in_print_are_let_be() -> None:
    """8.22 and 34.08 less 32.91 is 9.39, as printed."""
    assert remarks(finance(8_220_000, 34_080_000, 32_910_000)) == []


def test_a_sum_that_rounding_parts_is_told_with_both_sums() -> None:
    """8.223 + 34.083 − 32.92 is 9.386, printed 9.39; the printed parts make 9.38."""
    assert remarks(finance(8_223_000, 34_083_000, 32_920_000)) == [
        "4 sum-as-printed 8.22万元＋34.08万元－32.92万元 9.38万元 9.39万元 年末结余"
    ]


def test_more_decimals_put_it_right() -> None:
    """The same amounts in 元 add up as printed."""
    assert remarks(finance(8_223_000, 34_083_000, 32_920_000, "yuan")) == []


def test_the_most_exact_print_of_a_figure_counts() -> None:
    """An amount in 万元 that is printed in 元 as well adds up by the latter, in whichever order."""
    rough, exact = (finance(8_223_000, 34_083_000, 32_920_000, style) for style in ("wan", "yuan"))
    assert remarks([*rough, *exact]) == remarks([*exact, *rough]) == []


@pytest.mark.parametrize("style", ["approx", "near"])
def test_vague_prints_add_up_to_nothing(style: str) -> None:
    """Who reads 80余万元 adds nothing up."""
    assert remarks(finance(80_224_000, 34_084_000, 32_910_000, style)) == []


def test_a_sum_with_a_part_unprinted_is_none() -> None:
    """A part that is not printed may be whatever is missing; one that is zero need not be printed."""
    parts = finance(8_223_000, 34_083_000, 32_920_000)
    assert remarks(parts[1:], parts[:1]) == []
    assert remarks([*parts[:2], parts[3]], [("finance.expense", 0, "wan")]) == []
    level = finance(8_223_000, 34_083_000, 0)
    assert remarks([level[0], level[1], level[3]], [level[2]]) == [
        "3 sum-as-printed 8.22万元＋34.08万元 42.3万元 42.31万元 年末结余"
    ]


def test_amounts_that_do_not_add_up_exactly_have_other_parts() -> None:
    """A union with items of its own has a total above the parts; that is no rounding."""
    printed = [("visits.total", 9, "plain"), ("visits.hospital", 4, "plain"), ("visits.festival", 4, "plain")]
    kinds = ("retired", "bereaved", "newlywed", "newborn", "hardship")
    assert remarks(printed, [(f"visits.{kind}", 0, "plain") for kind in kinds]) == []


def test_an_unknown_part_says_nothing() -> None:
    """A figure without a value, or one the workbook does not have, ends the sum."""
    printed = finance(8_223_000, 34_083_000, 32_920_000)
    assert remarks([printed[0], printed[1], printed[3]], [("finance.expense", None, "wan")]) == []
    assert remarks([printed[0], printed[1], printed[3]]) == []


def test_sums_come_from_the_catalog_and_from_its_verbs() -> None:
    """Declared sums, totals and differences are all held against the print."""
    sums = list(declared_sums(CATALOG))
    assert FigureSum("finance.balance", ("finance.income",), ("finance.expense",)) in sums
    assert FigureSum("finance.closing", ("finance.opening", "finance.balance")) in sums
    assert FigureSum("finance.closing", ("finance.opening", "finance.income"), ("finance.expense",)) in sums


@pytest.mark.parametrize(
    ("name", "value", "least", "told"),
    [
        ("aid.widows.persons", 1, 3, True),
        ("aid.widows.persons", 2, 3, True),
        ("aid.widows.persons", 3, 3, False),
        ("aid.widows.persons", 0, 3, False),
        ("aid.widows.persons", 1, 1, False),
        ("aid.lowincome.households", 1, 3, True),
        ("visits.hospital", 2, 3, True),
        ("visits.newlywed", 2, 3, False),
        ("visits.total", 2, 3, False),
        ("talks.total", 1, 3, True),
        ("awards.persons", 1, 3, False),
        ("aid.widows.amount", 1, 3, False),
    ],
)
def test_a_small_group_of_people_in_need_is_told(name: str, value: int, least: int, told: bool) -> None:
    """为1名遗孀 names a person; the winner of an award may be named, and so may a couple that married."""
    assert len(remarks([(name, value, "plain")], least=least)) == told


def test_a_small_group_is_told_once_with_what_it_is() -> None:
    """The remark stands where the group is first printed, and names figure, print and the smallest group."""
    printed = [("aid.widows.persons", 1, "plain"), ("aid.widows.persons", 1, "cn")]
    assert remarks(printed, least=5) == ["1 group-small 遗孀救助人数1名 5"]


def test_small_groups_of_a_paragraph_are_told_together() -> None:
    """Several groups in one place are one remark, in the order they are printed."""
    here = TemplatePlace(Story.BODY, 1)
    made = [figure("aid.widows.persons", 1, "plain"), figure("aid.total.persons", 2, "plain")]
    found = proofread([Printing(each, here) for each in made], {}, CATALOG, House())
    assert [each.params["text"] for each in found] == ["遗孀救助人数1名、帮扶人数2人"]


def test_last_years_small_group_is_told_as_well() -> None:
    """上年为1名 names a person too, in a comparison as in a series of years; a change is no group."""
    now = figure("aid.widows.persons", 1, "plain")
    for name, told in (("previous", 1), ("y2022", 1), ("change", 0), ("unknown", 0)):
        printing = Printing(replace(now, id=f"{name}.aid.widows.persons"), TemplatePlace(Story.BODY, 1))
        assert len(proofread([printing], {}, CATALOG, House())) == told


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("aid.遗孀救助.persons", 1),
        ("aid.totals.persons", 1),
        ("visits.住院.times", 1),
        ("visits.新婚.times", 0),
        ("visits.totals.times", 0),
        ("awards_level.市级.persons", 0),
        ("unknown.遗孀救助.persons", 0),
    ],
)
def test_a_small_group_in_a_table_is_told(cell: str, told: int) -> None:
    """A cell of a table of groups is judged as the figure that it is."""
    printing = Printing(Figure(f"tables.{cell}", "人数", 1, "人", "bare"), TemplatePlace(Story.BODY, 1, 1, 2, 3))
    assert len(proofread([printing], {}, CATALOG, House())) == told


def test_a_sum_of_sensitive_figures_is_sensitive() -> None:
    """A union's own total of two groups in need counts as one; a total with others does not."""
    schema = replace(CATALOG.figures["finance.closing"], id="own.sum", unit="人")
    for parts, told in ((("aid.widows.persons", "talks.total"), 1), (("aid.widows.persons", "awards.persons"), 0)):
        catalog = replace(CATALOG, figures={**CATALOG.figures, "own.sum": replace(schema, targets=parts)})
        printing = Printing(Figure("own.sum", "合计", 2, "人"), TemplatePlace(Story.BODY, 1))
        assert len(proofread([printing], {}, catalog, House())) == told
