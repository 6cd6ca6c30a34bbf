"""Figures of several years side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.books import LAST, NAME, Sheets, book
from unionreport import comparing, numerals
from unionreport.app import Case, examine, trace
from unionreport.config import Config, builtin, load
from unionreport.errors import RequestError
from unionreport.figure import Change, Comparison, Figure, Lineage, Number, earlier_year, is_across_years
from unionreport.history import History, compare, in_doubt, is_same_union, past
from unionreport.places import cell
from unionreport.schema import Catalog, FigureSchema, Verb

YEAR = 2023


def schema(verb: Verb, *targets: str, unit: str = "人", otherwise: str = "") -> FigureSchema:
    """A figure of that verb, whatever its id."""
    return FigureSchema("", "甲", verb, targets, unit, otherwise=otherwise)


SCHEMAS = {
    "talks.total": schema(Verb.COUNT, "talks", unit="人次"),
    "aid.amount": schema(Verb.SUM, "disbursements.amount", unit="元"),
    "aid.persons": schema(Verb.DISTINCT, "disbursements.person"),
    "finance.opening": schema(Verb.FIRST, "finance.amount", unit="元"),
    "finance.balance": schema(Verb.DIFFERENCE, "aid.amount", "visits.amount", unit="元"),
    "finance.closing": schema(Verb.TOTAL, "finance.opening", "finance.balance", unit="元"),
    "visits.amount": schema(Verb.SUM, "visits.amount", unit="元"),
    "visits.largest": schema(Verb.MAX, "visits.amount", unit="元"),
    "rate": schema(Verb.RATIO, "talks.total", "aid.persons", unit="%"),
    "mean": schema(Verb.RATIO, "talks.total", "aid.persons", unit="分"),
    "leave.persons": schema(Verb.DISTINCT, "leave.person", otherwise="leave.headcount"),
    "leave.headcount": schema(Verb.SUM, "leave.people"),
    "leave.rate": schema(Verb.RATIO, "leave.persons", "talks.total", unit="%"),
}


@cache
def catalog() -> Catalog:
    """A small catalog with a figure of every verb."""
    return replace(builtin(), figures={name: replace(each, id=name) for name, each in SCHEMAS.items()})


def figure(name: str, value: Number | None, year: int = YEAR, inputs: tuple[str, ...] = ()) -> Figure:
    """A figure of the small catalog, from cell A1 of its year's workbook."""
    cells = (cell(f"{year}.xlsx", "甲", 1, 1),) if value is not None else ()
    return Figure(name, SCHEMAS[name].title, value, SCHEMAS[name].unit, lineage=Lineage(cells, inputs))


def history(name: str, *values: Number | None, years: tuple[int, ...] = ()) -> History:
    """The values of one figure over the years, the last of them this year's; the other figures are absent."""
    counted = years or tuple(range(YEAR - len(values) + 1, YEAR + 1))
    absent = dict.fromkeys(SCHEMAS)
    return History(
        YEAR,
        {
            year: {id_: figure(id_, value if id_ == name else none, year) for id_, none in absent.items()}
            for year, value in zip(counted, values, strict=True)
        },
    )


def said(name: str, *values: Number | None, years: tuple[int, ...] = ()) -> dict[str, Number | None]:
    """What each comparison of a figure comes to over the years, those that cannot be said left out."""
    found = compare(history(name, *values, years=years), catalog())
    values_ = {kind.value: found[f"{kind}.{name}"].value for kind in Comparison}
    return {kind: value for kind, value in values_.items() if value is not None}


