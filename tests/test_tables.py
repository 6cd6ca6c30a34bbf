"""Tables of groups: which rows there are, what their cells say, and what they are known by."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.books import addresses, case, loaded
from tests.tabled import block, figure, printed, tables
from unionreport.config import builtin, load
from unionreport.document.controls import LONGEST, control_tag
from unionreport.exhibit import FigureTable
from unionreport.exhibits import tables as tables_of
from unionreport.figure import Figure
from unionreport.house import Shares
from unionreport.schema import Catalog
from unionreport.tables import Tables
from unionreport.tables.heaps import groups
from unionreport.tables.naming import LONGEST_TAG, group_key
from unionreport.tables.source import Sheet

SAMPLE = Path(__file__).parent.parent / "sample_data" / "2023.xlsx"

AID = "日期 | 项目 | 姓名 | 身份证号 | 户主 | 困难类别 | 金额 | 资金来源"


def extended(tmp_path: Path, text: str) -> Catalog:
    """The catalog with a union's own tables."""
    path = tmp_path / "unionreport.toml"
    path.write_text(text, encoding="utf-8")
    return load(path).catalog


@pytest.fixture(scope="module")
def sample() -> Tables:
    """The tables of the sample year."""
    return tables_of(case(SAMPLE))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "aid",
            """
            项目 | 户数（户） | 人数（人） | 金额（元） | 金额占比（%）
            低保保障金 | 21 | 21 | 78900.00 | 15.36
            医疗救助卡 | 21 | 23 | 2300.00 | 0.45
            4050社保补贴 | 138 | 138 | 277000.00 | 53.91
            困难补助 | 16 | 16 | 21200.00 | 4.13
            金秋助学 | 49 | 53 | 89800.00 | 17.48
            遗孀救助 | 22 | 22 | 17600.00 | 3.43
            医疗救助 | 6 | 6 | 19600.00 | 3.81
            节日慰问 | 18 | 18 | 7400.00 | 1.44
            合计 | 230 | 252 | 513800.00 | 100.00
            注：“户数”“人数”的合计按不重复计算，不等于各项之和。
            注：占比因四舍五入，各项之和可能不等于100%。
            """,
        ),
        (
            "aid_source",
            """
            资金来源 | 受益人数（人） | 金额（元） | 金额占比（%）
            财政拨款 | 161 | 358200.00 | 69.72
            上级工会补助 | 62 | 110800.00 | 21.56
            本级工会经费 | 21 | 22200.00 | 4.32
            行政拨付 | 22 | 17600.00 | 3.43
            社会捐助 | 10 | 5000.00 | 0.97
            合计 | 252 | 513800.00 | 100.00
            注：“受益人数”的合计按不重复计算，不等于各项之和。
            """,
        ),
        (
            "finance_expense",
            """
            科目编码 | 支出科目 | 预算（元） | 决算（元） | 预算执行（%） | 占支出（%）
            501 | 职工活动支出 | 105000.00 | 100320.90 | 95.54 | 30.48
            502 | 维权支出 | 170000.00 | 168738.60 | 99.26 | 51.27
            503 | 业务支出 | 38000.00 | 36214.60 | 95.30 | 11.00
            504 | 行政支出 | 15000.00 | 13870.25 | 92.47 | 4.21
            505 | 资本性支出 | 9000.00 | 8600.00 | 95.56 | 2.61
            508 | 其他支出 | 2000.00 | 1386.90 | 69.35 | 0.42
            合计 |  | 339000.00 | 329131.25 | 97.09 | 100.00
            注：占比因四舍五入，各项之和可能不等于100%。
            """,
        ),
        (
            "proposals_result",
            """
            办理结果 | 件数（件） | 占比（%）
            A类（已解决） | 8 | 66.67
            B类（正在解决） | 2 | 16.67
            C类（列入规划） | 1 | 8.33
            不予采纳 | 1 | 8.33
            合计 | 12 | 100.00
            """,
        ),
        (
            "inspections",
            """
            隐患级别 | 检查（次） | 发现隐患（项） | 已整改（项） | 整改率（%）
            一般 | 6 | 22 | 20 | 90.91
            轻微 | 5 | 10 | 10 | 100.00
            重大 | 1 | 1 | 1 | 100.00
            合计 | 12 | 33 | 31 | 93.94
            """,
        ),
        (
            "finance",
            """
            项目 | 金额（元）
            上年结余 | 82156.49
            本年收入 | 340840.13
            本年支出 | 329131.25
            本年结余 | 11708.88
            年末结余 | 93865.37
            """,
        ),
    ],
)
def test_the_sample_year_prints_its_tables(name: str, expected: str, sample: Tables) -> None:
    """Rows in the order declared, units in the headers, totals and notes below."""
    assert printed(sample[name]) == block(expected)


