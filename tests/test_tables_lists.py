"""Tables of a ledger's own rows, and what of a person they show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.books import addresses, loaded
from tests.tabled import block, figure, printed, tables
from tests.test_tables import extended
from unionreport.config import builtin
from unionreport.figure import Figure
from unionreport.schema import Catalog, Condition
from unionreport.tables.source import Sheet, rows_meeting

AID = """
日期 | 项目 | 姓名 | 身份证号 | 户主 | 困难类别 | 金额 | 单位 | 备注
2023-01-01 | 困难补助 | 张一三 | '11010519491231002X | 张一三 | 深度困难 | 500 | 东区 | 肺病住院
2023-02-01 | 金秋助学 | 李小明 | '440524188001010014 | 李四 | | 1200.50 | 西区 |
2023-03-01 | 遗孀救助 | 王五 | | | | 800 | |
2022-03-01 | 遗孀救助 | 王五 | | | | 900 | |
"""


def test_a_notice_masks_names_and_leaves_out_children() -> None:
    """Names are masked, a pupil is named by the head of the household, and nothing else of a person is there."""
    table = tables({"帮扶发放": AID})["aid_notice"]
    assert printed(table) == block(
        """
        序号 | 姓名 | 单位 | 项目 | 金额（元）
        1 | 张*三 | 东区 | 困难补助 | 500.00
        2 | 李* | 西区 | 金秋助学 | 1200.50
        3 | 王* | — | 遗孀救助 | 800.00
        合计 |  |  |  | 2500.50
        """
    )
    assert [each.numeric for each in table.columns] == [False, False, False, False, True]


def test_nothing_masked_is_in_ids_and_titles() -> None:
    """The id and the title of a cell, which a document carries, tell no more of a person than the table does."""
    for cell in tables({"帮扶发放": AID}).figures("aid_notice").values():
        assert cell.title in {"金额", "合计金额"}
        assert not any(name in cell.id for name in ("张", "李", "王"))


def test_a_cell_of_a_list_names_its_own_cell() -> None:
    """An amount comes from one cell; the total is the declared figure where it is the same."""
    table = tables({"帮扶发放": AID})["aid_notice"]
    cell, total = figure(table, 1, "amount"), table.totals["amount"]
    assert (addresses(cell), cell.lineage.formula, cell.value) == (["帮扶发放!G3"], "table_field", 120050)
    assert isinstance(total, Figure)
    assert total.id == "aid.total.amount"


@pytest.mark.parametrize(
    "sheet",
    [
        "日期 | 项目 | 姓名 | 金额\n2023-02-01 | 金秋助学 | 李小明 | 5",
        "日期 | 项目 | 学生姓名 | 金额\n2023-02-01 | 其他 | 李小明 | 5",
        "日期 | 项目 | 姓名 | 户主 | 金额\n2023-02-01 | 金秋助学 | 李小明 | 李小明 | 5",
    ],
)
def test_a_child_is_never_named(sheet: str, tmp_path: Path) -> None:
    """Without a household to name instead the cell is empty, in a list that masks nothing as well."""
    open_list = extended(
        tmp_path, LIST.format("masked = false", '{ name = "person", title = "姓名", field = "person" }')
    )
    assert tables({"帮扶发放": sheet})["aid_notice"].rows[0]["person"] is None
    assert tables({"帮扶发放": sheet}, open_list)["own"].rows[0]["person"] is None


LIST = """
[tables.own]
title = "名单"
kind = "list"
ledger = "disbursements"
{}
columns = [{}]
"""


def test_personal_numbers_show_their_last_four_signs_at_most(tmp_path: Path) -> None:
    """Also where names are not masked; long numbers inside other texts are masked as well."""
    catalog = extended(
        tmp_path,
        LIST.format(
            "masked = false",
            '{ name = "person", title = "姓名", field = "person" },'
            '{ name = "id_no", title = "身份证号", field = "id_no" },'
            '{ name = "unit", title = "单位", field = "unit" },',
        ),
    )
    sheet = (
        "日期 | 项目 | 姓名 | 身份证号 | 金额 | 单位\n"
        "2023-01-01 | 其他 | 张一三 | '11010519491231002X | 5 | 东区13800000000\n"
        "2023-01-01 | 其他 | 张一四 | 12345 | 5 | 东区"
    )
    assert printed(tables({"帮扶发放": sheet}, catalog)["own"]) == block(
        """
        姓名 | 身份证号 | 单位
        张一三 | ****002X | 东区*******0000
        张一四 | **** | 东区
        """
    )


AWARDS = """
日期 | 称号 | 类型 | 获奖者 | 级别 | 表彰单位
2023-07-01 | 先进集体 | 集体 | 综合办公室 | 市级 | 市总工会
2023-07-01 | 先进工作者 | 个人 | 张一三 | 市级 | 市总工会
2023-07-01 | 先进集体 | 集体 | 物业站 | 区级 | 区总工会
"""


OWN = """
[ledgers.helped]
title = "志愿服务"
fields = [
  {{ name = "who", title = "志愿者姓名", type = "text", required = true{0} }},
  {{ name = "number", title = "证件号", type = "code" }},
]
[tables.own]
title = "名单"
kind = "list"
ledger = "helped"
columns = [
  {{ name = "who", title = "姓名", field = "who" }},
  {{ name = "number", title = "证件", field = "number" }},
]
"""


def test_names_in_a_ledger_of_ones_own_are_masked_unless_it_says_otherwise(tmp_path: Path) -> None:
    """A column whose title speaks of names holds names, one that speaks of an identity holds numbers."""
    sheets = {"志愿服务": "志愿者姓名 | 证件号\n张一三 | '990101199001011237"}
    row = tables(sheets, extended(tmp_path, OWN.format("")))["own"].rows[0]
    assert dict(row) == {"who": "张*三", "number": "****1237"}


def test_honours_are_read_out_and_stand_together() -> None:
    """The list of honours names people; rows of one 称号 stand together, ready to be merged."""
    table = tables({"评先评优": AWARDS})["awards"]
    assert printed(table) == block(
        """
        称号 | 类型 | 获奖者 | 级别 | 表彰单位
        先进集体 | 集体 | 综合办公室 | 市级 | 市总工会
        先进集体 | 集体 | 物业站 | 区级 | 区总工会
        先进工作者 | 个人 | 张一三 | 市级 | 市总工会
        """
    )
    assert [each.merged for each in table.columns] == [True, True, False, False, False]
    assert table.totals == {}


def test_a_notice_of_awards_masks_people_and_no_departments() -> None:
    """A winner is masked where the award is a person's; a column that the sheet lacks is left out."""
    assert printed(tables({"评先评优": AWARDS})["awards_notice"]) == block(
        """
        序号 | 称号 | 类型 | 获奖者
        1 | 先进集体 | 集体 | 综合办公室
        2 | 先进集体 | 集体 | 物业站
        3 | 先进工作者 | 个人 | 张*三
        """
    )