@pytest.mark.parametrize(
    ("name", "last", "this", "expected"),
    [
        ("talks.total", 8, 9, {"previous": 8, "change": 1, "growth": Fraction(1, 8), "cumulative": 17}),
        ("talks.total", 8, 8, {"previous": 8, "change": 0, "growth": 0, "cumulative": 16}),
        ("talks.total", 8, 0, {"previous": 8, "change": -8, "growth": -1, "cumulative": 8}),
        ("talks.total", 0, 8, {"previous": 0, "change": 8, "cumulative": 8}),
        ("talks.total", 0, 0, {"previous": 0, "change": 0, "cumulative": 0}),
        ("aid.amount", 20_000, 25_000, {"previous": 20_000, "change": 5_000, "growth": Fraction(1, 4), "cumulative": 45_000}),
        ("finance.balance", -500, 700, {"previous": -500, "change": 1200, "cumulative": 200}),
        ("finance.balance", 500, -700, {"previous": 500, "change": -1200, "cumulative": -200}),
        ("finance.closing", 400, 500, {"previous": 400, "change": 100, "growth": Fraction(1, 4)}),
        ("finance.opening", 400, 500, {"previous": 400, "change": 100, "growth": Fraction(1, 4)}),
        ("visits.largest", 400, 500, {"previous": 400, "change": 100, "growth": Fraction(1, 4)}),
        ("aid.persons", 4, 5, {"previous": 4, "change": 1, "growth": Fraction(1, 4)}),
        ("rate", Fraction(8, 10), Fraction(9, 10), {"previous": Fraction(8, 10), "change": 10}),
        ("rate", Fraction(933, 1000), Fraction(9, 10), {"previous": Fraction(933, 1000), "change": Fraction(-33, 10)}),
        ("mean", Fraction(92), Fraction(933, 10), {"previous": 92, "change": Fraction(13, 10)}),
        ("leave.persons", 4, 5, {"previous": 4, "change": 1, "growth": Fraction(1, 4)}),
        ("talks.total", None, 5, {}),
        ("talks.total", 5, None, {"previous": 5}),
    ],
)  # fmt: skip
def test_two_years_compare(name: str, last: Number | None, this: Number | None, expected: dict[str, Number]) -> None:
    """The difference always, a growth of counts and money from above zero, a sum of what may be added."""
    assert said(name, last, this) == expected


@pytest.mark.parametrize(
    ("name", "unit", "style"),
    [("rate", "个百分点", "change"), ("talks.total", "人次", "change"), ("aid.amount", "元", "change")],
)
def test_a_change_is_in_the_figures_unit(name: str, unit: str, style: str) -> None:
    """Of a share it is in points; a growth is always in percent, and years are counted in 年."""
    made = compare(history(name, Fraction(1), Fraction(2), Fraction(3)), catalog())
    assert (made[f"change.{name}"].unit, made[f"change.{name}"].style) == (unit, style)
    assert (made[f"growth.{name}"].unit, made[f"growth.{name}"].style) == ("%", "yoy")
    assert (made[f"rise.{name}"].unit, made[f"rise.{name}"].shown) == ("年", "2年")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((1, 2), {}),
        ((1, 2, 3), {"rise": 2, "highest": 3}),
        ((3, 2, 1), {"fall": 2, "lowest": 3}),
        ((1, 2, 3, 4), {"rise": 3, "highest": 4}),
        ((3, 1, 2, 3), {"rise": 2, "highest": 3}),
        ((4, 1, 2, 3), {"rise": 2, "highest": 3}),
        ((3, 3, 3), {}),
        ((1, 3, 3), {}),
        ((0, 1, 2), {"rise": 2, "highest": 3}),
        ((2, 1, 0), {"fall": 2, "lowest": 3}),
        ((5, 1, 6), {"highest": 3}),
        ((5, 9, 1), {"lowest": 3}),
        ((9, None, 1, 2, 3), {"rise": 2, "highest": 3}),
        ((9, 8, None, 3), {}),
    ],
)
def test_years_running_and_years_outdone(values: tuple[int | None, ...], expected: dict[str, int]) -> None:
    """Two rises in a row are 连续两年; of three years and more a single highest or lowest one stands out."""
    found = said("talks.total", *values)
    assert {kind: found[kind] for kind in ("rise", "fall", "highest", "lowest") if kind in found} == expected


