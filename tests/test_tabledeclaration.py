"""Declared tables: what may be said of them in TOML, and what is refused with file, key and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from unionreport.config import builtin, load
from unionreport.errors import CatalogError
from unionreport.schema import Catalog, Condition, Secrecy
from unionreport.tabledeclaration import LONGEST_COLUMN, LONGEST_TABLE
from unionreport.tableschema import Content, Order, TableKind, cell_figure
from unionreport.texts import LANGUAGES, texts

GROUP = """
[tables.own]
title = "帮扶"
kind = "group"
ledger = "disbursements"
by = "item"
{table}
columns = [
  {{ name = "item", title = "项目", label = true }},
  {{ name = "amount", title = "金额", sum = "amount", unit = "元" }},
  {column}
]
"""
LIST = """
[tables.own]
title = "名单"
kind = "list"
ledger = "disbursements"
{table}
columns = [{column}]
"""
FIGURES = """
[tables.own]
title = "收支"
kind = "figures"
columns = [
  {{ name = "item", title = "项目", label = true }},
  {column}
]
rows = [{table}]
"""
YEARS = """
[tables.own]
title = "历年"
kind = "years"
columns = [{column}]
{table}
"""
LABEL = '{ name = "item", title = "项目", label = true }'
MONEY = '{ name = "money", title = "金额", figure = true, unit = "元" }'
ROW = '{ title = "收入", figure = "finance.income" }'
CHART = '[[tables.own.charts]]\nname = "own"\ntitle = "图"\n'


def catalog(tmp_path: Path, text: str) -> Catalog:
    """The catalog with what stands in ``unionreport.toml``."""
    path = tmp_path / "unionreport.toml"
    path.write_text(text, encoding="utf-8")
    return load(path).catalog


REFUSED = [
    (GROUP, "", '{ name = "x", title = "甲", sum = "amuont", unit = "元" }', "columns[3].sum", "field-unknown"),
    (GROUP, "", '{ name = "x", title = "甲", sum = "item", unit = "元" }', "columns[3].sum", "not-numeric"),
    (GROUP, "", '{ name = "x", title = "甲", sum = "amount", unit = "人" }', "columns[3].unit", "unit-unfit"),
    (GROUP, "", '{ name = "x", title = "甲", distinct = "persons" }', "columns[3].distinct", "field-unknown"),
    (GROUP, "", '{ name = "x", title = "甲", count = false }', "columns[3].count", "not-true"),
    (GROUP, "", '{ name = "x", title = "甲" }', "columns[3]", "content-count"),
    (GROUP, "", '{ name = "x", title = "甲", count = true, seq = true }', "columns[3]", "content-count"),
    (GROUP, "", '{ name = "x", title = "甲", figure = true }', "columns[3].figure", "content-unfit"),
    (GROUP, "", '{ name = "x", title = "甲", cuont = true }', "columns[3].cuont", "key-unknown-near"),
    (GROUP, "", '{ name = "X", title = "甲", count = true }', "columns[3].name", "table-name-unfit"),
    (GROUP, "", '{ name = "averylongname", title = "甲", count = true }', "columns[3].name", "table-name-unfit"),
    (GROUP, "", '{ name = "item", title = "甲", count = true }', "columns[3].name", "column-twice"),
    (GROUP, "", '{ name = "x", title = "甲", count = true, width = 0 }', "columns[3].width", "not-whole"),
    (GROUP, "", '{ name = "x", title = "甲", count = true, show = "pct" }', "columns[3].show", "style-unknown"),
    (GROUP, "", '{ name = "x", title = "甲", share = "amount", show = "cn" }', "columns[3].show", "style-unknown"),
    (GROUP, "", '{ name = "x", title = "甲", share = "amuont" }', "columns[3].share", "column-unknown-near"),
    (GROUP, "", '{ name = "x", title = "甲", share = "q" }', "columns[3].share", "column-unknown"),
    (GROUP, "", '{ name = "x", title = "甲", share = "item" }', "columns[3].share", "column-no-number"),
    (GROUP, "", '{ name = "x", title = "甲", share = ["amount", "amount"] }', "columns[3].share", "columns-number"),
    (GROUP, "", '{ name = "x", title = "甲", ratio = ["amount"] }', "columns[3].ratio", "columns-number"),
    (GROUP, "", '{ name = "x", title = "甲", share = [] }', "columns[3].share", "not-texts"),
    (GROUP, "", '{ name = "x", title = "甲", share = "amount", unit = "元", show = "bare" }', "columns[3].unit", "unit-unfit"),
    (
        GROUP,
        "",
        '{ name = "h", title = "户", distinct = "household" }, { name = "x", title = "甲", share = "h" }',
        "columns[4].share",
        "share-unaddable",
    ),
    (GROUP, "", '{ name = "x", title = "甲", field = "remark" }', "columns[3].field", "field-personal"),
    (GROUP, "", '{ name = "x", title = "甲", field = "person" }', "columns[3].field", "field-personal"),
    (GROUP, "", '{ name = "x", title = "甲", field = ["unit", "source"] }', "columns[3].field", "not-text"),
    (GROUP, "", '{ name = "x", title = "甲", field = "nuit" }', "columns[3].field", "field-unknown"),
    (GROUP, "", '{ name = "x", title = "甲", field = "unit", where = { item = "其他" } }', "columns[3].where", "where-needless"),
    (GROUP, "", '{ name = "x", title = "甲", count = true, where = { itme = "其他" } }', "columns[3].where.itme", "field-unknown"),
    (GROUP, "", '{ name = "x", title = "甲", count = true, where = { item = "別的" } }', "columns[3].where.item", "not-among"),
    (GROUP, "", '{ name = "x", title = "甲", count = true, total = "aid.total.amuont" }', "columns[3].total", "figure-unknown-too-near"),
    (GROUP, "", '{ name = "x", title = "甲", count = true, total = "zzzzzz" }', "columns[3].total", "figure-unknown-too"),
    (GROUP, "", '{ name = "x", title = "甲", count = true, total = "aid.total.persons" }', "columns[3].total", "totals-missing"),
    (
        GROUP,
        "totals = true",
        '{ name = "x", title = "甲", count = true, unit = "人", total = "aid.total.households" }',
        "columns[3].total",
        "unit-unfit",
    ),
    (GROUP, 'order = "size"', "", "order", "not-among"),
    (GROUP, 'order = "code"', "", "order", "code-missing"),
    (GROUP, 'largest = "amuont"', "", "largest", "column-unknown-near"),
    (GROUP, 'largest = "item"', "", "largest", "column-no-number"),
    (GROUP, "where = { itme = 1 }", "", "where.itme", "not-texts"),
    (GROUP, 'where = { itme = "其他" }', "", "where.itme", "field-unknown"),
    (GROUP, 'labels = { "別的" = "甲" }', "", "labels.item", "not-among"),
    (GROUP, "masked = true", "", "masked", "key-unknown"),
    (GROUP, "years = 3", "", "years", "key-unknown"),
    (LIST, "", "", "columns", "columns-missing"),
    (LIST, "", '{ name = "x", title = "甲", field = "hardship" }', "columns[1].field", "field-personal"),
    (LIST, "", '{ name = "x", title = "甲", field = "remark" }', "columns[1].field", "field-personal"),
    (LIST, "", '{ name = "x", title = "甲", count = true }', "columns[1].count", "content-unfit"),
    (LIST, 'together = ["itme"]', '{ name = "x", title = "甲", field = "item" }', "together", "field-unknown"),
    (FIGURES, ROW, "", "columns", "columns-missing"),
    (FIGURES, "", MONEY, "rows", "key-missing"),
    (FIGURES, '{ title = "甲", figure = "finance.incom" }', MONEY, "rows[1].figure", "figure-unknown-too-near"),
    (FIGURES, '{ title = "甲", figure = "aid.total.persons" }', MONEY, "rows[1].figure", "unit-unfit"),
    (FIGURES, '{ title = "甲" }', MONEY, "rows[1].figure", "key-missing"),
    (FIGURES, '{ title = "甲", figures = { mony = "finance.income" } }', MONEY, "rows[1].figures.mony", "column-unknown-near"),
    (FIGURES, '{ title = "甲", figure = "finance.income", show = "pct" }', MONEY, "rows[1].show", "style-unknown"),
    (FIGURES, ROW, '{ name = "x", title = "甲", figure = true }', "rows[1].show", "unit-unsaid"),
    (YEARS, "rows = [" + ROW + "]", LABEL, "rows[1].show", "unit-unsaid"),
    (YEARS, 'years = 1\nrows = [{ title = "收入", figure = "finance.income", show = "wan" }]', LABEL, "years", "years-few"),
    (GROUP + CHART + 'type = "bar"\ncategory = "item"\nvalues = "amuont"', "", "", "charts[1].values", "column-unknown-near"),
    (GROUP + CHART + 'type = "bar"\ncategory = "amount"\nvalues = "amount"', "", "", "charts[1].category", "column-no-text"),
    (GROUP + CHART + 'type = "bar"\ncategory = "item"\nvalues = "item"', "", "", "charts[1].values", "column-no-number"),
    (GROUP + CHART + 'type = "bar"\ncategory = "item"\nvalues = []', "", "", "charts[1].values", "not-texts"),
    (GROUP + CHART + 'type = "ring"\ncategory = "item"\nvalues = "amount"', "", "", "charts[1].type", "not-among"),
    (
        GROUP + CHART + 'type = "bar"\ncategory = "item"\nvalues = ["amount", "x"]',
        "",
        '{ name = "x", title = "甲", count = true, unit = "人" }',
        "charts[1].values",
        "chart-units",
    ),
    (GROUP + CHART + 'type = "pie"\ncategory = "item"\nvalues = ["amount", "amount"]', "", "", "charts[1].values", "pie-one"),
    (GROUP + CHART.replace('"own"', '"years"') + 'type = "bar"\ncategory = "item"\nvalues = "amount"', "", "", "charts[1].name", "chart-taken"),
    (LIST + CHART + 'type = "bar"\ncategory = "x"\nvalues = "x"', "", '{ name = "x", title = "甲", field = "item" }', "charts[1].values", "column-no-number"),
    (
        YEARS + CHART + 'type = "line"\nvalues = "finance.incom"',
        'rows = [{ title = "收入", figure = "finance.income", show = "wan" }]',
        LABEL,
        "charts[1].values",
        "figure-unknown-too-near",
    ),
]  # fmt: skip


@pytest.mark.parametrize("wrong", REFUSED, ids=[f"{each[3]}-{each[4]}-{n}" for n, each in enumerate(REFUSED)])
def test_a_wrong_table_is_refused(wrong: tuple[str, str, str, str, str], tmp_path: Path) -> None:
    """Each mistake has its key and its reason, in words of both languages."""
    shape, table, column, at, reason = wrong
    with pytest.raises(CatalogError) as caught:
        catalog(tmp_path, shape.format(table=table, column=column))
    assert (caught.value.params["at"], caught.value.key) == (f"tables.own.{at}", f"catalog-{reason}")
    for language in LANGUAGES:
        assert texts(language).error(caught.value)


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        (GROUP.format(table="", column="").replace("disbursements", "disbursement"), "ledger", "ledger-unknown"),
        (GROUP.format(table="", column="").replace('by = "item"', 'by = "itme"'), "by", "field-unknown"),
        (GROUP.format(table="", column="").replace('by = "item"', 'by = "amount"'), "by", "group-not-text"),
        (GROUP.format(table="", column="").replace('by = "item"', 'by = "person"'), "by", "field-personal"),
        (GROUP.format(table="", column="").replace('by = "item"', 'by = "id_no"'), "by", "field-personal"),
        (GROUP.format(table="", column="").replace('"group"', '"groups"'), "kind", "not-among"),
    ],
)
def test_a_table_needs_a_ledger_and_a_field(text: str, at: str, reason: str, tmp_path: Path) -> None:
    """What the rows are must exist, be text, and not be a person."""
    with pytest.raises(CatalogError) as caught:
        catalog(tmp_path, text)
    assert (caught.value.params["at"], caught.value.key) == (f"tables.own.{at}", f"catalog-{reason}")


@pytest.mark.parametrize("name", ["Own", "a-b", "x" * (LONGEST_TABLE + 1)])
def test_a_name_must_fit_templates_and_tags(name: str, tmp_path: Path) -> None:
    """Lower-case letters, digits and underscores, and no more of them than ids have room for."""
    with pytest.raises(CatalogError, match="table-name-unfit"):
        catalog(tmp_path, GROUP.format(table="", column="").replace("tables.own", f"tables.{name}"))


SECRETS = """
[ledgers.helped]
title = "助学名册"
fields = [
  { name = "school", title = "就读学校", type = "text", required = true },
  { name = "card", title = "银行卡号", type = "code" },
  { name = "child", title = "子女姓名", type = "text" },
  { name = "phone", title = "联系电话", type = "code" },
]
[tables.helped]
title = "名单"
"""


@pytest.mark.parametrize("name", ["card", "child", "phone"])
@pytest.mark.parametrize("kind", ["list", "group"])
def test_accounts_children_and_telephones_are_in_no_table(name: str, kind: str, tmp_path: Path) -> None:
    """A union's own ledger may have such columns; a table of it may not, masked or not."""
    rest = (
        f'kind = "list"\nmasked = false\nledger = "helped"\ncolumns = [{{ name = "x", title = "甲", field = "{name}" }}]'
        if kind == "list"
        else f'kind = "group"\nledger = "helped"\nby = "{name}"\ncolumns = [{{ name = "x", title = "甲", label = true }}]'
    )
    with pytest.raises(CatalogError, match="field-personal"):
        catalog(tmp_path, SECRETS + rest)