def test_every_total_of_the_catalog_is_the_declared_figure(sample: Tables) -> None:
    """In the sample year a column that names a declared figure has that figure in its totals row."""
    checked = 0
    for name, schema in sample.source.catalog.tables.items():
        for column in schema.columns.values():
            if column.total:
                total = sample[name].totals[column.name]
                assert isinstance(total, Figure)
                assert (total.id, total.style) == (column.total, column.style), (name, column.name)
                checked += 1
    assert checked > 20


@pytest.mark.parametrize(
    ("row", "column", "declared"),
    [
        ("金秋助学", "amount", "aid.students.amount"),
        ("金秋助学", "persons", "aid.students.persons"),
        ("金秋助学", "households", "aid.students.households"),
        ("遗孀救助", "amount", "aid.widows.amount"),
    ],
)
def test_a_group_says_what_the_declared_figure_says(row: str, column: str, declared: str, sample: Tables) -> None:
    """A cell of a table has the value and the cells of the figure that the catalog declares for the same rows."""
    cell = sample.figures("aid")[f"tables.aid.{row}.{column}"]
    known = sample.source.figures[declared]
    assert (cell.value, set(cell.lineage.cells)) == (known.value, set(known.lineage.cells))


def test_tables_are_made_when_they_are_asked_for(sample: Tables) -> None:
    """A table is worked out once, and none that nobody asked for."""
    fresh = Tables(sample.source)
    assert (len(fresh), next(iter(fresh)), fresh._made) == (len(builtin().tables), "aid", {})
    assert fresh["finance"] is fresh["finance"]
    assert list(fresh._made) == ["finance"]
    with pytest.raises(KeyError):
        fresh["finanse"]


ROWS = f"""{AID}
2023-01-01 | 其他 | 王 | 'A1 | 王 | | 10 | 社会捐助
2023-01-02 | 金秋助学 | 李甲 | 'A2 | 李 | 深度困难 | 20.5 | 本级
2023-01-03 | 金秋助学 | 李乙 | 'A3 | 李 | | 30 |
2022-01-03 | 金秋助学 | 李乙 | 'A3 | 李 | | 99 | 本级
"""


def test_a_cell_names_its_source() -> None:
    """Each cell has its group's cells, a formula, and a title; a share names the part and the total."""
    table = tables({"帮扶发放": ROWS})["aid"]
    amount, share = figure(table, 0, "amount"), figure(table, 0, "share")
    assert (amount.id, amount.title, amount.value, amount.unit) == (
        "tables.aid.金秋助学.amount",
        "金秋助学金额",
        5050,
        "元",
    )
    assert (addresses(amount), amount.lineage.formula) == (["帮扶发放!G3:G4"], "table_sum")
    assert (share.value, share.lineage.inputs) == (Fraction(5050, 6050), (amount.id, "aid.total.amount"))
    assert (addresses(share), share.lineage.formula) == (["帮扶发放!G3:G4"], "table_share")
    assert addresses(figure(table, 0, "households")) == ["帮扶发放!E3:E4"]