def test_shares_run_and_stand_out_too() -> None:
    """Rates rise and are highest as counts do."""
    found = said("rate", Fraction(1, 3), Fraction(1, 2), Fraction(2, 3))
    assert (found["rise"], found["highest"]) == (2, 3)


@pytest.mark.parametrize(
    ("years", "values", "expected"),
    [
        ((2021, 2023), (1, 2), {}),
        ((2020, 2022, 2023), (9, 1, 2), {"previous": 1, "change": 1, "growth": 1}),
        ((2020, 2021, 2022, 2023), (9, None, 1, 2), {"previous": 1, "change": 1, "growth": 1}),
        ((2023,), (2,), {}),
    ],
)
def test_a_year_in_between_that_is_missing_ends_the_comparison(
    years: tuple[int, ...], values: tuple[int | None, ...], expected: dict[str, int]
) -> None:
    """Last year is the year directly before, and a sum with a gap is no sum of the years."""
    assert said("talks.total", *values, years=years) == expected


def test_a_later_year_does_not_count() -> None:
    """The figures of the year after are of no account."""
    assert said("talks.total", 1, 2, 9, years=(2022, 2023, 2024))["cumulative"] == 3


@pytest.mark.parametrize("name", ["leave.persons", "leave.rate"])
def test_what_was_counted_another_way_does_not_compare(name: str) -> None:
    """A figure taken from another column for want of its own has another scope, and so has what comes of it."""
    both = history(name, Fraction(1, 2), Fraction(1))
    counted = figure("leave.persons", 1, YEAR, ("leave.headcount",))
    changed = History(YEAR, {**both.years, YEAR: {**both.years[YEAR], "leave.persons": counted}})
    made = compare(changed, catalog())
    assert made[f"change.{name}"].value is None
    assert made[f"previous.{name}"].value == Fraction(1, 2)
    alike = History(YEAR, {year: {**all_, "leave.persons": counted} for year, all_ in both.years.items()})
    assert compare(alike, catalog())["change.leave.persons"].value == 0


def test_a_comparison_names_what_it_came_from() -> None:
    """The figure of this year and of those before, their cells with this year's first, and the formula."""
    made = compare(history("talks.total", 1, 2, 3), catalog())
    growth, rise = made["growth.talks.total"], made["rise.talks.total"]
    assert growth.lineage.inputs == ("talks.total", "previous.talks.total")
    assert [each.seen_from("") for each in growth.lineage.cells] == ["[2023.xlsx]甲!A1", "[2022.xlsx]甲!A1"]
    assert rise.lineage.inputs == ("talks.total", "previous.talks.total", "y2021.talks.total")
    assert len(rise.lineage.cells) == 3
    assert (growth.lineage.formula, rise.lineage.formula) == ("growth", "rise")
    previous = made["previous.talks.total"]
    assert (previous.lineage.inputs, previous.lineage.formula) == ((), "previous")
    assert [each.file for each in previous.lineage.cells] == ["2022.xlsx"]
    assert made["highest.aid.amount"].lineage == Lineage(formula="highest")
    assert (growth.title, rise.title) == ("甲同比增长率", "甲连续增长年数")


def test_a_past_figure_has_its_year_in_id_and_title() -> None:
    """A table of several years holds the same figure once a year, each under an id of its own."""
    then = past(figure("talks.total", 5, 2021), 2021)
    assert (then.id, then.title, then.shown) == ("y2021.talks.total", "甲（2021年）", "5人次")
    assert (then.lineage.inputs, then.lineage.formula) == (("talks.total",), "past")
    assert [each.file for each in then.lineage.cells] == ["2021.xlsx"]


@pytest.mark.parametrize(
    ("name", "across", "year"),
    [
        ("growth.talks.total", True, None),
        ("y2022.talks.total", True, 2022),
        ("talks.total", False, None),
        ("year.x", False, None),
        ("y22.x", False, None),
    ],
)
def test_an_id_tells_whether_it_is_of_other_years(name: str, across: bool, year: int | None) -> None:
    """Comparisons and past figures come from other workbooks too."""
    assert (is_across_years(name), earlier_year(name)) == (across, year)


