"""What a template can name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from unionreport.document.context import Compared, Group, Narrative, Particular, build
from unionreport.figure import Change, Comparison, Figure, Number


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


@pytest.mark.parametrize(("year", "years"), [(2023, {"year": 2023, "next_year": 2024, "last_year": 2022}), (None, {})])
def test_the_year_and_its_neighbours_are_whole_numbers(year: int | None, years: dict[str, int]) -> None:
    """A report speaks of its year, of plans for the next and of the last; without a year neither name exists."""
    context = build({}, {}, Narrative({}), year)
    assert {name: value for name, value in context.items() if "year" in name} == years


def test_the_levels_of_numbering_are_at_hand() -> None:
    """Sections, items and clauses are numbered in every template."""
    context = build({}, {}, Narrative({}), None)
    assert set(context) - set(Comparison) == {"profile", "narrative", "accepted", "section", "item", "clause"}


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


def compared(name: str, value: Number | None, unit: str = "人") -> Figure:
    """A comparison of that id."""
    kind = Change if name.startswith(("growth.", "change.")) else Figure
    return kind(name, "甲", value, unit)


def at(context: Mapping[str, object], name: str) -> object:
    """What stands under a name with dots."""
    here: object = context
    for part in name.split("."):
        assert isinstance(here, Mapping)
        here = here[part]
    return here


@pytest.mark.parametrize("kind", Comparison)
def test_every_comparison_has_a_name_without_earlier_years(kind: Comparison) -> None:
    """A template that compares is right where there is nothing to compare with: the figure is absent."""
    context = build(FIGURES, {"name": "第一工会"}, Narrative({}), 2023)
    found = at(context, f"{kind}.aid.students.persons")
    assert isinstance(found, Figure)
    assert (found.id, found.value, bool(found)) == (f"{kind}.aid.students.persons", None, False)
    group = context[kind]
    assert isinstance(group, Compared)
    assert (list(group), len(group), bool(group)) == (["talks", "aid", "profile"], 3, False)
    assert list(at(context, f"{kind}.profile")) == ["members"]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "name", ["growth.none", "growth.aid.none", "growth.profile.name", "previous.aid.students.none"]
)
def test_what_is_no_figure_compares_with_nothing(name: str) -> None:
    """Only figures have comparisons; other names are unknown, as everywhere."""
    with pytest.raises(KeyError):
        at(build(FIGURES, {"name": "第一工会"}, Narrative({}), 2023), name)


@pytest.mark.parametrize(
    ("growth", "change", "named"),
    [
        (Fraction(1, 8), 5, "growth.talks.total"),
        (Fraction(0), 0, "growth.talks.total"),
        (None, 5, "change.talks.total"),
        (None, 0, "change.talks.total"),
    ],
)
def test_a_growth_that_cannot_be_said_is_the_change(growth: Fraction | None, change: int, named: str) -> None:
    """After nothing, and of rates, ``growth`` gives the difference; both are true, also where nothing changed."""
    given = [compared("growth.talks.total", growth, "%"), compared("change.talks.total", change)]
    context = build({**FIGURES, **{each.id: each for each in given}}, {}, Narrative({}), 2023)
    found = at(context, "growth.talks.total")
    assert found is next(each for each in given if each.id == named)
    assert bool(found)
    assert bool(context["growth"])
    assert at(context, "change.talks.total") is given[1]


def test_comparisons_are_no_figures_of_their_own() -> None:
    """Nothing can be compared twice: the groups hold the figures of the catalog."""
    context = build({**FIGURES, "change.talks.total": compared("change.talks.total", 5)}, {}, Narrative({}), 2023)
    assert list(at(context, "change")) == ["talks", "aid", "profile"]  # type: ignore[call-overload]
    with pytest.raises(KeyError):
        at(context, "growth.change")
