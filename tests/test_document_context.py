"""What a template can name."""

from __future__ import annotations

from datetime import date

import pytest

from unionreport.document.context import Group, Narrative, Particular, build
from unionreport.figure import Figure, Number


def figure(name: str, value: Number | None = 5) -> Figure:
    """A figure of that id."""
    return Figure(name, "甲", value, "人")


FIGURES = {
    name: figure(name)
    for name in ("talks.total", "aid.students.persons", "aid.students.amount", "aid.widows.persons", "profile.members")
}


def test_figures_are_reached_by_the_names_in_their_ids() -> None:
    """``aid.students.persons`` is a figure in a group in a group."""
    context = build(FIGURES, {}, Narrative({}), 2023)
    aid = context["aid"]
    assert isinstance(aid, Group)
    students = aid["students"]
    assert isinstance(students, Group)
    assert students["persons"] is FIGURES["aid.students.persons"]
    assert (list(aid), len(aid)) == (["students", "widows"], 2)
    assert list(students) == ["persons", "amount"]
    with pytest.raises(KeyError):
        aid["none"]


def test_a_figure_may_stand_alone() -> None:
    """An id without a point is a name of its own."""
    total = figure("total")
    assert build({"total": total}, {}, Narrative({}), None)["total"] is total


def test_the_profile_holds_particulars_beside_figures() -> None:
    """``profile.name`` is a text, ``profile.date`` a day, ``profile.members`` a figure."""
    particulars: dict[str, Particular] = {"name": "第一工会", "date": date(2024, 1, 15)}
    profile = build(FIGURES, particulars, Narrative({}), 2023)["profile"]
    assert isinstance(profile, Group)
    assert dict(profile) == {"members": FIGURES["profile.members"], **particulars}


def test_the_profile_is_there_without_figures() -> None:
    """A union without numbers of its own still has a name."""
    assert dict(build({}, {"name": "第一工会"}, Narrative({}), None)["profile"]) == {"name": "第一工会"}  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("values", "tells"),
    [((5, 0), True), ((0, 5), True), ((0, 0), False), ((None, None), False), ((None, 1), True)],
)
def test_a_group_is_true_if_anything_in_it_is(values: tuple[int | None, int | None], tells: bool) -> None:
    """A paragraph about a group can be left out where there is nothing to tell."""
    first, second = values
    assert bool(Group({"a": figure("x.a", first), "b": Group({"c": figure("x.b.c", second)})})) is tells


def test_a_text_does_not_make_a_group_tell() -> None:
    """Only figures count: a union's name is no reason for a paragraph of numbers."""
    assert not Group({"name": "第一工会", "date": date(2024, 1, 15)})
    assert not Group({})


@pytest.mark.parametrize(("year", "years"), [(2023, {"year": 2023, "next_year": 2024}), (None, {})])
def test_the_year_and_the_next_are_whole_numbers(year: int | None, years: dict[str, int]) -> None:
    """A report speaks of its year and of plans for the next; without a year neither name exists."""
    context = build({}, {}, Narrative({}), year)
    assert {name: value for name, value in context.items() if "year" in name} == years


def test_the_levels_of_numbering_are_at_hand() -> None:
    """Sections, items and clauses are numbered in every template."""
    context = build({}, {}, Narrative({}), None)
    assert set(context) == {"profile", "narrative", "accepted", "section", "item", "clause"}


def test_the_unions_own_paragraphs_are_given_by_chapter() -> None:
    """Each chapter has its paragraphs in order; one that was not written is empty, not a mistake."""
    narrative = Narrative({"民主管理": ["甲", "乙"], "结束语": ["丙"]})
    assert build({}, {}, narrative, None)["narrative"] is narrative
    assert narrative["民主管理"] == ["甲", "乙"]
    assert narrative["关心职工"] == ()
    assert (list(narrative), len(narrative)) == (["民主管理", "结束语"], 2)


def test_chapters_without_a_place_are_remembered() -> None:
    """What a template never asks for is told, so that no paragraph is lost in silence."""
    narrative = Narrative({"民主管理": ["甲"], "结束语": ["乙"], "大事记": ["丙"]})
    assert list(narrative.unplaced) == ["民主管理", "结束语", "大事记"]
    assert narrative["结束语"]
    assert not narrative["关心职工"]
    assert list(narrative.unplaced) == ["民主管理", "大事记"]