def test_a_change_is_true_even_where_nothing_changed() -> None:
    """与上年持平 is worth saying; a figure of zero is not, nor is a comparison that is none."""
    made = compare(history("talks.total", 5, 5), catalog())
    assert bool(made["change.talks.total"])
    assert bool(made["growth.talks.total"])
    assert isinstance(made["growth.talks.total"].styled("yoy:2"), Change)
    assert not made["change.aid.amount"]


def test_doubt_spreads_to_comparisons_of_this_year() -> None:
    """A draft marks a growth red where this year's figure is in doubt; last year's is not."""
    doubtful = in_doubt(frozenset({"talks.total"}))
    assert {"growth.talks.total", "highest.talks.total"} < doubtful
    assert "previous.talks.total" not in doubtful


numbers = st.integers(0, 10**9) | st.integers(0, 20)


@given(st.sampled_from(["talks.total", "aid.amount", "aid.persons"]), numbers, numbers)
def test_a_growth_as_printed_is_the_growth(name: str, last: int, this: int) -> None:
    """What is printed is read back as what was computed; there is no growth from nothing."""
    made = compare(history(name, last, this), catalog())
    growth, change = made[f"growth.{name}"], made[f"change.{name}"]
    assert (growth.value is None) == (last == 0)
    for each in (growth, change):
        reading = numerals.read_styled(each.shown, each.unit, each.style) if each.value is not None else None
        assert each.value is None or (reading is not None and reading.unit == each.unit and reading.admits(each.value))
    if growth.value is not None:
        assert last * (1 + growth.value) == this
    assert last + (change.value or 0) == this


@given(st.lists(st.none() | st.integers(-9, 9), min_size=1, max_size=6), st.sampled_from(sorted(SCHEMAS)))
def test_any_course_of_years_can_be_compared(values: list[int | None], name: str) -> None:
    """Nothing is divided by zero, and everything that has a value prints."""
    made = compare(history(name, *values), catalog())
    assert len(made) == len(SCHEMAS) * len(Comparison)
    assert all(each.shown for each in made.values() if each.value is not None)


TALKS = "日期 | 类型 | 对象\n"
LAST_TALKS = TALKS + "2022-01-01 | 入党 | 王一三\n2022-02-01 | 入党 | 李一三"
THIS_TALKS = TALKS + "2023-01-01 | 入党 | 王一三\n2023-02-01 | 入党 | 李一三\n2023-03-01 | 入党 | 赵一三"


def case_of(folder: Path, this: Sheets, *earlier: tuple[str, Sheets], config: str = "") -> Case:
    """This year's workbook examined beside the earlier ones, given by file name."""
    paths = []
    for name, sheets in earlier:
        (folder / name).parent.mkdir(exist_ok=True)
        paths.append(book((folder / name).parent, sheets, Path(name).name))
    settings = folder / "unionreport.toml"
    settings.write_text(config, encoding="utf-8")
    return examine(book(folder, this, NAME), load(settings), paths)


def named(name: str, **sheets: str) -> dict[str, str]:
    """A workbook of a union of that name."""
    return {"基本情况": f"项目 | 数值\n单位名称 | {name}", **sheets}


def test_two_workbooks_compare(tmp_path: Path) -> None:
    """Three talks after two are a growth of half, with the cells of both files."""
    made = comparing.comparisons(case_of(tmp_path, {"谈心谈话": THIS_TALKS}, (LAST, {"谈心谈话": LAST_TALKS})))
    growth = made["growth.talks.total"]
    assert (growth.value, growth.shown) == (Fraction(1, 2), "同比增长50%")
    assert [each.seen_from("") for each in growth.lineage.cells] == [
        "[2023.xlsx]谈心谈话!A2:A4",
        "[2022.xlsx]谈心谈话!A2:A3",
    ]
    assert made["growth.visits.total"].value is None


