"""What is said of each figure of a finished report, held against the ledgers of now."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import _Element as Element

from tests.docx_text import W, cut_runs, document, edit, elements, filled
from tests.exhibits import chart, table
from tests.office import Office
from tests.test_document_agreement import reads
from tests.test_document_standing import controls, drop_all_tags, wrap, write
from tests.verified import ADOPTED, SAVINGS, SUBMITTED, line, report, said, verification
from unionreport.document.place import TemplatePlace
from unionreport.document.unsourced import Known
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure
from unionreport.finding import Severity
from unionreport.verdict import Kind, at_least

REPORT = report("征集{{ n }}，采纳{{ m }}。", "节约{{ s }}。", "又{{ n }}。")
MORE = replace(SUBMITTED, value=86)
Change = Callable[[Element], None]


def typed(text: str, number: int = 0) -> Change:
    """Types a text over a figure."""
    return lambda root: write(controls(root)[number], text)


def beside(text: str, *, after: bool = False, number: int = 0) -> Change:
    """Types something right beside a figure, outside of its control."""

    def change(root: Element) -> None:
        run = elements(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')[0]
        one = controls(root)[number]
        if after:
            one.addnext(run)
        else:
            one.addprevious(run)

    return change


def test_a_fresh_report_has_nothing_to_say() -> None:
    """Every figure is equal, and counted."""
    assert said(REPORT) == []
    assert said(cut_runs(REPORT)) == []
    found = verification(REPORT)
    assert {name: count for name, count in found.summary.items() if count} == {"figures": 4, "found": 4, "equal": 4}
    assert not at_least(found.verdicts, Severity.NOTE)


def test_an_untouched_figure_is_stale_when_the_ledger_changed() -> None:
    """All its printings, with the text of now."""
    assert said(REPORT, MORE) == ["stale 85份", "stale 85份"]
    first = verification(REPORT, (MORE, ADOPTED, SAVINGS)).findings[0]
    assert first.now is not None
    assert (first.now.shown, first.written, first.sentence, first.severity) == (
        "86份",
        "85份",
        "征集85份，采纳五条。",
        "error",
    )
    assert str(first.place) == "body-paragraph paragraph=1"


def test_a_change_below_what_is_shown_is_none() -> None:
    """70.2万元 is 702345元 too."""
    assert said(REPORT, replace(SAVINGS, value=70234500)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90份", ["typed 90份"]),
        ("八十五份", ["equal-form 八十五份"]),
        ("80余份", ["equal-form 80余份"]),
        ("85条", ["equal-form 85条"]),
        ("很多份", ["typed 很多份"]),
    ],
)
def test_a_figure_typed_over_is_read_back(text: str, expected: list[str]) -> None:
    """Another form that agrees is equal, and said; another number is wrong."""
    assert said(edit(REPORT, typed(text))) == expected


def test_a_figure_put_right_by_hand_is_equal() -> None:
    """Somebody typed what the ledger says now: nothing to say of it; the other printing is stale."""
    assert said(edit(REPORT, typed("86份")), MORE) == ["stale 85份"]


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (beside("1"), "185份"),
        (beside("1,0"), "1,085份"),
        (beside("不足"), "85份"),
        (beside("-"), "-85份"),
        (beside("第"), "第85份"),
    ],
)
def test_what_is_typed_right_beside_makes_another_number(change: Change, shown: str) -> None:
    """The control is untouched, and a reader reads something else."""
    assert said(edit(REPORT, change))[0] == f"typed-beside {shown}"


def test_a_figure_cut_by_the_end_of_a_paragraph_is_not_equal() -> None:
    """Its bookmark holds the text as it was, but nobody reads it so."""

    def change(root: Element) -> None:
        drop_all_tags(root)
        one = controls(root)[2]
        second = deepcopy(root[0][1])
        root[0][1].addnext(second)
        root[0][1].remove(list(root[0][1].iterchildren(f"{{{W}}}r"))[-1])
        write(one, "70.2")
        for child in list(second)[:-1]:
            if child.tag != f"{{{W}}}pPr":
                second.remove(child)
        mark = next(each for each in root[0][1].iter(f"{{{W}}}bookmarkEnd"))
        second.insert(0, elements("<w:r><w:t>万元</w:t></w:r>")[0])
        second.insert(1, mark)

    assert "typed-beside 70.2万元" in said(edit(REPORT, change))


def test_unknown_figures_are_told_apart() -> None:
    """A name that is gone, a ledger that is absent, an earlier year that was not given."""
    growth = Figure("growth.talks.total", "增长", 1, "人")
    data = filled(
        document("{{ a }}，{{ b }}，{{ n }}。"), a=Figure("gone.by", "旧", 3, "人"), b=growth, n=SUBMITTED
    ).data
    found = verification(data, (replace(SUBMITTED, value=None),)).findings
    assert [line(each) for each in found] == ["unknown 3人", "unknown-previous 1人", "unknown-absent 85份"]
    assert {each.severity for each in found} == {Severity.WARNING}


def test_printings_of_an_unknown_figure_must_not_contradict_each_other() -> None:
    """One value must be able to stand behind all of them; forms of different precision agree."""
    gone = Figure("gone.by", "旧", 7020000, "元", "wan")
    data = filled(document("{{ a }}。", "{{ a | plain }}。"), a=gone).data
    assert said(data) == ["unknown 7.02万元", "unknown 70200元"]
    assert said(edit(data, typed("80200元", 1)))[1:] == ["unknown 80200元", "differs 7.02万元、80200元"]


def test_a_copy_is_told_and_judged() -> None:
    """A copy of a stale figure is both a copy and stale."""

    def change(root: Element) -> None:
        root[0][1].append(deepcopy(controls(root)[1]))

    assert said(edit(REPORT, change)) == ["duplicated 五条"]
    found = said(edit(REPORT, change), replace(ADOPTED, value=6))
    assert found == ["stale 五条", "stale 五条", "duplicated 五条"]


def test_the_fewest_figures_are_called_moved() -> None:
    """Of four in a row one that was carried to the end is moved, not the three that are left."""

    def change(root: Element) -> None:
        root[0][2].append(controls(root)[0])

    assert said(edit(REPORT, change)) == ["moved 85份"]


def test_a_missing_figure_is_told_where_its_neighbour_stands() -> None:
    """With the text that was printed; one that a tracked deletion took says so."""

    def change(root: Element) -> None:
        one = controls(root)[1]
        one.getparent().remove(one)  # type: ignore[union-attr]
        wrap(next(controls(root)[1].iter(f"{{{W}}}r")), "del")

    found = verification(edit(REPORT, change)).findings
    assert [line(each) for each in found] == ["missing 五条", "missing 70.2万元+"]
    assert [str(each.place) for each in found] == ["body-paragraph paragraph=1"] * 2
    assert found[0].severity is Severity.WARNING


def test_a_missing_first_figure_has_the_body_for_its_place() -> None:
    """Nothing stands before it."""

    def change(root: Element) -> None:
        root[0].remove(root[0][0])

    found = verification(edit(REPORT, change)).findings
    assert [str(each.place) for each in found] == ["body", "body"]


def test_an_open_tracked_change_is_told_even_where_the_number_is_right() -> None:
    """Nobody knows whether it will be accepted."""

    def change(root: Element) -> None:
        wrap(next(controls(root)[0].iter(f"{{{W}}}r")), "ins")

    assert said(edit(REPORT, change)) == ["equal-tracked 85份+"]


def test_numbers_without_a_source_are_listed_with_suggestions() -> None:
    """Every quantity outside of the figures, not dates and ordinals; those that the template has are known."""
    data = report("三个方面：征集{{ n }}。", "待改")

    def change(root: Element) -> None:
        text = next(each for each in root.iter(f"{{{W}}}t") if each.text == "待改")
        text.text = "第三次会议于2024年1月5日召开，节约70.2万元，共三个方面，另有十二人、五条建议。"

    found = verification(edit(data, change)).findings
    assert [line(each) for each in found] == [
        "unsourced 70.2万元",
        "unsourced 三个",
        "unsourced 十二人",
        "unsourced 五条",
    ]
    assert [[figure.id for figure in each.suggested] for each in found] == [
        ["suggestions.savings"], [], [], ["suggestions.adopted"],
    ]  # fmt: skip
    assert found[0].sentence.startswith("第三次会议于2024年1月5日召开")


def test_a_fixed_number_may_change_its_words_once() -> None:
    """The template's 三个 is spared where its sentence was reworded, but only as often as it stands there."""
    data = report("三个方面：征集{{ n }}。")

    def change(root: Element) -> None:
        next(each for each in root.iter(f"{{{W}}}t") if each.text).text = "主要三个板块，又三个板块："

    assert said(edit(data, change)) == ["unsourced 三个"]