def test_ids_do_not_depend_on_the_order_of_rows() -> None:
    """The same rows in another order give the same ids with the same values."""
    head, *rows = ROWS.strip().splitlines()
    turned = "\n".join([head, *reversed(rows)])
    for name in ("aid", "aid_source", "aid_notice"):
        there, back = (tables({"帮扶发放": each}).figures(name) for each in (ROWS, turned))
        assert {id_: each.value for id_, each in there.items()} == {id_: each.value for id_, each in back.items()}
        assert there


def test_rows_without_a_value_are_a_group_of_their_own() -> None:
    """What no group claims is shown last, so that the groups add up to the total."""
    table = tables({"帮扶发放": ROWS})["aid_source"]
    assert printed(table) == block(
        """
        资金来源 | 受益人数（人） | 金额（元） | 金额占比（%）
        本级 | 1 | 20.50 | 33.88
        社会捐助 | 1 | 10.00 | 16.53
        未填写 | 1 | 30.00 | 49.59
        合计 | 3 | 60.50 | 100.00
        """
    )
    assert figure(table, 2, "amount").id == "tables.aid_source.blank.amount"


def test_only_rows_that_meet_the_conditions_are_in_a_table() -> None:
    """A condition of the table leaves rows out before they are grouped."""
    table = tables({"帮扶发放": ROWS})["aid_hardship"]
    assert [row["hardship"] for row in table.rows] == ["深度困难"]


def test_a_table_without_its_ledger_or_its_field_has_no_rows() -> None:
    """Such a table is false, so that a template can leave it out; its totals row is gone too."""
    without = tables({"帮扶发放": "日期 | 项目 | 姓名 | 金额\n2023-01-01 | 其他 | 王 | 5"})
    assert not without["aid_source"]
    assert not without["visits"]
    assert without["aid_source"].totals == {}
    assert without["aid"]


def test_a_column_that_the_ledger_lacks_is_left_out() -> None:
    """Without 预算 there is no column of it, nor one of its execution; a template that asks finds nothing there."""
    table = tables({"经费收支": "科目编码 | 科目 | 金额\n'501 | 职工活动支出 | 5\n'50101 | 文体活动 | 5"})[
        "finance_expense"
    ]
    assert [each.name for each in table.columns] == ["code", "subject", "amount", "share"]
    assert (table.rows[0]["budget"], table.rows[0]["done"], len(table.rows)) == (None, None, 1)


def test_subjects_stand_in_the_order_of_their_codes() -> None:
    """A subject without a code comes after those with one."""
    sheet = "科目编码 | 科目 | 金额\n | 事业支出 | 1\n'503 | 业务支出 | 1\n'501 | 职工活动支出 | 1"
    assert [row["subject"] for row in tables({"经费收支": sheet})["finance_expense"].rows] == [
        "职工活动支出",
        "业务支出",
        "事业支出",
    ]


def test_without_a_code_column_subjects_stand_as_they_come() -> None:
    """No codes, no column of them, and the ledger's own order."""
    table = tables({"经费收支": "科目 | 收支 | 金额\n乙 | 支出 | 1\n甲 | 支出 | 2"})["finance_expense"]
    assert [row["subject"] for row in table.rows] == ["乙", "甲"]
    assert "code" not in {each.name for each in table.columns}


def test_zero_totals_have_no_shares() -> None:
    """Nothing is divided by zero: the cells are empty."""
    sheet = "科目编码 | 科目 | 预算 | 金额\n'501 | 职工活动支出 | 0 | 0"
    assert printed(tables({"经费收支": sheet})["finance_expense"]) == block(
        """
        科目编码 | 支出科目 | 预算（元） | 决算（元） | 预算执行（%） | 占支出（%）
        501 | 职工活动支出 | 0.00 | 0.00 | — | —
        合计 |  | 0.00 | 0.00 | — | —
        """
    )