def test_without_earlier_years_there_are_no_comparisons(tmp_path: Path) -> None:
    """Nothing is computed where nothing was asked for."""
    case = case_of(tmp_path, {"谈心谈话": THIS_TALKS})
    assert (comparing.comparisons(case), comparing.past_figures(case), comparing.left_out(case)) == ({}, {}, {})


def test_a_ledger_that_was_absent_gives_no_comparison(tmp_path: Path) -> None:
    """No talks ledger last year is not zero talks; an empty one is."""
    accounts = {"文体活动": "日期 | 名称\n2022-01-01 | 甲"}
    made = comparing.comparisons(case_of(tmp_path, {"谈心谈话": THIS_TALKS}, (LAST, accounts)))
    assert made["previous.talks.total"].value is None
    assert made["change.talks.total"].value is None
    made = comparing.comparisons(case_of(tmp_path, {"谈心谈话": THIS_TALKS}, (LAST, {"谈心谈话": TALKS.strip()})))
    assert (made["change.talks.total"].value, made["growth.talks.total"].value) == (3, None)


def test_a_cell_that_could_not_be_read_then_gives_no_comparison(tmp_path: Path) -> None:
    """A figure that lacks a cell of last year would be too small: it is left out and told."""
    visits = "日期 | 类型 | 对象 | 人数\n"
    case = case_of(
        tmp_path,
        {"走访慰问": visits + "2023-01-01 | 住院 | 王一三 | 3"},
        (LAST, {"走访慰问": visits + "2022-01-01 | 住院 | 王一三 | 几个\n2022-01-02 | 退休 | 李一三 | 2"}),
    )
    assert comparing.comparisons(case)["change.visits.total"].value is None
    assert "visits.total" in comparing.left_out(case)[2022]
    assert "talks.total" not in comparing.left_out(case)[2022]


def test_workbooks_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """2023/台账.xlsx and 2022/台账.xlsx: the earlier one goes by its folder too, in every address."""
    sheets = {"基本情况": "项目 | 数值\n年度 | {}", "谈心谈话": ""}
    this, last = ({**sheets, "基本情况": sheets["基本情况"].format(year), "谈心谈话": talks}
                  for year, talks in ((2023, THIS_TALKS), (2022, LAST_TALKS)))  # fmt: skip
    (tmp_path / "2022").mkdir()
    earlier = book(tmp_path / "2022", last, "台账.xlsx")
    case = examine(book(tmp_path, this, "台账.xlsx"), Config(builtin()), [earlier])
    found = trace(case, "growth.talks.total")
    assert [each.seen_from("") for each in found.figure.lineage.cells] == [
        "[台账.xlsx]谈心谈话!A2:A4",
        "[2022/台账.xlsx]谈心谈话!A2:A3",
    ]
    assert [(each.name, list(each.rows)) for each in found.sheets] == [
        ("谈心谈话", [2, 3, 4]),
        ("[2022/台账.xlsx]谈心谈话", [2, 3]),
    ]


def test_months_of_two_years_are_told_apart(tmp_path: Path) -> None:
    """1月.xlsx of last year's folder is not that of this year's."""
    for year in (2022, 2023):
        (tmp_path / str(year)).mkdir()
        for month in (1, 2):
            day = {"谈心谈话": TALKS + f"{year}-0{month}-01 | 入党 | 王一三"}
            book(tmp_path / str(year), day, f"{month}月.xlsx")
    found = trace(examine(tmp_path / "2023", Config(builtin()), [tmp_path / "2022"]), "change.talks.total")
    assert found.figure.value == 0
    assert [(each.name, list(each.rows)) for each in found.sheets] == [
        ("谈心谈话", [2]),
        ("谈心谈话", [2]),
        ("[2022/1月.xlsx]谈心谈话", [2]),
        ("[2022/2月.xlsx]谈心谈话", [2]),
    ]