def test_a_union_may_say_how_private_a_field_is(tmp_path: Path) -> None:
    """``private`` of a field names how it may be shown, in which rows it is a person's, and where a child's."""
    text = """
    [[ledgers.visits.fields]]
    name = "person"
    private = { as = "name", only = { kind = "住院" }, child = { kind = "生育" }, instead = "visitor" }
    """
    private = catalog(tmp_path, text).ledgers["visits"].fields["person"].private
    assert private is not None
    assert (private.secrecy, private.only, private.instead) == (
        Secrecy.NAME,
        (Condition("kind", ("住院",)),),
        "visitor",
    )


@pytest.mark.parametrize(
    ("private", "reason"),
    [
        ('{ as = "nobody" }', "not-among"),
        ('{ as = "name", only = { kidn = "住院" } }', "field-unknown"),
        ('{ as = "name", only = { kind = "别的" } }', "not-among"),
        ('{ as = "name", instead = "nobody" }', "field-unknown"),
        ('{ as = "name", evre = true }', "key-unknown"),
    ],
)
def test_a_wrong_word_on_privacy_is_refused(private: str, reason: str, tmp_path: Path) -> None:
    """A condition that could never hold would leave names unmasked."""
    with pytest.raises(CatalogError, match=reason):
        catalog(tmp_path, f'[[ledgers.visits.fields]]\nname = "person"\nprivate = {private}\n')


