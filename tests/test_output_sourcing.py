"""Where printed figures came from, in words."""

from __future__ import annotations

import pytest

from tests.books import book, case
from tests.exhibits import chart, table
from unionreport import exhibits
from unionreport.config import builtin
from unionreport.exhibit import Shown
from unionreport.figure import Figure, Lineage
from unionreport.output import sourcing
from unionreport.places import Place, cell
from unionreport.texts import texts

CATALOG, ZH, EN = builtin(), texts("zh"), texts("en")
FILE = "2023.xlsx"
PHONE = "13900001111"


def savings(*places: Place, title: str = "采纳建议节约资金") -> Figure:
    """A figure that the catalog declares."""
    return Figure("suggestions.savings", title, 70_200_000, "元", "wan", Lineage(places))


def test_a_figure_is_told_with_formula_filter_file_sheet_and_cells() -> None:
    """Title and printed form, formula with its filter, file with sheet and cells, id: a line each."""
    figure = savings(Place(FILE, "合理化建议", 3, 7, 7, 7))
    assert sourcing.figure_note(figure, CATALOG, ZH).split("\n") == [
        "采纳建议节约资金：70.2万元",
        "算法：合理化建议.节约金额之和，其中是否采纳为是",
        "出处：2023.xlsx 合理化建议!G3:G7",
        "编号：suggestions.savings",
    ]
    assert sourcing.figure_note(figure, CATALOG, EN, "65万元").split("\n")[1] == "before: 65万元"


def test_cells_are_joined_by_file_sheet_and_column() -> None:
    """Neighbours of one column become a range wherever they were met; files and sheets are named once."""
    places = [
        *(cell(FILE, "甲", row, 4) for row in (5, 4, 9)),
        cell(FILE, "甲", 4, 5),
        Place("2022.xlsx", "甲", 2, 1, 3, 2),
        cell(FILE, "乙", 1, 1),
    ]
    assert sourcing.whence(places, ZH, 9) == "2023.xlsx 甲!D4:D5, D9, E4；2022.xlsx 甲!A2:B3；2023.xlsx 乙!A1"
    assert sourcing.whence(places, ZH, 9, FILE) == "甲!D4:D5, D9, E4；[2022.xlsx]甲!A2:B3；乙!A1"
    assert sourcing.whence(places, ZH, 2, FILE) == "甲!D4:D5, D9等，共5处"
    assert sourcing.whence([], ZH, 2) == "没有符合条件的行"


def test_personal_numbers_are_masked() -> None:
    """What a union writes into titles and names of sheets shows no telephone."""
    figure = savings(cell(FILE, PHONE, 3, 7), title=f"节约{PHONE}")
    assert PHONE not in sourcing.figure_note(figure, CATALOG, ZH)
    assert PHONE not in sourcing.titled(figure)
    assert PHONE not in sourcing.exhibit_note(table("项目|人\n甲|乙", title=PHONE), CATALOG, ZH)


AID = "日期 | 项目 | 姓名 | 人数 | 金额\n2023-02-01 | 困难补助 | 张一三 | 1 | 500\n2023-02-02 | 金秋助学 | 李一四 | 1 | 700"


@pytest.fixture(scope="module")
def aid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Figure]:
    """The cells of tables of a small workbook."""
    return exhibits.cells(case(book(tmp_path_factory.mktemp("aid"), {"帮扶发放": AID})))


def test_a_cell_of_a_table_of_groups_names_its_group(aid: dict[str, Figure]) -> None:
    """The formula has the group among its conditions; the unit that the cell leaves out stands in the title."""
    amount = aid["tables.aid.金秋助学.amount"]
    assert sourcing.formula_of_printed(amount, CATALOG, ZH) == "帮扶发放.金额之和，其中项目为金秋助学"
    assert sourcing.titled(amount) == "金秋助学金额（元）"
    share = aid["tables.aid.金秋助学.share"]
    assert sourcing.formula_of_printed(share, CATALOG, ZH) == "本行 ÷ 合计"
    odd = Figure("tables.aid.#1234567890.amount", "某项", 1, "元", "bare", Lineage(formula="table_sum"))
    assert sourcing.formula_of_printed(odd, CATALOG, ZH) == "台账中这一组各行之和"


def test_columns_are_found_by_the_ids_of_cells(aid: dict[str, Figure]) -> None:
    """A cell knows its table and column, a declared figure has none, nor has a table nobody declared."""
    place = sourcing.column_of(aid["tables.aid.金秋助学.amount"], CATALOG)
    assert place is not None
    assert (place[0].name, place[1].name) == ("aid", "amount")
    assert sourcing.column_of(savings(), CATALOG) is None
    assert sourcing.column_of(Figure("tables.none.a.b", "", 1, "元"), CATALOG) is None


def test_a_table_is_told_column_by_column(aid: dict[str, Figure]) -> None:
    """Each column's formula stands once, by what the rows are grouped; then all cells and the id."""
    made = table("项目|额#\n甲|-", "tables.aid", "帮扶情况")
    cells: list[dict[str, Shown]] = [
        {"a": "金秋助学", "b": aid[f"tables.aid.{item}.amount"]} for item in ("困难补助", "金秋助学")
    ]
    shown = type(made)(made.id, made.title, made.columns, tuple(cells))
    assert sourcing.exhibit_note(shown, CATALOG, ZH).split("\n") == [
        "表格“帮扶情况”",
        "金额：帮扶发放.金额之和，按项目分组",
        "出处：2023.xlsx 帮扶发放!E2:E3",
        "编号：tables.aid",
    ]


def test_a_chart_and_a_table_of_words_are_told() -> None:
    """A chart is told by its figures; a table without any says that nothing was worked out."""
    assert "没有计算" in sourcing.exhibit_note(table("项目|人\n甲|乙"), CATALOG, ZH)
    drawn = chart("bar", "项目|额\n甲|5\n乙|-", name="suggestions.savings")
    renamed = type(drawn.series[0])("额", (savings(cell(FILE, "甲", 2, 2)), None))
    told = sourcing.exhibit_note(type(drawn)(drawn.id, "图", drawn.kind, drawn.categories, (renamed,)), CATALOG, ZH)
    assert told.split("\n")[:2] == ["图表“图”", "采纳建议节约资金：合理化建议.节约金额之和，其中是否采纳为是"]


def test_a_table_of_many_formulas_is_cut() -> None:
    """Titles of one formula beyond three are counted, formulas beyond twelve too."""
    figures = [CATALOG.figures[name] for name in list(CATALOG.figures)[:40]]
    rows = tuple({"a": Figure(each.id, each.title, 1, each.unit)} for each in figures)
    past = tuple({"a": Figure(f"y2022.{n}", f"题{n}", 1, "人", lineage=Lineage(formula="past"))} for n in range(5))
    empty = table("项目|额#\n甲|-", "tables.many")
    told = sourcing.exhibit_note(type(empty)("tables.many", "多", empty.columns, (*past, *rows)), CATALOG, ZH)
    assert "题0、题1、题2等5项：该年台账的同一指标" in told
    assert "……另有" in told