def test_negative_parts_have_no_shares_and_the_table_says_why() -> None:
    """A part below zero makes shares meaningless; a note names the column."""
    sheet = "科目编码 | 科目 | 金额\n'501 | 职工活动支出 | -5\n'502 | 维权支出 | 15"
    table = tables({"经费收支": sheet})["finance_expense"]
    assert ([row["share"] for row in table.rows], table.totals["share"]) == ([None, None], None)
    assert table.notes == ("注：有负数，不计算“占支出”。",)


SEVEN = "科目编码 | 科目 | 金额\n'501 | 职工活动支出 | 1\n'502 | 维权支出 | 1\n'503 | 业务支出 | 1"


@pytest.mark.parametrize(
    ("policy", "shares", "notes"),
    [
        (Shares.NOTE, ["33.33", "33.33", "33.33"], ("注：占比因四舍五入，各项之和可能不等于100%。",)),
        (Shares.LARGEST_REMAINDER, ["33.34", "33.33", "33.33"], ()),
    ],
)
def test_shares_follow_the_policy_of_the_house(policy: Shares, shares: list[str], notes: tuple[str, ...]) -> None:
    """Either every share is rightly rounded and a note says so, or the last digits are given out to make 100."""
    table = tables({"经费收支": SEVEN}, shares=policy)["finance_expense"]
    assert ([str(row["share"]) for row in table.rows], table.notes) == (shares, notes)
    formula = figure(table, 0, "share").lineage.formula
    assert formula == ("table_share" if policy is Shares.NOTE else "table_share_allotted")


def test_parts_in_wan_that_miss_their_total_are_noted(tmp_path: Path) -> None:
    """A table in 万元 whose printed parts do not add up to the printed total says so; exact ones need no note."""
    catalog = extended(
        tmp_path,
        """
        [tables.money]
        title = "支出"
        kind = "group"
        ledger = "finance"
        by = "subject"
        where = { kind = "支出" }
        totals = true
        columns = [
          { name = "subject", title = "科目", label = true },
          { name = "amount", title = "金额", sum = "amount", unit = "元", show = "barewan", total = "finance.expense" },
        ]
        """,
    )
    sheet = "科目 | 收支 | 金额\n甲 | 支出 | {0}\n乙 | 支出 | {0}"
    missed = tables({"经费收支": sheet.format(20040)}, catalog)["money"]
    assert printed(missed) == block(
        """
        科目 | 金额（万元）
        甲 | 2.00
        乙 | 2.00
        合计 | 4.01
        注：分项之和与合计因四舍五入略有差异。
        """
    )
    assert tables({"经费收支": sheet.format(20000)}, catalog)["money"].notes == ()


def test_a_total_that_is_not_the_declared_figure_keeps_an_id_of_its_own(tmp_path: Path) -> None:
    """A table of some rows only never passes its total off as that of all."""
    catalog = extended(
        tmp_path,
        """
        [tables.some]
        title = "部分帮扶"
        kind = "group"
        ledger = "disbursements"
        by = "item"
        where = { item = "其他" }
        totals = true
        columns = [
          { name = "no", title = "序号", seq = true },
          { name = "item", title = "项目", label = true },
          { name = "amount", title = "金额", sum = "amount", unit = "元", total = "aid.total.amount" },
          { name = "most", title = "最高", max = "amount", unit = "元" },
          { name = "least", title = "最低", min = "amount", unit = "元" },
        ]
        """,
    )
    table = tables({"帮扶发放": ROWS}, catalog)["some"]
    total = table.totals["amount"]
    assert isinstance(total, Figure)
    assert (total.id, total.title, str(total)) == ("tables.some.totals.amount", "合计金额", "10.00")
    assert (
        printed(table)
        == "序号 | 项目 | 金额（元） | 最高（元） | 最低（元）\n1 | 其他 | 10.00 | 10.00 | 10.00\n合计 |  | 10.00 | 10.00 | 10.00"
    )


