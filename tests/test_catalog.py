"""The product's own catalog: ledgers, figures and rules as users rely on them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import unionreport
from unionreport import config
from unionreport.finding import Severity
from unionreport.numerals import show
from unionreport.schema import Condition, FieldType, LedgerSchema
from unionreport.texts import LANGUAGES, texts

CATALOG = config.builtin()
PACKAGE = Path(unionreport.__file__).parent

# id, sheet, columns in order; * is required, (a/b) one of the two, a bracketed list the usual values
LEDGERS = """
profile       基本情况      项目* 数值* 单位 备注
disbursements 帮扶发放      序号 日期* 项目* 姓名* 身份证号 户号 户主 困难类别 人数 金额* 实物折价 资金来源 单位 备注
visits        走访慰问      日期* 类型* 对象* 人数 慰问金 慰问品折价 走访人 备注
talks         谈心谈话      日期* 类型* 对象* 谈话人
receptions    来访接待      日期* 来访人* 人数 形式 反映事项 处理结果 办结日期
training      职工培训      日期* 名称* 类别 应到人数 参加人次 姓名
suggestions   合理化建议    编号 日期* 建议人* 部门 建议名称* 类别 是否采纳* 节约金额
awards        评先评优      日期 称号* 类型* 获奖者* 部门 级别 表彰单位 文号
assessments   考核检查      日期* 名称* 轮次 范围
proposals     职工代表提案  编号 日期* 提案人* 附议人 类别 案由* 是否立案 承办部门 办理结果 评价
appraisals    民主评议      姓名* 职务 级别* 德* 能* 勤* 绩* 廉* 总分 等次
disclosures   厂务公开      日期* 事项* 类别 方式
satisfaction  满意度调查    日期* 事项 发放 收回 满意* 基本满意* 不满意*
inspections   劳动保护检查  日期* 场所* 级别 隐患数* 已整改数 责任人 期限 完成日期
leave         职工疗休养    开始日期* 结束日期 地点 姓名 人数 单位 费用
activities    文体活动      日期* 名称* 类别 参加人次 费用
finance       经费收支      科目编码 科目* 预算 金额*
members       会员名册      姓名* 性别 身份证号 部门 入会日期 会费
narrative     报告文字      章节* 顺序 文字*
"""

ENUMS = """
disbursements.item    低保保障金 医疗救助卡 4050社保补贴 困难补助 金秋助学 遗孀救助 医疗救助 节日慰问 其他
visits.kind           住院 退休 丧事 新婚 生育 困难 节日
talks.kind            工作变动 情绪反常 入党 不安心工作
receptions.form       来访 来信 来电
training.category     上岗培训 继续教育 专题培训 知识竞赛
awards.kind           集体 个人 支部
proposals.result      已解决 正在解决 列入规划 不予采纳
proposals.rating      满意 基本满意 不满意
appraisals.level      处级 科级
disclosures.category  物资采购 招投标 公益岗招聘 其他
disclosures.manner    定期 不定期
"""

ITEMS = (
    "单位名称 年度 届次 会议名称 报告人 报告日期 会员人数 女会员人数 职工人数 居民户数 居民人数 低保户数 残疾人数 "
    "失业人数 企业数 楼宇数 优质楼宇数 面积"
)

FIGURES = """
satisfaction.rate % | proposals.submitted 件 | proposals.filed 件 | proposals.resolved 件
proposals.satisfaction_rate % | appraisals.cadres 人 | appraisals.division 人 | appraisals.section 人
appraisals.average 分 | appraisals.excellent_rate % | disclosures.items 项 | suggestions.submitted 份
suggestions.adopted 条 | suggestions.adoption_rate % | suggestions.savings 元 | assessments.rounds 次
awards.units 个 | awards.persons 人 | awards.branches 个 | training.sessions 期 | training.attendance 人次
receptions.visitors 人次 | visits.hospital 人次 | visits.retired 人次 | visits.total 人次 | visits.amount 元
talks.total 人次 | aid.lowincome.households 户 | aid.lowincome.amount 元 | aid.medical_cards.persons 人
aid.insurance4050.persons 人 | aid.insurance4050.amount 元 | aid.hardship.amount 元 | aid.hardship.households 户
aid.students.households 户 | aid.students.persons 名 | aid.students.amount 元 | aid.widows.persons 名
aid.widows.amount 元 | aid.total.persons 人 | aid.total.households 户 | aid.total.person_times 人次
aid.total.amount 元 | inspections.count 次 | inspections.hazards 项 | inspections.rectified 项
inspections.rectified_rate % | leave.persons 人 | activities.count 场 | activities.attendance 人次
finance.income 元 | finance.expense 元 | finance.balance 元 | finance.opening 元 | finance.closing 元
profile.members 人 | profile.residents 人
"""


def rows(table: str) -> list[list[str]]:
    """The words of each line of a text table."""
    return [line.split() for line in table.strip().splitlines()]


def test_the_ledgers_are_those_of_the_contract() -> None:
    """There are nineteen ledgers under their ids with their exact sheet titles."""
    assert {ledger.id: ledger.title for ledger in CATALOG.ledgers.values()} == {row[0]: row[1] for row in rows(LEDGERS)}
    assert len(CATALOG.ledgers) == 19
    assert all(name == ledger.id for name, ledger in CATALOG.ledgers.items())


@pytest.mark.parametrize("row", rows(LEDGERS), ids=lambda row: row[0])
def test_columns_have_their_titles_in_order_and_the_required_ones_are_required(row: list[str]) -> None:
    """A ledger has the promised columns in the promised order; further ones may stand between, none is required."""
    name, _, *columns = row
    fields = CATALOG.ledgers[name].fields.values()
    titles = [column.removesuffix("*") for column in columns]
    assert [field.title for field in fields if field.title in titles] == titles
    required = [column.removesuffix("*") for column in columns if column.endswith("*")]
    assert [field.title for field in fields if field.required] == required
    assert all(key == field.name for key, field in CATALOG.ledgers[name].fields.items())


@pytest.mark.parametrize("row", rows(ENUMS), ids=lambda row: row[0])
def test_a_column_of_choices_has_the_promised_ones(row: list[str]) -> None:
    """Every value that the contract names is a choice, in its order."""
    ledger, _, name = row[0].partition(".")
    assert list(CATALOG.ledgers[ledger].fields[name].enum)[: len(row) - 1] == row[1:]


def test_the_items_of_the_profile_are_those_of_the_contract() -> None:
    """基本情况 knows the eighteen items by their titles, and after them those of the public notice."""
    titles = [item.title for item in CATALOG.ledgers["profile"].items.values()]
    assert titles == [*ITEMS.split(), "公示开始日期", "公示截止日期", "监督电话", "受理地址"]
    assert [ledger.id for ledger in CATALOG.ledgers.values() if ledger.items] == ["profile"]


def test_ledgers_that_go_by_attendee_or_by_session_need_one_of_two_columns() -> None:
    """Training and leave are kept by person or by group, and each row says one of them."""
    assert CATALOG.ledgers["training"].any_of == (("attendance", "person"),)
    assert CATALOG.ledgers["leave"].any_of == (("person", "people"),)


@pytest.mark.parametrize("ledger", CATALOG.ledgers.values(), ids=lambda ledger: ledger.id)
def test_no_header_means_two_columns(ledger: LedgerSchema) -> None:
    """Within a ledger a title is one column's own; an alias is no other column's title, and written once."""
    for fields in (ledger.fields, ledger.items):
        titles = [field.title for field in fields.values()]
        assert len(set(titles)) == len(titles)
        for field in fields.values():
            assert field.title not in field.aliases
            assert len(set(field.aliases)) == len(field.aliases)
        aliases = [alias for field in fields.values() for alias in field.aliases]
        assert {alias for alias in aliases if aliases.count(alias) > 1} == set()


def test_no_sheet_title_means_two_ledgers() -> None:
    """A sheet's title or alias leads to one ledger."""
    titles = [title for ledger in CATALOG.ledgers.values() for title in ledger.titles]
    assert {title for title in titles if titles.count(title) > 1} == set()


