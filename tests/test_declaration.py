"""Ledgers and figures read from their declarations."""

from __future__ import annotations

import pytest

from unionreport.declaration import TOTAL_LABELS, read_figures, read_ledger
from unionreport.schema import (
    Condition,
    Derivation,
    Equation,
    Field,
    FieldType,
    FigureSchema,
    LedgerSchema,
    Relation,
    Verb,
)
from unionreport.table import parse

CLUBS = """
title = "社团活动"
aliases = ["兴趣小组"]
dated = "date"
nested = "code"
duplicates = false
any_of = [["club", "person"]]
relations = [{ low = ["came"], high = "invited" }]
equals = [{ parts = ["came"], whole = "invited" }]
entities = { club = [["code"], ["club"]] }
[[fields]]
name = "date"
title = "日期"
type = "date"
required = true
[[fields]]
name = "club"
title = "社团"
type = "text"
aliases = ["社团名称"]
enum = ["合唱", "羽毛球"]
open = true
synonyms = { "歌咏" = "合唱" }
[[fields]]
name = "code"
title = "编号"
type = "code"
[[fields]]
name = "came"
title = "参加"
type = "count"
minimum = 1
maximum = 500
default = 1
unit = "人"
[[fields]]
name = "invited"
title = "应到"
type = "count"
fallback = ["came"]
[[fields]]
name = "person"
title = "负责人"
type = "text"
derived = [{ from = "club", values = { "张一三" = ["合唱"] }, prefixes = { "李二小" = ["羽"] } }]
"""


def read(text: str, base: LedgerSchema | None = None) -> LedgerSchema:
    """A ledger from its declaration."""
    return read_ledger(parse(text.encode(), "our.toml"), "clubs", base)


def figures(text: str) -> dict[str, FigureSchema]:
    """Figures from their declarations, by id."""
    return {figure.id: figure for _, figure in read_figures(parse(text.encode(), "our.toml"))}


def test_a_ledger_is_what_its_table_says() -> None:
    """Each key of a ledger's table becomes the part of the schema that it names."""
    ledger = read(CLUBS)
    assert (ledger.id, ledger.title, ledger.titles) == ("clubs", "社团活动", ("社团活动", "兴趣小组"))
    assert (ledger.dated, ledger.nested, ledger.duplicates, ledger.totals) == ("date", "code", False, TOTAL_LABELS)
    assert ledger.any_of == (("club", "person"),)
    assert ledger.relations == (Relation(("came",), "invited"),)
    assert ledger.equals == (Equation(("came",), "invited"),)
    assert ledger.entities == {"club": (("code",), ("club",))}
    assert list(ledger.fields) == ["date", "club", "code", "came", "invited", "person"]
    assert ledger.items == {}


def test_a_field_is_what_its_table_says() -> None:
    """Each key of a field's table becomes the property that it names; what is not said is the default."""
    fields = read(CLUBS).fields
    assert fields["date"] == Field("date", "日期", FieldType.DATE, required=True)
    assert fields["club"] == Field(
        "club",
        "社团",
        FieldType.TEXT,
        ("社团名称",),
        enum=("合唱", "羽毛球"),
        open=True,
        synonyms={"歌咏": "合唱"},
    )
    assert fields["club"].headers == ("社团", "社团名称")
    assert fields["came"] == Field("came", "参加", FieldType.COUNT, minimum=1, maximum=500, default=1, unit="人")
    assert fields["invited"].fallback == ("came",)
    assert fields["person"].derived == (Derivation("club", {"合唱": "张一三"}, {"羽": "李二小"}),)


@pytest.mark.parametrize(
    ("name", "has"), [("date", False), ("club", False), ("came", True), ("invited", True), ("person", True)]
)
def test_a_default_a_fallback_or_a_derivation_stands_for_a_column(name: str, has: bool) -> None:
    """A field has a value without its column where something else gives it."""
    assert read(CLUBS).fields[name].has_substitute is has