@pytest.mark.parametrize(
    ("earlier", "reason"),
    [
        ([("2022.xlsx", named("乙工会", 谈心谈话=LAST_TALKS))], "previous-other-union"),
        ([("2022.xlsx", named("甲工会（南区）", 谈心谈话=LAST_TALKS))], "previous-other-union"),
        ([("2022.xlsx", named("甲 工会（北区）"))], ""),
        ([("2022.xlsx", {"谈心谈话": LAST_TALKS})], ""),
        ([("2022.xlsx", named("甲工会(北区)")), ("旧/2022.xlsx", named("甲工会（北区）"))], "previous-twice"),
        ([("某年.xlsx", named("甲工会（北区）"))], "previous-without-year"),
        ([("2022.xlsx", named("老甲工会"))], ""),
        ([("2024.xlsx", named("甲工会（北区）"))], "previous-not-earlier"),
    ],
)
def test_earlier_years_must_be_the_same_unions(
    tmp_path: Path, earlier: list[tuple[str, dict[str, str]]], reason: str
) -> None:
    """Another union's ledgers, two of one year, or one that says no year are refused; a former name is not."""
    this = named("甲工会（北区）", 谈心谈话=THIS_TALKS)
    try:
        case_of(tmp_path, this, *earlier, config='former_names = ["老甲工会"]')
        refused = ""
    except RequestError as error:
        refused = error.key
    assert refused == reason


def test_a_workbook_given_twice_is_one(tmp_path: Path) -> None:
    """The same file named two times is no second workbook of its year."""
    earlier = book(tmp_path, {"谈心谈话": LAST_TALKS}, LAST)
    case = examine(book(tmp_path, {"谈心谈话": THIS_TALKS}), Config(builtin()), [earlier, tmp_path / "." / LAST])
    assert len(case.earlier) == 1


@pytest.mark.parametrize(("name", "same"), [("甲工会", True), ("甲 工会", True), ("甲工会（南）", False), ("", False)])
def test_a_unions_name_is_its_name_in_any_width(name: str, same: bool) -> None:
    """Blanks and full-width signs do not make another union, brackets do."""
    assert is_same_union(name, ["甲工会", "乙工会"]) is same


@pytest.mark.parametrize(
    ("name", "value", "sheets"),
    [
        ("growth.talks.total", Fraction(1, 2), ["谈心谈话", "[2022.xlsx]谈心谈话"]),
        ("previous.talks.total", 2, ["[2022.xlsx]谈心谈话"]),
        ("y2022.talks.total", 2, ["[2022.xlsx]谈心谈话"]),
        ("growth.visits.total", None, []),
    ],
)
def test_a_comparison_is_traced_into_every_year(
    tmp_path: Path, name: str, value: Number | None, sheets: list[str]
) -> None:
    """The rows of both years stand behind it, the earlier ones under their file's name."""
    found = trace(case_of(tmp_path, {"谈心谈话": THIS_TALKS}, (LAST, {"谈心谈话": LAST_TALKS})), name)
    assert (found.figure.value, [each.name for each in found.sheets]) == (value, sheets)


@pytest.mark.parametrize(
    ("name", "earlier", "key"),
    [
        ("growth.talks.total", (), "figure-needs-previous"),
        ("growth.talks.totl", (), "figure-missing-near"),
        ("growth.talks.totl", ((LAST, {"谈心谈话": LAST_TALKS}),), "figure-missing-near"),
        ("y2021.talks.total", ((LAST, {"谈心谈话": LAST_TALKS}),), "figure-missing-near"),
    ],
)
def test_a_comparison_that_is_not_there_is_refused_by_name(
    tmp_path: Path, name: str, earlier: tuple[tuple[str, Mapping[str, str]], ...], key: str
) -> None:
    """Without earlier years they are asked for; an unknown name gets the nearest."""
    with pytest.raises(RequestError, match=key):
        trace(case_of(tmp_path, {"谈心谈话": THIS_TALKS}, *earlier), name)