def test_accepted_numbers_and_the_unions_own_paragraphs() -> None:
    """A constant of the configuration is silent; a number of 报告文字 is a note."""
    data = edit(report("{{ n }}", "待改"), lambda root: next(
        each for each in root.iter(f"{{{W}}}t") if each.text == "待改").__setattr__("text", "5个工作日办结。走访30家。另25户。"))  # fmt: skip
    known = Known(accepted=("5个工作日",), narrative=("走访30家。",))
    found = verification(data, known=known).findings
    assert [(line(each), each.severity) for each in found] == [
        ("unsourced 30家", Severity.NOTE),
        ("unsourced 25户", Severity.WARNING),
    ]


def test_parts_that_do_not_add_up_as_printed_are_told() -> None:
    """The figures as they stand, typed over ones too."""
    income, expense = (
        Figure("finance.income", "收入", 3408_4013, "元", "wan"),
        Figure("finance.expense", "支出", 3291_3125, "元", "wan"),
    )
    opening = Figure("finance.opening", "结余", 822_0000, "元", "wan")
    closing = Figure("finance.closing", "累计", 938_0888 + 1_0000 - 9112 - 888, "元", "wan")
    closing = replace(closing, value=822_0000 + 3408_4013 - 3291_3125)
    data = filled(document("{{ a }}，{{ b }}，{{ c }}，{{ d }}。"), a=opening, b=income, c=expense, d=closing).data
    now = (opening, income, expense, closing)
    wrong = verification(edit(data, typed("9.99万元", 3)), now).findings
    assert [each.kind for each in wrong][-1] is Kind.SUM
    assert (wrong[-1].shown, wrong[-1].title) == ("9.99万元", "累计")