def test_only_numbers_can_be_summed() -> None:
    """Text, codes, dates and yes or no have no sum."""
    numeric = [kind for kind in FieldType if kind.is_numeric]
    assert numeric == [FieldType.MONEY, FieldType.COUNT, FieldType.NUMBER, FieldType.TALLY, FieldType.ANY]


def test_an_addition_adds_to_lists_and_replaces_single_values() -> None:
    """Aliases, allowed values, synonyms and fields are added to; a title, a limit or a flag is replaced."""
    added = read(
        """
        title = "社团"
        aliases = ["协会"]
        duplicates = true
        [[fields]]
        name = "club"
        aliases = ["协会名称"]
        enum = ["摄影"]
        synonyms = { "照相" = "摄影" }
        required = true
        [[fields]]
        name = "came"
        maximum = 900
        [[fields]]
        name = "place"
        title = "地点"
        type = "text"
        """,
        read(CLUBS),
    )
    assert added.titles == ("社团", "兴趣小组", "协会")
    assert added.duplicates is True
    assert added.fields["club"].headers == ("社团", "社团名称", "协会名称")
    assert added.fields["club"].enum == ("合唱", "羽毛球", "摄影")
    assert added.fields["club"].synonyms == {"歌咏": "合唱", "照相": "摄影"}
    assert (added.fields["club"].required, added.fields["club"].open) == (True, True)
    assert (added.fields["came"].minimum, added.fields["came"].maximum) == (1, 900)
    assert added.fields["person"].derived == read(CLUBS).fields["person"].derived
    assert list(added.fields)[-1] == "place"
    assert added.relations == read(CLUBS).relations


def test_own_total_labels_replace_the_usual_ones() -> None:
    """A ledger that names its total rows is believed."""
    assert read('title = "甲"\ntotals = ["总数"]').totals == ("总数",)


def test_a_zero_limit_is_a_limit() -> None:
    """A minimum of nothing is not the same as no minimum."""
    ledger = read('title = "甲"\n[[fields]]\nname = "a"\ntitle = "甲"\ntype = "count"\nminimum = 0\nmaximum = 0')
    assert (ledger.fields["a"].minimum, ledger.fields["a"].maximum) == (0, 0)


def test_figures_are_named_by_the_path_to_them() -> None:
    """Tables in tables give ids with points; a table of nothing but tables is a group."""
    found = figures(
        """
        [clubs.choir.visits]
        title = "合唱"
        sum = ["clubs.came", "clubs.invited"]
        unit = "人次"
        show = "approx"
        needs = ["clubs.person"]
        otherwise = "clubs.rows"
        [clubs.choir.visits.where]
        club = "合唱"
        invited = { minimum = 3 }
        person = { filled = true }
        open = true
        code = ["A", "B"]
        [clubs.rows]
        title = "场次"
        count = "clubs"
        unit = "场"
        """
    )
    assert list(found) == ["clubs.choir.visits", "clubs.rows"]
    assert found["clubs.rows"] == FigureSchema("clubs.rows", "场次", Verb.COUNT, ("clubs",), "场")
    assert found["clubs.choir.visits"] == FigureSchema(
        "clubs.choir.visits",
        "合唱",
        Verb.SUM,
        ("clubs.came", "clubs.invited"),
        "人次",
        "approx",
        (
            Condition("club", ("合唱",)),
            Condition("invited", minimum=3),
            Condition("person", filled=True),
            Condition("open", (True,)),
            Condition("code", ("A", "B")),
        ),
        ("clubs.person",),
        "clubs.rows",
    )


def test_a_figure_knows_its_ledger() -> None:
    """A figure of cells comes from one ledger, one derived from figures from none."""
    assert FigureSchema("a.b", "甲", Verb.SUM, ("clubs.came",), "人").ledger == "clubs"
    assert FigureSchema("a.b", "甲", Verb.RATIO, ("clubs.came", "clubs.all"), "%").ledger == ""


def test_verbs_are_of_ledgers_or_of_figures() -> None:
    """Three verbs work on figures, all others on rows."""
    assert [verb for verb in Verb if verb.takes_figures] == [Verb.RATIO, Verb.DIFFERENCE, Verb.TOTAL]