def test_a_table_says_what_it_is(tmp_path: Path) -> None:
    """What is not said has its usual value; units of money and shares need not be said."""
    text = GROUP.format(
        table='order = "enum"\ntotals = true', column='{ name = "share", title = "占比", share = "amount" }'
    )
    own = catalog(tmp_path, text).tables["own"]
    assert (own.id, own.kind, own.order, own.totals, own.label) == (
        "tables.own",
        TableKind.GROUP,
        Order.ENUM,
        True,
        "item",
    )
    share = own.columns["share"]
    assert (share.content, share.of, share.unit, share.style, share.width) == (
        Content.SHARE,
        ("amount",),
        "%",
        "bare",
        10,
    )


def test_a_table_of_a_known_name_takes_its_place(tmp_path: Path) -> None:
    """A union's own ``[tables.aid]`` replaces the product's, its charts too; the others stay."""
    text = GROUP.format(table="", column="").replace("tables.own", "tables.aid")
    tables = catalog(
        tmp_path,
        text
        + CHART.replace("own", "aid").replace('"aid"', '"aid_amounts"')
        + 'type = "bar"\ncategory = "item"\nvalues = "amount"',
    ).tables
    assert (list(tables["aid"].columns), list(tables)) == (["item", "amount"], list(builtin().tables))