AID = table("项目|额#\n甲|100\n乙|200", title="表一", notes=("注：各项之和为100%。",))
CHART = chart("bar", "项目|额\n甲|7890000\n乙|2120000")
SHOWN = filled(document("{{ tables.aid }}", "{{ charts.aid }}"), tables={"aid": AID}, charts={"aid": CHART}).data
CELLS = tuple(
    each for row in (*AID.rows, AID.totals) for each in row.values() if isinstance(each, Figure)
) + tuple(each for one in CHART.series for each in one.figures if each)  # fmt: skip
EXHIBITS: dict[str, FigureTable | Chart] = {"tables.aid": AID, "charts.aid": CHART}


def shown(data: bytes, *figures: Figure, **exhibits: FigureTable | Chart) -> list[str]:
    """What is said of a report with a table and a chart."""
    now = {each.id: each for each in (*CELLS, *figures)}
    known: dict[str, FigureTable | Chart] = {**EXHIBITS, **{f"{name}.aid": each for name, each in exhibits.items()}}
    return [line(each) for each in verification(data, tuple(now.values()), exhibits=known).findings]


def test_a_fresh_table_and_chart_have_nothing_to_say() -> None:
    """Neither the labels of rows nor the numbers in notes are numbers without a source."""
    assert shown(SHOWN) == []


def test_a_changed_cell_is_stale_and_its_row_is_still_ours() -> None:
    """The row's label is no number without a source for that."""
    one = replace(CELLS[0], value=150)
    assert shown(SHOWN, one) == ["stale 1.00"]
    assert shown(edit(SHOWN, typed("1.50")), one) == []


def test_a_table_lacks_rows_that_the_ledgers_have_now() -> None:
    """Rows with figures are known by these, rows of words by their words."""
    wider = table("项目|额#\n甲|100\n乙|200\n丙|5")
    assert shown(SHOWN, tables=wider) == ["table 1"]
    words = table("称号|名\n先进|甲")
    data = filled(document("{{ tables.aid }}"), tables={"aid": words}).data
    now = table("称号|名\n先进|甲\n先进|乙")
    assert [line(each) for each in verification(data, exhibits={"tables.aid": now}).findings] == ["table 1"]
    assert verification(data, exhibits={"tables.aid": words}).findings == ()