@pytest.mark.parametrize("ledger", CATALOG.ledgers.values(), ids=lambda ledger: ledger.id)
def test_synonyms_and_derivations_end_in_allowed_values(ledger: LedgerSchema) -> None:
    """Whatever stands for a value stands for one that the column can have."""
    for field in ledger.fields.values():
        results = [*field.synonyms.values(), *(each for way in field.derived for each in way.values.values())]
        results += [each for way in field.derived for each in way.prefixes.values()]
        allowed = ("是", "否") if field.type is FieldType.YESNO else field.enum
        assert [each for each in results if each not in allowed] == []
        assert not set(field.synonyms) & set(field.enum)
        assert not field.default or not field.enum or field.default in field.enum


@pytest.mark.parametrize("line", [each.split() for each in re.split(r"\s*[|\n]\s*", FIGURES.strip())], ids=str)
def test_a_core_figure_has_its_unit(line: list[str]) -> None:
    """Every figure that the contract names exists under its id with its unit, and can be printed."""
    name, unit = line
    figure = CATALOG.figures[name]
    assert (figure.id, figure.unit) == (name, unit)
    assert show(1, figure.unit, figure.style)


def test_every_count_of_the_profile_is_a_figure() -> None:
    """Each item of 基本情况 that is a number of something can be printed, in the item's unit."""
    items = CATALOG.ledgers["profile"].items.values()
    numbers = {f"profile.{item.name}": item.unit for item in items if item.type.is_numeric and item.name != "year"}
    figures = {name: figure.unit for name, figure in CATALOG.figures.items() if figure.ledger == "profile"}
    assert figures == numbers