def test_the_largest_of_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    """A group in which no row meets the column's condition has no largest payment."""
    catalog = extended(
        tmp_path,
        """
        [tables.most]
        title = "最高"
        kind = "group"
        ledger = "disbursements"
        by = "item"
        largest = "most"
        totals = true
        columns = [
          { name = "item", title = "项目", label = true },
          { name = "most", title = "最高", max = "amount", unit = "元", where = { item = "其他" } },
        ]
        """,
    )
    assert (
        printed(tables({"帮扶发放": ROWS}, catalog)["most"])
        == "项目 | 最高（元）\n其他 | 10.00\n金秋助学 | —\n合计 | 10.00"
    )


def test_several_sheets_are_one_table() -> None:
    """The sheets of single months are grouped together; each cell names the cells of all of them."""
    head = "日期 | 项目 | 姓名 | 金额"
    sheets = {f"{month}月帮扶发放": f"{head}\n2023-0{month}-01 | 其他 | 王{month} | 5" for month in (1, 2)}
    table = tables(sheets)["aid"]
    assert addresses(figure(table, 0, "amount")) == ["1月帮扶发放!D2", "2月帮扶发放!D2"]
    assert str(table.rows[0]["amount"]) == "10.00"


def test_longest_tags_are_the_same_here_and_in_documents() -> None:
    """The room for keys is reckoned from what a control's tag may hold."""
    assert LONGEST_TAG == LONGEST


LONG_NAMES = replace(
    builtin().tables["aid_source"],
    name="a" * 20,
    columns={"b" * 11: replace(builtin().tables["aid_source"].columns["amount"], name="b" * 11)},
)


@given(st.text(min_size=1, max_size=80))
def test_any_value_gives_an_id_that_a_control_can_carry(value: str) -> None:
    """However long or odd a group's name and however long the names declared, the tag has room for it."""
    for schema in (builtin().tables["aid"], LONG_NAMES):
        key = group_key(schema, value)
        name = max(schema.columns, key=len)
        tag = control_tag(Figure(f"{schema.id}.{key}.{name}", "", 0, "元", "approx:100000"[:12]))
        assert len(tag.encode("utf-16-le")) // 2 <= LONGEST
        assert not set(key) & set("| .\n")
        assert key == value or key.startswith("#")


@pytest.mark.parametrize("value", ["totals", "blank", "a|b", "甲.乙", "甲 乙", "很长" * 40, "#1234567890"])
def test_odd_values_are_known_by_a_digest(value: str) -> None:
    """What would be mistaken for something else, or break a tag, is a digest, and each another."""
    others = {group_key(builtin().tables["aid"], each) for each in ("totals", "blank", "a|b", "甲.乙", "丙")}
    key = group_key(builtin().tables["aid"], value)
    assert key.startswith("#")
    assert len(key) == 11
    assert len(others) == 5


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.integers(-(10**9), 10**9)), min_size=1, max_size=30))
def test_parts_add_up_to_the_total_exactly(rows: list[tuple[str, int]]) -> None:
    """In fen, the cells of a column of sums are together its total; so are counts."""
    lines = "\n".join(f"{subject} | 支出 | {fen // 100}.{fen % 100:02d}" for subject, fen in rows)
    table = tables({"经费收支": f"科目 | 收支 | 金额\n{lines}"})["finance_expense"]
    total = table.totals["amount"]
    assert isinstance(total, Figure)
    assert sum(figure(table, row, "amount").value or 0 for row in range(len(table.rows))) == total.value


def test_an_empty_sheet_gives_an_empty_table() -> None:
    """A ledger with a header and no rows has tables without rows and without totals."""
    table = tables({"帮扶发放": AID})["aid"]
    assert isinstance(table, FigureTable)
    assert (table.rows, table.totals, bool(table)) == ((), {}, False)


def test_a_blank_row_belongs_to_no_group() -> None:
    """Each row of a sheet has its group, None where the field says nothing."""
    ledger = loaded("disbursements", ROWS)
    assert list(groups(Sheet(ledger, ledger.rows.all()), "source")) == ["社会捐助", "本级", None, "本级"]