def test_a_table_that_is_gone_is_told_once() -> None:
    """Not each of its cells, and none of its title."""

    def change(root: Element) -> None:
        for each in list(root.iter(f"{{{W}}}tbl")):
            each.getparent().remove(each)  # type: ignore[union-attr]
        for mark in list(root.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")):
            mark.getparent().remove(mark)  # type: ignore[union-attr]

    assert shown(edit(SHOWN, change)) == ["missing-table tables.aid", "missing-chart charts.aid"]


def test_a_table_without_its_bookmark_is_known_by_its_rows() -> None:
    """Some editors drop the bookmark of a table that follows another."""

    def change(root: Element) -> None:
        for mark in list(root.iter(f"{{{W}}}bookmarkStart")):
            if mark.get(f"{{{W}}}name", "").startswith("_UR_T"):
                mark.getparent().remove(mark)  # type: ignore[union-attr]

    assert shown(edit(SHOWN, change)) == []


def test_a_row_that_somebody_wrote_has_numbers_without_a_source() -> None:
    """Its words are not ours any more."""

    def change(root: Element) -> None:
        next(each for each in root.iter(f"{{{W}}}t") if each.text == "甲").text = "甲等12户"

    assert shown(edit(SHOWN, change)) == ["unsourced 12户"]


CHART_PART = "word/charts/chart1.xml"


def redraw(text: str) -> Change:
    """Changes the first number that a chart draws."""

    def change(root: Element) -> None:
        values = next(root.iter("{*}val"))
        next(values.iter("{*}v")).text = text

    return change


def test_a_chart_is_held_against_the_ledger_and_its_own_workbook() -> None:
    """What it draws, what its workbook has and what is now must be one number."""
    one = replace(CELLS[2], value=8000000)
    assert shown(SHOWN, one) == ["chart 7.89"]
    typed_over = edit(SHOWN, redraw("9.99"), CHART_PART)
    assert shown(typed_over) == ["chart-workbook 9.99", "chart-typed 9.99"]
    found = edit(SHOWN, redraw("7.8900000000001"), CHART_PART)
    assert shown(found) == []
    assert shown(edit(SHOWN, redraw(""), CHART_PART)) == ["chart-workbook 7.89", "chart-typed 7.89"]


def test_a_chart_whose_shape_was_changed_cannot_be_compared() -> None:
    """A category less, or no chart that can be read."""

    def change(root: Element) -> None:
        for each in list(root.iter("{*}ptCount")):
            each.set("val", "1")

    assert shown(edit(SHOWN, change, CHART_PART)) == ["chart-shape charts.aid"]


def test_a_chart_lacks_what_the_ledgers_have_now() -> None:
    """A new category, and figures that are gone."""
    wider = chart("bar", "项目|额\n甲|7890000\n乙|2120000\n丙|1")
    assert shown(SHOWN, charts=wider) == ["chart-rows 1"]
    gone = [line(each) for each in verification(SHOWN, CELLS[:2], exhibits=EXHIBITS).findings]
    assert gone == ["unknown-chart 2"]


def test_an_office_changes_no_verdict(office: Office) -> None:
    """Saved by LibreOffice, a report of text, table and chart verifies the same."""
    saved = office.convert({"a": SHOWN, "b": edit(REPORT, typed("90份"))}, "docx")
    assert shown(saved["a"]) == []
    assert shown(saved["a"], replace(CELLS[0], value=150), replace(CELLS[2], value=8000000)) == [
        "stale 1.00",
        "chart 7.89",
    ]
    assert said(saved["b"], replace(SAVINGS, value=1)) == ["typed 90份", "stale 70.2万元"]


def test_verdicts_stand_in_document_order() -> None:
    """Whatever kind they are of; a place outside of the text comes last."""
    found = verification(edit(REPORT, typed("1份", 3)), (MORE, replace(ADOPTED, value=9), SAVINGS)).findings
    assert [each.place.params["paragraph"] for each in found if isinstance(each.place, TemplatePlace)] == [1, 1, 3]


DIGITS = "0123456789"
EDITS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["over", "before", "after"]),
        st.text("0123456789.,-万份条近 共", min_size=1, max_size=4),
    ),
    max_size=4,
)


@given(EDITS, st.integers(80, 90), st.integers(4, 6))
def test_equal_is_never_claimed_for_a_number_that_is_not(
    edits: list[tuple[int, str, str]], submitted: int, adopted: int
) -> None:
    """Whatever is typed over and beside: an oracle of its own reads the value of now in what is called equal."""
    data = REPORT

    def change(root: Element) -> None:
        for number, where, text in edits:
            if where == "over":
                write(controls(root)[number], text)
            else:
                beside(text, after=where == "after", number=number)(root)

    data = edit(data, change)
    now = (replace(SUBMITTED, value=submitted), replace(ADOPTED, value=adopted), SAVINGS)
    found = verification(data, now)
    for each in found.verdicts:
        if each.kind is Kind.EQUAL and each.now is not None and each.shown[0] in DIGITS and "近" not in each.sentence:
            known = each.now.number
            read = reads(each.sentence, each.sentence.index(each.shown))
            assert known is not None
            assert read is not None
            assert read[0] <= known <= read[1], each.sentence
    counts = found.summary
    assert counts["equal"] + counts["stale"] + counts["typed"] == counts["found"] + counts["duplicated"]