def test_where_a_sheet_cannot_tell_people_everything_is_masked(tmp_path: Path) -> None:
    """A ledger whose column of kinds is missing has every winner masked."""
    del tmp_path
    catalog = builtin()
    without = AWARDS.replace(" | 类型", "").replace(" | 集体", "").replace(" | 个人", "")
    rows = tables({"评先评优": without}, catalog)["awards_notice"].rows
    assert [row["winner"] for row in rows] == ["综***室", "物*站", "张*三"]


def test_dates_and_answers_are_words_of_the_report(tmp_path: Path) -> None:
    """A date stays a date, yes and no are 是 and 否, a blank is an empty cell."""
    catalog = extended(
        tmp_path,
        """
        [tables.own]
        title = "建议"
        kind = "list"
        ledger = "suggestions"
        totals = true
        columns = [
          { name = "date", title = "日期", field = "date" },
          { name = "name", title = "建议", field = "name" },
          { name = "adopted", title = "是否采纳", field = "adopted" },
          { name = "savings", title = "节约", field = "savings", show = "barewan" },
        ]
        """,
    )
    sheet = (
        "日期 | 建议人 | 建议名称 | 是否采纳 | 节约金额\n2023-03-05 | 王 | 灯 | 是 | 7890\n2023-03-06 | 李 | 门 | 否 |"
    )
    table = tables({"合理化建议": sheet}, catalog)["own"]
    assert dict(table.rows[0])["date"] == date(2023, 3, 5)
    assert [[row["name"], row["adopted"], row["savings"] and str(row["savings"])] for row in table.rows] == [
        ["灯", "是", "0.79"],
        ["门", "否", None],
    ]
    assert printed(table).splitlines()[-1] == "合计 |  |  | 0.79"


def test_rows_that_look_alike_have_ids_of_their_own() -> None:
    """Two payments of one person and day are two figures, also where only their amounts differ."""
    sheet = "日期 | 项目 | 姓名 | 金额\n" + "2023-01-01 | 其他 | 张一三 | 5\n" * 3 + "2023-01-01 | 其他 | 张一三 | 6"
    assert len(tables({"帮扶发放": sheet}).figures("aid_notice")) == 4


def test_a_list_without_its_ledger_is_empty() -> None:
    """No ledger, no rows, no totals."""
    table = tables({"走访慰问": "日期 | 类型 | 对象\n2023-01-01 | 住院 | 王"})["aid_notice"]
    assert (bool(table), table.totals) == (False, {})


def test_every_month_of_a_list_is_shown_with_its_own_sums() -> None:
    """The rows of several sheets follow each other, and the total names the cells of each."""
    head = "日期 | 项目 | 姓名 | 金额"
    sheets = {f"{month}月帮扶发放": f"{head}\n2023-0{month}-01 | 其他 | 王{month} | 5" for month in (1, 2)}
    catalog: Catalog = replace(builtin(), figures={})
    table = tables(sheets, catalog)["aid_notice"]
    total = table.totals["amount"]
    assert isinstance(total, Figure)
    assert (total.id, addresses(total)) == ("tables.aid_notice.totals.amount", ["1月帮扶发放!D2", "2月帮扶发放!D2"])
    assert len(table.rows) == 2


def test_a_sheet_without_a_column_leaves_its_cells_empty() -> None:
    """What only one of two sheets has is a column of the list; the rows of the other are blank there."""
    sheets = {
        "1月帮扶发放": "日期 | 项目 | 姓名 | 单位 | 金额\n2023-01-01 | 其他 | 王一 | 东区 | 5",
        "2月帮扶发放": "日期 | 项目 | 姓名 | 金额\n2023-02-01 | 其他 | 王二 | 5",
    }
    assert [row["unit"] for row in tables(sheets)["aid_notice"].rows] == ["东区", None]


def test_a_sheet_cannot_meet_conditions_on_fields_that_it_lacks() -> None:
    """No row of a sheet without 资金来源 is paid from anywhere."""
    ledger = loaded("disbursements", AID)
    assert not rows_meeting(Sheet(ledger, ledger.rows.all()), [Condition("source", ("本级",))])
    met = rows_meeting(Sheet(ledger, ledger.rows.all()), [Condition("item", ("困难补助",))])
    assert ledger.rows.chosen(met) == [2]