@pytest.mark.parametrize("name", ["tables.x", "charts.x"])
def test_figures_leave_the_names_of_tables_and_charts_free(name: str, tmp_path: Path) -> None:
    """``tables`` and ``charts`` mean something in templates already."""
    with pytest.raises(CatalogError, match="name-taken"):
        catalog(tmp_path, f'[figures.{name}]\ntitle = "甲"\ncount = "talks"\nunit = "件"\n')


def test_names_of_the_catalog_leave_room_for_keys() -> None:
    """The product's own names keep to the bounds that a union's must."""
    for name, table in builtin().tables.items():
        assert len(name) <= LONGEST_TABLE
        assert all(len(each) <= LONGEST_COLUMN for each in table.columns)


@pytest.mark.parametrize(
    ("id_", "where"),
    [
        ("tables.aid.金秋助学.persons", (Condition("item", ("金秋助学",)),)),
        ("tables.aid.totals.persons", ()),
        ("tables.proposals_unit.东区.filed", (Condition("filed", (True,)), Condition("unit", ("东区",)))),
    ],
)
def test_a_cell_is_a_figure_that_might_have_been_declared(id_: str, where: tuple[Condition, ...]) -> None:
    """From the id of a cell follows which rows it counts, so that rules for figures hold for cells too."""
    figure = cell_figure(id_, builtin().tables)
    assert figure is not None
    assert (figure.id, figure.where) == (id_, where)


@pytest.mark.parametrize(
    "id_",
    ["tables.aid.金秋助学.share", "tables.none.a.b", "tables.aid.a.none", "aid.total.persons", "charts.aid.a.item"],
)
def test_other_ids_are_no_such_figures(id_: str) -> None:
    """A share, an unknown table or column and a plain figure are none."""
    assert cell_figure(id_, builtin().tables) is None