def test_every_item_of_aid_has_its_three_figures() -> None:
    """Each 项目 of 帮扶发放 can be told in households, persons and money."""
    for item in CATALOG.ledgers["disbursements"].fields["item"].enum:
        where = (Condition("item", (item,)),)
        found = [figure.id.split(".")[2] for figure in CATALOG.figures.values() if figure.where == where]
        assert found == ["households", "persons", "amount"], item


def test_a_condition_asks_for_a_value_its_field_allows() -> None:
    """No figure counts rows that no row can be."""
    for figure in CATALOG.figures.values():
        for condition in figure.where:
            ledger = CATALOG.ledgers[figure.ledger]
            field = ledger.fields[condition.field]
            allowed = {*field.enum, *ledger.items} if field.enum or ledger.items else None
            for value in condition.values:
                is_allowed = (
                    isinstance(value, bool) if field.type is FieldType.YESNO else not allowed or value in allowed
                )
                assert is_allowed, f"{figure.id}: {value}"


def test_titles_of_figures_are_their_own() -> None:
    """No two figures have one title, since formulas name figures by it."""
    titles = [figure.title for figure in CATALOG.figures.values()]
    assert {title for title in titles if titles.count(title) > 1} == set()


def test_a_rule_has_a_code_of_its_own_without_its_severity() -> None:
    """Names are for people, codes for short: one family letter and three digits, each once."""
    codes = [rule.code for rule in CATALOG.rules.values()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[A-Z][1-9][0-9]{2}", code) for code in codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", name) for name in CATALOG.rules)
    assert CATALOG.rules["amount-not-number"].code == "V103"
    assert CATALOG.severity("amount-not-number") is Severity.ERROR


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", CATALOG.rules)
def test_every_rule_is_explained(rule: str, language: str) -> None:
    """A rule has a title, a message, a help, a wrong and a right example in both languages."""
    words = texts(language)
    for part in ("title", "message", "help", "wrong", "right"):
        assert words.sentences[f"rules.{rule}.{part}"].strip()


def test_no_text_explains_a_rule_that_is_gone() -> None:
    """Whatever the texts say of rules is said of one that exists."""
    named = {key.split(".")[1] for key in texts("zh").sentences if key.startswith("rules.")}
    assert named == set(CATALOG.rules)


def constants(path: Path) -> Iterator[str]:
    """Every string of a file's code, docstrings and parts of f-strings among them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_rules_that_the_code_knows_are_the_rules_there_are() -> None:
    """Whatever reading and judging report is a declared rule, and every declared rule can be reported."""
    names = (
        "cells",
        "rows",
        "loading",
        "ledger",
        "ledgers",
        "profile",
        "header",
        "evidence",
        "doubt",
        "compute",
        "accept",
    )
    paths = [*(PACKAGE / f"{name}.py" for name in names), *(PACKAGE / "rules").glob("*.py")]
    emitted = {each for path in paths for each in constants(path) if re.fullmatch(r"[a-z]+(-[a-z]+)+", each)}
    assert emitted == set(CATALOG.rules)


def test_figures_that_are_never_smaller_are_named() -> None:
    """A larger and a smaller figure of an order are two different ones of the same unit or kind."""
    assert [(each.larger, each.smaller) for each in CATALOG.orders] == [
        ("profile.members", "profile.women"),
        ("profile.residents", "profile.homes"),
        ("profile.buildings", "profile.quality_buildings"),
    ]
